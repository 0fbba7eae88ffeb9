"""The examples of a check: what its documentation shows, and what its tests try.

A family's module has ``EXAMPLES``, a dictionary from code to :class:`Example`. Each is written into
the same small town's report, so that an example is the few words that matter and nothing else.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from nianbao.finding import Severity

UNIT = "yunxi"
YEAR = 2024
TEMPLATE = "national-2021"

_BASE: dict[str, Any] = {
    "template": TEMPLATE,
    "year": YEAR,
    "unit": {
        "id": UNIT,
        "name": "云溪镇",
        "full_name": "示例县云溪镇人民政府",
        "level": "township",
        "parent": "示例县",
    },
    "issued": {"by": "云溪镇人民政府", "date": f"{YEAR + 1}-01-20"},
    "sections": {
        "preamble": (
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室"
            "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。"
            f"本报告所列数据的统计期限自{YEAR}年1月1日起至{YEAR}年12月31日止。报告电子版在示例县政府网站"
            "（https://example.org/）公布。如有疑问，请与云溪镇党政办公室联系，电话：0535-7654321。"
        ),
        "overview": (
            "（一）主动公开。全年在政府网站主动公开政府信息32条，其中财政信息20条、民生信息12条。\n\n"
            "（二）依申请公开。便民服务窗口安排专人值守，登记、审核、答复各有时限。\n\n"
            "（三）政府信息管理。公开前逐条做保密审查，信息公开目录按季度更新。\n\n"
            "（四）政府信息公开平台建设。镇政府网页每周更新一次，便民服务中心设有查阅点。\n\n"
            "（五）监督保障。党政办公室按月检查，县里考核的结果为良好，村民代表评议满意，没有责任追究的情形。"
        ),
        "problems": (
            "存在的主要问题：惠农补贴的公开比发放晚了两个月。改进措施：建立发放当天同步公开补贴名册的制度。"
        ),
        "other": "全年没有收取政府信息公开信息处理费，没有其他需要报告的事项。",
    },
    "tables": {
        "proactive_disclosure": {"licences": {"decisions": 0}},
        "applications": {"new_received": {"natural_person": 0}},
        "review_litigation": {"reconsideration": {"upheld": 0}},
    },
}

_LEDGER, _BOOK = "ledger", "ledgers/依申请公开台账.xlsx"
_SHORT_NAMES = {"title": "printed.title", "signature": "issued.by"}
_TOP_KEY = re.compile(r"^([A-Za-z_]\w*):", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """What one code means, shown on a few words.

    Attributes:
        reason: Why the check is there, in a clerk's words; its first sentence is the title.
        legal: The law, notice or standard that asks for it.
        bad: Words in which the code is found.
        good: The same, put right.
        section: Where the words stand: a section id; the path of another value, such as ``template`` or
            ``issued.date``; ``title`` or ``signature``; empty, when the words are lines of a parameter
            file that take the place of its own keys; or ``ledger``, when they are the rows of a 依申请公开台账,
            cells parted by commas, formulas with ``=``.
        tables: Numbers that stand beside both: table → row → column → value.
        last: Last year's words at the same place; its report is there only when they are given.
        also: Further lines of the parameter file in both, such as ``year: 2017``.
        severity: For a code without an example: how grave it is.
        none: Why there is no example, when what the check looks at isn't in a parameter file.
    """

    reason: str
    legal: str
    bad: str = ""
    good: str = ""
    section: str = "overview"
    tables: Mapping[str, Any] = field(default_factory=dict)
    last: str = ""
    also: str = ""
    severity: Severity | None = None
    none: str | None = None

    @property
    def title(self) -> str:
        """The first sentence of the reason."""
        return self.reason.partition("。")[0]

    def write(self, folder: Path, words: str) -> Path:
        """Write a working folder in which some words stand.

        Args:
            folder: Where to.
            words: The example's ``bad`` or ``good``.

        Returns:
            This year's parameter file.
        """
        # A file lies in the folder of its year, whatever year an example is about.
        year = words if self.section == "year" else YEAR
        texts = {f"params/{year}/{UNIT}.yaml": self._text(words, YEAR)}
        if self.last:
            texts[f"params/{YEAR - 1}/{UNIT}.yaml"] = self._text(self.last, YEAR - 1)
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        if self.section == _LEDGER:
            _write_book(folder / _BOOK, words)
        return folder / next(iter(texts))

    def _text(self, words: str, year: int) -> str:
        values = copy.deepcopy(_BASE)
        values["year"] = year
        if year != YEAR:
            values["sections"] = {}
        values["issued"]["date"] = f"{year + 1}-01-20"
        if self.tables and year == YEAR:
            values["tables"] |= {name: dict(rows) for name, rows in self.tables.items()}
        fragments = [self.also] if year == YEAR else []
        if self.section == _LEDGER:
            del values["tables"]["applications"]
            values["ledgers"] = {"applications": _BOOK}
        elif self.section:
            _put(values, self._path, words)
        else:
            fragments.append(words)
        own = {key for fragment in fragments for key in _TOP_KEY.findall(fragment)}
        kept = {key: value for key, value in values.items() if key not in own}
        text = yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        return text + "".join(fragment.rstrip("\n") + "\n" for fragment in fragments if fragment)

    @property
    def _path(self) -> list[str]:
        dotted = _SHORT_NAMES.get(self.section, self.section)
        own_key = "." in dotted or dotted in _BASE
        return dotted.split(".") if own_key else ["sections", dotted]


def _write_book(path: Path, words: str) -> None:
    # Slow to import, and few examples need it.
    from openpyxl import Workbook

    book = Workbook()
    for line in words.strip().splitlines():
        book.worksheets[0].append([cell.strip() or None for cell in line.split(",")])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _put(values: dict[str, Any], path: list[str], words: str) -> None:
    for key in path[:-1]:
        values = values.setdefault(key, {})
    # Nothing written is nothing there, not an empty text; a whole group or a year is read as one.
    read = yaml.safe_load(words) if len(path) == 1 else None
    values[path[-1]] = read if isinstance(read, dict | int) else words or None


class _Dumper(yaml.SafeDumper):
    """Writes texts as our own files have them: in literal blocks."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if len(text) > 30 or "\n" in text else None
    ),
)
