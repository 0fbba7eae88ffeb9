"""信息处理费 by 国办函〔2020〕109号: worked cases, and what a ledger's cases come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.clock.workdays import WorkCalendar
from nianbao.fee_findings import fee_findings
from nianbao.fees import MonthlyFee, fee_by_count, fee_by_pages, fees_paid, monthly_fees
from nianbao.finding import Finding
from nianbao.ledgers.case import Case
from tests.clock.samples import case

CALENDAR = WorkCalendar()
JUNE = date(2024, 6, 3)
JULY = date(2024, 7, 1)


def found(*cases: Case, year: int = 2024, today: date | None = None) -> list[Finding]:
    return list(fee_findings(cases, year, CALENDAR, today))


def codes(*cases: Case, year: int = 2024, today: date | None = None) -> list[str]:
    return [finding.code for finding in found(*cases, year=year, today=today)]


def row(fee: int | str | None = None, **rest: Any) -> Case:
    rest = {"applicant_key": "A1", "answered": date(2024, 6, 28), **rest}
    return case(rest.pop("received", JUNE), fee=None if fee is None else Decimal(fee), **rest)


def months(*cases: Case) -> tuple[MonthlyFee, ...]:
    return monthly_fees(cases)


# --- the tiers


@pytest.mark.parametrize(
    ("count", "fee"),
    [
        (0, 0),
        (10, 0),
        (11, 100),
        (30, 2000),
        (31, 2200),
        (35, 3000),  # 20 × 100 + 5 × 200
        (40, 4000),
        (41, 4300),
        (45, 5500),  # 2 000 + 2 000 + 5 × 300
        (50, 7000),
        (51, 7400),
        (100, 37000),  # 2 000 + 2 000 + 3 000 + … + 8 000
    ],
)
def test_by_count(count: int, fee: int) -> None:
    assert fee_by_count(count) == fee


@pytest.mark.parametrize(
    ("pages", "fee"),
    [
        (0, 0),
        (30, 0),
        (31, 10),
        (68, 380),  # the 380 元 of a published report
        (100, 700),
        (101, 720),
        (200, 2700),
        (201, 2740),
        (250, 4700),  # 70 × 10 + 100 × 20 + 50 × 40
    ],
)
def test_by_pages(pages: int, fee: int) -> None:
    assert fee_by_pages(pages) == fee


@given(st.integers(0, 400))
def test_by_count_is_the_sum_of_what_each_application_costs(count: int) -> None:
    def one(number: int) -> int:
        return 0 if number <= 10 else 100 if number <= 30 else ((number - 31) // 10 + 2) * 100

    assert fee_by_count(count) == sum(one(number) for number in range(1, count + 1))


@given(st.integers(0, 1000))
def test_by_pages_is_the_sum_of_what_each_page_costs(pages: int) -> None:
    def one(number: int) -> int:
        return 0 if number <= 30 else 10 if number <= 100 else 20 if number <= 200 else 40

    assert fee_by_pages(pages) == sum(one(number) for number in range(1, pages + 1))


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_fees_never_fall(number: int, more: int) -> None:
    assert fee_by_pages(number) <= fee_by_pages(number + more)
    small = number % 10_000
    assert fee_by_count(small) <= fee_by_count(small + more % 10_000)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_a_month_costs_the_same_however_its_applications_are_split_into_rows(counts: list[int]) -> None:
    (month,) = months(*(row(count=count, row=5 + place) for place, count in enumerate(counts)))
    assert sum(month.by_count) == fee_by_count(sum(counts))
    assert all(fee >= 0 for fee in month.by_count)


# --- months of applicants


def test_applications_add_up_by_applicant_and_month_of_receipt() -> None:
    cases = [
        row(received=date(2024, 7, 1), row=9),
        row(received=date(2024, 6, 30), row=8),
        row(received=date(2024, 6, 1), row=7),
        row(received=date(2024, 6, 1), row=6, applicant_key="B2"),
        row(received=date(2024, 6, 1), row=5, applicant_key=None),
        row(received=date(2020, 12, 31), row=4),
    ]
    assert [(month.month, [one.origin.row for one in month.cases]) for month in months(*cases)] == [
        (date(2024, 6, 1), [7, 8]),
        (date(2024, 6, 1), [6]),
        (date(2024, 7, 1), [9]),
    ]


def test_charged_by_count() -> None:
    assert codes(row(count=30, row=5, fee=2000), row(count=5, row=6, fee=1000)) == []
    assert codes(row(count=30, row=5), row(count=5, row=6, fee=3000)) == []  # the month on one row
    assert codes(*(row(row=5 + number, fee=0 if number < 10 else 100) for number in range(12))) == []


def test_charged_by_pages() -> None:
    assert codes(row(fee=380, pages=68)) == []
    assert codes(row(fee=380, pages=68), row(row=6, count=10)) == []


def test_each_application_by_one_of_the_two() -> None:
    paged = row(fee=4700, pages=250)
    assert codes(paged, row(row=6, count=30, fee=2000)) == []  # 30 of their own
    assert codes(paged, row(row=6, count=30, fee=2200)) == []  # the 31st among them
    assert codes(paged, row(row=6, count=30, fee=2100)) == ["K201"]


def test_a_sum_that_the_rules_do_not_give() -> None:
    (finding,) = found(row(count=30, row=5, fee=2000), row(count=5, row=6, fee=500))
    assert (finding.code, finding.severity, finding.line) == ("K201", "warning", 5)
    assert finding.message == (
        "台账「ledgers/yunxi-2024.xlsx」工作表「依申请公开」第 5 行（登记编号 2024-001）：2024年6月同一申请人编号的 35 件"
        "（第 5、6 行）收费金额与标准不符：台账合计 2500 元；国办函〔2020〕109号的标准是按件计收 3000 元。"
    )


def test_the_applicants_number_is_not_repeated() -> None:
    # A clerk may have put a name there after all.
    (finding,) = found(row(count=12, fee=300, applicant_key="张某某"))
    assert "张某某" not in str(finding)


def test_both_sums_are_said_where_pages_are_known() -> None:
    (finding,) = found(row(fee=100, pages=68))
    assert "按件计收 0 元，有页数的按量计收 380 元" in finding.message


def test_both_tiers_at_once() -> None:
    (finding,) = found(row(count=12, fee=580, pages=68))
    assert finding.code == "K205"
    assert "580 元像是按件和按量两种标准相加" in finding.message


def test_a_unit_may_charge_nothing() -> None:
    (finding,) = found(row(count=12))
    assert (finding.code, finding.severity) == ("K203", "hint")
    assert "按件计收 200 元" in finding.message
    assert codes(row(count=12, pages=10)) == []  # by amount it is free
    assert codes(row(count=10)) == []
    assert codes(row(pages=68)) == []  # by count it is free


def test_without_numbers_of_applicants() -> None:
    (finding,) = found(row(count=2, fee=100, applicant_key=None))
    assert (finding.code, finding.severity) == ("K202", "hint")
    assert finding.suggestion is not None
    assert "申请人编号" in finding.suggestion
    (finding,) = found(*(row(row=5 + number, applicant_key=None) for number in range(11)))
    assert finding.code == "K202"
    assert "超过 10 件" in finding.message
    assert codes(*(row(row=5 + number, applicant_key=None) for number in range(10))) == []


def test_another_years_months_are_left_alone() -> None:
    assert codes(row(count=12, received=date(2023, 12, 29), answered=date(2024, 1, 3))) == []


# --- sums


@pytest.mark.parametrize(
    ("fee", "pages", "said"),
    [("385", 68, "不是 10 元的倍数"), ("0.5", None, "不是 10 元的倍数"), ("-100", None, "不是 10 元的倍数")],
)
def test_a_sum_that_no_tier_gives(fee: str, pages: int | None, said: str) -> None:
    month, odd = found(row(fee=fee, pages=pages))
    assert (month.code, odd.code) == ("K201", "K204")
    assert f"收费金额 {fee} 元{said}" in odd.message


def test_a_sum_by_count_is_in_hundreds() -> None:
    month, odd = found(row(fee=380))
    assert (month.code, odd.code) == ("K201", "K204")
    assert "不是 100 元的倍数" in odd.message
    assert odd.suggestion is not None
    assert "页数" in odd.suggestion


def test_big_sums_are_written_out() -> None:
    assert "37000 元" in found(row(fee="3.7E+4", count=99))[0].message


# --- payment

NOTICE = {"fee_notice": date(2024, 6, 7), "count": 11, "fee": 100}
# 20 working days from Tuesday 11 June end on Monday 8 July.


def test_paid_in_time() -> None:
    assert codes(row(**NOTICE, paid=date(2024, 7, 8), answered=date(2024, 7, 15))) == []


def test_paid_too_late() -> None:
    (finding,) = found(row(**NOTICE, paid=date(2024, 7, 9), answered=date(2024, 7, 15)))
    assert finding.code == "K208"
    assert "次日起 20 个工作日到2024年7月8日为止，2024年7月9日才缴费" in finding.message


def test_unpaid_and_closed_as_unpaid() -> None:
    assert codes(row(**NOTICE, outcome="fee_unpaid", answered=date(2024, 7, 9))) == []
    assert codes(row(**NOTICE, outcome="fee_unpaid", answered=date(2024, 7, 8))) == ["K207"]


def test_unpaid_and_answered_all_the_same() -> None:
    (finding,) = found(row(**NOTICE, outcome="disclosed", answered=date(2024, 7, 15)))
    assert finding.code == "K206"
    assert finding.suggestion is not None
    assert "申请人逾期未按收费通知要求缴纳费用" in finding.suggestion
    assert codes(row(**NOTICE, outcome="disclosed", answered=date(2024, 6, 20))) == ["K206"]
    assert (
        codes(row(**NOTICE, outcome="other_handling", answered=date(2024, 6, 20)), today=date(2024, 6, 21))
        == []
    )


def test_unpaid_and_open() -> None:
    assert codes(row(**NOTICE, answered=None), today=date(2024, 7, 8)) == []
    assert codes(row(**NOTICE, answered=None), today=date(2024, 7, 9)) == ["K206"]
    assert codes(row(**NOTICE, answered=None)) == ["K206"]


@pytest.mark.parametrize("rest", [{}, {"fee_notice": date(2024, 6, 7), "paid": date(2024, 6, 12)}])
def test_closed_as_unpaid_against_the_dates(rest: dict[str, Any]) -> None:
    assert codes(row(**rest, outcome="fee_unpaid", answered=date(2024, 7, 15))) == ["K207"]


def test_a_notice_after_the_period() -> None:
    (finding,) = found(
        row(count=11, fee=100, fee_notice=date(2024, 7, 3), paid=date(2024, 7, 4), answered=date(2024, 7, 5))
    )
    assert finding.code == "K209"
    assert "收费通知日（2024年7月3日）在答复期限（2024年7月2日）之后" in finding.message


def test_impossible_dates_and_other_years_have_no_payment_to_check() -> None:
    assert codes(row(**NOTICE | {"fee_notice": date(9999, 12, 31)}, outcome="disclosed")) == []
    closed = row(fee=385, received=date(2023, 6, 1), answered=date(2023, 6, 5))
    assert codes(closed) == []
    assert codes(closed, year=2023) == ["K201", "K204"]


# --- before 2021


def test_cost_fees_of_before_2021_are_taken_as_entered() -> None:
    old = case(
        date(2020, 7, 1), fee=Decimal("12.50"), count=40, answered=date(2020, 7, 8), outcome="fee_unpaid"
    )
    assert codes(old, year=2020) == []
    assert months(old) == ()


def test_what_was_paid_in_a_year() -> None:
    cases = [
        case(date(2024, 12, 2), fee=Decimal(300), paid=date(2025, 1, 3)),
        case(date(2024, 6, 3), fee=Decimal("380"), paid=date(2024, 6, 5), answered=date(2025, 1, 5)),
        case(date(2024, 6, 3), fee=Decimal(100), fee_notice=date(2024, 6, 5), answered=date(2024, 7, 5)),
        case(date(2024, 6, 3), fee=Decimal(500), answered=date(2024, 7, 5), outcome="fee_unpaid"),
        case(date(2024, 6, 3), fee=Decimal("12.5"), answered=date(2024, 7, 5)),
        case(date(2024, 6, 3), fee=Decimal(700)),
        case(date(2024, 6, 3), answered=date(2024, 7, 5)),
    ]
    assert fees_paid(cases, 2024) == Decimal("392.5")
    assert fees_paid(cases, 2025) == Decimal(300)
    assert fees_paid([], 2024) == 0
