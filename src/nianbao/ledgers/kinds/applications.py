"""依申请公开台账: each row is an application; what happened to it in the year is what 表三 counts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.ledgers.case import Case
from nianbao.ledgers.entry import Entry
from nianbao.ledgers.kinds.base import Counted
from nianbao.ledgers.kinds.twice import Numbers, without_summaries
from nianbao.ledgers.meaning import Conflict, Question
from nianbao.ledgers.notes import safe
from nianbao.ledgers.reader import Row
from nianbao.ledgers.table import Table
from nianbao.ledgers.values import as_text

_CLOCK_DATES = (
    "correction_asked",
    "correction_received",
    "consulted_from",
    "consulted_to",
    "extension_notice",
    "due",
    "fee_notice",
    "paid",
)

_KEY = re.compile(r"[A-Za-z]{0,4}-?\d{1,8}", re.ASCII)
_MONEY = re.compile(r"亿元|万元|元")
_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}

_BOTH = Question(words=(), why="既写了结果，又写了没有办结，不知道办结了没有。")


def count_applications(tables: Sequence[Table], year: int) -> Counted:
    """Count the applications of a year; each number is known once over all sheets."""
    counted = Counted()
    numbers = Numbers()
    for table in without_summaries(tables):
        for raw in table.rows():
            row = Row(table, raw)
            case, event = _read(row)
            if case is None or not _is_of_the_year(row, case, year):
                continue
            numbers.say_if_known(row)
            counted.cases.append(case)
            counted.entries.extend(_entries(case, event, year))
    return counted


def _read(row: Row) -> tuple[Case | None, bool]:
    """Read a row.

    Returns:
        The application (None when its date of receipt isn't known), and whether it is known how it ended:
        an unknown or doubtful result counts for nothing until the clerk has said what it is.
    """
    received = row.date("received")
    if received is None:
        if row.cell("received") == "":
            row.missing("received", "不知道算哪一年的")
        return None, False
    answered = row.date("answered")
    outcome, is_pending = _outcome(row)
    is_clear = _ends_clearly(row, received, answered, outcome, is_pending)
    applicant = row.word("applicant", "applicant")
    if applicant is None and row.cell("applicant") == "":
        row.missing("applicant", "不知道计入哪一列")
    count = row.count("count")
    clock = {name: row.date(name, "warning") for name in _CLOCK_DATES if row.cell(name) != ""}
    case = Case(
        origin=row.origin("number", "document", "office"),
        number=row.text("number") or None,
        received=received,
        count=count or 0,
        applicant=applicant or "",
        applicant_key=_applicant_key(row),
        channel=_channel(row),
        extended=row.word("extended", "yes_no", "warning") == "yes" or "extension_notice" in clock,
        answered=answered,
        outcome=outcome,
        fee=_fee(row),
        pages=_pages(row),
        **clock,
    )
    return case, is_clear


def _outcome(row: Row) -> tuple[str | None, bool]:
    """Read the result: its id or None, and whether the ledger says that there is none yet."""
    cell = row.cell("outcome")
    if cell == "":
        return None, True
    words, text = row.table.words, as_text(cell)
    meaning = words.meaning("outcome", text)
    is_open = words.meaning("pending", text) == "pending"
    if is_open and not words.mentions("outcome", text):
        return None, True
    if is_open or (isinstance(meaning, str) and words.mentions("pending", text)):
        row.ask("outcome", "outcome", _BOTH)
        return None, False
    if isinstance(meaning, Conflict) or meaning is None:
        if several := _several(row, text):
            return several, False
    elif isinstance(meaning, Question):
        reason = _reason(row)
        if reason in meaning.choices:
            return reason, False
    if isinstance(meaning, Conflict):
        # What was given in part and refused in part has a row of its own.
        choices = tuple(dict.fromkeys((*meaning.choices, "partly_disclosed")))
        row.ask("outcome", "outcome", meaning.model_copy(update={"choices": choices}))
        return None, False
    return row.word("outcome", "outcome"), False


def _reason(row: Row) -> str | None:
    """Give the row that the reason names, where the result itself is a group of rows (不予公开)."""
    text = as_text(row.cell("reason"))
    found = row.table.words.meaning("outcome", text) if text else None
    return found if isinstance(found, str) else None


def _several(row: Row, text: str) -> str | None:
    """Read several results in one cell: with 部分公开 among them, that one alone counts (its label says so)."""
    parts = [part for part in _split(text) if part]
    meanings = [row.table.words.meaning("outcome", part) for part in parts]
    if len(parts) < 2 or "partly_disclosed" not in meanings:
        return None
    message = f"{row.table.label('outcome')}写的是「{safe(text)}」，只计「部分公开」一种。"
    row.say("L125", "hint", message, None, "outcome")
    return "partly_disclosed"


def _split(text: str) -> Iterator[str]:
    start = 0
    for place, char in enumerate(text):
        if char in "、,，;；/+和及与\n()（）—-:：>":
            yield text[start:place].strip()
            start = place + 1
    yield text[start:].strip()


def _ends_clearly(
    row: Row,
    received: datetime.date,
    answered: datetime.date | None,
    outcome: str | None,
    is_pending: bool,
) -> bool:
    """Hold result and date against each other; what can't be counted is said."""
    if row.cell("answered") != "" and answered is None:
        return False
    if answered is not None and answered < received:
        message = f"{row.table.label('answered')}早于{row.table.label('received')}。"
        row.say("L146", "error", message, "请核对两个日期的年份。", "answered")
        return False
    if outcome is not None and answered is None:
        row.missing("answered", "办理结果却已经有了，不知道算哪一年办结的")
        return False
    if is_pending and answered is not None:
        row.missing("outcome", "答复日期却已经有了，不知道计入哪一行")
        return False
    return outcome is not None or is_pending


def _applicant_key(row: Row) -> str | None:
    """Read the clerk's own number of an applicant; what looks like a name or an ID is not read."""
    cell = row.cell("applicant_key")
    text = as_text(cell) if cell != "" else ""
    if text and not _KEY.fullmatch(text):
        row.table.say(
            "L126",
            "warning",
            f"{row.table.label('applicant_key')}不像编号，可能是姓名或证件号，没有读。",
            "请另编号，如 A01（字母加数字）；同一申请人用同一个编号，不要写姓名、证件号、电话。",
            row.number,
            "applicant_key",
        )
        return None
    return text or None


def _fee(row: Row) -> Decimal | None:
    """Read a fee in 元, whatever unit cell or heading name."""
    number = row.number_in("fee", "warning")
    if number is None:
        return None
    heading = _MONEY.search(row.table.header.read["fee"].label)
    unit = row.unit_in("fee") or (heading[0] if heading else "元")
    if number < 0 or unit not in _IN_YUAN:
        row.say_of_no_number("fee", "应是 0 以上的金额，单位是元或万元，没有采用", "warning")
        return None
    # 0.01 万元 are 100 元, not 100.00.
    return Decimal(f"{(number * _IN_YUAN[unit]).normalize():f}") if unit != "元" else number


def _pages(row: Row) -> int | None:
    pages = row.number_in("pages", "warning")
    if pages is not None and (pages < 0 or pages != int(pages)):
        row.say_of_no_number("pages", "应是 0 以上的整数，没有采用", "warning")
        return None
    return int(pages) if pages is not None else None


def _channel(row: Row) -> str | None:
    return row.word("channel", "channel", "warning")


def _is_of_the_year(row: Row, case: Case, year: int) -> bool:
    later, before = case.received.year > year, case.answered is not None and case.answered.year < year
    if case.answered is not None and case.answered < case.received:
        return True
    if later:
        row.say("L127", "hint", f"是 {year} 年以后收到的，不计入本年度。", None)
    elif before:
        row.say("L127", "hint", f"是 {year} 年以前办结的，不计入本年度。", None)
    return not (later or before)


def _entries(case: Case, is_clear: bool, year: int) -> Iterator[Entry]:
    if not case.count:
        return
    tags = {"applicant": case.applicant, "channel": case.channel}
    base = {name: value for name, value in tags.items() if value}

    def entry(event: str, **more: str) -> Entry:
        return Entry(case.origin, {"event": event, **base, **more}, case.count)

    yield entry("new_received" if case.received.year == year else "carried_over")
    if not is_clear:
        return
    if case.answered is None or case.answered.year > year:
        yield entry("carried_forward")
    elif case.outcome is not None:
        yield entry(case.outcome, extended="yes" if case.extended else "no")
