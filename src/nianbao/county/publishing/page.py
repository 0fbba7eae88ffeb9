"""The overview as one HTML page: opens offline, prints, runs no script."""

from __future__ import annotations

import functools

import jinja2

from nianbao.county.publishing.messages import day, message
from nianbao.county.publishing.overview import Overview
from nianbao.resources import shipped
from nianbao.verifying.seeing import is_address

_CLASSES = {
    "一致": "same",
    "不一致": "wrong",
    "不是这份年报": "wrong",
    "没有核对成": "unread",
    "没有网址": "none",
}


def publishing_page(found: Overview) -> str:
    """Write the page."""
    return _template().render(
        found=found,
        classes=_CLASSES,
        moment=f"{found.at[:4]}年{day(found.at)} {found.at[11:16]}",
        message=lambda look: message(look, found.year),
    )


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(shipped("templates") / "html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.tests["address"] = is_address
    environment.filters["day"] = day
    return environment.get_template("publishing.html.j2")
