"""A version goes into the unit's parameter file, and what the county changed there since stays.

``base`` is the parameter file that the version before made, ``new`` the one that this version makes, ``disk``
what lies there now. Part by part, as the desk merges: what only one of them changed is taken; where both did,
the county's stays and is told of, unless the officer says that the unit's is to count.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.county.roster import Member
from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.document import Document
from nianbao.editor.history import History
from nianbao.editor.merge import Choice, Difference, differences
from nianbao.editor.parts import Part, is_narrative, known, plain_name
from nianbao.editor.scalars import Scalar
from nianbao.errors import EditError, ParameterFileError
from nianbao.folder import write_atomically
from nianbao.importer.write import parameters_text
from nianbao.params.model import LEGAL_KEYS

_WHOLE = ("template", "year", "unplaced", "printed", "fonts", "settings")
"""Keys that no part stands for; each is taken as a whole."""

_SHOWN = 40
"""Characters of a text that a conflict quotes."""


@dataclass(frozen=True)
class Filed:
    """What became of a parameter file.

    Attributes:
        data: Its bytes now.
        conflicts: Where the county's stayed against the unit's, in Chinese.
        open: The parts of the conflicts, as far as they are about one: to be settled by people.
    """

    data: bytes
    conflicts: tuple[str, ...] = ()
    open: tuple[Part, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def draft_of(
    text: str, path: Path, member: Member, county: str, folder: Path, *, tables_only: bool = False
) -> bytes:
    """Make a version's parameter file the unit's: its id, and what the file left unsaid.

    Args:
        text: What the reader wrote.
        path: Where the unit's parameter file lies.
        member: The unit.
        county: The county's name.
        folder: The working folder.
        tables_only: No heading was found: what stands around the tables is no section's text.

    Raises:
        ParameterFileError: It can't be read as a parameter file.
        EditError: It can't hold what belongs to the unit.
    """
    document = Document.of(Path(path.name), text.encode("utf-8"), folder)
    stated: Mapping[str, Any] = document.file.text.values.get("unit") or {}
    wanted: dict[Part, Scalar] = {("unit", "id"): member.id, ("unit", "level"): member.kind.level}
    usual: dict[str, str | None] = {
        "name": member.name,
        "full_name": member.full_name,
        "parent": county,
        "code": member.code,
    }
    if stated.get("name") and not stated.get("parent"):
        del usual["parent"]  # a name without its county stays as it was signed
    wanted |= {("unit", key): value for key, value in usual.items() if value and not stated.get(key)}
    if tables_only:
        wanted |= {part: None for part in document.parts if part[0] == "sections"}
    data = document.with_values(wanted).data
    return Document.of(path, data, folder).data  # where it is to lie, name and year have to fit, too


def file_version(
    path: Path, folder: Path, new: bytes, base: bytes | None, *, unit_counts: bool = False
) -> Filed:
    """Work out the parameter file that a version makes of the one on the disk; nothing is written.

    Args:
        path: The unit's parameter file.
        folder: The working folder.
        new: The parameter file that the version makes by itself.
        base: The one that the version before made, or None.
        unit_counts: Where both changed something, the unit's is taken.
    """
    disk = path.read_bytes() if path.exists() else None
    if disk is None or disk in (base, new):
        return Filed(new)
    mine = Document.of(path, new, folder)
    try:
        theirs = Document.of(path, disk, folder)
    except ParameterFileError as error:
        first = error.findings[0].message
        return Filed(
            disk, (f"现有底稿读不出（{first}），没有改动。请先改好底稿，再收一次。",), tuple(mine.parts)
        )
    was = Document.of(path, base, folder) if base is not None else None
    try:
        return _merged(theirs, mine, was, unit_counts=unit_counts)
    except EditError as error:
        return Filed(disk, (f"现有底稿没有改动：{error}",), tuple(mine.parts))


def _merged(theirs: Document, mine: Document, was: Document | None, *, unit_counts: bool) -> Filed:
    host, said = _host(theirs, mine, was, unit_counts=unit_counts)
    conflicts = list(said)
    undecided: list[Part] = []
    wanted: dict[Part, Scalar] = {}
    for one in differences(was.parts if was else {}, mine.parts, theirs.parts):
        choice: Choice = one.usual or ("mine" if unit_counts else "theirs")
        value = one.mine if choice == "mine" else one.theirs
        if not known(one.part, host.template):
            continue  # the other format has no such place
        if one.usual is None and not unit_counts:
            conflicts.append(_conflict(one, host))
            undecided.append(one.part)
        wanted[one.part] = value
    return Filed(host.with_values(wanted).data, tuple(conflicts), tuple(undecided))


def _host(
    theirs: Document, mine: Document, was: Document | None, *, unit_counts: bool
) -> tuple[Document, list[str]]:
    """Give the file that the parts are put into: the county's, with its comments, wherever that will do."""
    old, own, other = (_whole(one) for one in (was, mine, theirs))
    rest, said = {}, []
    for key in _WHOLE:
        if own.get(key) == other.get(key) or own.get(key) == old.get(key):
            rest[key] = other.get(key)
        elif other.get(key) == old.get(key) or unit_counts:
            rest[key] = own.get(key)
        else:
            rest[key] = other.get(key)
            said.append(f"{_WORDS[key]}：县里改过，单位新交的又不同，留着县里的。")
    for document, values in ((theirs, other), (mine, own)):
        if all(rest[key] == values.get(key) for key in _WHOLE):
            return document, said
    values = {**mine.file.text.values, **rest}
    ordered = {key: values[key] for key in LEGAL_KEYS if values.get(key) is not None}
    text = parameters_text(ordered, {}, ["由收到的材料和县里的修改合并写成。"])
    return Document.of(theirs.path, text.encode("utf-8"), theirs.folder), said


_WORDS = {
    "template": "格式（template）",
    "year": "年份",
    "unplaced": "待归类内容",
    "printed": "印出的标题和标签（printed）",
    "fonts": "字体",
    "settings": "输出选项",
}


def _whole(document: Document | None) -> Mapping[str, Any]:
    return document.file.text.values if document else {}


def _conflict(one: Difference, host: Document) -> str:
    name = plain_name(one.part, host.template)
    if is_narrative(one.part):
        return f"{name}：现有底稿和新收的文字不一样，留着底稿里的。"
    return f"{name}：现有底稿是「{_short(one.theirs)}」，新收的是「{_short(one.mine)}」，留着底稿里的。"


def _short(value: Scalar) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def write_filed(path: Path, folder: Path, filed: Filed, why: str, now: datetime.datetime) -> None:
    """Write a parameter file, the one before kept among the desk's saved versions.

    Raises:
        WriteError: It can't be written; what stood there still stands.
    """
    disk = path.read_bytes() if path.exists() else None
    if disk == filed.data:
        return
    files = DeskFiles.of(path, folder)
    files.prepare()
    history = History(files)
    for data, words in _kept(disk, filed.data, why):
        history.keep(data, words, now)
    write_atomically(path, filed.data)


def _kept(disk: bytes | None, data: bytes, why: str) -> Iterator[tuple[bytes, str]]:
    if disk is not None:
        yield disk, f"{why}以前"
    yield data, why
