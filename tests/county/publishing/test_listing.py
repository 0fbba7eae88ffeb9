"""Lists of addresses as offices keep them, and folders of saved pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from nianbao.county.place import CountyPlace
from nianbao.county.publishing.checking import Checker
from nianbao.county.publishing.listing import Asked, asked_for
from nianbao.errors import UsageError
from tests.verifying.samples import page
from tests.verifying.site import Site

A, B = "https://www.example.org/a/1.html", "http://www.example.org/b?id=2&x=3"


def _workbook(rows: list[list[str]]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    return packed.getvalue()


def _pairs(found: list[Asked]) -> list[tuple[str, str]]:
    return [(one.unit, one.address) for one in found]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["年报网址"],
            ["序号", "单位名称", "网址", "备注"],
            ["1", "云溪镇", A, ""],
            ["2", "白鹭镇", B, "已看"],
        ],
        [["云溪镇", A], ["白鹭镇", f"链接：{B}"]],
        [["网址", "单位"], [A, "云溪镇"], ["", "东湖街道"], [B, "白鹭镇"]],
    ],
)
def test_a_workbook_in_any_order(tmp_path: Path, place: CountyPlace, rows: list[list[str]]) -> None:
    path = tmp_path / "网址.xlsx"
    path.write_bytes(_workbook(rows))
    found = asked_for(path, place)
    assert _pairs(found) == [("云溪镇", A), ("白鹭镇", B)]
    assert found[0].where.startswith("第 ")


LINES = [
    ("云溪镇", A),
    ("河湾镇", "www.example.invalid/nb/1.html"),
    ("白鹭镇", "example.invalid/b"),
    ("南坡镇", "县政府网 www.example.gov.cn/x?id=1"),
    ("枫林镇", "见县政府网站"),
    ("高岭乡", "http：//example.invalid/c"),
    ("石门镇", "C:\\网页\\石门.html"),
    ("竹坪乡", "shimen.html"),
    ("东湖街道", ""),
    ("水利局", "无"),
    ("民政局", "尚未发布"),
]
FOUND = [
    ("云溪镇", A),
    ("河湾镇", "https://www.example.invalid/nb/1.html"),
    ("白鹭镇", "https://example.invalid/b"),
    ("南坡镇", "https://www.example.gov.cn/x?id=1"),
]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("网址.csv", "单位,网址\n"),
        ("网址.csv", ""),
        ("网址.csv", "乡镇,地址\n"),
        ("网址.txt", ""),
        ("网址.txt", "各单位网址\n"),
    ],
)
def test_what_is_no_address_is_completed_or_named(
    tmp_path: Path, place: CountyPlace, name: str, head: str
) -> None:
    path = tmp_path / name
    # Of a list in a text nearly all lines have an address.
    more = [("城关镇", f"{A}?{number}") for number in range(4)]
    lines = [f"{unit},{words}\n" for unit, words in (*LINES, *more)]
    path.write_text(head + "".join(lines), encoding="utf-8")
    found = asked_for(path, place)
    assert _pairs([one for one in found if not one.problem]) == [*FOUND, *more]
    others = [one for one in found if one.problem]
    assert _pairs(others) == LINES[4:8]
    first = 1 if head else 0
    for number, one in enumerate(others, 5 + first):
        assert one.where == f"第 {number} 行"
        assert one.problem.startswith(f"第 {number} 行写的「")


def test_a_line_that_holds_no_address_is_named_in_the_overview(checker: Checker) -> None:
    one = Asked("见县政府网站", "枫林镇", "第 5 行", "第 5 行写的「见县政府网站」不是网址，没有核对。")
    look = checker.look(one)
    assert look.member is not None
    assert (look.member.name, look.result, look.problem) == ("枫林镇", "没有核对成", one.problem)
    assert one.shown == "见县政府网站"
    assert not (checker.place.verified / "记录.jsonl").exists()


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["各单位年报网址", ""],
            ["单位", "网址", "备注"],
            ["云溪镇", A, "见 example.com"],
            ["注：以上已核。"],
        ],
        [["云溪镇", A, "已看"], ["合计", "", "1"], ["白鹭镇", "", "还没有发"]],
        [["单位", "地址", "网址"], ["云溪镇", "示例县望山路1号", A], ["白鹭镇", "示例县望山路2号", ""]],
    ],
)
def test_words_beside_the_addresses_are_no_addresses(
    tmp_path: Path, place: CountyPlace, rows: list[list[str]]
) -> None:
    path = tmp_path / "网址.xlsx"
    path.write_bytes(_workbook(rows))
    assert asked_for(path, place) == [Asked(A, "云溪镇", asked_for(path, place)[0].where)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("name", ["网址.csv", "网址.txt"])
def test_text_in_the_encodings_of_offices(
    tmp_path: Path, place: CountyPlace, name: str, encoding: str
) -> None:
    path = tmp_path / name
    head = "单位,网址\n" if name.endswith("csv") else ""
    path.write_bytes(f"{head}云溪镇,{A}\n白鹭镇,{B}\n".encode(encoding))
    assert _pairs(asked_for(path, place)) == [("云溪镇", A), ("白鹭镇", B)]


def test_addresses_alone_will_do(tmp_path: Path, place: CountyPlace) -> None:
    path = tmp_path / "网址.txt"
    path.write_text(f"{A}\n\n{B}\n{A}\n", encoding="utf-8")
    assert [one.address for one in asked_for(path, place)] == [A, B, A]
    assert {one.unit for one in asked_for(path, place)} == {""}


def test_a_folder_of_saved_pages_without_what_lies_beside_them(tmp_path: Path, place: CountyPlace) -> None:
    saved = tmp_path / "网页"
    (saved / "云溪_files").mkdir(parents=True)
    for name in (
        "云溪.html",
        "白鹭.mht",
        "东湖.pdf",
        "云溪_files/frame.html",
        "~$草.docx",
        "图.png",
        ".x.html",
    ):
        (saved / name).write_bytes(b"x")
    assert [Path(one.address).name for one in asked_for(saved, place)] == [
        "东湖.pdf",
        "云溪.html",
        "白鹭.mht",
    ]


def test_a_saved_text_that_names_an_address_is_a_page(tmp_path: Path, place: CountyPlace) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(
        "年报\n一、总体情况\n电子版可在 http://www.example.org 查看。\n二、主动公开\n", encoding="utf-8"
    )
    assert [one.address for one in asked_for(path, place)] == [str(path)]


def test_without_a_list_the_known_addresses_are_looked_at_again(checker: Checker, site: Site) -> None:
    with pytest.raises(UsageError, match="还没有核对过 2024 年的网页"):
        asked_for(None, checker.place)
    first, second = site.put("/1.html", page()), site.put("/2.html", page())
    for address in (first, second):
        checker.look(Asked(address))
    checker.look(Asked(site.address + "/none", "白鹭镇"))
    again = asked_for(None, checker.place)
    assert _pairs(again) == [("yunxi", second), ("bailu", site.address + "/none")]
    assert checker.look(again[0]).fine


@pytest.mark.parametrize(
    ("name", "data"), [("空.xlsx", _workbook([["单位", "网址"]])), ("坏.xlsx", b"PK\x03\x04xx")]
)
def test_lists_that_cannot_be_read_are_explained(
    tmp_path: Path, place: CountyPlace, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError, match=name):
        asked_for(path, place)
