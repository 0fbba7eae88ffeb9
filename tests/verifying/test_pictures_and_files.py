"""Pictures of a report, and numbers in the PDF and Word file that a site offers."""

from __future__ import annotations

import dataclasses

import pytest

from nianbao.blocks import Block, Figure, Table
from nianbao.verifying.difference import Kind
from nianbao.verifying.page import read_page
from nianbao.verifying.seeing import Seen
from nianbao.verifying.signed import Signed
from nianbao.verifying.verify import verify
from tests.verifying.samples import ROOT, YUNXI, changed, page, signed, written

PICTURE = Figure(media="image/png", data="iVBORw0KGgo=", alt="三年来收到的申请", section="overview")


def _with(*blocks: Block) -> Signed:
    document = signed().document
    return dataclasses.replace(
        signed(), document=dataclasses.replace(document, blocks=(*document.blocks, *blocks))
    )


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("", "没有图片"),
        ('<img src="/1.png">', "没有替代文字"),
        ('<img src="/1.png" alt=" ">', "没有替代文字"),
        ('<img src="/1.png" alt="三年来收到的申请">', None),
    ],
)
def test_a_picture_of_the_report_is_looked_for(markup: str, words: str | None) -> None:
    source = changed(page(), "<div>上一篇", f"<p>{markup}</p><div>上一篇")
    one = read_page(source.encode("utf-8"), "年报.html", ROOT)
    found = [each for each in verify(Seen(one, one), _with(PICTURE)).wrong if each.kind == Kind.PICTURE]
    assert len(found) == (words is not None)
    assert all(words in each.message for each in found if words)


def _one_cell_changed(table: Table, index: int) -> tuple[Table, str]:
    """Change the n-th number of a table; give its name."""
    names = [cell.name for row in table.body for cell in row if cell.name]
    body = tuple(
        tuple(
            cell.model_copy(update={"text": "47", "value": 47}) if cell.name == names[index] else cell
            for cell in row
        )
        for row in table.body
    )
    return table.model_copy(update={"body": body}), str(names[index])


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
@pytest.mark.parametrize("index", [0, 7, 30, 100, 174])
def test_a_number_that_differs_in_a_file_is_named(form: str, index: int) -> None:
    document = signed().document
    table = next(one for one in document.blocks if isinstance(one, Table) and one.id == "applications")
    other, name = _one_cell_changed(table, index)
    blocks = tuple(other if one is table else one for one in document.blocks)
    meant = dataclasses.replace(signed(), document=dataclasses.replace(document, blocks=blocks))
    one = read_page(written(YUNXI, form), f"年报.{form}", ROOT)
    found = verify(Seen(one, one), meant).wrong
    assert [f"{each.row}/{each.column}" for each in found] == [name], [str(each) for each in found]
    assert found[0].should == "47"
