"""A report under check, from the changed text of a clean file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.params import load_parameters

CLEAN = """\
template: laiyang-2017
year: 2017
unit:
  id: heluo
  name: 河洛镇
  full_name: 莱阳市河洛镇人民政府
  level: township
issued:
  by: 河洛镇人民政府
  date: 2018-01-27
sections:
  preamble: 依据条例。
  overview: 概述。
  organization: 组织。
  interpretation_response: 解读。
  key_areas: 重点。
  proactive_disclosure: 公开。
  applications: 没有申请，没有复议、诉讼。
  fees: 没有收费。
  confidentiality: 审查。
  problems: 问题。
"""

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check the clean file with parts of its text replaced."""

    def checker(*changes: tuple[str, str], text: str = CLEAN) -> list[Finding]:
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "heluo.yaml"
        path.write_text(text, encoding="utf-8")
        findings = run_checks(Subject.of(load_parameters(path)))
        assert all(finding.file == str(path) for finding in findings)
        return findings

    return checker
