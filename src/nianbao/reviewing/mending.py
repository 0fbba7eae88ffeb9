"""``nianbao check --fix``: safe edits, made in the file's own text so that comments survive.

What was made of a file is read again before anything is written: it must say exactly what was meant,
or the file stays as it is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.checks import Subject, run_checks
from nianbao.errors import ParameterFileError
from nianbao.folder import write_atomically
from nianbao.params import ParameterFile, read_text
from nianbao.params.yaml_text import KeyPath
from nianbao.reviewing.offers import CellFix, offers
from nianbao.reviewing.places import Edit, FileText, apply
from nianbao.reviewing.selection import Selection

_ROUNDS = 5
"""One edit may open the way for another; this many rounds settle it."""

_BOM = b"\xef\xbb\xbf"


@dataclass
class Mended:
    """What can be mended in a file.

    Attributes:
        path: The file.
        before: Its text.
        after: Its text, mended.
        done: The edits in words, in the order in which they were made.
        left: What is left alone, and why.
        bom: The file begins with a byte order mark, which stays.
    """

    path: Path
    before: str = ""
    after: str = ""
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    bom: bool = False

    @property
    def diff(self) -> str:
        """What would change, as a unified diff; empty when nothing would."""
        lines = difflib.unified_diff(
            _lines(self.before), _lines(self.after), str(self.path), f"{self.path}（改后）"
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines).rstrip("\n")

    def write(self) -> None:
        """Write the mended text in the file's place, if there is anything to write.

        Raises:
            WriteError: It can't be written; the file stays as it was.
        """
        if self.after != self.before:
            write_atomically(self.path, (_BOM if self.bom else b"") + self.after.encode("utf-8"))

    def told(self, *, write: bool) -> Iterator[str]:
        """Say what was mended, or what would be, and what is left."""
        if self.done:
            yield f"{self.path}：{'改好了' if write else '可以改好'} {len(self.done)} 处。"
            yield from (f"    {words}" for words in self.done)
        yield from (f"{self.path}：{words}" for words in self.left)


def mend(path: Path, folder: Path | None, selection: Selection) -> Mended:
    """Work out the safe edits of a file; nothing is written yet. Never raises for what is wrong with it."""
    mended = Mended(path)
    try:
        data = path.read_bytes()
        mended.bom = data.startswith(_BOM)
        mended.before = mended.after = data.decode("utf-8-sig")
        file = read_text(mended.before, path, folder)
    except (OSError, UnicodeDecodeError, ParameterFileError):
        mended.left.append("这份底稿读不出，没有改。请先照校核问题改正；GBK 编码的，请先转成 UTF-8。")
        return mended
    for _ in range(_ROUNDS):
        subject = Subject.of(file, folder)
        edits = list(_edits(subject, mended, selection))
        text, done = apply(mended.after, edits)
        again = _read_again(text, file, folder, done)
        if not done or again is None:
            if done:
                mended.left.append("有的地方改了以后会变成别的意思，没有改，请手工改。")
            break
        mended.done += [_words(edit, mended.after, path) for edit in done]
        mended.after, file = text, again
    mended.left = list(dict.fromkeys(mended.left))
    return mended


def _edits(subject: Subject, mended: Mended, selection: Selection) -> Iterator[Edit]:
    """List the edits that are wanted and that nobody has answered for."""
    text = FileText(mended.after, subject.file)
    for offer in offers(subject, run_checks(subject)):
        if not selection.takes(offer.code):
            continue
        if isinstance(offer, CellFix):
            edit = text.edit_of_cell(("tables", offer.table, *offer.cell), offer.number, offer.code)
        else:
            edit = text.edit_of(offer)
        if edit is not None:
            yield edit
        elif not isinstance(offer, CellFix):
            label = subject.report.template.section(offer.section).label
            mended.left.append(
                f"「{label}」是用「>」或转义写的，没有改。请改成「|」开头的多行文字，或手工改。"
            )


def _read_again(
    text: str, before: ParameterFile, folder: Path | None, done: list[Edit]
) -> ParameterFile | None:
    """Read the mended text; None when it isn't what was meant: the same values but for those edited."""
    try:
        after = read_text(text, before.path, folder)
    except ParameterFileError:
        return None
    touched = {_value_at(edit, before) for edit in done}
    old, new = _flat(before), _flat(after)
    same = old.keys() == new.keys() and all(old[path] == new[path] for path in old if path not in touched)
    meant = all(path in old and old[path] != new[path] for path in touched)
    return after if same and meant else None


def _value_at(edit: Edit, file: ParameterFile) -> KeyPath:
    """Tell which value an edit is in: the last that begins before it."""
    begun = (
        (place.line, place.column, path)
        for path, place in file.text.places.items()
        if path[0] in ("sections", "tables")
    )
    at = (edit.place.line, edit.place.column)
    return max((entry for entry in begun if entry[:2] <= at), default=(0, 0, ()), key=lambda one: one[:2])[2]


def _flat(file: ParameterFile) -> dict[KeyPath, object]:
    """List every value of a file with its type, by its path; 3.0 isn't 3."""
    flat: dict[KeyPath, object] = {}
    for path in file.text.places:
        value: object = file.text.values
        for part in path:
            value = value[part] if isinstance(value, dict | list) else None  # type: ignore[index]
        if not isinstance(value, dict | list):
            flat[path] = (type(value), value)
    return flat


def _words(edit: Edit, source: str, path: Path) -> str:
    old, new = source[edit.start : edit.end], edit.replacement
    what = f"「{old}」改成「{new}」" if old and new else f"删去「{old}」" if old else f"加上「{new}」"
    note = "（总计改为各项之和）" if edit.code == "A101" else ""
    return f"{path}:{edit.place.line}:{edit.place.column} {edit.code} {what}{note}"


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").splitlines(keepends=True)
