"""Reports of one year side by side: parts that two units have in common (M201).

Candidates come from MinHash signatures in a locality-sensitive index, so time grows with the number of
reports and hardly with that of pairs. Parts that are nearly the same as one already in the index stand
behind it and aren't put in: a county in which all have copied one text takes no longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.checks.accepted import answered
from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.likeness.formulas import FORMULA_SECTIONS, formulas, is_formula
from nianbao.likeness.neighbours import Neighbours
from nianbao.likeness.sentences import LEAST_CHARACTERS, Sentence, anonymous, fold, sentences
from nianbao.suggest import quoted

LEAST_SHARE = 0.6
"""Of the shorter part's text, in whole sentences."""

_MOST_SHOWN = 3


@dataclass
class Part:
    """A section of one report, without formula, names and numbers.

    Attributes:
        subject: The report.
        section: Section id.
        own: Its sentences.
        keys: The same as they are compared.
        size: Characters compared.
        likest: The part of another report that is most like it, with the share of the text.
    """

    subject: Subject
    section: str
    own: list[Sentence]
    keys: list[str]
    size: int
    likest: tuple[float, Part] | None = field(default=None, repr=False)

    def meets(self, other: Part, share: float) -> None:
        """Remember another part if none was more alike."""
        if self.likest is None or self.likest[0] < share:
            self.likest = (share, other)


def between_reports(subjects: Iterable[Subject]) -> dict[str, list[Finding]]:
    """Compare reports with those of other units for the same year. Findings never block a report.

    Args:
        subjects: The reports, of any number of units and years.

    Returns:
        Findings by the path of the report's file.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for part, share, other in alike_parts(subjects):
        found[str(part.subject.file.path)].append(_of(part, share, other))
    return dict(found)


def alike_parts(subjects: Iterable[Subject]) -> Iterator[tuple[Part, float, Part]]:
    """Find the parts of reports that another unit's report of the same year has too.

    Yields:
        Such a part, the share of the text, and the part of another report that is most like it.
    """
    groups: dict[tuple[int, str], list[Part]] = defaultdict(list)
    for subject in subjects:
        for part in _parts(subject):
            groups[subject.report.parameters.year, part.section].append(part)
    for parts in groups.values():
        _compare(parts)
        for part in parts:
            if part.likest is not None:
                yield (part, *part.likest)


def _parts(subject: Subject) -> Iterator[Part]:
    report = subject.report
    known = formulas(report.template)
    names = _names(subject)
    for section, text in report.parameters.sections.items():
        if section in FORMULA_SECTIONS:
            continue
        own = [one for one in sentences(text) if not is_formula(one.folded, known)]
        keys = [anonymous(one.folded, names) for one in own]
        if (size := sum(map(len, keys))) >= LEAST_CHARACTERS:
            yield Part(subject, section, own, keys, size)


def _names(subject: Subject) -> list[str]:
    """List a unit's own names, the longest first, as they stand in folded text."""
    unit, issued = subject.report.parameters.unit, subject.report.parameters.issued
    names = {fold(name) for name in (unit.full_name, issued.by, unit.name, unit.parent) if name}
    return sorted(names, key=len, reverse=True)


def _compare(parts: Sequence[Part]) -> None:
    """Let each part know the one that is most like it."""
    index = Neighbours()
    leaders: dict[int, Part] = {}
    for number, part in enumerate(parts):
        likest: tuple[float, Part] | None = None
        for near in index.near(number, "".join(part.keys)):
            other = leaders[near]
            if other.subject.report.parameters.unit == part.subject.report.parameters.unit:
                continue
            share = _share(part, other)
            if likest is None or share > likest[0]:
                likest = (share, other)
        if likest is not None and likest[0] >= LEAST_SHARE:
            part.meets(likest[1], likest[0])
            likest[1].meets(part, likest[0])
        # One that another stands for isn't asked for again.
        if likest is None or likest[0] < index.same:
            index.add(number)
            leaders[number] = part


def _share(one: Part, other: Part) -> float:
    """Tell how much of the shorter part stands in the other, in whole sentences."""
    shorter, longer = sorted((one, other), key=lambda part: part.size)
    there = set(longer.keys)
    return sum(len(key) for key in shorter.keys if key in there) / shorter.size


def _of(part: Part, share: float, other: Part) -> Finding:
    subject = part.subject
    label = subject.label(part.section)
    name = other.subject.report.parameters.unit.name or str(other.subject.file.path)
    there = set(other.keys)
    shared = [one for one, key in zip(part.own, part.keys, strict=True) if key in there]
    shown = "".join(f"「{quoted(one.text)}」" for one in shared[:_MOST_SHOWN])
    more = "等" if len(shared) > _MOST_SHOWN else ""
    finding = subject.finding(
        "M201",
        "warning",
        f"「{label}」与{name}的报告雷同：{share:.0%} 的文字相同，共 {len(shared)} 句：{shown}{more}。",
        "请写本单位的实际情况；上级要求原样写上的，写一条情况说明。",
        ("sections", part.section),
        section=part.section,
        quote=shared[0].text,
    )
    placed = subject.in_section(part.section, shared[0].line, shared[0].column, finding)
    return answered(placed.in_file(str(subject.file.path)), subject.report.parameters.accepted)
