"""A number in prose with what it counts: 50条, 1,234 件, 370余条, 百分之九十, 三件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.prose.masks import masked
from nianbao.prose.numerals import HAN_DIGITS, han_number

PERCENT = "%"

# Longest first. What may not follow, lest 12部门 or 3条例 be counted, stands behind the unit.
_UNITS = (
    "人次|件次|条次|场次|万元|亿元|元",
    "条(?!例|款|文)|件(?!套)|宗(?!旨)|起(?!草|诉|来)|篇(?!幅)|份|则|个|期(?!间|限)|场(?!所|景)|项(?!目)|册",
    "次(?!日|月|年|性)|人(?!民|均|员|大|社|事|才)|名(?!单|称|录)|家(?!庭)|批(?!复|准|示)|幅|户|页|部(?!门|分|署)|块|张|种|类|处(?!罚|理|置|室)",
    "平方米|立方米|公里|千米|公斤|台(?!账|阶|风|湾)|辆|艘|亩|公顷|吨|斤|米|棵|株|盏|栋|座(?!谈|右)|间(?!接|隔)|套(?!餐)|头(?!条)|只(?!有|要|是|能)|笔(?!记|试)",
)
_UNIT = "|".join(_UNITS)

THINGS = frozenset(
    [
        "平方米",
        "立方米",
        "公里",
        "千米",
        "公斤",
        "台",
        "辆",
        "艘",
        "亩",
        "公顷",
        "吨",
        "斤",
        "米",
        "棵",
        "株",
        "盏",
        "栋",
        "座",
        "间",
        "套",
        "头",
        "只",
        "笔",
        "户",
        "家",
        "幅",
        "页",
        "块",
        "张",
        "册",
    ]
)
"""Units that no application or case is counted in, not even by mistake: 办结1174台 isn't about applications."""
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    r"(?P<about>大约|约|近|超过|超|逾|突破|不少于|至少|多达|将近)?\s*"
    rf"(?:(?<![\d.])(?P<number>{_NUMBER})\s*(?P<scale>[万亿])??(?P<more>余|多)?\s*(?:(?P<unit>{_UNIT})|(?P<percent>%))(?P<around>左右|以上|上下)?"
    rf"|百分之(?P<hundredths>[{HAN_DIGITS}]+)"
    rf"|(?<![第每逐某{HAN_DIGITS}])(?P<some>数|几|上|成)?(?P<han>[{HAN_DIGITS}]+)(?P<han_more>余|多)?(?P<han_unit>条|件|宗|篇|份|人次|期|场|次|起|例)(?=[,;。、):]|及|和|$)"
    rf"|(?<=[\u4e00-\u9fff:、])(?P<bare>{_NUMBER})(?P<bare_more>余|多)?(?=\s*(?:[,;。、()]|[\u4e00-\u9fff]|$)))"
)
_NO_COUNT = re.compile(r"(?:一事|同|跑|再|又)$")
_ROUND = {"十": 10, "百": 100, "千": 1000}
"""What stands for a number only where a word makes it vague: 百余条, 近百条, 数十条."""
_SCALES = {"万": 10_000, "亿": 100_000_000}
_SLACK = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        value: The number.
        unit: 条, 件, 万元, ``%`` …; empty when none is written.
        start: Where it begins in the passage.
        end: Where it ends.
        vague: The word that makes it vague: 余, 多, 约, 近, 左右, 数 (of 数十) …; or empty.
        decimals: Decimals that are shown.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    vague: str = ""
    decimals: int = 0

    @property
    def low(self) -> Decimal:
        """The least it can mean."""
        if self.vague in ("约", "大约", "左右", "上下", "近", "将近"):
            return self.value * (1 - _SLACK)
        return self.value

    @property
    def high(self) -> Decimal:
        """The most it can mean: 370余 is less than 380, 100多 less than 200."""
        if not self.vague or self.vague in ("近", "将近"):
            return self.value
        if self.vague in ("余", "多"):
            return self.value + Decimal(10) ** _zeros(self.value) - 1
        if self.vague in ("数", "几"):
            return self.value * 10 - 1
        return self.value * (1 + _SLACK) if self.vague in ("约", "大约", "左右", "上下") else self.value * 2


def quantities(folded: str, plain: str | None = None) -> Iterator[Quantity]:
    """Find the quantities of a passage, in its order.

    A number without a unit comes with an empty one: it may be an item of a list whose unit was left out.

    Args:
        folded: The passage.
        plain: What ``masked`` makes of it, when it is known.
    """
    for match in _QUANTITY.finditer(masked(folded) if plain is None else plain):
        found = _quantity(match, folded)
        if found is not None:
            yield found


def _quantity(match: re.Match[str], folded: str) -> Quantity | None:
    start, end = match.span()
    start += len(match.group()) - len(match.group().lstrip())
    about = match["about"] or ""
    if match["hundredths"]:
        value = han_number(match["hundredths"]) if match["hundredths"] != "百" else 100
        return None if value is None else Quantity(Decimal(value), PERCENT, start, end, about)
    if match["han"]:
        vague = match["han_more"] or match["some"] or about
        value = (_ROUND.get(match["han"]) if vague else None) or han_number(match["han"])
        if value is None or _NO_COUNT.search(folded[:start]):
            return None
        return Quantity(Decimal(value), match["han_unit"], start, end, vague)
    text = (match["number"] or match["bare"]).replace(",", "")
    vague = match["more"] or match["bare_more"] or about or match["around"] or ""
    scale = _SCALES.get(match["scale"] or "", 1)
    decimals = len(text.partition(".")[2])
    unit = match["unit"] or match["percent"] or ""
    return Quantity(Decimal(text) * scale, unit, start, end, vague, decimals)


def _zeros(value: Decimal) -> int:
    text = f"{value:f}"
    return len(text) - len(text.rstrip("0")) if "." not in text else 0
