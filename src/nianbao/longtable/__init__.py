"""长表: every number of every report as one long table, with a codebook, for the analyst of a city or province.

::

    parameter files ─┐
    executed notebooks ─┤ → reading (a process a core) → lines of CSV → CSV · Parquet
    published reports ──┘                                 codebook: CSV · HTML

A line a cell: unit, year, template, table, row, column, value, source. Nothing is rounded; a file that
can't be read is named, never left out in silence.
"""
