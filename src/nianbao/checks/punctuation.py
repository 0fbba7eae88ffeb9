"""W1: punctuation, spaces and broken lines (GB/T 15834-2011《标点符号用法》)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.fixes import Fix, fixes_of
from nianbao.finding import Finding, Severity
from nianbao.writing import lines, marks
from nianbao.writing.flaws import Flaw, by_section
from nianbao.writing.words import WordLists

Found = TypeVar("Found")

_MANY = 3
"""More findings of one kind in a section are told as one."""

AROUND = 8
"""Characters quoted on either side of a mark."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find marks of the wrong width, kind or place (W101–W107), spaces (W111, W112), ends and breaks (W113, W114)."""
    yield from _half_width(subject)
    yield from _marks(subject)
    yield from _spaces(subject)
    yield from _ends(subject)


def fixes(subject: Subject) -> Iterator[Fix]:
    """Offer the edits for what is certain among the findings of this module."""
    passages, joined = subject.passages, WordLists.of(subject.report.folder).joined
    yield from fixes_of("W101", _not_folded(subject, marks.half_width(passages)))
    yield from fixes_of("W101", marks.numbered_with_dots(passages))
    yield from fixes_of("W104", marks.nested_quotes(passages))
    yield from fixes_of("W107", marks.misplaced(passages))
    yield from fixes_of("W103", marks.doubled(passages))
    yield from fixes_of("W104", marks.wrong_quotes(passages))
    yield from fixes_of("W106", marks.books_apart(passages))
    if lines.has_numbers_without_spaces(passages):
        yield from fixes_of("W111", lines.spaces_by_digits(passages))
    yield from fixes_of("W112", lines.spaces_by_han(passages))
    yield from fixes_of("W113", lines.without_end(passages, joined))
    for passage, after in lines.broken(passages, joined):
        if passage.text[-1] + after.text[0] in joined:
            yield Fix("W114", passage.section, passage.end, after.place(0), "")


def _half_width(subject: Subject) -> Iterator[Finding]:
    for section, own in by_section(marks.numbered_with_dots(subject.passages)).items():
        message = f"「{_label(subject, section)}」里，汉字序号后面用了点，共 {len(own)} 处。"
        yield _first(subject, "W101", "warning", message, "请改成顿号，如「一、」。", own)
    for section, heading in subject.report.parameters.printed.headings.items():
        if marks.dot_behind_number(heading):
            yield subject.finding(
                "W101", "hint", f"小标题「{heading}」的序号后面用了点。", "请改成顿号，如「一、」。",
                ("printed", "headings", section), section=section, quote=heading,
            )  # fmt: skip
    flaws = _not_folded(subject, marks.half_width(subject.passages))
    for section, own in by_section(iter(flaws)).items():
        message = (
            f"「{_label(subject, section)}」里夹着半角标点：{_counted(flaw.text.rstrip() for flaw in own)}。"
        )
        yield _first(subject, "W101", "warning", message, "请改成全角：，；：（）。", own)


def _not_folded(subject: Subject, flaws: list[Flaw]) -> list[Flaw]:
    """Leave out what a web page or converter has folded in one go; it makes no stop of 。."""
    if not marks.is_half_throughout(subject.passages, flaws):
        return flaws
    return [flaw for flaw in flaws if flaw.text.startswith(".")]


def _marks(subject: Subject) -> Iterator[Finding]:
    for flaw in marks.doubled(subject.passages):
        message = f"「{_label(subject, flaw.passage.section)}」里标点重复或者连用不当：「{flaw.text}」。"
        yield _first(subject, "W103", "warning", message, "请只留该用的那一个。", [flaw])
    for section, own in by_section(marks.wrong_quotes(subject.passages)).items():
        message = f"「{_label(subject, section)}」里的引号或书名号用了键盘符号：{_counted(flaw.text for flaw in own)}。"
        advice = "引号请用“”，书名号请用《》，书名号里面再用书名号的用〈〉。"
        yield _first(subject, "W104", "warning", message, advice, own)
    for flaw in marks.nested_quotes(subject.passages):
        message = f"「{_label(subject, flaw.passage.section)}」里，双引号里面又用了双引号：「{flaw.text}」。"
        yield _first(subject, "W104", "warning", message, "里面的请用单引号‘’。", [flaw])
    for section, own in by_section(marks.misplaced(subject.passages)).items():
        message = f"「{_label(subject, section)}」里有 {len(own)} 处标点用得不当。"
        advice = "年份后面不用顿号；名称和它的数量之间不用逗号；同一串列举用同一种标点。"
        yield _first(subject, "W107", "warning", message, advice, own)
    for flaw in marks.unbalanced(subject.passages):
        message = f"「{_label(subject, flaw.passage.section)}」里的「{flaw.text}」没有配对。"
        yield _first(subject, "W105", "warning", message, "请补上另一半，或删去这一个。", [flaw])
    for section, own in by_section(marks.books_apart(subject.passages)).items():
        message = f"「{_label(subject, section)}」里，并列的书名号之间用了顿号，共 {len(own)} 处。"
        yield _first(subject, "W106", "hint", message, "书名号之间一般不用顿号，可以删去。", own)


def _spaces(subject: Subject) -> Iterator[Finding]:
    passages = subject.passages
    found = list(lines.spaces_by_digits(passages))
    advice = "请删去数字与汉字之间的空格，如「2017年」。"
    # Who spaces all numbers has chosen so, or a PDF has; only what is mixed looks careless.
    if lines.has_numbers_without_spaces(passages):
        for section, own in by_section(iter(found)).items():
            message = (
                f"「{_label(subject, section)}」里，数字与汉字之间有的有空格，共 {len(own)} 处，别处没有。"
            )
            yield _first(subject, "W111", "warning", message, advice, own)
    for section, own in by_section(lines.spaces_by_han(passages)).items():
        message = f"「{_label(subject, section)}」里的文字中间有空格，共 {len(own)} 处。"
        yield _first(subject, "W112", "warning", message, "请删去空格。", own)


def _ends(subject: Subject) -> Iterator[Finding]:
    joined = WordLists.of(subject.report.folder).joined
    for section, own in by_section(lines.without_end(subject.passages, joined)).items():
        for flaws in _few(own):
            tail = flaws[0].passage.text[-AROUND:]
            many = f"有 {len(flaws)} 段末尾没有句号，第一处是" if len(flaws) > 1 else "有一段末尾没有句号："
            message = f"「{_label(subject, section)}」{many}「…{tail}」。"
            yield _first(subject, "W113", "warning", message, "请补上句号，或接着写完。", flaws)
    for section, own in by_section(lines.glued(subject.passages)).items():
        for flaws in _few(own):
            many = f"有 {len(flaws)} 处" if len(flaws) > 1 else ""
            message = f"「{_label(subject, section)}」{many}两句话连在一起，中间缺少标点。"
            yield _first(subject, "W113", "warning", message, "请补上句号，或者另起一段。", flaws)
    for section, own in by_section(
        lines.broken_by_newline(subject.passages, subject.report.parameters.sections, joined)
    ).items():
        message = f"「{_label(subject, section)}」有 {len(own)} 处一个词断在两行：「{own[0].text}」。"
        advice = "印出来会接在一起；如果是粘贴时断开的，请删去中间的换行。"
        yield _first(subject, "W114", "hint", message, advice, own)
    told: dict[str, list[tuple[Flaw, str]]] = {}
    for passage, after in lines.broken(subject.passages, joined):
        end = len(passage.text)
        words = f"…{passage.text[-AROUND:]}／{after.text[:AROUND]}…"
        told.setdefault(passage.section, []).append((Flaw(passage, end - 1, end), words))
    for section, breaks in told.items():
        for some in _few(breaks):
            flaw, words = some[0]
            many = f"有 {len(some)} 处一句话在中间断开，第一处是" if len(some) > 1 else "有一句话在中间断开："
            message = f"「{_label(subject, section)}」{many}「{words}」。"
            yield _first(subject, "W114", "warning", message, "请删去中间的换行，接成一段。", [flaw])


def _few(found: list[Found]) -> list[list[Found]]:
    """Tell a few things one by one, many as one: a text of broken lines has hundreds."""
    return [found] if len(found) > _MANY else [[one] for one in found]


def _first(
    subject: Subject, code: str, severity: Severity, message: str, advice: str, flaws: list[Flaw]
) -> Finding:
    """Make one finding of several flaws, at the first of them."""
    flaw = flaws[0]
    # A missing character is shown by what stands before it.
    start = min(flaw.start, max(len(flaw.passage.text) - 1, 0))
    return subject.in_passage(code, severity, message, advice, flaw.passage, (start, flaw.end), around=AROUND)


def _counted(texts: Iterable[str]) -> str:
    return "、".join(f"「{text}」{count} 处" for text, count in Counter(texts).most_common())


def _label(subject: Subject, section: str) -> str:
    return subject.label(section)


_STANDARD = "GB/T 15834-2011《标点符号用法》"

EXAMPLES = {
    "W101": Example(
        reason="同一份报告里全角、半角标点混着用，看得出是几处拼起来的。",
        legal=_STANDARD,
        bad="全年公开信息32条，其中财政类20条,民生类12条。",
        good="全年公开信息32条，其中财政类20条，民生类12条。",
    ),
    "W103": Example(
        reason="标点连写两个，多半是删改时留下的。",
        legal=_STANDARD,
        bad="全年公开信息32条，，都按期更新。",
        good="全年公开信息32条，都按期更新。",
    ),
    "W104": Example(
        reason="键盘上的直引号和尖括号不是中文的引号和书名号。",
        legal=_STANDARD,
        bad='镇里在公众号"云溪发布"上公开信息32条。',
        good="镇里在公众号“云溪发布”上公开信息32条。",
    ),
    "W105": Example(
        reason="括号或引号只有一半，读的人不知道到哪里为止。",
        legal=_STANDARD,
        bad="全年公开信息32条（其中财政类20条，都按期更新。",
        good="全年公开信息32条（其中财政类20条），都按期更新。",
    ),
    "W106": Example(
        reason="书名号已经把几个名称分开了，一般不再用顿号。",
        legal=f"{_STANDARD} 4.5.3.5",
        bad="镇里修订了《公开目录》、《公开指南》两份文件。",
        good="镇里修订了《公开目录》《公开指南》两份文件。",
    ),
    "W107": Example(
        reason="标点放错了地方，把连在一起的话断开了，或者分不清哪几项是并列的。",
        legal=_STANDARD,
        bad="2024年、全年公开信息32条，都按期更新。",
        good="2024年，全年公开信息32条，都按期更新。",
    ),
    "W111": Example(
        reason="数字两边有的有空格、有的没有，排出来疏密不一。",
        legal="GB/T 15835-2011《出版物上数字用法》；编写习惯",
        bad="2024 年公开信息32条，2023年公开信息28条。",
        good="2024年公开信息32条，2023年公开信息28条。",
    ),
    "W112": Example(
        reason="汉字之间的空格是排版或粘贴留下的。",
        legal="编写习惯",
        bad="全年公开 信息32条，都按期更新。",
        good="全年公开信息32条，都按期更新。",
    ),
    "W113": Example(
        reason="一段话末尾没有句号，看不出是写完了，还是丢了半句。",
        legal=_STANDARD,
        bad="全年公开信息32条，都在规定的期限里更新",
        good="全年公开信息32条，都在规定的期限里更新。",
    ),
    "W114": Example(
        reason="从网页或扫描件复制时，一个词常被换行切成两段。",
        legal="编写习惯",
        bad="全年的信息都由各站所填好，按月通\n\n过公开栏张贴，群众随时可以查看。",
        good="全年的信息都由各站所填好，按月通过公开栏张贴，群众随时可以查看。",
    ),
}
