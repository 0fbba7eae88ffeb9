"""Edits of a parameter file's text: each changes the lines it has to and leaves the others byte for byte.

A round trip through a YAML writer would keep comments, but not how things are written; so an edit
replaces the characters of one value, or adds lines where the value belongs. Whether the new text says
what was meant is for the caller to see by reading it (``nianbao.editor.document``).
"""

from __future__ import annotations

import re

from nianbao.editor.outline import Node
from nianbao.editor.places import INDENT, Places
from nianbao.editor.scalars import Scalar, block_indent, literal, written
from nianbao.errors import EditError
from nianbao.params.yaml_text import KeyPath


class Text(Places):
    """A parameter file's text that can be changed."""

    def with_value(self, path: KeyPath, value: Scalar, *, narrative: bool = False) -> str:
        """Give the text with a value set, its key and the groups around it added where they are missing.

        Args:
            path: Where the value belongs.
            value: The value; None leaves the key without one.
            narrative: It is a text of several lines, to be written as a literal block.

        Raises:
            EditError: It is written in a way that can't be changed in its place.
        """
        self.refuse_references(path)
        node = self.outline.nodes.get(path)
        if node is not None and node.kind == "scalar":
            if narrative:
                return self._with_narrative(node, str(value or ""))
            return self.replaced(node.start, node.end, self._token(node, value))
        if node is not None:
            raise EditError(f"「{'.'.join(map(str, path))}」应是一个值，文件里却是一组内容，请先改正文件。")
        return self._with_new(path, value, narrative=narrative)

    def with_item(self, path: KeyPath, item: dict[str, str]) -> str:
        """Give the text with a group of values appended to a list.

        Raises:
            EditError: The list is written in a way that can't be added to.
        """
        self.refuse_references(path)
        node = self.outline.nodes.get(path)
        places = self.outline.children.get(path)
        if node is not None and node.flow and places:
            end = self.outline.nodes[*path, places[-1]].end
            return self.replaced(end, end, f", {_flow(item)}")
        if node is not None and places:
            column = self.column_of_dash(self.outline.nodes[*path, places[-1]])
            return self.with_lines(self.line_after(self.outline.last_end(path)), self._item(column, item))
        if self.outline.nodes[path[:-1]].flow:
            if node is not None:
                return self.replaced(node.start, node.end, f"{' ' * (node.start == node.end)}[{_flow(item)}]")
            end = self.place_in_flow(path)
            return self.replaced(end, end, f", {path[-1]}: [{_flow(item)}]")
        if node is None:
            lines = [f"{path[-1]}:{self.newline}", *self._item(INDENT, item)]
            return self.with_lines(self.place_for(path), lines)
        return self._opened(node, self._item((node.key_column or 0) + INDENT, item))

    def without_item(self, path: KeyPath) -> str:
        """Give the text without an item of a list.

        Raises:
            EditError: The item is written in a way that can't be taken out.
        """
        self.refuse_references(path)
        node = self.outline.nodes[path]
        if node.flow and self.outline.nodes[path[:-1]].flow:
            return self._without_flow_item(path)
        start = self.line_start(node.start)
        before = self.source[start : node.start]
        if before.strip() != "-":
            raise EditError(f"「{'.'.join(map(str, path))}」和别的内容写在同一行，请先在文件里分行写。")
        return self.replaced(start, self.line_after(self.outline.last_end(path)), "")

    def without_key(self, path: KeyPath) -> str:
        """Give the text without a key and its value, for groups that allow no empty value.

        Raises:
            EditError: It is written in a way that can't be taken out.
        """
        self.refuse_references(path)
        node = self.outline.nodes[path]
        assert node.key is not None
        if not self.outline.nodes[path[:-1]].flow:
            start = self.line_start(node.key)
            return self.replaced(start, self.line_after(self.outline.last_end(path)), "")
        others = self.outline.children[path[:-1]]
        place = others.index(path[-1])
        start, end = node.key, node.end
        if place + 1 < len(others):
            end = self.outline.nodes[*path[:-1], others[place + 1]].key or end
        elif place:
            start = self.outline.nodes[*path[:-1], others[place - 1]].end
        return self.replaced(start, end, "")

    # --- one value in its place ---------------------------------------------------------------

    def _token(self, node: Node, value: Scalar) -> str:
        new = written(value, node.style, flow=node.flow)
        # An empty value stands directly behind its colon; a block header's line goes on behind it.
        token = f" {new}" if node.start == node.end and new else new
        if node.style in ("|", ">"):
            token += self.newline
        if node.flow and not token and node.start < node.end:
            return "null"  # not every reader takes {a:} for a key without a value
        return token

    def _with_narrative(self, node: Node, text: str) -> str:
        if node.flow or (node.style in ("'", '"') and "\n" not in text):
            return self.replaced(node.start, node.end, self._token(node, text))
        if node.style == "|":
            return self._with_block(node, text)
        if not text:
            return self.replaced(node.start, node.end, self._token(node, None))
        column = node.key_column or 0
        header, lines = literal(text, "|", column, column + INDENT, self.newline)
        if node.style == ">":
            return self.replaced(node.start, node.end, header + self.newline + "".join(lines))
        space = " " if node.start == node.end else ""
        after = self.line_after(node.end)
        rest = self.ended(self.source[node.end : after])
        return self.source[: node.start] + space + header + rest + "".join(lines) + self.source[after:]

    def _with_block(self, node: Node, text: str) -> str:
        """Rewrite a literal block; lines that stay as they are keep their bytes, blank lines behind it too."""
        top = self.line_after(node.start)
        header_line = self.source[node.start : top]
        header = re.match(r"\|[-+0-9]*", header_line)
        assert header is not None
        lines = self.source[top : node.end].splitlines(keepends=True)
        before = _values(lines, node, header.group())
        found = next(
            (len(row) - len(own) for row, own in zip(_bare(lines), before, strict=False) if own), None
        )
        column = node.key_column or 0
        indent = block_indent(column, found, text)
        new_header, new_lines = literal(text, header.group(), column, indent, self.newline)
        if indent == found or found is None:
            new_lines = _reusing(lines, before, new_lines, text.split("\n") if text else [])
        head = self.ended(new_header + header_line[header.end() :])
        body = [self.ended(line) for line in new_lines[:-1]] + new_lines[-1:]
        tail = lines[len(before) :]
        if tail or node.end < len(self.source):
            body = [self.ended(line) for line in body]
        return self.source[: node.start] + head + "".join(body + tail) + self.source[node.end :]

    # --- a value that isn't there yet ---------------------------------------------------------

    def _with_new(self, path: KeyPath, value: Scalar, *, narrative: bool) -> str:
        depth = next(length for length in range(len(path) - 1, -1, -1) if path[:length] in self.outline.nodes)
        above, missing = path[:depth], [str(key) for key in path[depth:]]
        node = self.outline.nodes[above]
        if node.kind == "mapping" and self.outline.children[above]:
            if node.flow:
                end = self.place_in_flow(path[: depth + 1])
                return self.replaced(end, end, f", {_flow_keys(missing, value)}")
            lines = self._block(missing, node.column, value, narrative=narrative)
            return self.with_lines(self.place_for(path[: depth + 1]), lines)
        if node.kind == "mapping" or (
            node.kind == "scalar" and _is_nothing(self.source[node.start : node.end])
        ):
            around = self.outline.nodes[above[:-1]] if above else node
            if around.flow or not above:
                space = " " if node.start == node.end else ""
                return self.replaced(node.start, node.end, f"{space}{{{_flow_keys(missing, value)}}}")
            column = (node.key_column or 0) + INDENT
            return self._opened(node, self._block(missing, column, value, narrative=narrative))
        raise EditError(f"「{'.'.join(map(str, above))}」应是一组「项: 值」，请先改正文件。")

    def _block(self, keys: list[str], column: int, value: Scalar, *, narrative: bool) -> list[str]:
        """Write keys one under the other, the last with its value."""
        *groups, last = [" " * (column + INDENT * depth) + written(key) for depth, key in enumerate(keys)]
        lines = [f"{group}:{self.newline}" for group in groups]
        if narrative and isinstance(value, str) and value:
            own = column + INDENT * len(groups)
            header, body = literal(value, "|", own, own + INDENT, self.newline)
            return [*lines, f"{last}: {header}{self.newline}", *body]
        text = written(value)
        return [*lines, f"{last}:{' ' if text else ''}{text}{self.newline}"]

    def _item(self, column: int, item: dict[str, str]) -> list[str]:
        rows = [f"{key}: {written(value)}{self.newline}" for key, value in item.items()]
        return [" " * column + ("- " if place == 0 else "  ") + row for place, row in enumerate(rows)]

    def _opened(self, node: Node, lines: list[str]) -> str:
        """Put lines under a key that has no value, or an empty pair of brackets."""
        after = self.line_after(node.end)
        start = node.start - (node.end > node.start and self.source[node.start - 1] == " ")
        rest = self.ended(self.source[node.end : after])
        return self.source[:start] + rest + "".join(lines) + self.source[after:]

    def _without_flow_item(self, path: KeyPath) -> str:
        *above, place = path
        assert isinstance(place, int)
        items = [self.outline.nodes[*above, one] for one in self.outline.children[tuple(above)]]
        start, end = items[place].start, items[place].end
        if place + 1 < len(items):
            end = items[place + 1].start
        elif place:
            start = items[place - 1].end
        return self.replaced(start, end, "")


def _is_nothing(text: str) -> bool:
    return text in ("", "~", "null", "Null", "NULL")


def _flow(item: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {written(value, flow=True)}" for key, value in item.items()) + "}"


def _flow_keys(keys: list[str], value: Scalar) -> str:
    first, *rest = keys
    inside = "{" + _flow_keys(rest, value) + "}" if rest else written(value, flow=True)
    return f"{written(first, flow=True)}: {inside}"


def _bare(lines: list[str]) -> list[str]:
    return [line.rstrip("\r\n") for line in lines]


def _values(lines: list[str], node: Node, header: str) -> list[str]:
    """Give what the lines of a literal block say, those behind its last that says something left out."""
    rows = _bare(lines)
    digit = re.sub(r"\D", "", header)
    first = next((row for row in rows if row.strip(" ")), "")
    indent = (node.key_column or 0) + int(digit) if digit else len(first) - len(first.lstrip(" "))
    own = [row[indent:] for row in rows]
    while own and not own[-1]:
        own.pop()
    return own


def _reusing(lines: list[str], before: list[str], new_lines: list[str], new: list[str]) -> list[str]:
    """Take the lines that didn't change, at both ends, as they stand in the file."""
    most = min(len(before), len(new))
    first = next((place for place in range(most) if before[place] != new[place]), most)
    last = next(
        (place for place in range(most - first) if before[-1 - place] != new[-1 - place]), most - first
    )
    kept = lines[: len(before)]
    return [*kept[:first], *new_lines[first : len(new) - last], *kept[len(before) - last :]]
