"""However a page is made, what is done for it is counted; what wasn't done is said, never passed off as missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.verifying import effort, titles
from nianbao.verifying.aligning import align
from nianbao.verifying.difference import Kind
from nianbao.verifying.effort import Effort
from nianbao.verifying.page import read_page
from nianbao.verifying.texts import compare_texts
from tests.verifying.samples import ROOT, SAMPLES, changed, compare, page, signed, wrong

BODY = page().split('<div class="article">')[1].split("</div>\n<div>上一篇")[0]
TITLE = signed().document.title.text


def test_what_there_is_no_effort_left_for_isn_t_done() -> None:
    little = Effort(100)
    assert (little.spend(60), little.spend(60), little.spend(40)) == (True, False, True)
    assert little.is_spent
    assert align("一二三" * 100, "一二三" * 50, Effort(10)) == [-1] * 300
    assert align("一二三四五", "前一二四五后", Effort()) == [1, 2, -1, 3, 4]


@pytest.mark.parametrize("path", SAMPLES[::12], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_report_s_page_takes_a_tenth_of_it_at_the_most(path: Path) -> None:
    mixed = changed(page(path), "<p", "<p>别的单位的一段话，和这里没有关系。</p><p").encode()
    matched = compare_texts(read_page(mixed, "页.html", ROOT), signed(path).document, None).matched
    assert matched.effort.spend(effort.MOST * 9 // 10)


def test_a_page_that_would_take_too_much_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    scattered = BODY.replace("，", "，" + "另一个网站上的别的话。" * 3)
    assert not any("没有全部比完" in one for one in compare(changed(page(), BODY, scattered)).notes)
    monkeypatch.setattr(effort, "MOST", 2_000)
    found = compare(changed(page(), BODY, scattered))
    assert any("没有全部比完；说没有的，可能在网页上别的地方" in one for one in found.notes)


def test_the_title_is_found_however_far_above_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(titles, "_NEAR", 5)
    links = "".join(f"<p>另外的一个栏目第{number}号</p>" for number in range(20))
    above = changed(page(), '<div class="article">', links + '<div class="article">')
    assert wrong(above) == []
    # One that was changed is looked for near the text only.
    other = f"<h1>{TITLE.replace('年度报告', '年报')}</h1>"
    head = f"<title>{TITLE}_示例县人民政府网</title>"
    bare = above.replace(head, "<title>示例县</title>").replace(TITLE + "</td>", "</td>")
    found = wrong(changed(bare, f"<h1>{TITLE}</h1>", other))
    assert [one.kind for one in found] == [Kind.TITLE]
    assert "没有标题" in found[0].message
