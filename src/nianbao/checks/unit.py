"""U: who reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.identity.names import split
from nianbao.levels import LEVEL_WORDS, Level
from nianbao.params.model import UNIT_ID_PATTERN, Unit


def check(subject: Subject) -> Iterator[Finding]:
    """Find missing names (U101–U104), a unit the template isn't for (U105), and a level that isn't the name's (U106)."""
    template, unit = subject.report.template, subject.report.parameters.unit
    yield from _unread(subject) if subject.is_published else _missing(subject)
    # Of a published report the importer picks the template that comes nearest.
    if not subject.is_published and unit.level and template.levels and unit.level not in template.levels:
        meant = "、".join(LEVEL_WORDS[level] for level in template.levels)
        yield subject.finding(
            "U105",
            "warning",
            f"模板 {template.name} 用于{meant}，单位类别却是{LEVEL_WORDS[unit.level]}。",
            "请核对单位类别（unit.level）和模板（template）。",
            ("unit", "level"),
        )
    yield from _kind(subject)


def _unread(subject: Subject) -> Iterator[Finding]:
    """Find what a published report doesn't say of its unit; the id is ours and not the page's."""
    if "unit.name" not in subject.report.figures:
        message, advice = "没有读到单位名称。", "请核对标题和署名，写明是哪个单位的报告。"
        yield subject.finding("U101", "warning", message, advice, ("unit", "name"))
    if "issued.by" not in subject.report.figures:
        message, advice = "没有读到署名。", "请在文末写上署名和成文日期。"
        yield subject.finding("U104", "hint", message, advice, ("issued", "by"))


def _missing(subject: Subject) -> Iterator[Finding]:
    """Find what a parameter file doesn't say of the unit."""
    unit = subject.report.parameters.unit
    if "unit.name" not in subject.report.figures:
        yield subject.finding(
            "U101", "error", "没有写单位简称（unit.name）。", "请加上，如 name: 云溪镇。", ("unit", "name")
        )
    if unit.full_name is None:
        yield subject.finding(
            "U102",
            "warning",
            "没有写单位全称（unit.full_name），标题里将用署名或简称。",
            "请加上，如 full_name: 示例县云溪镇人民政府。",
            ("unit", "full_name"),
        )
    if unit.id is None:
        usable = re.fullmatch(UNIT_ID_PATTERN, subject.file.path.stem) is not None
        yield subject.finding(
            "U103",
            "warning" if usable else "error",
            "没有写单位代号（unit.id），" + ("将用文件名。" if usable else "文件名也不能作代号。"),
            "请加上，与文件名相同。"
            if usable
            else "请把文件名改成小写英文字母、数字和连字符，如 yunxi.yaml，并写上代号。",
            ("unit", "id"),
        )
    if "issued.by" not in subject.report.figures:
        yield subject.finding(
            "U104",
            "error",
            "没有署名（issued.by）。",
            f"请加上，如 by: {_signature(unit)}。",
            ("issued", "by"),
        )


def _signature(unit: Unit) -> str:
    """Give an example of a signature, of the unit itself where that is known."""
    if unit.full_name or unit.level != "township":
        return unit.full_name or unit.name or "云溪镇人民政府"
    return f"{unit.name or '云溪镇'}人民政府"


def _kind(subject: Subject) -> Iterator[Finding]:
    """Find a level that isn't that of the unit's own name: a 镇 that is said to be a department."""
    unit = subject.report.parameters.unit
    places, office = split(unit.full_name or unit.name or "")
    if unit.level is None or not places or office or not places[-1].is_town:
        return
    named: Level = "subdistrict" if places[-1].suffix == "街道" else "township"
    if unit.level != named:
        yield subject.finding(
            "U106",
            "warning",
            f"单位名称「{unit.full_name or unit.name}」像是{LEVEL_WORDS[named]}，单位类别却是{LEVEL_WORDS[unit.level]}。",
            f"请核对单位类别{subject.key('unit.level')}：许多校核都看它。",
            ("unit", "level"),
        )


_LEGAL = "《政府信息公开条例》第四十九条：年度报告由本行政机关编制并公布"
_OTHERS = "  level: township\n  parent: 示例县\n"

EXAMPLES = {
    "U101": Example(
        reason="没有写单位简称。标题、正文和检查都要用。",
        legal=_LEGAL,
        section="",
        bad=f"unit:\n  id: yunxi\n  full_name: 示例县云溪镇人民政府\n{_OTHERS}",
        good=f"unit:\n  id: yunxi\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n{_OTHERS}",
    ),
    "U102": Example(
        reason="没有写单位全称。标题应当用全称；没有写的，只好用署名或简称。",
        legal=_LEGAL,
        section="",
        bad=f"unit:\n  id: yunxi\n  name: 云溪镇\n{_OTHERS}",
        good=f"unit:\n  id: yunxi\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n{_OTHERS}",
    ),
    "U103": Example(
        reason="没有写单位代号。代号就是文件名，用来分清各单位的报告。",
        legal="年报底稿的约定",
        section="",
        bad=f"unit:\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n{_OTHERS}",
        good=f"unit:\n  id: yunxi\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n{_OTHERS}",
    ),
    "U104": Example(
        reason="没有署名。公布的报告要写明由谁编制。",
        legal=_LEGAL,
        section="",
        bad="issued:\n  date: 2025-01-20\n",
        good="issued:\n  by: 云溪镇人民政府\n  date: 2025-01-20\n",
    ),
    "U105": Example(
        reason="模板不是给这一类单位用的。多半是单位类别或模板选错了。",
        legal="各模板的依据",
        section="",
        also="template: laiyang-2017\nsections:\ntables:\n",
        bad="unit:\n  id: yunxi\n  name: 云溪镇\n  level: county\n",
        good="unit:\n  id: yunxi\n  name: 云溪镇\n  level: township\n",
    ),
    "U106": Example(
        reason="单位类别和单位名称不是一回事。自称、上下级、期限都按单位类别校核，类别错了，别的都查不准。",
        legal=_LEGAL,
        section="",
        bad="unit:\n  id: yunxi\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n  level: department\n",
        good="unit:\n  id: yunxi\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n  level: township\n",
    ),
}
