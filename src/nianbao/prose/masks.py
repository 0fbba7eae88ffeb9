"""Digits in prose that count nothing: dates, document numbers, telephones, ordinals, articles, ranges."""

from __future__ import annotations

import re

BLANK = "\x00"
"""Stands in for each character of such digits."""

_HAN = "一二三四五六七八九十百千零〇两"
_YEAR = r"(?:19|20)\d{2}"
_KINDS = (
    r"(?:https?://|www\.)[^\s\u4e00-\u9fff]+|[\w.+-]+@[\w.-]+",
    # 〔2021〕30号, [2013]27号, and a year in brackets
    rf"[\[〔(【{{]\s*{_YEAR}\s*[\]〕)】}}]\s*(?:第?\s*\d+\s*号)?",
    rf"{_YEAR}\s*年?\s*[-—~–至、]+\s*{_YEAR}\s*年?",
    rf"{_YEAR}\s*[-./]\s*\d{{1,2}}\s*[-./]\s*\d{{1,2}}",
    rf"{_YEAR}\s*年度?\s*(?:\d{{1,2}}\s*[-—~–至]\s*)?(?:\d{{1,2}}\s*月(?:份|底|初)?(?:\s*\d{{1,2}}\s*日)?)?",
    # dates that lost 年 or 月 in a paste: 202211日
    r"(?<!\d)(?:19|20)\d{2,6}\s*[日月]",
    r"(?<!\d)\d{1,2}\s*[-—~–至]\s*\d{1,2}\s*月(?:份|底)?",
    r"(?<!\d)\d{1,2}\s*月(?:份|底|初)?(?:\s*\d{1,2}\s*日)?",
    r"(?<!\d)\d{1,4}\s*[年日](?!均|常)",
    rf"第\s*[\d{_HAN}]+\s*(?:[-—至、]\s*第?\s*[\d{_HAN}]+\s*)?(?:条|款|项|号|次|期|季度|批|届|名|位|个|章|部分)?",
    r"\d+\s*号",
    r"\(?\d{3,4}\)?\s*[-—–]+\s*\d{6,8}(?:\s*[-转]\s*\d+)?",
    r"(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?:电话|邮编|邮政编码|传真|手机|账号|编号|代码)[^\d,。;()]{0,6}\d[\d-]{4,}",
    r"(?<!\d)123\d{2}(?!\d)(?!\s*(?:条|件|人次|次|个|篇|份))",
    r"\d[\d.]*\s*[-—–~～至到]+\s*\d[\d.]*",
    r"\d+\s*个?\s*(?:工作日|自然日|百分点|月(?!份)|小时|分钟|秒|天|周|季度|周年)",
    r"(?:每|平均)[^,。;、\d]{0,6}\d[\d.]*",
    r"\d+\s*[+/:×]\s*[\dNnXx]+",
    r"[A-Za-z]+[-\d.]*\d[A-Za-z\d]*|\d+(?:\.\d+)?[A-Za-z]+",
    # list ordinals: 1. and 1、 where a sentence or an item begins, and (1)
    r"(?:^|(?<=[。;:!?]))\s*\d{1,2}(?:、|\.(?!\d))(?!\s*\d)",
    r"\(\d{1,2}\)",
    # a bare number of seven digits or more is a telephone, a code or a document's index
    r"(?<![\d.,])\d{7,}(?![\d.,]*\s*(?:条|件|元|万|人|次|个|亿|册|份|篇))",
)
# Few characters begin any of these; the look ahead spares the rest two dozen tries.
_MASK = re.compile(r"(?=[\s\d第电邮传手账编代每平(\[〔【{A-Za-z._+-])(?:" + "|".join(_KINDS) + ")")


def masked(folded: str) -> str:
    """Blank out the digits that count nothing; every other character keeps its position."""
    return _MASK.sub(lambda match: BLANK * len(match.group()), folded)
