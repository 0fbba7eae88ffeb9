"""What speaks for a run of numbers being a row of the form."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.importer.certainty import Certainty
from nianbao.importer.characters import fold
from nianbao.importer.items import Item
from nianbao.importer.labels import Lexicon, abridged, alike
from nianbao.importer.runs import Run
from nianbao.importer.slots import Slot, fitted, without_letters

_EXACT, _HELPED, _CUT, _SPLIT, _PARTLY, _STANDS_IN = 10.0, 9.0, 7.0, 7.0, 3.0, 6.0
_BY_PLACE = -0.4
_UNREADABLE = 0.5
"""A row whose label is there and whose cells can't be told apart is worth naming."""

_FOREIGN = 4
"""A label of so many characters that is none of ours says that the row isn't ours either."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for a row.

    Attributes:
        score: How much.
        why: What, in Chinese.
        label: The label that does, when one alone does.
    """

    score: float
    why: str
    label: Item | None = None

    @property
    def certainty(self) -> Certainty:
        """How sure it makes one."""
        return "high" if self.score >= _CUT else "medium" if self.score >= _PARTLY else "low"


def weigh(run: Run, slot: Slot, lexicon: Lexicon) -> Evidence | None:
    """Weigh what speaks for a run being a row; None for what can't be."""
    evidence = _evidence(run, slot, lexicon)
    if fitted(run.cells, slot, run.ahead) is not None:
        # Blanks too many may only be left out of a row that is known by its label.
        known = evidence is not None and evidence.score >= _PARTLY
        return evidence if known or len(run.cells) == len(slot.cells) else None
    if evidence is None or evidence.score < _CUT or slot.row is None:
        return None
    return Evidence(_UNREADABLE, evidence.why, evidence.label)


def _evidence(run: Run, slot: Slot, lexicon: Lexicon) -> Evidence | None:
    if slot.row is None:
        return _of_header(run, slot, lexicon)
    label = slot.labels[0]
    nearest = [*run.same, *run.before][-1:] or []
    for item in nearest:
        text = slot.words(item)
        # What bears another row's name is no row of this name, whatever stands around it.
        if text != label and len(text) >= _FOREIGN and text in lexicon.rows and text != slot.stand_in:
            return None
        if text == label:
            return Evidence(_EXACT, "行名相同", item)
        if len(label) > 1 and text.startswith(label) and text[len(label) :][:1] in ("(", ",", ";", ":"):
            return Evidence(_HELPED, "行名后有说明", item)
        if text == slot.stand_in:
            return Evidence(_STANDS_IN, "按所在大类", item)
        if len(text) >= _FOREIGN and label.startswith(text):
            return Evidence(_CUT, "行名不全", item)
        if text[:2] == label[:2] and text[1:2] == "." and (part := abridged(label[2:], text[2:])) >= 0.6:
            return Evidence(_PARTLY + part * 4, "行名是缩写", item)
    return _scattered(run, slot, lexicon)


def _of_header(run: Run, slot: Slot, lexicon: Lexicon) -> Evidence | None:
    """Weigh the header above the one line of a table whose rows stand side by side."""
    if run.before and len(_bare(run.before[-1])) >= _FOREIGN and _bare(run.before[-1]) in lexicon.rows:
        return None
    seen = "".join(fold(label.text) for label in run.before)
    known = sum(label in seen for label in slot.labels)
    scraps = sum(alike(label, seen) >= 0.99 for label in slot.labels)
    if known >= len(slot.labels) - 1:
        return Evidence(_EXACT, "表头相同")
    return Evidence(_CUT if scraps >= len(slot.labels) - 1 else _BY_PLACE, "格数相同")


def _scattered(run: Run, slot: Slot, lexicon: Lexicon) -> Evidence | None:
    """Look for a label that is split over lines, or stands below its numbers."""
    label = slot.labels[0]
    own = next((place for place, item in enumerate(run.before) if slot.words(item) == label), None)
    if own is not None and not any(_bare(item) in lexicon.rows for item in run.before[own + 1 :]):
        return Evidence(_HELPED, "行名相同，中间隔着别的字")
    last = [slot.words(item) for item in run.before[-3:]]
    same = "".join(slot.words(item) for item in run.same)
    below = [_bare(item) for item in run.after[:2]]
    above = "".join(last[: len(last) - len(run.same)][-1:])
    score, why = 0.0, ""
    for text, words in (
        (same, "行名相近"),
        ("".join(last), "行名分在几行"),
        (above + same + "".join(below[:1]), "行名分在几行"),
        ("".join(below[:1]) if not same else "", "行名在数字之下"),
        ("".join(below[:2]) if not same else "", "行名在数字之下"),
    ):
        part = alike(label, text) if text else 0.0
        # Much besides the label speaks against it: the words of a neighbour may hold it by chance.
        part -= max(0, len(text) - 2 * len(label)) / 100
        if part > score:
            score, why = part, words
    item = next((one for one in run.before[-1:] if alike(label, slot.words(one)) >= 0.5), None)
    if score >= 0.95:
        return Evidence(_SPLIT, why, item)
    if score >= 0.5:
        return Evidence(_PARTLY + (score - 0.5) * 6, why, item)
    nearest = run.before[-1:] if not run.same else run.same[-1:]
    for one in nearest:
        bare = _bare(one)
        if len(bare) >= _FOREIGN and not lexicon.is_scrap(bare) and not lexicon.near(bare):
            return None
    if any(lexicon.is_label(_bare(one)) and len(_bare(one)) > 1 for one in nearest):
        return None
    return Evidence(_BY_PLACE, "按前后位置")


def _bare(item: Item) -> str:
    return fold(without_letters(item.text))
