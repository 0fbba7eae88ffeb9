"""Pages that open offline: their templates in ``templates/html``, everything put into them escaped."""

from __future__ import annotations

import functools

import jinja2

from nianbao.resources import shipped


@functools.cache
def page_template(name: str) -> jinja2.Template:
    """Load a page's template; everything put into it is escaped."""
    loader = jinja2.FileSystemLoader(shipped("templates") / "html")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template(name)
