"""The county's month in the desk: a page a step, each with its button, what came of it, and its files."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from nianbao.county.place import CountyPlace, years
from nianbao.county.roster import Roster, RosterError
from nianbao.county.roster_reading import read_roster
from nianbao.desk import county_review
from nianbao.desk.component import Component, face, handles
from nianbao.desk.county_board import board_page, set_deadline
from nianbao.desk.county_files import Made, find, made_in, packed
from nianbao.desk.county_review import review_page
from nianbao.desk.county_roster import units_page
from nianbao.desk.county_run import CountyRun
from nianbao.desk.county_steps import ALL_PAGES, CountyStep, Drop, Field, steps
from nianbao.desk.county_sums import explain, sums_page
from nianbao.desk.county_there import has_roster
from nianbao.desk.saver import Saver
from nianbao.desk.upload import Upload, file_name
from nianbao.desk.workspace import Change, Workspace
from nianbao.errors import EditError, UsageError
from nianbao.folder import write_atomically


class County(Component):
    """The pages of the county's steps; without a roster there is nothing to show."""

    _esm = face("county.js")
    _css = face("county.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self.saver = saver
        self.year: int | None = None
        self._steps = steps()
        self.step = self._steps[0]
        self._run: CountyRun | None = None
        self._upload: Upload | None = None
        self._unit: str | None = None
        self._opened = 0
        super().__init__(workspace, **kwargs)

    # --- what is shown ------------------------------------------------------------------------

    def shown(self) -> dict[str, Any]:
        """Give the steps, the page of the one that is open, and what the last run said."""
        folder = self.workspace.folder
        if not has_roster(folder):
            return {"there": False, "opened": self._opened}
        roster, problem = self._roster()
        return {
            "there": True,
            "opened": self._opened,
            "county": roster.county if roster else "",
            "year": self.place.year,
            "years": self._years,
            "steps": [{"id": step.command, "name": step.name} for step in self._steps],
            "step": self.step.command,
            "lead": self.step.lead,
            "button": self.step.button,
            "problem": problem,
            "run": self._run.shown() if self._run else None,
            "folder": self._below(self.step.folder(self.place)),
            "made": self.step.made,
            "files": [{"name": one.name, "opens": one.opens} for one in self._made],
            "fields": [self._field(field, roster) for field in self.step.fields],
            "fold": self.step.fold,
            "drop": self._drop(self.step.drop) if self.step.drop else None,
            "page": self._page(roster) if roster else None,
        }

    def changed(self, change: Change) -> None:
        """Make way for a report that is opened; the rest is looked at when the officer comes back."""
        if change.what == "opened":
            self._opened += 1
            self.state = {**self.state, "opened": self._opened}

    def _told(self) -> None:
        """Show what a run says; the pages, which take a while to read, when it has ended."""
        if self._run is not None and self._run.busy:
            self.state = {**self.state, "run": self._run.shown()}
        else:
            self.refresh()

    @property
    def place(self) -> CountyPlace:
        """The places of the chosen year, or of the latest there is."""
        there = self._years
        latest = max(years(self.workspace.folder), default=there[-1])
        return CountyPlace(self.workspace.folder, self.year if self.year in there else latest)

    @property
    def _years(self) -> list[int]:
        """List the years that there is anything of, and the one that is reported on now."""
        found = years(self.workspace.folder)
        return sorted({*found, datetime.date.today().year - 1})

    @property
    def _made(self) -> list[Made]:
        return self.step.files(self.place)

    def _page(self, roster: Roster) -> dict[str, Any] | None:
        """Give what the step's page shows beside its button and its files."""
        match self.step.command:
            case "init":
                return units_page(roster)
            case "remarks":
                return review_page(self.place, self._unit)
            case "board":
                return board_page(self.place)
            case "sum":
                return sums_page(self.place)
        return None

    def _field(self, field: Field, roster: Roster | None) -> dict[str, Any]:
        options = None
        if field.choices == "units":
            options = [member.name for member in roster.members] if roster else []
        elif field.choices and self.step.drop:
            options = [one.name for one in made_in(self.step.drop.place(self.place))]
            if field.choices == "pages" and options:
                options.append(ALL_PAGES)
        return {"name": field.name, "label": field.label, "hint": field.hint, "options": options}

    def _drop(self, drop: Drop) -> dict[str, Any]:
        folder = drop.place(self.place)
        return {
            "words": drop.words,
            "then": drop.then,
            "folder": self._below(folder),
            "count": len(made_in(folder)),
        }

    def _roster(self) -> tuple[Roster | None, str | None]:
        try:
            return read_roster(self.place.roster), None
        except RosterError as error:
            return None, str(error)

    def _below(self, path: Path) -> str:
        return path.relative_to(self.workspace.folder).as_posix()

    # --- what the officer does ----------------------------------------------------------------

    @handles("step")
    def choose(self, asked: dict[str, Any]) -> None:
        """Show another step's page."""
        self.step = self._named(asked.get("step"))
        self.refresh()

    @handles("year")
    def choose_year(self, asked: dict[str, Any]) -> None:
        """Show another year."""
        if asked.get("year") not in self._years:
            raise EditError("没有这一年的材料。")
        self.year = asked["year"]
        self._run = self._run if self._run and self._run.busy else None
        self.refresh()

    @handles("look")
    def look(self, _asked: dict[str, Any]) -> None:
        """See what lies in the folders now; another program may have written there."""
        self.refresh()

    @handles("run", told=dict)
    def run(self, asked: dict[str, Any]) -> None:
        """Run the step's command."""
        if self._run is not None and self._run.busy:
            raise UsageError(f"正在做「{self._run.step.name}」，请等它做完，或先取消。")
        session = self.workspace.session
        if session is not None and session.unsaved and not self.saver.save("县级工作前保存"):
            raise EditError(f"打开着的底稿没有存上，所以没有做下去：{self.saver.state.words}")
        if self.step.drop:
            self.step.drop.place(self.place).mkdir(parents=True, exist_ok=True)
        given = asked.get("told") or {}
        told = {
            field.name: text
            for field in self.step.fields
            if (text := str(given.get(field.name) or "").strip())
        }
        self._run = CountyRun(self.step)
        self._run.start(self.place, told, self._told)
        self.refresh()

    @handles("cancel")
    def cancel(self, _asked: dict[str, Any]) -> None:
        """End the command that runs."""
        if self._run is not None:
            self._run.cancel()

    @handles("file")
    def file(self, asked: dict[str, Any]) -> dict[str, str]:
        """Give a file of the step."""
        return find(self._made, asked.get("name")).for_browser()

    @handles("pack")
    def pack(self, _asked: dict[str, Any]) -> dict[str, str]:
        """Give all files of the step in one zip."""
        return packed(f"{self.place.year}年{self.step.name}.zip", self._made)

    @handles("open")
    def open_unit(self, asked: dict[str, Any]) -> None:
        """Open a unit's report in the desk."""
        roster, problem = self._roster()
        member = roster.by_id(str(asked.get("unit"))) if roster else None
        if member is None:
            raise EditError(problem or "名单里没有这个单位。")
        path = self.place.parameter_file(member.id)
        if not path.is_file():
            raise EditError(f"{member.name}还没有 {self.place.year} 年的底稿：它的材料还没有收到。")
        self.saver.open(path)

    # --- 审核意见 and 报送进度 -----------------------------------------------------------------

    @handles("unit")
    def choose_unit(self, asked: dict[str, Any]) -> None:
        """Show what a unit is told."""
        self._unit = str(asked.get("unit"))
        self.refresh()

    @handles("say")
    def say(self, asked: dict[str, Any]) -> None:
        """Write down what the officer says on a remark."""
        county_review.say(self.place, asked)
        self.refresh()

    @handles("add")
    def add(self, asked: dict[str, Any]) -> None:
        """Add a remark of the officer's own."""
        county_review.add(self.place, asked)
        self.refresh()

    @handles("rewrite")
    def rewrite(self, asked: dict[str, Any]) -> str:
        """Write a unit's page and message anew; gives what is to be said of it."""
        said = county_review.write_anew(self.place, str(asked.get("unit")))
        self.refresh()
        return said

    @handles("settle", units=list)
    def settle(self, asked: dict[str, Any]) -> str:
        """Write down 通过, 退回 or 已签发; gives what was written down."""
        said = county_review.settle(self.place, asked)
        self.refresh()
        return said

    @handles("deadline")
    def deadline(self, asked: dict[str, Any]) -> None:
        """Write down until when reports are due."""
        set_deadline(self.place, asked)
        self.refresh()

    @handles("explain")
    def explain(self, asked: dict[str, Any]) -> None:
        """Write down why the county's own figure is another than the sum."""
        explain(self.place, asked)
        self.refresh()

    # --- files that are dropped on a step --------------------------------------------------------

    @handles("begin")
    def begin(self, asked: dict[str, Any]) -> None:
        """Begin to take a file."""
        self._upload = Upload.begun(asked.get("name"), asked.get("size"))

    @handles("piece")
    def piece(self, asked: dict[str, Any]) -> int:
        """Take a piece of it; gives how much is there. With the last one it lies in its folder."""
        if self._upload is None:
            raise EditError("文件没有传完整，请再选一次。")
        there = self._upload.take(asked.get("at"), asked.get("piece"))
        if there == self._upload.size:
            self._keep(self._upload)
            self._upload = None
            self.refresh()
        return there

    def _keep(self, upload: Upload) -> None:
        """Put a file where the step takes it from; another one of its name stays."""
        if self.step.drop is None:
            raise EditError("这一步不收文件。")
        folder, name = self.step.drop.place(self.place), Path(file_name(upload.name))
        path, data = folder / name, bytes(upload.data)
        number = 1
        while path.exists() and path.read_bytes() != data:
            number += 1
            path = folder / f"{name.stem}（{number}）{name.suffix}"
        if not path.exists():
            write_atomically(path, data)

    def _named(self, command: object) -> CountyStep:
        for step in self._steps:
            if step.command == command:
                return step
        raise EditError("没有这一步，请刷新页面。")
