"""I2 and I3: how a unit speaks of itself, and words that aren't of its level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding, Severity
from nianbao.identity.gazetteer import Gazetteer
from nianbao.identity.levels import AREA_WORDS, NO_OFFICE, Levels
from nianbao.identity.own import Own
from nianbao.levels import LEVEL_WORDS
from nianbao.passages.whole import Passage, within

_QUOTED = re.compile(r"[“\"][^”\"\n]{1,24}[”\"]")
_ORDER = re.compile("(?:根据|依据|按照|遵照|落实|执行|贯彻)$")

_BARE_GOVERNMENT = re.compile(
    "(?P<before>[\u4e00-\u9fff]?)(?P<kind>[县区乡镇])(?:委(?!托|派|员)|党委|人民政府|政府)(?!令|规章)"
)
# Before 县委 the word for whom: what goes before isn't the name of a county.
_NO_NAME = "在由经按据和与及对向受为将把"
_VERB_ENDS = "进好强升善范化"


def voices(
    subject: Subject, text: Passage, own: Own, levels: Levels, gazetteer: Gazetteer
) -> Iterator[Finding]:
    """Find wrong self-references (I201–I203), another kind of superior (I204), and foreign words (I301, I302)."""
    yield from _selves(subject, text, own, levels)
    yield from _superiors(subject, text, own, gazetteer)
    yield from _foreign_words(subject, text, own, levels)


def allowed(own: Own, levels: Levels) -> set[str]:
    """List the words by which a unit may call itself: 镇 for 我镇, 局 for 本局."""
    match own.level:
        case "township":
            return {own.place.suffix if own.place else "镇"}
        case "subdistrict":
            return {"街道", "街", "办", "办事处", "街道办", "处"}
        case "county" | "city" | "province":
            kind = own.place.suffix[-1] if own.place else ""
            return {kind} if kind else {"县", "市", "区", "省"}
        case _:
            ending = own.office or (own.place.suffix if own.place else "") or own.name
            return set(levels.endings_of(ending) or levels.endings_of(own.name))


def _selves(subject: Subject, text: Passage, own: Own, levels: Levels) -> Iterator[Finding]:
    right = allowed(own, levels)
    quotes = [match.span() for match in _QUOTED.finditer(text.text)]
    for match in levels.self_reference.finditer(text.text):
        word = match.group()[1:]
        if word in right or not right or within(match.start(), (*quotes, *text.title_marks)):
            continue
        found = _judged(text.text, match, word, own, levels)
        if found is None:
            continue
        code, severity, why = found
        mine = f"「我{_shown(own, right)}」"
        words = f"写了「{match.group()}」，{why}。"
        advice = f"请改成{mine}，或写单位名称；再看这一段是不是从别处照抄的。"
        yield text.finding(subject, code, severity, words, advice, match.span())


def _shown(own: Own, right: set[str]) -> str:
    if own.level == "subdistrict":
        return "街道"
    return sorted(right, key=len)[0]


def _judged(
    text: str, match: re.Match[str], word: str, own: Own, levels: Levels
) -> tuple[str, Severity, str] | None:
    """Say how wrong a self-reference is, or None where it may stand."""
    kind = f"本单位是{LEVEL_WORDS[own.level or 'other']}（{own.name}）"
    if word in NO_OFFICE:
        if own.level in ("department", "other", None):
            return None
        # Who has named the unit before may go on with 本单位.
        if word == "单位" and own.stems and own.is_named_in(text):
            return None
        severity: Severity = "warning" if word == "部门" else "hint"
        return "I203", severity, kind + ("，不是部门" if word == "部门" else "，宜写单位的称呼")
    if word not in AREA_WORDS:
        if own.level in ("county", "city", "province") and word == "办":
            return "I201", "warning", kind + "，报告以政府的名义编制"
        return "I201", "error", kind
    return _area(text, match, word, own, levels, kind)


def _area(
    text: str, match: re.Match[str], word: str, own: Own, levels: Levels, kind: str
) -> tuple[str, Severity, str] | None:
    """Judge 我县 and the like: a town may speak of its county, but not as of itself."""
    if own.level in ("department", "other", None):
        return None
    before, behind = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 10]
    if match.group()[0] == "本" and own.is_town:
        return None
    if not own.is_town:
        # A district's city, a county's autonomous region may be spoken of; a county in a city's report can't.
        return ("I202", "error", kind) if word in ("县", "旗") else None
    if _ORDER.search(before) or any(
        behind.startswith(order) or behind[1:].startswith(order) for order in levels.orders
    ):
        return None
    if any(stem in behind for stem in own.stems):
        return "I202", "warning", kind + "，像是上级的口气"
    if any(work in behind for work in levels.own_work):
        return "I202", "error", kind
    return "I202", "warning", kind


def _superiors(subject: Subject, text: Passage, own: Own, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Find 县政府 where the superior is a 区, and 乡政府 in the report of a 镇."""
    if not own.is_town or own.place is None:
        return
    county = own.above[-1] if own.above and str(own.above[-1]) not in gazetteer.cities else None
    for match in _BARE_GOVERNMENT.finditer(text.text):
        kind, before = match["kind"], match["before"]
        sure = not before or before in _NO_NAME
        if not sure and before not in _VERB_ENDS:
            continue
        words, span = match.group()[len(before) :], (match.start("kind"), match.end())
        severity: Severity = "warning"
        if kind in "乡镇" and kind != own.place.suffix and own.place.suffix in "乡镇":
            mine, whose = own.place.suffix, f"本单位是{own.place.suffix}（{own.name}）"
            severity = "error" if sure and before not in ("和", "与", "及") else "warning"
        elif kind in "县区" and county and kind != county.suffix[-1]:
            mine, whose = county.suffix[-1], f"上级是{county}"
        else:
            continue
        advice = f"请核对；说的是{'本单位' if kind in '乡镇' else '上级'}的，请改成「{mine}{words[1:]}」。"
        yield text.finding(subject, "I204", severity, f"写了「{words}」，{whose}。", advice, span)


def _foreign_words(subject: Subject, text: Passage, own: Own, levels: Levels) -> Iterator[Finding]:
    for code, entries in (("I301", levels.words), ("I302", levels.outside)):
        for entry in entries:
            if own.level not in entry.levels:
                continue
            at = text.text.find(entry.word)
            while at >= 0:
                if entry.counts(text.text, at) and not within(at, text.title_marks):
                    why = entry.why or "像是旁观者的口气，不像在说本单位"
                    advice = entry.advice or "请改成本单位的具体情况；是照抄来的，请重写"
                    yield text.finding(
                        subject,
                        code,
                        entry.severity,
                        f"写了「{entry.word}」，{why}。",
                        f"{advice}。",
                        (at, at + len(entry.word)),
                    )
                at = text.text.find(entry.word, at + len(entry.word))
