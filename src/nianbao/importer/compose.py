"""From the parts of a source to the values of a parameter file, their places, comments and the log."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from nianbao.finding import Finding
from nianbao.importer.characters import counted, fold
from nianbao.importer.claims import Piece
from nianbao.importer.compose_head import about_source, compose_head, contacts
from nianbao.importer.compose_tables import compose_tables
from nianbao.importer.composed import Composed, short_line
from nianbao.importer.parts import Parts, heading_core, without_marks
from nianbao.importer.result import Note
from nianbao.importer.self_naming import calls_itself_a_report
from nianbao.params.yaml_text import KeyPath, Place
from nianbao.suggest import quoted


def compose(parts: Parts, own_id: str | None = None) -> Composed:
    """Compose the parameter file of a source that was taken apart.

    Args:
        parts: The parts.
        own_id: Unit id to use instead of one made from the name.
    """
    made = Composed()
    for note in about_source(parts):
        made.say(note)
    if not parts.headings and not parts.tables.cells:
        made.say(
            Note("各部分", "没有找到年报的任何一个部分，也没有读到表格的数；请核对是不是完整的年报", "low")
        )
    compose_head(parts, made, own_id)
    _sections(parts, made)
    compose_tables(parts, made)
    _printed(parts, made)
    _unplaced(parts, made)
    _chrome(parts, made)
    return made


def _sections(parts: Parts, made: Composed) -> None:
    headed = {home: heading for heading, home in reversed(parts.headings)}
    for section in parts.template.sections:
        path: KeyPath = ("sections", section.id)
        text = parts.sections.get(section.id)
        heading = headed.get(section.id)
        if heading:
            made.places.setdefault(path, parts.place(heading.line, heading.span))
        if text:
            places = _line_places(parts, text.origins)
            made.put(path, f"{text.text}\n", made.places.get(path) or places[0])
            made.lines[path] = places
            for piece in text.joined:
                where = parts.place_of(piece)
                made.say(Note(section.label, "中间隔了空行的一段，接成了一段", "medium", where))
                if not text.is_wrapped:
                    made.findings.append(_broken(parts, section.id, section.label, piece))
        elif heading:
            made.put(path, "", made.places[path])
        if section.heading and not heading:
            made.say(Note(section.label, "没有找到这一部分的标题", "medium"))
    made.log += contacts(parts)
    for heading, home in parts.headings:
        label = next(section.label for section in parts.template.sections if section.id == home)
        moved = "" if heading.section == home else "，模板没有单独的这一部分，归到最接近的"
        made.say(
            Note(
                label,
                f"标题「{_shown(heading.text)}」{moved}",
                "low" if moved else heading.certainty,
                parts.place(heading.line, heading.span),
            )
        )
    _order(parts, made)


def _order(parts: Parts, made: Composed) -> None:
    """Say which parts the source has in another order than the format: they won't be printed so again."""
    order = [section.id for section in parts.template.sections]
    own = [(heading, home) for heading, home in parts.headings if heading.section == home]
    for (ahead, before), (heading, home) in pairwise(own):
        if order.index(home) < order.index(before):
            label = parts.template.sections[order.index(home)].label
            words = (
                f"标题「{_shown(heading.text)}」印在「{_shown(ahead.text)}」后面，与这种格式的先后不同；"
                "生成时按格式的先后排，标题的编号仍照印的，请核对"
            )
            made.say(Note(label, words, "low", parts.place(heading.line, heading.span)))


_AROUND = 8
"""Characters shown on either side of a break."""


def _broken(parts: Parts, section: str, label: str, piece: Piece) -> Finding:
    """Say that the source had a sentence in two paragraphs, which the import has joined."""
    where, lines = parts.place_of(piece), parts.claims.lines
    before = next(lines[at].text.strip() for at in range(piece.line - 1, -1, -1) if lines[at].text.strip())
    after = lines[piece.line].text[piece.start : piece.end].strip()
    return Finding(
        code="W114",
        severity="warning",
        message=f"「{label}」有一句话在中间断开：「…{before[-_AROUND:]}／{after[:_AROUND]}…」。",
        suggestion="请删去中间的换行，接成一段。",
        line=where.line,
        column=where.column,
        section=section,
        quote=after[:_AROUND],
    )


def _line_places(parts: Parts, origins: tuple[Any, ...]) -> tuple[Place, ...]:
    places: list[Place] = []
    following: Place | None = None
    for piece in reversed(origins):
        if piece is not None:
            following = parts.place_of(piece)
        assert following is not None
        places.append(following)
    return tuple(reversed(places))


def _printed(parts: Parts, made: Composed) -> None:
    if parts.title and (title := short_line(parts.title.text)):
        unit = parts.unit
        usual = "".join(parts.template.title_lines).replace("{year}", str(parts.year.value))
        usual = usual.replace("{full_name}", unit.full_name if unit else "").replace(
            "{name}", unit.name if unit else ""
        )
        if fold(usual) != fold(title):
            made.put(("printed", "title"), title, parts.place(*parts.title.pieces[0]))
        made.say(Note("标题", title, "high", parts.place(*parts.title.pieces[0])))
    else:
        made.say(Note("标题", "没有读到", "medium"))
    usual_headings = {section.id: section.heading for section in parts.template.sections}
    owned = {(piece.line, piece.start): piece.owner.name for piece in parts.claims.of("heading")}
    for heading, home in parts.headings:
        if owned.get((heading.line, heading.span[0])) != home:
            continue
        own = short_line(without_marks(heading.text))
        if own and heading_core(own) != fold(usual_headings[home] or ""):
            made.put(("printed", "headings", home), own, parts.place(heading.line, heading.span))
    for table, labels in parts.tables.labels.items():
        for one, (label, item) in labels.items():
            if name := short_line(label):
                made.put(("printed", "labels", table, one), name, parts.place(item.line, item.span))
    if "printed" in made.values:
        printed = made.values.pop("printed")
        order = ("title", "headings", "labels", "cells")
        made.values["printed"] = {key: printed[key] for key in order if key in printed}


def _unplaced(parts: Parts, made: Composed) -> None:
    """List what found no place; lines that follow each other make one entry."""
    left: list[dict[str, Any]] = []
    last: Piece | None = None
    for piece in parts.claims.pieces():
        if piece.owner.part != "unplaced":
            last = last if piece.owner.part == "chrome" else None
            continue
        place = parts.place_of(piece)
        text = parts.claims.text(piece)
        if last is not None and last.owner == piece.owner and last.line != piece.line:
            left[-1]["text"] += f"\n{text}"
        else:
            made.places[("unplaced", len(left))] = place
            left.append({"line": place.line, "column": place.column, "text": text})
            made.say(Note("待归类内容", f"{piece.owner.name}「{_shown(text)}」", "low", place))
        last = piece
    for one in left:
        one["text"] += "\n" if "\n" in one["text"] else ""
    if left:
        made.values["unplaced"] = left


def _shown(text: str) -> str:
    """Quote a stretch of the source for people: what stands between cells is no character of it."""
    return quoted(text.replace("\t", "\u3000"))


def _chrome(parts: Parts, made: Composed) -> None:
    for piece in parts.claims.of("chrome"):
        words = f"{piece.owner.name}「{_shown(parts.claims.text(piece))}」"
        made.say(Note("不属于报告", words, "high", parts.place_of(piece)))


def counts(parts: Parts, made: Composed) -> dict[str, int]:
    """Count for summaries."""

    def size(part: str) -> int:
        return counted(
            parts.claims.text(piece) for piece in parts.claims.pieces() if piece.owner.part == part
        ).total()

    return {
        "sections": len({home for _, home in parts.headings}),
        "cells": sum(cell.value is not None for cell in parts.tables.cells),
        "blank": sum(cell.value is None for cell in parts.tables.cells),
        "unread": len(parts.tables.unread),
        "unplaced": size("unplaced"),
        "chrome": size("chrome"),
        "characters": counted(line.text for line in parts.source.lines).total(),
        "named": int(calls_itself_a_report(parts)),
        "doubtful": sum(note.certainty == "low" for note in made.log),
    }
