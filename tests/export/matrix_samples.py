"""Samples for the matrix: every kind of block with every property it can have, and what of it must be seen."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image

from nianbao.blocks import (
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
    Spans,
    Table,
    Title,
)
from tests.export.seen import Seen
from tests.sample_document import ABOUT, PNG, SVG

LINK = "https://example.org/a?b=1&c=(2)"


@dataclass(frozen=True)
class Sample:
    """A block, and what of it must be in every form that prints it.

    Attributes:
        name: What it shows; the kind before a dash.
        block: The block.
        wanted: What must be seen.
        plainer: Blocks that differ from it in looks only, by what they lack.
        as_data: What must be in a form for programs, which has no words that only people need.
    """

    name: str
    block: Block
    wanted: Seen
    plainer: dict[str, Block] = field(default_factory=dict)
    as_data: Seen | None = None


def _jpeg() -> str:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "#888").save(data, "jpeg")
    return base64.b64encode(data.getvalue()).decode("ascii")


def _spans() -> Spans:
    return (
        Span(text="甲段开头，引用"),
        Span(text="1234", figure="applications.new_received.total"),
        Span(text="件，"),
        Span(text="乙处强调", strong=True),
        Span(text="，见"),
        Span(text="丙处链接", href=LINK),
        Span(text="，代码"),
        Span(text="a*b_c", code=True),
        Span(text="，又"),
        Span(text="丁处强调链接", strong=True, href="mailto:a@example.org"),
        Span(text='，〔2024〕3号，<b>&amp;"引号"。'),
    )


_RUN_TEXTS = [
    "甲段开头，引用1234件，乙处强调，见丙处链接，代码a*b_c，又丁处强调链接",
    '，〔2024〕3号，<b>&amp;"引号"。',
]
_SEEN_RUN = Seen(
    texts=_RUN_TEXTS,
    links=[LINK, "mailto:a@example.org"],
    strong=["乙处强调", "丁处强调链接"],
    code=["a*b_c"],
)


def _without(spans: Spans, key: str) -> Spans:
    plain: dict[str, Any] = {"strong": False, "code": False, "lead": False, "href": None}
    return tuple(span.model_copy(update={key: plain[key]}) for span in spans)


def _runs() -> list[Sample]:
    block = Paragraph(section="overview", spans=_spans())
    plainer: dict[str, Block] = {
        key: block.model_copy(update={"spans": _without(_spans(), key)}) for key in ("strong", "code", "href")
    }
    return [Sample("paragraph-runs", block, _SEEN_RUN, plainer)]


def _levels() -> list[Sample]:
    samples = []
    for level, mark in ((2, "（一）"), (3, "1."), (4, "（1）")):
        spans = (Span(text=f"{mark}戊级首句。", lead=True), Span(text="己级正文。"))
        block = Paragraph(level=level, spans=spans)
        plainer: dict[str, Block] = {}
        if level == 2:  # the deeper levels are set in the text's own face
            plainer["lead"] = block.model_copy(update={"spans": _without(spans, "lead")})
        samples.append(
            Sample(f"paragraph-level {level}", block, Seen([f"{mark}戊级首句。己级正文。"]), plainer)
        )
    return samples


def _headings() -> list[Sample]:
    samples = []
    for level in range(1, 5):
        spans = (Span(text=f"庚{level}小标题"), Span(text="带链接", href=LINK))
        texts = [f"庚{level}小标题带链接"]
        samples.append(
            Sample(
                f"heading-level {level}",
                Heading(section="overview", level=level, spans=spans),
                Seen(texts, links=[LINK], headings=texts),
            )
        )
    return samples


def _list() -> Sample:
    items = (
        ListItem(marker="•", spans=_spans()),
        ListItem(marker="◦", depth=1, spans=(Span(text="辛项嵌套"),)),
        ListItem(marker="", depth=1, spans=(Span(text="壬项续段"),)),
        ListItem(marker="7.", spans=(Span(text="癸项编号"),)),
    )
    wanted = replace(_SEEN_RUN, texts=["•甲段", *_RUN_TEXTS, "◦辛项嵌套壬项续段7.癸项编号"])
    return Sample("list-nested and numbered", ListBlock(items=items), wanted)


def _statutory() -> Sample:
    header = (
        (Cell(text="子栏", role="column", rowspan=2), Cell(text="丑栏", role="column", colspan=3)),
        (
            Cell(text="寅栏", role="column"),
            Cell(text="卯栏", role="column"),
            Cell(text="合计栏", role="column"),
        ),
    )
    numbers = (
        Cell(text="31", value=31, name="a/x", align="center"),
        Cell(text="12.5", value=12.5, name="a/y"),
        Cell(text="43.5", value=43.5, name="a/total", parts=("a/x", "a/y"), align="right"),
    )
    body = (
        (Cell(text="一、辰行", role="row", align="left"), *numbers),
        (Cell(text="巳行跨列", role="row", colspan=4),),
        (
            Cell(text="午行跨行", role="row", rowspan=2),
            Cell(text="—"),
            Cell(text="7万元", value=7),
            Cell(text=""),
        ),
        (Cell(text="未格跨二行二列"[:4], colspan=2), Cell(text="申格")),
    )
    table = Table(
        section="applications",
        id="sample",
        caption="酉表名",
        columns=4,
        widths=(3, 1, 1, 2),
        header=header,
        body=body,
        note="注：戌表注。",
    )
    texts = ["酉表名", "子栏", "丑栏", "寅栏", "卯栏", "合计栏", "一、辰行", "31", "12.5", "43.5"]
    texts += ["巳行跨列", "午行跨行", "—", "7", "未格跨二", "申格", "注：戌表注。"]
    spanning = [(2, 1), (1, 3), (1, 4), (2, 1), (1, 2)]
    return Sample("table-statutory", table, Seen(texts, numbers=[31, 12.5, 43.5, 7], spanning=spanning))


def _own_table() -> Sample:
    header = ((Cell(text="亥一", role="column"), Cell(text="亥二", role="column")),)
    body = ((Cell(text="作者甲"), Cell(text="99", value=99)),)
    table = Table(columns=2, header=header, body=body)
    return Sample("table-an author's", table, Seen(["亥一", "亥二", "作者甲", "99"], numbers=[99]))


def _figures() -> list[Sample]:
    pictures = {"image/svg+xml": SVG, "image/png": PNG, "image/jpeg": _jpeg()}
    return [
        Sample(
            f"figure-{media}",
            Figure.model_validate({"media": media, "data": data, "alt": "替代文字", "caption": "图1　图名"}),
            Seen(["图1　图名"], pictures=["替代文字"]),
        )
        for media, data in pictures.items()
    ]


def _annexes() -> list[Sample]:
    names = ("天字附表", "地字附件")
    return [
        Sample("annex-alone", Annex(name=names[0]), Seen([f"附件{names[0]}"]), as_data=Seen([names[0]])),
        Sample(
            "annex-of a table",
            Annex(section="applications", id="sample", number=2, name=names[1]),
            Seen(["附件2", names[1]]),
            as_data=Seen([names[1]]),
        ),
        Sample(
            "annex_note-one",
            AnnexNote(names=names[:1]),
            Seen([f"附件：{names[0]}"]),
            as_data=Seen([names[0]]),
        ),
        Sample(
            "annex_note-two",
            AnnexNote(names=names),
            Seen([f"附件：1.{names[0]}2.{names[1]}"]),
            as_data=Seen([*names]),
        ),
    ]


def _others() -> list[Sample]:
    lines = ("示例县天干镇人民政府", "2017年地支工作年度报告")
    text = "第一行\n    缩进行  两空格\n<b>&amp;"
    return [
        Sample("title-two lines", Title(lines=lines, about=ABOUT), Seen(list(lines))),
        Sample("preformatted-lines", Preformatted(text=text), Seen([text], code=[text])),
        Sample(
            "signature-both",
            Signature(by="天干镇人民政府", date="2018年1月27日", iso="2018-01-27"),
            Seen(["天干镇人民政府", "2018年1月27日"]),
        ),
        Sample("signature-date", Signature(date="2018年1月28日"), Seen(["2018年1月28日"])),
    ]


SAMPLES = (
    *_runs(),
    *_levels(),
    *_headings(),
    _list(),
    _statutory(),
    _own_table(),
    *_figures(),
    *_annexes(),
    *_others(),
)
