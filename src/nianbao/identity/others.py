"""I1: another unit's name, account or contact in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from nianbao.checks.base import Subject
from nianbao.finding import Finding, Severity
from nianbao.identity.copied import does_own_work
from nianbao.identity.gazetteer import Gazetteer, Mention
from nianbao.identity.names import Place, split
from nianbao.identity.own import GENERIC_OFFICES, Own
from nianbao.passages.whole import Passage

_COMPILED = re.compile(
    "由(?P<name>[\u4e00-\u9fff（）()]{2,40}?)(?:负责|组织|牵头|统一)?(?:编制|编写|撰写|起草)"
)
_CONTACT = re.compile(
    "(?:请|可|敬请|欢迎)(?:直接|及时|径)?(?:与|向|同|和)(?P<name>[\u4e00-\u9fff（）()]{2,40}?)(?:联系|反映|咨询|垂询|询问)"
)
_DONE = re.compile("(?:主动公开|收到|受理|发布|政府信息公开工作(?=取得|情况|开展|扎实|有序|稳步))")
_OFFICE = re.compile("(?:[局委厅院会]|公司|集团|中心|银行|学校)$")
_ROOM = re.compile("(?:综合)?办公室$|综合科$|秘书科$|(?<=[局会])办$")
"""The room of a body where people are to ask: 财政局办公室; 局办公室 alone is anybody's."""

_HELPED = re.compile("(?:由|协助|配合|帮助|指导|支持|督促)[\u4e00-\u9fff]{0,4}$")
"""What another town counts where it is helped with it, or is left to do it."""

_COUNTY_ASKS = re.compile(
    "(?:按照|根据|落实|贯彻|遵照)(?P<area>(?![全各我本该在由向对经为上有相])[\u4e00-\u9fff]{1,3}(?<![省市区州盟属辖])县)"
    "(?:委|人民政府|政府)?(?:的)?(?:统一|有关|相关|工作)?(?:要求|部署|安排)"
)

_AREA_GOVERNMENT = re.compile(
    f"(?:^|[。；\n]|(?:19|20)\\d\\d年度?[，,]?)(?P<area>(?![全各我本该在由向对经为])[\u4e00-\u9fff]{{1,4}}[县区旗])"
    f"(?:人民)?政府(?!信息|网|门户|办|各|有关)(?:共|全年|累计)?{_DONE.pattern}"
)


def others(
    subject: Subject,
    text: Passage,
    own: Own,
    gazetteer: Gazetteer,
    near: Set[Place],
    instead: Place | None = None,
) -> Iterator[Finding]:
    """Find other towns (I101), another compiler or contact (I102) and accounts of other places (I103).

    Args:
        subject: The report.
        text: One of its narratives.
        own: Who reports.
        gazetteer: What is known of places.
        near: The other units of the working folder.
        instead: The town that the whole report speaks of in place of its own.
    """
    taken: list[tuple[int, int]] = []
    for code_finding, span in _compilers(subject, text, own):
        taken.append(span)
        yield code_finding
    if own.is_town and own.place:
        for mention in gazetteer.towns(text.text):
            if any(start <= mention.start < end for start, end in taken):
                continue
            if mention.place == instead and does_own_work(mention, text.text, gazetteer):
                yield _throughout(subject, text, own, mention)
            else:
                yield from _town(subject, text, own, gazetteer, near, mention)
        yield from _accounts(subject, text, own, gazetteer, near)
        yield from _superior_as_own(subject, text, own)
        yield from _other_county(subject, text, own, gazetteer)
    yield from _cities(subject, text, own, gazetteer)


def _town(
    subject: Subject, text: Passage, own: Own, gazetteer: Gazetteer, near: Set[Place], mention: Mention
) -> Iterator[Finding]:
    place = mention.place
    assert own.place is not None
    before, behind = text.text[max(0, mention.start - 8) : mention.start], text.text[mention.end :]
    if own.is_named_in(place.stem) or own.is_named_in(before[-3:] + place.stem):
        yield from _other_kind(subject, text, own, mention)
        return
    known = next((one for one in (*gazetteer.others, *near) if place.stem.endswith(one.stem)), None)
    is_allowed = any(place.stem.endswith(one.stem) for one in gazetteer.allowed)
    is_area = any(str(place) in str(area) or place.stem == area.stem for area in own.above)
    if is_allowed or is_area:
        return
    if known:
        place = known
        is_own_business = gazetteer.own_business.match(behind) is not None
        severity: Severity | None = (
            "error" if is_own_business and (mention.sure or known in gazetteer.others) else "warning"
        )
    else:
        severity = _how_wrong(mention, before, behind, own.place, gazetteer)
    if severity is None:
        return
    span = (mention.end - len(str(place)), mention.end)
    yield text.finding(
        subject,
        "I101",
        severity,
        f"写到了「{place}」，本单位是{own.name}。",
        f"说的是本单位的，请改成「{own.name}」，再看这一段是不是照抄来的；确实与{place}有关的，不必改。",
        span,
    )


def _throughout(subject: Subject, text: Passage, own: Own, mention: Mention) -> Finding:
    """Say that the report is another's: no sentence of its body names the unit."""
    words = f"写的是「{mention.place}」，除引言外全文没有一处写到本单位{own.name}。"
    advice = f"整份报告像是{mention.place}的：请核对单位名称；名称没有错的，请按{own.name}的实际情况重写。"
    return text.finding(subject, "I101", "error", words, advice, (mention.start, mention.end))


def _how_wrong(
    mention: Mention, before: str, behind: str, own: Place, gazetteer: Gazetteer
) -> Severity | None:
    """Say how wrong a town is that nobody knows: None where it is met with, or no name at all.

    A town's report says 镇 of itself without a name, behind any verb (列入镇…): only what is said of
    the name then shows that it is one.
    """
    if gazetteer.dealing.search(before) or not mention.fits:
        return None
    other_kind = mention.place.suffix != own.suffix
    if mention.doubtful or not mention.sure:
        return "hint" if other_kind and gazetteer.own_business.match(behind) else None
    if gazetteer.own_business.match(behind):
        return "error"
    counts = gazetteer.own_count.match(behind) and not _HELPED.search(before)
    if counts or gazetteer.government.match(behind):
        return "warning"
    return "hint" if other_kind else None


def _other_kind(subject: Subject, text: Passage, own: Own, mention: Mention) -> Iterator[Finding]:
    """Find the unit's own name as that of another kind: 云溪乡 for 云溪镇."""
    place = own.place
    assert place is not None
    if mention.place.suffix == place.suffix or mention.place.short not in (place.stem, place.short):
        return
    words = f"把「{place}」写成了「{mention.place}」。"
    advice = f"请改成「{place}」；说的是改名以前的，请写明「原{mention.place}」。"
    if not text.text[: mention.start].endswith("原"):
        yield text.finding(subject, "I403", "error", words, advice, (mention.start, mention.end))


def _compilers(subject: Subject, text: Passage, own: Own) -> Iterator[tuple[Finding, tuple[int, int]]]:
    for pattern, role in ((_COMPILED, "编制单位"), (_CONTACT, "联系单位")):
        for match in pattern.finditer(text.text):
            name, span = match["name"], match.span("name")
            wrong = _whose(name, own)
            if wrong is None:
                continue
            severity: Severity = "error" if wrong == "别的单位" or role == "编制单位" else "warning"
            words = f"把{role}写成了{wrong}「{name}」，本单位是{own.name}。"
            advice = f"请改成本单位（{own.name}）或本单位的办公室。"
            yield text.finding(subject, "I102", severity, words, advice, span), span


def _whose(name: str, own: Own) -> str | None:
    """Say whose name it is when it isn't the unit's own: 上级 or 别的单位."""
    if own.is_named_in(name) or name[0] in "我本":
        return None
    places, office = split(name)
    office = _ROOM.sub("", office)
    if not places:
        # 党政办公室 is nobody else's; 行政审批局 is.
        is_other = _OFFICE.search(office) and own.office not in GENERIC_OFFICES and len(office) > 3
        return (
            "别的单位"
            if is_other and "公开" not in office and "我" not in name and "本" not in name
            else None
        )
    above = {place.stem for place in own.above}
    return (
        "上级" if all(place.stem in above for place in places) and not _OFFICE.search(office) else "别的单位"
    )


def _accounts(
    subject: Subject, text: Passage, own: Own, gazetteer: Gazetteer, near: Set[Place]
) -> Iterator[Finding]:
    for match in gazetteer.account.finditer(text.text):
        group = "before" if match["before"] else "after"
        name = match[group]
        if own.is_named_in(name):
            yield from _slips(subject, text, gazetteer, name, match.span(group))
            continue
        known = next((one for one in (*gazetteer.others, *near) if one.stem in name), None)
        above = [place for place in own.above if place.stem in name]
        rest = name
        for place in above:
            rest = rest.replace(place.stem, "")
        rest = re.sub("[^\u4e00-\u9fff]", "", gazetteer.account_words.sub("", rest))
        if known is None and not (above and len(rest) >= 2):
            continue
        severity: Severity = "error" if known in gazetteer.others else "warning"
        words = f"新媒体账号「{name}」不像{own.name}的。"
        advice = "请核对账号名称；写的是别处的账号，请改成本单位的。"
        yield text.finding(subject, "I103", severity, words, advice, match.span(group))


def _slips(
    subject: Subject, text: Passage, gazetteer: Gazetteer, name: str, span: tuple[int, int]
) -> Iterator[Finding]:
    """Find the unit's own account with a common word in it mistyped: 云溪分布 for 云溪发布."""
    for wrong, right in gazetteer.account_slips.items():
        if name.endswith(wrong):
            meant = name.removesuffix(wrong) + right
            words = f"新媒体账号「{name}」多半是「{meant}」。"
            yield text.finding(subject, "I103", "warning", words, "请对照账号的实际名称核对。", span)


def _cities(subject: Subject, text: Passage, own: Own, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Find the city of somebody else: one that isn't among the areas the unit is known to belong to."""
    known = {str(place) for place in (*own.chain, *gazetteer.allowed)}
    lists = [names for names in (gazetteer.cities, gazetteer.provinces) if names & known]
    for name, start in gazetteer.cities_in(text.text):
        span = (start, start + len(name))
        if name in known or not any(name in names for names in lists):
            continue
        if gazetteer.own_business.match(text.text, span[1]):
            words = f"写到了「{name}」，本单位（{own.name}）属于{own.chain[0]}。"
            advice = "请核对是不是照抄来的；确实与它有关的，不必改。"
            yield text.finding(subject, "I101", "warning", words, advice, span)


def _superior_as_own(subject: Subject, text: Passage, own: Own) -> Iterator[Finding]:
    """Find a superior as the one that has done the year's work: a sentence of its report left in."""
    above = {str(place) for place in own.above}
    for match in _AREA_GOVERNMENT.finditer(text.text):
        if match["area"] not in above:
            words = f"写的是「{match['area']}政府」的工作，本单位是{own.name}。"
            advice = f"请改成{own.name}的情况；确实说上级的，不必改。"
            yield text.finding(subject, "I101", "warning", words, advice, (match.start("area"), match.end()))
    for place in own.above:
        pattern = re.compile(
            f"(?:^|[。；\n]|(?:19|20)\\d\\d年度?[，,]?){re.escape(str(place))}(?:人民政府|政府)?(?:共|全年|累计)?{_DONE.pattern}"
        )
        for match in pattern.finditer(text.text):
            start = match.start() + match.group().index(str(place))
            words = f"写的是上级「{place}」的工作，本单位是{own.name}。"
            advice = f"请改成{own.name}的情况；确实说上级的，不必改。"
            yield text.finding(subject, "I101", "warning", words, advice, (start, match.end()))


def _other_county(subject: Subject, text: Passage, own: Own, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Find the demands of a county that isn't the town's; only where its own is known by name."""
    if not any(place.suffix == "县" for place in own.above):
        return
    known = [str(place) for place in (*own.above, *gazetteer.allowed)]
    for match in _COUNTY_ASKS.finditer(text.text):
        area = match["area"]
        if not any(area.endswith(name) or name.endswith(area) for name in known):
            words = f"写的是「{area}」的要求，本单位{own.name}属于{own.above[-1]}。"
            advice = "请核对是不是照抄来的；确实与它有关的，不必改。"
            yield text.finding(subject, "I101", "warning", words, advice, match.span("area"))
