"""O: problems and what is done about them (条例 2019 art. 50(4); 2007 art. 32(5))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.parts import is_whole
from nianbao.finding import Finding, Severity
from nianbao.suggest import quoted
from nianbao.writing.problems import Item, Problems, ProblemWords, has_measure, is_formula, take_apart

_NOTHING = re.compile(
    r"(?:(?:目前|本年度?|今年|20\d\d年度?|我[镇乡县局街]|本[镇乡县局机关单位]+)[，,]?)*"
    r"(?:无|没有|暂无|不存在|未发现)(?:存在)?(?:什么|明显|突出)?(?:的)?(?:主要)?(?:问题)?(?:及改进(?:情况|措施))?[。.]?"
)
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*")
_HAN = re.compile("[\u3400-\u9fff]")
_LACKS = re.compile("[不没未少慢难缺弱低差]|待[加完提改规深健]")
"""Without one of these hardly anybody names a problem."""

_SHORT = 10
"""Han characters below which no problem can have been told."""

_MANY = 3
"""Problems that one measure of one clause can hardly be for."""

_ALIKE = 0.6
"""Share of neighbouring characters that two problems have in common when they are the same."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find no problems (O101, O104), formulas only (O102), no measures (O103), and last year's problems (O105, O106)."""
    passages = subject.passages.get("problems")
    if not passages:
        return
    words = ProblemWords.of(subject.report.folder)
    text = "".join(passage.text for passage in passages)
    nothing = _NOTHING.fullmatch(_NUMBERED.sub("", re.sub(r"\s", "", text)))
    if nothing or (len(_HAN.findall(text)) < _SHORT and is_whole(subject)):
        yield _of(
            subject,
            "O101",
            "error" if nothing else "warning",
            f"「{_label(subject)}」没有写出问题：「{quoted(text)}」。",
            "请写出本单位自己的、具体的问题，每个问题写一条改进措施。",
            quote=quoted(text),
        )
        return
    if len(_HAN.findall(text)) < _SHORT:
        return
    found = take_apart(passages, words)
    yield from _measures(subject, found, words)
    if len(found.problems) > 1 and all(is_formula(item, words) for item in found.problems):
        message = f"「{_label(subject)}」里的 {len(found.problems)} 个问题都是套话，放到哪个单位都能用。"
        advice = "请写具体：哪个栏目、哪个村、哪件事、差多少。"
        yield _at(subject, "O102", "hint", message, advice, found.problems[0])
    yield from _as_last_year(subject, found, words)


def _measures(subject: Subject, found: Problems, words: ProblemWords) -> Iterator[Finding]:
    if not words.problem.search(found.text) and not _LACKS.search(found.text):
        message = f"「{_label(subject)}」只写了做法，没有写存在什么问题。"
        yield _of(subject, "O104", "warning", message, "请先写存在的问题，再写改进措施。")
    elif found.apart and _HAN.search(found.said_of_problems) and not _HAN.search(found.said_of_measures):
        many = f" {len(found.problems)} 个" if found.problems else ""
        message = f"「{_label(subject)}」写了{many}问题，改进措施是空的。"
        yield _of(subject, "O103", "warning", message, "请给每个问题写一条改进措施。")
    elif found.apart:
        asked, told = len(found.problems), len(found.measures)
        if 1 < told < asked or (asked >= _MANY and _is_only_one(found)):
            message = f"「{_label(subject)}」写了 {asked} 个问题，改进措施只有 {told} 条。"
            advice = "请逐条对应：一个问题写一条改进措施。"
            yield _at(subject, "O103", "warning", message, advice, found.problems[told])
    elif not words.measure.search(_without_lacks(found.text, words)):
        message = f"「{_label(subject)}」只写了问题，没有写怎样改进。"
        yield _of(subject, "O103", "warning", message, "请给每个问题写一条改进措施。")
    elif len(found.problems) > 1:
        without = [item for item in found.problems if not has_measure(item, words)]
        # Where none has one beside it, the measures stand together somewhere in the text.
        if 0 < len(without) < len(found.problems):
            for item in without:
                message = f"「{_label(subject)}」里这个问题没有写怎样改进：「{quoted(item.text)}」。"
                yield _at(subject, "O103", "warning", message, "请补上对应的改进措施。", item)


def _is_only_one(found: Problems) -> bool:
    """Tell whether the part on measures is one numbered measure and no more, like 一是每月更新."""
    if len(found.measures) != 1:
        return False
    said = found.measures[0].text
    whole = _HAN.findall(found.said_of_measures)
    clauses = [piece for piece in re.split("[，,。；;！？、]", _NUMBERED.sub("", said)) if _HAN.search(piece)]
    return len(clauses) == 1 and len(whole) - len(_HAN.findall(said)) < _SHORT


def _without_lacks(text: str, words: ProblemWords) -> str:
    """Leave out what is still lacking: 有待加强 is a problem, no measure."""
    pieces = re.findall(r"[^，。；！？]+[，。；！？]?", text)
    return "".join(piece for piece in pieces if not words.problem.search(piece))


def _as_last_year(subject: Subject, found: Problems, words: ProblemWords) -> Iterator[Finding]:
    last = subject.report.last
    before = last.passages.get("problems") if last else None
    if not last or not before:
        return
    year = last.parameters.year
    if _bare(found.text) == _bare("".join(passage.text for passage in before)):
        message = f"「{_label(subject)}」与 {year} 年的报告一字不差。"
        advice = "请按本年的实际重写，并写明上年的问题改得怎样。"
        yield _of(subject, "O106", "warning", message, advice)
        return
    if words.followed_up.search(found.text) or f"{year}年" in found.text:
        return
    old = take_apart(before, words).problems
    same = [(item, other) for item in found.problems for other in old if _alike(item.text, other.text)]
    if same:
        message = (
            f"「{quoted(same[0][0].text)}」等 {len(same)} 个问题 {year} 年已经写过，没有写后来改得怎样。"
        )
        advice = f"请写一句 {year} 年提出的问题改得怎样；没有改的，写明原因。"
        yield _at(subject, "O105", "warning", message, advice, same[0][0])


def _bare(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text)


def _alike(one: str, other: str) -> bool:
    """Compare two problems by their neighbouring characters; their numbers don't count."""
    first, second = _pairs(one), _pairs(other)
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= _ALIKE


def _pairs(text: str) -> set[str]:
    bare = _bare(re.sub(r"^[（(]?[一二三四五六七八九十\d]+[是）)、.．]", "", text))
    return {bare[place : place + 2] for place in range(len(bare) - 1)}


def _label(subject: Subject) -> str:
    return subject.label("problems")


def _of(
    subject: Subject, code: str, severity: Severity, message: str, advice: str, quote: str | None = None
) -> Finding:
    path = ("sections", "problems")
    return subject.finding(code, severity, message, advice, path, section="problems", quote=quote)


def _at(subject: Subject, code: str, severity: Severity, message: str, advice: str, item: Item) -> Finding:
    return subject.in_passage(code, severity, message, advice, item.passage, (item.start, item.end))


EXAMPLES = {
    "O101": Example(
        reason="没有哪个单位一点问题也没有；只写「无」，等于没有报告这一项。",
        legal="《条例》第五十条第四项",
        section="problems",
        bad="无。",
        good="公开栏只贴不换，有两个村过了两个月才更新。已经定下每月5日统一更换。",
    ),
    "O102": Example(
        reason="套话放到哪个单位都能用，看不出本单位的问题在哪里。",
        legal="国办公开办函〔2021〕30号：不得内容雷同、敷衍塞责",
        section="problems",
        bad="一是认识不足，下一步将加强学习。二是力度不够，下一步将加大力度。",
        good="一是有3个村的公开栏两个月没有更新，下一步每月5日统一更换。二是认识不足，下一步将加强学习。",
    ),
    "O103": Example(
        reason="提了问题就要写怎样改，一个问题对应一条措施。",
        legal="《条例》第五十条第四项",
        section="problems",
        bad="一是有3个村的公开栏两个月没有更新。二是有2件答复申请人看不懂。",
        good="一是有3个村的公开栏两个月没有更新，下一步每月5日统一更换。二是有2件答复申请人看不懂，下一步请司法所把关。",
    ),
    "O104": Example(
        reason="只写打算，不写问题，不知道为什么要这样改。",
        legal="《条例》第五十条第四项",
        section="problems",
        bad="下一步将每月5日统一更换公开栏，请司法所给答复把关。",
        good="有3个村的公开栏更新不及时。下一步将每月5日统一更换。",
    ),
    "O105": Example(
        reason="同样的问题年年写，说明写了没有改。",
        legal="《条例》第五十条第四项",
        section="problems",
        bad="一是村务公开栏更新不及时，将按月通报。二是解读文章太长，将配上图。",
        good="上年提出的公开栏更新不及时已整改。解读文章太长，将配上图，每篇不超过五百字。",
        last="一是村务公开栏更新不及时，将按季通报。二是办事指南不全，将逐项补上。",
    ),
    "O106": Example(
        reason="与上年一字不差，就是照抄。",
        legal="国办公开办函〔2021〕30号：不得内容雷同、敷衍塞责",
        section="problems",
        bad="一是村务公开栏更新不及时，将按月通报。二是解读文章太长，将配上图。",
        good="上年的公开栏更新不及时已整改。一是答复书太硬，将请司法所把关。二是目录太旧，将全部重编。",
        last="一是村务公开栏更新不及时，将按月通报。二是解读文章太长，将配上图。",
    ),
}
