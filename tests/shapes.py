"""Reports of different shapes, made from committed samples: each format, long and short, with and without applications."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nianbao.blocks import Block, Heading, Paragraph, Signature, Span
from nianbao.export.document import Document
from nianbao.params import load_parameters
from nianbao.report import Report
from tests.sample_document import TITLE, document

ROOT = Path(__file__).resolve().parents[1]


def of_sample(sample: str) -> Document:
    """Give what is printed of a parameter file among the samples, such as ``2024/yunxi``."""
    report = Report.of(load_parameters(ROOT / "params" / f"{sample}.yaml", ROOT).parameters, ROOT)
    return Document.of(report.blocks())


def shortest() -> Document:
    """Give a report of two lines."""
    text: tuple[Block, ...] = (
        Heading(section="overview", level=1, spans=(Span(text="一、概述"),)),
        Paragraph(section="overview", spans=(Span(text="全年没有需要报告的事项。"),)),
        Signature(by="河洛镇人民政府", date="2018年1月27日", iso="2018-01-27"),
    )
    return Document(TITLE, text)


SHAPES: dict[str, Callable[[], Document]] = {
    "laiyang-2017-long": lambda: of_sample("2017/heluo"),
    "laiyang-2017": lambda: of_sample("2017/qingshi"),
    "national-2014": lambda: of_sample("2016/yunxi"),
    "national-2019": lambda: of_sample("2020/yunxi"),
    "national-2021": lambda: of_sample("2024/yunxi"),
    "national-2021-without-applications": lambda: of_sample("2024/gaoling"),
    "every-kind": document,
    "shortest": shortest,
}
"""Shape → how its document is made."""
