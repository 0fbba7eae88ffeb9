"""What is sent to a unit: short enough for WeChat, each place named."""

from __future__ import annotations

from nianbao.county.publishing.checking import Look

_MOST = 12
"""So many places are listed; with more of them the page is better made anew."""


def message(look: Look, year: int) -> str:
    """Write to a unit what its page is to change; empty where nothing is, or nobody knows whose page it is."""
    if look.member is None or (look.fine and not look.changed):
        return ""
    head = f"{look.member.name}：{year} 年度政府信息公开工作年度报告的网页（{look.asked.address}）"
    if look.verdict is None:
        gone = f"，{day(look.before)}核对时还在" if look.changed else ""
        return f"{head}没有核对成{gone}。{look.problem}"
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


def day(iso: str) -> str:
    """Give a day as people say it: 1月25日."""
    return f"{int(iso[5:7])}月{int(iso[8:10])}日" if len(iso) >= 10 else ""
