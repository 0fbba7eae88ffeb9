"""Whatever arrives: each shape of file, whose it is, what is said of it."""

from __future__ import annotations

import io
import json
import os
import zipfile
from typing import Any

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from nianbao.county.inbox.arriving import arrived, lying
from nianbao.county.inbox.packed import Budget
from nianbao.county.inbox.receive import receive
from nianbao.county.inbox.result import Arrival, Outcome
from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.export.forms.docx import read_text
from nianbao.importer import read_report_bytes
from nianbao.params import load_parameters
from tests.county.office import UNITS, Office, at, edited, printed

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)


def picture() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(packed, "JPEG")
    return packed.getvalue()


def scan() -> bytes:
    """A PDF of pictures: the printed report, photographed page by page."""
    with pypdfium2.PdfDocument(printed("yunxi", "pdf")) as source:
        pages = [page.render(scale=0.4).to_pil().convert("RGB") for page in source]
    packed = io.BytesIO()
    pages[0].save(packed, "PDF", save_all=True, append_images=pages[1:])
    return packed.getvalue()


def text() -> bytes:
    """The report as text, as a clerk pastes it into a chat."""
    return read_text(printed("hewan")).encode("gb18030")


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def zipped_on_windows(name: str, data: bytes) -> bytes:
    """A zip whose only name is GBK, which nothing in it says."""
    written = name.encode("gb18030")
    stand_in = "x" * len(written)
    return zipped({stand_in: data}).replace(stand_in.encode(), written)


def only(arrivals: tuple[Arrival, ...]) -> Arrival:
    assert len(arrivals) == 1, arrivals
    return arrivals[0]


@pytest.mark.parametrize(
    ("name", "unit", "form"),
    [
        ("年报(最终版2).docx", "yunxi", "docx"),
        ("新建文件.docx", "shuiliju", "docx"),
        ("报告.pdf", "hewan", "pdf"),
        ("网页另存.html", "nanpo", "html"),
        ("文件名写错的云溪镇.docx", "bailu", "docx"),
        ("改了扩展名的.doc", "yunxi", "docx"),
    ],
)
def test_a_report_is_matched_by_what_it_says(office: Office, name: str, unit: str, form: str) -> None:
    office.put(name, printed(unit, form))
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.ACCEPTED
    assert one.member is not None
    assert one.member.name == UNITS[unit]
    assert one.version == 1
    parameters = load_parameters(office.place.parameter_file(unit), office.place.folder).parameters
    assert parameters.unit.id == unit
    assert parameters.year == 2024
    assert parameters.sections["overview"]
    ending = name.rpartition(".")[2]
    kept = office.place.received / unit / f"1-{one.sha256[:12]}.{ending}"
    assert kept.read_bytes() == printed(unit, form)


def test_text_without_any_layout(office: Office) -> None:
    office.put("粘贴的.txt", text())
    one = only(office.receive().arrivals)
    assert (one.outcome, one.member and one.member.name) == (Outcome.ACCEPTED, "河湾镇")


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("云溪镇年报.doc", OLD_WORD, "请在 WPS 中另存为 docx/xlsx"),
        ("云溪镇年报.docx", OLD_WORD, "请在 WPS 中另存为 docx/xlsx"),
        ("云溪镇.wps", OLD_WORD, "请在 WPS 中另存为 docx/xlsx"),
        ("云溪镇/表.et", OLD_WORD, "请在 WPS 中另存为 docx/xlsx"),
        ("云溪镇/IMG_2025.jpg", picture(), "图片"),
        ("云溪镇盖章.rar", b"Rar!\x1a\x07\x00" + bytes(200), "解压"),
        ("云溪镇.docx", b"", "空的"),
        ("云溪镇.docx", b"PK\x03\x04broken", "损坏"),
        ("云溪镇.yaml", b"template: national-2021\n", "Word"),
    ],
)
def test_what_cannot_be_read_names_whose_it_may_be(
    office: Office, name: str, data: bytes, advice: str
) -> None:
    office.put(name, data)
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.UNREADABLE
    assert advice in one.said
    assert "看文件名像是云溪镇的，请核对" in one.said
    assert one.member is None
    assert one.probable is not None
    assert one.probable.id == "yunxi"
    assert not office.place.parameter_file("yunxi").exists()


def test_a_scan_is_unreadable(office: Office) -> None:
    office.put("扫描件.pdf", scan())
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.UNREADABLE
    assert one.probable is None
    assert (office.place.received / "未归类" / f"{one.sha256[:12]}.pdf").is_file()


def test_leftovers_are_passed_over_and_told(office: Office) -> None:
    for name in ("~$年报.docx", ".DS_Store", "Thumbs.db", "云溪镇/~WRL0001.tmp", "__MACOSX/._年报.docx"):
        office.put(name, b"x")
    office.put("年报.docx", printed("yunxi"))
    result = office.receive()
    assert len(result.arrivals) == 1
    assert len(result.passed) == 5


def test_a_letter_is_no_report(office: Office) -> None:
    word = Document()
    word.add_paragraph("关于报送年度报告的函")
    word.add_paragraph("县政府办：现将有关材料报上，请审阅。云溪镇人民政府")
    packed = io.BytesIO()
    word.save(packed)
    office.put("函.docx", packed.getvalue())
    assert only(office.receive().arrivals).outcome is Outcome.NO_REPORT


def test_a_namesake_of_another_county_is_nobody(office: Office) -> None:
    data = edited(printed("yunxi"), lambda words: words.replace("示例县", "邻水县"))
    office.put("云溪镇.docx", data)
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.UNKNOWN
    assert "邻水县云溪镇人民政府" in one.said


def test_a_unit_that_the_roster_does_not_have(office: Office) -> None:
    office.put("石门.docx", printed("shimen"))
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.UNKNOWN
    assert "名单里没有「示例县石门镇人民政府」" in one.said


def test_last_year_handed_in_again(office: Office) -> None:
    office.put("年报.docx", printed("yunxi", "docx", 2023))
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.WRONG_YEAR
    assert "2023 年" in one.said
    assert one.member is not None
    assert not office.place.parameter_file("yunxi").exists()


def test_the_officer_says_whose_it_is(office: Office) -> None:
    path = office.put("石门.docx", printed("shimen"))
    office.receive()
    one = only(receive(path, office.place, at(11), assign="南坡镇").arrivals)
    assert (one.outcome, one.member and one.member.id) == (Outcome.ACCEPTED, "nanpo")
    assert "县里指定" in one.said


def test_the_same_bytes_twice_are_one_version(office: Office) -> None:
    office.put("a.docx", printed("yunxi"))
    office.put("年报(1)/b.docx", printed("yunxi"))
    result = office.receive()
    first, second = result.arrivals
    assert (first.outcome, second.outcome) == (Outcome.ACCEPTED, Outcome.SAME)
    assert "与「a.docx」一字不差，只算一版" in second.said
    assert len(list((office.place.received / "yunxi").glob("*.docx"))) == 1


def test_two_different_ones_are_versions_in_order_of_time(office: Office) -> None:
    office.put("z旧.docx", edited(printed("yunxi"), lambda words: words.replace("回看", "回顾")))
    office.put("a新.docx", printed("yunxi"))
    first, second = office.receive().arrivals
    assert (first.name, first.version) == ("z旧.docx", 1)
    assert (second.name, second.version) == ("a新.docx", 2)
    assert "这次交了几份不同的" in second.said
    assert "回看" in office.place.parameter_file("yunxi").read_text(encoding="utf-8")


def test_a_file_that_was_only_saved_again_is_told(office: Office) -> None:
    office.put("1.docx", printed("yunxi"))
    office.put("2.docx", edited(printed("yunxi"), lambda words: words))
    second = office.receive().arrivals[1]
    assert second.version == 2
    assert "内容和第 1 版一样，没有改动" in second.said


def test_a_second_run_changes_nothing(office: Office) -> None:
    office.put("a.docx", printed("yunxi"))
    office.put("b.doc", OLD_WORD)
    office.receive(10)
    before = snapshot(office)
    again = office.receive(11)
    assert [one.outcome for one in again.arrivals] == [Outcome.SAME, Outcome.UNREADABLE]
    assert not again.answers
    assert snapshot(office) == before


def snapshot(office: Office) -> dict[str, bytes]:
    folder = office.place.folder
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock" and ".nianbao" not in path.parts
    }


def test_archives_are_looked_into(office: Office) -> None:
    inner = zipped({"里层/河湾.docx": printed("hewan")})
    office.put(
        "汇总.zip", zipped({"云溪/年报.docx": printed("yunxi"), "__MACOSX/._x": b"x", "二/再压.zip": inner})
    )
    result = office.receive()
    assert {one.member and one.member.id for one in result.arrivals} == {"yunxi", "hewan"}
    assert any(one.name == "汇总.zip › 二/再压.zip › 里层/河湾.docx" for one in result.arrivals)
    assert len(result.passed) == 1


def test_names_that_windows_packed(office: Office) -> None:
    office.put("包.zip", zipped_on_windows("水利局年报.doc", OLD_WORD))
    one = only(office.receive().arrivals)
    assert one.name == "包.zip › 水利局年报.doc"
    assert one.probable is not None
    assert one.probable.name == "水利局"


def test_a_doctored_archive_writes_nowhere(office: Office) -> None:
    data = zipped(
        {
            "../../../越界.docx": printed("yunxi"),
            "/etc/年报.docx": printed("hewan"),
            "C:\\x\\南坡.docx": printed("nanpo"),
        }
    )
    office.put("包.zip", data)
    before = set(office.place.folder.parent.rglob("*"))
    result = office.receive()
    assert [one.outcome for one in result.arrivals] == [Outcome.ACCEPTED] * 3
    assert all(".." not in one.name and "/etc" not in one.name.split(" › ")[0] for one in result.arrivals)
    new = set(office.place.folder.parent.rglob("*")) - before
    ids = (office.place.roster.with_name("代号.jsonl"), office.place.roster.with_name("代号.lock"))
    allowed = (office.place.of_year, office.place.params, office.place.folder / ".nianbao", *ids)
    assert all(any(path == one or path.is_relative_to(one) for one in allowed) for path in new)


def test_a_bomb_is_not_unpacked(office: Office) -> None:
    office.put("炸弹.zip", zipped({"云溪镇.docx": bytes(60_000_000)}))
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.UNREADABLE
    assert "太大" in one.said


def test_archives_in_an_archive_share_one_budget(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget.__init__, "__defaults__", (2_000, 3_000_000))
    inner = zipped({f"{number}.docx": bytes(1_000_000) for number in range(4)})
    office.put("炸弹.zip", zipped({f"{number}.zip": inner for number in range(50)}))
    office.put("a.docx", printed("yunxi"))
    result = office.receive()
    assert len(result.arrivals) < 10
    assert any("解压后太大" in one.said for one in result.arrivals), [one.said for one in result.arrivals]
    assert [one.member and one.member.id for one in result.of(Outcome.ACCEPTED)] == ["yunxi"]


def test_archives_in_an_archive_hold_only_so_many_files(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Budget.__init__, "__defaults__", (60, 3_000_000))
    inner = zipped({f"{number}.docx": b"x" for number in range(20)})
    office.put("多.zip", zipped({f"{number}.zip": inner for number in range(20)}))
    found, passed = lying(office.inbox, office.place.of_year)
    assert len(found) == 40 + 18
    assert "文件太多" in found[-1].problem or any("文件太多" in one.problem for one in found)
    assert not passed


def test_files_are_read_one_at_a_time(office: Office) -> None:
    first, second = printed("yunxi"), printed("hewan")
    office.put("包.zip", zipped({"a.zip": zipped({"1.docx": first, "2.docx": second}), "b.docx": first}))
    found, _ = lying(office.inbox, office.place.of_year)
    assert {one.name.split(" › ")[-1]: one.inside for one in found} == {
        "1.docx": (0, 0),
        "2.docx": (0, 1),
        "b.docx": (1,),
    }
    assert {one.name.split(" › ")[-1]: one.data for one in arrived(found)} == {
        "1.docx": first,
        "2.docx": second,
        "b.docx": first,
    }


def test_every_file_without_bytes_is_registered(office: Office) -> None:
    for name in ("云溪镇1.docx", "云溪镇2.docx"):
        office.put(name, b"")
    office.receive(10)
    office.receive(11)
    lines = (office.place.received / "登记.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["云溪镇1.docx", "云溪镇2.docx"]


def test_an_archive_with_a_password(office: Office) -> None:
    data = bytearray(zipped({"云溪镇.docx": printed("yunxi")}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    office.put("加密.zip", bytes(data))
    one = only(office.receive().arrivals)
    assert one.outcome is Outcome.UNREADABLE
    assert "密码" in one.said


def test_odd_names(office: Office) -> None:
    names = ("年报（终稿）——“云溪”.docx", "con .docx", "a'b;rm -rf $(x).docx", "　空格　.docx", "😀.docx")
    for number, name in enumerate(names):
        data = edited(printed("yunxi"), lambda words, n=number: words.replace("回看", f"回看{'再' * n}"))
        office.put(name, data)
    result = office.receive()
    assert [one.version for one in result.arrivals] == [1, 2, 3, 4, 5]
    lines = (office.place.received / "登记.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines if '"received"' in line] == list(names)


def test_a_roster_alias_settles_what_was_unknown(office: Office) -> None:
    office.put("石门.docx", printed("shimen"))
    assert only(office.receive(10).arrivals).outcome is Outcome.UNKNOWN
    office.place.roster.write_bytes(roster_workbook("示例县", [Entry("石门镇", Kind.TOWNSHIP)]))
    assert only(office.receive(11).arrivals).outcome is Outcome.ACCEPTED


def test_names_that_are_no_text(office: Office) -> None:
    path = office.inbox / os.fsdecode(b"\xff\xfe\n" + "云溪镇".encode() + b".docx")
    try:
        path.write_bytes(OLD_WORD)
    except OSError:
        pytest.skip("this disk takes no such name")
    one = only(office.receive().arrivals)
    assert one.name.isprintable()
    assert one.probable is not None
    assert "云溪镇" in (office.place.received / "登记.jsonl").read_text(encoding="utf-8")


def test_the_officer_s_word_counts_for_the_year_too(office: Office) -> None:
    path = office.put("年报.docx", printed("yunxi", "docx", 2023))
    one = only(receive(path, office.place, at(11), assign="云溪镇").arrivals)
    assert one.outcome is Outcome.ACCEPTED
    file = load_parameters(office.place.parameter_file("yunxi"), office.place.folder)
    assert file.parameters.year == 2024


def test_one_file_that_breaks_the_reader_keeps_no_other_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = edited(printed("hewan"), lambda words: words)
    office.put("坏.docx", bad)
    office.put("好.docx", printed("yunxi"))

    def read(data: bytes, *rest: Any, **options: Any) -> Any:
        if data == bad:
            raise ZeroDivisionError
        return read_report_bytes(data, *rest, **options)

    monkeypatch.setattr("nianbao.county.inbox.reading.read_report_bytes", read)
    first, second = office.receive().arrivals
    assert (first.outcome, second.outcome) == (Outcome.UNREADABLE, Outcome.ACCEPTED)
    assert "读的时候出了错" in first.said


def test_a_page_that_cannot_be_written_keeps_no_other_back(office: Office) -> None:
    (office.place.remarks / "云溪镇-第1轮审核意见.docx").mkdir(parents=True)
    office.put("a.docx", printed("yunxi"))
    office.put("b.docx", printed("hewan"))
    given = {one.member.id: one for one in office.receive().answers}
    assert given["hewan"].page is not None
    assert given["yunxi"].page is None
    assert "写不进" in given["yunxi"].problem


def test_a_workbook_that_cannot_be_written_is_told(office: Office) -> None:
    (office.place.remarks / "审核意见汇总.xlsx").mkdir(parents=True)
    office.put("a.docx", printed("yunxi"))
    result = office.receive()
    assert result.answers[0].page is not None
    assert "写不进" in result.remarks[0]
