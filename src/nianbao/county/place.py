"""Where a county's files of one year lie, all below its working folder, under names that the officer reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nianbao.errors import UsageError
from nianbao.params.model import FIRST_YEAR, LAST_YEAR

COUNTY = "county"
"""Name of the folder below the working folder."""

ROSTER = "单位名单.xlsx"


@dataclass(frozen=True)
class CountyPlace:
    """The places of one year.

    Attributes:
        folder: The working folder.
        year: Report year.
    """

    folder: Path
    year: int

    @property
    def roster(self) -> Path:
        """The workbook that lists the units; one for all years."""
        return self.folder / COUNTY / ROSTER

    @property
    def of_year(self) -> Path:
        """What the steps of this year keep."""
        return self.folder / COUNTY / str(self.year)

    @property
    def forms(self) -> Path:
        """The 填报表 that go out, one a unit."""
        return self.of_year / "填报表"

    @property
    def received(self) -> Path:
        """Every version that arrived, as it came."""
        return self.of_year / "收到"

    @property
    def remarks(self) -> Path:
        """The 审核意见, one a unit and round."""
        return self.of_year / "审核意见"

    @property
    def board(self) -> Path:
        """报送进度, 催报 and 通报."""
        return self.of_year / "报送进度"

    @property
    def sums(self) -> Path:
        """汇总 and what it was added up from."""
        return self.of_year / "汇总"

    @property
    def verified(self) -> Path:
        """发布核对: published pages as they were when somebody looked."""
        return self.of_year / "发布核对"

    @property
    def params(self) -> Path:
        """The year's parameter files."""
        return self.folder / "params" / str(self.year)

    def parameter_file(self, unit_id: str) -> Path:
        """Give the path of a unit's parameter file."""
        return self.params / f"{unit_id}.yaml"


def years(folder: Path) -> list[int]:
    """List the years that a working folder has reports or a county's files of, the latest last."""
    found = {
        int(path.name)
        for kind in ("params", COUNTY)
        if (folder / kind).is_dir()
        for path in (folder / kind).iterdir()
        if path.is_dir() and path.name.isdigit() and FIRST_YEAR <= int(path.name) <= LAST_YEAR
    }
    return sorted(found)


def place_for(folder: Path, year: int | None) -> CountyPlace:
    """Give the places of a year, of the latest there is when none is said.

    Raises:
        UsageError: No year is said and there is none.
    """
    if year is None:
        there = years(folder)
        if not there:
            raise UsageError("还没有哪一年的材料。请加 --year 写明年份，如 --year 2024。")
        year = there[-1]
    return CountyPlace(folder, year)


def year_words(place: CountyPlace, said: int | None) -> str:
    """Name the year that a command works on, and say where nobody named it: a wrong one is easily overlooked."""
    return f"{place.year} 年" if said else f"{place.year} 年（没有写 --year，取的是最近的一年）"
