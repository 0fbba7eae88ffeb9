"""Ledgers (台账) as clerks keep them: titles, merged cells, totals, a sheet a month, dates of all kinds.

Names, numbers and addresses of persons in them are placeholders such as 申请人甲: they stand where real
ledgers hold personal data, and must never reach an output.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county.numbers import (
    FEE,
    FEE_PAGES,
    Application,
    after,
    applications,
    concerned,
    disclosure_cells,
    documents,
    published,
)
from county.units import Review, Unit
from county.xlsx import same_bytes
from nianbao.ledgers.words import load_words

Row = Sequence[Any]
_PERSONS = "甲乙丙丁戊己庚辛壬癸"
_SERIAL_ZERO = datetime.date(1899, 12, 30)


@dataclass(frozen=True)
class Ledger:
    """A ledger file of a unit.

    Attributes:
        unit: The unit's name.
        years: Report years that read it.
        kinds: What it holds.
        write: Makes the file.
        ending: Of the file's name.
    """

    unit: str
    years: tuple[int, ...]
    kinds: tuple[str, ...]
    write: Callable[[Unit], bytes]
    ending: str = "xlsx"

    def holds(self, unit: Unit, year: int, kind: str) -> bool:
        """Tell whether a unit's report for a year takes its numbers of a kind from here."""
        return unit.name == self.unit and year in self.years and kind in self.kinds

    def path(self, unit: Unit) -> str:
        """Give its path below ``params``."""
        years = "-".join(map(str, self.years))
        return f"ledgers/{unit.id}-{years}.{self.ending}"


@cache
def _words(kind: str, group: str, meaning: str) -> tuple[str, ...]:
    """Give the words by which clerks call something, the printed one first."""
    return load_words(kind).values[group][meaning]


def _word(kind: str, group: str, meaning: str, turn: int) -> str:
    ways = _words(kind, group, meaning)
    return ways[turn % min(len(ways), 3)]


def _person(turn: int) -> str:
    return f"申请人{_PERSONS[turn % 10]}{turn // 10 or ''}"


def _serial(day: datetime.date | None) -> int | None:
    return (day - _SERIAL_ZERO).days if day else None


def _short(day: datetime.date | None) -> str | None:
    return f"{day.month}月{day.day}日" if day else None


def _full(day: datetime.date | None) -> str | None:
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def _slashed(day: datetime.date | None) -> str:
    return f"{day.year}/{day.month}/{day.day}" if day else ""


def _title(sheet: Worksheet, words: str, width: int) -> None:
    sheet.append([words])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)


def _append(sheet: Worksheet, rows: Iterable[Row]) -> None:
    for row in rows:
        sheet.append(list(row))


def _outcome(one: Application, turn: int) -> str | None:
    return _word("applications", "outcome", one.outcome, turn) if one.answered else None


def _yunxi(unit: Unit) -> bytes:
    """Write one workbook with everything: two header rows, merged groups, 同上, 合计."""
    book = Workbook()
    _grouped_applications(book.worksheets[0], unit, 2024)
    _reviews(book.create_sheet("复议诉讼台账"), unit, [one for one in unit.reviews if _touches(one, 2024)])
    _documents(book.create_sheet("规范性文件目录"), unit)
    _collected_by_item(book.create_sheet("数据采集表"), unit, 2024)
    _publications(book.create_sheet("信息发布台账"), unit, 2024)
    _hotline(book.create_sheet("12345热线通报"), unit, 2024)
    return same_bytes(book)


def _touches(one: Review, year: int) -> bool:
    return one.received.year <= year and (one.concluded is None or one.concluded.year >= year)


def _grouped_applications(sheet: Worksheet, unit: Unit, year: int) -> None:
    sheet.title = "依申请公开台账"
    groups = (
        ("登记编号", 1), ("收到日期", 1), ("申请方式", 1), ("申请人", 4), ("申请内容", 1), ("件数", 1),
        ("承办科室", 1), ("补正", 2), ("征求意见", 2), ("答复", 2), ("办理结果", 1), ("备注", 1),
    )  # fmt: skip
    parts = iter(("姓名", "证件号码", "联系电话", "类别", "通知日", "收到日", "起", "止", "日期", "文号"))
    upper = [cell for word, width in groups for cell in (word, *[None] * (width - 1))]
    lower = [next(parts) if width > 1 else None for _, width in groups for _ in range(width)]
    _title(sheet, f"{unit.full_name}{year}年政府信息公开申请登记台账（虚构样例）", len(upper))
    sheet.append(["填报说明：本表的单位、人名、证件号码和事项全部虚构。"])
    _append(sheet, (upper, lower))
    column = 1
    for _, width in groups:
        down = 4 if width == 1 else 3
        sheet.merge_cells(start_row=3, start_column=column, end_row=down, end_column=column + width - 1)
        column += width
    listed = concerned(applications(unit), year)
    above = ""
    for turn, one in enumerate(listed):
        inner = ("党政办公室", "农业农村办公室")[turn // 2 % 2]
        sheet.append(
            [
                f"{unit.id.upper()}-{one.received.year}-{turn + 1:03}",
                one.received,
                _word("applications", "channel", one.channel, turn),
                _person(turn),
                f"示例证件号{turn + 1:02}",
                f"示例电话{turn + 1:02}",
                _word("applications", "applicant", one.applicant, turn),
                f"{_person(turn)}要求公开的内容（虚构）",
                1,
                "同上" if inner == above else inner,
                one.correction_asked,
                one.correction_received,
                one.consulted_from,
                one.consulted_to,
                one.answered,
                f"示例公开〔{year}〕{turn + 1}号" if one.answered else None,
                _outcome(one, turn),
                "上年结转" if one.received.year < year else None,
            ]
        )
        above = inner
    sheet.append(["合计", *[None] * 7, len(listed)])


def _reviews(sheet: Worksheet, unit: Unit, listed: Sequence[Review]) -> None:
    _title(sheet, f"{unit.name}行政复议、行政诉讼台账（内容虚构）", 8)
    sheet.append(["案号", "类型", "收到日期", "申请人（原告）", "案由", "审理结果", "结案日期", "备注"])
    for turn, one in enumerate(listed):
        sheet.append(
            [
                f"示例案〔{one.received.year}〕{turn + 1}号",
                _words("reviews", "type", one.kind)[0],
                one.received,
                _person(turn),
                "不服政府信息公开答复",
                _words("reviews", "result", one.result)[0],
                one.concluded,
                None,
            ]
        )


def _documents(sheet: Worksheet, unit: Unit) -> None:
    _title(sheet, f"{unit.full_name}行政规范性文件目录（虚构）", 7)
    sheet.append(["序号", "文件名称", "文号", "文件类型", "印发日期", "废止日期", "起草人"])
    for turn, one in enumerate(documents(unit)):
        sheet.append(
            [
                turn + 1,
                one.title,
                one.number,
                "行政规范性文件",
                _full(one.issued),
                _full(one.repealed),
                "起草人甲",
            ]
        )


def _collected(unit: Unit, year: int) -> dict[str, Any]:
    cells = disclosure_cells(unit, year)
    return {
        row: cells[row, "amount" if row == "charges" else "decisions"]
        for row in ("licences", "penalties", "coercions", "charges")
    }


def _collected_by_item(sheet: Worksheet, unit: Unit, year: int) -> None:
    _title(sheet, f"{unit.name}{year}年数据采集表（数字虚构）", 5)
    sheet.append(["填报科室", "项目", "数量", "计量单位", "填报人"])
    offices = {
        "licences": "便民服务中心",
        "penalties": "综合执法队",
        "coercions": "综合执法队",
        "charges": "财政所",
    }
    for item, number in _collected(unit, year).items():
        measure = "万元" if item == "charges" else "件"
        sheet.append(
            [
                offices[item],
                _words("collected", "item", item)[0],
                float(number) if item == "charges" else number,
                measure,
                "填报人乙",
            ]
        )


def _publications(sheet: Worksheet, unit: Unit, year: int) -> None:
    """Write one row an item, with the serial numbers that a date turns into when its cell is reformatted."""
    _title(sheet, f"{unit.full_name}{year}年信息发布台账（虚构样例）", 6)
    sheet.append(["信息编号", "信息名称", "公开日期", "公开类别", "公开渠道", "拟稿人"])
    random = unit.random("publications", year)
    kinds = [kind for kind, count in published(unit, year).items() for _ in range(count)]
    days = sorted(after(datetime.date(year, 1, 1), 1 + random.randrange(245)) for _ in kinds)
    channels = ("政府网站", "政府网站、微信公众号", "村务公开栏", "微信公众号")
    for turn, day in enumerate(days):
        kind = kinds.pop(random.randrange(len(kinds)))
        title = f"{kind}信息第{turn + 1}条（虚构）"
        sheet.append(
            [
                f"{unit.id}{year}{turn + 1:04}",
                title,
                _serial(day) if turn % 4 == 0 else day,
                f"{kind}类",
                channels[random.randrange(len(channels))],
                "拟稿人丙",
            ]
        )


def _hotline(sheet: Worksheet, unit: Unit, year: int) -> None:
    _title(sheet, f"{unit.name}{year}年热线和留言办理情况（摘自通报，数字虚构）", 5)
    sheet.append(["渠道", "受理量", "按期回复率", "满意率", "来源"])
    source = "示例县热线办年度通报（虚构）"
    _append(sheet, [("12345热线", 186, "99.5%", "96.2%", source), ("网上留言", 43, "100%", "93.0%", source)])


_MONTH_HEADER = (
    "登记编号", "收到日期", "申请方式", "申请人", "申请人类别", "申请人编号", "联系地址", "申请内容", "补正通知日",
    "补正收到日", "征求意见起", "征求意见止", "延期告知日", "收费通知日", "收费金额（元）", "缴费日", "页数", "答复日期",
    "办理结果", "备注",
)  # fmt: skip


def _county_office(unit: Unit) -> bytes:
    """Write a sheet a month with dates that name no year, the open cases of last year on a sheet of their own."""
    year, book = 2024, Workbook()
    book.remove(book.worksheets[0])
    listed = list(enumerate(concerned(applications(unit), year)))
    carried = book.create_sheet("依申请公开（上年结转）")
    _title(carried, f"{unit.full_name}上年结转的政府信息公开申请（虚构样例）", len(_MONTH_HEADER))
    carried.append(_MONTH_HEADER)
    _append(
        carried, (_office_row(unit, turn, one, _full) for turn, one in listed if one.received.year < year)
    )
    for month in range(1, 13):
        own = [
            (turn, one) for turn, one in listed if (one.received.year, one.received.month) == (year, month)
        ]
        sheet = book.create_sheet(f"依申请公开{month}月")
        _title(
            sheet, f"{unit.full_name}{year}年{month}月政府信息公开申请登记表（虚构样例）", len(_MONTH_HEADER)
        )
        sheet.append(_MONTH_HEADER)
        # An answer of January belongs to the next year and has to name it.
        _append(
            sheet,
            (
                _office_row(
                    unit, turn, one, lambda day: _short(day) if not day or day.year == year else _full(day)
                )
                for turn, one in own
            ),
        )
        sheet.append(["本月小计", *[None] * 7, f"{len(own)}件" if own else "无"])
    _reviews(book.create_sheet("复议诉讼"), unit, [one for one in unit.reviews if _touches(one, year)])
    return same_bytes(book)


def _office_row(
    unit: Unit, turn: int, one: Application, said: Callable[[datetime.date | None], str | None]
) -> Row:
    paid = one.fee_notice is not None
    return (
        f"{one.received.year}-{turn + 1:03}",
        said(one.received),
        _word("applications", "channel", one.channel, turn),
        _person(turn),
        _word("applications", "applicant", one.applicant, turn),
        f"A{turn % 23 + 1:02}",
        f"示例地址{turn + 1:02}",
        f"{_person(turn)}申请的信息（虚构）",
        said(one.correction_asked),
        said(one.correction_received),
        said(one.consulted_from),
        said(one.consulted_to),
        said(one.extension_notice),
        said(one.fee_notice),
        FEE if paid else None,
        said(one.paid),
        FEE_PAGES if paid else None,
        said(one.answered),
        _outcome(one, turn),
        "已书面说明延误原因" if one.is_late else None,
    )


def _natural_resources(unit: Unit) -> bytes:
    """Write two years in one list, dates as serial numbers, one row filtered out of sight."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "依申请公开台账"
    header = (
        "受理编号", "收件日期", "申请渠道", "申请人姓名", "手机号码", "申请人类型", "申请事项", "通知补正日期",
        "收到补正日期", "征求意见发出日期", "征求意见回复日期", "是否延期", "延期通知日期", "办结日期", "处理结果",
    )  # fmt: skip
    _title(sheet, f"{unit.full_name}依申请公开办理台账（跨年连续登记，全部虚构）", len(header))
    sheet.append(header)
    for turn, one in enumerate(applications(unit)):
        sheet.append(
            [
                f"ZR{turn + 1:04}",
                _serial(one.received),
                _word("applications", "channel", one.channel, turn),
                _person(turn),
                f"示例电话{turn + 1:02}",
                _word("applications", "applicant", one.applicant, turn),
                f"{_person(turn)}所需信息（虚构）",
                _serial(one.correction_asked),
                _serial(one.correction_received),
                _serial(one.consulted_from),
                _serial(one.consulted_to),
                "是" if one.extension_notice else "否",
                _serial(one.extension_notice),
                _serial(one.answered),
                _outcome(one, turn) or "办理中",
            ]
        )
    sheet.row_dimensions[9].hidden = True
    _reviews(book.create_sheet("行政复议和行政诉讼"), unit, unit.reviews)
    return same_bytes(book)


def _east_lake(unit: Unit) -> bytes:
    """Write 数据采集表 with a column an item, and publications by month with counts."""
    year, book = 2024, Workbook()
    sheet = book.worksheets[0]
    sheet.title = "数据采集"
    _title(sheet, f"{unit.full_name}{year}年数据采集表（虚构样例）", 6)
    sheet.append(
        ["填报科室", "行政许可（件）", "行政处罚（件）", "行政强制（件）", "行政事业性收费（万元）", "填报人"]
    )
    numbers = _collected(unit, year)
    half = numbers["penalties"] // 2
    _append(
        sheet,
        [
            ("便民服务科", numbers["licences"], None, None, 0, "填报人甲"),
            ("综合执法一中队", None, half, numbers["coercions"], None, "填报人乙"),
            ("综合执法二中队", None, numbers["penalties"] - half, None, None, "填报人丙"),
            ("合计", numbers["licences"], numbers["penalties"], numbers["coercions"], 0, None),
        ],
    )
    listed = book.create_sheet("信息发布台账")
    _title(listed, f"{unit.full_name}{year}年主动公开信息汇总（虚构样例）", 5)
    listed.append(["序号", "发布时间", "栏目", "条数", "发布人"])
    row = 0
    for kind, count in published(unit, year).items():
        for month in range(1, 13):
            part = count * month // 12 - count * (month - 1) // 12
            if part:
                row += 1
                listed.append([row, datetime.date(year, month, 25), f"{kind}类", part, "发布人丁"])
    return same_bytes(book)


def _two_bridges(unit: Unit) -> bytes:
    """Write a CSV in GBK, as WPS saves it, with dates of two kinds and a total below."""
    year = 2024
    header = (
        "编号", "收到时间", "申请方式", "申请人", "身份证号", "申请人类别", "所需信息", "数量", "补正通知日期",
        "补正收到日期", "征求意见起", "征求意见止", "答复时间", "答复结果",
    )  # fmt: skip
    listed = concerned(applications(unit), year)
    rows: list[Row] = [(f"{unit.full_name}{year}年依申请公开台账（单位、人名和事项均属虚构）",), header]
    rows += [
        (
            f"SQ{one.received.year}{turn + 1:02}",
            _slashed(one.received),
            _word("applications", "channel", one.channel, turn),
            _person(turn),
            f"示例证件号{turn + 1:02}",
            _word("applications", "applicant", one.applicant, turn),
            f"{_person(turn)}所需信息（虚构）",
            1,
            _slashed(one.correction_asked),
            _slashed(one.correction_received),
            _slashed(one.consulted_from),
            _slashed(one.consulted_to),
            one.answered.strftime("%Y.%m.%d") if one.answered else "",
            _outcome(one, turn) or "",
        )
        for turn, one in enumerate(listed)
    ]
    rows.append(("合计", *[""] * 6, len(listed)))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("gbk")


def _civil_affairs(unit: Unit) -> bytes:
    """Write a list of documents alone, as the legal section keeps it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "文件目录"
    _documents(sheet, unit)
    return same_bytes(book)


LEDGERS = (
    Ledger(
        "云溪镇",
        (2024,),
        ("applications", "reviews", "documents", "collected", "publications", "consultations"),
        _yunxi,
    ),
    Ledger("双桥镇", (2024,), ("applications",), _two_bridges, "csv"),
    Ledger("东湖街道", (2024,), ("collected", "publications"), _east_lake),
    Ledger("自然资源和规划局", (2023, 2024), ("applications", "reviews"), _natural_resources),
    Ledger("民政局", (2023, 2024), ("documents",), _civil_affairs),
    Ledger("县政府办公室", (2024,), ("applications", "reviews"), _county_office),
)
