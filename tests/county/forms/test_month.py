"""Forms go out to all units and come back by the folderful, into parameter files that keep what they had."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nianbao.cli import program
from nianbao.county.board.decisions import Decisions
from nianbao.county.forms.collecting import Collected, collect, form_files
from nianbao.county.forms.listing import LISTING
from nianbao.county.forms.sending import Sent, form_path, send_forms
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster, roster_of
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_start import entries_of_roster
from nianbao.editor.document import Document
from nianbao.editor.parts import Values
from nianbao.errors import EditError
from nianbao.params import load_parameters
from tests.county.forms.clerk import ROOT, YEAR, Clerk, member
from tests.county.forms.clerk import roster as whole_roster

UNITS = ("yunxi", "zhuping", "nanpo", "minzhengju")


def roster() -> Roster:
    """A county of some units."""
    entries = [
        one for one in entries_of_roster(whole_roster()) if one.name in {member(unit).name for unit in UNITS}
    ]
    return roster_of(whole_roster().county, entries)


NEW = ("tables", "applications", "new_received", "natural_person")


@pytest.fixture
def place(folder: Path) -> CountyPlace:
    """A working folder with the county's roster and last year's reports; this year's are still to come."""
    shutil.copytree(ROOT / "params" / str(YEAR - 1), folder / "params" / str(YEAR - 1), dirs_exist_ok=True)
    (folder / "params" / "ledgers").mkdir(exist_ok=True)
    for ledger in (ROOT / "params" / "ledgers").iterdir():
        shutil.copy(ledger, folder / "params" / "ledgers")
    found = CountyPlace(folder, YEAR)
    found.roster.parent.mkdir(parents=True)
    found.roster.write_bytes(roster_workbook(roster().county, entries_of_roster(roster())))
    return found


def send(place: CountyPlace, **words: str) -> list[Sent]:
    return list(send_forms(place, roster(), **words))


def read(place: CountyPlace, *paths: Path) -> list[Collected]:
    return list(collect(place, roster(), form_files(paths or [place.forms])))


def clerk_at(place: CountyPlace, unit_id: str) -> tuple[Clerk, Path]:
    path = form_path(place, member(unit_id))
    return Clerk(path.read_bytes(), unit_id), path


def test_each_unit_gets_one_and_nothing_that_was_filled_in_is_touched(place: CountyPlace) -> None:
    assert {one.how for one in send(place)} == {"written"}
    assert {path.name for path in place.forms.glob("*.xlsx")} == {
        f"{one.name}.xlsx" for one in roster().members
    }
    assert {one.how for one in send(place)} == {"same"}
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(NEW, 3)
    path.write_bytes(clerk.save())
    filled = path.read_bytes()
    moment = datetime.datetime(2024, 12, 20, tzinfo=datetime.UTC)
    Decisions(place).set_deadline(datetime.date(2025, 1, 8), moment, "县里")
    again = {one.member.id: one.how for one in send(place, contact="县政务公开办")}
    assert again.pop("yunxi") == "kept"
    assert set(again.values()) == {"renewed"}
    assert path.read_bytes() == filled
    # What was said once needn't be said again.
    assert {one.how for one in send(place)} == {"same", "kept"}


def test_without_the_register_every_form_is_left_alone(place: CountyPlace) -> None:
    send(place)
    (place.forms / ".发出登记.json").unlink()
    assert {one.how for one in send(place, contact="政务公开办")} == {"kept"}


@pytest.mark.parametrize("names", [("name", "full_name"), ("full_name",), ("name",)])
def test_a_form_that_bears_two_units_names_is_asked_about(place: CountyPlace, names: tuple[str, ...]) -> None:
    send(place)
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(NEW, 1)
    for name in names:
        clerk.put(("unit", name), getattr(member("nanpo"), name))
    path.write_bytes(clerk.save())
    (one,) = read(place, path)
    assert (one.member, one.taken) == (None, None)
    assert "里面写了两个单位" in one.how
    assert "云溪镇" in one.how
    assert "南坡镇" in one.how
    assert not place.parameter_file("nanpo").exists()
    assert not place.parameter_file("yunxi").exists()


def test_forms_become_parameter_files(place: CountyPlace) -> None:
    send(place)
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(NEW, 3)
    clerk.put(("sections", "overview"), "第一段。\n第二段。")
    clerk.put(("issued", "date"), "2025年1月20日")
    clerk.sheet("表二").cell(40, 2).value = "财政所待核"
    path.write_bytes(clerk.save())
    found = {one.member.id: one for one in read(place) if one.member}
    assert [unit for unit, one in found.items() if one.taken] == ["yunxi"]
    assert found["zhuping"].how == "还没有人填过，没有读入。"
    target = place.parameter_file("yunxi")
    parameters = load_parameters(target, place.folder).parameters
    assert parameters.unit.full_name == "示例县云溪镇人民政府"
    assert parameters.issued.date == "2025-01-20"
    assert parameters.sections["overview"] == "第一段。\n\n第二段。\n"
    assert parameters.tables["applications"]["new_received"] == {
        **dict.fromkeys(parameters.tables["applications"]["new_received"]),
        "natural_person": 3,
    }
    assert parameters.tables["applications"]["carried_over"]["natural_person"] == 1
    assert parameters.unplaced == [{"sheet": "表二", "line": 40, "column": 2, "text": "财政所待核"}]
    assert "2023 年的原文" in target.read_text(encoding="utf-8")
    before = target.read_bytes()
    again = read(place, path)[0]
    assert again.taken is not None
    assert again.taken.changed == ()
    assert target.read_bytes() == before


def test_what_the_parameter_file_had_stays(place: CountyPlace) -> None:
    shutil.copytree(ROOT / "params" / str(YEAR), place.params, dirs_exist_ok=True)
    send(place)
    target = place.parameter_file("nanpo")
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("tables:", "# 我的备注\ntables:"), encoding="utf-8")
    clerk, path = clerk_at(place, "nanpo")
    clerk.put(("tables", "proactive_disclosure", "licences", "decisions"), 99)
    path.write_bytes(clerk.save())
    one = read(place, path)[0]
    after = target.read_text(encoding="utf-8")
    assert "# 我的备注\ntables:" in after
    assert "decisions: 99" in after
    assert one.taken is not None
    assert any("原是" in remark.message and "改成了 99" in remark.message for remark in one.taken.remarks)
    was = load_parameters(ROOT / "params" / str(YEAR) / "nanpo.yaml").parameters
    assert load_parameters(target, place.folder).parameters.sections == was.sections


def test_a_number_that_a_ledger_gives_is_not_typed_beside_it(place: CountyPlace) -> None:
    shutil.copytree(ROOT / "params" / str(YEAR), place.params, dirs_exist_ok=True)
    send(place)
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(("tables", "applications", "new_received", "natural_person"), 6)
    path.write_bytes(clerk.save())
    before = place.parameter_file("yunxi").read_bytes()
    one = read(place, path)[0]
    assert one.taken is not None
    assert one.taken.changed == ()
    assert place.parameter_file("yunxi").read_bytes() == before


def test_two_forms_of_one_unit_and_forms_of_nobody(place: CountyPlace) -> None:
    send(place)
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(NEW, 3)
    path.write_bytes(clerk.save())
    second = path.with_name("云溪镇（最终版2）.xlsx")
    clerk.put(NEW, 4)
    second.write_bytes(clerk.save())
    first, other = read(place, path, second)
    assert first.taken is not None
    assert other.taken is None
    assert "云溪镇已经读入了「云溪镇.xlsx」，这一份没有读入" in other.how
    other_year = next(collect(CountyPlace(place.folder, YEAR + 1), roster(), [path]))
    assert "是 2024 年的，现在收的是 2025 年的，没有读入" in other_year.how


def test_a_file_that_is_open_in_a_desk_is_left_alone(place: CountyPlace) -> None:
    from nianbao.editor.session import Session

    shutil.copytree(ROOT / "params" / str(YEAR), place.params, dirs_exist_ok=True)
    send(place)
    clerk, path = clerk_at(place, "nanpo")
    clerk.put(("sections", "overview"), "新的一段。")
    path.write_bytes(clerk.save())
    desk = Session.open(place.parameter_file("nanpo"), place.folder)
    try:
        one = read(place, path)[0]
    finally:
        desk.close()
    assert one.taken is None
    assert one.how


def test_a_part_that_cannot_be_set_is_named_and_the_others_are_set(
    place: CountyPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(place)
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(NEW, 3)
    clerk.put(("sections", "overview"), "这一段。")
    path.write_bytes(clerk.save())
    whole = Document.with_values

    def refusing(document: Document, values: Values) -> Document:
        if ("sections", "overview") in values:
            raise EditError("「一、总体情况」在文件里的写法太特别。")
        return whole(document, values)

    monkeypatch.setattr(Document, "with_values", refusing)
    one = read(place, path)[0]
    assert one.taken is not None
    assert "「一、总体情况」在文件里的写法太特别。" in [remark.message for remark in one.taken.remarks]
    parameters = load_parameters(place.parameter_file("yunxi"), place.folder).parameters
    assert parameters.tables["applications"]["new_received"]["natural_person"] == 3


def run(*arguments: str) -> int:
    """Run a command as from the command line; gives its exit status."""
    status = program.main(args=["county", "forms", *arguments], standalone_mode=False)
    return status if isinstance(status, int) else 0


def test_the_command(place: CountyPlace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--year", str(YEAR), "--deadline", "2025年1月8日") == 0
    assert "新写 4 份" in capsys.readouterr().out
    assert Decisions(place).deadline == datetime.date(2025, 1, 8)
    book = load_workbook(form_path(place, member("yunxi")))
    assert "2025年1月8日" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    clerk, path = clerk_at(place, "yunxi")
    clerk.put(NEW, "三四件")
    path.write_bytes(clerk.save())
    assert run("--read", "--year", str(YEAR), str(path)) == 1
    told = capsys.readouterr().out
    assert "「云溪镇.xlsx」按名称「示例县云溪镇人民政府」认出：新建底稿" in told
    assert "必须修改　「表三」第 7 行" in told
    assert "读入 1 份，没有读入 0 份；必须修改的 1 处" in told
    lines = [
        [cell.value for cell in row] for row in load_workbook(place.of_year / LISTING).worksheets[0].rows
    ]
    assert lines[0] == ["单位", "文件", "页", "格", "程度", "说明"]
    assert ["云溪镇", "云溪镇.xlsx", "表三", "D7", "必须修改"] in [line[:5] for line in lines]


def test_the_command_with_nothing_to_read(place: CountyPlace, capsys: pytest.CaptureFixture[str]) -> None:
    bad = place.folder / "来件.xlsx"
    bad.write_bytes(b"PK\x03\x04")
    assert run("--read", "--year", str(YEAR), str(bad)) == 2
    assert "「来件.xlsx」没有读入" in capsys.readouterr().out
