"""B3: what one part says against another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.params import load_parameters


def checked(
    folder: Path, tables: dict[str, Any], other: str = "没有其他需要报告的事项。", level: str = "township"
) -> list[Finding]:
    values = {
        "template": "national-2021",
        "year": 2024,
        "unit": {"id": "yunxi", "name": "云溪镇", "level": level},
        "issued": {"by": "云溪镇人民政府", "date": "2025-01-20"},
        "sections": {"overview": "主动公开。", "other": other},
        "tables": tables,
    }
    path = folder / "yunxi.yaml"
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    found = run_checks(Subject.of(load_parameters(path, folder), folder))
    return [finding for finding in found if finding.code.startswith("B")]


def charges(amount: float) -> dict[str, Any]:
    return {"proactive_disclosure": {"charges": {"amount": amount}}}


UNPAID = {"applications": {"new_received": {"enterprise": 1}, "fee_unpaid": {"enterprise": 1}}}
OTHERS = {"applications": {"new_received": {"other": 2}, "disclosed": {"other": 2}}}
MIXED = {
    "applications": {
        "new_received": {"other": 2, "enterprise": 1},
        "disclosed": {"other": 2, "enterprise": 1},
    }
}
RULES = {"proactive_disclosure": {"rules": {"in_force": 6}}}

# tables, last part, level -> code and severity, or nothing
CASES: dict[str, tuple[dict[str, Any], str, str, tuple[str, str] | None]] = {
    "a fee that wasn't paid": (UNPAID, "没有其他需要报告的事项。", "township", ("B301", "warning")),
    "and is told": (UNPAID, "发出收费通知1件，没有收取信息处理费。", "township", None),
    "yuan in a column of 万元": (charges(400), "收取信息处理费400元。", "township", ("B302", "warning")),
    "the same sum in both units": (charges(0.04), "收取信息处理费400元。", "township", None),
    "万元 in prose": (charges(0.04), "收取信息处理费0.04万元。", "township", None),
    "too much for a town": (charges(1904573.79), "没有收取信息处理费。", "township", ("B302", "warning")),
    "much for a city": (charges(316441), "没有收取信息处理费。", "city", None),
    "more than all charges": (charges(0.01), "收取信息处理费400元。", "township", ("B303", "hint")),
    "charges that leave it out": (charges(0), "收取信息处理费400元。", "township", None),
    "another sum of money": (charges(0.01), "没有收取信息处理费。投入经费400元。", "township", None),
    "nothing said of charges": (charges(1.2), "无。", "township", ("B304", "hint")),
    "all applicants under 其他": (OTHERS, "没有收费。", "township", ("B305", "hint")),
    "some under 其他": (MIXED, "没有收费。", "township", None),
    "a town's 规章": (RULES, "没有收费。", "township", ("B306", "error")),
    "a city's 规章": (RULES, "没有收费。", "city", None),
}


@pytest.mark.parametrize("case", CASES)
def test_parts_agree(case: str, tmp_path: Path) -> None:
    tables, other, level, expected = CASES[case]
    found = checked(tmp_path, tables, other, level)
    assert [(finding.code, finding.severity) for finding in found] == ([expected] if expected else [])
    for finding in found:
        assert finding.line
        assert finding.table
        assert finding.suggestion
