"""Paragraphs and runs; a quoted figure is a content control, so that a changed number can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from nianbao.blocks import Span, Spans
from nianbao.export.word.xml import Element, text_of_run, w

LONGEST_TAG = 64
"""Characters that Word allows in the tag of a content control."""

_LEAD_STYLES = {2: "SecondLevel"}
"""Style of the lead sentence of a numbered paragraph; the deeper levels are set as the text is."""


def paragraph(style: str | None, *content: Element, settings: Iterable[Element] = ()) -> Element:
    """Make a paragraph.

    Args:
        style: Id of its style; None for 正文.
        content: Runs and what may stand among them.
        settings: Further properties, in the order that the standard fixes.
    """
    properties = [*([w("pStyle", val=style)] if style else []), *settings]
    return w("p", w("pPr", *properties) if properties else None, *content)


def run(text: str, style: str | None = None, settings: Iterable[Element] = ()) -> Element:
    """Make a run of characters in one look."""
    properties = [*([w("rStyle", val=style)] if style else []), *settings]
    return w("r", w("rPr", *properties) if properties else None, *text_of_run(text))


class Words:
    """Turns spans into runs; counts the controls of a document, whose numbers must differ."""

    def __init__(self, word: WordDocument) -> None:
        self._part = word.part
        self._controls = 0

    def runs(self, spans: Spans, level: int = 0) -> Iterator[Element]:
        """Give the runs of spans.

        Args:
            spans: The text.
            level: Level of the number that the paragraph opens with.
        """
        for span in spans:
            piece = run(span.text, _style(span, level))
            if span.href:
                yield self._link(span.href, piece)
            elif span.figure:
                yield self._control(span.figure, piece)
            else:
                yield piece

    def _link(self, target: str, piece: Element) -> Element:
        link = w("hyperlink", piece)
        link.set(qn("r:id"), self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _control(self, figure: str, piece: Element) -> Element:
        self._controls += 1
        tag = w("tag", val=figure) if len(figure) <= LONGEST_TAG else None
        # Not one of plain text (w:text): LibreOffice 7.4 writes Chinese words in those four times over.
        properties = w("sdtPr", w("alias", val="引用的数据"), tag, w("id", val=self._controls))
        return w("sdt", properties, w("sdtContent", piece))


def _style(span: Span, level: int) -> str | None:
    if span.code:
        return "Code"
    if span.strong:  # 仿宋 has no bold: on a Chinese page emphasis is 黑体
        return "Strong"
    if span.href:
        return "Hyperlink"
    return _LEAD_STYLES.get(level) if span.lead else None
