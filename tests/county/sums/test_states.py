"""Sums of reports that came in through the inbox: who has handed in but not passed is said beside the numbers."""

from __future__ import annotations

from lxml import html

from nianbao.county.board.states import State
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.making import sums_of, write_sums
from tests.county.office import Office, at, printed


def test_what_has_not_passed_is_told_beside_the_sums(office: Office) -> None:
    office.put("云溪.docx", printed("yunxi"))
    office.receive(9)
    roster = read_roster(office.place.roster)
    sums = sums_of(roster, office.place, at(10))
    assert [one.unit.name for one in sums.county.counted] == ["云溪镇"]
    assert not sums.county.is_certain
    assert sums.states["yunxi"] in (State.WAITING, State.RETURNED)
    assert [one.unit.name for one in sums.not_passed] == ["云溪镇"]
    # A unit whose parameter file is there, but that handed in nothing, is counted and hasn't passed either.
    own = office.place.parameter_file("yunxi").read_text(encoding="utf-8")
    office.place.parameter_file("bailu").write_text(
        own.replace("yunxi", "bailu").replace("云溪镇", "白鹭镇"), encoding="utf-8"
    )
    more = sums_of(roster, office.place, at(10))
    assert more.states["bailu"] is State.MISSING
    assert {one.unit.id for one in more.not_passed} == {"yunxi", "bailu"}
    office.place.parameter_file("bailu").unlink()
    write_sums(sums, roster, office.place)
    page = html.document_fromstring((office.place.sums / "汇总.html").read_bytes())
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//h2[@id='units']/..//tbody/tr")]
    assert [row[3] for row in rows if row[0] == "云溪镇"] == [str(sums.states["yunxi"])]
    assert {row[3] for row in rows if row[0] != "云溪镇"} == {"未报"}
