"""A county's own looks: CSS for the pages, and styles for the body that is pasted into a site.

They stand in the working folder's ``templates/html`` and are added to ours, so that a later version of ours
still arrives. A report is one file that asks no network for anything, and nothing a user wrote becomes code:
what could load, run, or hide or add words is refused with its line.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from nianbao.errors import OwnLookError
from nianbao.export.safe_css import RefusedError, checked_declarations, checked_sheet
from nianbao.folder import why_not
from nianbao.plain_yaml import plain_yaml
from nianbao.resources import shipped
from nianbao.suggest import did_you_mean, quoted

PAGE, PUBLISH, INDEX = "html/page.css", "html/publish.css", "html/index.css"
"""Added to the report's page, to the page it is published from, and to the list of reports."""

BODY = "html/body.yaml"
"""Styles of the body, by what they dress; ours is a file of the same name."""

OWN_LOOKS = (PAGE, PUBLISH, BODY)
"""What a report's files are made from, if it is there."""

MAX_BYTES = 500_000
"""Room for a coat of arms as a data address; every page carries it."""


def own_css(folder: Path | None, name: str) -> Markup:
    """Give a county's own CSS as it goes into a page's ``<style>``; empty where there is none.

    Args:
        folder: The working folder.
        name: The file below its ``templates``.

    Raises:
        OwnLookError: It can't be read, or has in it what a report may not have.
    """
    text = _read(folder, name)
    if text is None:
        return Markup("")
    try:
        return Markup(_checked(text))  # noqa: S704  # parsed, checked and written anew
    except RefusedError as refused:
        raise _wrong(name, refused.line, refused.what) from refused


@functools.lru_cache(maxsize=16)
def _checked(text: str) -> str:
    return checked_sheet(text)


def body_styles(folder: Path | None) -> dict[str, str]:
    """Give the styles of the body: ours, with a county's own in the place of those they name.

    Raises:
        OwnLookError: The county's file isn't in order.
    """
    own = _read(folder, BODY)
    return {**_shipped_styles(), **(_own_styles(own) if own is not None else {})}


@functools.cache
def _shipped_styles() -> dict[str, str]:
    text = (shipped("templates") / BODY).read_text(encoding="utf-8")
    styles: dict[str, str] = yaml.safe_load(text)
    return styles


@functools.lru_cache(maxsize=16)
def _own_styles(text: str) -> dict[str, str]:
    known = _shipped_styles()
    try:
        data: Any = plain_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(
            BODY, mark.line + 1 if mark else None, "写法不对，应是一行一个「名称: 样式」。"
        ) from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _wrong(BODY, None, "应是一行一个「名称: 样式」。")
    for name, style in data.items():
        if name not in known:
            raise _wrong(
                BODY, None, f"没有叫「{quoted(str(name))}」的一项。{did_you_mean(str(name), tuple(known))}"
            )
        if not isinstance(style, str):
            raise _wrong(BODY, None, f"「{quoted(str(name))}」的样式应是文字，如 text-indent:2em。")
    try:
        return {name: checked_declarations(style) for name, style in data.items()}
    except RefusedError as refused:
        raise _wrong(BODY, None, refused.what) from refused


def _read(folder: Path | None, name: str) -> str | None:
    path = folder / "templates" / name if folder else None
    if path is None or not path.is_file():
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong(name, None, f"读不出来：{why_not(error)}。") from error
    # In the project's own folder, and in a copy of it, the shipped file lies where a county's own would.
    ours = shipped("templates") / name
    if ours.is_file() and ours.read_bytes() == data:
        return None
    if len(data) > MAX_BYTES:
        raise _wrong(name, None, f"太大，不能超过 {MAX_BYTES // 1000} KB：每个网页都要带上它。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(name, None, "不是 UTF-8 编码，请用记事本另存为 UTF-8。") from error


def _wrong(name: str, line: int | None, what: str) -> OwnLookError:
    place = f"第 {line} 行：" if line else "："
    return OwnLookError(f"本县的样式 templates/{name} {place}{what}".replace(" ：", "："))
