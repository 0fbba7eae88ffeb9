"""Findings as SARIF 2.1.0, the format that code hosts and editors take from static analysis."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nianbao import __version__
from nianbao.checks import examples
from nianbao.finding import Finding, Severity
from nianbao.reviewing.reviewed import Reviewed, all_findings

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "note"}


def as_sarif(reviewed: Sequence[Reviewed]) -> str:
    """Write all findings as one SARIF log with one run."""
    findings = all_findings(reviewed)
    codes = sorted({finding.code for finding in findings})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "nianbao",
                        "version": __version__,
                        "language": "zh-CN",
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes.index(finding.code)) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str) -> dict[str, Any]:
    example = examples().get(code)
    if example is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": example.title},
        "fullDescription": {"text": example.reason},
        "help": {"text": f"{example.reason}\n依据：{example.legal}。"},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    advice = f"\n改法：{finding.suggestion}" if finding.suggestion else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + advice},
        "locations": [_location(finding)] if finding.file else [],
    }
    keys = ("sheet", "section", "table", "row", "cell", "quote")
    properties = {key: value for key in keys if (value := getattr(finding, key)) is not None}
    if properties:
        result["properties"] = properties
    if finding.answered is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.answered}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file or "")}}
    if finding.line:
        physical["region"] = {"startLine": finding.line, "startColumn": finding.column or 1}
    return {"physicalLocation": physical}


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
