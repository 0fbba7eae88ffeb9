"""What the clock says, word for word where a clerk reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nianbao.clock import clock_findings
from nianbao.clock.workdays import WorkCalendar
from nianbao.finding import Finding
from nianbao.ledgers.case import Case
from tests.clock.samples import case

CALENDAR = WorkCalendar()
JUNE = date(2024, 6, 3)  # due on 2 July


def found(*cases: Case, year: int = 2024, today: date | None = None) -> list[Finding]:
    return list(clock_findings(cases, year, CALENDAR, today))


def codes(*cases: Case, year: int = 2024, today: date | None = None) -> list[str]:
    return [finding.code for finding in found(*cases, year=year, today=today)]


def row(**rest: Any) -> Case:
    return case(JUNE, **{"answered": date(2024, 6, 28), **rest})


# --- nothing to say


def test_a_case_in_order_says_nothing() -> None:
    full = row(
        correction_asked=date(2024, 6, 7),
        correction_received=date(2024, 6, 12),
        consulted_from=date(2024, 6, 13),
        consulted_to=date(2024, 6, 20),
        extended=True,
        extension_notice=date(2024, 6, 27),
        outcome="disclosed",
    )
    assert codes(full, row(), row(outcome="disclosed", due=date(2024, 7, 2))) == []


def test_other_years_are_left_alone() -> None:
    closed = case(date(2022, 6, 1), answered=date(2023, 12, 29))
    assert codes(closed, case(date(2025, 1, 2), answered=date(2025, 1, 1))) == []
    assert codes(closed, year=2023) == ["K130"]


# --- late


def test_a_late_answer_is_named_with_its_place_and_its_count() -> None:
    (finding,) = found(row(answered=date(2024, 7, 4)))
    assert finding.code == "K130"
    assert finding.severity == "warning"
    assert finding.message == (
        "台账「ledgers/yunxi-2024.xlsx」工作表「依申请公开」第 5 行（登记编号 2024-001）：应在2024年7月2日（含）前答复，"
        "2024年7月4日才答复，超期 2 个工作日（依据《条例》第三十三条，从收到（2024年6月3日）的次日起算 20 个工作日）。"
    )
    assert (finding.file, finding.sheet, finding.line, finding.table) == (
        "ledgers/yunxi-2024.xlsx",
        "依申请公开",
        5,
        "applications",
    )


def test_an_answer_on_a_free_day_after_the_due_date_is_late() -> None:
    (finding,) = found(case(date(2024, 6, 6), answered=date(2024, 7, 6)))  # due on Friday the 5th
    assert "过了到期日" in finding.message


def test_how_a_due_date_comes_about_is_said_whole() -> None:
    (finding,) = found(
        row(
            correction_asked=date(2024, 6, 5),
            correction_received=date(2024, 6, 12),
            consulted_from=date(2024, 6, 13),
            consulted_to=date(2024, 6, 20),
            fee_notice=date(2024, 6, 21),
            paid=date(2024, 6, 24),
            extended=True,
            extension_notice=date(2024, 6, 28),
            answered=date(2024, 12, 30),
        )
    )
    for words in (
        "从收到补正材料（2024年6月12日）的次日起算",
        "延期再加 20",
        "征求意见的时间不计",
        "收费通知到缴费",
    ):
        assert words in finding.message


def test_the_2007_regulation_is_cited_for_its_time() -> None:
    (finding,) = found(case(date(2018, 7, 2), answered=date(2018, 7, 24)), year=2018)
    assert "应在2018年7月23日" in finding.message
    assert "2007年《条例》第二十四条" in finding.message


def test_an_open_case_is_judged_at_the_end_of_the_year() -> None:
    (finding,) = found(case(JUNE))
    assert finding.code == "K131"
    assert "到2024年12月31日还没有答复" in finding.message
    assert codes(case(date(2024, 12, 3))) == []  # due on 31 December
    assert codes(case(date(2024, 12, 2), answered=date(2025, 1, 2))) == ["K131"]


def test_today_counts_only_when_it_is_given() -> None:
    open_case = case(JUNE)
    assert codes(open_case, today=date(2024, 6, 24)) == []
    (finding,) = found(open_case, today=date(2024, 6, 28))
    assert (finding.code, finding.severity) == ("K132", "hint")
    assert "2024年7月2日到期，还有 2 个工作日" in finding.message
    (finding,) = found(open_case, today=date(2024, 7, 2))
    assert "就是今天" in finding.message
    assert codes(open_case, today=date(2024, 7, 3)) == ["K131"]


# --- periods


def test_an_extension_told_too_late() -> None:
    late, answer = found(
        row(extended=True, extension_notice=date(2024, 7, 3), answered=date(2024, 7, 10)),
    )
    assert (late.code, answer.code) == ("K133", "K130")
    assert "延期告知日（2024年7月3日）已过了原来的期限（2024年7月2日）" in late.message


def test_a_stated_due_date_that_is_wrong() -> None:
    (finding,) = found(row(due=date(2024, 7, 1)))
    assert finding.code == "K134"
    assert "写的到期日是2024年7月1日，算出来是2024年7月2日" in finding.message


@pytest.mark.parametrize("stated", [date(2024, 7, 2), date(2024, 7, 16), date(2024, 7, 30)])
def test_an_extension_may_be_shorter_than_it_may_be(stated: date) -> None:
    assert codes(row(due=stated, extended=True, extension_notice=date(2024, 6, 28))) == []


@pytest.mark.parametrize("stated", [date(2024, 7, 1), date(2024, 7, 31)])
def test_an_extension_has_bounds(stated: date) -> None:
    assert codes(row(due=stated, extended=True, extension_notice=date(2024, 6, 28))) == ["K134"]


def test_a_correction_asked_for_late() -> None:
    came = {"correction_received": date(2024, 6, 20)}
    assert codes(row(correction_asked=date(2024, 6, 13), **came)) == []  # the 7th day: 10 June is free
    assert codes(row(correction_asked=date(2024, 6, 14), **came)) == ["K135"]
    old = case(
        date(2018, 7, 2),
        correction_asked=date(2018, 7, 16),
        correction_received=date(2018, 7, 17),
        answered=date(2018, 7, 18),
    )
    assert codes(old, year=2018) == []


def test_a_year_without_a_notice_is_said_once() -> None:
    cases = [case(date(2040, 3, 1), row=number, answered=date(2040, 3, 2)) for number in range(5, 16)]
    (finding,) = found(*cases, year=2040)
    assert finding.code == "K101"
    assert "2040年的放假调休安排还不知道" in finding.message
    assert "第 5、6、7、8、9、10、11、12 行等 11 行" in finding.message
    assert finding.line == 5
    assert finding.suggestion is not None
    assert "templates/workdays.yaml" in finding.suggestion


def test_rows_of_a_sheet_a_month_are_named_with_their_sheets() -> None:
    cases = [case(date(2040, 3, 1), row=5), case(date(2040, 3, 1), row=6), case(date(2040, 4, 2), row=5)]
    cases[2] = replace(cases[2], origin=replace(cases[2].origin, sheet="4月"))
    assert "「依申请公开」第 5、6 行，「4月」第 5 行" in found(*cases, year=2040)[0].message


def test_an_estimated_due_date_says_so() -> None:
    late = found(case(date(2040, 3, 1), answered=date(2040, 6, 1)), year=2040)[-1]
    assert "2040 年的放假安排未知，只按周六、周日推算" in late.message


# --- dates that can't be


def test_answered_before_received_is_an_error() -> None:
    (finding,) = found(row(answered=date(2024, 5, 31)))
    assert (finding.code, finding.severity) == ("K110", "error")
    assert "答复日期（2024年5月31日）在收到日期（2024年6月3日）之前" in finding.message


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ({"correction_asked": date(2024, 5, 1)}, "补正通知日（2024年5月1日）在收到日期"),
        ({"consulted_from": date(2024, 5, 1)}, "征求意见起（2024年5月1日）在收到日期"),
        ({"extension_notice": date(2024, 5, 1)}, "延期告知日（2024年5月1日）在收到日期"),
        ({"due": date(2024, 5, 1)}, "到期日（2024年5月1日）在收到日期"),
        ({"fee_notice": date(2024, 5, 1)}, "收费通知日（2024年5月1日）在收到日期"),
        (
            {"correction_asked": date(2024, 6, 20), "correction_received": date(2024, 6, 19)},
            "补正收到日（2024年6月19日）在补正通知日",
        ),
        (
            {"consulted_from": date(2024, 6, 20), "consulted_to": date(2024, 6, 19)},
            "征求意见止（2024年6月19日）在征求意见起",
        ),
        ({"fee_notice": date(2024, 6, 20), "paid": date(2024, 6, 19)}, "缴费日（2024年6月19日）在收费通知日"),
        ({"consulted_to": date(2024, 7, 1)}, "答复日期（2024年6月28日）在征求意见止"),
        ({"extension_notice": date(2024, 7, 1)}, "答复日期（2024年6月28日）在延期告知日"),
        ({"paid": date(2024, 7, 1)}, "答复日期（2024年6月28日）在缴费日"),
    ],
)
def test_dates_the_wrong_way_round(rest: dict[str, Any], words: str) -> None:
    said = [finding for finding in found(row(**rest)) if finding.code == "K111"]
    assert len(said) == 1
    assert words in said[0].message


def test_cost_fees_of_before_2021_may_be_paid_with_the_answer() -> None:
    assert codes(case(date(2020, 7, 1), answered=date(2020, 7, 8), paid=date(2020, 7, 10)), year=2020) == []


def test_days_to_come_are_seen_when_today_is_known() -> None:
    assert codes(row(), today=date(2024, 6, 20)) == ["K112"]
    assert codes(row()) == []


def test_a_date_out_of_all_bounds_is_not_counted_with() -> None:
    assert codes(row(consulted_from=date(2024, 6, 5), consulted_to=date(9999, 6, 5))) == ["K111", "K113"]
    assert codes(case(date(2204, 6, 3), answered=date(2204, 6, 5)), year=2204) == ["K113"]


# --- halves


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ({"consulted_from": date(2024, 6, 5)}, "K120"),
        ({"consulted_to": date(2024, 6, 5)}, "K121"),
        ({"correction_received": date(2024, 6, 5)}, "K122"),
        ({"extended": True}, "K124"),
        ({"extension_notice": date(2024, 6, 5)}, "K125"),
        ({"correction_asked": date(2024, 6, 5), "outcome": "disclosed"}, "K126"),
        ({"outcome": "not_corrected"}, "K127"),
        (
            {
                "outcome": "not_corrected",
                "correction_asked": date(2024, 6, 5),
                "correction_received": date(2024, 6, 6),
            },
            "K127",
        ),
        ({"outcome": "still_unclear"}, "K127"),
    ],
)
def test_what_goes_only_half_way(rest: dict[str, Any], code: str) -> None:
    assert codes(row(**rest)) == [code]


@pytest.mark.parametrize("outcome", ["not_corrected", "other_handling"])
def test_a_correction_that_never_came_may_end_an_application(outcome: str) -> None:
    assert codes(row(correction_asked=date(2024, 6, 5), outcome=outcome)) == []


def test_an_opinion_still_out_is_no_half() -> None:
    assert codes(case(JUNE, consulted_from=date(2024, 6, 5)), today=date(2024, 8, 1)) == []


# --- the place


def test_a_ledger_in_csv_has_no_sheet_and_a_row_may_have_no_number() -> None:
    plain = row(number=None, answered=date(2024, 7, 4))
    plain = replace(plain, origin=replace(plain.origin, sheet=None))
    (finding,) = found(plain)
    assert finding.message.startswith("台账「ledgers/yunxi-2024.xlsx」第 5 行：")
    assert finding.sheet is None


def test_what_is_said_is_the_same_each_time() -> None:
    cases = [case(JUNE), row(answered=date(2024, 7, 9)), row(due=date(2024, 7, 1))]
    assert found(*cases) == found(*cases)
