"""A finding in the words of a unit that has a Word file before it and knows nothing of parameter files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.checks import examples
from nianbao.finding import Finding
from nianbao.template import Template

WHOLE = "全文"

_OWN_AFFAIR = re.compile(r"[PFYNL]|U10[12356]|S109")
"""Findings that are about the parameter file, the fonts or ledgers: the county's affair, not the unit's."""

_ASIDE = re.compile(r"（[^（）]{8,}）(?=」行)")
"""What the format says beside a row's name: （区分处理的，只计这一情形，不计其他情形）."""

_QUOTED = 18
"""Characters quoted to find a place by."""

_PLAINER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"（[a-z]+(?:[._][a-z]+)*）", ""),
        (r"（也可删去这一格，由程序算出）", ""),
        (r"；?照原样印没有必要的，删去 printed 下的这一项", ""),
        (r"：删去 printed 下的这一项", ""),
        (r"，?如 (?:date|by|name|full_name): ", "，如 "),
        (r"，或在 fonts 里指明有这个字的字体文件夹", ""),
        (r"请在 tables 下写上 [a-z_]+，任填一格为 0", "请在各格填 0"),
        (r"模板 [a-z]+-\d{4} 用于", "现在用的格式用于"),
        (r"请用模板 [a-z]+-\d{4}（", "请用新的格式（"),
        (r"与模板的", "与规定的"),
        (r"请改用模板的小标题", "请改用规定的小标题"),
        (r"请按模板的顺序", "请按规定的顺序"),
        (r"；确实没有变化的，写一条情况说明", "；确实没有变化的，请向县里说明"),
        (r"请写情况说明", "请向县里说明"),
        (r"机器筛查不代替人工保密审查。", ""),
        (r"标题会自己印出来，请删去这一行。", "上面已经有标题，请删去这一行。"),
    )
)
_STATUTE = "《政府信息公开条例》"
_FORMAT = "《中华人民共和国政府信息公开工作年度报告格式》"


@dataclass(frozen=True)
class Wording:
    """A remark as a unit reads it.

    Attributes:
        where: 位置.
        now: 现状.
        should: 应改为.
        basis: 依据.
    """

    where: str
    now: str
    should: str
    basis: str


def is_for_unit(finding: Finding) -> bool:
    """Tell whether a unit can do anything about a finding."""
    return finding.answered is None and not _OWN_AFFAIR.match(finding.code)


def wording_of(finding: Finding, template: Template) -> Wording:
    """Put a finding into words."""
    if finding.sheet and not finding.table and finding.suggestion is None:
        return _of_form(finding)
    where = _where(finding, template)
    now = _plainer(_without_place(finding.message, where))
    quote = (finding.quote or "").strip().split("\n")[0]
    # What is sensitive is never quoted beyond what the finding itself shows masked.
    if quote and quote not in finding.message and not finding.code.startswith("X") and len(quote) > 1:
        where += f"「{quote[:_QUOTED]}{'…' if len(quote) > _QUOTED else ''}」"
    where = _ASIDE.sub("", where)
    return Wording(where, now, _plainer(finding.suggestion or "请核对。"), basis_of(finding.code))


def _of_form(finding: Finding) -> Wording:
    """Take the words on a 填报表 apart: where, what is there, and what to do, which they end with."""
    said = finding.message.removeprefix(f"「{finding.sheet}」").strip()
    where, _, rest = said.partition("：") if said.startswith("第 ") else ("", "", said)
    found = _ADVICE.fullmatch(rest)
    now, should = (f"{found[1]}。", found[2]) if found else (rest, "请核对。")
    return Wording(f"填报表「{finding.sheet}」{where}", now, should, basis_of(finding.code))


_ADVICE = re.compile(r"(.+?)[，；。]((?:没有的)?请.+)", re.DOTALL)


def basis_of(code: str) -> str:
    """Give the law or notice behind a code: the first where there are several, without what it says."""
    example = examples().get(code)
    if example is None:
        return ""
    first = re.split(r"[；：，](?![^（]*）)", example.legal)[0]
    return first.replace(_STATUTE, "《条例》").replace(_FORMAT, "年度报告格式")


def _where(finding: Finding, template: Template) -> str:
    form = next((form for form in template.tables if form.id == finding.table), None)
    if form is not None:
        column = form.column_by_id.get(finding.cell or "")
        if finding.row is not None and (finding.row, finding.cell) in form.cells:
            return form.place((finding.row, str(finding.cell)))
        return f"{form.name}「{column.label}」列" if column else form.name
    if finding.section in template.section_ids:
        # By the heading that the report has itself, where the finding names it: it may be numbered another way.
        printed = _HEADING.match(finding.message)
        return printed[1] if printed else f"「{template.section(str(finding.section)).label}」"
    return _OTHER_PLACES.get(finding.code, WHOLE)


_OTHER_PLACES = {
    "I401": "标题",
    "I402": "落款",
    "T102": "落款",
    "T103": "落款",
    "T209": "落款",
    "U104": "落款",
    "W207": "标题",
}


_HEADING = re.compile(
    r"(「[一二三四五六七八九十]+、[^「」]+」(?=里|的|没有|写|只|，|：)|「[^「」]+」(?=里，))"
)
"""A part's own heading at the beginning of what is said of it."""


_NUMBER = re.compile("^「[一二三四五六七八九十]+、")


def _without_place(message: str, where: str) -> str:
    """Leave out of a message what the column beside it says."""
    rest = message.removeprefix(where)
    if rest == message:
        rest = message.removeprefix(_NUMBER.sub("「", where))
    if rest == message and where.endswith("列"):
        rest = message.removeprefix(where[:-1])
    if rest != message:
        rest = re.sub(r"^(?:里，|里的|里|的|：|，)", "", rest)
    return rest if len(rest) > 4 else message


def _plainer(text: str) -> str:
    for pattern, words in _PLAINER:
        text = pattern.sub(words, text)
    return text.strip()
