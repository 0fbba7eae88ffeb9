"""libyaml's parser in place of PyYAML's own, for texts that both read alike.

It takes a sixth of the time. The two differ at the edges of the grammar (tabs, byte order marks, line
ends that aren't newlines, tags, keys behind ``?``, ``#`` right behind a mark): a text with any of those
is left to PyYAML's own parser, which is papermill's; so is one that libyaml refuses.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

_READ_DIFFERENTLY = re.compile(r"[\t\r\x85\u2028\u2029\ufeff%!]|\?(?=\s|$)|[|>][-+0-9]*#|[\[{,]#")

_PARSER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", None)
"""Not every wheel has it."""


def fast_loader(text: str, rules: dict[Any, Any]) -> Any | None:
    """Give a loader on libyaml's events, or None for a text that isn't to be read by it.

    Nodes are composed in Python as ever: libyaml's own composer knows no end of depth.

    Args:
        text: The text.
        rules: Implicit resolvers, as PyYAML's loaders have them.
    """
    if _PARSER is None or _READ_DIFFERENTLY.search(text):
        return None
    try:
        return _Loader(text, rules)
    except UnicodeEncodeError:
        return None


class _Loader(Composer, *((_PARSER,) if _PARSER else ()), SafeConstructor, Resolver):  # type: ignore[misc]
    def __init__(self, text: str, rules: dict[Any, Any]) -> None:
        _PARSER.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self.yaml_implicit_resolvers = rules

    def compose_scalar_node(self, anchor: Any) -> Any:
        node = super().compose_scalar_node(anchor)
        node.style = node.style or None  # libyaml calls a plain one ""
        return node
