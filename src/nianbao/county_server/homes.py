"""A unit's own working folder: its reports, its ledgers and what is the county's own, nothing of another unit's.

It is filled when the unit first comes in, from what the county has of it. What the unit wrote there is never
written over; the county's templates, notebooks and faces are brought up to date each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nianbao.correcting.kept import ENDING as CORRECTED
from nianbao.county.forms.taking import begin_report
from nianbao.county.place import COUNTY, CountyPlace
from nianbao.county.roster import Member
from nianbao.county_server.links import DESKS
from nianbao.county_server.supplies import bring
from nianbao.editor.desk_files import DESK_FOLDER
from nianbao.errors import NianbaoError, UsageError
from nianbao.folder import inside, write_atomically
from nianbao.params import load_parameters
from nianbao.signing.register import ENDING as SIGNED
from nianbao.template import templates_for


def home(folder: Path, unit: str) -> Path:
    """Give the place of a unit's working folder below the county's."""
    return folder / COUNTY / DESKS / "单位" / unit


def made_ready(place: CountyPlace, county: str, member: Member) -> Path:
    """Fill a unit's working folder, as far as it isn't yet, and give it.

    Raises:
        UsageError: There is no format for the year.
        WriteError: It can't be written.
        OSError: What the county has of it can't be read.
    """
    own = home(place.folder, member.id)
    (own / "params").mkdir(parents=True, exist_ok=True)
    bring(place.folder, own, member.id)
    for path in sorted(place.folder.glob(f"params/[0-9]*/{member.id}.yaml")):
        target = own / path.relative_to(place.folder)
        if target.exists():
            continue
        for ledger in _ledgers(path, place.folder):
            if not (own / ledger).exists():  # what lies there the unit put there
                _copy(place.folder / ledger, own / ledger)
        _bring_registers(path, target)
        _copy(path, target)
    there = CountyPlace(own, place.year)
    if not there.parameter_file(member.id).exists():
        fitting = templates_for(place.year, own, county)
        if not fitting:
            raise UsageError(f"还没有用于 {place.year} 年的模板。现有模板请看：nianbao templates")
        begin_report(there, county, member, fitting[0])
    last = own / DESK_FOLDER / "last"
    if not last.exists():
        write_atomically(last, f"params/{place.year}/{member.id}.yaml".encode())
    return own


def _bring_registers(path: Path, target: Path) -> None:
    """Bring what was signed and corrected of a report, so that both go on where the county left them.

    No seal comes along: it says how far this desk wrote, and this one didn't.
    """
    for ending in (SIGNED, CORRECTED):
        register = path.with_name(path.stem + ending)
        beside = target.with_name(target.stem + ending)
        if register.is_file() and not beside.exists():
            _copy(register, beside)


def _ledgers(path: Path, folder: Path) -> Iterator[str]:
    """List the ledgers of a parameter file that are this unit's alone; one that several share isn't handed out.

    A file that can't be read may share any of them: then none is.
    """
    try:
        mine = set(_named(path, folder))
        others = {
            name
            for other in folder.glob("params/[0-9]*/*.yaml")
            if mine and other.stem != path.stem
            for name in _named(other, folder)
        }
    except NianbaoError:
        return
    for name in sorted(mine - others):
        if inside(folder, name, "台账").is_file():
            yield name


def _named(path: Path, folder: Path) -> list[str]:
    named = load_parameters(path, folder).parameters.ledgers.values()
    return [inside(folder, name, "台账").relative_to(folder.resolve()).as_posix() for name in named]


def _copy(source: Path, target: Path) -> None:
    write_atomically(target, source.read_bytes())
