"""``nianbao county inbox``: whatever arrived, received, checked and answered."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.county.inbox.receive import InboxResult, receive
from nianbao.county.inbox.result import Arrival, Outcome
from nianbao.county.place import place_for, year_words
from nianbao.county.remarks.answering import Answer
from nianbao.folder import shown, working_folder
from nianbao.params.model import FIRST_YEAR, LAST_YEAR

_DOUBTS = 3
"""Doubts of a file that are named."""


@click.command("inbox", cls=ChineseCommand)
@click.argument("inbox", type=click.Path(path_type=Path, readable=False), metavar="文件夹")
@click.option(
    "--year", type=Between(FIRST_YEAR, LAST_YEAR), metavar="年份", help="收哪一年的报告；不写就是最近的一年。"
)
@click.option("--as", "assign", metavar="单位", help="这一个文件是哪个单位的，不由程序认（先核对）。")
@click.option(
    "--take",
    "unit_counts",
    multiple=True,
    metavar="单位",
    help="县里和单位都改了同一处的，用这个单位新交的（不写时留县里的）；只收一个文件时，用回这一份。可以写几次。",
)
def COMMAND(inbox: Path, year: int | None, assign: str | None, unit_counts: tuple[str, ...]) -> int:
    """收件：把收到的文件放进一个文件夹，认出是哪个单位的，留底，校核，写出审核意见。

    从微信、OA、邮箱存下来的文件照原样放着就行，可以有子文件夹、zip 压缩包和整封邮件（eml），文件名不限。
    重复运行没有关系：收过的不会再收一遍。读不出的会说明是哪个文件、怎么办。
    """
    place = place_for(working_folder(), year)
    result = receive(
        inbox, place, datetime.datetime.now().astimezone(), assign=assign, unit_counts=unit_counts
    )
    words = f"{year_words(place, year)}收件："
    if not result.arrivals:
        click.echo(f"{words}「{inbox}」里没有文件。")
    else:
        click.echo(words)
    for line in _told(result):
        click.echo(line)
    if not result.arrivals:
        return 2
    return _status(result)


def _status(result: InboxResult) -> int:
    placed = result.of(Outcome.ACCEPTED, Outcome.SAME)
    if not placed and len(result.of(Outcome.UNREADABLE)) == len(result.arrivals):
        return 2
    wrong = len(placed) < len(result.arrivals) or any(one.conflicts for one in placed)
    must = any(one.problem or (one.opinion and one.opinion.must) for one in result.answers)
    return 1 if wrong or must or result.remarks else 0


def _told(result: InboxResult) -> Iterator[str]:
    for one in result.arrivals:
        yield f"{one.outcome}　{one.name}\n    {one.said}"
        yield from (f"    请看：{line}" for line in _more(one))
    if result.passed:
        yield f"略过 {len(result.passed)} 个临时文件：{'、'.join(result.passed[:4])}{'……' if len(result.passed) > 4 else ''}"
    yield from result.letters
    for answer in result.answers:
        yield from _answer(answer)
    yield from result.remarks
    if not result.arrivals:
        return
    counts = ((outcome, len(result.of(outcome))) for outcome in Outcome)
    yield "，".join(f"{outcome} {count} 份" for outcome, count in counts if count) + "。"


def _more(one: Arrival) -> Iterator[str]:
    yield from one.conflicts
    if one.conflicts and one.member:
        yield f"要用单位新交的，请再运行一次，加上 --take {one.member.name}。"
    yield from one.doubts[:_DOUBTS]
    if len(one.doubts) > _DOUBTS:
        yield f"还有 {len(one.doubts) - _DOUBTS} 处没有把握，见「收到」文件夹里的读入记录。"


def _answer(answer: Answer) -> Iterator[str]:
    if answer.opinion is None or answer.page is None:
        yield f"没有写成审核意见　{answer.problem}"
        return
    counts = "，".join(f"{weight} {count}" for weight, count in answer.opinion.counts.items())
    yield f"审核意见　{answer.member.name}第 {answer.opinion.number} 轮：{counts or '没有意见'}　{shown(answer.page)}"
