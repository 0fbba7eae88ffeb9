"""What a code means, in words for a console."""

from __future__ import annotations

from nianbao.checks import examples
from nianbao.checks.examples import TEMPLATE, Example
from nianbao.errors import UsageError
from nianbao.finding import SEVERITY_WORDS
from nianbao.suggest import did_you_mean, quoted
from nianbao.template import load_template

FAMILIES: dict[str, str] = {
    "P": "底稿的写法",
    "N": "引用的数据",
    "S": "报告的各部分",
    "U": "单位",
    "T": "年份和日期",
    "C": "字符",
    "F": "字体",
    "D": "表格的格子",
    "A": "勾稽关系",
    "B": "正文里的数字",
    "R": "与上年衔接",
    "L": "台账",
    "K": "办理期限和收费",
    "I": "单位名称和口吻",
    "G": "引用的法规和文件",
    "W": "文字和标点",
    "X": "敏感信息筛查",
    "M": "雷同",
    "O": "问题和改进措施",
    "Y": "情况说明",
}
"""What each letter stands for, in the order of the documentation."""


def family_of(code: str) -> str:
    """Name the family of a code."""
    return FAMILIES.get(code[:1], "其他")


def place_words(example: Example) -> str:
    """Say where an example's words stand: 「一、总体情况」, 标题, issued.date, or 底稿."""
    names = {section.id: f"「{section.label}」" for section in load_template(TEMPLATE).sections}
    names |= {"": "底稿", "title": "标题", "signature": "署名", "ledger": "依申请公开台账"}
    return names.get(example.section, example.section)


def explanation(code: str) -> str:
    """Explain a code.

    Raises:
        UsageError: There is no such code.
    """
    known = examples()
    code = code.strip().upper()
    if code not in known:
        raise UsageError(f"没有「{quoted(code)}」这个代号。{did_you_mean(code, known) if code else ''}")
    example = known[code]
    severity = f" · {SEVERITY_WORDS[example.severity]}" if example.severity else ""
    lines = [
        f"{code} {example.title}",
        f"{family_of(code)}{severity}",
        "",
        example.reason,
        f"依据：{example.legal}。",
    ]
    if example.none is not None:
        return "\n".join([*lines, f"没有例子：{example.none}"])
    where = place_words(example)
    lines += [
        "",
        f"不对的（{where}）：",
        _indented(example.bad),
        f"改好的（{where}）：",
        _indented(example.good),
    ]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n"))
