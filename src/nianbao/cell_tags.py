"""Tags by which an author hides a cell of a notebook, or what it shows."""

from __future__ import annotations

HIDDEN_CELL_TAGS = frozenset({"remove_cell", "remove-cell"})
HIDDEN_OUTPUT_TAGS = frozenset({"remove_output", "remove-output"})
