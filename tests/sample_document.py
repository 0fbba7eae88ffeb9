"""A document with every kind of block, for tests of the forms of output."""

from __future__ import annotations

from nianbao.blocks import (
    About,
    Annex,
    AnnexNote,
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Signature,
    Span,
    Table,
    Title,
    UnitFacts,
)
from nianbao.export.document import Document

ABOUT = About(
    template="laiyang-2017",
    year=2017,
    unit=UnitFacts(
        id="heluo", name="河洛镇", full_name="莱阳市河洛镇人民政府", level="township", parent="莱阳市"
    ),
    issued_by="河洛镇人民政府",
    issued_date="2018-01-27",
    parameters_sha256="0" * 64,
    template_sha256="1" * 64,
)
TITLE = Title(lines=("莱阳市河洛镇人民政府", "2017年政府信息公开工作年度报告"), about=ABOUT)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">'
    '<rect x="10" y="20" width="60" height="50" fill="#888"/></svg>'
)
# One black pixel.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def _text(text: str) -> tuple[Span, ...]:
    return (Span(text=text),)


def every_kind() -> tuple[Block, ...]:
    """Blocks of every kind, in an order a report could have."""
    return (
        Paragraph(section="preamble", spans=_text("根据有关规定，现公布2017年年度报告（示例文字）。")),
        Heading(section="overview", level=1, spans=_text("一、概述")),
        Paragraph(
            section="overview",
            spans=(
                Span(text="全年共发布信息"),
                Span(text="128", figure="year"),
                Span(text="条，其中"),
                Span(text="重点领域", strong=True),
                Span(text="信息32条，详见"),
                Span(text="https://example.org/a?b=1&c=2", href="https://example.org/a?b=1&c=2"),
                Span(text="。文号为莱政办字〔2017〕51号，称为“示例‘引文’”——完……"),
            ),
        ),
        Heading(section="organization", level=1, spans=_text("二、政府信息公开的组织领导和制度建设情况")),
        Heading(section="organization", level=2, spans=_text("（一）组织领导")),
        Paragraph(section="organization", spans=_text("坚持统一部署。" * 60)),
        Paragraph(
            section="organization",
            level=2,
            spans=(Span(text="（二）制度建设。", lead=True), Span(text="修订了三项制度，逐项落实到人。")),
        ),
        Heading(section="organization", level=3, spans=_text("1.具体做法")),
        Paragraph(section="organization", level=4, spans=_text("（1）先行试点，再行推开。")),
        ListBlock(
            section="organization",
            items=(
                ListItem(marker="•", spans=_text("第一项")),
                ListItem(marker="•", depth=1, spans=(Span(text="嵌套", strong=True), Span(text="项"))),
                ListItem(marker="1.", spans=_text("编号项")),
            ),
        ),
        Preformatted(section="organization", text="a = 1\n    缩进 <b>&amp;"),
        Table(
            id="sample",
            section="applications",
            caption="表1　申请情况",
            columns=4,
            widths=(2, 1, 1, 1),
            header=(
                (
                    Cell(text="项目", role="column", rowspan=2),
                    Cell(text="申请人情况", role="column", colspan=3),
                ),
                (
                    Cell(text="自然人", role="column"),
                    Cell(text="商业企业", role="column"),
                    Cell(text="总计", role="column"),
                ),
            ),
            body=tuple(
                (
                    Cell(text=f"第{n}项", role="row"),
                    Cell(text=str(n), value=n, align="center"),
                    Cell(text="0", value=0, align="center"),
                    Cell(text=str(n), value=n, align="center"),
                )
                for n in range(1, 31)
            ),
            note="注：数据为示例。",
        ),
        Figure(
            section="applications", media="image/svg+xml", data=SVG, alt="一个灰色方块", caption="图1　方块"
        ),
        Figure(section="applications", media="image/png", data=PNG, alt="一个黑点"),
        Heading(section="problems", level=1, spans=_text("九、政府信息公开工作存在的主要问题及改进情况")),
        Paragraph(
            section="problems", spans=_text('<script>alert(1)</script> #import "x" *a* _b_ $c$ \\d @e')
        ),
        AnnexNote(names=("重点领域信息公开目录的调整情况和各站所的分工", "各渠道公开信息数量")),
        Signature(by="河洛镇人民政府", date="2018年1月27日", iso="2018-01-27"),
        Annex(number=1, name="重点领域信息公开目录的调整情况和各站所的分工"),
        Paragraph(spans=_text("目录按上级要求调整，分工不变（示例文字）。")),
        Annex(number=2, name="各渠道公开信息数量"),
        Paragraph(spans=_text("网站12条，公开栏3条（示例文字）。")),
    )


def document(*blocks: Block) -> Document:
    """A document of the given blocks, or of every kind of block."""
    return Document(title=TITLE, blocks=blocks or every_kind())
