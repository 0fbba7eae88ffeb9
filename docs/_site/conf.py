"""The documentation as a site (``make docs``): Sphinx with MyST over the Markdown pages of docs/.

The pages stay plain Markdown that reads well without the site; what only the site needs is added here. A page's
place is a line in docs/index.md; a page without one, a broken link or a missing picture fails the build.
"""

from __future__ import annotations

import posixpath
import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

project = "年报 nianbao"
author = "nianbao"
language = "zh_CN"
extensions = ["myst_parser", "han_search"]
exclude_patterns = ["_site"]
# Levels of headings that links may name, as on code hosts.
myst_heading_anchors = 4
myst_links_external_new_tab = True

# A snippet that a colouring program stumbles over, such as one with a full-width space, is still the snippet meant.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "年报 nianbao"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"priority": 900})]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
_FACES = (
    "system-ui, 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)
_COLOURS = {
    "color-brand-primary": "#a61b1b",
    "color-brand-content": "#1f5fa8",
    "color-brand-visited": "#1f5fa8",
    "color-sidebar-link-text--top-level": "var(--color-foreground-primary)",
}
_DARK = {"color-brand-primary": "#ff9c8f", "color-brand-content": "#8fbcf5", "color-brand-visited": "#8fbcf5"}
html_theme_options = {
    "light_css_variables": {"font-stack": _FACES, "font-stack--headings": _FACES, **_COLOURS},
    "dark_css_variables": _DARK,
}

# Page of docs/ that stands for a file at the top -> that file.
TOP = {
    "start.zh-CN": "README.zh-CN.md",
    "start": "README.md",
    "contributing": "CONTRIBUTING.md",
    "changelog": "CHANGELOG.md",
}
# What the theme says and Sphinx has no Chinese for.
WORDS = {
    "Back to top": "回到页首",
    "Home": "首页",
    "Made with": "排版：",
    "Next": "下一页",
    "On this page": "本页内容",
    "Previous": "上一页",
    "Skip to content": "直接看正文",
}
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^()\s#]+)(?=[#)])")
_HAN = re.compile(r"[　-〿㐀-鿿！-～“”‘’…—]")
# A line of index.md for a page that is still to come; every other page has to be there.
_COMING = re.compile(r"^(\S+)\*\n", re.MULTILINE)
_CHECKS = "checks/README.zh-CN"
# The pages on codes are reached from their index alone: 250 lines more in each page's navigation help nobody.
_CODE = "---\norphan: true\n---\n\n[校核问题](README.zh-CN.md) ›\n\n"


def lead(text: str, written: str, page: str) -> str:
    """Turn links written for one place in the project into links from a page of the site.

    Args:
        text: Markdown.
        written: Folder, from the project's top, that the links start from.
        page: Folder, from the project's top, of the page that will hold them.
    """
    pages = {name: f"docs/{document}.md" for document, name in TOP.items()}

    def turned(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(written, link[1]))
        return posixpath.relpath(pages.get(target, target), page)

    return _LINK.sub(turned, text)


def complete(app: Sphinx, document: str, source: list[str]) -> None:
    """Give a page what only the site has: the top's own text, working links, the way back from a code."""
    page = posixpath.dirname(f"docs/{document}")
    if document in TOP:
        source[0] = lead((ROOT / TOP[document]).read_text(encoding="utf-8"), ".", page)
    else:
        source[0] = lead(source[0], page, page)
    if page == "docs/checks" and document != _CHECKS:
        source[0] = _CODE + source[0]
    if document == "index":
        source[0] = _COMING.sub(
            lambda line: f"{line[1]}\n" if _page(app, line[1]).exists() else "", source[0]
        )


def _page(app: Sphinx, document: str) -> Path:
    return Path(app.srcdir) / f"{document}.md"


def speak(app: Sphinx, document: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name a page's own language, for readers' programs and the browser's choice of face, and speak it around it."""
    chinese = document.endswith(".zh-CN") or document in {"index", "search"}
    context["language"] = "zh-CN" if chinese else "en"

    def say(text: str, **values: object) -> str:
        said = WORDS.get(text.strip()) or str(app.translator.gettext(text)) if chinese else text
        return said % values if values else said

    context["_"] = context["gettext"] = say
    # A heading needs its level; Sphinx's captions have none.
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def join_lines(_app: Sphinx, doctree: nodes.document) -> None:
    """Set Chinese without a gap where a line of the source ended."""
    for text in [text for text in doctree.findall(nodes.Text) if text == "\n"]:
        at = text.parent.index(text)
        around = text.parent.children[max(at - 1, 0) : at + 2]
        if len(around) == 3 and _HAN.match(around[0].astext()[-1:]) and _HAN.match(around[2].astext()[:1]):
            text.parent.remove(text)


def setup(app: Sphinx) -> None:
    """Join the build."""
    app.connect("source-read", complete)
    app.connect("doctree-read", join_lines)
    app.connect("html-page-context", speak, priority=900)  # after the theme's own
