"""Which pages are looked at: a list of units and addresses, or a folder of saved pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.place import CountyPlace
from nianbao.county.publishing.cells import ADDRESS, address_in, headed, is_nothing, no_address, usual_column
from nianbao.county.register import Register
from nianbao.errors import UsageError
from nianbao.folder import shown, why_not
from nianbao.importer.readers.encoding import decoded
from nianbao.importer.source import SourceError
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.opening import open_ledger
from nianbao.ledgers.sheet import Sheet
from nianbao.verifying.seeing import is_address

RECORD = "记录.jsonl"

READABLE = (".html", ".htm", ".mht", ".mhtml", ".pdf", ".docx", ".docm", ".txt")
_UNITS = ("单位", "单位名称", "名称", "报送单位", "发布单位")
_AROUND = " \t,，、:：　"
_OTHER = re.compile(r"\s*(?P<unit>[\u4e00-\u9fff（）()·]{2,40})[\s,，、:：]+(?P<words>\S.*?)\s*$")
_NAME = re.compile(r"[\u4e00-\u9fff（）()·]{2,40}")
_MOST_BYTES = 5_000_000
_MOST = 5_000
"""Pages of one run; a province has some 3,000 units."""


@dataclass(frozen=True)
class Asked:
    """A page to look at.

    Attributes:
        address: Address, or path of a saved page.
        unit: The unit as the list names it; empty where the page itself must tell.
        where: Row of the list, in Chinese; empty for a saved page.
        problem: Why it can't be looked at, in Chinese, where the list holds other words for an address.
    """

    address: str
    unit: str = ""
    where: str = ""
    problem: str = ""

    @property
    def shown(self) -> str:
        """The address for people: a saved page without the folders of this machine above the current one."""
        is_path = not self.problem and not is_address(self.address)
        return writable(str(shown(Path(self.address))) if is_path else self.address)


def writable(text: str) -> str:
    """Leave out what can't be written: a file's name may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def asked_for(source: Path | None, place: CountyPlace) -> list[Asked]:
    """List the pages to look at.

    Args:
        source: A list (xlsx, xls, csv, txt), a saved page, or a folder of them; None for all that were looked at
            before.
        place: The county's places of the year.

    Raises:
        UsageError: There are none, or the list can't be read.
    """
    if source is None:
        found = list(_known(place))
        advice = "请写上一张列有单位和网址的表（xlsx、csv、txt），或放着网页的文件夹。"
        problem = f"还没有核对过 {place.year} 年的网页。{advice}"
    elif source.is_dir():
        found = [Asked(str(path)) for path in sorted(source.rglob("*")) if _is_page(path)]
        problem = f"文件夹「{shown(source)}」里没有能读的网页（{'、'.join(READABLE)}）。"
    elif source.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".csv", ".tsv"):
        found = list(_of_workbook(source))
        problem = (
            f"「{shown(source)}」里没有网址。请有一列网址，以 http:// 或 https:// 开头，旁边一列写单位。"
        )
    elif source.suffix.lower() == ".txt":
        # A page that was saved as text has no address for a list.
        found = list(_of_text(source)) or [Asked(str(source))]
        problem = ""
    else:
        found, problem = [Asked(str(source))], ""
    if not found:
        raise UsageError(problem)
    if len(found) > _MOST:
        named = f"「{shown(source)}」里" if source else "记录里"
        raise UsageError(f"{named}有 {len(found)} 个网址，一次最多核对 {_MOST} 个。请分几次。")
    return list(dict.fromkeys(found))


def _is_page(path: Path) -> bool:
    # A browser keeps a saved page's pictures and frames in a folder beside it.
    beside = any(part.endswith(("_files", ".files")) for part in path.parts)
    hidden = path.name.startswith((".", "~$"))
    return path.is_file() and path.suffix.lower() in READABLE and not hidden and not beside


def _known(place: CountyPlace) -> Iterator[Asked]:
    """List the addresses of earlier looks, the latest of each unit; saved pages don't change."""
    latest: dict[str, str] = {}
    for entry in Register(place.verified / RECORD).entries():
        unit, address = entry.get("unit") or entry.get("asked"), str(entry.get("address", ""))
        # A page that went was seen before; an address where it is by now isn't forgotten for the old one.
        if unit and not entry.get("gone") and address.startswith(("http://", "https://")):
            latest[str(unit)] = address
    return (Asked(address, unit, "上次的网址") for unit, address in latest.items())


def _of_workbook(path: Path) -> Iterator[Asked]:
    try:
        sheets = open_ledger(path)
    except LedgerError as problem:
        advice = problem.finding.suggestion or ""
        raise UsageError(f"网址表「{path.name}」读不了：{problem}{advice}") from problem
    for sheet in sheets:
        if not sheet.hidden:
            yield from _of_sheet(sheet)


def _of_sheet(sheet: Sheet) -> Iterator[Asked]:
    rows = [[str(cell).strip() if cell is not None else "" for cell in row] for row in sheet.rows]
    units: int | None = None
    addresses = usual_column(rows)
    for number, texts in enumerate(rows, 1):
        found = [_in_column(text, column, addresses) for column, text in enumerate(texts)]
        named = [index for index, text in enumerate(texts) if text.replace(" ", "") in _UNITS]
        heading = headed(texts)
        unit = texts[units] if units is not None and units < len(texts) else _first_name(texts, addresses)
        where = f"第 {number} 行"
        if any(found):
            yield from (Asked(address, unit, where) for address in found if address)
        elif named or heading is not None:
            units = named[0] if named else units
            addresses = addresses if heading is None else heading
        elif addresses is not None and addresses < len(texts):
            yield from _other_words(texts[addresses], unit, where)


def _in_column(text: str, column: int, addresses: int | None) -> str | None:
    """Find the address in a cell; without http it counts in the addresses' column only."""
    if addresses in (None, column):
        return address_in(text)
    found = ADDRESS.search(text)
    return found[0] if found else None


def _other_words(text: str, unit: str, where: str) -> Iterator[Asked]:
    """Name what stands where an address should; below the list, words alone are a remark."""
    if not is_nothing(text) and (unit or "." in text):
        yield Asked(text, unit, where, no_address(where, text))


def _first_name(texts: list[str], addresses: int | None) -> str:
    """Give the first text of a row without a header that may be a unit's name."""
    others = (text for column, text in enumerate(texts) if column != addresses)
    return next((text for text in others if _NAME.fullmatch(text)), "")


def _of_text(path: Path) -> Iterator[Asked]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return  # no list is so long
        data = path.read_bytes()
        text, _ = decoded(data, path.name) if data.strip() else ("", "")
    except OSError as problem:
        raise UsageError(f"「{shown(path)}」打不开：{why_not(problem)}。") from problem
    except SourceError as problem:
        raise UsageError(str(problem)) from problem
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    # A report saved as text may name an address or two; of a list nearly every line does.
    if sum(_address_of(line) is not None for _, line in lines) * 2 < len(lines):
        return
    for number, line in lines:
        where = f"第 {number} 行"
        if (found := _address_of(line)) is not None:
            address, written = found
            before, _, behind = line.partition(written)
            yield Asked(address, _name_in(before) or _name_in(behind), where)
        elif other := _OTHER.match(line):
            yield from _other_words(other["words"], other["unit"], where)


def _name_in(text: str) -> str:
    """Give the unit's name of what stands before or behind an address."""
    parts = (part.strip(_AROUND) for part in re.split("[,，、\t]+", text))
    return next((part for part in parts if _NAME.fullmatch(part)), text.strip(_AROUND))


def _address_of(line: str) -> tuple[str, str] | None:
    """Give the address in a line, and how it is written."""
    for word in (line, *re.split(r"[\s,，、:：]+", line)):
        if address := address_in(word):
            return address, address if address in line else address.removeprefix("https://")
    return None
