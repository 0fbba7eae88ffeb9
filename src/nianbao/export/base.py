"""The one contract of every form of output.

A form is a module in ``nianbao.export.forms`` that defines ``FORM``; adding a file adds a form. It
gets a document and a look, and gives bytes: it reads no parameter file, no clock and no network,
so the same input gives the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # naming the forms doesn't take what is in them
    from nianbao.blocks import Block
    from nianbao.export.document import Document

OWN_BASE = "docx/base.docx"
"""A county's own Word document to start from, in the ``templates`` of its working folder."""


@dataclass(frozen=True)
class Look:
    """How an output looks, beyond its content.

    Attributes:
        draft: Print one header line with ``mark`` on each page: this isn't what is published.
        font_folder: Folder with the official faces (方正小标宋简体, 仿宋_GB2312, …), or None.
        system_fonts: Use official faces installed on this machine.
        folder: The working folder, whose own looks in ``templates`` come before ours; None for ours.
        mark: The word for how far it is: 初稿, 送审稿 or 审定稿.
        foot: Lines of small print at the foot of each page, for what goes to be signed; none on what is published.
    """

    draft: bool = False
    font_folder: Path | None = None
    system_fonts: bool = False
    folder: Path | None = None
    mark: str = "初稿"
    foot: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The header line of each page; empty for what is published."""
        return self.mark if self.draft else ""

    @property
    def edges(self) -> set[str]:
        """All that may stand at the edges of pages besides their numbers."""
        return {*filter(None, (self.line, *self.foot))}


MARKS = ("初稿", "送审稿", "审定稿")
"""What a draft may be called on its pages."""


def all_blocks(document: Document) -> tuple[Block, ...]:
    """Give the title and all that follows: what most forms print."""
    return (document.title, *document.blocks)


@dataclass(frozen=True)
class Form:
    """One form of output.

    Attributes:
        name: As the user types it after ``--to``.
        extension: File extension without the dot.
        mimetype: Media type of the file.
        called: What a clerk calls such a file, behind a unit's name and the year; no two forms have the same
            together with the last part of the extension.
        purpose: What a clerk does with it, in a sentence.
        render: Turns a document into the file's bytes.
        read_text: Gives the visible text of such a file's bytes back, for the self-check.
        stem: Name of the file without its extension.
        printed: Gives the blocks whose text is in such a file, in their order.
        along: Forms that are of no use without this one, and are made with it.
        leaves_out: What of a report isn't in it, in a sentence that a clerk is told; empty where all is.
        read_edges: Gives the lines at the edges of such a file's pages besides their numbers; None where a county's
            own looks can bring none.
    """

    name: str
    extension: str
    mimetype: str
    called: str
    purpose: str
    render: Callable[[Document, Look], bytes]
    read_text: Callable[[bytes], str]
    stem: str = "report"
    printed: Callable[[Document], tuple[Block, ...]] = all_blocks
    along: tuple[str, ...] = ()
    leaves_out: str = ""
    read_edges: Callable[[bytes], set[str]] | None = None

    @property
    def file_name(self) -> str:
        """Name of the file in a report's folder."""
        return f"{self.stem}.{self.extension}"


def form_names() -> tuple[str, ...]:
    """List the forms there are, by name."""
    from nianbao.export import forms

    return tuple(sorted(module.name for module in pkgutil.iter_modules(forms.__path__)))


def load_form(name: str) -> Form:
    """Load a form by name.

    Raises:
        KeyError: There is no such form.
    """
    if name not in form_names():
        raise KeyError(name)
    form: Form = importlib.import_module(f"nianbao.export.forms.{name}").FORM
    return form
