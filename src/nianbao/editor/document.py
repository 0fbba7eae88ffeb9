"""A parameter file under edit: what it says, and new files that differ from it in one part.

A document never changes; an edit gives another. Each is read again as any parameter file is, so that
nothing is ever held, let alone written, that could not be opened the next time, and each edit is held
against what it was meant to do.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.editor.edits import Text
from nianbao.editor.outline import outline
from nianbao.editor.parts import (
    CHARTS,
    NO_REASON,
    YES,
    Part,
    Values,
    is_narrative,
    known,
    order_of,
    part_name,
    parts_of,
)
from nianbao.editor.scalars import Scalar, typed_number
from nianbao.errors import EditError, ParameterFileError
from nianbao.finding import SEVERITY_WORDS, error_finding, errors_of
from nianbao.folder import why_not
from nianbao.params import ParameterFile, read_parameters
from nianbao.template import Template, load_template

BOM = "\ufeff".encode()

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Document:
    """A parameter file's bytes, and what they say.

    Attributes:
        data: The bytes, as they stand or will stand on disk.
        file: What they say, with places.
        folder: The working folder, or None when the file stands by itself.
    """

    data: bytes
    file: ParameterFile
    folder: Path | None = None

    @classmethod
    def of(cls, path: Path, data: bytes, folder: Path | None = None) -> Document:
        """Read a document from bytes.

        Args:
            path: Where they lie or will lie.
            data: The bytes.
            folder: The working folder.

        Raises:
            ParameterFileError: They can't be read; holds every finding.
        """
        return cls(data, read_parameters(path, data, folder), folder)

    @classmethod
    def open(cls, path: Path, folder: Path | None = None) -> Document:
        """Read a document from its file.

        Raises:
            ParameterFileError: It can't be read; holds every finding. It isn't touched.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            said = error_finding("P100", f"文件打不开：{why_not(error)}。", "请核对文件名和权限。")
            raise ParameterFileError([said.in_file(str(path))]) from error
        return cls.of(path, data, folder)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.file.path

    @functools.cached_property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @functools.cached_property
    def source(self) -> str:
        """The text, its line ends as they are, without a byte order mark."""
        return self.data.decode("utf-8-sig")

    @functools.cached_property
    def newline(self) -> str:
        """What ends most lines of the file."""
        found = Counter(_LINE_END.findall(self.source))
        return found.most_common(1)[0][0] if found else "\n"

    @functools.cached_property
    def template(self) -> Template:
        """The statutory format."""
        return load_template(self.file.parameters.template, self.folder)

    @functools.cached_property
    def parts(self) -> Values:
        """The parts that hold something."""
        return parts_of(self.file.text.values)

    def value(self, part: Part) -> Scalar:
        """Give what a part holds: a text, a number, or None."""
        return self.parts.get(part)

    def with_value(self, part: Part, value: Scalar) -> Document:
        """Give the document with another value in one part; the lines of the others keep their bytes.

        Args:
            part: Which part.
            value: A text or a number; None or an empty text for nothing (an answered finding goes with
                None only). A text that plainly is a number is written as one in a cell; line ends in a
                narrative may be of any kind.

        Raises:
            EditError: There is no such part, or it can't hold this; the message says why.
        """
        return self.with_values({part: value})

    def with_values(self, values: Values) -> Document:
        """Give the document with other values in several parts, all of them or none.

        Args:
            values: What each part is to hold; see ``with_value``.

        Raises:
            EditError: A part doesn't exist, or can't hold this; the message names it.
        """
        wanted: dict[Part, Scalar] = {}
        for part, value in values.items():
            if not known(part, self.template):
                raise EditError(f"模板 {self.template.name} 没有{part_name(part, self.template)}这一处。")
            if not _same(new := _wanted(part, value), self.value(part)):
                wanted[part] = new
        if not wanted:
            return self
        try:
            return self._with_all(wanted)
        except EditError:
            if len(wanted) == 1:
                raise
        document = self
        for part, value in wanted.items():
            document = document._with_all({part: value})  # the one that can't be says so
        return document

    def _with_all(self, wanted: Values) -> Document:
        source = self.source
        items = list(self.file.text.values.get("accepted") or [])
        for part, value in wanted.items():
            text = Text(source, outline(source), self.newline, order_of(self.template))
            if part[0] == "accepted":
                source = _with_answer(text, part, value, items)
            elif value is None and (part[0] == "ledgers" or part == CHARTS):
                source = text.without_key(part)
            elif part == CHARTS:
                source = text.with_value(part, True)
            else:
                source = text.with_value(part, value, narrative=is_narrative(part))
        return self._read_back(source, wanted)

    def _read_back(self, source: str, wanted: Values) -> Document:
        """Read the new text, and see that it says what was meant and nothing else."""
        name = part_name(next(iter(wanted)), self.template)
        try:
            data = source.encode("utf-8")
            other = Document.of(self.path, (BOM if self.data.startswith(BOM) else b"") + data, self.folder)
        except UnicodeEncodeError as error:
            raise EditError(f"{name}里有不成字的半个字符，请删去重输。") from error
        except ParameterFileError as error:
            said = errors_of(error.findings)[0]
            raise EditError(
                f"{name}没有改成：{SEVERITY_WORDS[said.severity]}，{said.message}{said.suggestion or ''}"
            ) from error
        meant = {part: value for part, value in {**self.parts, **wanted}.items() if value is not None}
        if not _equal(other.parts, meant) or _rest(self) != _rest(other):
            raise EditError(f"{name}在文件里的写法太特别，编报台改不了，请直接在文件里改这一处。")
        return other


def _with_answer(text: Text, part: Part, reason: Scalar, items: list[dict[str, str]]) -> str:
    """Write, change or take out an answered finding (情况说明); ``items`` is kept up with the text."""
    _, code, where = part
    found = ((item["code"], item.get("where") or "") for item in items)
    place = next((at for at, one in enumerate(found) if one == (code, where)), None)
    if place is None:
        item = {"code": code, "where": where, "reason": str(reason).strip()}
        items.append({key: said for key, said in item.items() if said})
        return text.with_item(("accepted",), items[-1])
    if reason is None:
        del items[place]
        return text.without_item(("accepted", place))
    return text.with_value(("accepted", place, "reason"), str(reason).strip() or None)


def _wanted(part: Part, value: Scalar) -> Scalar:
    """Give a value in the form in which a file holds it."""
    if part == CHARTS and value not in (None, "", YES):
        raise EditError(f"图解只能是「{YES}」，或不选。")
    if isinstance(value, str):
        text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", value)
        if is_narrative(part):
            return text.rstrip("\n") or None
        text = text.strip()
        if not text:
            return NO_REASON if part[0] == "accepted" else None
        number = typed_number(text) if part[0] == "tables" else None
        return text if number is None else number
    return value


def _same(one: Scalar, other: Scalar) -> bool:
    """Tell whether two values are one: 3 and 3.0 are, 3 and "3" aren't."""
    return isinstance(one, str) == isinstance(other, str) and one == other


def _equal(one: Values, other: Values) -> bool:
    return one.keys() == other.keys() and all(_as_read(one[key]) == _as_read(other[key]) for key in one)


def _as_read(value: Scalar) -> Any:
    return value if value is None or isinstance(value, str) else float(value)


def _rest(document: Document) -> dict[str, Any]:
    """Give what no part stands for, which no edit changes."""
    edited = ("unit", "issued", "sections", "tables", "ledgers", "accepted", "settings")
    values = document.file.text.values
    settings = {key: value for key, value in (values.get("settings") or {}).items() if key != CHARTS[1]}
    return {**{key: value for key, value in values.items() if key not in edited}, "settings": settings}
