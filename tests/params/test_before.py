"""Whether last year's file is the same unit's."""

from __future__ import annotations

import pytest

from nianbao.params.before import is_same_unit
from nianbao.params.model import Parameters, Unit


@pytest.mark.parametrize(
    ("now", "then", "same"),
    [
        (("河洛镇", "莱阳市河洛镇人民政府"), ("河洛镇", "莱阳市河洛镇人民政府"), True),
        (("河洛镇", None), ("和罗镇", None), False),
        (("河洛镇", "莱阳市河洛镇人民政府"), ("和罗镇", "莱阳市和罗镇人民政府"), False),
        # One of the two was written otherwise.
        (("河洛镇人民政府", "莱阳市河洛镇人民政府"), ("河洛镇", "莱阳市河洛镇人民政府"), True),
        (("河洛镇", "莱阳市河洛镇人民政府"), ("河洛镇", "烟台市莱阳市河洛镇人民政府"), True),
        # Nothing can be compared.
        (("河洛镇", None), (None, None), True),
        (("河洛镇", None), (None, "莱阳市和罗镇人民政府"), True),
        ((None, "莱阳市河洛镇人民政府"), ("和罗镇", "莱阳市和罗镇人民政府"), False),
    ],
)
def test_a_unit_is_told_by_its_names(
    now: tuple[str | None, str | None], then: tuple[str | None, str | None], same: bool
) -> None:
    reports = [
        Parameters(template="national-2021", year=year, unit=Unit(id="heluo", name=name, full_name=full))
        for year, (name, full) in ((2024, now), (2023, then))
    ]
    assert is_same_unit(*reports) is same
    assert is_same_unit(*reversed(reports)) is same
