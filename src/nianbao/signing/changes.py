"""Which words changed between what was signed and what stands there now, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.editor.difference import Piece, pieces
from nianbao.signing.content import NOTEBOOK, TEMPLATE, Content

_AROUND = 6
"""Characters shown on either side of a change, so that it can be found."""

_LONGEST = 60
"""Characters of a changed stretch that a sentence shows in full."""

_BESIDE = 24
"""Characters that a picture of the change keeps on either side of one."""

_MOST = 600
"""Characters of a changed stretch that such a picture shows in full."""

_GAP = "……"


@dataclass(frozen=True)
class Changed:
    """A change at one place.

    Attributes:
        place: A section, a row of a table, 标题, 落款, …
        words: What changed, in Chinese.
        pieces: The same word by word, with the words around it; empty where words can't show it.
    """

    place: str
    words: str
    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        """The sentence that a clerk reads."""
        return f"{self.place}：{self.words}"


def changes(was: Content, now: Content) -> list[Changed]:
    """Name every place whose words differ, in printed order; empty exactly where the hashes agree."""
    if not now.whole:  # what own cells show isn't known; what was signed is compared without it
        was = was.plain
    old, new = by_place(was), by_place(now)
    if was.own_lines != now.own_lines:  # the words that an author's cells show are told where they stand
        old.pop(NOTEBOOK, None)
        new.pop(NOTEBOOK, None)
    found = []
    for place in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(place), new.get(place)
        if before != after:
            parts = () if place in (TEMPLATE, NOTEBOOK) else tuple(_pieces(place, before or "", after or ""))
            words = "；".join(_told(place, before, after, parts))
            found.append(Changed(place, words, tuple(_cut(parts))))
    if not found and was.lines != now.lines:
        found.append(Changed("各部分", "先后次序变了"))
    return found


def by_place(content: Content) -> dict[str, str]:
    """Give the words of each place, in printed order; those of one place a line each."""
    found: dict[str, str] = {}
    for place, words in content.lines:
        found[place] = f"{found[place]}\n{words}" if place in found else words
    return found


def _told(place: str, before: str | None, after: str | None, parts: Sequence[Piece]) -> Iterator[str]:
    if place in (TEMPLATE, NOTEBOOK):
        yield "改过"
    elif before is None:
        yield f"新增「{_short(after or '')}」"
    elif after is None:
        yield f"删去「{_short(before)}」"
    elif "\n" not in before + after and max(len(before), len(after)) <= _AROUND:
        yield f"「{before}」改为「{after}」"  # a number, a short name: whole
    else:
        yield from _stretches(parts)


def _stretches(found: Sequence[Piece]) -> Iterator[str]:
    place = 0
    while place < len(found):
        if found[place].kind == "same":
            place += 1
            continue
        lead = found[place - 1].text if place else ""
        gone = put = ""
        while place < len(found) and found[place].kind != "same":
            if found[place].kind == "gone":
                gone += found[place].text
            else:
                put += found[place].text
            place += 1
        yield _stretch(lead, gone, put, found[place].text if place < len(found) else "")


def _stretch(lead: str, gone: str, put: str, rest: str) -> str:
    """Tell one change with the words around it, by which people find it on the page."""
    head, tail = lead.rpartition("\n")[2][-_AROUND:], rest.partition("\n")[0][:_AROUND]
    if gone and put:
        return f"「{head}{_short(gone)}{tail}」改为「{head}{_short(put)}{tail}」"
    where = f"在「{head}」之后" if head else f"在「{tail}」之前" if tail else ""
    return f"{where}删去「{_short(gone)}」" if gone else f"{where}加上「{_short(put)}」"


def _pieces(place: str, before: str, after: str) -> list[Piece]:
    """Compare what stands at a place, without its heading, which is the place's name."""
    heading = f"{place}\n"
    if before.startswith(heading) and after.startswith(heading):
        before, after = before[len(heading) :], after[len(heading) :]
    return pieces(before, after)


def _cut(parts: Sequence[Piece]) -> Iterator[Piece]:
    """Leave out what stands far from any change, and the middle of what is very long."""
    for number, piece in enumerate(parts):
        if piece.kind != "same":
            yield Piece(piece.kind, _shortened(piece.text, _MOST - _BESIDE, _BESIDE))
        elif number == 0:
            yield Piece("same", _shortened(piece.text, 0, _BESIDE))
        elif number == len(parts) - 1:
            yield Piece("same", _shortened(piece.text, _BESIDE, 0))
        else:
            yield Piece("same", _shortened(piece.text, _BESIDE, _BESIDE))


def _shortened(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail + len(_GAP):
        return text
    return f"{text[:head]}{_GAP}{text[len(text) - tail :]}"


def _short(text: str) -> str:
    if text and not text.strip():
        return "换行" if "\n" in text else "空格"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 3 :]}"
