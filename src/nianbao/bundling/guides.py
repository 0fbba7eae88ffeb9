"""The Chinese guides as pages beside the starters: where the folder is used there is no network to read them on."""

from __future__ import annotations

import html
import posixpath
import shutil
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nianbao.system.names import portable

GUIDES = "说明书"
INDEX = "目录.html"
_ENDING = ".zh-CN.md"
_FIRST = ("clerk", "signing", "signing-set", "package", "correcting", "county")
"""What is read most, in this order; the rest follows by name."""

_PAGE = """\
<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.8 "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; color: #222;
  max-width: 46em; margin: 2em auto; padding: 0 1em; }}
h1, h2, h3 {{ line-height: 1.4; }}
h2 {{ border-bottom: 1px solid #ccc; margin-top: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #999; padding: .3em .6em; text-align: left; vertical-align: top; }}
pre, code {{ font-family: Consolas, "Noto Sans Mono CJK SC", monospace; background: #f3f3f3; }}
pre {{ padding: .8em; overflow-x: auto; }}
img {{ max-width: 100%; border: 1px solid #ccc; }}
</style>
<body>
{body}
</body>
</html>
"""


def write_guides(docs: Path, folder: Path) -> int:
    """Write the guides with their pictures and a list of them.

    Args:
        docs: The folder of the documentation.
        folder: The portable folder.

    Returns:
        How many there are.
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in docs.glob(f"*{_ENDING}")}
    order = [f"{name}{_ENDING}" for name in _FIRST]
    names = [name for name in order if name in texts] + sorted(texts.keys() - set(order))
    titles = {name: texts[name].split("\n", 1)[0].lstrip("# ").strip() for name in names}
    pages = {name: f"{portable(titles[name])}.html" for name in names}
    place = folder / GUIDES
    place.mkdir()
    for name in names:
        body, pictures = _body(texts[name], pages)
        (place / pages[name]).write_text(_PAGE.format(title=html.escape(titles[name]), body=body), "utf-8")
        for picture in pictures:
            if (docs / picture).is_file():
                (place / picture).parent.mkdir(exist_ok=True)
                shutil.copyfile(docs / picture, place / picture)
    rows = "\n".join(f'<li><a href="{pages[name]}">{html.escape(titles[name])}</a></li>' for name in names)
    (place / INDEX).write_text(
        _PAGE.format(title="年报使用说明", body=f"<h1>年报使用说明</h1>\n<ul>\n{rows}\n</ul>"), "utf-8"
    )
    return len(names)


def _body(text: str, pages: dict[str, str]) -> tuple[str, list[str]]:
    """Give a guide as HTML and the pictures in it; links to what isn't in the folder become words."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    pictures: list[str] = []
    for token in [child for one in tokens for child in one.children or ()]:
        if token.type == "softbreak":
            # A browser shows a blank there, which stands in the middle of a sentence.
            token.type, token.content = "text", ""
        elif token.type == "image":
            pictures.append(posixpath.normpath(unquote(str(token.attrs["src"]))))
        elif token.type == "link_open":
            _turn(token, pages)
    return str(reader.renderer.render(tokens, reader.options, {})), pictures


def _turn(link: Token, pages: dict[str, str]) -> None:
    target = unquote(str(link.attrs.pop("href", ""))).partition("#")[0]
    if target in pages:
        link.attrs["href"] = pages[target]
