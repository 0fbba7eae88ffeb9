"""The long table as Parquet, by DuckDB from the CSV: the same cells, with types and a tenth of the size.

DuckDB is the smallest of the libraries that write Parquet with wheels for Windows and aarch64 (15 to 22 MB;
pyarrow 29 to 52 MB, polars 54 MB), and needs nothing else.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from nianbao.errors import UsageError
from nianbao.folder import move_into_place
from nianbao.longtable.numbers import COLUMNS

PRECISION = 30
LEAST_DECIMALS = 8
"""Decimals of the column ``value``; amounts in 万元 that were 元 and 分 need six."""

_TYPES = {"year": "SMALLINT", "total": "BOOLEAN"}


def require_duckdb() -> None:
    """Make sure that DuckDB is there, before anything is read.

    Raises:
        UsageError: It isn't.
    """
    if importlib.util.find_spec("duckdb") is None:
        raise UsageError(
            "写 Parquet 要用 DuckDB，还没有装。请运行 pip install 'nianbao[analyst]'，或只写 CSV（--to csv）。"
        )


def write_parquet(table: Path, target: Path, folder: Path) -> int:
    """Write a long table's CSV as Parquet.

    Args:
        table: The CSV.
        target: The Parquet file.
        folder: Where to write it first, beside the target.

    Returns:
        Decimals of the column ``value``: eight, more where a number has more, so that none is rounded.
    """
    import duckdb

    staged = folder / target.name
    with duckdb.connect() as base:
        # One order of rows, whatever the machine.
        base.execute("SET preserve_insertion_order = true")
        columns = "{" + ", ".join(f"'{column}': 'VARCHAR'" for column in COLUMNS) + "}"
        reader = f"read_csv(?, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {columns})"
        base.execute(f"CREATE TEMP TABLE written AS SELECT * FROM {reader}", [str(table)])  # noqa: S608 - our own names
        decimals = _decimals(base)
        chosen = ", ".join(_selected(column, decimals) for column in COLUMNS)
        place = str(staged).replace("'", "''")
        base.execute(f"COPY (SELECT {chosen} FROM written) TO '{place}' (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608 - quoted
    move_into_place(staged, target)
    return decimals


def _decimals(base: Any) -> int:
    """Count the decimals that the longest number has."""
    ((longest,),) = base.execute("SELECT max(length(split_part(value, '.', 2))) FROM written").fetchall()
    return max(LEAST_DECIMALS, longest or 0)


def _selected(column: str, decimals: int) -> str:
    """Give a column its type; texts lose the apostrophe that keeps spreadsheets from taking them for formulas."""
    if column == "value":
        return f"CAST(nullif(value, '') AS DECIMAL({max(PRECISION, decimals + 14)}, {decimals})) AS value"
    if column in _TYPES:
        return f"CAST({_named(column)} AS {_TYPES[column]}) AS {_named(column)}"
    return f"CASE WHEN starts_with({_named(column)}, '''') THEN {_named(column)}[2:] ELSE {_named(column)} END AS {_named(column)}"


def _named(column: str) -> str:
    return f'"{column}"'
