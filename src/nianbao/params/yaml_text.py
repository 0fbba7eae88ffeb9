"""From a parameter file's text to plain values, every one with its place.

Values are what papermill's own reader makes of the text (YAML 1.1 by PyYAML, dates as text): a file
must mean the same to ``papermill -f`` and to us. ruamel.yaml, a YAML 1.2 reader, gives the second
opinion; where the two differ on a scalar, the clerk is asked to write it so that nobody can.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as SecondReaderError

from nianbao.finding import Finding, error_finding
from nianbao.params.fast_loader import fast_loader
from nianbao.params.yaml_errors import explain_yaml_error
from nianbao.suggest import quoted

KeyPath = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top."""

MAX_VALUES = 20_000
"""A full report has some 400 values; aliases of aliases have millions."""

MAX_DEPTH = 50
"""A table's cells lie four deep. Python itself reads no more than 200 brackets inside each other."""

MAX_NUMBER = 10**15
"""Every reader, JavaScript's too, keeps whole numbers below this exactly."""

_UNREADABLE = object()
"""Stands for a scalar that has no value to go by."""

_STANDARD_TAG = "tag:yaml.org,2002:"
_HAS_TAG = re.compile(r"(?:&\S+\s+)?(![^\s,{}\[\]]*)")
# Only such scalars can mean different things; the rest is text to every reader.
_SUSPICIOUS = re.compile(r"[-+.~\d]|(?i:y|n|yes|no|on|off|true|false|null)$")


class PapermillLoader(yaml.SafeLoader):
    """PyYAML's safe loader without dates, as papermill reads parameter files."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own class attribute
        first: [rule for rule in rules if rule[0] != f"{_STANDARD_TAG}timestamp"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Place:
    """Line and column, both 1-based."""

    line: int
    column: int


@dataclass
class YamlText:
    """Plain values of a YAML text, with places.

    Attributes:
        values: The top-level mapping; empty when it can't be read.
        places: Place of each value.
        keys: Place of each key of a mapping.
        narrative: For texts that stand as they are, in literal blocks (``|``) or on one line: where
            their first character stands.
        findings: What is wrong with the text, in its order.
    """

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    narrative: dict[KeyPath, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place_of(self, path: KeyPath) -> Place:
        """Give the place of a value or, failing that, of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place(1, 1)

    def place_in_text(self, path: KeyPath, line: int, column: int) -> Place:
        """Give the file's place of a 0-based line and column inside a text value."""
        start = self.narrative.get(path)
        if start is None:
            return self.place_of(path)
        return Place(start.line + line, start.column + column)


def read_yaml(text: str) -> YamlText:
    """Read a parameter file's text. Never raises: what is wrong becomes findings."""
    return _read_fast(text) or _read_fully(text)


def _read_fast(text: str) -> YamlText | None:
    """Read a text whose grammar is beyond doubt; None for any other."""
    result = YamlText()
    try:
        loader = fast_loader(text, PapermillLoader.yaml_implicit_resolvers)
        node = loader.get_single_node() if loader is not None else None
        if not isinstance(node, yaml.MappingNode):
            return None
        result.values = _Walk(loader, text.splitlines(), result).file(node)
    except (yaml.YAMLError, _EndlessError, RecursionError):
        return None
    return result


def _read_fully(text: str) -> YamlText:
    result = YamlText()
    try:
        loader = PapermillLoader(text)
    except yaml.YAMLError as problem:
        result.findings += explain_yaml_error(problem, text)
        return result
    try:
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            result.values = _Walk(loader, text.splitlines(), result).file(node)
        else:
            result.findings.append(
                error_finding(
                    "P107", "整个文件应是一组「项: 值」。", "请对照样例，从「template: …」写起。"
                ).at(1, 1)
            )
    except yaml.YAMLError as problem:
        result.findings += explain_yaml_error(problem, text)
    except _EndlessError as endless:
        result.findings.append(endless.finding)
    except RecursionError:
        result.findings.append(_too_deep(loader.get_mark()))
    finally:
        loader.dispose()
    return result


class _EndlessError(Exception):
    """The values can't all be read: too many, or too deep."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Walk:
    """One pass over the composed nodes: values, places, findings."""

    def __init__(self, loader: Any, lines: list[str], result: YamlText) -> None:
        self.loader = loader
        self.lines = lines
        self.result = result
        self.count = 0
        self.open: set[int] = set()

    def file(self, node: yaml.MappingNode) -> dict[str, Any]:
        return self.mapping(node, ()) if self._has_allowed_tag(node) else {}

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        self.result.places[path] = _place(node)
        self.count += 1
        if self.count > MAX_VALUES or id(node) in self.open or len(self.open) > MAX_DEPTH:
            raise _EndlessError(self._why_endless(node))
        if not self._has_allowed_tag(node):
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        self.open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
            assert isinstance(node, yaml.MappingNode)
            return self.mapping(node, path)
        finally:
            self.open.discard(id(node))

    def _why_endless(self, node: yaml.Node) -> Finding:
        if id(node) not in self.open and self.count <= MAX_VALUES:
            return _too_deep(node.start_mark)
        place = _place(node)
        return error_finding(
            "P111",
            f"内容超过 {MAX_VALUES} 项，或「*名称」引用得太多、绕回了自己。",
            "请核对是否选错了文件；用了引用的，请把内容写全。",
        ).at(place.line, place.column)

    def mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, value_node, node)
            if key is None:
                continue
            if key in found:
                first = self.result.keys[*path, key].line
                self._say(
                    "P108", f"「{quoted(key)}」写了两次，前一次在第 {first} 行。", "请只留一个。", key_node
                )
                continue
            self.result.keys[*path, key] = _place(key_node)
            found[key] = self.value(value_node, (*path, key))
        return found

    def _key(self, node: yaml.Node, value: yaml.Node, group: yaml.MappingNode) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            advice = "引用数据的「{{ }}」请加引号，或写成「|」开头的多行文字；其他请对照样例改写。"
            where = group if group.flow_style else node
            self._say("P113", "这里应是项的名称（一个词），却是一组内容。", advice, where)
            return None
        if (
            group.flow_style
            and re.fullmatch(r"\d+(\.\d+)?", node.value)
            and value.start_mark.index == value.end_mark.index
        ):
            self._say(
                "P116",
                f"花括号里的逗号把数字断成了两项，后一半是「{node.value}」。",
                "请去掉千分位逗号，如 1234。",
                node,
            )
            return None
        if node.tag == f"{_STANDARD_TAG}merge":
            self._say("P112", "不支持用「<<」合并。", "请把内容写全。", node)
            return None
        if not self._has_allowed_tag(node):
            return None
        if not isinstance(read := self._construct(node), str):
            message = f"项的名称「{quoted(node.value)}」会被读成{_kind(read)}，不是文字。"
            self._say("P113", message, f'请加引号写成 "{quoted(node.value)}"。', node)
            return None
        return str(node.value)

    def _has_allowed_tag(self, node: yaml.Node) -> bool:
        standard = node.tag is None or node.tag.startswith(_STANDARD_TAG)
        # An explicit standard tag (`!!binary`) would change what the value is; nobody needs one.
        if standard and self._tag(node) is None:
            return True
        message = f"「{quoted(self._tag(node) or node.tag)}」是标签，这里不允许用。"
        self._say("P110", message, "请删去「!」开头的标签，只写值；如果感叹号是正文，请加引号。", node)
        return False

    def _tag(self, node: yaml.Node) -> str | None:
        """Give the tag as it is written, or None where none is."""
        mark = node.start_mark
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        found = _HAS_TAG.match(line, mark.column)
        return found.group(1) if found else None

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath) -> Any:
        value = self._construct(node)
        if value is _UNREADABLE:
            self._say(
                "P115",
                f"「{quoted(node.value)}」读不成一个值，或者是太大的数字。",
                "如果是代码或文字，请加引号。",
                node,
            )
            return None
        if isinstance(value, str):
            self._note_text(node, value, path)
        if node.style is None and _SUSPICIOUS.match(node.value):
            self._compare_readers(node, value)
        return value

    def _construct(self, node: yaml.ScalarNode) -> Any:
        if node.tag == f"{_STANDARD_TAG}str":
            return node.value  # as most are: no constructor makes anything else of it
        try:
            value = self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            return _UNREADABLE
        # Not a number, infinite, or so large that some reader would round it.
        too_large = isinstance(value, int | float) and not abs(value) < MAX_NUMBER
        return _UNREADABLE if too_large else value

    def _note_text(self, node: yaml.ScalarNode, value: str, path: KeyPath) -> None:
        """Note where a text begins, when its lines and columns are those of the file."""
        start = node.start_mark
        if node.style == "|":
            first = start.line + 1
            body = next((line for line in self.lines[first : node.end_mark.line + 1] if line.strip()), "")
            opening = next((line for line in value.split("\n") if line.strip()), "")
            # What is indented beyond the block's own indent (``|2``) belongs to the text.
            indent = _leading_spaces(body) - _leading_spaces(opening)
            self.result.narrative[path] = Place(first + 1, indent + 1)
            return
        column = start.column + (1 if node.style in ("'", '"') else 0)
        line = self.lines[start.line] if node.style != ">" and start.line < len(self.lines) else ""
        if line.startswith(value, column):
            self.result.narrative[path] = Place(start.line + 1, column + 1)

    def _compare_readers(self, node: yaml.ScalarNode, value: Any) -> None:
        second = _second_opinion(node.value)
        if type(second) is type(value) and second == value:
            return
        self._say(
            "P115",
            f"「{quoted(node.value)}」有的软件会读成{_kind(value)}，有的会读成{_kind(second)}。",
            f'如果是文字，请加引号写成 "{quoted(node.value)}"；{_instead(value, second)}',
            node,
        )

    def _say(self, code: str, message: str, suggestion: str, node: yaml.Node) -> None:
        place = _place(node)
        self.result.findings.append(error_finding(code, message, suggestion).at(place.line, place.column))


@functools.cache
def _second_reader() -> YAML:
    return YAML(typ="safe", pure=True)


@functools.lru_cache(maxsize=1024)
def _second_opinion(text: str) -> Any:
    """Read a plain scalar as YAML 1.2 does; dates count as text, as they do for papermill."""
    try:
        value = _second_reader().load(io.StringIO(text))
    except (SecondReaderError, ValueError, OverflowError):
        return text
    return value if value is None or isinstance(value, bool | int | float | str) else text


def _kind(value: Any) -> str:
    match value:
        case None:
            return "空"
        case bool():
            return "「是」" if value else "「否」"
        case int() | float():
            return f"数字 {value}"
        case str():
            return "文字"
        case _:
            return "别的东西"


def _instead(*values: Any) -> str:
    if any(isinstance(value, bool) for value in values):
        return "如果是「是」或「否」，请写 true 或 false。"
    if None in values:
        return "如果没有内容，请留空。"
    return "如果是数字，请只写数字，开头不加 0。"


def _leading_spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _too_deep(mark: yaml.Mark) -> Finding:
    return error_finding("P114", "括号或缩进嵌套太深。", "请对照样例重写这一段。").at(
        mark.line + 1, mark.column + 1
    )


def strings(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """List every text in a value, keys included, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index))


def _place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)
