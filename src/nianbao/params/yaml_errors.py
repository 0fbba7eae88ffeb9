"""What PyYAML says of broken YAML, in the clerk's words."""

from __future__ import annotations

import yaml

from nianbao.finding import Finding

# Part of PyYAML's message -> what to tell the clerk, and what to do.
_WORDS = (
    (r"'\t'", "这一行用了制表符（Tab）缩进。", "请把 Tab 换成空格。"),
    ("aliases explode", "「*名称」引用得太多或绕回了自己。", "请把内容写全，不用引用。"),
    ("undefined alias", "引用了没有定义的「*名称」。", "如果星号是正文，请把这一项写成「|」开头的多行文字。"),
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
    ("expected <block end>", "缩进不齐。", "同一层的项请左边对齐。"),
    ("expected ',' or", "括号没有配对，或缺逗号。", "请补齐括号和逗号。"),
    ("expected a single document", "一个文件里有两份内容（中间有「---」）。", "请只留一份。"),
    ("quoted scalar", "引号没有配对。", "请补上另一个引号。"),
    ("unknown escape character", "双引号里的反斜杠写法不对。", "请改用单引号，或改成「|」开头的多行文字。"),
    ("could not determine a constructor", "用了不允许的标签。", "请删去以「!」开头的标签，只写值。"),
)


def explain_yaml_error(problem: yaml.YAMLError, text: str) -> Finding:
    """Turn an error of PyYAML into a finding with its place and a remedy."""
    said = str(getattr(problem, "problem", None) or problem)
    mark = getattr(problem, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    row = lines[line - 1] if line <= len(lines) else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        said = r"'\t'"
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
