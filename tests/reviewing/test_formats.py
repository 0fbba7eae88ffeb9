"""What a check writes: text with a caret, JSON, SARIF, a page."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import html
from rich.cells import cell_len

from nianbao.finding import Finding
from nianbao.reviewing.readable import shown
from nianbao.reviewing.source import reader
from tests.cli.conftest import Run
from tests.reviewing.conftest import OWN, Report

# The parts of the SARIF 2.1.0 schema that our logs use, with what it requires and allows there.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "language": {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "properties": {"type": "object"},
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": "^[!-~]+$"}
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}

ANSWERED = (
    "tables:\n",
    "accepted:\n  - {code: A101, where: review_litigation, reason: '照原样 <b>。'}\ntables:\n",
)


def at(path: Path, line: int, column: int, quote: str | None = None, code: str = "W101") -> Finding:
    return Finding(
        code=code, severity="error", message="错。", file=str(path), line=line, column=column, quote=quote
    )


@pytest.mark.parametrize(
    ("line", "column", "quote", "expected"),
    [
        ("年报abc,", 6, ",", "    │ 年报abc,\n    │        ^"),
        ("年报，政府", 4, "政府", "    │ 年报，政府\n    │       ^^^^"),
        ("年报", 9, None, "    │ 年报\n    │     ^"),
        ("a\tb", 3, "b", "    │ a·b\n    │   ^"),
    ],
)
def test_the_caret_stands_below_what_is_meant(
    tmp_path: Path, line: str, column: int, quote: str | None, expected: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"x\n{line}\n", encoding="utf-8")
    text = shown(at(path, 2, column, quote), reader())
    assert text == f"{path}:2:{column} 必须修改 W101 错。\n{expected}"


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("前" * 500 + "错" + "后" * 500, encoding="utf-8")
    _, line, caret = shown(at(path, 1, 501, "错"), reader()).split("\n")
    assert len(line) < 90
    assert line.startswith("    │ …前") and line.endswith("后…")
    before = line.removeprefix("    │ ").partition("错")[0]
    assert caret == "    │ " + " " * cell_len(before) + "^^"


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [("a.csv", "L127", 1), ("a.yaml", "X101", 1), ("a.yaml", "W101", 9), ("b.yaml", "W101", 1)],
)
def test_ledgers_sensitive_lines_and_lines_that_are_gone_are_not_quoted(
    tmp_path: Path, name: str, code: str, line: int
) -> None:
    for file in ("a.yaml", "a.csv"):
        (tmp_path / file).write_text("张三的号码\n", encoding="utf-8")
    assert "张三" not in shown(at(tmp_path / name, line, 1, code=code), reader())


def test_text_ends_with_a_summary_by_severity(report: Report, run: Run) -> None:
    result = run("check", str(report(ANSWERED)), *OWN)
    assert result.status == 1
    summary = result.out.strip().split("\n")[-1]
    assert summary == "校核了 1 份底稿：必须修改 1 处，建议 2 处，已作情况说明 1 处。"
    assert "情况说明：照原样" in result.out


def test_json_keeps_its_keys_and_adds_the_answer(report: Report, run: Run) -> None:
    for arguments in (("--json",), ("--format", "json")):
        findings = json.loads(run("check", str(report(ANSWERED)), *OWN, *arguments).out)
        keys = "code severity file line column sheet section table row cell message suggestion quote answered"
        assert all(set(finding) == set(keys.split()) for finding in findings)
        assert [finding["code"] for finding in findings if finding["answered"]] == ["A101"]


def test_sarif_is_to_its_schema(report: Report, run: Run) -> None:
    path = report(ANSWERED)
    log = json.loads(run("check", str(path), *OWN, "--format", "sarif").out)
    jsonschema.validate(log, SARIF)
    (only,) = log["runs"]
    for result in only["results"]:
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "params/2024/yunxi.yaml"
    assert {result["level"] for result in only["results"]} == {"error", "note"}
    (answered,) = (result for result in only["results"] if "suppressions" in result)
    assert (answered["ruleId"], answered["suppressions"][0]["justification"]) == ("A101", "照原样 <b>。")


def test_sarif_of_nothing_is_a_log_too(report: Report, run: Run) -> None:
    log = json.loads(run("check", str(report()), "--select", "F", "--format", "sarif").out)
    jsonschema.validate(log, SARIF)
    assert log["runs"][0]["results"] == []


def test_the_page_opens_offline_and_holds_everything(report: Report, run: Run, folder: Path) -> None:
    result = run("check", str(report(ANSWERED)), *OWN, "--format", "html", "--out", "问题.html")
    assert (result.status, result.out) == (1, "")
    text = (folder / "问题.html").read_text(encoding="utf-8")
    page = html.fromstring(text)
    assert page.xpath("string(//h2)") == "云溪镇 2024 年"
    assert page.xpath("//h3/text()") == ["必须修改（1）", "建议（2）", "已作情况说明（1）"]
    assert "照原样 <b>。" in page.xpath("string(//main)")
    assert page.xpath("//mark/text()")[0] == "{{ yaer }}"
    assert not page.xpath("//script|//link[@href!='data:,']|//img|//*[@src]|//b")


def test_a_broken_file_is_in_every_format(report: Report, run: Run) -> None:
    path = report(("year: 2024", "year: x"))
    for form in ("text", "json", "sarif", "html"):
        result = run("check", str(path), "--format", form, "--select", "A")
        assert result.status == 2
        assert "P119" in result.out


@pytest.mark.parametrize("code", ["a101", "K301", "Y102"])
def test_a_code_is_explained(run: Run, code: str) -> None:
    result = run("check", "--explain", code)
    assert result.status == 0
    assert result.out.startswith(code.upper())
    assert "依据：" in result.out


def test_a_code_that_is_none_is_not_explained(run: Run) -> None:
    result = run("check", "--explain", "A1O1")
    assert (result.status, result.out) == (2, "")
    assert "A101" in result.err


def test_select_and_ignore_choose_what_counts(report: Report, run: Run) -> None:
    path = str(report())
    assert run("check", path, "--select", "D").status == 0
    assert run("check", path, "--ignore", "A,N").status == 0
    assert run("check", path, "--select", "A").status == 1
    refused = run("check", path, "--select", "Q")
    assert (refused.status, refused.out) == (2, "")
