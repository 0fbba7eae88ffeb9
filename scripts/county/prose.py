"""A unit's narratives, section by section: its own substance, and sentences drawn from the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from county.bank import Bank
from county.ledgers import LEDGERS
from county.numbers import (
    Cells,
    application_cells,
    applications,
    disclosure_cells,
    published,
    review_cells,
)
from county.units import COUNTY, YEARS, Unit
from nianbao.template.tables import TableForm

# What people call things, by level; the county office differs from a 局.
_WORDS = {
    "township": {
        "self": "镇里", "office": "党政办公室", "inner": "各站所", "board": "村务公开栏",
        "desk": "便民服务中心", "people": "村民",
    },
    "subdistrict": {
        "self": "街道", "office": "党政综合办公室", "inner": "各科室", "board": "社区公开栏",
        "desk": "党群服务中心", "people": "居民",
    },
    "department": {
        "self": "局里", "office": "局办公室", "inner": "各股室", "board": "办事大厅公示屏",
        "desk": "政务服务窗口", "people": "办事群众",
    },
}  # fmt: skip
_OFFICE = {
    "self": "办公室",
    "office": "政务公开股",
    "board": "县政府网站首页",
    "desk": "县政务公开专区",
    "people": "群众",
}
_CHANNELS = {"in_person": "当面", "letter": "信函", "network": "网络"}
_ASPECTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
_LEADS = ("（{}）{}。", "**{1}。**", "{1}方面，")
_HAN = "一二三四五"


@dataclass(frozen=True)
class Writer:
    """Writes the narratives of one report.

    Attributes:
        unit: The unit.
        year: The report year.
        bank: The bank of the whole county.
        forms: The template's tables by id, for what rows and columns are called.
    """

    unit: Unit
    year: int
    bank: Bank
    forms: Mapping[str, TableForm]

    def sections(self) -> dict[str, str]:
        """Write every section that isn't a table alone."""
        preamble = self._joined("basis", "period", "access")
        return {
            "preamble": f"{self._draw('fiction')}\n\n{preamble}",
            "overview": self._overview(),
            "problems": self._problems(),
            "other": self._joined("other_fee" if self._charged else "other", "other_more"),
        }

    @property
    def _is_first(self) -> bool:
        return self.year == YEARS[0]

    @property
    def _charged(self) -> bool:
        return any(one.paid is not None and one.paid.year == self.year for one in applications(self.unit))

    def _draw(self, aspect: str, **more: str) -> str:
        random = self.unit.random(aspect, self.year)
        asked = bool(application_cells(self.unit, self.year))
        return self.bank.draw(aspect, self.unit, random, {**self._slots(), **more}, asked=asked)

    def _joined(self, *aspects: str) -> str:
        return "".join(self._draw(aspect) for aspect in aspects)

    def _slots(self) -> dict[str, str]:
        unit = self.unit
        words = {**_WORDS[unit.level], **(_OFFICE if unit.is_office else {})}
        if unit.name.endswith("乡"):
            words["self"] = "乡里"
        number = unit.random("address").randrange(1, 90)
        who = unit.full_name if unit.level == "department" else f"{COUNTY}{unit.name}"
        return {
            **words,
            "who": who,
            "account": f"{'示例县政府' if unit.is_office else unit.name}发布",
            "url": f"https://www.example.org/{unit.id}/{self.year}",
            "address": f"{COUNTY}{_road(unit)}{number}号",
            "phone": f"0000-8{unit.place:02}{number:02}00",
            "about": unit.data["about"],
        }

    def _overview(self) -> str:
        lead = _LEADS[(self.unit.place + self.year) % len(_LEADS)]
        bodies = (self._disclosed(), self._asked(), self._managed(), self._platforms(), self._supervised())
        paragraphs = [
            lead.format(_HAN[place], aspect) + body
            for place, (aspect, body) in enumerate(zip(_ASPECTS, bodies, strict=True))
        ]
        return "\n\n".join([self._draw("intro"), *paragraphs])

    def _disclosed(self) -> str:
        text = self._draw("proactive", **self._published())
        if not self._is_first:
            text += self._draw("trend", trend=self._trend(), moved=self._moved())
        text += self.bank.take(self.unit.data["did"][self.year])
        cells = disclosure_cells(self.unit, self.year)
        if cells["licences", "decisions"] and self.unit.place % 2 == self.year % 2:
            return text + self._draw("permits", more=self._compared("proactive_disclosure.licences"))
        return text + self._draw("documents")

    def _published(self) -> dict[str, str]:
        """Say how many items there were of each kind: quoted where a ledger counts them."""
        parts = {f"{kind}类": count for kind, count in published(self.unit, self.year).items()}
        if self._has_ledger("publications"):
            figure = "{{{{ ledgers.publications.{} }}}}"
            said = {kind: figure.format(f"category.{''.join(lazy_pinyin(kind))}") for kind in parts}
            whole = figure.format("total")
        else:
            said = {kind: str(count) for kind, count in parts.items()}
            whole = str(sum(parts.values()))
        return {"count": whole, "parts": "、".join(f"{kind}{count}条" for kind, count in said.items())}

    def _has_ledger(self, kind: str) -> bool:
        return any(ledger.holds(self.unit, self.year, kind) for ledger in LEDGERS)

    def _trend(self) -> str:
        now, before = (self.unit.of_year("published", year) for year in (self.year, self.year - 1))
        return f"{'增加' if now > before else '减少'}{abs(now - before)}条"

    def _moved(self) -> str:
        """Name the kind of information whose number changed most."""
        now, before = (published(self.unit, year) for year in (self.year, self.year - 1))
        return max(now, key=lambda kind: abs(now[kind] - before[kind]))

    def _compared(self, figure: str) -> str:
        """Quote the change against the year before, put so that the words before it fit."""
        if self._is_first:
            return ""
        table, row = figure.split(".")[:2]
        count = application_cells if table == "applications" else disclosure_cells
        sums = [_row_sum(count(self.unit, year), row) for year in (self.year, self.year - 1)]
        # The figure itself says 与上年持平.
        return f"（{'' if sums[0] == sums[1] else '比上年'}{{{{ {figure}.change }}}}）"

    def _asked(self) -> str:
        cells = application_cells(self.unit, self.year)
        if not cells:
            return self._draw("zero") + self._reviewed()
        text = ""
        if _row_sum(cells, "new_received"):
            text = self._draw(
                "received",
                change=self._compared("applications.new_received.total"),
                kinds=self._kinds(cells),
            )
        else:
            text = "{{ applications.sentence }}"
        text += self._draw("handled", outcomes=self._outcomes(cells), forward=self._forward(cells))
        is_late = self.unit.data.get("late") == self.year
        text += self._draw("ways_late" if is_late else "ways", ways=self._ways()) if self._ways() else ""
        if self._has_ledger("applications"):
            text += self._draw("handling")
        return text + self._reviewed()

    def _reviewed(self) -> str:
        return self._draw("reviews") if review_cells(self.unit, self.year) else ""

    def _kinds(self, cells: Cells) -> str:
        columns = self.forms["applications"].column_by_id
        return "、".join(
            f"{column.label}{{{{ applications.new_received.{name} }}}}件"
            for name, column in columns.items()
            if cells.get(("new_received", name))
        )

    def _outcomes(self, cells: Cells) -> str:
        """Quote each outcome that occurred; a group of rows is quoted by its sum."""
        form = self.forms["applications"]
        rows = [
            row for row in form.row_by_id if row not in ("new_received", "carried_over", "carried_forward")
        ]
        groups = {row: group for group in form.groups for row in group.rows}
        said: dict[str, str] = {}
        for row in rows:
            if not _row_sum(cells, row):
                continue
            one = groups.get(row)
            name, label = (one.id, one.label) if one else (row, form.row_by_id[row].name)
            said[name] = f"{_plain(label)}{{{{ applications.{name}.total }}}}件"
        return "、".join(said.values())

    def _forward(self, cells: Cells) -> str:
        return self._draw("forward_some" if _row_sum(cells, "carried_forward") else "forward_none")

    def _ways(self) -> str:
        counted = Counter(one.channel for one in applications(self.unit) if one.received.year == self.year)
        return "、".join(f"{_CHANNELS[name]}{counted[name]}件" for name in sorted(counted))

    def _managed(self) -> str:
        return self._twice("management", self.unit.place % 2 == 0)

    def _platforms(self) -> str:
        text = self._twice("platform", self.unit.place % 2 == 1)
        return text + (self._draw("hotline") if self._has_ledger("consultations") else "")

    def _twice(self, aspect: str, again: bool) -> str:
        return self._draw(aspect) + (self._draw(aspect) if again else "")

    def _supervised(self) -> str:
        text = self._draw("supervision")
        if self.unit.level != "township":
            # 考核、社会评议、责任追究 bind governments (条例 50): a subdistrict or department needn't report them.
            graded = self._draw("assessment", grades=self._grades()) if "assessed" in self.unit.data else ""
            return text + (graded or self._draw("supervision"))
        return (
            text
            + self._draw("assessment", grades=self._grades())
            + self._joined("appraisal", "accountability")
        )

    def _grades(self) -> str:
        random = self.unit.random("grades", self.year)
        good, fair = 2 + random.randrange(3), 4 + random.randrange(4)
        return f"优秀{good}个、合格{fair}个"

    def _problems(self) -> str:
        pairs = self.unit.data["problems"][self.year]
        if self._is_first:
            opening = self._draw("problems_open_first")
        else:
            first, second = (pair[2] for pair in self.unit.data["problems"][self.year - 1])
            opening = self._draw("problems_open_later", a=first, b=second)
            opening += "\n\n" + self._draw("problems_now")
        for pair in pairs:
            self.bank.take(f"{pair[0]}\n{pair[1]}")
        layout = (self.unit.place + self.year) % 3
        return f"{opening}\n\n{_LAYOUTS[layout](pairs)}"


def _road(unit: Unit) -> str:
    """Give each unit a street of its own."""
    names, kinds = ("望山", "临溪", "向阳", "新桥", "松林"), ("路", "街", "巷", "大道")
    return names[unit.place % len(names)] + kinds[unit.place // len(names)]


def _row_sum(cells: Cells, row: str) -> int:
    return int(sum(value for (one, _), value in cells.items() if one == row))


def _plain(label: str) -> str:
    """Give a row's name without numbering and remark: （二）部分公开（区分处理的，…） is 部分公开."""
    return label.split("）", 1)[-1].split("（")[0]


def _in_turn(pairs: list[list[str]]) -> str:
    return "\n\n".join(f"{_HAN[place]}是{pair[0]}。改进措施：{pair[1]}。" for place, pair in enumerate(pairs))


def _apart(pairs: list[list[str]]) -> str:
    problems = "\n".join(f"{place}.{pair[0]}。" for place, pair in enumerate(pairs, 1))
    measures = "\n".join(f"{place}.{pair[1]}。" for place, pair in enumerate(pairs, 1))
    return f"（一）存在的主要问题\n{problems}\n\n（二）改进措施\n{measures}"


def _side_by_side(pairs: list[list[str]]) -> str:
    return "\n".join(
        f"{place}.**问题：**{pair[0]}。**措施：**{pair[1]}。" for place, pair in enumerate(pairs, 1)
    )


_LAYOUTS = (_in_turn, _apart, _side_by_side)
