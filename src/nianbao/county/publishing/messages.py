"""What is sent to a unit: short enough for WeChat, each place named."""

from __future__ import annotations

import re
from pathlib import Path

from nianbao.county.publishing.checking import Look
from nianbao.verifying.seeing import is_address

_MOST = 12
"""So many places are listed; with more of them the page is better made anew."""


def message(look: Look, year: int) -> str:
    """Write to a unit what its page is to change; empty where nothing is, or nobody knows whose page it is.

    Why a page couldn't be looked at is the county's business. The unit is written to only where its page was seen
    before and the site has it no more.
    """
    if look.member is None or (look.fine and not look.changed):
        return ""
    head = f"{look.member.name}：{year} 年度政府信息公开工作年度报告的网页（{_address(look)}）"
    if look.verdict is None:
        then = f"{day(look.before)}核对时还在，现在打不开了。请核对网址；网址换了的，请回复新的网址。"
        return f"{head}{then}" if look.gone else ""
    lines = []
    if look.changed:
        lines.append(
            f"{head}在上次核对（{day(look.before)}）以后改过：{'；'.join(look.changed)}。发布以后要改的，请先报县里。"
        )
    wrong = look.verdict.wrong
    if wrong:
        again = "" if lines else head
        lines.append(f"{again}与签发稿有 {len(wrong)} 处不同，请今天改好并回复：")
        lines += [f"{number}. {one.where}：{one.message}" for number, one in enumerate(wrong[:_MOST], 1)]
        if len(wrong) > _MOST:
            lines.append(f"……还有 {len(wrong) - _MOST} 处，建议照签发稿重新发布一遍。")
    return "\n".join(lines)


def _address(look: Look) -> str:
    """Give the address; of a saved page its name, for the folders of the county's machine tell a unit nothing."""
    return look.asked.shown if is_address(look.asked.address) else Path(look.asked.shown).name


def day(iso: str) -> str:
    """Give a day as people say it, 1月25日; empty where a register has none."""
    found = re.match(r"\d{4}-(\d\d)-(\d\d)", iso)
    return f"{int(found[1])}月{int(found[2])}日" if found else ""
