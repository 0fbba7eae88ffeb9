"""``--select`` and ``--ignore``: beginnings of codes, the longer has the say."""

from __future__ import annotations

import pytest

from nianbao.errors import UsageError
from nianbao.reviewing.selection import Selection


@pytest.mark.parametrize(
    ("select", "ignore", "taken", "left"),
    [
        (None, None, ["A101", "Z999"], []),
        ("A", None, ["A101", "A102"], ["D101"]),
        ("A102,D", None, ["A102", "D101"], ["A101"]),
        ("A102，d101、s", None, ["A102", "D101", "S101"], ["A101", "D102"]),
        (None, "A", ["D101"], ["A101"]),
        ("A", "A101", ["A102"], ["A101", "D101"]),
        ("A101", "A", ["A101"], ["A102", "D101"]),
        ("A", "A", [], ["A101", "D101"]),
    ],
)
def test_the_longer_beginning_has_the_say(
    select: str | None, ignore: str | None, taken: list[str], left: list[str]
) -> None:
    selection = Selection.of(select, ignore)
    assert [code for code in taken + left if selection.takes(code)] == taken


@pytest.mark.parametrize("codes", ["Q", "A9", "A1011", "勾稽"])
def test_a_code_that_is_none_is_refused(codes: str) -> None:
    with pytest.raises(UsageError, match="没有「"):
        Selection.of(codes, None)
