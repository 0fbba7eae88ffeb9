"""HTML of blocks: one set of Jinja macros, dressed for a notebook or for a page.

JupyterLab drops ``<style>``, renames ids and strips classes from an output it doesn't trust, so a
block displayed in a notebook carries inline styles only; on a page the same markup carries classes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nianbao.blocks import Annex, Block, Cell, Figure, Heading, ListBlock, ListItem, Rows, Table
from nianbao.resources import shipped

FACES = {
    "title": "方正小标宋简体,FZXiaoBiaoSong-B05S,方正小标宋_GBK,小标宋,Nianbao Title,"
    "STZhongsong,华文中宋,Source Han Serif SC,Noto Serif CJK SC,SimSun,Songti SC,serif",
    "fang": "仿宋_GB2312,仿宋,FangSong,FangSong_GB2312,STFangsong,华文仿宋,Nianbao Fang,"
    "Songti SC,Source Han Serif SC,Noto Serif CJK SC,SimSun,serif",
    "kai": "楷体_GB2312,楷体,KaiTi,KaiTi_GB2312,STKaiti,Kaiti SC,华文楷体,Nianbao Kai,"
    "Source Han Serif SC,Noto Serif CJK SC,serif",
    "hei": "黑体,SimHei,STHeiti,Heiti SC,Nianbao Hei,PingFang SC,Microsoft YaHei,"
    "Source Han Sans SC,Noto Sans CJK SC,sans-serif",
    "song": "宋体,SimSun,STSong,Songti SC,Nianbao Song,Source Han Serif SC,Noto Serif CJK SC,serif",
    "mono": "Consolas,Menlo,DejaVu Sans Mono,Nianbao Hei,Noto Sans CJK SC,monospace",
}
"""Faces by use, official names first; family names stand unquoted, so that no quote needs escaping."""

# No colour is set anywhere: text and lines take the theme's, light or dark.
_NOTEBOOK = {
    "title": f"font-family:{FACES['title']};font-size:1.8em;font-weight:normal;line-height:1.6;"
    "text-align:center",
    "heading": "margin:1em 0 .4em;font-size:1.15em;font-weight:normal;line-height:1.8;text-indent:2em",
    "lead": "",
    "level-0": "",
    "level-1": f"font-family:{FACES['hei']}",
    "level-2": f"font-family:{FACES['kai']}",
    "level-3": f"font-family:{FACES['fang']};font-weight:bold",
    "level-4": f"font-family:{FACES['fang']}",
    "text": f"margin:.3em 0;font-family:{FACES['fang']};font-size:1.15em;line-height:1.9;text-indent:2em",
    "code": f"font-family:{FACES['mono']}",
    "link": "",
    "list": f"margin:.3em 0;padding-left:2em;font-family:{FACES['fang']};font-size:1.15em;line-height:1.9",
    "inner-list": "margin:0;padding-left:2em",
    "item": "list-style:none",
    "marker": "",
    "preformatted": f"margin:.6em 0;font-family:{FACES['mono']};line-height:1.6;white-space:pre-wrap",
    "dense": "",
    "band": "",
    "table": f"width:100%;margin:.6em 0;border-collapse:collapse;font-family:{FACES['song']}",
    "caption": f"padding:.4em 0;font-family:{FACES['hei']};text-align:center",
    "cell": "padding:.3em .5em;border:1px solid;font-weight:normal;white-space:pre-line",
    "left": "text-align:left",
    "center": "text-align:center;font-variant-numeric:tabular-nums",
    "right": "text-align:right;font-variant-numeric:tabular-nums",
    "note": f"margin:.3em 0;font-family:{FACES['song']}",
    "figure": "margin:.8em 0;text-align:center",
    "picture": "max-width:100%",
    "signature": f"margin:1.5em 2em 0 0;font-family:{FACES['fang']};font-size:1.15em;text-align:right",
    "signed": "margin:0;line-height:1.9;text-align:right",
    "annexes": f"margin:1.5em 0 0;font-family:{FACES['fang']};font-size:1.15em",
    "annex-name": "margin:0;line-height:1.9;padding-left:6.2em;text-indent:-1.2em",
    "annex-first": "text-indent:-4.2em",
    "annex-only": "padding-left:5em;text-indent:-3em",
    "annex-number": "display:inline-block;width:1.2em;text-indent:0",
    "annex": "margin:2em 0 .6em;border-top:1px solid;padding-top:1em;font-size:1.15em;font-weight:normal",
    "annex-label": f"display:block;font-family:{FACES['hei']}",
    "annex-title": f"display:block;font-family:{FACES['title']};font-size:1.6em;line-height:1.6;text-align:center",
}

Dress = Callable[..., Markup]
"""Turns style names into an attribute, with a space before it."""


@dataclass(frozen=True)
class Place:
    """What a block's surroundings decide.

    Attributes:
        tag: Number of the heading tag, 2 to 6.
        anchor: Id of a heading, or None for none.
        region: Label of the region a table scrolls in, or None for no region.
    """

    tag: int = 2
    anchor: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class ListEntry:
    """An item of a list with the lists nested in it."""

    item: ListItem
    children: tuple[ListTree, ...]


@dataclass(frozen=True)
class ListTree:
    """A list as markup nests it; ``tag`` is ``ol`` where the markers count."""

    tag: str
    entries: tuple[ListEntry, ...]


@dataclass(frozen=True)
class PlacedCell:
    """A cell with its tag, scope and looks.

    Attributes:
        cell: The cell.
        tag: ``th`` or ``td``.
        scope: What a header heads.
        styles: Names of its styles besides that of every cell.
        box: Style of a box around the text: as wide as the widest number of the column, so that digits
            stand under each other, or set upright.
    """

    cell: Cell
    tag: str
    scope: str | None
    styles: tuple[str, ...]
    box: str | None = None


PlacedRows = list[list[PlacedCell]]


@dataclass(frozen=True)
class TableShape:
    """A table as markup groups it.

    Attributes:
        column_groups: Widths in per cent, a list for each group of columns under one top header.
        head: Header rows.
        bodies: Groups of body rows, one for each stretch that a row header spans.
    """

    column_groups: list[list[float]]
    head: PlacedRows = field(default_factory=list)
    bodies: list[PlacedRows] = field(default_factory=list)


def inline_style(*names: str) -> Markup:
    """Dress for a notebook: a ``style`` attribute."""
    declarations = ";".join(_NOTEBOOK[name] for name in names if _NOTEBOOK[name])
    return Markup(' style="{}"').format(declarations) if declarations else Markup("")


def class_names(*names: str) -> Markup:
    """Dress for a page: a ``class`` attribute."""
    return Markup(' class="{}"').format(" ".join(names))


@cache
def environment() -> Environment:
    """Give the environment of the HTML templates: text is escaped, an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(shipped("templates") / "html", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macros() -> object:
    return environment().get_template("blocks.html.j2").module


def block_html(block: Block) -> str:
    """Give a block's HTML for a notebook output."""
    tag = block.level + 1 if isinstance(block, Heading) else 2  # also that of an attachment's head
    return render_block(block, inline_style, Place(tag=tag))


def render_block(block: Block, dress: Dress, place: Place) -> Markup:
    """Render a block with the macro of its kind."""
    return _render_table(block, dress, place) if isinstance(block, Table) else _render(block, dress, place)


@lru_cache(maxsize=16)
def _render_table(block: Table, dress: Dress, place: Place) -> Markup:
    """Render a table; a desk shows the same ones again at each keystroke."""
    return _render(block, dress, place)


def _render(block: Block, dress: Dress, place: Place) -> Markup:
    macro: Callable[..., Markup] = getattr(_macros(), block.kind)
    return macro(block, _shape(block), dress, place)


def _shape(block: Block) -> object:
    match block:
        case ListBlock():
            return list_trees(block.items)
        case Table():
            return table_shape(block)
        case Figure():
            return picture_source(block)
    return None


def picture_source(figure: Figure) -> str:
    """Give a picture as a ``data:`` address; a script in an SVG doesn't run from there."""
    if figure.media == "image/svg+xml":
        data = b64encode(figure.data.encode("utf-8")).decode("ascii")
    else:
        data = "".join(figure.data.split())
    return f"data:{figure.media};base64,{data}"


def list_trees(items: Sequence[ListItem]) -> tuple[ListTree, ...]:
    """Nest items by depth; a new list starts where the markers begin or cease to count."""
    entries: list[tuple[ListItem, list[ListItem]]] = []
    for item in items:
        if entries and item.depth > items[0].depth:
            entries[-1][1].append(item)
        else:
            entries.append((item, []))
    return tuple(
        ListTree(tag, tuple(ListEntry(item, list_trees(below)) for item, below in group))
        for tag, group in groupby(entries, key=lambda entry: _list_tag(entry[0].marker))
    )


def _list_tag(marker: str) -> str:
    return "ol" if any(character.isalnum() for character in marker) else "ul"


def first_columns(rows: Rows) -> list[list[int]]:
    """Give each cell's first column, counting the columns that spans from above cover."""
    covered: dict[int, int] = {}
    result = []
    for row in rows:
        starts = []
        column = 0
        taken = {index for index, rest in covered.items() if rest}
        covered = {index: rest - 1 for index, rest in covered.items() if rest}
        for cell in row:
            while column in taken:
                column += 1
            starts.append(column)
            for index in range(column, column + cell.colspan):
                covered[index] = cell.rowspan - 1
            column += cell.colspan
        result.append(starts)
    return result


def table_shape(table: Table) -> TableShape:
    """Group a table's columns and rows so that each header's scope is what it spans."""
    spans = [cell.colspan for cell in table.header[0]] if table.header else []
    if sum(spans) != table.columns:
        spans = [table.columns]
    widths = table.widths if table.widths and len(table.widths) == table.columns else (1.0,) * table.columns
    shares = iter([round(100 * width / sum(widths), 2) for width in widths])
    boxes = _boxes(table, widths)
    return TableShape(
        column_groups=[[next(shares) for _ in range(span)] for span in spans],
        head=[
            [_placed(cell, wide=index == 0 and len(spans) == len(row)) for cell in row]
            for index, row in enumerate(table.header)
        ],
        bodies=[_placed_body(group, boxes, table.columns) for group in _row_groups(table.body)],
    )


def _row_groups(rows: Rows) -> list[Rows]:
    """Cut rows into groups that no span crosses; single rows stay together between spanned groups."""
    blocks: list[Rows] = []
    start, end = 0, 0
    for index, row in enumerate(rows):
        end = max([end, index + 1, *(index + cell.rowspan for cell in row)])
        if end == index + 1:
            blocks.append(rows[start:end])
            start = end
    if start < len(rows):
        blocks.append(rows[start:])
    groups: list[Rows] = []
    for spanned, run in groupby(blocks, key=lambda block: len(block) > 1):
        stretch = tuple(run)
        groups += stretch if spanned else (tuple(chain.from_iterable(stretch)),)
    return groups


def _placed_body(rows: Rows, boxes: Iterator[list[str | None]], columns: int) -> PlacedRows:
    """Place a group's cells; a header as tall as the whole group belongs to the group."""
    return [
        [
            _placed(
                cell,
                tall=index == 0 and 1 < cell.rowspan == len(rows),
                band=cell.colspan == columns,
                box=box,
            )
            for cell, box in zip(row, next(boxes), strict=True)
        ]
        for index, row in enumerate(rows)
    ]


def _placed(
    cell: Cell, *, wide: bool = False, tall: bool = False, band: bool = False, box: str | None = None
) -> PlacedCell:
    # An empty corner heads nothing, and a header without text is noise to a screen reader.
    if cell.role == "data" or not cell.text.strip():
        align = "left" if cell.value is None else "right"
        return PlacedCell(cell, "td", None, (cell.align or align,), box)
    if cell.role == "row":
        # As GB/T 9704 sets the headings of a text: the first level (一、) in 黑体.
        first = ("level-1",) if FIRST_LEVEL.match(cell.text) else ()
        return PlacedCell(cell, "th", "rowgroup" if tall else "row", (cell.align or "left", *first), box)
    scope = "colgroup" if wide and cell.colspan > 1 else "col"
    return PlacedCell(cell, "th", scope, (cell.align or "center", "level-1", *(("band",) if band else ())))


FIRST_LEVEL = re.compile("[一二三四五六七八九十]+、")
"""Opens a label of the first level."""

NUMBER = re.compile(r"([+-]?\d+)(\.\d+)?")
"""A number whose digits can stand under those of another: its whole part and its fraction."""


def digits_of(cell: Cell) -> tuple[str, str] | None:
    """Give whole part and fraction of a number that is centred with its column's digits aligned."""
    number = NUMBER.fullmatch(cell.text) if cell.value is not None and cell.align == "center" else None
    return (number[1], number[2] or "") if number else None


def _boxes(table: Table, widths: Sequence[float]) -> Iterator[list[str | None]]:
    """Give, row by row, the style of the box that a cell's text stands in."""
    starts = first_columns(table.body)
    widest: dict[tuple[int, int], tuple[int, int]] = {}
    for row, firsts in zip(table.body, starts, strict=True):
        for cell, first in zip(row, firsts, strict=True):
            if digits := digits_of(cell):
                place = (first, cell.colspan)
                known = widest.get(place, (0, 0))
                widest[place] = (max(known[0], len(digits[0])), max(known[1], len(digits[1])))
    narrow = {column for column, width in enumerate(widths) if width < _NARROW * sum(widths)}
    for row, firsts in zip(table.body, starts, strict=True):
        yield [
            _digit_box(digits[1], *widest[first, cell.colspan])
            if (digits := digits_of(cell))
            else _UPRIGHT
            if cell.role == "row" and cell.rowspan > 2 and first in narrow
            else None
            for cell, first in zip(row, firsts, strict=True)
        ]


_NARROW = 0.07
"""Share of a table's width below which a label over many rows is set upright."""

_UPRIGHT = "writing-mode:vertical-rl;letter-spacing:.15em"


def _digit_box(fraction: str, whole: int, longest_fraction: int) -> str:
    gap = longest_fraction - len(fraction)
    box = f"display:inline-block;width:{whole + len(fraction)}ch;text-align:right"
    return f"{box};margin-right:{gap}ch" if gap else box


def heading_levels(blocks: Iterable[Block]) -> Iterator[int]:
    """Give the printed level of each block that heads something; an attachment's head is above all."""
    return (block.level for block in blocks if isinstance(block, Heading | Annex))


def heading_tags(levels: Iterable[int]) -> list[int]:
    """Number heading tags below h1 so that none is skipped, whatever the printed levels."""
    open_levels: list[int] = []
    tags = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        tags.append(len(open_levels) + 1)
    return tags
