"""审核意见 as one page of Word: a table of 位置, 现状, 应改为, 依据, and what doesn't go on the page as a count."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as WordDocument

from nianbao.county.remarks.fitting import height_of, lines_of, shortened
from nianbao.county.remarks.opinion import Line, Opinion
from nianbao.county.remarks.remark import ORDER, State
from nianbao.dates import chinese_date
from nianbao.export.word.package import open_base, to_bytes
from nianbao.export.word.text import paragraph
from nianbao.export.word.text import run as word_run
from nianbao.export.word.xml import Element, w
from nianbao.reviewing.explain import family_of

_PAGE = {"top": 1304, "right": 1134, "bottom": 1077, "left": 1134, "header": 567, "footer": 567, "gutter": 0}
_WIDTH = 11906 - _PAGE["left"] - _PAGE["right"]
_WIDTHS = (620, 2200, 2860, 2560, _WIDTH - 8240)
_HEADER = ("序号", "位置", "现状", "应改为", "依据")
_MOST = (0, 60, 110, 110, 48)
"""Characters of each column; what is longer is cut."""

_HEIGHT = 16838 - _PAGE["top"] - _PAGE["bottom"]
_SLACK = 420
"""Height left free, for Word, WPS and LibreOffice don't break lines alike."""

_NOTE_LINE = 320
_TITLE_LINE = 620
_GROUND = "F0F0F0"


@dataclass(frozen=True)
class PageFacts:
    """What stands around the table.

    Attributes:
        county: The county's name.
        year: Report year.
        file: What the version was called when it arrived.
        received: When it arrived, ISO time.
        deadline: Until when it is to be handed in again, or None.
    """

    county: str
    year: int
    file: str
    received: str
    deadline: datetime.date | None = None


def page_of(opinion: Opinion, facts: PageFacts, folder: Path | None = None) -> bytes:
    """Write the page; the same opinion gives the same bytes.

    Args:
        opinion: What the unit is told.
        facts: What stands around it.
        folder: The working folder, whose own base document comes first.
    """
    word = open_base(folder)
    _set_up(word, opinion, facts)
    end = word.element.body.sectPr
    for element in _elements(opinion, facts):
        end.addprevious(element)
    return to_bytes(word)


def _set_up(word: WordDocument, opinion: Opinion, facts: PageFacts) -> None:
    section = word.element.body.sectPr
    for child in list(section):
        if child.tag.endswith(("}footerReference", "}pgMar", "}docGrid")):
            section.remove(child)
    section.append(w("pgMar", **_PAGE))
    properties = word.core_properties
    properties.title = f"{opinion.member.name}{facts.year}年度报告审核意见（第 {opinion.number} 轮）"
    properties.author = properties.last_modified_by = facts.county
    properties.language = "zh-CN"
    properties.revision = 1
    when = datetime.datetime.fromisoformat(opinion.at).replace(tzinfo=None)
    properties.created = properties.modified = when


def _elements(opinion: Opinion, facts: PageFacts) -> Iterator[Element]:
    top = [_about(opinion, facts), _result(opinion)]
    shown, rest, tail = _fitting(opinion, facts, top)
    yield _title(f"{facts.county}{facts.year}年度政府信息公开工作年度报告审核意见")
    yield _note(top[0])
    yield _note(top[1], "Strong")
    if shown:
        yield _table(shown, opinion.counts, first=opinion.number == 1)
    yield from map(_note, tail if not rest else [_rest(rest), *tail])
    yield _signature(opinion)


def _fitting(
    opinion: Opinion, facts: PageFacts, top: Sequence[str]
) -> tuple[list[Line], list[Line], list[str]]:
    """Divide the remarks into those that go on the page and the rest."""
    tail = [text for text in (_fixed(opinion), _closing(opinion, facts)) if text]
    lines = list(opinion.lines)
    for count in range(len(lines), -1, -1):
        shown, rest = lines[:count], lines[count:]
        notes = [*top, *tail, *([_rest(rest)] if rest else [])]
        height = _TITLE_LINE + sum(_note_height(text) for text in notes) + 2 * _NOTE_LINE + _SLACK
        if height + _table_height(shown, first=opinion.number == 1) <= _HEIGHT:
            return shown, rest, tail
    return [], lines, tail


def _note_height(text: str) -> int:
    # 10.5 pt against the 9 pt that lines are counted in.
    return lines_of(text, round(_WIDTH * 9 / 10.5)) * _NOTE_LINE + 80


def _table_height(lines: Sequence[Line], *, first: bool) -> int:
    if not lines:
        return 0
    bands = len({line.remark.weight for line in lines}) + 1
    rows = [height_of(_texts(number, line, first=first), _WIDTHS) for number, line in enumerate(lines, 1)]
    return sum(rows) + bands * height_of([""], [_WIDTH])


# --- words ------------------------------------------------------------------------------------


def _about(opinion: Opinion, facts: PageFacts) -> str:
    day = chinese_date(datetime.date.fromisoformat(facts.received[:10]).isoformat()) if facts.received else ""
    version = f"第 {opinion.version} 版（{day}收到的「{shortened(facts.file, 40)}」）" if day else ""
    return f"单位：{opinion.member.name}　　轮次：第 {opinion.number} 轮　　{version}"


def _result(opinion: Opinion) -> str:
    counts = "，".join(f"{weight} {count} 条" for weight, count in opinion.counts.items())
    now = f"本轮 {len(opinion.lines)} 条：{counts}。" if opinion.lines else "本轮没有要改的地方。"
    answered = f"已向县里说明的 {opinion.answered} 条不再提。" if opinion.answered else ""
    return f"{compared_words(opinion)}{now}{answered}"


def compared_words(opinion: Opinion) -> str:
    """Say what became of the last round's remarks; nothing in the first round."""
    if opinion.number == 1:
        return ""
    still, new = opinion.of_state(State.OPEN), opinion.of_state(State.NEW)
    added = f"本轮新增 {new} 条" if new else "没有新增"
    return f"上轮 {len(opinion.fixed) + still} 条：已改 {len(opinion.fixed)} 条，未改 {still} 条；{added}。"


def _rest(rest: Sequence[Line]) -> str:
    weights = Counter(line.remark.weight for line in rest)
    kinds = Counter(family_of(line.remark.code) for line in rest if line.remark.code)
    counts = "、".join(f"{weight} {weights[weight]} 条" for weight in ORDER if weights[weight])
    what = "、".join(f"{kind} {count} 条" for kind, count in kinds.most_common(4))
    return f"本页列不下的还有{counts}（{what}），改好以上各条再报时一并核对。"


def _fixed(opinion: Opinion) -> str:
    if not opinion.fixed:
        return ""
    places = list(dict.fromkeys(one.words.where for one in opinion.fixed))
    return shortened(f"已改 {len(opinion.fixed)} 条：{'；'.join(places)}", 110)


def _closing(opinion: Opinion, facts: PageFacts) -> str:
    if not opinion.lines:
        return "可以办理保密审查和签发。"
    until = f"于{chinese_date(facts.deadline.isoformat())}前" if facts.deadline else "尽快"
    return f"请逐条核对改正，{until}把改好的整份报告再报一次；属实不必改的，请写明原因一并报来。"


def _texts(number: int, line: Line, *, first: bool) -> list[str]:
    words = line.remark.words
    should = f"{words.should}\n县里意见：{line.opinion}" if line.opinion else words.should
    mark = "" if first else f"\n{line.remark.state}"  # in a first round everything is new
    texts = (f"{number}{mark}", words.where, words.now, should, words.basis)
    return [shortened(text, most) if most else text for text, most in zip(texts, _MOST, strict=True)]


def run(text: str, style: str | None = None, settings: Sequence[Element] = ()) -> Element:
    """Make a run; what no Word file can hold is left out, for these are words about a text, not the text."""
    kept = "".join(char for char in text if char == "\n" or char >= " ")
    return word_run(re.sub("[\ud800-\udfff\ufffe\uffff]", "", kept), style, settings)


# --- elements ---------------------------------------------------------------------------------


def _title(text: str) -> Element:
    spacing = w("spacing", before=0, after=120, line=500, lineRule="exact")
    return paragraph("Title", run(text, settings=[w("sz", val=34), w("szCs", val=34)]), settings=[spacing])


def _note(text: str, style: str | None = None) -> Element:
    spacing = w("spacing", before=40, after=40, line=_NOTE_LINE, lineRule="exact")
    return paragraph("TableText", run(text, style), settings=[spacing])


def _signature(opinion: Opinion) -> Element:
    day = chinese_date(opinion.at[:10])
    settings = [w("spacing", before=120, after=0, line=_NOTE_LINE, lineRule="exact"), w("jc", val="right")]
    return paragraph("TableText", run(f"审核人：　　　　　　　{day}"), settings=settings)


def _table(lines: Sequence[Line], counts: Mapping[str, int], *, first: bool) -> Element:
    properties = w(
        "tblPr",
        w("tblStyle", val="ReportTableDense"),
        w("tblW", w=_WIDTH, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0000"),
    )
    grid = w("tblGrid", *(w("gridCol", w=width) for width in _WIDTHS))
    return w("tbl", properties, grid, _row(_HEADER, header=True), *_rows(lines, counts, first=first))


def _rows(lines: Sequence[Line], counts: Mapping[str, int], *, first: bool) -> Iterator[Element]:
    weight = ""
    shown = Counter(line.remark.weight for line in lines)
    for number, line in enumerate(lines, 1):
        if line.remark.weight != weight:
            weight = line.remark.weight
            part = f"，列出 {shown[weight]} 条" if shown[weight] < counts[weight] else ""
            band = _cell(f"{weight}（{counts[weight]} 条{part}）", _WIDTH, span=len(_WIDTHS))
            yield w("tr", w("trPr", w("cantSplit")), band)
        yield _row(_texts(number, line, first=first))


def _row(texts: Sequence[str], *, header: bool = False) -> Element:
    cells = (
        _cell(text, width, centred=header or not column, strong=header)
        for column, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True))
    )
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if header else None), *cells)


def _cell(text: str, width: int, *, span: int = 1, centred: bool = False, strong: bool = False) -> Element:
    shaded = strong or span > 1
    settings = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("shd", val="clear", color="auto", fill=_GROUND) if shaded else None,
        w("vAlign", val="center"),
    )
    look = "Strong" if shaded else None
    lines = [
        paragraph("TableDense", run(part, look), settings=[w("jc", val="center" if centred else "left")])
        for part in text.split("\n")
    ]
    return w("tc", settings, *lines)
