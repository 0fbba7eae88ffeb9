"""What a page of ours may hold, whatever went into it."""

from __future__ import annotations

import re

from lxml import html

_ALLOWED = re.compile(r"(?:https?:|mailto:|#|data:image/|data:,$)", re.IGNORECASE)


def is_harmless(markup: str, beside: re.Pattern[str] | None = None) -> None:
    """Hold HTML to what a report may have: no program, no handler, no address that is loaded by itself.

    Args:
        markup: The HTML.
        beside: Addresses of files beside the page that it may lead to.
    """
    tree = html.fromstring(f"<div>{markup}</div>" if "<html" not in markup else markup)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("iframe", "object", "embed", "base", "form", "input", "foreignobject"), (
            element.tag
        )
        assert element.tag != "script" or element.get("type") == "application/ld+json", markup[:400]
        for name, value in ((str(key), str(one)) for key, one in element.attrib.items()):
            assert not name.startswith("on"), name
            if name in ("href", "src", "action", "data", "xlink:href"):
                is_beside = beside is not None and beside.fullmatch(value)
                assert is_beside or _ALLOWED.match(value.strip()), value[:200]
                assert element.tag == "a" or not value.strip().lower().startswith("http"), value[:200]
            assert name != "style" or not re.search(r"url\(|expression|@import", value, re.IGNORECASE), value[
                :200
            ]
