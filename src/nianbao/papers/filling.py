"""A form with the facts put in: placeholders in one pass, so that what is put in is never searched again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.papers.evidence import TYPED, Evidence
from nianbao.papers.facts import Facts, Signed
from nianbao.papers.fitting import fitted
from nianbao.papers.forms import PLACEHOLDER, REST, Box, PaperForm, RowForm
from nianbao.papers.sheet import MM, WIDTH, Cell, Line, Row, Sheet

_LABEL = 27 * MM
_SIGN = 22.0
"""Height of the line for name and date."""

_MOST_REMARK = 60
"""Characters of a remark on a paper; the register has all of it."""

_FIGURES = (
    ("序号", 9), ("所在位置", 24), ("内容", 41), ("数值", 17), ("来源", 20), ("台账位置或提供单位", 49),
)  # fmt: skip
_HITS = (
    ("序号", 10), ("类别", 30), ("所在位置", 42), ("内容（已遮盖）", 34), ("软件意见", 18), ("人工确认", 26),
)  # fmt: skip
_BY_HAND = "由　　　　　　　　　提供"
_CONFIRMED = "□可以公开\n□删去或改写"


def sheet_of(form: PaperForm, facts: Facts) -> Sheet | None:
    """Fill a form in; None where it lists what isn't there."""
    if form.lists == "screening" and not facts.hits:
        return None
    rows = tuple(_listed(form.lists, facts)) if form.lists else tuple(_rows(form, facts))
    sheet = Sheet(
        name=form.name,
        title=tuple(part for part in filled(form.title, facts).split("\n") if part.strip()),
        ink=form.ink,
        letterhead=filled(form.letterhead, facts),
        head=(filled(form.head[0], facts), filled(form.head[1], facts)) if form.head else None,
        lines=tuple(Line(filled(line.text, facts), line.look) for line in form.lines),
        rows=rows,
        header=1 if form.lists else 0,
        notes=tuple(filled(note, facts) for note in form.notes),
        foot=facts.foot,
        size=9.0,
        issued=facts.issued,
        year=facts.year,
        author=facts.words["unit_full"],
    )
    return sheet if form.lists else fitted(sheet)


def filled(text: str, facts: Facts) -> str:
    """Put the facts into a text; what no page can hold is left out."""

    def _one(found: re.Match[str]) -> str:
        if found[2] is None:
            return facts.words[found[1]]
        signed = facts.signed(found[2])
        return {"name": signed.name, "date": signed.date, "signed": signed.line if signed.name else ""}[
            found[1]
        ]

    return clean(PLACEHOLDER.sub(_one, text))


def clean(text: str) -> str:
    """Leave out what doesn't print; these are words about a report, whose own text is checked elsewhere."""
    return "".join(char for char in text if char == "\n" or char.isprintable() or char == "\u3000")


# --- rows -------------------------------------------------------------------------------------


def _rows(form: PaperForm, facts: Facts) -> Iterator[Row]:
    for row in form.rows:
        if row.sign == REST:
            rest = [name for name in facts.steps if name not in form.steps]
            for name in rest:
                yield from _signing(row.model_copy(update={"sign": name, "label": name}), facts)
        elif row.sign:
            yield from _signing(row, facts)
        elif row.boxes:
            yield from _boxes(row, facts)
        elif row.fields:
            yield _fields(row, facts)


def _fields(row: RowForm, facts: Facts) -> Row:
    label = _LABEL if len(row.fields) < 3 else 18 * MM
    value = WIDTH / len(row.fields) - label
    cells = (
        cell
        for name, text in row.fields
        for cell in (Cell(filled(name, facts), label, "label"), Cell(filled(text, facts), value))
    )
    return Row(tuple(cells), height=row.height * MM)


def _signing(row: RowForm, facts: Facts) -> Iterator[Row]:
    """Give label and opinion, and under the opinion, without a rule between, the line for name and date."""
    signed = facts.signed(row.sign)
    opinion = "\n".join(filter(None, (filled(row.text, facts), _remark(signed))))
    label = Cell(filled(row.label, facts) or clean(row.sign), _LABEL, "label", rows=2)
    yield Row((label, Cell(opinion, WIDTH - _LABEL, below=False)), height=max(0.0, row.height * MM - _SIGN))
    line = Cell(f"签名：{signed.line}", WIDTH - _LABEL, "sign", above=False)
    yield Row((line,), start=_LABEL, height=_SIGN)


def _boxes(row: RowForm, facts: Facts) -> Iterator[Row]:
    width = WIDTH / len(row.boxes)
    upper, lower = [], []
    for box in row.boxes:
        has_line = bool(box.step) or box.date
        upper.append(Cell(_inside(box, facts), width, below=False))
        line = facts.signed(box.step).line if has_line else ""
        lower.append(Cell(clean(line), width, "sign", above=False))
    yield Row(tuple(upper), height=max(0.0, row.height * MM - _SIGN))
    yield Row(tuple(lower), height=_SIGN)


def _inside(box: Box, facts: Facts) -> str:
    texts = (filled(box.label, facts), filled(box.text, facts), _remark(facts.signed(box.step)))
    return "\n".join(filter(None, texts))


def _remark(signed: Signed) -> str:
    text = clean(signed.remark)
    return text if len(text) <= _MOST_REMARK else f"{text[: _MOST_REMARK - 1]}…（全文见签发登记）"


# --- lists ------------------------------------------------------------------------------------


def _listed(what: str, facts: Facts) -> Iterator[Row]:
    columns = _FIGURES if what == "figures" else _HITS
    widths = [share * MM for _, share in columns]
    yield Row(tuple(Cell(name, width, "head") for (name, _), width in zip(columns, widths, strict=True)))
    lines = (
        [(one.place, one.what, one.number, one.how, _where(one)) for one in facts.evidence]
        if what == "figures"
        else [(one.kind, one.place, one.shown, one.words, _CONFIRMED) for one in facts.hits]
    )
    if not lines:
        yield Row((Cell("报告里没有要佐证的数。", WIDTH, "number"),))
    for number, texts in enumerate(lines, 1):
        cells = [Cell(str(number), widths[0], "number")]
        cells += [
            Cell(clean(text), width, "number" if what == "figures" and at == 2 else "value")
            for at, (text, width) in enumerate(zip(texts, widths[1:], strict=True))
        ]
        yield Row(tuple(cells))


def _where(one: Evidence) -> str:
    """Give ledger rows or office; a place to write whose number it is where nobody but the author knows."""
    return one.where or (_BY_HAND if one.how == TYPED else "")
