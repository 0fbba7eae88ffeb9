"""A report that is another town's throughout: it tells of that town's work and never names the unit's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from nianbao.identity.gazetteer import Gazetteer, Mention
from nianbao.identity.names import Place
from nianbao.identity.own import Own
from nianbao.passages.whole import Passage

_HELPED = re.compile("(?:由|协助|配合|帮助|指导|支持|督促|在|位于|坐落于)[\u4e00-\u9fff]{0,4}$")
"""What another town does where it is helped with it, or is left to do it; or only where something stands."""

_BEFORE = 8
_MENTIONS = 3
_DEEDS = 2
_PREAMBLE = "preamble"
"""Says whom to ask, which is put right first, and proves nothing of the rest."""


def whose_throughout(texts: Iterable[Passage], own: Own, gazetteer: Gazetteer) -> Place | None:
    """Give the town that a report speaks of in place of its own, where that is sure; None where it isn't.

    Sure is: the body never names the unit, names one other town only, three times or more, and has it do
    the year's work in two places or more. One such sentence may be right, or the remains of a copy; this is
    the copy itself, or the wrong unit in the file.
    """
    body = [text for text in texts if text.section != _PREAMBLE]
    if not own.is_town or own.place is None or any(own.is_named_in(text.text) for text in body):
        return None
    named: defaultdict[Place, int] = defaultdict(int)
    deeds: defaultdict[Place, int] = defaultdict(int)
    for text in body:
        for mention in gazetteer.towns(text.text):
            if is_named(mention, text.text, gazetteer) and not _is_own_area(mention.place, own, gazetteer):
                named[mention.place] += 1
                deeds[mention.place] += does_own_work(mention, text.text, gazetteer)
    if len(named) != 1:
        return None
    (place,) = named
    return place if named[place] >= _MENTIONS and deeds[place] >= _DEEDS else None


def is_named(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a mention surely is a town's name, and not that of one the unit had to do with."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    return mention.sure and not mention.doubtful and not gazetteer.dealing.search(before)


def does_own_work(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a town is said to do what a report tells of: to publish, to receive, to have its offices work."""
    before, behind = text[max(0, mention.start - _BEFORE) : mention.start], text[mention.end :]
    if _HELPED.search(before):
        return False
    patterns = (gazetteer.own_business, gazetteer.own_count, gazetteer.government)
    return any(pattern.match(behind) for pattern in patterns)


def _is_own_area(place: Place, own: Own, gazetteer: Gazetteer) -> bool:
    return any(place.stem.endswith(one.stem) for one in gazetteer.allowed) or any(
        str(place) in str(area) or place.stem == area.stem for area in own.above
    )
