"""The numbers that Word itself puts before paragraphs: 一、, （一）, 1. They are printed, but stand in no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml import etree

_LEVELS = 9
_MOST_STYLES = 50
"""Styles based on styles based on styles; more go round in a circle."""

_HAN = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FINANCE = "零壹贰叁肆伍陆柒捌玖"


@dataclass
class _Level:
    """A level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    style: str | None = None


@dataclass
class _List:
    """A list: its levels, and where its counting stands."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    style: str | None = None


class Numbering:
    """Counts the automatic numbers of a document, paragraph by paragraph.

    Args:
        numbering: Root of its numbering part, or None.
        styles: Root of its styles part, or None.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, _Level]] = {}
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        self.written = 0
        for style in styles if styles is not None else ():
            if style.tag == qn("w:style") and (name := style.get(qn("w:styleId"))):
                self._styles[name] = style
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
                    self.default = name
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: etree._Element) -> None:
        for one in root.iterchildren(qn("w:abstractNum")):
            levels = dict(_levels(one))
            self._lists[one.get(qn("w:abstractNumId"), "")] = _List(
                levels, style=_value(one, "w:numStyleLink")
            )
        for one in root.iterchildren(qn("w:num")):
            name = one.get(qn("w:numId"), "")
            self._of[name] = _value(one, "w:abstractNumId") or ""
            for override in one.iterchildren(qn("w:lvlOverride")):
                place = _whole(override.get(qn("w:ilvl")))
                own = dict(_levels(override)).get(place)
                start = _value(override, "w:startOverride")
                if own is None and start is not None:
                    base = self._lists.get(self._of[name], _List()).levels.get(place, _Level())
                    own = _Level(_whole(start), base.format, base.text, base.legal, base.style)
                if own is not None:
                    self._restarts.setdefault(name, {})[place] = own

    def label(self, paragraph: etree._Element) -> str:
        """Give the number that Word prints before a paragraph, and count on; empty where there is none."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, place = found
        one = self._list(number)
        if one is None:
            return ""
        if own := self._restarts.pop(number, None):
            # Another list of the same kind that begins anew, with levels of its own.
            one.levels = {**one.levels, **own}
            one.counts = {level: count for level, count in one.counts.items() if level < min(own)}
        level = one.levels.get(place)
        if level is None:
            return ""
        one.counts[place] = one.counts[place] + 1 if place in one.counts else level.start
        for deeper in [other for other in one.counts if other > place]:
            del one.counts[deeper]
        label = _label(one, place)
        self.written += bool(label)
        return label

    def _list(self, number: str) -> _List | None:
        for _ in range(_MOST_STYLES):
            one = self._lists.get(self._of.get(number, ""))
            if one is None or one.levels or one.style is None:
                return one
            # The list is another style's: its levels stand there.
            style = self._styles.get(one.style)
            linked = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if style is not None else None
            number = (_value(linked, "w:numId") if linked is not None else None) or ""
        return None

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """Tell the list and the level of a paragraph: its own, or those of its style."""
        properties = paragraph.find(qn("w:pPr"))
        own = properties.find(qn("w:numPr")) if properties is not None else None
        number = _value(own, "w:numId") if own is not None else None
        level = _value(own, "w:ilvl") if own is not None else None
        style = _value(properties, "w:pStyle") if properties is not None else None
        name = style or self.default
        for _ in range(_MOST_STYLES):
            if number is not None or name is None or name not in self._styles:
                break
            given = self._styles[name].find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if given is not None:
                number = _value(given, "w:numId")
                level = level or _value(given, "w:ilvl") or self._level_of(number, name)
            name = _value(self._styles[name], "w:basedOn")
        if number in (None, "0"):
            return None
        assert number is not None
        return number, min(max(_whole(level), 0), _LEVELS - 1)

    def _level_of(self, number: str | None, style: str) -> str | None:
        one = self._list(number) if number else None
        return (
            next((str(place) for place, level in one.levels.items() if level.style == style), None)
            if one
            else None
        )


def _levels(parent: etree._Element) -> Iterator[tuple[int, _Level]]:
    for one in parent.iterchildren(qn("w:lvl")):
        format_ = one.find(qn("w:numFmt"))
        if format_ is None:
            # Newer formats are given beside an older one.
            format_ = next(one.iter(qn("w:numFmt")), None)
        yield (
            _whole(one.get(qn("w:ilvl"))),
            _Level(
                _whole(_value(one, "w:start") or "1"),
                format_.get(qn("w:val"), "decimal") if format_ is not None else "decimal",
                _value(one, "w:lvlText") or "",
                one.find(qn("w:isLgl")) is not None,
                _value(one, "w:pStyle"),
            ),
        )


def _label(one: _List, place: int) -> str:
    level = one.levels[place]
    if level.format == "bullet":
        # Bullets of picture fonts are private characters that nothing else can show.
        private = not level.text or "\ue000" <= level.text[0] <= "\uf8ff"
        return "• " if private else f"{level.text} "
    if level.format == "none":
        return re.sub(r"%\d", "", level.text)

    def number(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        count = one.counts.get(other, one.levels[other].start if other in one.levels else 1)
        kind = one.levels[other].format if other in one.levels else "decimal"
        return written(count, "decimal" if level.legal else kind)

    label = re.sub(r"%([1-9])", number, level.text)
    return f"{label} " if label and (label[-1].isalnum() and label[-1].isascii()) else label


def written(count: int, kind: str) -> str:
    """Write a number as a list of a kind does, such as 十二 for ``chineseCounting``."""
    rows = {
        "decimalEnclosedCircle": _CIRCLED,
        "decimalEnclosedCircleChinese": _CIRCLED,
        "decimalEnclosedParen": _BRACKETED,
        "decimalEnclosedFullstop": _STOPPED,
        "ideographTraditional": _STEMS,
        "ideographZodiac": _BRANCHES,
    }
    if kind in rows:
        return rows[kind][count - 1] if 0 < count <= len(rows[kind]) else str(count)
    if kind in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _in_han(count, _FINANCE, "拾佰仟")
    if kind in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_HAN[int(digit)] for digit in str(count))
    if "Counting" in kind:  # chineseCounting, japaneseCounting (so WPS), taiwaneseCountingThousand …
        return _in_han(count, _HAN, "十百千")
    if kind in ("upperLetter", "lowerLetter"):
        letter = (
            chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 520 else str(count)
        )
        return letter if kind == "upperLetter" else letter.lower()
    if kind in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(digit)) for digit in str(count))
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _in_han(count: int, digits: str, units: str) -> str:
    if not 0 < count < 10_000:
        return str(count)
    text = ""
    for power in range(3, -1, -1):
        digit = count // 10**power % 10
        if digit:
            text += digits[digit] + (units[power - 1] if power else "")
        elif text and count % 10**power and not text.endswith(digits[0]):
            text += digits[0]
    # 十二, not 一十二.
    return text[1:] if text.startswith(digits[1] + units[0]) and digits is _HAN else text


def _roman(count: int) -> str:
    if not 0 < count < 4_000:
        return str(count)
    text = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += letters * (count // value)
        count %= value
    return text


def _value(parent: etree._Element, tag: str) -> str | None:
    child = parent.find(qn(tag))
    return child.get(qn("w:val")) if child is not None else None


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else 0
