"""What a county adds to a template in its own working folder, without making a template of its own.

``templates/<name>/additions.yaml`` there may hold sentences that each report has to contain, whole
sections, and rows of a table. The template itself stays the shipped one, and follows its updates.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from nianbao.levels import Level
from nianbao.template.base import Data, Id
from nianbao.template.model import Duty, Section
from nianbao.template.tables import Row, ranges_written_out

ADDITIONS_FILE = "additions.yaml"


class Sentence(Data):
    """A sentence that a county requires, word for word.

    Attributes:
        say: The sentence; ``{year}``, ``{name}``, ``{full_name}`` are filled in.
        section: Where it belongs.
        required_by: Who asks for it, such as a notice with its number.
        levels: Levels of unit that it binds; none given means all.
    """

    say: str
    section: str
    required_by: str
    levels: tuple[Level, ...] = ()


class AddedSection(Section):
    """A section that stands after one of the template's."""

    after: str


class AddedRow(Row):
    """A row that stands after one of a table's.

    Attributes:
        after: Id of that row.
        adds_to: Totals that count it too; balances between totals stay as they are.
    """

    id: Id
    after: str
    adds_to: tuple[str, ...] = ()


class Additions(Data):
    """What a county adds to a template.

    Attributes:
        sentences: Sentences that each report has to contain.
        sections: Sections of its own.
        rows: Rows of its own, by table.
        guidance: What clerks of the county should know besides, by section.
    """

    sentences: tuple[Sentence, ...] = ()
    sections: tuple[AddedSection, ...] = ()
    rows: dict[str, tuple[AddedRow, ...]] = Field(default_factory=dict)
    guidance: dict[str, str] = Field(default_factory=dict)

    def added_to(self, data: dict[str, Any]) -> dict[str, Any]:
        """Give a template's data with the additions in their places.

        Args:
            data: The template as read, its tables in full.

        Raises:
            ValueError: An addition stands after something that isn't there.
        """
        sections = [dict(section) for section in data.get("sections", ())]
        for section in self.sections:
            _insert(sections, section.model_dump(exclude_defaults=True), section.after, "部分")
        known = {section["id"]: section for section in sections}
        for name, words in self.guidance.items():
            if name not in known:
                raise ValueError(f"guidance 里的部分不存在：{name}")
            known[name]["guidance"] = f"{known[name]['guidance'].rstrip()}\n{words}"
        duties = [*data.get("duties", ()), *(_duty(sentence) for sentence in self.sentences)]
        # Ranges first: a row that is put between two others isn't counted unless it says so.
        tables = [ranges_written_out(table) for table in data.get("tables", ())]
        if unknown := set(self.rows) - {table["id"] for table in tables}:
            raise ValueError(f"rows 里的表格不存在：{'、'.join(sorted(unknown))}")
        for table in tables:
            for row in self.rows.get(table["id"], ()):
                _add_row(table, row)
        return {**data, "sections": sections, "duties": duties, "tables": tables}


def _duty(sentence: Sentence) -> dict[str, Any]:
    duty = Duty(
        item=sentence.say,
        legal=sentence.required_by,
        section=sentence.section,
        say=sentence.say,
        levels=sentence.levels,
        severity="error",
        whole=True,
    )
    return duty.model_dump(exclude_defaults=True)


def _add_row(table: dict[str, Any], row: AddedRow) -> None:
    """Put a row into its table, into its band, and into the totals that count it."""
    rows = [dict(one) for one in table["rows"]]
    _insert(rows, row.model_dump(exclude_defaults=True, exclude={"after", "adds_to"}), row.after, "行")
    table["rows"] = rows
    table["bands"] = [
        {**band, "rows": _with_after(band["rows"], row.id, row.after)} for band in table.get("bands", ())
    ]
    derived = {relation["left"][0] for relation in table.get("relations", ()) if _derives(relation)}
    if unknown := [total for total in row.adds_to if total not in derived]:
        known = (
            f"可以写的有：{'、'.join(sorted(derived))}" if derived else "这张表没有这样的行，请删去 adds_to"
        )
        raise ValueError(
            f"「{row.id}」的 adds_to 里的「{'、'.join(unknown)}」不是由各行相加得来的总计；{known}"
        )
    table["relations"] = [
        {**relation, "right": [*relation["right"], row.id]}
        if _derives(relation) and relation["left"][0] in row.adds_to
        else relation
        for relation in table.get("relations", ())
    ]
    if table.get("layout") == "transposed":
        table["widths"] = _wider(table, row.id)


def _derives(relation: dict[str, Any]) -> bool:
    """Tell whether a relation says of which rows a total is the sum; a balance says it of none."""
    return (
        relation.get("each") == "column"
        and relation.get("is", "=") == "="
        and len(relation["left"]) == 1
        and bool(relation.get("right"))
    )


def _wider(table: dict[str, Any], added: str) -> list[float]:
    """Widen a table whose rows stand side by side: the new one gets the widths of the one before it."""
    ids = [row.get("id") for row in table["rows"]]
    place, step, widths = ids.index(added), len(table["columns"]), list(table["widths"])
    end = place * step
    return [*widths[:end], *widths[end - step : end], *widths[end:]]


def _with_after(ids: list[str], added: str, after: str) -> list[str]:
    return [one for known in ids for one in ((known, added) if known == after else (known,))]


def _insert(items: list[dict[str, Any]], added: dict[str, Any], after: str, kind: str) -> None:
    """Insert behind the item with an id, and behind what was added there before."""
    places = [place for place, item in enumerate(items) if after in (item.get("id"), item.get("after"))]
    if not places:
        raise ValueError(f"「{added['id']}」要加在代号为 {after} 的{kind}之后，可是没有这个代号")
    items.insert(places[-1] + 1, added)
