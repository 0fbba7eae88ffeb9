"""I4: the unit's name in title, names and signature, and names of bodies that have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding, Severity
from nianbao.identity.gazetteer import Gazetteer
from nianbao.identity.names import TOWN_SUFFIXES, Place, split
from nianbao.identity.own import GENERIC_OFFICES, Own
from nianbao.passages.whole import Passage, passage

_TITLE_TAIL = re.compile(r"(?:19|20)\d\d\s*年.*$|(?:政府)?信息公开.*$")

_FORMER = re.compile("原[省市县区旗州]?$")


def title_and_signature(subject: Subject, own: Own) -> Iterator[Finding]:
    """Find another unit in title (I401) or signature (I402), and names that don't go together (I403)."""
    parameters = subject.report.parameters
    if parameters.printed.title:
        text = passage(parameters.printed.title, ("printed", "title"), "标题")
        name = _TITLE_TAIL.sub("", re.sub(r"^\s*(?:19|20)\d\d\s*年(?:度)?", "", text.text))
        yield from _named(subject, text, name.strip(), own, "I401")
    if parameters.issued.by:
        text = passage(parameters.issued.by, ("issued", "by"), f"署名{subject.key('issued.by')}")
        yield from _named(subject, text, text.text, own, "I402")
    short, full_name = parameters.unit.name, parameters.unit.full_name
    if short and full_name and own.place and not own.is_named_in(short):
        words = f"里的简称「{short}」和全称「{full_name}」不是同一个单位。"
        text = passage(short, ("unit", "name"), f"单位简称{subject.key('unit.name')}")
        yield text.finding(subject, "I403", "error", words, "请核对简称和全称。", (0, len(short)))


def _named(subject: Subject, text: Passage, name: str, own: Own, code: str) -> Iterator[Finding]:
    """Judge the name in a title or a signature."""
    if not name:
        return
    at = max(text.text.find(name), 0)
    span = (at, at + len(name))
    places, office = split(name)
    if own.is_named_in(name):
        if own.is_town and re.search("人民政府办公室|党政办", name):
            words = f"写的是办公室「{name}」，年度报告是{own.name}的。"
            advice = f"请写{own.name}的名称。"
            yield text.finding(subject, code, "warning", words, advice, span)
        elif own.place and places and (kind := _kind_in(places, own.place)) and kind != own.place.suffix:
            words = f"把「{own.place}」写成了「{own.place.stem}{kind}」。"
            yield text.finding(subject, "I403", "error", words, f"请改成「{own.place}」。", span)
        return
    if not places and (own.office in GENERIC_OFFICES or not re.search("局$|委$|公司$|集团$", name)):
        return
    above = {place.stem for place in own.above}
    is_above = bool(places) and all(place.stem in above for place in places)
    # A town of the county may well be meant by its county's name; another name is a copy.
    severity: Severity = "error" if places and not is_above else "warning"
    if is_above and own.is_town and not office:
        severity = "error"
    whose = "上级" if is_above else "别的单位"
    words = f"写的是{whose}「{name}」，本单位是{own.name}。"
    yield text.finding(subject, code, severity, words, f"请改成{own.name}的名称。", span)


def _kind_in(places: list[Place], own: Place) -> str | None:
    return next((place.suffix for place in places if place.stem in (own.stem, own.short)), None)


def changed_names(subject: Subject, text: Passage, own: Own, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Find areas named as of another kind, or without it (I403), and bodies by a former name (I404)."""
    for place in own.chain:
        yield from _area_kinds(subject, text, place)
    year = subject.report.parameters.year
    if not any(name in text.text for name in gazetteer.renamed):
        return
    for match in gazetteer.any_renamed.finditer(text.text):
        new, since = gazetteer.renamed[match.group()]
        if year >= since and not _FORMER.search(text.text, max(0, match.start() - 4), match.start()):
            words = f"写了「{match.group()}」，机构改革后叫{new}。"
            advice = "请改用现在的名称；说的是以前的事，请在前面加「原」。"
            yield text.finding(subject, "I404", "hint", words, advice, match.span())


def _area_kinds(subject: Subject, text: Passage, place: Place) -> Iterator[Finding]:
    if place.suffix in TOWN_SUFFIXES or len(place.stem) < 2:
        return
    kinds = [kind for kind in ("市", "县", "区") if kind != place.suffix]
    wrong = re.compile(f"(?<!原){re.escape(place.stem)}(?P<kind>{'|'.join(kinds)}|(?=人民政府|政府))")
    for match in wrong.finditer(text.text):
        kind = match["kind"]
        if kind and (place.suffix not in ("市", "县", "区") or text.text[match.end() :][:1] in "市县区级城"):
            continue
        words = f"把「{place}」写成了「{match.group()}」" + ("。" if kind else f"，少了「{place.suffix}」。")
        advice = f"请改成「{place}」；说的是改名以前的，请在前面加「原」。"
        yield text.finding(subject, "I403", "warning", words, advice, match.span())
