"""Word files of our samples, edited as a colleague would edit them in an office program."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from nianbao.editor.document import Document as ParameterDocument
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.returning.exported import report_of
from nianbao.returning.reading import word_of
from nianbao.returning.review import Review, review

ROOT = Path(__file__).parents[2]


def exported(path: Path, folder: Path = ROOT) -> bytes:
    """Give the Word file of a parameter file."""
    return load_form("docx").render(
        Document.of(report_of(ParameterDocument.open(path, folder)).blocks()), Look()
    )


def reviewed(data: bytes, path: Path, folder: Path = ROOT) -> Review:
    """Compare a Word file with its parameter file."""
    return review(word_of(data, "年报.docx"), ParameterDocument.open(path, folder))


class Edited:
    """A Word file under the hands of a colleague."""

    def __init__(self, data: bytes) -> None:
        self.word = docx.Document(io.BytesIO(data))
        self.body: Any = self.word.element.body
        self._numbers = itertools.count(100)

    def bytes(self) -> bytes:
        """Save it."""
        saved = io.BytesIO()
        self.word.save(saved)
        return saved.getvalue()

    def paragraphs(self) -> Iterator[Any]:
        """List the paragraphs of the text, tables left out."""
        return iter(self.body.findall(qn("w:p")))

    def paragraph(self, words: str) -> Any:
        """Find the first paragraph that holds some words."""
        return next(one for one in self.paragraphs() if words in text_of(one))

    def replace(self, old: str, new: str) -> Any:
        """Replace words within one run."""
        for piece in self.body.iter(qn("w:t")):
            if old in (piece.text or ""):
                piece.text = piece.text.replace(old, new, 1)
                return piece
        raise AssertionError(f"no run holds {old}")

    def split(self, piece: Any, old: str) -> tuple[Any, Any]:
        """Cut a run around words; gives the words' run and the run behind it."""
        run = piece.getparent()
        before, _, after = piece.text.partition(old)
        middle, rest = copied(run), copied(run)
        piece.text = before
        middle.find(qn("w:t")).text = old
        rest.find(qn("w:t")).text = after
        run.addnext(middle)
        middle.addnext(rest)
        return middle, rest

    def run_of(self, words: str) -> Any:
        """Find the text element that holds words."""
        return next(one for one in self.body.iter(qn("w:t")) if words in (one.text or ""))

    def track(self, old: str, new: str, author: str = "李主任", date: str = "2025-01-12T09:30:00Z") -> None:
        """Replace words with tracked changes on."""
        middle, _ = self.split(self.run_of(old), old)
        gone = self.tracked("del", author, date)
        middle.addprevious(gone)
        if new:
            put = self.tracked("ins", author, date)
            fresh = copied(middle)
            fresh.find(qn("w:t")).text = new
            put.append(fresh)
            gone.addnext(put)
        gone.append(middle)
        for text in list(middle.iter(qn("w:t"))):
            text.tag = qn("w:delText")

    def tracked(self, kind: str, author: str, date: str) -> Any:
        """Make a mark of tracked changes."""
        return parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="{next(self._numbers)}" w:author="{author}" w:date="{date}"/>'
        )

    def insert_after(self, paragraph: Any, text: str) -> Any:
        """Put a paragraph behind another."""
        made = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t/></w:r></w:p>")
        made.find(f".//{qn('w:t')}").text = text
        paragraph.addnext(made)
        return made

    def control(self, name: str) -> Any:
        """Find the first content control of a figure."""
        return next(
            one
            for one in self.body.iter(qn("w:sdt"))
            if one.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")) == name
        )

    def comment(self, words: str, text: str, author: str = "王科长") -> None:
        """Hang a comment on words."""
        piece = self.run_of(words)
        middle, _ = self.split(piece, words)
        run = docx.text.run.Run(middle, self.word.paragraphs[0])
        self.word.add_comment([run], text=text, author=author, initials="王")


def text_of(paragraph: Any) -> str:
    """Give a paragraph's characters."""
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def copied(element: Any) -> Any:
    """Copy an element, without what stands behind it."""
    import copy

    made = copy.deepcopy(element)
    made.tail = None
    return made


def part(data: bytes, name: str) -> bytes:
    """Give a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """Give a Word file with a part replaced, or without it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for one in source.namelist():
            if one != name:
                target.writestr(one, source.read(one))
        if content is not None:
            target.writestr(name, content)
    return made.getvalue()
