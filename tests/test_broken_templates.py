"""A broken template that nobody uses stops nothing, and is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nianbao.checks import check_path
from nianbao.cli import main
from nianbao.template import broken_templates, template_names, templates_at_hand, templates_for
from tests.national import write_report


@pytest.fixture
def county(folder: Path) -> Path:
    for name, text in (("broken", "name: ["), ("copied", "name: broken\n")):
        path = folder / "templates" / name / "template.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    (folder / "templates" / "odd" / "template.yaml").mkdir(parents=True)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    printed = capsys.readouterr()
    return ended.value.code, printed.out, printed.err


def test_lists_leave_it_out_and_it_can_be_named(county: Path) -> None:
    assert set(template_names(county)) == {*template_names(), "broken", "copied"}
    assert [one.name for one in templates_at_hand(county)] == template_names()
    assert [one.name for one in templates_for(2024, county)] == ["national-2021"]
    assert set(broken_templates(county)) == {"broken", "copied"}
    assert "第 1 行的格式读不懂" in broken_templates(county)["broken"]
    assert broken_templates() == {}


def test_the_right_template_is_still_found_for_a_wrong_year(county: Path) -> None:
    path = write_report(county, 2024, template="national-2019", tables={})
    (found,) = [one for one in check_path(path, county)[0] if one.code == "T101"]
    assert "national-2021" in (found.suggestion or "")
    assert "broken、copied" in (found.suggestion or "")


def test_other_files_are_checked_beside_one_that_uses_it(
    county: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    used = write_report(county, 2024, template="broken")
    write_report(county, 2023)
    write_report(county, 2022, template="national-2019", tables={})
    status, out, _ = run(capsys, "check", "--json")
    found = json.loads(out)
    assert status == 1
    assert {one["code"] for one in found if one["file"].endswith(f"2024/{used.name}")} == {"P120"}
    assert any(one["code"] == "T101" and "2022" in one["file"] for one in found)


def test_commands_go_on_and_name_it(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("new", "云溪镇", "--year", "2024", "--parent", "示例县"), ("templates",)):
        status, out, err = run(capsys, *arguments)
        assert status == 0
        assert "national-2021" in out
        assert "broken" in err and "copied" in err
