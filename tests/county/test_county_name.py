"""Which county a list is of."""

from __future__ import annotations

import pytest

from nianbao.county.county_name import county_in, county_of_names
from nianbao.county.roster import Entry, Kind


@pytest.mark.parametrize(
    ("title", "county"),
    [
        ("示例县2024年度政府信息公开年报联络表", "示例县"),
        ("2024年度示例县政府信息公开年报联络表", "示例县"),
        ("附件1：示例县联络员名单", "示例县"),
        ("示例县县直部门联络表", "示例县"),
        ("示例县乡镇街道社区名单", "示例县"),
        ("示例市示例区政府信息公开单位名单", "示例市示例区"),
        ("津市市各单位联络表", "津市市"),
        ("沙市区政务公开联络员名册", "沙市区"),
        ("市中区人民政府部门名单", "市中区"),
        ("全椒县政府信息公开名单", "全椒县"),
        ("全县政府信息公开联络表", None),
        ("各县直部门联络表", None),
        ("本区联络表", None),
        ("我市各单位名单", None),
        ("县政府信息公开联络表", None),
        ("县（市、区）名单", None),
        ("政府信息公开联络表", None),
        ("", None),
    ],
)
def test_a_title_tells_its_county_or_nothing(title: str, county: str | None) -> None:
    assert county_in(title) == county


def test_full_names_tell_it_too() -> None:
    town = Entry("沙市镇", Kind.TOWNSHIP, "示例县沙市镇人民政府")
    assert county_of_names([Entry("民政局", Kind.DEPARTMENT, "民政局"), town]) == "示例县"
    assert county_of_names([Entry("市监局", Kind.DEPARTMENT, "示例县市场监督管理局")]) == "示例县"
    assert county_of_names([town, Entry("津市市人民政府", Kind.OWN)]) == "津市市"
    assert county_of_names([Entry("云溪镇", Kind.TOWNSHIP)]) is None
