"""Punctuation after GB/T 15834-2011: width, doubling, quotation marks, pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.passages.paragraphs import Passage, Passages
from nianbao.writing.flaws import CLOSING, HAN, OPENING, Flaw, each, typed_only

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}
_FULL_MARKS = re.compile("[，；：！？（）]")
_HALF = re.compile(
    rf"(?:(?<=[{HAN}{CLOSING}])[,;:!?](?!//)|[,;:!?](?= *[{HAN}{OPENING}]))(?: +(?=[{HAN}{OPENING}]))?"
    # A stop only where no number, address or level goes on.
    rf"|(?<=[{HAN}{CLOSING}])\.(?=[{HAN}{CLOSING}]|$)"
)
_ANY_HALF = re.compile(r"[,;:!?.()]")
_LEVEL_WITH_DOT = re.compile(r"\s*[一二三四五六七八九十]{1,3}\.")
_HALF_PAIR = re.compile(r"\((?P<half>[^()（）]*)\)|\((?P<open>[^()（）]*)）|（(?P<close>[^()（）]*)\)")
_HAN = re.compile(f"[{HAN}]")
_SAME_TWICE = re.compile(r"([，、；：。,;])\s*\1+")
_TWO_IN_A_ROW = re.compile(r"[，、；：。][，、；：。,;:]|[（“《][，、；：。]|[，、；：](?=[）》])")
_ELLIPSIS = re.compile(r"[。.]{3,}|，{3,}")
_STRAIGHT = re.compile('"')
_ANGLES = re.compile(rf"<+(?=[^<>a-zA-Z/])(?P<inside>[^<>]*[{HAN}][^<>]*)>+")
_BOOKS_APART = re.compile("》(、)(?=《)")
_ITEM_NUMBER = re.compile(r"(?:^|[，；。：、,;:\s])[\da-zA-Z一二三四五六七八九十]{1,3}$")
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "〔": "〕", "【": "】", "「": "」"}
_OPENERS = {close: opening for opening, close in _PAIRS.items()}
_ANY_PAIR = re.compile(f"[{''.join(_PAIRS)}{''.join(_OPENERS)}()]")

_NUMBER_DOT = re.compile(r"[一二三四五六七八九十]{1,3}(?P<dot>[.．])(?!\d)")
_AFTER_YEAR = re.compile(
    rf"(?<=20\d\d年)、(?=[{HAN}])(?![一二三四上下第])|(?<=20\d\d年度)、(?=[{HAN}])(?![一二三四上下第])"
)
_AMOUNT_APART = re.compile(
    rf"(?:^|(?<=[，。；：、,;:（(]))(?P<what>(?![通经由在从以按])[{HAN}]{{3,16}})(?P<mark>[，,])\d+[余多]?(?:条|件|篇|份|期|次|个|项)(?=[，。；,;]|$)"
)
_MAY_PAUSE = re.compile(
    r"(?:其中|此外|另外|同时|目前|年底|全年|本年|本年度|以来|期间|共计|合计|总计|总共|如下|分别)$"
)
_SHARE_LIST = re.compile(r"占[\d.]+[%％](?P<mark>[，,；;、])(?=[^，。；,;、]{2,16}?\d+[条件篇份个项次])")
_NESTED = re.compile(r"“[^“”]*(?P<inside>“[^“”]*”)[^“”]*”")

MOSTLY_HALF = 0.05
"""Full-width marks per half-width one below which a text is half-width throughout."""


def half_width(passages: Passages) -> list[Flaw]:
    """Find half-width marks beside Han characters, and brackets around them."""
    return [flaw for passage in each(passages) for flaw in _half_width(passage)]


def is_half_throughout(passages: Passages, half: list[Flaw]) -> bool:
    """Tell whether a text has next to no full-width marks.

    Web pages and their converters fold all of them in one go: then they say nothing of the clerk's care.
    """
    full = sum(len(_FULL_MARKS.findall(passage.text)) for passage in each(passages))
    return full <= MOSTLY_HALF * len(half)


@typed_only
def _half_width(passage: Passage) -> Iterator[Flaw]:
    text = passage.text
    if not _ANY_HALF.search(text):
        return
    for match in _HALF.finditer(text):
        if match.group() == "." and _LEVEL_WITH_DOT.fullmatch(text[: match.end()]):
            continue
        yield Flaw(passage, match.start(), match.end(), _FULL[match.group()[0]])
    if "(" not in text and ")" not in text:
        return
    for match in _HALF_PAIR.finditer(text):
        before = text[match.start() - 1 : match.start()]
        inside = match["half"]
        if inside is None or _HAN.search(inside) or _HAN.match(before):
            for at in (match.start(), match.end() - 1):
                if text[at] in "()":
                    yield Flaw(passage, at, at + 1, _FULL[text[at]])


@typed_only
def numbered_with_dots(passages: Passages) -> Iterator[Flaw]:
    """Find 一. where GB/T 15834-2011 (5.1.10) wants 一、."""
    for passage in each(passages):
        if match := _NUMBER_DOT.match(passage.text):
            yield Flaw(passage, match.start("dot"), match.end("dot"), "、")


def dot_behind_number(heading: str) -> bool:
    """Tell whether a printed heading opens with 一. for 一、."""
    return bool(_NUMBER_DOT.match(heading))


@typed_only
def misplaced(passages: Passages) -> Iterator[Flaw]:
    """Find marks that part what belongs together, and a list that is parted now so, now otherwise."""
    for passage in each(passages):
        text = passage.text
        for match in _AFTER_YEAR.finditer(text):
            yield Flaw(passage, match.start(), match.end(), "，")
        for match in _AMOUNT_APART.finditer(text):
            if not _MAY_PAUSE.search(match["what"]):
                yield Flaw(passage, match.start("mark"), match.end("mark"))
        for sentence in passage.whole_sentences():
            found = list(_SHARE_LIST.finditer(sentence.text))
            kinds = {_FULL.get(match["mark"], match["mark"]) for match in found}
            if len(kinds) > 1:
                odd = min(found, key=lambda one: sum(one["mark"] == other["mark"] for other in found))
                at = sentence.start + odd.start("mark")
                yield Flaw(passage, at, at + 1)


@typed_only
def nested_quotes(passages: Passages) -> Iterator[Flaw]:
    """Find “ ” inside “ ”, where GB/T 15834-2011 (4.8.3.4) wants ‘ ’."""
    for passage in each(passages):
        for match in _NESTED.finditer(passage.text):
            yield Flaw(passage, match.start("inside"), match.end("inside"), f"‘{match['inside'][1:-1]}’")


@typed_only
def doubled(passages: Passages) -> Iterator[Flaw]:
    """Find marks that stand twice, and marks that can't stand together."""
    for passage in each(passages):
        same = list(_SAME_TWICE.finditer(passage.text))
        for match in same:
            dots = _ELLIPSIS.match(passage.text, match.start())
            yield Flaw(passage, match.start(), match.end(), "……" if dots else match.group()[0])
        taken = {at for match in same for at in range(*match.span())}
        for match in _TWO_IN_A_ROW.finditer(passage.text):
            if match.start() not in taken:
                yield Flaw(passage, match.start(), match.end())


@typed_only
def wrong_quotes(passages: Passages) -> Iterator[Flaw]:
    """Find straight quotation marks and angle brackets in place of “” and 《》."""
    for passage in each(passages):
        text = passage.text
        if '"' in text and _HAN.search(text):
            marks = [match.start() for match in _STRAIGHT.finditer(text)]
            even = len(marks) % 2 == 0
            for number, at in enumerate(marks):
                yield Flaw(passage, at, at + 1, "“”"[number % 2] if even else None)
        if "<" in text:
            for match in _ANGLES.finditer(text):
                within = text.count("《", 0, match.start()) > text.count("》", 0, match.start())
                opening, closing = "〈〉" if within else "《》"
                yield Flaw(passage, match.start(), match.start("inside"), opening)
                yield Flaw(passage, match.end("inside"), match.end(), closing)


@typed_only
def books_apart(passages: Passages) -> Iterator[Flaw]:
    """Find 、 between book titles, which GB/T 15834-2011 (4.5.3.5) leaves out."""
    for passage in each(passages):
        for match in _BOOKS_APART.finditer(passage.text):
            yield Flaw(passage, match.start(1), match.end(1), "")


@typed_only
def unbalanced(passages: Passages) -> Iterator[Flaw]:
    """Find brackets and quotation marks without their other half, first of each kind in a paragraph."""
    for passage in each(passages):
        if passage.is_aside:
            continue
        seen = set()
        for at in _without_partner(passage.text):
            if passage.text[at] not in seen:
                seen.add(passage.text[at])
                yield Flaw(passage, at, at + 1)


def _without_partner(text: str) -> Iterator[int]:
    # Half- and full-width brackets go together here: their width is another rule's business.
    folded = text.replace("(", "（").replace(")", "）")
    open_ones: list[int] = []
    for match in _ANY_PAIR.finditer(folded):
        char, at = match.group(), match.start()
        if char in _PAIRS:
            open_ones.append(at)
        elif open_ones and folded[open_ones[-1]] == _OPENERS[char]:
            open_ones.pop()
        elif any(folded[one] == _OPENERS[char] for one in open_ones):
            while folded[open_ones[-1]] != _OPENERS[char]:
                yield open_ones.pop()
            open_ones.pop()
        elif char == "’" or (char == "）" and _ITEM_NUMBER.search(folded[max(0, at - 5) : at])):
            continue  # an apostrophe; the number of an item, as in 1）
        else:
            yield at
    yield from open_ones
