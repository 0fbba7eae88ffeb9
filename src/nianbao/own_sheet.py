"""The sheet 说明 of our workbooks: the words by which its reader knows what the writer put there."""

from __future__ import annotations

SHEET = "说明"
REPORT = "报告"
UNIT = "单位"
YEAR = "年份"
TEMPLATE = "格式"
FINGERPRINT = "数据指纹"
ADVICE = "说明"
LEFT_OUT = "内容"
TABLES = "表格"

ABOUT = frozenset({UNIT, YEAR, TEMPLATE, FINGERPRINT, ADVICE, LEFT_OUT, TABLES})
"""What its rows are called that speak of the workbook; ``REPORT`` has the report's title."""
