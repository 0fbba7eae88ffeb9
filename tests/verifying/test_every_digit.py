"""A digit changed anywhere in a page is found and named by its cell or section."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.blocks import Table
from tests.verifying.samples import SAMPLES, page, signed, wrong


def _digits(source: str) -> list[int]:
    """List the digits of the report's own text on a page, and those of its title."""
    start, end = source.index("<h1>"), source.index("<div>上一篇")
    site = source.index("<div>发布日期"), source.index('<div class="article">')
    shown = re.sub(r"<[^>]*>", lambda tag: " " * len(tag[0]), source)
    return [
        m.start()
        for m in re.finditer(r"\d", shown)
        if start < m.start() < end and not site[0] < m.start() < site[1]
    ]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_changed_digit_is_always_found(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SAMPLES[::3]))
    source = page(path)
    place = data.draw(st.sampled_from(_digits(source)))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != source[place]]))
    found = wrong(source[:place] + digit + source[place + 1 :], path)
    assert len(found) == 1, [str(one) for one in found]
    assert found[0].where


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_changed_cell_is_named_by_row_and_column(data: st.DataObject) -> None:
    """The fragment prints the cells in the order of the blocks: the n-th number is the n-th cell."""
    path = data.draw(st.sampled_from(SAMPLES[::3]))
    source = page(path)
    cells = [
        (block.id, *str(cell.name).split("/"))
        for block in signed(path).document.blocks
        if isinstance(block, Table)
        for row in block.body
        for cell in row
        if cell.name and cell.value is not None
    ]
    numbers = [
        match
        for match in re.finditer(r"<t[dh][^>]*>(-?[\d.]+)</t[dh]>", source)
        if match.start() > source.index('<div class="article">')
    ]
    assert len(numbers) == len(cells)
    index = data.draw(st.integers(0, len(cells) - 1))
    value = data.draw(st.integers(0, 99_999).map(str).filter(lambda one: one != numbers[index][1]))
    start, end = numbers[index].span(1)
    found = wrong(source[:start] + value + source[end:], path)
    assert [(one.table, one.row, one.column) for one in found] == [cells[index]], [str(one) for one in found]
    assert (found[0].should, found[0].was) == (numbers[index][1], value)
