"""How much the checks find, and how much of it is right: on real reports and on planted defects.

Real reports (../shared/reports) carry the defects that readers noted (check_labels.yaml); most of their prose
is restated, so defects are planted in clean reports, too. Recall is by label; precision counts a code once
a report, right where it is labelled or judged so. What nobody has judged yet counts as wrong: precision is a
lower bound. Codes that this program doesn't have are passed over, and said.

Usage: python benchmarks/check_quality.py [--reports DIR] [--missed] [--unjudged]
"""

from __future__ import annotations

import argparse
import copy
import importlib
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from clean_words import APPLICATIONS, REVIEWS, SENTENCES
from drafts import YEAR, Draft, draft, with_last_year
from every_seed import EVERY as SEEDS
from pages import can_be_published, checked_as_page
from seeds import Seed

from nianbao.checks import Subject, check_path, examples, run_checks
from nianbao.errors import NianbaoError
from nianbao.finding import Finding

HERE = Path(__file__).parent
SHARED = HERE.resolve().parents[1] / "shared"
LABELS = HERE / "check_labels.yaml"
ABSENT = frozenset(
    [
        "S101",
        "S102",
        "S103",
        "S107",
        "S108",
        "S110",
        "S201",
        "S304",
        "S401",
        "S403",
        "O103",
        "O104",
        "T102",
        "T201",
        "U101",
        "U102",
        "U103",
        "U104",
        "G401",
        "I104",
        "W113",
    ]
)
"""Codes that say something isn't there, be it a part, a measure or a full stop: in an excerpt that proves nothing,
unless a reader noted it."""

LEFT_OUT = "(narrative left out)"
"""Stands in a text of which only tables and headings were kept."""

TOWNS = 5
"""Clean reports in which each defect is planted."""


@dataclass
class Tally:
    """What was counted for a family.

    Attributes:
        wanted: Labels or plants.
        found: Those that were found.
        said: Findings, one a code and report.
        right: Those that are labelled or judged right.
    """

    wanted: int = 0
    found: int = 0
    said: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)


def main() -> None:
    """Measure everything; print a table for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=Path, default=SHARED)
    parser.add_argument("--missed", action="store_true", help="list what wasn't found")
    parser.add_argument(
        "--unjudged", action="store_true", help="list findings that are neither labelled nor judged"
    )
    options = parser.parse_args()
    labels = yaml.safe_load(LABELS.read_text(encoding="utf-8"))
    planted(options.missed)
    on_pages(options.missed)
    clean()
    clean_sentences()
    controls(labels["controls"])
    real(labels, options.reports, missed=options.missed, unjudged=options.unjudged)


def _say(tallies: tuple[Tally, ...], *, right: bool) -> None:
    for tally in tallies:
        tally.said += 1
        tally.right += right


def real(labels: dict[str, Any], shared: Path, *, missed: bool, unjudged: bool) -> None:
    """Measure on published reports."""
    if not shared.is_dir():
        print(f"\nreal reports: passed over, {shared} isn't there")
        return
    quality = Quality({(one["file"], one["code"]): bool(one["right"]) for one in labels["judged"]}, unjudged)
    index = json.loads((shared / "reports" / "index.json").read_text(encoding="utf-8"))
    whole = {entry["file"] for entry in index if entry["complete"] == "yes"}
    for path in [
        *sorted((shared / "reports" / "texts").glob("*.txt")),
        *sorted((shared / "seed").glob("*.txt")),
    ]:
        findings = _read(path)
        if findings is not None:
            noted = {**labels["reports"], **labels["seed"]}.get(path.name, [])
            cut = path.name not in whole or LEFT_OUT in path.read_text(encoding="utf-8")
            is_excerpt = cut and path.name not in labels["seed"]
            quality.take(path.name, findings, noted, is_excerpt=is_excerpt)
    quality.show(missed=missed)


@dataclass
class Quality:
    """What was counted in published reports.

    Attributes:
        judged: Findings that a reader looked at, by file and code, and whether they are right.
        unjudged: Print those that nobody looked at.
    """

    judged: dict[tuple[str, str], bool]
    unjudged: bool
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    severities: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    passed_over: set[str] = field(default_factory=set)
    reports: int = 0
    absent: int = 0

    def take(
        self, name: str, findings: Sequence[Finding], noted: list[dict[str, Any]], *, is_excerpt: bool
    ) -> None:
        """Hold a report's findings against what readers noted."""
        self.reports += 1
        for label in noted:
            codes = _known(label["codes"])
            if codes:
                _count(
                    self.tallies[codes[0][0]], findings, codes, f"{name}: {label['codes']} {label['note']}"
                )
            else:
                self.passed_over.update(label["codes"])
        wanted = tuple(code for label in noted for code in label["codes"])
        for code, finding in {finding.code: finding for finding in findings}.items():
            right = self.judged.get((name, code), bool(wanted) and code.startswith(wanted))
            if not right and is_excerpt and code in ABSENT:
                self.absent += 1
                continue
            for tally in (self.tallies[code[0]], self.severities[finding.severity]):
                tally.said += 1
                tally.right += right
            if self.unjudged and not right and (name, code) not in self.judged:
                print(f"? {name}: {finding}")

    def show(self, *, missed: bool) -> None:
        """Print everything."""
        _table(f"real reports ({self.reports})", self.tallies, missed=missed)
        for severity, tally in self.severities.items():
            print(
                f"    {severity}: {tally.said} findings, precision at least {_share(tally.right, tally.said)}"
            )
        wrong = sum(tally.said - tally.right for tally in self.severities.values())
        print(f"    neither labelled nor judged right: {wrong / max(self.reports, 1):.1f} a report")
        print(f"    not counted, for excerpts lack what was left out of them: {self.absent} findings")
        if self.passed_over:
            print(f"    codes that this program doesn't have: {', '.join(sorted(self.passed_over))}")


def _read(path: Path) -> list[Finding] | None:
    """Check a published report; None when it can't be read."""
    try:
        imported = importlib.import_module("nianbao.importer").read_report(path)
        if imported.parameters is None:
            print(f"not read: {path.name}")
            return None
        return run_checks(Subject.of(imported.as_file(path)))
    except NianbaoError as problem:
        print(f"not read: {path.name}: {problem}")
        return None


def planted(missed: bool) -> None:
    """Measure on defects planted in clean reports."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    passed_over = []
    for seed in SEEDS:
        codes = _known(seed.codes)
        if not codes:
            passed_over.append(seed.name)
            continue
        for number in range(TOWNS):
            before = with_last_year(number) if seed.last else draft(number)
            usual = {finding.code for finding in checked(before)}
            after = before.copy()
            seed.plant(after)
            new = [finding for finding in checked(after) if finding.code not in usual]
            _tally(tallies, seed, new, codes, f"town {number}")
    _table(f"planted defects ({len(SEEDS) - len(passed_over)} kinds, {TOWNS} towns)", tallies, missed=missed)
    if passed_over:
        print(f"    passed over, for their families aren't there: {', '.join(passed_over)}")


def on_pages(missed: bool) -> None:
    """Measure on defects planted in clean reports that were published and read back."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    seeds = [seed for seed in SEEDS if can_be_published(seed)]
    usual = {finding.code for finding in checked_as_page(draft(0))}
    for seed in seeds:
        one = draft(0)
        seed.plant(one)
        new = [finding for finding in checked_as_page(one) if finding.code not in usual]
        _tally(tallies, seed, new, _known(seed.codes), "published")
    _table(f"planted defects on published pages ({len(seeds)} kinds)", tallies, missed=missed)
    said = ", ".join(sorted(usual)) or "nothing"
    print(f"    in the clean page itself: {said}")


def _tally(
    tallies: dict[str, Tally], seed: Seed, new: Sequence[Finding], codes: Sequence[str], where: str
) -> None:
    tally = tallies[codes[0][0]]
    _count(tally, new, codes, f"{seed.name} ({', '.join(codes)}), {where}")
    found = {finding.code for finding in new}
    tally.said += len(found)
    tally.right += len({code for code in found if belongs(code, seed)})


_FOLLOWS = {"A": "B", "R": "AB", "M": "BO", "O": "M", "T": "GIW", "G": "W", "B": "W", "I": "B"}
"""Letter of a planted defect → letters of what else is then truly wrong: prose and table no longer agree."""


def belongs(code: str, seed: Seed) -> bool:
    """One wrong number may unbalance several sums: what its own families say is no false alarm."""
    own = {one[0] for one in seed.codes}
    return code[0] in own or any(code[0] in _FOLLOWS.get(letter, "") for letter in own)


def clean(count: int = 50) -> None:
    """Count what is found in clean reports, where nothing should be."""
    findings = [finding for number in range(count) for finding in checked(with_last_year(number))]
    codes = Counter(finding.code for finding in findings)
    said = ", ".join(f"{code} × {times}" for code, times in codes.most_common()) or "nothing"
    print(
        f"\nclean reports ({count}, with last year's): {len(findings) / count:.2f} findings a report: {said}"
    )


def clean_sentences() -> None:
    """Count the right sentences that are found fault with, by letter."""
    usual = {finding.code for finding in checked(draft(0))}
    wrong: Counter[str] = Counter()
    count = 0
    for one, words in with_clean_words():
        count += 1
        for finding in checked(one):
            if finding.code not in usual:
                wrong[finding.code[0]] += 1
                print(f"? right, yet found fault with: {words}\n    {finding}")
    said = ", ".join(f"{letter} × {times}" for letter, times in wrong.most_common()) or "nothing"
    print(f"\nright sentences ({count}): {said}")


def with_clean_words() -> Iterator[tuple[Draft, str]]:
    """Give clean reports, each with one more right sentence or another way of telling its applications."""
    for words in SENTENCES:
        one = draft(0)
        one.values["sections"]["overview"] += f"\n\n{words}"
        yield one, words
    for words, rows in REVIEWS:
        one = draft(0)
        one.values["tables"]["review_litigation"] = copy.deepcopy(rows)
        one.values["sections"]["review_litigation"] = words
        yield one, words
    for number in range(TOWNS):
        for form in APPLICATIONS:
            one = with_last_year(number)
            table = one.values["tables"]["applications"]
            cells = {"r": "new_received", "o": "carried_over", "d": "outcome_total", "x": "disclosed"}
            told = {name: table[row]["total"] for name, row in cells.items()}
            told |= {"n": table["not_held"]["total"], "c": table["carried_forward"]["total"]}
            told |= {
                name: table["new_received"][who]
                for name, who in (("p", "natural_person"), ("f", "enterprise"))
            }
            words = form.format(**told, t=told["r"] + told["o"])
            parts = one.values["sections"]["overview"].split("\n\n")
            one.values["sections"]["overview"] = "\n\n".join(
                [parts[0], f"（二）依申请公开。{words}", *parts[2:]]
            )
            yield one, words


def controls(sums: Iterable[dict[str, Any]]) -> None:
    """Count what is found in sums that are right."""
    wrong = 0
    for number, one in enumerate(sums):
        plain = draft(number)
        usual = {finding.code for finding in checked(plain)}
        plain.values["sections"]["overview"] += "\n\n" + _sum(one)
        found = [finding for finding in checked(plain) if finding.code not in usual]
        wrong += bool(found)
        for finding in found:
            print(f"? control {one['total']}: {finding}")
    print(f"\ncontrols: {wrong} sums found fault with")


_KINDS = [
    "会议纪要",
    "干部任免",
    "财政预算",
    "项目进展",
    "社会救助",
    "医疗卫生",
    "教育助学",
    "就业招聘",
    "环境整治",
    "安全生产",
    "文化活动",
]


def _sum(one: dict[str, Any]) -> str:
    """Write a sum, with its nested parts, as reports do."""
    nested = one.get("nested", {})
    shares = [f"，占{share}%" for share in one.get("shares", [""] * len(one["parts"])) if share] or [
        ""
    ] * len(one["parts"])
    parts = []
    for name, part, share in zip(_KINDS, one["parts"], shares, strict=False):
        inner = "、".join(f"{name}第{place}类{size}条" for place, size in enumerate(nested.get(part, ()), 1))
        parts.append(f"{name}信息{part}条{share}" + (f"（其中{inner}）" if inner else ""))
    return f"通过便民服务中心另外发放宣传材料{one['total']}条，其中{'，'.join(parts)}。"


def checked(one: Draft) -> Sequence[Finding]:
    """Check a draft in a working folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for values, year in ((one.values, YEAR), (one.last, YEAR - 1)):
            if values:
                path = Path(name) / "params" / str(values["year"] if values is one.values else year)
                path.mkdir(parents=True, exist_ok=True)
                paths.append(path / f"{values['unit']['id']}.yaml")
                paths[-1].write_text(Draft(values).text, encoding="utf-8")
        return check_path(paths[0], Path(name))[0]


def _known(codes: Iterable[str]) -> list[str]:
    """Keep the codes, or beginnings, that this program has."""
    return [code for code in codes if any(known.startswith(code) for known in examples())]


def _count(tally: Tally, findings: Iterable[Finding], codes: Sequence[str], what: str) -> None:
    tally.wanted += 1
    if any(finding.code.startswith(tuple(codes)) for finding in findings):
        tally.found += 1
    else:
        tally.missed.append(what)


def _table(title: str, tallies: dict[str, Tally], *, missed: bool) -> None:
    print(f"\n{title}\n    family  recall        precision")
    for letter, tally in sorted(tallies.items()):
        print(f"    {letter}       {_share(tally.found, tally.wanted):12}  {_share(tally.right, tally.said)}")
    whole = [
        sum(getattr(tally, key) for tally in tallies.values()) for key in ("found", "wanted", "right", "said")
    ]
    print(f"    all     {_share(*whole[:2]):12}  {_share(*whole[2:])}")
    if missed:
        for line in _missed(tallies):
            print(f"    missed: {line}")


def _missed(tallies: dict[str, Tally]) -> Iterator[str]:
    for _, tally in sorted(tallies.items()):
        yield from tally.missed


def _share(some: int, whole: int) -> str:
    return f"{some / whole:.2f} ({some}/{whole})" if whole else "—"


if __name__ == "__main__":
    main()
