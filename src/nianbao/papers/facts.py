"""What the placeholders of the papers stand for: all that is known of a report when it goes to be signed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianbao.blocks import Title
from nianbao.dates import chinese_date
from nianbao.figures.basics import full_name
from nianbao.finding import ANSWERED_WORDS, SEVERITY_WORDS, Finding
from nianbao.papers.evidence import Evidence, evidence_of
from nianbao.papers.screening import Hit, hits_of, summary
from nianbao.report import TO_BE_FILLED, Report
from nianbao.signing.standing import Standing, StepStanding

SHORT = 12
"""Characters of a hash that people read out to each other, as ``nianbao sign --show`` prints them."""

_PROVINCE = re.compile(r"(?:北京|天津|上海|重庆)市|[^省市区县]+(?:省|自治区)")
_ZONE = re.compile(r"(?:高新|开发|新|园|景|管理|示范|度假|保税|试验)区$")
_AREA = re.compile("[省市县区州旗乡镇]$")

BLANK_DATE = "　　　年　　月　　日"


@dataclass(frozen=True)
class Signed:
    """What the register holds for a step.

    Attributes:
        name: Who took it; empty where nobody did, or where the words changed since.
        date: When, as it is written on paper.
        remark: What else was said.
    """

    name: str = ""
    date: str = ""
    remark: str = ""

    @property
    def line(self) -> str:
        """Name and date as they stand in a box; lines to write on where nobody signed."""
        return f"{self.name}　{self.date}" if self.name else f"　　　　　　{BLANK_DATE}"


@dataclass(frozen=True)
class Facts:
    """All that goes into the papers.

    Attributes:
        words: What a placeholder stands for.
        steps: The steps of 签发登记 in their order, with what holds.
        evidence: Where each figure comes from.
        hits: What the screening found.
        foot: Lines at the foot of each page: the hash of the report's content.
        issued: The report's date, ISO, or None.
        year: Report year.
    """

    words: Mapping[str, str]
    steps: Mapping[str, Signed]
    evidence: Sequence[Evidence]
    hits: Sequence[Hit]
    foot: tuple[str, str]
    issued: str | None
    year: int

    def signed(self, step: str) -> Signed:
        """Give what the register holds for a step; a step that isn't among the county's has empty lines."""
        return self.steps.get(step, Signed())


def facts_of(report: Report, found: Standing, findings: Sequence[Finding]) -> Facts:
    """Gather what goes into the papers.

    Args:
        report: The report.
        found: How far it is signed.
        findings: What the checks say of it.
    """
    parameters, sha256 = report.parameters, found.content.sha256
    hits, evidence = hits_of(report, findings), evidence_of(report)
    unit = parameters.unit
    issued = parameters.issued.date
    words = {
        "title": title_of(report),
        "unit": unit.name or TO_BE_FILLED,
        "unit_full": full_name(parameters) or TO_BE_FILLED,
        "parent": unit.parent or "",
        "superior": superior_of(unit.parent) if unit.parent else "　　　　　　",
        "year": str(parameters.year),
        "issued_by": parameters.issued.by or full_name(parameters) or TO_BE_FILLED,
        "issued_date": chinese_date(issued) if issued else "",
        "state": str(found.state),
        "hash": sha256[:SHORT],
        "hash_full": sha256,
        "register": _register_code(found),
        "screening": summary(hits, found.content.own_lines),
        "checks": _checks(findings),
        "count": str(len(evidence)),
    }
    return Facts(
        words=words,
        steps={one.step.name: _signed(one) for one in found.steps},
        evidence=evidence,
        hits=hits,
        foot=foot_of(found),
        issued=issued,
        year=parameters.year,
    )


def foot_of(found: Standing) -> tuple[str, str]:
    """Give the lines at the foot of every page of every paper: the content hash, short and whole."""
    sha256 = found.content.sha256
    return f"内容校验码 {sha256[:SHORT]}　{found.state}", f"SHA-256 {sha256}"


def superior_of(parent: str) -> str:
    """Name the office of the government above, to which a report is sent.

    A province's is a 办公厅. A zone (高新区, 新区) needn't have a government, so its name stands alone; so does
    whatever isn't the name of an area.
    """
    if _PROVINCE.fullmatch(parent):
        return f"{parent}人民政府办公厅"
    if _ZONE.search(parent) or not _AREA.search(parent):
        return parent
    return f"{parent}人民政府办公室"


def title_of(report: Report) -> str:
    """Give the report's title in one line."""
    return "".join(next(block for block in report.blocks() if isinstance(block, Title)).lines)


def _signed(one: StepStanding) -> Signed:
    """Take over what holds; a step that was voided by an edit has to be signed anew, on paper too."""
    if one.entry is None or not one.holds:
        return Signed()
    return Signed(str(one.entry["name"]), _day(str(one.entry["date"])), str(one.entry["remark"]))


def _day(iso: str) -> str:
    try:
        return chinese_date(iso)
    except ValueError:  # a register may hold what we wouldn't have written
        return iso


def _register_code(found: Standing) -> str:
    entries = found.reading.entries
    return str(entries[-1].get("sha256"))[:SHORT] if entries else "（还没有登记）"


def _checks(findings: Sequence[Finding]) -> str:
    """Say what the checks found, in counts; an answer (情况说明) is the unit's own and isn't quoted."""
    counted = Counter(one.words for one in findings)
    told = [
        f"{word}{counted[word]}处" for word in (*SEVERITY_WORDS.values(), ANSWERED_WORDS) if counted[word]
    ]
    return f"软件校核：{'，'.join(told)}。" if told else "软件校核：没有发现问题。"
