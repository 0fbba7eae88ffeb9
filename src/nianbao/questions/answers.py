"""From answers to the parts of a parameter file: cells, sentences, signature."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nianbao.editor.grid import is_begun
from nianbao.editor.parts import Part, text_of
from nianbao.editor.scalars import Scalar
from nianbao.narrative import visible
from nianbao.questions.data import Ask, Piece, QuestionSet
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text, read_number
from nianbao.template import CellId

_HOLE = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]*)\}(?!\})")
_SPACES = re.compile(r"\s*\n\s*|(?<=[\u3400-\u9fff]) +(?=[0-9])|(?<=[0-9]) +(?=[\u3400-\u9fff])")
_ENDS = "。；;.，,、 　\n"


@dataclass(frozen=True)
class Problem:
    """Why an answer can't be taken: the field, and what is to be done."""

    field: str
    message: str


@dataclass
class Filled:
    """What the answers come to.

    Attributes:
        values: The parts to set.
        problems: Answers that can't be taken; while there is one, nothing is to be set.
        left: What is left for the clerk to do, in words.
    """

    values: dict[Part, Scalar] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answers:
    """The answers to the questions of a report's format.

    Attributes:
        questions: The questions.
        report: The report.
        given: Field id → what was answered.
    """

    questions: QuestionSet
    report: Report
    given: Mapping[str, str]

    # --- what is asked ------------------------------------------------------------------------

    def is_asked(self, ask: Ask) -> bool:
        """Tell whether a field is for this unit, this report and these answers."""
        level = self.report.parameters.unit.level
        if ask.levels and level not in ask.levels:
            return False
        if ask.section and self.is_written(ask.section):
            return False
        return ask.only_if is None or self._holds(ask.only_if)

    def is_written(self, section: str) -> bool:
        """Tell whether a section has words already; those are never touched."""
        return bool(visible(text_of(self.report.parameters.sections.get(section))).strip())

    def _holds(self, condition: str) -> bool:
        name, _, wanted = condition.partition("=")
        ask = self.questions.fields_by_id.get(name)
        answer = self.given.get(name, "").strip() if ask and self.is_asked(ask) else ""
        return answer == wanted if wanted else bool(answer)

    def _table(self, ask: Ask) -> tuple[FilledTable, CellId] | None:
        if ask.cell is None:
            return None
        table, row, column = ask.cell.split(".")
        return self.report.tables[table], (row, column)

    # --- what they come to --------------------------------------------------------------------

    @cached_property
    def filled(self) -> Filled:
        """The parts that the answers set, and what is wrong with them."""
        found = Filled()
        for ask in self.questions.fields_by_id.values():
            if self.is_asked(ask):
                self._take(ask, found)
        if not found.problems:
            self._zeros(found)
            self._sentences(found)
        return found

    @cached_property
    def zeros(self) -> dict[Part, Scalar]:
        """The cells that are meant to be 0 by the answers so far, whatever else is missing."""
        found = Filled()
        self._zeros(found)
        return found.values

    @cached_property
    def finished(self) -> dict[Part, Scalar]:
        """The sections for which no answer is missing, whatever is missing for others."""
        missing = {problem.field for problem in self.filled.problems}
        found = Filled()
        self._sentences(found, [name for name in self.questions.sections if missing & self.fields_of(name)])
        return found.values

    def fields_of(self, section: str) -> set[str]:
        """List the fields that a section's sentences need: named in them, or behind the tables they quote."""
        pieces = [piece for paragraph in self.questions.sections[section] for piece in paragraph]
        text = " ".join(f"{piece.text} {{{piece.if_}}} {{{piece.unless}}}" for piece in pieces)
        return {
            ask.id
            for ask in self.questions.fields_by_id.values()
            if ask.section == section
            or re.search(rf"(?<!\{{)\{{{ask.id}[=}}]", text)
            or any(f"{{{{ {table}." in text for table in _tables_of(ask))
        }

    def contradicted(self) -> Iterator[tuple[Ask, CellId]]:
        """List the answers that a table has nothing, each with a cell of the table that has something."""
        for ask in self.questions.fields_by_id.values():
            if ask.empties is None or self.given.get(ask.id) != ask.empties.value:
                continue
            table, row = self.report.tables[ask.empties.table], ask.empties.row
            for cell in table.form.cells:
                meant = cell[0] == row if row else self._has_nothing(ask.empties.table)
                if meant and cell not in table.form.derivations and table.values[cell]:
                    yield ask, cell
                    break

    def _take(self, ask: Ask, found: Filled) -> None:
        answer = self.given.get(ask.id, "").strip()
        if not answer:
            if not ask.optional:
                found.problems.append(Problem(ask.id, _missing(ask)))
        elif ask.kind == "choice":
            if answer not in ask.choices:
                found.problems.append(Problem(ask.id, _missing(ask)))
            elif ask.empties and answer != ask.empties.value and ask.otherwise not in found.left:
                found.left.append(ask.otherwise)
        elif ask.kind == "number":
            self._number(ask, answer, found)
        elif ask.kind == "date" and not _is_date(answer):
            found.problems.append(Problem(ask.id, f"「{ask.label}」请写成 2025-01-20 这样的日期。"))
        if ask.part and answer:
            key, name = ask.part.split(".")
            found.values[key, name] = answer

    def _number(self, ask: Ask, answer: str, found: Filled) -> None:
        place = self._table(ask)
        if place is None:
            if read_number(answer, "amount", ask.unit or None).value is None:
                found.problems.append(Problem(ask.id, f"「{ask.label}」不是数字。"))
            return
        table, cell = place
        number = read_number(answer, table.form.kind(cell), table.form.unit(cell))
        if number.value is None:
            found.problems.append(Problem(ask.id, f"「{ask.label}」{number.problem}。"))
        elif table.source(cell) != "ledger" or table.values[cell] != number.value:
            found.values["tables", table.form.id, *cell] = answer if number.unit else number.value

    def _zeros(self, found: Filled) -> None:
        """Write a 0 into each cell that is meant to be one, so that none is left blank."""
        for name in self.questions.tables:
            table = self.report.tables[name]
            if not self._has_nothing(name) or (is_begun(table) and self._empties(name)):
                continue
            for cell in table.form.cells:
                if cell not in table.form.derivations and table.source(cell) == "none":
                    found.values.setdefault(("tables", name, *cell), 0)

    def _empties(self, table: str) -> list[Ask]:
        return [
            ask for ask in self.questions.fields_by_id.values() if ask.empties and ask.empties.table == table
        ]

    def _has_nothing(self, table: str) -> bool:
        return all(self.given.get(ask.id) == ask.empties.value for ask in self._empties(table) if ask.empties)

    # --- sentences ----------------------------------------------------------------------------

    def _sentences(self, found: Filled, without: Collection[str] = ()) -> None:
        for section, paragraphs in self.questions.sections.items():
            if section in without or self.is_written(section):
                continue
            texts = ["".join(self._pieces(paragraph, section)) for paragraph in paragraphs]
            if text := "\n\n".join(filter(None, texts)):
                found.values["sections", section] = text

    def _pieces(self, paragraph: tuple[Piece, ...], section: str) -> Iterator[str]:
        for piece in paragraph:
            if (piece.if_ is None or self._holds(piece.if_)) and not (
                piece.unless and self._holds(piece.unless)
            ):
                yield _HOLE.sub(lambda hole: self._word(hole[1], section), piece.text)

    def _word(self, name: str, section: str) -> str:
        """Give what stands for a hole in a sentence: an answer, or what the template says."""
        template = self.report.template
        if name == "basis":
            return "和".join(f"《{law.name}》（{law.number}）" for law in template.legal_basis[:2])
        if name == "none":
            none = template.section(section).none or ""
            return none.replace("{year}", "{{ year }}").replace("{name}", "{{ unit.name }}")
        ask = self.questions.fields_by_id[name]
        answer = self.given.get(name, "").strip()
        if ask.kind == "number":
            value = read_number(answer, "amount", ask.unit or None).value
            return as_text(value) if value is not None else ""
        # One paragraph of prose, without the spaces that W111 finds; the sentence around it brings the stop.
        return _SPACES.sub("", answer).rstrip(_ENDS)


def _tables_of(ask: Ask) -> Iterator[str]:
    if ask.cell:
        yield ask.cell.split(".")[0]
    if ask.empties:
        yield ask.empties.table


def _missing(ask: Ask) -> str:
    match ask.kind:
        case "choice":
            return f"「{ask.label}」还没有选。"
        case "number":
            return f"「{ask.label}」还没有填，没有的填 0。"
        case _:
            return f"「{ask.label}」还没有填。"


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
