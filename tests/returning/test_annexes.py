"""Attachments: the template's own tables come back from behind the signature, an author's are named."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from nianbao.blocks import Annex, Block, Figure, ListBlock, ListItem, Paragraph, Span
from nianbao.editor.document import Document as ParameterDocument
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.returning.exported import report_of
from tests.returning.edited import ROOT, Edited, exported, reviewed
from tests.sample_document import PNG

YUNXI = ROOT / "params" / "2016" / "yunxi.yaml"


def words(text: str) -> tuple[Span, ...]:
    return (Span(text=text),)


@pytest.fixture
def authored() -> Edited:
    """A report in whose notebook an author put paragraphs, a list, a picture and an attachment."""
    blocks: list[Block] = list(report_of(ParameterDocument.open(YUNXI, ROOT)).blocks())
    at = next(at for at, one in enumerate(blocks) if one.section == "proactive_disclosure")
    blocks[at:at] = [
        Paragraph(section="overview", spans=words("记事本里另加的一段说明。")),
        ListBlock(section="overview", items=(ListItem(marker="•", spans=words("另加的一条")),)),
        Figure(section="overview", media="image/png", data=PNG, alt="图", caption="另加的图"),
    ]
    blocks += [Annex(name="重点领域目录"), Paragraph(spans=words("附件里的一段。"))]
    return Edited(load_form("docx").render(Document.of(blocks), Look()))


def test_what_an_author_added_is_no_change(authored: Edited) -> None:
    found = reviewed(authored.bytes(), YUNXI)
    assert (found.parts, found.notices) == ((), ())


def test_an_edited_attachment_is_named(authored: Edited) -> None:
    authored.replace("附件里的一段", "附件里改过的一段")
    (part,) = reviewed(authored.bytes(), YUNXI).parts
    assert part.label == "附件"
    assert "附件里的「附件里改过的一段。」没有带回" in part.notices[0]
    assert part.choices == ()


def test_a_cell_of_an_attached_table_comes_back() -> None:
    edited = Edited(exported(YUNXI))
    table = edited.word.tables[-1]
    cell = next(
        row.cells[-1] for row in table.rows if row.cells[-1].text.isdigit() and row.cells[-1].text != "0"
    )
    number = int(cell.text)
    next(cell._tc.iter(qn("w:t"))).text = str(number + 1)
    found = reviewed(edited.bytes(), YUNXI)
    (part,) = found.parts
    assert part.key == "tables.statistics"
    (change,) = part.changes
    assert [piece.text for piece in change.pieces] == [str(number), str(number + 1)]
    assert list(part.theirs.values()) == [number + 1]
