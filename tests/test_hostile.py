"""Hostile parameter files: refused clearly, or harmless text in every form."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.build import build_report
from nianbao.export.base import form_names, load_form
from nianbao.selfcheck import squeeze
from nianbao.task import Outcome, Task
from tests.conftest import Write

HARMLESS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of script": "</script></style></title>--><!--",
    "typst": '#import "@preview/cetz:0.3.0": * #read("/etc/passwd") $x^2$ <label> @ref \\ *b* _i_ `r`',
    "jinja": "{% for x in y %}{% endfor %} {# note #} {%- raw -%}",
    "python": "'''\"\"\" + __import__('os').system('id') # \\x41 \\u4e00 \\",
    "format": "{year} {0} %s %(name)s ${HOME} $(id) `id`",
    "markdown": "# 标题 --- *** ![图](https://a.example/x.png) ~~删~~ | a | b |",
    "yaml": "&a *a !!python/object {a: 1} - ? :",
    "entities": "&lt;b&gt; &amp;nbsp; &#x4e00;",
    "javascript link": "[点这里](javascript:alert(1)) javascript:alert(1) data:text/html,<b>",
    "path": "../../etc/passwd ..\\..\\con file:///etc/passwd",
}

NARRATIVE = [form for form in form_names() if form != "xlsx"]
"""Forms that print the narrative; a workbook holds the tables."""


def build(folder: Path, path: Path, **options: bool) -> Outcome:
    return build_report(Task(path, folder, folder / "out", forms=form_names(), **options))


def test_hostile_text_is_harmless_in_every_form(folder: Path, write: Write) -> None:
    # One paragraph each, so that each has to come through whole and in order.
    text = "\n\n    ".join(HARMLESS.values())
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": text}))
    assert outcome.status == "built", outcome.error
    for form in NARRATIVE:
        data = (folder / "out" / outcome.outputs[form]).read_bytes()
        found = squeeze(load_form(form).read_text(data))
        for name, words in HARMLESS.items():
            assert squeeze(words) in found, (form, name)
    html = (folder / "out" / outcome.outputs["html"]).read_text(encoding="utf-8")
    for tag in ("<script>", "<img src=x", 'href="javascript:', "<label>", "<b>"):
        assert tag not in html
    assert html.count("<script") == 1


def test_hostile_names_are_harmless_in_every_form(folder: Path, write: Write) -> None:
    name = "<b>云</b>#1{{x}}\\\"'$镇"
    path = write("yunxi", "云溪镇")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    text = path.read_text(encoding="utf-8").replace("name: 云溪镇\n", f'name: "{quoted}"\n')
    path.write_text(
        text.replace("full_name: 示例市云溪镇人民政府", f'full_name: "{quoted}"'), encoding="utf-8"
    )
    outcome = build(folder, path)
    # Braces in a name would look like an unfilled reference on the page.
    assert {finding.code for finding in outcome.findings} == {"N103"}
    assert outcome.status == "blocked"
    path.write_text(path.read_text(encoding="utf-8").replace("{{x}}", "{x}"), encoding="utf-8")
    outcome = build(folder, path)
    assert outcome.status == "built", outcome.error
    for form in form_names():
        data = (folder / "out" / outcome.outputs[form]).read_bytes()
        assert squeeze(name.replace("{{x}}", "{x}")) in squeeze(load_form(form).read_text(data))


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("{{ ''.__class__ }}", "N102"),
        ("{{ unit.__class__ }}", "N101"),
        ("{{ 7*7 }}", "N102"),
        ("{{ unit.name | upper }}", "N102"),
        ("{{", "N102"),
        ("{{ unit.secret }}", "N101"),
    ],
)
def test_a_reference_is_a_name_and_nothing_else(
    folder: Path, write: Write, reference: str, code: str
) -> None:
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": f"甲{reference}乙"}))
    assert outcome.status == "blocked"
    (finding,) = outcome.findings
    assert finding.code == code
    assert finding.line == 20
    assert finding.quote in f"甲{reference}乙"


@pytest.mark.parametrize(
    "unit", ["../../x", "..", "/etc/passwd", "a/b", "con.", "A", "", "x" * 64, "云溪", "a b"]
)
def test_a_unit_id_never_leads_elsewhere(folder: Path, write: Write, unit: str) -> None:
    path = write("yunxi", "云溪镇", **{"id: yunxi": f'id: "{unit}"'})
    outcome = build(folder, path)
    assert not outcome.readable
    assert [finding.code for finding in outcome.findings] == ["P119"]
    assert "单位代号（unit.id）" in outcome.findings[0].message
    assert not (folder / "out").exists()


def test_a_narrative_of_ten_megabytes_is_refused(folder: Path, write: Write) -> None:
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": "长" * 3_500_000}))
    assert not outcome.readable
    (finding,) = outcome.findings
    assert "文件太大" in finding.message
    assert "10.5 MB" in finding.message


def test_a_long_narrative_is_printed(folder: Path, write: Write) -> None:
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": "长文一段。" * 20_000}))
    assert outcome.status == "built", outcome.error


@pytest.mark.parametrize(
    ("characters", "code"),
    [("\x07", "U+0007"), ("\x00", "U+0000"), ("\x1b[31m", "U+001B"), ("\x7f", "U+007F"), ("\x9f", "U+009F")],
)
def test_control_characters_are_refused_with_their_place(
    folder: Path, write: Write, characters: str, code: str
) -> None:
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": f"重点{characters}明确。"}))
    assert not outcome.readable
    (finding,) = outcome.findings
    assert code in finding.message
    assert (finding.line, finding.column) == (20, 7)


@pytest.mark.parametrize(
    "escape", ["\\x07", "\\u202e", "\\u2066", "\\u200f", "\\ud800", "\\udfff", "\\uffff", "\\0", "\\e"]
)
def test_characters_hidden_in_escapes_are_refused(folder: Path, write: Write, escape: str) -> None:
    path = write("yunxi", "云溪镇", **{"key_areas: |\n    重点明确。": f'key_areas: "重点{escape}明确。"'})
    outcome = build(folder, path)
    assert not outcome.readable
    assert [finding.code for finding in outcome.findings] == ["P117"]
    assert outcome.findings[0].line == 19


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200d"])
def test_characters_without_width_are_left_out_and_said(folder: Path, write: Write, character: str) -> None:
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": f"重点{character}明确。"}))
    assert outcome.status == "built", outcome.error
    assert [finding.code for finding in outcome.findings] == ["C102"]
    for form in NARRATIVE:
        text = load_form(form).read_text((folder / "out" / outcome.outputs[form]).read_bytes())
        assert "重点明确。" in squeeze(text)


@pytest.mark.parametrize("character", ["😀", "\ue000", "\U000e0001", "\U0003ffff"])
def test_characters_no_face_has_are_named(folder: Path, write: Write, character: str) -> None:
    outcome = build(folder, write("yunxi", "云溪镇", **{"重点明确。": f"重点{character}明确。"}))
    assert not outcome.outputs
    (finding,) = outcome.findings
    assert f"U+{ord(character):04X}" in finding.message
    assert finding.line == 20


@pytest.mark.parametrize(
    "key",
    [
        "__import__('os').system('touch pwned')",
        "import os",
        "x = 1; import os; y",
        "年份",
        "class",
        "papermill",
        "globals",
    ],
)
def test_a_key_that_is_code_never_reaches_papermill(
    folder: Path, write: Write, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nianbao.running.execute", lambda *_: pytest.fail("papermill was called"))
    path = write()
    path.write_text(path.read_text(encoding="utf-8") + f'"{key}": 1\n', encoding="utf-8")
    outcome = build(folder, path, draft=True)
    assert not outcome.readable
    assert [finding.code for finding in outcome.findings] == ["P109"]
    assert outcome.findings[0].line == 31
    assert not (folder / "pwned").exists()


def test_nothing_of_one_town_reaches_another(folder: Path, write: Write) -> None:
    one, other = write("yunxi", "云溪镇"), write("heishui", "黑水镇")
    for path in (one, other):
        outcome = build(folder, path)
        assert outcome.status == "built", outcome.error
    for unit, foreign in (("yunxi", "黑水"), ("heishui", "云溪")):
        for form in form_names():
            data = (folder / "out" / "2017" / unit / load_form(form).file_name).read_bytes()
            assert foreign not in load_form(form).read_text(data)
        assert foreign not in (folder / "out" / "2017" / unit / "report.ipynb").read_text(encoding="utf-8")
