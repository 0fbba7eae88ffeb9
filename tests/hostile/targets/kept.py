"""What a county's office keeps and reads again: its registers, the workbook of remarks, the sums, lists of pages."""

from __future__ import annotations

import io
from collections.abc import Callable

import xlsxwriter

from nianbao.county.board.board import Board, board
from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.publishing.checking import Checker, Look
from nianbao.county.publishing.listing import Asked, asked_for
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.reading_back import take_over
from nianbao.county.remarks.renew import Renewed, renew
from nianbao.county.remarks.workbook import NAME
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.charts import sums_charts
from nianbao.county.sums.explanations import Explanation, read_explanations
from nianbao.county.sums.making import sums_of
from nianbao.county.unit_ids import known_ids
from nianbao.county_server.address import Address, remembered
from nianbao.county_server.links import Links
from nianbao.desk.county_sums import sums_page
from nianbao.errors import ReportError
from nianbao.ledgers.sums import read_sums
from nianbao.verifying.fetching import Fetched, PageError
from tests.county.office import YEAR, at
from tests.hostile.office import kept, laid_out
from tests.hostile.target import Target

_OF_YEAR = f"county/{YEAR}"
_PAGE = "https://www.example.gov.cn/a.html"


def _received(place: CountyPlace) -> object:
    versions = Versions(place)
    for unit in versions.units():
        assert all(one.unit == unit for one in versions.of(unit))
        # Where a draft is read from lies below the folder of what was received.
        for one in versions.of(unit):
            assert versions.draft_path(one).resolve().is_relative_to(place.received.resolve()), one.file
    assert isinstance(board(place, at(27)), Board)
    return None


def _remarks(place: CountyPlace) -> object:
    assert isinstance(renew(place, at(28)), Renewed)
    for unit in RemarkLedger(place).units():
        assert isinstance(unit, str)
    return None


def _board(place: CountyPlace) -> object:
    found = board(place, at(27))
    assert sum(found.counts.values()) == len(found.standings)
    return None


def _looked(place: CountyPlace) -> object:
    for one in asked_for(None, place):
        assert isinstance(one, Asked)
        look = Checker(place, read_roster(place.roster), lambda: at(28), _offline).look(one)
        assert isinstance(look, Look)
    assert isinstance(board(place, at(29)), Board)
    return None


def _offline(address: str) -> Fetched:
    raise PageError("网页打不开：没有联网。请联网后再试。")


def _explained(place: CountyPlace) -> object:
    found = read_explanations(place.sums)
    assert all(isinstance(one, Explanation) for one in found.values())
    return None


def _given(place: CountyPlace) -> object:
    for one in known_ids(place.folder, "示例县", ["云溪镇", "白鹭镇"]).values():
        assert place.parameter_file(one).resolve().parent == place.params.resolve(), one
    return None


def _workbook(place: CountyPlace) -> object:
    ledger = RemarkLedger(place)
    problems = take_over(place.remarks / NAME, ledger, read_roster(place.roster), at(27), "县里")
    # What was taken over can be read again, and told.
    again = RemarkLedger(place)
    assert [again.own(unit) for unit in again.units()] == [ledger.own(unit) for unit in ledger.units()]
    if problems:
        raise ReportError(problems[0])
    return None


def _sums(place: CountyPlace) -> object:
    file = (place.sums / "汇总.json").relative_to(place.folder).as_posix()
    _, findings = read_sums(file, place.folder, YEAR)
    page = sums_page(place)
    assert isinstance(page["there"], bool)
    # The year after, its numbers stand beside that year's.
    later = CountyPlace(place.folder, YEAR + 1)
    sums_charts(sums_of(read_roster(place.roster), later, at(27)).county, later)
    return findings


def _links(place: CountyPlace) -> object:
    links = Links(place.folder)
    assert links.unit_of("x") is None
    for unit in links.units:
        assert links.mark(unit)
    assert set(links.make(["yunxi"])) <= {"yunxi"}
    return None


def _address(place: CountyPlace) -> object:
    found = remembered(place.folder)
    assert found is None or isinstance(found, Address)
    return None


def _listed(name: str) -> Callable[[CountyPlace], object]:
    def read(place: CountyPlace) -> object:
        for one in asked_for(place.folder / name, place):
            assert isinstance(one, Asked)
            assert one.shown
        return None

    return read


def _list() -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["单位名称", "网址"], ["云溪镇", _PAGE], ["白鹭镇", f"{_PAGE}?b"]]):
            sheet.write_row(number, 0, row)
    return packed.getvalue()


_TEXT = f"单位,网址\n云溪镇,{_PAGE}\n白鹭镇,{_PAGE}?b\n"

_Row = tuple[str, str, str, Callable[[CountyPlace], object], str]
_KEPT: tuple[_Row, ...] = (
    (f"{_OF_YEAR}/收到/登记.jsonl", "received", "a county's register of what was received", _received, "values"),
    (f"{_OF_YEAR}/审核意见/登记.jsonl", "remarks", "a county's register of remarks", _remarks, "values"),
    (f"{_OF_YEAR}/报送进度/登记.jsonl", "decisions", "a county's register of decisions", _board, "values"),
    (f"{_OF_YEAR}/发布核对/记录.jsonl", "looks", "a county's register of pages seen", _looked, "values"),
    (f"{_OF_YEAR}/汇总/差异说明.jsonl", "explanations", "a county's reasons for differences", _explained, "values"),
    ("county/代号.jsonl", "unit-ids", "a county's register of ids", _given, "values"),
    (f"{_OF_YEAR}/审核意见/{NAME}", "remarks-book", "the officer's workbook of remarks (xlsx)", _workbook, "package"),
    (f"{_OF_YEAR}/汇总/汇总.json", "sums", "a county's sums", _sums, "values"),
    ("county/编报台/链接登记.json", "links", "the county server's register of links", _links, "values"),
    ("county/编报台/网址.txt", "address", "the county server's address", _address, "raw"),
)  # fmt: skip


def _target(row: _Row) -> Target:
    place, name, about, read, damage = row
    return Target.at(
        place,
        name,
        about,
        lambda folder: read(laid_out(folder, place)),
        {"month": lambda: kept()[place]},
        damage,
        says="" if name == "looks" else None,  # without a look nothing is asked for, which is said
        slow=True,
    )


def _list_target(name: str, about: str, good: Callable[[], bytes], damage: str) -> Target:
    return Target.at(
        name, f"pages-{name[3:]}", about, lambda folder: _listed(name)(CountyPlace(folder, YEAR)), {"list": good}, damage
    )  # fmt: skip


TARGETS = [
    *map(_target, _KEPT),
    _list_target("网址.xlsx", "a list of pages to look at (xlsx)", _list, "package"),
    _list_target("网址.csv", "a list of pages to look at (csv)", _TEXT.encode, "raw"),
    _list_target("网址.txt", "a list of pages to look at (text)", _TEXT.replace(",", " ").encode, "raw"),
]
