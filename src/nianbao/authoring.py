"""What makes an author's own cells print well: pandas tables as blocks, plots in the shipped faces.

Nothing is imported for authors who don't need it: formatters go by type name, and matplotlib is
set up when a cell imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import wrapt

from nianbao.blocks import Cell, Rows, Table
from nianbao.resources import shipped

if TYPE_CHECKING:
    import pandas as pd

HASH_SALT = "nianbao"
"""Makes the ids in matplotlib's SVG depend on the picture alone."""


def prepare_notebook() -> None:
    """Register formatters and plot settings with the running IPython; without one, do nothing."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None or shell.display_formatter is None:
        return
    bundles = shell.display_formatter.mimebundle_formatter
    bundles.for_type_by_name("pandas", "DataFrame", _frame_bundle)
    bundles.for_type_by_name("pandas.core.frame", "DataFrame", _frame_bundle)
    bundles.for_type_by_name(
        "pandas.io.formats.style", "Styler", lambda styler, **_: _frame_bundle(styler.data)
    )
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
    body = tuple(
        (*(_row_header(part) for part in _labels(index)[:depth]), *(_data(value) for value in row))
        for index, row in zip(frame.index, frame.itertuples(index=False, name=None), strict=True)
    )
    return Table(caption=frame.attrs.get("caption"), columns=depth + frame.shape[1], header=header, body=body)


def _header(frame: pd.DataFrame, depth: int) -> Rows:
    columns = [_labels(column) for column in frame.columns]
    rows: list[tuple[Cell, ...]] = []
    for level in range(frame.columns.nlevels):
        names = [str(name or "") for name in frame.index.names][:depth] if level == 0 else []
        corner = [Cell(text=name, role="column", rowspan=frame.columns.nlevels) for name in names]
        rows.append((*corner, *(Cell(text=str(labels[level]), role="column") for labels in columns)))
    return tuple(rows)


def _labels(label: Any) -> tuple[Any, ...]:
    return label if isinstance(label, tuple) else (label,)


def _row_header(label: Any) -> Cell:
    return Cell(text=str(label), role="row")


def _data(value: Any) -> Cell:
    """Print a number as it is, with trailing zeros of a float cut; a missing value as nothing."""
    number = value.item() if hasattr(value, "item") else value
    if number is None or number != number:  # NaN is what isn't itself
        return Cell(text="")
    if isinstance(number, bool) or not isinstance(number, int | float):
        return Cell(text=str(number))
    text = str(number) if isinstance(number, int) else f"{number:.6f}".rstrip("0").rstrip(".")
    return Cell(text=text, value=number, align="right")


def _frame_bundle(frame: pd.DataFrame, **_: Any) -> dict[str, Any]:
    from nianbao.notebook import bundle

    return bundle(frame_table(frame))


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
