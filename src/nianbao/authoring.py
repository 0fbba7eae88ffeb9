"""What makes an author's own cells print well: pandas tables as blocks, plots in the shipped faces.

Nothing is imported for authors who don't need it: formatters go by type name, and matplotlib is
set up when a cell imports it.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import wrapt

from nianbao.blocks import Cell, Rows, Table
from nianbao.resources import shipped

if TYPE_CHECKING:
    import pandas as pd
    from pandas.io.formats.style import Styler

HASH_SALT = "nianbao"
"""Makes the ids in matplotlib's SVG depend on the picture alone."""


def prepare_notebook() -> None:
    """Register formatters and plot settings with the running IPython; without one, do nothing."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None or shell.display_formatter is None:
        return
    bundles = shell.display_formatter.mimebundle_formatter
    for module in ("pandas", "pandas.core.frame"):
        bundles.for_type_by_name(module, "DataFrame", _frame_bundle)
    for module in ("pandas", "pandas.core.series"):
        bundles.for_type_by_name(module, "Series", lambda series, **_: _frame_bundle(_column(series)))
    bundles.for_type_by_name("pandas.io.formats.style", "Styler", _styler_bundle)
    wrapt.register_post_import_hook(_set_faces, "matplotlib.font_manager")
    wrapt.register_post_import_hook(lambda _: _set_pictures(shell), "matplotlib.pyplot")


def frame_table(frame: pd.DataFrame) -> Table:
    """Turn a pandas table into a block; ``frame.attrs["caption"]`` is its caption.

    A plain running number as index isn't printed; any other index becomes row headers.
    """
    import pandas as pd

    plain_index = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    depth = 0 if plain_index else frame.index.nlevels
    header = _header(frame, depth)
    if not any(cell.text for row in header for cell in row):
        header = ()  # a Series without a name
    body = tuple(
        (*(_row_header(part) for part in _labels(index)[:depth]), *(_data(value) for value in row))
        for index, row in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    )
    return Table(caption=frame.attrs.get("caption"), columns=depth + frame.shape[1], header=header, body=body)


def styler_table(styler: Styler) -> Table:
    """Turn a styled pandas table into a block: hidden parts stay out, numbers keep their format."""
    options: Any = styler  # these attributes are in no stub
    rows = [row for row in range(len(options.data)) if row not in options.hidden_rows]
    columns = _shown_columns(styler)
    frame = options.data.iloc[rows, columns]
    if all(options.hide_index_):
        frame = frame.reset_index(drop=True)
    table = frame_table(frame)
    body = tuple(
        (
            *cells[: -len(columns)],
            *(
                cell.model_copy(update={"text": str(options._display_funcs[row, column](value))})
                if cell.text
                else cell
                for cell, column, value in zip(cells[-len(columns) :], columns, values, strict=True)
            ),
        )
        for cells, row, values in zip(table.body, rows, frame.itertuples(index=False, name=None), strict=True)
    )
    caption = options.caption if isinstance(options.caption, str) else table.caption
    return table.model_copy(update={"body": body, "caption": caption})


def _shown_columns(styler: Styler) -> list[int]:
    options: Any = styler
    return [column for column in range(options.data.shape[1]) if column not in options.hidden_columns]


def _header(frame: pd.DataFrame, depth: int) -> Rows:
    columns = [_labels(column) for column in frame.columns]
    rows: list[tuple[Cell, ...]] = []
    names = [str(name or "") for name in frame.index.names][:depth]
    for level, above in enumerate(frame.columns.names):
        corner: list[Cell] = []
        if depth and not any(names):
            corner = [Cell(text=str(above or ""), role="column", colspan=depth)]
        elif level == 0:
            corner = [Cell(text=name, role="column", rowspan=frame.columns.nlevels) for name in names]
        rows.append((*corner, *(Cell(text=str(labels[level]), role="column") for labels in columns)))
    return tuple(rows)


def _labels(label: Any) -> tuple[Any, ...]:
    return label if isinstance(label, tuple) else (label,)


def _row_header(label: Any) -> Cell:
    return Cell(text=str(label), role="row")


def _data(value: Any) -> Cell:
    """Print a number as it is, with trailing zeros of a float cut; a missing value as nothing."""
    if _is_missing(value):
        return Cell(text="")
    number = value.item() if getattr(value, "ndim", None) == 0 else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return Cell(text=str(number))
    if isinstance(number, float) and not math.isfinite(number):
        return Cell(text=str(number), align="right")  # JSON has no word for it
    return Cell(
        text=str(number) if isinstance(number, int) else _decimal(number), value=number, align="right"
    )


def _is_missing(value: Any) -> bool:
    import pandas as pd

    missing = pd.isna(value)
    return isinstance(missing, bool) and missing


def _decimal(number: float) -> str:
    # Six places hide what binary fractions can't hold; a number too small for them keeps its digits.
    places = f"{number:.6f}" if abs(number) >= 1e-4 or not number else f"{Decimal(f'{number:.6g}'):f}"
    text = places.rstrip("0").rstrip(".") if "." in places else places
    return "0" if text == "-0" else text


def _frame_bundle(frame: pd.DataFrame, **_: Any) -> dict[str, Any] | None:
    # Without a column there is no table; pandas then says so in words.
    return _bundle(frame_table(frame)) if frame.shape[1] else None


def _column(series: pd.Series[Any]) -> pd.DataFrame:
    return series.to_frame(series.name if series.name is not None else "")


def _styler_bundle(styler: Styler, **_: Any) -> dict[str, Any] | None:
    return _bundle(styler_table(styler)) if len(_shown_columns(styler)) else None


def _bundle(table: Table) -> dict[str, Any]:
    from nianbao.display import bundle

    return bundle(table)


def _set_faces(font_manager: Any) -> None:
    for file in sorted(shipped("fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(str(file))


def _set_pictures(shell: Any) -> None:
    import matplotlib as mpl
    from matplotlib_inline.config import InlineBackend

    from nianbao.fonts import face_of

    families = [face_of("heading").family, face_of("fallback").family]
    mpl.rcParams.update({"font.family": families, "axes.unicode_minus": False, "svg.hashsalt": HASH_SALT})
    inline = InlineBackend.instance(parent=shell)
    inline.figure_formats = {"svg"}
    # The stub says text only; matplotlib takes None for "leave the date out".
    options: dict[str, Any] = {**inline.print_figure_kwargs, "metadata": {"Date": None}}
    inline.print_figure_kwargs = options
