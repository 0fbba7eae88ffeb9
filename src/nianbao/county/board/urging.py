"""催报: for each unit that owes something, words that can be sent as they stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.county.board.board import Board
from nianbao.county.board.standing import Standing, day_words
from nianbao.county.board.states import State
from nianbao.county.roster import Member

_LAST_DAY = (1, 31)
"""《条例》第四十九条: by 31 January of the next year."""

_WAYS_OUT = {
    "读不出": "请在 WPS 中另存为 docx 或 xlsx（不要拍照、扫描），再发一次",
    "年份不对": "写的不是 {year} 年的，请核对后重发",
    "不是年报": "不像年度报告，请核对是不是发错了文件",
    "不知是哪个单位": "没有写清单位名称，请补上后重发",
}


@dataclass(frozen=True)
class Reminder:
    """Words for one unit.

    Attributes:
        member: The unit.
        state: How far it is.
        text: What to send.
    """

    member: Member
    state: State
    text: str


def reminders(found: Board) -> list[Reminder]:
    """Write to every unit that owes something, those that owe most first."""
    order = (State.MISSING, State.RETURNED, State.PASSED, State.SIGNED, State.PUBLISHED)
    return [
        Reminder(one.member, state, _greeting(one.member) + text)
        for state in order
        for one in found.of_state(state)
        if (text := _text(one, found))
    ]


def _greeting(member: Member) -> str:
    return f"{member.name}{member.contact}同志：您好！" if member.contact else f"{member.name}：您好！"


def _text(one: Standing, found: Board) -> str:
    match one.state:
        case State.MISSING:
            return "".join(_missing(one, found))
        case State.RETURNED:
            return "".join(_returned(one, found))
        case State.PASSED | State.SIGNED if one.gone:
            return (
                f"你单位公布的{found.year}年度报告网页（{one.gone.address}）在{day_words(one.gone.at)}核对时看不到了。"
                "请查看是撤下了还是换了网址，重新公布后请把网址发来。谢谢！"
            )
        case State.PASSED:
            last = f"{_LAST_DAY[0]}月{_LAST_DAY[1]}日"
            return (
                f"你单位{found.year}年度报告第 {one.versions} 版已于{day_words(one.since)}审核通过。"
                f"请抓紧办理保密审查和签发，{last}前在网上公布，公布后请把网址发来。谢谢！"
            )
        case State.SIGNED:
            last = f"{_LAST_DAY[0]}月{_LAST_DAY[1]}日"
            return f"你单位{found.year}年度报告已经签发，请于{last}前在网上公布，公布后请把网址发来。谢谢！"
        case State.PUBLISHED if one.differences:
            return (
                f"你单位公布的{found.year}年度报告网页（{one.address}）与审定稿有 {one.differences} 处不同，"
                "请对照改正，改好后请回告。谢谢！"
            )
    return ""


def _missing(one: Standing, found: Board) -> Iterator[str]:
    title = f"{found.year}年度政府信息公开工作年度报告"
    if found.deadline:
        late = (found.now.date() - found.deadline).days
        past = f"，现已过期 {late} 天" if late > 0 else ""
        yield f"{title}应于{_day(found.deadline)}前报送{past}。"
    else:
        yield f"{title}正在收集。"
    if one.refused:
        name, why = one.refused[-1]
        way = _WAYS_OUT.get(why, "请核对后重发").format(year=found.year)
        yield f"收到的「{name}」像是你单位的，但{why}：{way}。有困难请回电。谢谢！"
    else:
        yield "你单位的还没有收到，请尽快报来；有困难请回电。谢谢！"


def _returned(one: Standing, found: Board) -> Iterator[str]:
    yield f"你单位{found.year}年度报告第 {one.versions} 版已于{day_words(one.since)}退回修改"
    if one.opinion and one.opinion.lines:
        counts = "、".join(f"{weight} {count} 条" for weight, count in one.opinion.counts.items())
        yield f"（第 {one.opinion.number} 轮审核意见：{counts}）"
    yield "，还没有收到改好的。"
    if found.deadline and found.deadline >= found.now.date():
        yield f"请对照审核意见逐条改好，于{_day(found.deadline)}前再报。谢谢！"
    else:
        yield "请对照审核意见逐条改好，尽快再报。谢谢！"


def _day(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"
