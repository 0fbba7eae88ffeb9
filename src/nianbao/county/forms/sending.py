"""Forms for all units of the roster, written where none is in use: what somebody filled in is never touched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from nianbao.county.board.decisions import Decisions
from nianbao.county.forms.known import known_of
from nianbao.county.forms.writing import form_workbook
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Member, Roster
from nianbao.dates import chinese_date
from nianbao.errors import UsageError, WriteError
from nianbao.folder import write_atomically
from nianbao.system.names import portable
from nianbao.template import Template, templates_for

REGISTER = ".发出登记.json"
"""Says what each form was when it was written, by which it is seen whether somebody worked on it since."""


How = Literal["written", "renewed", "same", "kept", "failed"]


@dataclass(frozen=True)
class Sent:
    """What became of one unit's form.

    Attributes:
        member: The unit.
        path: The file.
        how: ``written`` anew, ``renewed`` for nobody had touched it, the ``same`` as before, ``kept`` because
            somebody worked on it, or ``failed``.
        note: What the officer should know, in Chinese, or None.
    """

    member: Member
    path: Path
    how: How
    note: str | None = None


def form_template(year: int, county: str, folder: Path) -> Template:
    """Choose the format for a county's units: the area's own or the national one.

    Raises:
        UsageError: There is none for the year.
    """
    fitting = templates_for(year, folder, county)
    if not fitting:
        raise UsageError(f"还没有用于 {year} 年的模板。现有模板请看：nianbao templates")
    return fitting[0]


def form_path(place: CountyPlace, member: Member) -> Path:
    """Give the place of a unit's form; the file is called as the unit."""
    return place.forms / f"{portable(member.name, instead='', longest=60)}.xlsx"


def send_forms(place: CountyPlace, roster: Roster, *, contact: str = "") -> Iterator[Sent]:
    """Write the forms of all units; when they are due is what the board's register says.

    Args:
        place: Where the county's files of the year lie.
        roster: The units.
        contact: Whom at the county to ask; empty for what was said last time.

    Raises:
        UsageError: There is no format for the year.
        TemplateError: A format, the questions or the offices aren't in order.
    """
    template = form_template(place.year, roster.county, place.folder)
    register = _Register.read(place)
    due = Decisions(place).deadline
    register.contact = contact or register.contact
    for member in roster.members:
        path = form_path(place, member)
        known = known_of(
            member,
            roster.county,
            place.year,
            template,
            place.folder,
            deadline=chinese_date(due.isoformat()) if due else "",
            contact=register.contact,
        )
        data = form_workbook(known, place.folder)
        how = _how(path, data, register.forms.get(path.name))
        if how in ("written", "renewed"):
            try:
                write_atomically(path, data)
                register.forms[path.name] = _print_of(data)
                register.write(place)
            except WriteError as problem:
                yield Sent(member, path, "failed", str(problem))
                continue
        yield Sent(member, path, how, known.without_last)


def _how(path: Path, data: bytes, written: str | None) -> How:
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return "written"
    except OSError:
        return "kept"  # WPS has it open, say: somebody is at work on it
    if there == data:
        return "same"
    return "renewed" if _print_of(there) == written else "kept"


def _print_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class _Register:
    """What was sent out last: a print of each form, and whom all of them name."""

    forms: dict[str, str]
    contact: str = ""

    @classmethod
    def read(cls, place: CountyPlace) -> _Register:
        """Read it; without it every form there is is taken for one that somebody worked on."""
        try:
            text = (place.forms / REGISTER).read_text(encoding="utf-8")
            said = json.loads(text)
            json.dumps(said, ensure_ascii=False).encode("utf-8")  # half a character can't be written again
        except (OSError, ValueError, RecursionError):
            return cls({})
        if not isinstance(said, dict) or not isinstance(said.get("forms"), dict):
            return cls({})
        forms = {str(name): str(value) for name, value in said["forms"].items()}
        return cls(forms, str(said.get("contact", "")))

    def write(self, place: CountyPlace) -> None:
        """Write it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_atomically(place.forms / REGISTER, text.encode("utf-8"))
