"""What a command says to those who type commands, and what the desk says in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

Rules = tuple[tuple[re.Pattern[str], str], ...]
"""What is replaced, and by what."""


def rules(pairs: Iterable[tuple[str, str]]) -> Rules:
    """Compile pairs of a pattern and what stands in its place."""
    return tuple((re.compile(pattern), words) for pattern, words in pairs)


def plainer(text: str, known: Rules) -> str:
    """Put a text into the desk's words."""
    for pattern, words in known:
        text = pattern.sub(words, text)
    return text


_CHOOSE = "请选已公布的那一份来比：存下来的网页、Word、PDF、txt，或者当时的底稿。"

_DESK = rules(
    (
        (r"请先用「nianbao check」看是哪几处，改好再送签。", "是哪几处见「校核问题」，改好再送签。"),
        (r"请用 --out 换一个文件夹，或把它移走。", "请把它移走，再试一次。"),
        (r"请在 --out 后面写一个文件夹。", "请把它移走或改名，再试一次。"),
        (r"(移到别处|移走或改名)，或用 --out 换一个文件夹。", r"\1，再试一次。"),
        (r"请用 --out 换一个文件夹。", "请看文件夹能否打开。"),
        (r"请换一个文件夹（--out），或看磁盘是否已满。", "请看文件夹能否写入、磁盘是否已满。"),
        (
            r"另一个 nianbao build 正在往「[^」]*」里生成。请等它结束再运行，或用 --out 换一个文件夹。",
            "另外正在生成文件。请等它做完，再试一次。",
        ),
        (r"请在编报台的「签发」里，或用「nianbao sign [^」]*」，", "请在「签发」里"),
        (r"请用「nianbao sign [^」]+ --verify」看是哪几处，从备份取回", "请从备份取回"),
        (r"请用「nianbao correct --verify」核对，从备份取回", "请从备份取回"),
        (
            r"请去掉 --again，再登记一次更正；确实没有公布过的，再加上 --unpublished。",
            "请不要重写，再登记一次更正；确实没有公布过的，勾上「确实没有公布过」。",
        ),
        (r"没有可以重写的。请去掉 --again。", "没有可以重写的。"),
        (r"请用「nianbao correct --show」看是哪一次。", "请看一遍说明，再选是哪一次。"),
        (r"请用 --published 写明已公布的那一份：.*", _CHOOSE),
        (r"请用 --published 写明公布的那一份（[^）]*）。", _CHOOSE),
        (
            r"请用「nianbao correct」再登记一次更正；那次更正确实还没有公布的，可用「nianbao correct --again」重写；",
            "请在「签发」的「公布后更正」里再登记一次；那次更正确实还没有公布的，可以重写；",
        ),
    )
)


def in_desk_words(text: str) -> str:
    """Put what the commands for one report say of themselves into the words of the desk's buttons."""
    return plainer(text, _DESK)
