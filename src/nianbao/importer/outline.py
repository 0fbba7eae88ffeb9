"""Which of the candidates are a report's headings: the chain of them that fits best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims, Owner
from nianbao.importer.headings import Heading, Style

_CONTENTS = 3
"""A table of contents has no fewer headings."""


def without_contents(found: list[Heading], claims: Claims) -> list[Heading]:
    """Leave out a table of contents: headings that follow each other, all of which come again later."""
    if not found:
        return found
    runs: list[list[Heading]] = [[]]
    for heading in found:
        last = runs[-1][-1] if runs[-1] else None
        between = range(last.line + 1, heading.line) if last else range(0)
        again = any(one.section == heading.section and one.text == heading.text for one in runs[-1])
        if last and (again or any(claims.lines[index].text.strip() for index in between)):
            runs.append([])
        runs[-1].append(heading)
    kept = []
    for place, run in enumerate(runs):
        later = {fold(one.text) for other in runs[place + 1 :] for one in other}
        if len(run) < _CONTENTS or not all(fold(one.text) in later for one in run):
            kept += run
            continue
        for heading in run:
            claims.claim(heading.line, Owner("chrome", "目录"))
        before = next((i for i in range(run[0].line - 1, -1, -1) if claims.lines[i].text.strip()), None)
        if before is not None and fold(claims.lines[before].text) in ("目录", "目次"):
            claims.claim(before, Owner("chrome", "目录"))
    return kept


def main_style(found: Sequence[Heading]) -> Style:
    """Tell how a report numbers its parts: as most of the headings do whose words are known."""
    counts = Counter(heading.style for heading in found if heading.exact and heading.section != "unknown")
    if any(heading.style == "一、" for heading in found if heading.section != "unknown"):
        counts["一、"] += 2
    return max(counts, key=lambda style: counts[style]) if counts else "一、"


def without_loose(found: Sequence[Heading]) -> list[Heading]:
    """Leave out lines without a number that only resemble a heading, unless the report numbers none of its parts.

    Of a part whose own words head another line there is none in other words.
    """
    known = {heading.section for heading in found if heading.exact}
    unnumbered = main_style(found) == "" and len(known) >= _CONTENTS
    return [
        heading
        for heading in found
        if heading.style or heading.exact or (unnumbered and heading.section not in known)
    ]


def in_order(found: Sequence[Heading], order: Sequence[str]) -> list[Heading]:
    """Choose the headings of a format whose parts stand in a fixed order, each at most once."""
    style = main_style(found)
    own = [
        heading
        for heading in (_by_number(one, order) for one in found)
        if heading.section in order
        and (heading.style == style or (heading.exact and heading.style in ("", "一、")))
    ]
    weights = [_weight(heading, style, order, place, own) for place, heading in enumerate(own)]
    chain = _heaviest(
        own, weights, lambda early, late: order.index(early.section) < order.index(late.section)
    )
    return [_certain(heading, style) for heading in _with_strays(chain, own, style)]


def _with_strays(chain: Sequence[Heading], own: Sequence[Heading], style: Style) -> list[Heading]:
    """Add headings that stand out of order: a known kind, a number in the report's own way, both met nowhere else."""
    sections = {"unknown", *(one.section for one in chain)}
    left = [one for one in own if one.section not in sections and one.certainty != "low"]
    kinds, numbers = Counter(one.section for one in left), Counter(one.number for one in own)
    strays = [
        one
        for one in left
        if one.number and one.style == style and kinds[one.section] == 1 and numbers[one.number] == 1
    ]
    return sorted([*chain, *strays], key=lambda one: (one.line, one.span))


def _by_number(heading: Heading, order: Sequence[str]) -> Heading:
    """Take a heading of unknown words for that of the part whose number it bears."""
    if heading.section != "unknown" or not 0 < heading.number <= len(order):
        return heading
    return replace(heading, section=order[heading.number - 1], certainty="low")


def _weight(
    heading: Heading, style: Style, order: Sequence[str], place: int, own: Sequence[Heading]
) -> float:
    weight = 10.0 if heading.exact else 1.0 if heading.certainty == "low" else 4.0
    weight += 3.0 if heading.style == style else 0.0
    weight += 1.0 if heading.number == order.index(heading.section) + 1 else 0.0
    # A list of the parts has its headings close together; the parts themselves have text between.
    follower = own[place + 1] if place + 1 < len(own) else None
    return weight + (0.5 if follower is None or follower.line > heading.line + 1 else 0.0)


def _certain(heading: Heading, style: Style) -> Heading:
    if heading.certainty == "low":
        return heading
    if heading.exact:
        return replace(heading, certainty="high" if heading.style == style else "medium")
    return replace(heading, certainty="medium")


def as_numbered(found: Sequence[Heading]) -> list[Heading]:
    """Choose the headings of a regional format: numbers go up, words may be anything."""
    style = main_style(found)
    own = [
        heading
        for heading in found
        if heading.style == style and (heading.section != "unknown" or style == "一、")
    ]
    if not own:
        own = [heading for heading in found if heading.exact]
    weights = [(5.0 if heading.exact else 3.0 if heading.section != "unknown" else 1.0) for heading in own]
    chain = _heaviest(own, weights, lambda early, late: early.number < late.number or not late.number)
    return [
        _certain(heading, style) if heading.section != "unknown" else replace(heading, certainty="low")
        for heading in _with_strays(chain, own, style)
    ]


def _heaviest(
    own: Sequence[Heading], weights: Sequence[float], follows: Callable[[Heading, Heading], bool]
) -> list[Heading]:
    """Find the chain of headings with the greatest weight in which each may follow the one before."""
    best: list[tuple[float, int]] = []
    for place, heading in enumerate(own):
        before = max(
            ((best[earlier][0], earlier) for earlier in range(place) if follows(own[earlier], heading)),
            default=(0.0, -1),
        )
        best.append((before[0] + weights[place], before[1]))
    chain: list[Heading] = []
    place = max(range(len(own)), key=lambda one: best[one][0], default=-1)
    while place >= 0:
        chain.append(own[place])
        place = best[place][1]
    return chain[::-1]
