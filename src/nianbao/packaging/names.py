"""Names in a package that any system can unpack: Chinese, short, and none that Windows keeps for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nianbao.system.names import portable


def folder_names(units: Sequence[tuple[str, str, int]]) -> list[str]:
    """Name a folder for each report; a folder a year stands above them where there are several.

    Args:
        units: Id, Chinese name and year of each; id and year together are unique.

    Returns:
        A path for each, with slashes; no two are the same on a system that ignores case.
    """
    years = {year for _, _, year in units}
    names = [f"{year}年/{portable(name)}" if len(years) > 1 else portable(name) for _, name, year in units]
    uses = Counter(name.casefold() for name in names)
    return [
        f"{name}（{unit}）" if uses[name.casefold()] > 1 else name
        for name, (unit, _, _) in zip(names, units, strict=True)
    ]
