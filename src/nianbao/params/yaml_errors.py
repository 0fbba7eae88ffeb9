"""What PyYAML says of broken YAML, in the clerk's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from nianbao.finding import Finding
from nianbao.params.model import Accepted, FontSettings, Issued, Parameters, Printed, Settings, Unit

# A figure at the beginning of a text that is neither quoted nor a block.
_OPENS_WITH_BRACES = re.compile(r"(?:^|: |- )\s*\{\{")

# Part of PyYAML's message -> what to tell the clerk, and what to do; the first that fits is said.
_WORDS = (
    (r"'\t'", "这一行用了制表符（Tab）缩进。", "请把缩进用的 Tab 都换成空格。"),
    (
        _OPENS_WITH_BRACES.pattern,
        "以「{{」开头的文字不能直接写在冒号后面。",
        "请加引号，或写成「|」开头的多行文字。",
    ),
    ("undefined alias", "引用了没有定义的「*名称」。", "如果星号是正文，请把这一项写成「|」开头的多行文字。"),
    (
        "expected alphabetic or numeric character",
        "「*」「&」开头的内容会被当成引用，读不成文字。",
        "请加引号，或写成「|」开头的多行文字。",
    ),
    (
        "mapping values are not allowed",
        "这里不该有冒号，或这一行缩进不对。",
        "值里有冒号时请加引号；请和上一行对齐。",
    ),
    (
        "could not find expected ':'",
        "这一行缺少「: 」（英文冒号加空格），或缩进不对。",
        "请写成「项: 值」；正文请缩进在「|」之下。",
    ),
    (
        "expected chomping or indentation indicators",
        "「|」后面同一行里不能写文字。",
        "请从下一行写起，并比这一项多缩进两格。",
    ),
    (
        "expected <block end>",
        "缩进不齐，或引号后面还有文字。",
        "同一层的项请左边对齐；整个值都要放在一对引号里。",
    ),
    ("expected ',' or", "括号没有配对，或缺逗号。", "请补齐括号和逗号。"),
    ("expected a single document", "一个文件里有两份内容（中间有「---」）。", "请只留一份。"),
    ("escape", "双引号里的反斜杠写法不对。", "请改用单引号，或改成「|」开头的多行文字。"),
    ("quoted scalar", "引号没有配对。", "请补上另一个引号。"),
    ("cannot start any token", "文字不能用这个符号开头。", "请加引号，或写成「|」开头的多行文字。"),
    ("sequence entries", "「- 」不能写在这里。", "如果是文字，请加引号；如果是列表，请另起一行并缩进。"),
    ("duplicate anchor", "同一个「&名称」定义了两次。", "请把内容写全，不用引用。"),
    ("tag", "「!」开头的内容会被当成标签，读不成文字。", "如果感叹号是正文，请加引号。"),
)

# Of these the beginning is what the clerk must look at; PyYAML names where it gave up.
_BEGIN_ELSEWHERE = ("could not find expected ':'", "found unexpected", "expected ',' or")


_KEYS = {
    name
    for model in (Parameters, Unit, Issued, Accepted, Printed, FontSettings, Settings)
    for name in model.model_fields
}
_FULL_WIDTH_COLON = re.compile(rf"[ -]*(?P<key>{'|'.join(sorted(_KEYS, reverse=True))}) *：")


def explain_yaml_error(problem: yaml.YAMLError, text: str) -> list[Finding]:
    """Turn an error of PyYAML into findings with places and remedies.

    A reader stops at the first error; the slip that clerks make most, a full-width colon, is looked
    for in all lines.
    """
    first = _explain(problem, text)
    slips = list(_full_width_colons(text))
    return slips if any(slip.line == first.line for slip in slips) else [first, *slips]


def _full_width_colons(text: str) -> Iterator[Finding]:
    for number, row in enumerate(text.splitlines(), 1):
        if slip := _FULL_WIDTH_COLON.match(row):
            yield Finding(
                code="P106",
                severity="error",
                message=f"「{slip['key']}」后面的冒号是全角的。",
                suggestion=f"请改成英文冒号加一个空格：「{slip['key']}: …」。",
                line=number,
                column=slip.end(),
                quote=row.strip()[:80],
            )


def _explain(problem: yaml.YAMLError, text: str) -> Finding:
    said = " ".join(
        str(words)
        for words in (getattr(problem, "context", None), getattr(problem, "problem", None))
        if words
    )
    lines = text.splitlines() or [""]
    line, column = _place(problem, said, lines)
    row = lines[line - 1]
    if "\t" in row[: len(row) - len(row.lstrip())]:
        said = r"'\t'"
    if _OPENS_WITH_BRACES.search(row):
        said = _OPENS_WITH_BRACES.pattern
    message, suggestion = next(
        ((words, advice) for part, words, advice in _WORDS if part in said),
        ("这里的格式读不懂。", "请对照样例检查这一行和上一行的缩进、冒号和引号。"),
    )
    return Finding(
        code="P106",
        severity="error",
        message=message,
        suggestion=suggestion,
        line=line,
        column=column,
        quote=row.strip()[:80] or None,
    )


def _place(problem: yaml.YAMLError, said: str, lines: list[str]) -> tuple[int, int]:
    """Give the 1-based line and column to look at, inside the text."""
    mark = getattr(problem, "problem_mark", None)
    begin = getattr(problem, "context_mark", None)
    if begin and (mark is None or any(part in said for part in _BEGIN_ELSEWHERE)):
        mark = begin
    if mark is None:
        return 1, 1
    if mark.line < len(lines):
        return mark.line + 1, mark.column + 1
    return len(lines), len(lines[-1]) + 1
