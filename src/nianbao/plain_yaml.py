"""YAML that people write for us beside parameter files: templates, words, steps, calendars, looks.

PyYAML raises whatever comes up while it makes a value: an AttributeError over ``!!timestamp 1``, an
IndexError over ``!!int ''``, a ValueError over a date that there isn't. And a few lines of anchors
that name each other can stand for more values than any memory holds. Here all of that is one error.
"""

from __future__ import annotations

from typing import Any

import yaml

MAX_VALUES = 1_000_000
"""Values of a file with its anchors written out; the largest that ships has some ten thousand."""


class UnreadableValueError(yaml.YAMLError):
    """A value can't be made of what is written, or there are too many."""


def plain_yaml(text: str, *, fast: bool = False) -> Any:
    """Read YAML as plain data.

    Args:
        text: The YAML.
        fast: Use the parser in C, where the wheel has it: it takes a tenth of the time.

    Raises:
        yaml.YAMLError: It can't be read, whatever the reason.
    """
    kind: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if fast else yaml.SafeLoader
    loader = kind(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _size(node, {}) > MAX_VALUES:
            raise UnreadableValueError("too many values")
        return loader.construct_document(node)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as problem:
        raise UnreadableValueError(str(problem)[:200]) from problem
    finally:
        loader.dispose()


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """Count the values that a node stands for; one that holds itself has no end."""
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = MAX_VALUES + 1
    size = 1
    if isinstance(node, yaml.SequenceNode):
        size += sum(_size(one, known) for one in node.value)
    elif isinstance(node, yaml.MappingNode):
        size += sum(_size(key, known) + _size(value, known) for key, value in node.value)
    known[id(node)] = size
    return size
