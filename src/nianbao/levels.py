"""Kinds of reporting unit. A 街道办事处 is a 派出机关, not a level of government."""

from __future__ import annotations

from typing import Literal

Level = Literal["township", "subdistrict", "department", "county", "city", "province", "other"]

LEVEL_WORDS: dict[Level, str] = {
    "township": "乡镇",
    "subdistrict": "街道",
    "department": "部门",
    "county": "县（市、区）",
    "city": "市",
    "province": "省",
    "other": "其他",
}
"""What a clerk calls each kind."""
