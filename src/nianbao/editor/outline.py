"""Where the values of a parameter file stand in its text, by PyYAML's own events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from nianbao.params.yaml_text import KeyPath, PapermillLoader

# libyaml gives the same events with the same marks, some ten times as fast; not every wheel has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", PapermillLoader)

Kind = Literal["scalar", "mapping", "sequence", "alias"]


@dataclass(frozen=True)
class Node:
    """A value in the text.

    Attributes:
        kind: What it is.
        start: Index of its first character, an anchor's included.
        end: Index behind its last character; of a literal block, the start of the line that follows
            its last blank line.
        style: ``|``, ``>``, ``'``, ``"``; None for a plain scalar, a mapping or a list.
        flow: It stands in braces or brackets, or is written with them.
        column: 0-based column of its first character; of a block mapping, that of its keys.
        key: Index of the first character of its key, for a value of a mapping.
        key_column: 0-based column of that key.
        anchored: Other places of the file refer to it.
    """

    kind: Kind
    start: int
    end: int
    style: str | None
    flow: bool
    column: int
    key: int | None
    key_column: int | None
    anchored: bool


@dataclass
class Outline:
    """The values of a text by their paths, and which stand directly under which."""

    nodes: dict[KeyPath, Node] = field(default_factory=dict)
    children: dict[KeyPath, list[str | int]] = field(default_factory=dict)

    def last_end(self, path: KeyPath) -> int:
        """Give the index behind the last character of a value, whatever is in it included."""
        node, own = self.nodes[path], self.children.get(path)
        if node.flow or not own:
            return node.end
        # PyYAML ends a block mapping only at the next token, behind comments that aren't its own.
        return self.last_end((*path, own[-1]))


def outline(source: str) -> Outline:
    """Take the outline of a text that ``read_yaml`` has read without a finding."""
    try:
        return _outline(source, _LOADER)
    except yaml.YAMLError:  # what libyaml is stricter in, such as {a:}
        return _outline(source, PapermillLoader)


def _outline(source: str, loader: Any) -> Outline:
    found = Outline()
    _Walk(source, yaml.parse(source, Loader=loader), found).document()
    return found


class _Walk:
    """One pass over the events of a text."""

    def __init__(self, source: str, events: Iterator[Any], found: Outline) -> None:
        self.source = source
        self.events = events
        self.found = found

    def document(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.MappingStartEvent):
                self.value(event, (), None, False)
                return

    def value(self, event: Any, path: KeyPath, key_event: Any, inside: bool) -> None:
        kind: Kind = "scalar"
        flow, start, end, column = inside, event.start_mark.index, _end(event), event.start_mark.column
        match event:
            case yaml.AliasEvent():
                kind = "alias"
            case yaml.MappingStartEvent():
                kind, flow = "mapping", inside or bool(event.flow_style)
                end = self._mapping(path, flow)
            case yaml.SequenceStartEvent():
                kind, flow = "sequence", inside or bool(event.flow_style)
                end = self._sequence(path, flow)
        if start == end and key_event is not None:
            # Where nothing stands is the place behind the colon; the two readers don't agree on it.
            start = end = self.source.index(":", _end(key_event)) + 1
            column = start - 1 - max(self.source.rfind(sign, 0, start) for sign in "\n\r")
        key = key_event.start_mark if key_event is not None else None
        self.found.nodes[path] = Node(
            kind=kind,
            start=start,
            end=end,
            style=(event.style or None) if isinstance(event, yaml.ScalarEvent) else None,
            flow=flow,
            column=column,
            key=key.index if key else None,
            key_column=key.column if key else None,
            anchored=kind != "alias" and event.anchor is not None,
        )

    def _mapping(self, path: KeyPath, flow: bool) -> int:
        names = self.found.children.setdefault(path, [])
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return _end(event)
            name = str(event.value)
            names.append(name)
            self.value(next(self.events), (*path, name), event, flow)
        raise AssertionError("a mapping without an end")

    def _sequence(self, path: KeyPath, flow: bool) -> int:
        places = self.found.children.setdefault(path, [])
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return _end(event)
            place = len(places)
            places.append(place)
            self.value(event, (*path, place), None, flow)
        raise AssertionError("a list without an end")


def _end(event: Any) -> int:
    return int(event.end_mark.index)
