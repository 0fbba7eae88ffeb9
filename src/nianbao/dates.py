"""Dates as GB/T 9704-2012 writes them."""

from __future__ import annotations

import datetime


def chinese_date(iso: str) -> str:
    """Write a date as GB/T 9704-2012 does: 2018年1月27日, no leading zeros."""
    day = datetime.date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
