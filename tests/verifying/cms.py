"""What content management systems do to a page (FIELD.md §7)."""

from __future__ import annotations

import re

from lxml import html


def _in_text(source: str, change: dict[str, str]) -> str:
    """Replace in the text of a page only, not in its markup."""
    pieces = re.split(r"(<[^>]*>)", source)
    for index in range(0, len(pieces), 2):
        for old, new in change.items():
            pieces[index] = re.sub(old, new, pieces[index])
    return "".join(pieces)


def eats_dates(source: str) -> str:
    """2024年1月1日 → 202411日: the 年 and 月 after a digit are gone."""
    return _in_text(source, {r"(\d{4})年(\d{1,2})月(\d{1,2})日": r"\1\2\3日"})


def eats_digits(source: str) -> str:
    """2024年1月1日 → 2024年月日: single digits are gone."""
    return _in_text(source, {r"(?<=[年月])\d{1,2}(?=[月日])": ""})


def eats_brackets(source: str) -> str:
    """〔2021〕30号 → 202130号."""
    return _in_text(source, {"[〔〕]": ""})


def eats_round_brackets(source: str) -> str:
    """（以下简称《条例》） → 以下简称《条例》）."""
    return _in_text(source, {"（": ""})


def flattens(source: str) -> str:
    """Tables become paragraphs, one a row, their cells parted by spaces."""
    root = html.document_fromstring(source)
    for table in root.xpath("//div[@class='article']//table"):
        for row in table.xpath(".//tr"):
            line = html.Element("p")
            line.text = " ".join("".join(cell.itertext()) for cell in row.xpath("./td|./th"))
            table.addprevious(line)
        table.drop_tree()
    return _written(root)


def a_cell_a_line(source: str) -> str:
    """Tables become paragraphs, one a cell."""
    root = html.document_fromstring(source)
    for table in root.xpath("//div[@class='article']//table"):
        for cell in table.xpath(".//td|.//th"):
            line = html.Element("p")
            line.text = "".join(cell.itertext())
            table.addprevious(line)
        table.drop_tree()
    return _written(root)


def runs_together(source: str) -> str:
    """Tables become one text, cells one behind the other."""
    root = html.document_fromstring(source)
    for table in root.xpath("//div[@class='article']//table"):
        line = html.Element("p")
        line.text = "".join("".join(cell.itertext()) for cell in table.xpath(".//td|.//th"))
        table.addprevious(line)
        table.drop_tree()
    return _written(root)


def pictures(source: str) -> str:
    """Tables become pictures."""
    return _each_table(source, '<p><img src="/upload/table{}.png"></p>')


def strips(source: str) -> str:
    """Tables are gone."""
    return _each_table(source, "<!-- {} -->")


def _each_table(source: str, instead: str) -> str:
    head, article, rest = re.split(r'(?=<div class="article">)|(?=<div>上一篇)', source)
    numbers = iter(range(1, 100))
    body = re.sub(r"<table.*?</table>", lambda _: instead.format(next(numbers)), article, flags=re.DOTALL)
    return head + body + rest


def without_markup(source: str) -> str:
    """Styles, scopes and empty lines are gone, spans and font are all over."""
    source = re.sub(r' (?:style|scope|border|cellspacing|cellpadding)="[^"]*"', "", source)
    source = re.sub(r"<p>", '<p class="MsoNormal"><span lang="EN-US"><font face="仿宋">', source)
    return (
        source.replace("</p>", "</font></span></p>")
        .replace("<td>", "<td><p>&nbsp;")
        .replace("</td>", "</p></td>")
    )


def widens(source: str) -> str:
    """Punctuation becomes half-width and quotation marks straight: no change of meaning."""
    return _in_text(source, {"，": ",", "（": "(", "）": ")", "[“”]": "&quot;"})


def _written(root: html.HtmlElement) -> str:
    text: str = html.tostring(root, encoding="unicode")
    return text
