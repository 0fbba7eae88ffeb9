"""The findings panel (校核问题): all findings of the open report, each a click away from its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from nianbao.checks import examples
from nianbao.desk.component import Component, face, handles
from nianbao.desk.finding_words import finding_words
from nianbao.desk.workspace import Spot
from nianbao.editor.difference import Piece, pieces
from nianbao.editor.fixing import Offer, mended, offered, values_of
from nianbao.editor.found import Found, found
from nianbao.editor.parts import part_name
from nianbao.editor.round import Round
from nianbao.errors import EditError
from nianbao.finding import SEVERITY_WORDS
from nianbao.reviewing.explain import family_of, place_words

_AROUND = 14
"""Characters shown on either side of a change."""


class FindingsPanel(Component):
    """All that ``nianbao check`` says of the open report, as it stands in the desk."""

    _esm = face("findings.js")
    _css = face("findings.css")

    _listed: tuple[Round, list[Found], dict[int, list[Offer]], list[dict[str, Any]]] | None = None

    def shown(self) -> dict[str, Any]:
        """Give the findings with their counts; the browser groups and filters them."""
        if self.workspace.session is None:
            return {"report": None, "list": [], "counts": {}, "sections": [], "current": None, "fixes": 0}
        round_, listed, offers, items = self._all()
        counts = Counter("answered" if one.finding.answered else one.finding.severity for one in listed)
        return {
            "report": str(round_.document.path),
            "list": items,
            "counts": dict(counts),
            "sections": [[section.id, section.label] for section in round_.report.template.sections],
            "current": self.workspace.spot.section,
            "fixes": sum(map(len, offers.values())),
            "editable": not self.workspace.session.read_only,
        }

    def _all(self) -> tuple[Round, list[Found], dict[int, list[Offer]], list[dict[str, Any]]]:
        """Work the findings out once a round: a click elsewhere changes none."""
        round_ = self.workspace.round
        if self._listed is None or self._listed[0] is not round_:
            listed, offers = found(round_), offered(round_)
            items = [_item(one, len(offers.get(number, ()))) for number, one in enumerate(listed)]
            self._listed = (round_, listed, offers, items)
        return self._listed

    def _one(self, asked: dict[str, Any]) -> tuple[int, Found]:
        if self.workspace.session is not None:
            for number, one in enumerate(self._all()[1]):
                if one.key == asked.get("key"):
                    return number, one
        raise EditError("这一条已经没有了，多半是刚才改好了。")

    # --- what a click does --------------------------------------------------------------------

    @handles("go")
    def go(self, asked: dict[str, Any]) -> None:
        """Show a finding's place."""
        _, one = self._one(asked)
        if one.section is not None:
            finding = one.finding
            self.workspace.go_to(
                Spot(one.section, finding.table, finding.row, finding.cell, one.start, one.end, focus=True)
            )

    @handles("fix")
    def fix(self, asked: dict[str, Any]) -> None:
        """Make the safe edits of one finding."""
        number, _ = self._one(asked)
        round_, _, offers, _ = self._all()
        self.workspace.edit(values_of(round_.document, offers.get(number, ())), by=self)

    @handles("fixes")
    def fixes(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """Say what all safe edits together would change."""
        if self.workspace.session is None:
            return {"changes": [], "of": None}
        round_ = self.workspace.round
        template = round_.report.template
        changes = [
            {
                "place": part_name(part, template),
                "pieces": list(_shortened(pieces(_text(round_.document.value(part)), _text(value)))),
            }
            for part, value in mended(round_).items()
        ]
        return {"changes": changes, "of": round_.document.sha256}

    @handles("fix_all")
    def fix_all(self, asked: dict[str, Any]) -> bool:
        """Make all safe edits, as one action; only those that were shown.

        Returns:
            Whether they were made; not if the report was edited since they were shown.
        """
        if self.workspace.session is None or asked.get("of") != self.workspace.round.document.sha256:
            return False
        values = mended(self.workspace.round)
        if values:
            self.workspace.edit(values, by=self)
        return True

    @handles("answer")
    def answer(self, asked: dict[str, Any]) -> None:
        """Write the 情况说明 of a finding, or change the one that it has."""
        _, one = self._one(asked)
        reason = str(asked.get("reason") or "").strip()
        if not reason:
            raise EditError("情况说明要写明原因，没有原因的不算数。")
        if not one.may_be_answered and one.answer is None:
            raise EditError("这一条不改就不能生成报告，写情况说明不起作用。")
        self.workspace.edit({one.answer or one.answering: reason}, by=self)

    @handles("withdraw")
    def withdraw(self, asked: dict[str, Any]) -> None:
        """Take a 情况说明 away."""
        _, one = self._one(asked)
        if one.answer is not None:
            self.workspace.edit({one.answer: None}, by=self)

    @handles("explain")
    def explain(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Explain a code: why it is checked, after which rule, wrong and right."""
        example = examples().get(str(asked.get("code")))
        if example is None:
            raise EditError("这个代号没有说明。")
        return {
            "title": example.title,
            "family": family_of(str(asked.get("code"))),
            "reason": example.reason,
            "legal": example.legal,
            "where": place_words(example),
            "bad": example.bad.rstrip("\n"),
            "good": example.good.rstrip("\n"),
        }


def _item(one: Found, fixes: int) -> dict[str, Any]:
    finding = one.finding
    return {
        "key": one.key,
        "code": finding.code,
        "severity": finding.severity,
        "words": SEVERITY_WORDS[finding.severity],
        "section": one.section,
        "place": one.place,
        "message": finding_words(finding.message),
        "quote": None if finding.quote in (None, "") or finding.quote in finding.message else finding.quote,
        "suggestion": finding_words(finding.suggestion or ""),
        "goes": one.section is not None,
        "fixes": fixes,
        "answerable": one.may_be_answered,
        "about": one.answer is not None and finding.answered is None,
        "reason": finding.answered,
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _shortened(found_: list[Piece]) -> Iterator[list[str]]:
    """Give the pieces with what is the same cut to what is around a change."""
    last = len(found_) - 1
    for place, piece in enumerate(found_):
        text = piece.text
        if piece.kind == "same":
            before = text[:_AROUND] if place else ""
            after = text[-_AROUND:] if place < last else ""
            if len(text) > len(before) + len(after) + 1:
                text = f"{before}…{after}"
        yield [piece.kind, text]
