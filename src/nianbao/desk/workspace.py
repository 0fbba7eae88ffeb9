"""The report that a desk has open, its latest round, and who wants to know when something changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from nianbao.editor.kept import Keeper
from nianbao.editor.parts import Part
from nianbao.editor.preview import Preview, preview
from nianbao.editor.round import Round
from nianbao.editor.scalars import Scalar
from nianbao.editor.session import Session
from nianbao.editor.state import SectionState, section_states

What = Literal["opened", "edited", "saved", "went", "signed", "closed"]
"""What happened: a report was opened or closed, its document changed, it was written, another place is shown,
or its 签发登记 is another."""


@dataclass(frozen=True)
class Spot:
    """Where in a report the clerk is, or is to be taken.

    Attributes:
        section: Section id; None before anything was chosen.
        table: Table id, for a place in a table.
        row: Its row.
        cell: Its column.
        start: First character in the section's text.
        end: The one behind the last.
        focus: The keyboard is to go there too.
    """

    section: str | None = None
    table: str | None = None
    row: str | None = None
    cell: str | None = None
    start: int | None = None
    end: int | None = None
    focus: bool = False


@dataclass(frozen=True)
class Change:
    """What the widgets are told.

    Attributes:
        what: What happened.
        parts: Which parts of the parameter file it was about.
        by: The widget that did it; it needs no telling of its own words.
    """

    what: What
    parts: tuple[Part, ...] = ()
    by: object | None = None


Listener = Callable[[Change], None]


@dataclass
class Workspace:
    """What all widgets of one desk share.

    Attributes:
        folder: The working folder.
        session: The open parameter file; None while there is none.
        keeper: Keeps ledgers and last year's report from round to round.
        spot: Where the clerk is.
    """

    folder: Path
    session: Session | None = None
    keeper: Keeper = field(default_factory=Keeper)
    spot: Spot = Spot()
    _listeners: list[Listener] = field(default_factory=list)
    _round: Round | None = None
    _sections: list[SectionState] | None = None
    _previews: dict[bool, Preview] = field(default_factory=dict)

    # --- what is open -------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a parameter file in place of the one that is open.

        Raises:
            ParameterFileError: It can't be read; what was open stays open.
        """
        if self.session is not None and self.session.document.path.resolve() == path.resolve():
            self.session.close()  # its own lock would shut it out
        session = Session.open(path, self.folder)
        if self.session is not None:
            self.session.close()
        self.session, self.keeper = session, Keeper()
        self._forget()
        first = next(iter(self.sections), None)
        self.spot = Spot(section=first.id if first else None)
        self.tell(Change("opened"))

    def close(self) -> None:
        """Close the open file; what isn't saved stays in its journal."""
        if self.session is not None:
            self.session.close()
        self.session = None
        self._forget()
        self.tell(Change("closed"))

    @property
    def round(self) -> Round:
        """The report and the findings of the document as it stands."""
        assert self.session is not None
        if self._round is None or self._round.document is not self.session.document:
            self._forget()
            self._round = Round(self.session.document, self.keeper)
        return self._round

    @property
    def sections(self) -> list[SectionState]:
        """The sections in printed order, worked out once a round."""
        round_ = self.round
        if self._sections is None:
            self._sections = section_states(round_)
        return self._sections

    @property
    def preview(self) -> Preview:
        """The page that a build makes now.

        Raises:
            NianbaoError: As for ``page``.
        """
        return self.page(final=False)

    def page(self, *, final: bool) -> Preview:
        """Give the page, worked out once a round.

        Args:
            final: The one to publish, where every step of 签发登记 holds.

        Raises:
            FolderError: The report's font folder lies outside the working folder.
            TemplateError: The steps of 签发登记 aren't in order.
            WriteError: Its register can't be read.
        """
        round_ = self.round
        if final not in self._previews:
            self._previews[final] = preview(round_, final=final)
        return self._previews[final]

    def signed(self) -> None:
        """Work out anew what follows from 签发登记, after a step was written down here or elsewhere."""
        self._previews = {}
        self.tell(Change("signed"))

    def corrected(self) -> None:
        """Read the corrections anew and work out what follows, after one was written down here or elsewhere."""
        self._forget()
        self.signed()

    def look_again(self) -> None:
        """Read ledgers and last year's report anew, and work out what follows from them."""
        self.keeper = Keeper()
        self._forget()
        self.tell(Change("edited"))

    def _forget(self) -> None:
        self._round = self._sections = None
        self._previews = {}

    # --- what a widget does -------------------------------------------------------------------

    def edit(self, values: Mapping[Part, Scalar], by: object | None = None) -> bool:
        """Set parts of the file in one action, which is undone as one.

        Returns:
            Whether the edit is safely on disk, in the journal; if not, ``session.notices`` says why.

        Raises:
            EditError: A part can't hold its value, and none is set; or nothing can be edited now.
        """
        assert self.session is not None
        safe = self.session.edit_all(values)
        self.tell(Change("edited", tuple(values), by))
        return safe

    def undo(self) -> None:
        """Take the last action back and go to where it was.

        Raises:
            EditError: Nothing can be edited now.
        """
        assert self.session is not None
        self._turned(self.session.undo())

    def redo(self) -> None:
        """Do again what was taken back last and go to where it was.

        Raises:
            EditError: Nothing can be edited now.
        """
        assert self.session is not None
        self._turned(self.session.redo())

    def _turned(self, parts: list[Part]) -> None:
        if not parts:
            return
        self.tell(Change("edited", tuple(parts)))
        match parts[0]:
            case ("sections", section):
                self.go_to(Spot(section=section))
            case ("tables", table, row, cell):
                self.go_to(Spot(self.section_of(table), table, row, cell))

    def section_of(self, table: str) -> str | None:
        """Give the section in which a table stands."""
        return next((section.id for section in self.sections if table in section.tables), None)

    def go_to(self, spot: Spot) -> None:
        """Show another place."""
        self.spot = spot
        self.tell(Change("went"))

    # --- who wants to know --------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        """Have a function called after each change."""
        self._listeners.append(listener)

    def tell(self, change: Change) -> None:
        """Call all that want to know; one that fails keeps nobody from hearing of what was done."""
        for listener in list(self._listeners):
            try:
                listener(change)
            except Exception:
                logging.getLogger(__name__).exception("a widget failed over %s", change.what)
