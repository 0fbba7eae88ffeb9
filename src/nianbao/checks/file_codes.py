"""P: how a parameter file is written, for the documentation. The findings come from ``nianbao.params``."""

from __future__ import annotations

from nianbao.checks.examples import Example

_RULE = "年报底稿的写法（YAML 格式、UTF-8 编码）"


def _lines(reason: str, bad: str, good: str) -> Example:
    return Example(reason, _RULE, bad, good, section="")


def _elsewhere(reason: str, none: str) -> Example:
    return Example(reason, _RULE, severity="error", none=none)


_OTHER = "other: 没有其他事项。"

EXAMPLES = {
    "P100": _elsewhere("文件打不开。文件名写错了，或没有权限。", "文件不在，就没有样子可看。"),
    "P101": _elsewhere("文件太大。年报底稿只放文字和数字，多半是选错了文件。", "要两兆以上的文件才会这样。"),
    "P102": _elsewhere("文件是空的。", "空文件没有样子可看。"),
    "P103": _elsewhere(
        "文件是 GBK 编码。应为 UTF-8；可以用「nianbao build --to-utf8」转换。", "说的是编码，不是文字。"
    ),
    "P104": _elsewhere("文件不是 UTF-8 编码的文本。请在编辑器里另存为 UTF-8。", "说的是编码，不是文字。"),
    "P105": _lines(
        "有看不见的控制字符。印不出来，也妨碍查找。",
        "sections:\n  other: 没有\x01。\n",
        "sections:\n  other: 没有。\n",
    ),
    "P106": _lines(
        "这里的格式读不懂。多半是缩进、冒号或引号不对。",
        'sections:\n  other: "没有其他事项。\n',
        f"sections:\n  {_OTHER}\n",
    ),
    "P107": _elsewhere(
        "整个文件不是一组「项: 值」。请对照样例，从「template: …」写起。", "要整个文件都不对才会这样。"
    ),
    "P108": _lines(
        "同一项写了两次。两次不同的话，说不清用哪一次。",
        f"sections:\n  {_OTHER}\n  {_OTHER}\n",
        f"sections:\n  {_OTHER}\n",
    ),
    "P109": _lines(
        "不认识的项。多半是代号拼错了。", "sections:\n  others: 没有其他事项。\n", f"sections:\n  {_OTHER}\n"
    ),
    "P110": _lines(
        "「!」开头的内容会被当成标签。这里不允许用；感叹号是正文的请加引号。",
        "sections:\n  other: !important 没有其他事项。\n",
        "sections:\n  other: '!important 没有其他事项。'\n",
    ),
    "P111": _elsewhere("内容太多，或引用绕回了自己。多半是选错了文件。", "要上万项内容才会这样。"),
    "P112": _lines(
        "不支持用「<<」合并。请把内容写全。",
        "sections: &one\n  other: 没有其他事项。\nprinted:\n  headings:\n    <<: *one\n",
        f"sections:\n  {_OTHER}\n",
    ),
    "P113": _lines(
        "项的名称不是一个词。引用数据的双花括号要加引号，或写在「|」之下。",
        "sections:\n  other: {{ year }}\n",
        "sections:\n  other: |\n    {{ year }}年没有其他事项。\n",
    ),
    "P114": _elsewhere("括号或缩进嵌套太深。", "要套五十层才会这样。"),
    "P115": _lines(
        "这个值不同的软件会读得不一样。是文字的请加引号。",
        "tables:\n  applications:\n    new_received:\n      natural_person: 010\n",
        "tables:\n  applications:\n    new_received:\n      natural_person: 10\n",
    ),
    "P116": _lines(
        "逗号把一个数断成了两项。请去掉千分位的逗号。",
        "tables:\n  proactive_disclosure:\n    penalties: {decisions: 1,234}\n",
        "tables:\n  proactive_disclosure:\n    penalties: {decisions: 1234}\n",
    ),
    "P117": _lines(
        "有看不见的控制字符（写成了转义）。请删去。",
        'sections:\n  other: "没有\\u202e其他事项。"\n',
        f"sections:\n  {_OTHER}\n",
    ),
    "P118": _lines(
        "缺少必须写的一项。",
        "accepted:\n  - where: overview\n    reason: 没有写代号。\n",
        "accepted:\n",
    ),
    "P119": _lines("值的写法不对。请照提示改。", "year: 二〇二四\n", "year: 2024\n"),
    "P120": _lines("没有这个模板，或模板有误。", "template: national-2012\n", "template: national-2021\n"),
    "P121": _lines(
        "没有这个输出选项，已略过。多半是拼错了。",
        "settings:\n  form: [html]\n",
        "settings:\n  forms: [html]\n",
    ),
    "P122": _lines(
        "单位代号与文件名不同。代号就是文件名，不同就分不清是哪个单位的。",
        "unit:\n  id: qingshi\n  name: 云溪镇\n",
        "unit:\n  id: yunxi\n  name: 云溪镇\n",
    ),
    "P123": _lines("年份与文件夹不同。一年的底稿放在一个文件夹里。", "year: 2023\n", "year: 2024\n"),
    "P124": _lines("没有这种生成格式。", "settings:\n  forms: [word]\n", "settings:\n  forms: [html]\n"),
    "P130": _elsewhere(
        "县里自己的词表有误。在改正之前，用到它的校核没有做。",
        "说的是 templates/checks 里的文件，底稿里看不出来。",
    ),
    "P131": Example(
        "没有这个名称的词表，这个文件没有用到。多半是文件名写错了。",
        _RULE,
        severity="warning",
        none="说的是 templates/checks 里的文件，底稿里看不出来。",
    ),
}
