"""Check digits and forms of the numbers that belong to a person or an organisation."""

from __future__ import annotations

import datetime
import re

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_DIGITS = "10X98765432"
_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_CREDIT_CODE = re.compile(f"[1-9ANY][1239]\\d{{6}}[{_CREDIT_CHARACTERS}]{{10}}")


def id_check_digit(first: str) -> str:
    """Give the check digit of an ID number's first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True))
    return _ID_DIGITS[total % 11]


def looks_like_id(number: str, provinces: frozenset[str]) -> bool:
    """Tell whether 18 characters have the region and the date of birth of an ID number."""
    return number[:2] in provinces and _is_past_date(number[6:14])


def is_id(number: str, provinces: frozenset[str]) -> bool:
    """Tell whether 18 characters are an ID number with the right check digit."""
    return looks_like_id(number, provinces) and id_check_digit(number[:17]) == number[17].upper()


def is_old_id(number: str, provinces: frozenset[str]) -> bool:
    """Tell whether 15 digits are an ID number of the form given out until 1999."""
    return number[:2] in provinces and _is_past_date("19" + number[6:12])


def is_credit_code(text: str) -> bool:
    """Tell whether 18 characters are a 统一社会信用代码 with the right check character (GB 32100-2015)."""
    if not _CREDIT_CODE.fullmatch(text):
        return False
    values = [_CREDIT_CHARACTERS.index(char) for char in text]
    total = sum(value * weight for value, weight in zip(values[:17], _CREDIT_WEIGHTS, strict=True))
    return values[17] == (31 - total % 31) % 31


def passes_luhn(number: str) -> bool:
    """Tell whether a card number's last digit is right (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(number)):
        digit = int(char) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _is_past_date(text: str) -> bool:
    try:
        day = datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    # Nobody born earlier has a number; later centuries aren't numbers of people either.
    return 1900 <= day.year <= 2099


def mask(text: str, before: int, after: int) -> str:
    """Show the first and last characters of a number and stars between, as many as there were."""
    hidden = max(len(text) - before - after, 1)
    return text[:before] + "*" * hidden + (text[-after:] if after else "")
