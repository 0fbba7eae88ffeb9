"""A county's office half way through its month, played once: what lies in its folder is under fire, a file at a time."""

from __future__ import annotations

import datetime
import functools
import tempfile
from collections.abc import Mapping
from pathlib import Path

from nianbao.county.board.decisions import Decision, Decisions, Step
from nianbao.county.place import COUNTY, CountyPlace
from nianbao.county.publishing.listing import RECORD
from nianbao.county.register import Register
from nianbao.county.remarks.renew import add_remark, handle_remark, renew
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.explanations import Explanation, record
from nianbao.county.sums.making import sums_of, write_sums
from nianbao.county_server.address import address_of, remember
from nianbao.county_server.links import Links
from tests.county.office import YEAR, Office, at, printed

_LEFT_OUT = (".docx", ".lock", ".xz", ".html")


@functools.cache
def kept() -> Mapping[str, bytes]:
    """Give all that the office keeps, by path below its folder."""
    with tempfile.TemporaryDirectory() as name:
        office = Office.in_folder(Path(name) / "county", ("yunxi", "bailu"))
        _month(office)
        folder = office.place.folder
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for top in (COUNTY, "params")
            for path in sorted((folder / top).rglob("*"))
            if path.is_file() and path.suffix not in _LEFT_OUT and "ledgers" not in path.parts
        }


def laid_out(folder: Path, under_fire: str) -> CountyPlace:
    """Put the office into a working folder as it was, but for the file that is under fire."""
    for place, data in kept().items():
        if place != under_fire:
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return CountyPlace(folder, YEAR)


def _month(office: Office) -> None:
    office.put("云溪镇.docx", printed("yunxi"))
    office.put("坏.docx", b"PK\x03\x04")
    office.receive()
    place = office.place
    remark = add_remark(place, "yunxi", "请核对第一段。", at(11))
    handle_remark(place, "yunxi", remark.number, at(11), opinion="尽快改。")
    renew(place, at(11))
    decisions = Decisions(place)
    decisions.set_deadline(datetime.date(YEAR + 1, 1, 20), at(5), "县里")
    decisions.add(Decision("yunxi", 1, Step.RETURNED, "有一处要改", at(12).isoformat(), "县里"))
    look = {"unit": "yunxi", "name": "云溪镇", "address": "https://www.example.gov.cn/a.html", "same": True}
    Register(place.verified / RECORD).append({**look, "at": at(25).isoformat(), "differences": 0, "text": ""})
    roster = read_roster(place.roster)
    write_sums(sums_of(roster, place, at(26)), roster, place)
    record(
        place.sums, Explanation("licences/licences/decisions", "1", "口径不同", "县里", at(26).isoformat())
    )
    Links(place.folder).make(["yunxi", "bailu"])
    remember(place.folder, address_of("https://nianbao.example.gov.cn:8443"))
