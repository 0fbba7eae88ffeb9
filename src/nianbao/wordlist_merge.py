"""A county's words added to the shipped ones: what fits is joined, what doesn't is said with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from nianbao.suggest import quoted

_FEWEST = 2
"""Of fewer shipped values nobody can say what all of them have in common."""

Where = tuple[str | int, ...]
"""Names of groups and numbers of items, down to a value."""


class MisfitError(ValueError):
    """A value isn't of the kind that stands there in the shipped list.

    Attributes:
        what: What is wrong and what to do, in Chinese.
        where: The value.
    """

    def __init__(self, what: str, where: Where) -> None:
        super().__init__(what)
        self.what, self.where = what, where


def merged(base: Any, own: Any, where: Where = ()) -> Any:
    """Add to a value.

    Raises:
        MisfitError: What is added isn't of the same kind.
    """
    if own is None:
        return base
    if isinstance(base, dict) and isinstance(own, dict):
        added = {
            key: merged(base[key], value, (*where, key))
            if key in base
            else _like(list(base.values()), value, (*where, key))
            for key, value in own.items()
        }
        return {**base, **added}
    if isinstance(base, list) and isinstance(own, list):
        items = [_like(base, value, (*where, number)) for number, value in enumerate(own)]
        return [*base, *(value for value in items if value not in base)]
    if base == own:
        return base
    name = _name(where)
    if isinstance(base, dict):
        raise MisfitError(f"「{name}」应是一组「项: 值」。", where)
    if isinstance(base, list):
        raise MisfitError(f"「{name}」应是一个列表，每项前加「- 」，或写在方括号里。", where)
    raise MisfitError(f"「{name}」是随软件的内容，不能改，只能添加别的项。", where)


def _like(shipped: list[Any], value: Any, where: Where) -> Any:
    """Give a value back that is of the kind of the shipped ones beside it, where these are all of one kind."""
    kinds = {type(one) for one in shipped}
    if len(kinds) != 1 or len(shipped) < _FEWEST:
        return value
    (kind,) = kinds
    if not isinstance(value, kind):
        raise MisfitError(_wanted(kind, value, where), where)
    if kind is dict:
        needed = set.intersection(*(set(one) for one in shipped))
        missing = [key for key in shipped[0] if key in needed and key not in value]
        # Of groups that share no key there is nothing to miss.
        if missing:
            raise MisfitError(f"「{_name(where)}」缺少「{'」「'.join(map(str, missing))}」，请补上。", where)
    return value


def _wanted(kind: type, value: Any, where: Where) -> str:
    if kind is str and isinstance(value, int | float):
        return f'「{_name(where)}」里的「{value}」请加引号，写成 "{value}"。'
    wanted = {str: "一个词", dict: "一组「项: 值」", list: "一个列表", int: "一个整数"}.get(
        kind, "同样的写法"
    )
    return f"「{_name(where)}」应是{wanted}，与随软件的同名词表写法相同。"


def _name(where: Where) -> str:
    parts = [f"第 {part + 1} 项" if isinstance(part, int) else part for part in where]
    return quoted("/".join(parts)) or "整个文件"


def line_of(path: Path, where: Where) -> int | None:
    """Find the 1-based line of a value in a file that can be read."""
    node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    line = None
    for part in where:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            pair = (node.value[part], node.value[part])
        else:
            pair = None
        if pair is None:
            break
        line, node = pair[0].start_mark.line + 1, pair[1]
    return line
