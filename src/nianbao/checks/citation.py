"""G: citations of laws and notices."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.citation.basis import articles, basis, years
from nianbao.citation.forms import forms
from nianbao.citation.registry import Registry
from nianbao.citation.standing import standings
from nianbao.finding import Finding
from nianbao.passages.whole import narratives
from nianbao.wordlists import compiled

_registry = compiled("laws", Registry)


def check(subject: Subject) -> Iterator[Finding]:
    """Find documents that can't be cited (G1), wrong forms (G2), wrong years (G3) and a lacking basis (G4)."""
    registry = _registry(subject.report.folder)
    texts = narratives(subject)
    for text in texts:
        for family in (standings, forms, years, articles):
            yield from family(subject, text, registry)
    yield from basis(subject, texts, registry)


_REGULATION = "《政府信息公开条例》第五十条"
_FORMAT = "国办公开办函〔2021〕30号"
_NUMBER = "GB/T 9704—2012 7.2.5（发文字号）"
_MARKS = "GB/T 15834—2011 4.15（书名号）"

EXAMPLES: dict[str, Example] = {
    "G101": Example(
        "引用已被取代的格式或法规，说明报告是照旧年的稿子改的，表格也可能是旧的。",
        f"{_REGULATION}；{_FORMAT}",
        "根据国办公开办函〔2019〕60号编制本报告。",
        "根据国办公开办函〔2021〕30号编制本报告。",
        section="preamble",
    ),
    "G102": Example(
        "报告不能引用当时还没有的文件。",
        _REGULATION,
        "落实《政务数据共享条例》（国务院令第809号）。",
        "落实《中华人民共和国政府信息公开条例》（国务院令第711号）。",
        section="preamble",
    ),
    "G103": Example(
        "名称和文号对不上，读者查不到文件。",
        _NUMBER,
        "根据《中华人民共和国政府信息公开条例》（国务院令第771号）编制。",
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
        section="preamble",
    ),
    "G104": Example(
        "文件名称要写全、写准。",
        _FORMAT,
        "根据《中华人民共和国政府信息年度报告格式》编制。",
        "根据《中华人民共和国政府信息公开工作年度报告格式》编制。",
        section="preamble",
    ),
    "G105": Example(
        "条例修订后条文序号变了，照旧稿写会引错条。",
        "《政府信息公开条例》第四十九条、第五十条",
        "根据《中华人民共和国政府信息公开条例》第三十二条编制年度报告。",
        "根据《中华人民共和国政府信息公开条例》第五十条编制年度报告。",
        section="preamble",
    ),
    "G201": Example(
        "发文字号的年份用六角括号。",
        _NUMBER,
        "按照示政办发【2024】5号文件要求开展工作。",
        "按照示政办发〔2024〕5号文件要求开展工作。",
    ),
    "G202": Example(
        "粘贴到网页后括号和数字常常丢失。",
        _NUMBER,
        "按照国办公开办函202130号的要求编制。",
        "按照国办公开办函〔2021〕30号的要求编制。",
    ),
    "G203": Example(
        "发文字号不加「第」，序号前不补 0。",
        _NUMBER,
        "按照示政办发〔2024〕第05号文件要求开展工作。",
        "按照示政办发〔2024〕5号文件要求开展工作。",
    ),
    "G204": Example(
        "书名号里面再用书名号，里层用单书名号。",
        _MARKS,
        "学习《关于印发《工作方案》的通知》。",
        "学习《关于印发〈工作方案〉的通知》。",
    ),
    "G205": Example(
        "小于号、大于号不是书名号，网页还会把它当成代码吞掉。",
        _MARKS,
        "学习<工作方案>。",
        "学习《工作方案》。",
    ),
    "G301": Example(
        "工作要点一年一份，引用上年的多半是旧稿没有改。",
        _FORMAT,
        "落实《示例县2023年政务公开工作要点》。",
        "落实《示例县2024年政务公开工作要点》。",
    ),
    "G302": Example(
        "布置往年年报的文件不能作今年的依据。",
        _FORMAT,
        "按照做好2022年政府信息公开年度报告编制工作的要求，现公布本报告。",
        "按照做好2024年政府信息公开年度报告编制工作的要求，现公布本报告。",
        section="preamble",
    ),
    "G303": Example(
        "文号的年份不会晚于报告成文的年份。",
        _NUMBER,
        "按照示政办发〔2027〕5号文件要求开展工作。",
        "按照示政办发〔2024〕5号文件要求开展工作。",
    ),
    "G304": Example(
        "多年前的文件可能已经失效或有了新的。",
        _FORMAT,
        "根据条例和示政办发〔2015〕5号编制。",
        "根据条例和示政办发〔2024〕5号编制。",
        section="preamble",
    ),
    "G401": Example(
        "年度报告首先是《条例》规定的义务，只写地方文件不够。",
        "《政府信息公开条例》第四十九条、第五十条",
        "根据《示例县政府信息公开管理办法》的要求，编制本报告。",
        "根据《中华人民共和国政府信息公开条例》和《示例县政府信息公开管理办法》的要求，编制本报告。",
        section="preamble",
    ),
    "G402": Example(
        "第一次提到要写全称，以后才用简称。",
        "GB/T 9704—2012；公文写作惯例",
        "根据《政府信息公开条例》编制。",
        "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。",
        section="preamble",
    ),
}
