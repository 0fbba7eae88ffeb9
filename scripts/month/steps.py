"""The office's days: forms out, three rounds in, decisions, sums that don't close at first and do in the end."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import load_workbook

from month.clerks import report_of
from month.material import ROUNDS
from month.sending import send, send_strangers
from month.website import publish, site
from nianbao.county.board.board import Board, board
from nianbao.county.board.deciding import decide
from nianbao.county.board.decisions import Decisions, Step
from nianbao.county.board.writing import write_board
from nianbao.county.forms.sending import send_forms
from nianbao.county.inbox.receive import InboxResult, receive
from nianbao.county.place import CountyPlace
from nianbao.county.publishing.checking import Checker
from nianbao.county.publishing.listing import Asked
from nianbao.county.publishing.looking import look_at_all
from nianbao.county.publishing.overview import Overview, overview
from nianbao.county.publishing.writing import write_publishing
from nianbao.county.roster import Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county.roster_start import entries_of_params
from nianbao.county.sums.making import Sums, sums_of, write_sums
from nianbao.county.sums.own import KEY, OWN_BOOK, OWN_COLUMN, WHO, WHY
from nianbao.county.sums.trace import told
from nianbao.folder import write_atomically

ROOT = Path(__file__).resolve().parents[2]
YEAR = 2024
CLOCK = datetime.timezone(datetime.timedelta(hours=8))
OFFICER = "县政府办"
DEADLINE = datetime.date(2025, 1, 15)
DAYS = (10, 16, 20)
"""Of January: when the office looks into its inbox."""

Say = Callable[[str], None]


def at(day: int, hour: int = 17, month: int = 1) -> datetime.datetime:
    """Give an hour of the January that is played."""
    return datetime.datetime(YEAR + 1, month, day, hour, tzinfo=CLOCK)


@dataclass
class Office:
    """The office and its working folder.

    Attributes:
        folder: The working folder, which is filled from nothing.
        say: Told what the officer sees.
        rounds: What each look into the inbox gave.
        boards: How far the units were, each time the board was written.
        sums: What was added up, each time.
        looks: What each look at the site gave.
    """

    folder: Path
    say: Say = print
    rounds: list[InboxResult] = field(default_factory=list)
    boards: list[Board] = field(default_factory=list)
    sums: list[Sums] = field(default_factory=list)
    looks: list[Overview] = field(default_factory=list)

    @property
    def place(self) -> CountyPlace:
        """Where the year's files lie."""
        return CountyPlace(self.folder, YEAR)

    def inbox(self, number: int) -> Path:
        """Give the folder in which the files of a round were saved."""
        return self.folder / "收件" / f"第{number}轮"

    def begin(self) -> None:
        """Take over last year's reports, list the units, say until when."""
        shutil.copytree(ROOT / "params" / str(YEAR - 1), self.folder / "params" / str(YEAR - 1))
        shutil.copytree(ROOT / "params" / "ledgers", self.folder / "params" / "ledgers")
        county, entries = entries_of_params(self.folder)
        write_atomically(self.place.roster, roster_workbook(county, entries))
        self._complete_roster()
        Decisions(self.place).set_deadline(DEADLINE, at(2), OFFICER)
        self.say(f"名单 {len(read_roster(self.place.roster).members)} 个单位，{DEADLINE:%m月%d日}报齐。")

    def _complete_roster(self) -> None:
        """Fill in by hand what no report says: telephones, and who reports for 政府本级."""
        book = load_workbook(self.place.roster)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(min_row=4):
            if row[0].value == "县政府办公室":
                row[1].value = Kind.OWN.value
            if row[0].value:
                row[4].value, row[5].value = "联络员", f"0000-80009{row[0].row:02d}"
        book.save(self.place.roster)

    def send_forms(self) -> None:
        """Send every unit its 填报表."""
        sent = list(send_forms(self.place, read_roster(self.place.roster)))
        self.say(f"填报表 {len(sent)} 份。")

    def receive(self, number: int, day: int) -> InboxResult:
        """Let the units send what they have, then take it in and answer it."""
        inbox, moment = self.inbox(number), at(day)
        send(ROUNDS[number - 1], inbox, self.place.forms, at(day, 9).timestamp())
        if number == 1:
            send_strangers(inbox, at(day, 9).timestamp())
        found = receive(inbox, self.place, moment, by=OFFICER)
        self.rounds.append(found)
        self.say(f"第{number}轮：")
        for one in found.arrivals:
            self.say(f"  {one.outcome}　{one.name}　{one.said}")
        return found

    def show_board(self, day: int) -> Board:
        """Write the board, with 催报 and 通报."""
        found = board(self.place, at(day, 18))
        write_board(found, self.place)
        self.boards.append(found)
        self.say("　".join(f"{state} {count}" for state, count in found.counts.items()))
        return found

    def send_back(self, day: int) -> None:
        """Return what has points that must be put right; what has none waits to be passed."""
        for one in board(self.place, at(day)).standings:
            if one.opinion is not None and one.opinion.must:
                decide(self.place, [one.member.name], Step.RETURNED, at(day), by=OFFICER, reason="见审核意见")

    def state_own_figures(self, figures: Mapping[str, int], why: Mapping[str, str]) -> None:
        """Write the county's own figures, as the office has them from other books, into 县级数.xlsx."""
        path = self.place.of_year / OWN_BOOK
        book = load_workbook(path)
        sheet = book.worksheets[0]
        head = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
        for row in sheet.iter_rows():
            name = row[head[KEY] - 1].value
            if name in figures:
                row[head[OWN_COLUMN] - 1].value = figures[name]
                row[head[WHY] - 1].value = why.get(name)
                row[head[WHO] - 1].value = OFFICER if name in why else None
        book.save(path)

    def add_up(self, day: int, month: int = 1) -> Sums:
        """Add all units up, hold the sums against the county's own figures, and write both down."""
        roster = read_roster(self.place.roster)
        sums = sums_of(roster, self.place, at(day, month=month))
        write_sums(sums, roster, self.place)
        self.sums.append(sums)
        missing = "、".join(one.unit.name for one in sums.county.missing)
        self.say(
            f"汇总：{f'缺 {missing}，未定' if missing else '单位齐了'}；与县级数不同的 {len(sums.differences)} 处。"
        )
        for one in sums.differences:
            self.say(f"  {told(sums.county, one)}")
        return sums

    def pass_all(self, day: int) -> None:
        """Pass every report, which nothing may be open in any more."""
        names = [one.member.name for one in board(self.place, at(day)).standings]
        for line in decide(self.place, names, Step.PASSED, at(day), by=OFFICER):
            self.say(f"  {line}")

    def build(self, *units: str, draft: bool = False) -> None:
        """Build some units' reports; a draft may have places that are still to be filled in."""
        paths = [str(self.place.parameter_file(unit)) for unit in units]
        options = ["--to", "html,fragment,pdf", *(["--draft"] if draft else [])]
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "nianbao", "build", *options, *paths],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        self.say(done.stdout.splitlines()[-1])

    def publish(self, eaten: Mapping[str, Mapping[str, str]]) -> None:
        """Paste every unit's body into the site, which eats some characters of some."""
        for member in read_roster(self.place.roster).members:
            built = self.folder / "out" / str(YEAR) / member.id
            title = f"{member.full_name}{YEAR}年政府信息公开工作年度报告"
            body = (built / "report.fragment.html").read_text(encoding="utf-8")
            publish(self.folder / "网站", member.id, title, "2025-01-24", body, eaten.get(member.id, {}))

    def look_at_pages(self, address: str, day: int) -> Overview:
        """Hold every page of the site against the report that was passed."""
        roster = read_roster(self.place.roster)
        pages = [Asked(f"{address}/{member.id}.html", member.name) for member in roster.members]
        checker = Checker(self.place, roster, lambda: at(day))
        looks = [look for _, look in look_at_all(pages, checker.look, pause=0)]
        found = overview(roster, looks, YEAR, at(day).isoformat())
        write_publishing(found, self.place)
        self.looks.append(found)
        for look in looks:
            if not look.fine:
                self.say(f"  {look.asked.unit}　{look.result}　{look.problem}")
        return found


LICENCES = "proactive_disclosure/licences/decisions"
RECEIVED = "applications/new_received/natural_person"
COUNTED_TWICE = "信访局转来1件，与县政府办公室登记的重复"


EATEN = {
    "shimen": {"2024年1月1日至12月31日": "年1月1日至12月31日"},
    "chengguan": {"〔2021〕30号": "202130号"},
}
"""What the site's program takes from two pages: a year, and the brackets of a notice's number."""


def play(office: Office) -> None:
    """Play the whole month."""
    office.begin()
    office.send_forms()
    for number, day in enumerate(DAYS, 1):
        office.receive(number, day)
        office.send_back(day)
        office.show_board(day)
        office.add_up(day)
        if number == 2:
            office.state_own_figures(own_figures(1), {RECEIVED: COUNTED_TWICE})
            office.add_up(day)
    office.pass_all(22)
    office.show_board(22)
    office.build(*(member.id for member in read_roster(office.place.roster).members))
    with site(office.folder / "网站") as address:
        office.publish(EATEN)
        office.look_at_pages(address, 25)
        office.publish({})
        office.look_at_pages(address, 27)
    office.show_board(28)
    office.state_own_figures(own_figures(0), {})
    office.add_up(10, month=2)
    office.build(read_roster(office.place.roster).county_id, draft=True)


def own_figures(too_many: int) -> dict[str, int]:
    """Give two figures as other books of the county have them.

    Args:
        too_many: Applications that the office counted twice.
    """
    reports = [report_of(unit, YEAR, {}) for unit in sorted({one.unit for sent in ROUNDS for one in sent})]

    def summed(name: str) -> int:
        table, row, column = name.split("/")
        return sum(int(report.tables[table].values[row, column]) for report in reports)

    return {LICENCES: summed(LICENCES), RECEIVED: summed(RECEIVED) + too_many}
