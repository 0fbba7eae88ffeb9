"""Check digits: every number that is made right is told, every slip in one digit isn't."""

from __future__ import annotations

import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from nianbao.sensitive.numbers import (
    id_check_digit,
    is_credit_code,
    is_id,
    is_old_id,
    looks_like_id,
    mask,
    passes_luhn,
)

PROVINCES = frozenset({"11", "37", "44"})

days = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
firsts = st.builds(
    lambda province, place, day, order: f"{province}{place:04}{day:%Y%m%d}{order:03}",
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 9999),
    days,
    st.integers(0, 999),
)


@given(firsts)
def test_a_number_with_its_check_digit_is_an_id(first: str) -> None:
    number = first + id_check_digit(first)
    assert is_id(number, PROVINCES)
    assert is_id(number.lower(), PROVINCES)


@given(firsts, st.integers(0, 16), st.integers(1, 9))
def test_a_slip_in_one_digit_is_noticed(first: str, place: int, by: int) -> None:
    number = first + id_check_digit(first)
    other = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not is_id(other, PROVINCES)


@given(firsts)
def test_a_number_of_no_province_or_day_is_none(first: str) -> None:
    assert not looks_like_id("99" + first[2:] + "0", PROVINCES)
    assert not looks_like_id(first[:10] + "1332" + first[14:] + "0", PROVINCES)


@given(firsts)
def test_the_old_form_leaves_out_the_century_and_the_check_digit(first: str) -> None:
    assume(first[6:8] == "19")
    assert is_old_id(first[:6] + first[8:], PROVINCES)


@given(st.text("0123456789", min_size=12, max_size=18))
def test_one_last_digit_in_ten_passes(first: str) -> None:
    assert sum(passes_luhn(first + digit) for digit in "0123456789") == 1


@given(st.text("0123456789", min_size=12, max_size=18), st.integers(0, 11), st.integers(1, 9))
def test_luhn_notices_a_slip_in_one_digit(first: str, place: int, by: int) -> None:
    number = first + next(digit for digit in "0123456789" if passes_luhn(first + digit))
    assert not passes_luhn(number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :])


def test_a_credit_code_has_its_check_character() -> None:
    # The code of a city's town government, as its publishing system prints it in addresses.
    assert is_credit_code("11371082004363079R")
    assert not is_credit_code("11371082004363079T")
    assert not is_credit_code("1137108200436307")


@given(st.text("0123456789", min_size=8, max_size=19))
def test_a_mask_keeps_the_length_and_hides_the_middle(number: str) -> None:
    shown = mask(number, 3, 4)
    assert len(shown) == len(number)
    assert shown[3:-4] == "*" * (len(number) - 7)
