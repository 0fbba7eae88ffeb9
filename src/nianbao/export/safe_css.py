"""CSS that can be put into a page: parsed by tinycss2, checked token by token, and written anew.

What is written is what was checked: a brace that was never closed, or a word that only ends the ``<style>``
element after an escape was read, can't get past a text that is made from the parsed rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tinycss2

from nianbao.suggest import quoted

_AT_RULES = {"media", "supports", "page", "font-face"}
_OUTSIDE = "报告是一个不联网的文件，样式里不能引用别的文件或网址"
_LOADS = {
    "url",
    "src",
    "image",
    "image-set",
    "-webkit-image-set",
    "cross-fade",
    "-webkit-cross-fade",
    "element",
}
"""Functions that may name a file; ``url`` with a picture's own data is let through."""

_RUNS = {"expression", "behavior", "-moz-binding"}
"""What old browsers run."""

_SCHEMES = {"http", "https", "ftp", "file", "data", "javascript"}
"""An address where a style belongs reads as a style of that name."""

_HIDES = {"display": {"none"}, "visibility": {"hidden", "collapse"}, "opacity": {"0"}}
_FURNITURE = {"nav", ".skip", ".contents"}
"""May be hidden: stands on a page, but isn't the report's text."""

_PICTURE = (
    "data:image/png;",
    "data:image/jpeg;",
    "data:image/gif;",
    "data:image/svg+xml;",
    "data:image/webp;",
)


class RefusedError(ValueError):
    """A piece of CSS that can't be put into a page.

    Attributes:
        what: What is wrong with it and what to do, in Chinese.
        line: 1-based line.
    """

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def checked_sheet(text: str) -> str:
    """Give a style sheet without its comments.

    Raises:
        RefusedError: It isn't CSS, or has in it what a report may not have.
    """
    try:
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        _check_rules(rules)
        return _inert("\n".join(rule.serialize() for rule in rules))
    except RefusedError:
        raise
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits, blocks in blocks
        raise RefusedError("里面有读不懂的数，或括号套得太深。请改简单些。", 1) from problem


def checked_declarations(text: str) -> str:
    """Give declarations for a ``style`` attribute.

    Raises:
        RefusedError: They aren't declarations, or have in them what a report may not have.
    """
    try:
        declarations = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    except (ValueError, RecursionError) as problem:
        raise RefusedError(f"「{quoted(text)}」里有读不懂的数，或括号套得太深。请改简单些。", 1) from problem
    for one in declarations:
        if one.type != "declaration":
            raise RefusedError(
                f"「{quoted(text)}」不是样式，应写成 text-indent:2em;line-height:2 的样子。", 1
            )
        _check_declaration(one, "")
    if '"' in text or any('"' in one.serialize() for one in declarations):
        raise RefusedError(f"「{quoted(text)}」里不要用双引号，字体名可以不加引号。", 1)
    return _inert(";".join(f"{one.name}:{_value(one)}" for one in declarations))


def _value(declaration: Any) -> str:
    value: str = tinycss2.serialize(declaration.value).strip()
    return f"{value}!important" if declaration.important else value


def _inert(css: str) -> str:
    """Refuse what ends the element it stands in, whatever it was written as."""
    if "</" in css or "<!" in css:
        raise RefusedError("里面有「</」或「<!」，会打断网页。请去掉。", 1)
    return css


def _check_rules(rules: Iterable[Any]) -> None:
    for rule in rules:
        if rule.type == "error":
            raise RefusedError("写法不对，读不懂。请检查括号和分号。", rule.source_line)
        if rule.type == "at-rule":
            _check_at_rule(rule)
        else:
            _check_tokens(rule.prelude, rule.source_line)
            _check_block(rule.content, tinycss2.serialize(rule.prelude).strip())


def _check_at_rule(rule: Any) -> None:
    name = rule.lower_at_keyword
    if name == "import":
        raise RefusedError(f"不能用 @import：{_OUTSIDE}。", rule.source_line)
    if name not in _AT_RULES or rule.content is None:
        raise RefusedError(
            f"不能用 @{quoted(rule.at_keyword)}。可以用 @media、@supports、@page。", rule.source_line
        )
    _check_tokens(rule.prelude, rule.source_line)
    if name in ("media", "supports"):
        _check_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
    else:
        _check_block(rule.content, f"@{name}")


def _check_block(content: Any, selector: str) -> None:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            _check_declaration(one, selector)
        elif one.type == "at-rule" and selector == "@page" and one.content is not None:
            if one.lower_at_keyword == "top-center":
                raise RefusedError("不能用 @top-center：页眉中间留给「初稿」。", one.source_line)
            _check_block(one.content, "@page")  # a box in the margin, such as @bottom-right
        else:
            _check_rules([one])


def _check_declaration(declaration: Any, selector: str) -> None:
    name, line = declaration.lower_name, declaration.source_line
    if name in _RUNS:
        raise RefusedError(f"不能用 {name}：样式不能带程序。", line)
    if name in _SCHEMES:
        raise RefusedError(f"这里写的是网址（{name}:…），不是样式：{_OUTSIDE}。请去掉。", line)
    _check_tokens(declaration.value, line)
    words = {tinycss2.serialize([token]).lower() for token in declaration.value}
    if words & _HIDES.get(name, set()) and selector not in _FURNITURE:
        raise RefusedError(f"「{quoted(selector)}」不能用 {name} 隐藏：样式不能让报告的内容看不见。", line)
    if name == "content" and not selector.startswith("@page") and not words <= {" ", "none", "normal", '""'}:
        raise RefusedError("不能用 content 加文字：要印的文字请写进底稿。", line)


def _check_tokens(tokens: Any, line: int) -> None:
    for token in tokens or ():
        where = getattr(token, "source_line", line)
        if token.type == "error":
            raise RefusedError("写法不对，读不懂。请检查括号和引号。", where)
        if token.type == "url":
            _check_address(token.value, where)
        elif token.type == "function":
            _check_function(token, where)
        elif token.type.endswith(" block"):
            _check_tokens(token.content, where)


def _check_function(function: Any, line: int) -> None:
    name = function.lower_name
    if name in _RUNS:
        raise RefusedError(f"不能用 {name}()：样式不能带程序。", line)
    if name == "url":
        for one in function.arguments:
            if one.type != "whitespace":
                _check_address(getattr(one, "value", ""), line)
    elif name in _LOADS:
        raise RefusedError(f"不能用 {name}()：{_OUTSIDE}。", line)
    _check_tokens(function.arguments, line)


def _check_address(address: Any, line: int) -> None:
    if not str(address).strip().lower().startswith(_PICTURE):
        raise RefusedError(
            f"不能用 url({quoted(str(address), 60)})：{_OUTSIDE}。图片可以写成 data:image/png;base64,… 放在样式里。",
            line,
        )
