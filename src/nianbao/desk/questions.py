"""A year without applications: twelve questions whose answers fill the tables and the sections.

The questions are data of the format (``nianbao.questions``), the answers become one edit, which is undone
as one. Words that a section has already are never touched.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from nianbao.blocks import Paragraph, spans_text
from nianbao.desk.component import Component, face, handles
from nianbao.desk.workspace import Change, Spot, Workspace
from nianbao.editor.grid import is_begun
from nianbao.editor.kept import Keeper
from nianbao.editor.round import Round
from nianbao.errors import EditError
from nianbao.figures.basics import full_name
from nianbao.questions.answers import Answers, Filled
from nianbao.questions.data import Ask, QuestionSet, load_questions
from nianbao.report import Report
from nianbao.tables.numbers import Amount, as_text

APPLICATIONS = "applications"


class Questions(Component):
    """The twelve questions; shown while nothing stands in the table of applications."""

    _esm = face("questions.js")
    _css = face("questions.css")

    def __init__(self, workspace: Workspace, **kwargs: Any) -> None:
        self._done: list[str] | None = None
        super().__init__(workspace, **kwargs)

    def changed(self, change: Change) -> None:
        """Follow what may make the questions needless, or needed again."""
        if change.what in ("saved", "went"):
            return
        if change.by is not self:
            self._done = None
        self.refresh()

    def shown(self) -> dict[str, Any]:
        """Give the questions for this unit, with what is known beforehand, or why there are none."""
        if self.workspace.session is None:
            return {"file": None, "available": False, "questions": [], "done": None}
        report = self.workspace.round.report
        questions = self._questions()
        table = report.tables.get(APPLICATIONS)
        if self._done is not None:
            return {"file": self._file, "available": True, "questions": [], "done": self._done}
        if questions is None or table is None or is_begun(table):
            return {"file": self._file, "available": False, "questions": [], "done": None}
        return {
            "file": self._file,
            "available": True,
            "done": None,
            "year": report.parameters.year,
            "questions": [
                {
                    "id": question.id,
                    "ask": question.ask,
                    "help": question.help,
                    "fields": [
                        _field(questions, report, ask)
                        for ask in question.fields_
                        if _is_for(questions, report, ask)
                    ],
                    "written": _written(questions, report, question.fields_),
                }
                for question in questions.questions
            ],
        }

    def _questions(self) -> QuestionSet | None:
        report = self.workspace.round.report
        return load_questions(report.template.name, self.workspace.folder)

    @property
    def _file(self) -> str:
        assert self.workspace.session is not None
        return str(self.workspace.session.document.path)

    @handles("check", answers=dict)
    def check(self, asked: dict[str, Any]) -> list[dict[str, str]]:
        """Say which answers can't be taken."""
        return [{"field": one.field, "message": one.message} for one in self._filled(asked).problems]

    @handles("look over", answers=dict)
    def look_over(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Say what the answers would write, as it is printed, or which can't be taken; nothing is set."""
        filled = self._filled(asked)
        report = self.workspace.round.report
        count: Counter[str] = Counter(part[1] for part in filled.values if part[0] == "tables")
        found = Counter(part[1] for part, value in filled.values.items() if part[0] == "tables" and value)
        tables = {name: report.template.table(name).name for name in count}
        return {
            "problems": self.check(asked),
            "tables": [
                f"{table}填 {count[name]} 格，"
                + (f"{found[name]} 格有数，其余是 0" if found[name] else "都是 0")
                for name, table in tables.items()
            ],
            "sections": [] if filled.problems else self._printed(filled),
            "others": self._signed(filled),
            "left": filled.left,
        }

    def _printed(self, filled: Filled) -> list[dict[str, Any]]:
        """Give the paragraphs of the sections as they would be printed, figures filled in."""
        assert self.workspace.session is not None
        after = self.workspace.session.document.with_values(filled.values)
        report = Round(after, Keeper()).report
        return [
            {
                "label": report.template.section(section).label,
                "paragraphs": [
                    spans_text(block.spans)
                    for block in report.blocks()
                    if isinstance(block, Paragraph) and block.section == section
                ],
            }
            for kind, section, *_ in filled.values
            if kind == "sections"
        ]

    def _signed(self, filled: Filled) -> list[str]:
        questions = self._questions()
        asks = questions.fields_by_id.values() if questions else ()
        named = {tuple(ask.part.split(".")): ask.label for ask in asks if ask.part}
        return [f"{named[part]}：{value}" for part, value in filled.values.items() if part in named]

    @handles("write", answers=dict)
    def write(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Write what the answers come to, in one action; it is told until the clerk has seen it."""
        if asked.get("file") != self._file:
            raise EditError("已经打开了另一份年报，没有写入。")
        filled = self._filled(asked)
        if filled.problems:
            raise EditError(f"还不能写入：{filled.problems[0].message}")
        self._done = filled.left
        try:
            return {"safe": self.workspace.edit(filled.values, by=self)}
        except EditError:
            self._done = None
            raise

    @handles("seen")
    def seen(self, _asked: dict[str, Any]) -> None:
        """Be done: show what was filled, the table of the section where the clerk is or the first of all."""
        self._done = None
        self.refresh()
        spot, sections = self.workspace.spot, self.workspace.sections
        own = next((one.tables for one in sections if one.id == spot.section), ()) or (APPLICATIONS,)
        self.workspace.go_to(Spot(self.workspace.section_of(own[0]), own[0]))

    def _filled(self, asked: dict[str, Any]) -> Filled:
        questions = self._questions()
        if questions is None:
            raise EditError("这种格式的年报没有这些问题。")
        given = {str(name): str(answer) for name, answer in (asked.get("answers") or {}).items()}
        return Answers(questions, self.workspace.round.report, given).filled


def _is_for(questions: QuestionSet, report: Report, ask: Ask) -> bool:
    """Tell whether a field is for this unit and report, whatever else is answered."""
    return Answers(questions, report, {}).is_asked(ask.model_copy(update={"only_if": None}))


def _field(questions: QuestionSet, report: Report, ask: Ask) -> dict[str, Any]:
    last = _last(report, ask)
    said = None if last is None or report.last is None else f"上年报告是 {last}"
    unit = ask.unit
    if ask.cell:
        table, row, column = ask.cell.split(".")
        unit = report.tables[table].form.unit((row, column)) or ""
    return {
        "id": ask.id,
        "kind": ask.kind,
        "label": ask.label,
        "example": ask.example,
        "choices": [{"value": value, "words": words} for value, words in ask.choices.items()],
        "unit": unit,
        "long": ask.kind == "text" and ask.part is None and ask.section != "preamble",
        "optional": ask.optional,
        "onlyIf": ask.only_if,
        "preset": _preset(report, ask, last),
        "last": last,
        "plus": list(ask.plus),
        "minus": list(ask.minus),
        "said": said,
    }


def _last(report: Report, ask: Ask) -> str | None:
    """Give last year's number that helps to answer."""
    if ask.last is None or report.last is None:
        return None
    sum_: Amount = 0
    for name in filter(None, (ask.last, ask.and_last)):
        table_id, row, column = name.split(".")
        table = report.last.tables.get(table_id)
        if table is None or not is_begun(table):
            return None
        values = [
            value for cell, value in table.values.items() if row in ("*", cell[0]) and cell[1] == column
        ]
        if not values:
            return None
        sum_ += sum(values)
    return as_text(sum_)


def _preset(report: Report, ask: Ask, last: str | None) -> str:
    """Give what is filled in before the clerk answers: a ledger's number, what the file or last year says."""
    if ask.cell:
        table_id, row, column = ask.cell.split(".")
        table = report.tables[table_id]
        if table.source((row, column)) in ("ledger", "typed"):
            return table.text((row, column))
    if ask.part:
        issued = report.parameters.issued
        return (issued.date if ask.part == "issued.date" else issued.by or full_name(report.parameters)) or ""
    if ask.preset and last is not None:
        if ask.kind == "choice":
            return "none" if last == "0" else "some"
        return last
    return ""


def _written(questions: QuestionSet, report: Report, asks: tuple[Ask, ...]) -> list[str]:
    """Name the sections of a question that have words already."""
    answers = Answers(questions, report, {})
    names = dict.fromkeys(ask.section for ask in asks if ask.section and answers.is_written(ask.section))
    return [report.template.section(name).label for name in names]
