"""The narrative grammar: from what a clerk types to blocks. ``docs/narrative.md`` writes it down.

It is small on purpose. Markdown would eat asterisks and turn four spaces into code; here whatever
isn't listed in that page is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nianbao.blocks import Block, Heading, Paragraph, Span, Spans

Resolve = Callable[[str], str | None]
"""Gives the text of a named figure, or None when there is none of that name."""

ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Characters without width that pasting brings in; they are left out of what is printed."""

LEAD_LIMIT = 40
"""A longer first sentence is no heading, but part of the text."""

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_BRACES = re.compile(r"\{\{(?P<inside>[^{}\n]*)\}\}|\{\{|\}\}")
_LEVELS = (
    (2, re.compile(r"[（(][一二三四五六七八九十百]+[）)]")),
    (3, re.compile(r"\d{1,2}(?:[．、]|\.(?!\d))")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
_SENTENCE_END = re.compile("[。！？：；]")
_TOKEN = re.compile(
    r"\{\{\s*(?P<figure>[a-z][a-z0-9_.]*)\s*\}\}"
    r"|(?P<strong>\*\*)"
    r"|(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?P<target>(?:https?://|mailto:)[^\s()<>\"{}]+)\)"
    r"|(?P<url>(?:https?://|mailto:)[A-Za-z0-9._~:/?#@!$&'()+,;=%\[\]-]+)"
)
_HAS_TARGET = re.compile(r"(?:https?://|mailto:).")
WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff]"
"""Pattern of a character of full width, beside which a line break is no space."""

_TOUCHES_WIDE = re.compile(f"{WIDE}\n|\n{WIDE}")


@dataclass(frozen=True)
class Reference:
    """A ``{{ … }}`` in a narrative, well formed or not.

    Attributes:
        name: The dotted name, or None when what stands there isn't one.
        quote: The characters, braces included.
        line: 0-based line in the narrative.
        column: 0-based column in that line.
    """

    name: str | None
    quote: str
    line: int
    column: int


def references(text: str) -> Iterator[Reference]:
    """List every reference in a narrative, and every brace pair that isn't one."""
    for match in _BRACES.finditer(text):
        inside = (match["inside"] or "").strip()
        line = text.count("\n", 0, match.start())
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        name = inside if _NAME.fullmatch(inside) else None
        yield Reference(name, match.group(), line, column)


def visible(text: str) -> str:
    """Leave out the characters without width that pasting brings in."""
    return ZERO_WIDTH.sub("", text)


def narrative_blocks(text: str, section: str, resolve: Resolve) -> list[Block]:
    """Turn a narrative into blocks.

    Args:
        text: What the clerk typed.
        section: Id of the section it belongs to.
        resolve: Gives the text of a named figure.
    """
    return [_block(paragraph, section, resolve) for paragraph in paragraphs(text)]


def paragraphs(text: str) -> Iterator[str]:
    """Split a narrative: a blank line or a line that opens with a level number starts a paragraph."""
    lines: list[str] = []
    for line in [*visible(text).split("\n"), ""]:
        stripped = line.strip()
        if lines and (not stripped or level_of(stripped)):
            yield _join(lines)
            lines = []
        if stripped:
            lines.append(stripped)


def level_of(line: str) -> int:
    """Tell the level of the number a line opens with: 2 for （一）, 3 for 1., 4 for （1）; else 0."""
    return next((level for level, number in _LEVELS if number.match(line)), 0)


def _join(lines: list[str]) -> str:
    """Join lines: nothing between characters one of which is wide, a space between Latin words."""
    text = "\n".join(lines)
    while (joined := _TOUCHES_WIDE.sub(lambda match: match.group().replace("\n", ""), text)) != text:
        text = joined
    return text.replace("\n", " ").replace("\t", " ")


def _block(text: str, section: str, resolve: Resolve) -> Block:
    spans = inline(text, resolve)
    level = level_of(text)
    if not level:
        return Paragraph(section=section, spans=spans)
    printed = "".join(span.text for span in spans)
    if len(printed) <= LEAD_LIMIT and not _SENTENCE_END.search(printed):
        return Heading(section=section, level=level, spans=spans)
    return Paragraph(section=section, level=level, spans=_mark_lead(spans))


def _mark_lead(spans: Spans) -> Spans:
    """Mark the first sentence of a numbered paragraph, when it is short enough for a heading."""
    printed = "".join(span.text for span in spans)
    end = _SENTENCE_END.search(printed)
    length = end.end() if end else len(printed)
    if length > LEAD_LIMIT:
        return spans
    marked: list[Span] = []
    for span in spans:
        head, tail = span.text[:length], span.text[length:]
        length -= len(head)
        marked += [span.model_copy(update={"text": head, "lead": True})] if head else []
        marked += [span.model_copy(update={"text": tail})] if tail else []
    return tuple(marked)


def inline(text: str, resolve: Resolve) -> Spans:
    """Turn a paragraph's characters into spans: figures, emphasis, links, text."""
    strong = _strong_marks(text)
    spans: list[Span] = []
    position, bold = 0, False
    for match in _TOKEN.finditer(text):
        if match["strong"] and match.start() not in strong:
            continue
        _add(spans, Span(text=text[position : match.start()], strong=bold))
        position = match.end()
        if match["strong"]:
            bold = not bold
        elif match["figure"]:
            name = match["figure"]
            # An unknown name is an error finding; a draft shows plainly what is missing.
            _add(spans, Span(text=resolve(name) or f"【无此数据：{name}】", strong=bold, figure=name))
        elif match["target"]:
            for span in _label(match["label"], match["target"], bold, resolve):
                _add(spans, span)
        else:
            target = _without_trailing_punctuation(match["url"])
            position = match.start() + len(target)
            href = target if _HAS_TARGET.match(target) else None
            _add(spans, Span(text=target, strong=bold, href=href))
    _add(spans, Span(text=text[position:], strong=bold))
    return tuple(spans) or (Span(text=""),)


def _strong_marks(text: str) -> set[int]:
    """Find the ``**`` that pair up around something; a lone one is text."""
    found = [match.start() for match in _TOKEN.finditer(text) if match["strong"]]
    pairs = list(zip(found[::2], found[1::2], strict=False))
    return {mark for start, end in pairs if text[start + 2 : end].strip() for mark in (start, end)}


def _without_trailing_punctuation(url: str) -> str:
    shorter = url.rstrip(".,;:!?'")
    return shorter[:-1] if shorter.endswith(")") and "(" not in shorter else shorter


def _label(text: str, target: str, bold: bool, resolve: Resolve) -> Iterator[Span]:
    """Give the spans of a link's label, in which figures and emphasis mean what they do elsewhere."""
    for span in inline(text, resolve):
        yield span.model_copy(update={"href": target, "strong": bold or span.strong})


def _add(spans: list[Span], span: Span) -> None:
    """Append a span, as one with the last where nothing but the text differs."""
    if not span.text:
        return
    last = spans[-1] if spans else None
    # Two figures side by side stay two, so that each can be told from the words around it.
    if (
        last
        and not span.figure
        and last.model_copy(update={"text": ""}) == span.model_copy(update={"text": ""})
    ):
        spans[-1] = last.model_copy(update={"text": last.text + span.text})
    else:
        spans.append(span)
