"""Where in a parameter file's text lines begin and end, and where a new key belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nianbao.editor.outline import Node, Outline
from nianbao.errors import EditError
from nianbao.params.yaml_text import KeyPath

Order = Callable[[KeyPath], Sequence[str]]
"""Gives the keys that may stand under a path in the order in which our own files write them."""

INDENT = 2
"""Columns by which our own files set a group in."""

_LINE_END = re.compile(r"\r\n|\n|\r")


class Places:
    """A parameter file's text with what is needed to find a place in it.

    Attributes:
        source: The text, its line ends as they are.
        outline: Where its values stand.
        newline: What ends a line that is added.
        order: Where a new key belongs.
    """

    def __init__(self, source: str, outline: Outline, newline: str, order: Order) -> None:
        self.source = source
        self.outline = outline
        self.newline = newline
        self.order = order

    def place_for(self, path: KeyPath) -> int:
        """Give the index at which lines for a new key of a block mapping belong."""
        above, names = path[:-1], self.outline.children[path[:-1]]
        before = self._known_before(path)
        if before is None:
            return self.line_start(self.outline.nodes[*above, names[0]].key or 0)
        return self.behind((*above, before))

    def place_in_flow(self, path: KeyPath) -> int:
        """Give the index behind which a new key of a mapping in braces belongs."""
        above, names = path[:-1], self.outline.children[path[:-1]]
        before = self._known_before(path)
        return self.outline.nodes[*above, names[-1] if before is None else before].end

    def _known_before(self, path: KeyPath) -> str | int | None:
        """Give the key behind which a new one belongs; None where it comes first."""
        names = self.outline.children[path[:-1]]
        order = list(self.order(path[:-1]))
        earlier = order[: order.index(str(path[-1]))] if path[-1] in order else order
        return next(
            (name for name in reversed(earlier) if name in names), None if names[0] in order else names[-1]
        )

    def behind(self, path: KeyPath) -> int:
        """Give the index of the line behind a value; blank lines behind a block stay behind it."""
        deepest = path
        while children := self.outline.children.get(deepest):
            if self.outline.nodes[deepest].flow:
                break
            deepest = (*deepest, children[-1])
        node = self.outline.nodes[deepest]
        if node.style not in ("|", ">"):
            return self.line_after(node.end)
        body = self.source[node.start : node.end]
        if "+" in body.splitlines()[0]:
            return node.end
        kept = body.rstrip(" \t\r\n")
        return min(self.line_after(node.start + len(kept)), node.end)

    def column_of_dash(self, item: Node) -> int:
        """Give the column of the dash before an item of a list."""
        line = self.source[self.line_start(item.start) : item.start]
        return line.index("-") if line.strip() == "-" else max(item.column - INDENT, 0)

    def line_start(self, index: int) -> int:
        """Give the index at which the line of a character starts."""
        return max(self.source.rfind("\n", 0, index), self.source.rfind("\r", 0, index)) + 1

    def line_after(self, index: int) -> int:
        """Give the start of the next line; a place that is one already, behind a line end, stays."""
        if index and self.source[index - 1 : index] in ("\n", "\r") and self.line_start(index) == index:
            return index
        end = _LINE_END.search(self.source, index)
        return end.end() if end else len(self.source)

    def with_lines(self, place: int, lines: list[str]) -> str:
        """Give the text with lines put in."""
        return self.ended(self.source[:place]) + "".join(lines) + self.source[place:]

    def ended(self, text: str) -> str:
        """Give a line its end where it has none, as the last of a file may."""
        return text if not text or text.endswith(("\n", "\r")) else text + self.newline

    def replaced(self, start: int, end: int, new: str) -> str:
        """Give the text with some characters replaced."""
        if not new and start < end and self.source[start - 1] == " ":
            start -= 1  # the space behind the colon
        return self.source[:start] + new + self.source[end:]

    def refuse_references(self, path: KeyPath) -> None:
        """Refuse a path on which other places of the file depend.

        Raises:
            EditError: YAML's anchors or aliases stand there.
        """
        for length in range(len(path) + 1):
            node = self.outline.nodes.get(path[:length])
            if node is not None and (node.anchored or node.kind == "alias"):
                raise EditError(
                    f"「{'.'.join(map(str, path[:length]))}」用了「&名称」「*名称」引用，编报台不能改，请先在文件里把内容写全。"
                )
