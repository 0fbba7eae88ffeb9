"""What a clerk pastes into the desk: text and cells of Word, WPS and web pages."""

from __future__ import annotations

from pathlib import Path

from nianbao.editor.paste_cells import PastedCells, grid_of, paste_cells
from nianbao.editor.paste_text import text_of_html, text_of_plain
from nianbao.narrative import paragraphs
from nianbao.template import load_template
from tests.hostile.target import Target

_TEXT = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin: 0}</style></head><body>
<!--StartFragment--><p class=MsoNormal style='text-indent:2em'>一、总体情况<o:p></o:p></p>
<p><span style='mso-list:Ignore'>（一）</span>主动公开<del>旧的</del><a class="MsoCommentReference">[1]</a>32条。</p>
<ol start=3><li>第三<li>第四</ol><table><tr><td>甲<td>乙</table><img src="http://127.0.0.1:9/a.png"><!--EndFragment-->
</body></html>"""
_CELLS = """<table><tr><td rowspan=2>项目</td><td colspan="2">本年</td></tr><tr><td>1</td><td>２</td></tr>
<tr style="display:none"><td>9</td></tr><tr><td>合计</td><td>1,234</td><td>无</td></tr></table>"""
_FORM = load_template("national-2021").table("applications")


def _text(data: bytes, _: Path) -> object:
    try:
        text = data.decode("utf-8", "surrogatepass")  # a browser may send halves of pairs
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    for found in (text_of_html(text).text, text_of_plain(text).text):
        found.encode("utf-8")
        assert "\0" not in found
        assert all(paragraphs(found))
    return None


def _cells(data: bytes, _: Path) -> object:
    text = data.decode("utf-8", "replace")
    for grid in (grid_of(text, None), grid_of(None, text)):
        found = paste_cells(_FORM, _FORM.cells[0], grid)
        assert isinstance(found, PastedCells)
        assert set(found.cells) <= set(_FORM.cells)
        for words in (*found.problems, *found.notes):
            assert len(words) < 400, words
    return None


TARGETS = [
    Target(
        name="paste-text",
        about="text pasted into the desk (HTML)",
        file="剪贴板",
        seeds={"word": _TEXT.encode},
        throw=_text,
        damage="markup",
    ),
    Target(
        name="paste-cells",
        about="cells pasted into the desk (HTML, tabs)",
        file="剪贴板",
        seeds={"sheet": _CELLS.encode, "tabs": "项目\t1\t２\n合计\t1,234\t无\n".encode},
        throw=_cells,
        damage="markup",
    ),
]
