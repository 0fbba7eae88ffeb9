"""What a finding says to those who write the parameter file by hand, and what the desk says in its place."""

from __future__ import annotations

from nianbao.desk.plainer import plainer, rules

_KEY = r"[a-z_]+(?:\.[a-z_]+)*"

_RULES = rules(
    (
        (rf"（{_KEY}）", ""),  # the name of a field goes before its key
        (rf"请加上，如 {_KEY}: ", "请填上，如 "),
        (r"可以引用的数据请用 nianbao figures 查看，再照着写。", "请删去，要引用的数据用「插入数据」选。"),
        (
            r"请先校核它：nianbao check ([^，]+)，并核对",
            r"请先在编报台里打开「\1」，看有哪些要改，并核对",
        ),
    )
)


def finding_words(text: str) -> str:
    """Put what a finding says into the desk's words: no keys, no commands."""
    return plainer(text, _RULES)
