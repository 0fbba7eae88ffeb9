"""Blocks as data: JSON form, its schema, the grid of a table."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from nianbao.blocks import (
    BLOCK_MIME,
    BLOCK_VERSION,
    Block,
    Cell,
    Paragraph,
    Span,
    Table,
    from_json,
    json_schema,
    plain_text,
    spans_text,
    to_json,
)
from tests.sample_document import TITLE, every_kind

EVERY = (TITLE, *every_kind())
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


@pytest.mark.parametrize("block", EVERY, ids=lambda block: block.kind)
def test_json_round_trip(block: Block) -> None:
    data = json.loads(json.dumps(to_json(block), ensure_ascii=False, sort_keys=True))
    assert from_json(data) == block
    assert (data["version"], data["kind"]) == (BLOCK_VERSION, block.kind)


@pytest.mark.parametrize("block", EVERY, ids=lambda block: block.kind)
def test_json_form_satisfies_the_schema(block: Block) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(to_json(block))] == []


def test_every_kind_is_tried() -> None:
    kinds = {definition["properties"]["kind"]["const"] for definition in SCHEMA["$defs"].values()
             if "kind" in definition["properties"]}  # fmt: skip
    assert kinds == {block.kind for block in EVERY}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["title"] == BLOCK_MIME


GOOD = to_json(Paragraph(section="overview", spans=(Span(text="甲"),)))
BAD: dict[str, Any] = {
    "later version": {**GOOD, "version": 2},
    "no version": {key: value for key, value in GOOD.items() if key != "version"},
    "version as text": {**GOOD, "version": "1"},
    "unknown kind": {**GOOD, "kind": "script"},
    "no kind": {key: value for key, value in GOOD.items() if key != "kind"},
    "unknown field": {**GOOD, "style": "x"},
    "unsafe link": {**GOOD, "spans": [{"text": "x", "href": "javascript:alert(1)"}]},
    "level out of range": {**GOOD, "level": 5},
    "no spans": {"version": 1, "kind": "paragraph"},
    "list": [GOOD],
    "text": "甲",
    "nothing": None,
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_is_no_block_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"block|valid|Input|Field|Extra|discriminat|match"):
        from_json(data)
    assert not VALIDATOR.is_valid(data)


def cells(*spans: tuple[int, int]) -> tuple[Cell, ...]:
    return tuple(Cell(text="x", rowspan=rows, colspan=columns) for rows, columns in spans)


ONE = (1, 1)
FULL_GRIDS = {
    "empty": (2, ()),
    "plain": (2, (cells(ONE, ONE), cells(ONE, ONE))),
    "wide cell": (3, (cells((1, 2), ONE), cells((1, 3)))),
    "tall cell": (2, (cells((2, 1), ONE), cells(ONE))),
    "block": (3, (cells((2, 2), ONE), cells(ONE))),
    "tall in the middle": (3, (cells(ONE, (2, 1), ONE), cells(ONE, ONE))),
    "whole row hangs over": (2, (cells((2, 1), (2, 1)), ())),
}
BROKEN_GRIDS = {
    "short row": (2, (cells(ONE),)),
    "long row": (1, (cells(ONE, ONE),)),
    "tall beyond the end": (1, (cells((2, 1)),)),
    "overlap": (2, (cells((2, 1), ONE), cells(ONE, ONE))),
    "wide across a tall one": (3, (cells(ONE, (2, 1), ONE), cells((1, 2)))),
    "empty row": (1, ((),)),
}


@pytest.mark.parametrize("part", ["header", "body"])
@pytest.mark.parametrize(("columns", "rows"), FULL_GRIDS.values(), ids=FULL_GRIDS)
def test_full_grid(columns: int, rows: tuple[tuple[Cell, ...], ...], part: str) -> None:
    table = Table.model_validate({"columns": columns, part: rows})
    assert from_json(to_json(table)) == table


@pytest.mark.parametrize("part", ["header", "body"])
@pytest.mark.parametrize(("columns", "rows"), BROKEN_GRIDS.values(), ids=BROKEN_GRIDS)
def test_broken_grid(columns: int, rows: tuple[tuple[Cell, ...], ...], part: str) -> None:
    with pytest.raises(ValidationError, match="don't fill"):
        Table.model_validate({"columns": columns, part: rows})


@pytest.mark.parametrize("widths", [(1.0,), (1, 2, 3), (1, 0), (1, -1)])
def test_wrong_widths(widths: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError, match="widths"):
        Table(columns=2, widths=widths)


@pytest.mark.parametrize("block", EVERY, ids=lambda block: block.kind)
def test_plain_text_holds_every_word(block: Block) -> None:
    text = plain_text(block)
    for words in {"title": ["莱阳市河洛镇人民政府"], "table": ["表1　申请情况", "第30项", "注：数据为示例。"],
                  "list": ["• 第一项", "  • 嵌套项", "1. 编号项"],
                  "signature": ["河洛镇人民政府", "2018年1月27日"]}.get(block.kind, []):  # fmt: skip
        assert words in text


def test_spans_text() -> None:
    assert spans_text((Span(text="甲", strong=True), Span(text="乙"))) == "甲乙"


def test_blocks_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        TITLE.lines = ("另一题",)  # type: ignore[misc]
