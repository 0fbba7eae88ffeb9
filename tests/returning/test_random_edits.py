"""Whatever a colleague edits comes back as exactly that, and nothing else moves."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from nianbao.editor.document import Document
from nianbao.returning.exported import report_of
from nianbao.returning.reading import word_of
from nianbao.returning.review import review
from tests.returning.edited import ROOT, Edited, copied, exported, reviewed, text_of

SAMPLES = [
    ROOT / "params" / name
    for name in ("2017/heluo.yaml", "2024/yunxi.yaml", "2020/yunxi.yaml", "2024/donghu.yaml")
]
WORDS = ("同时", "进一步", "共12次", "（试点）", "村民代表", "7月", "A级", "，其中", "“一网通办”")


@dataclass
class Told:
    """What a colleague did: each section's paragraphs as they stand in Word afterwards."""

    sections: dict[str, list[str]]
    edited: set[tuple[str, str]] = field(default_factory=set)


def paragraphs_of(edited: Edited, path: Path) -> dict[str, list[Any]]:
    """Give the paragraphs of each section's text, as they were exported, in order."""
    report = report_of(Document.open(path, ROOT))
    left = list(edited.paragraphs())
    found: dict[str, list[Any]] = {}
    for section in report.template.section_ids:
        for passage in report.passages.get(section, ()):
            at = next(at for at, one in enumerate(left) if text_of(one) == passage.text)
            found.setdefault(section, []).append(left[at])
            del left[: at + 1]
    return found


def noise(paragraph: Any, chance: random.Random) -> None:
    """What office programs do by themselves: runs cut in two, checked spelling, other faces."""
    for run in [one for one in paragraph.findall(qn("w:r")) if len(text_of(one)) > 1]:
        if chance.random() < 0.5:
            text, behind = run.find(qn("w:t")), copied(run)
            at = chance.randrange(1, len(text.text))
            behind.find(qn("w:t")).text, text.text = text.text[at:], text.text[:at]
            for piece in (text, behind.find(qn("w:t"))):
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(behind)
            run.addnext(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="gramStart"/>'))
            if behind.find(qn("w:rPr")) is None:
                behind.insert(
                    0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rFonts w:eastAsia="宋体"/><w:b/></w:rPr>')
                )


def edit_words(edited: Edited, paragraph: Any, chance: random.Random) -> str:
    """Type, delete or replace a few words outside of controls, tracked or not; gives the paragraph's new text."""
    runs = [one for one in paragraph.findall(qn("w:r")) if len(text_of(one)) > 4]
    if not runs:
        return text_of(paragraph)
    run = chance.choice(runs)
    text = run.find(qn("w:t"))
    at = chance.randrange(1, len(text.text) - 2)
    gone, new = text.text[at : at + chance.choice([0, 0, 1, 3])], chance.choice((*WORDS, ""))
    if chance.random() < 0.5:
        text.text = text.text[:at] + new + text.text[at + len(gone) :]
        return text_of(paragraph)
    track(edited, run, at, gone, new)
    return "".join(one.text for one in paragraph.iter(qn("w:t")))  # what is deleted is a w:delText


def track(edited: Edited, run: Any, at: int, gone: str, new: str) -> None:
    """Replace characters of a run with tracked changes on."""
    pieces = [copied(run) for _ in range(4)]
    own = run.find(qn("w:t")).text
    for piece, words in zip(pieces, (own[:at], gone, new, own[at + len(gone) :]), strict=True):
        piece.find(qn("w:t")).text = words
        piece.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    before, deleted, inserted, behind = pieces
    deleted.find(qn("w:t")).tag = qn("w:delText")
    marks = [edited.tracked(kind, "李主任", "2025-01-12T09:30:00Z") for kind in ("del", "ins")]
    marks[0].append(deleted)
    marks[1].append(inserted)
    for made in (behind, marks[1], marks[0], before):
        run.addnext(made)
    run.getparent().remove(run)


def colleague(edited: Edited, path: Path, chance: random.Random) -> Told:
    """Edit a Word file at random."""
    told = Told({})
    for section, own in paragraphs_of(edited, path).items():
        texts: list[str] = []
        for paragraph in own:
            noise(paragraph, chance)
            before = text_of(paragraph)
            done = chance.random()
            after = edit_words(edited, paragraph, chance) if done < 0.3 else before
            if done > 0.93 and len(own) > 1:
                paragraph.getparent().remove(paragraph)
                told.edited.add((section, before))
                continue
            if after != before:
                told.edited.add((section, before))
            texts.append(after)
            if 0.3 < done < 0.4:
                added = f"{chance.choice(WORDS)}新增的一段话，{chance.randrange(1000)}。"
                edited.insert_after(paragraph, added)
                texts.append(added)
        told.sections[section] = texts
    return told


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_random_edits_come_back_as_themselves(path: Path, seed: int) -> None:
    chance = random.Random(f"{path.parent.name}{path.stem}{seed}")
    edited = Edited(exported(path))
    told = colleague(edited, path, chance)
    found = reviewed(edited.bytes(), path)
    assert not any(part.conflict or part.notices or part.figures for part in found.parts)
    assert found.changes >= len(told.edited)
    before = Document.open(path, ROOT)
    after = before.with_values(found.values({part.key: "theirs" for part in found.parts}))
    now = report_of(after)
    for section, texts in told.sections.items():
        assert [one.text for one in now.passages.get(section, ())] == texts
    assert all(line.key.startswith("sections.") for line in found.parts)
    _nothing_else_moved(before, after, told)
    # Read again, the same file has nothing more to say.
    again = reviewed_against(edited, after)
    assert again == 0


def reviewed_against(edited: Edited, document: Document) -> int:
    """Count what a file still changes in a document that has taken it."""
    return review(word_of(edited.bytes(), "年报.docx"), document).changes


def _nothing_else_moved(before: Document, after: Document, told: Told) -> None:
    """Paragraphs that nobody edited keep their characters, quoted figures and marks included."""
    report = report_of(before)
    for section, passages in report.passages.items():
        source, new = str(before.value(("sections", section))), str(after.value(("sections", section)) or "")
        for passage in passages:
            if (section, passage.text) not in told.edited:
                assert source[passage.place(0) : passage.end] in new
    old = before.source.splitlines()
    kept = set(after.source.splitlines())
    outside = [line for line in old if not line.startswith("    ") and line.strip()]
    assert set(outside) <= kept


def test_nothing_of_the_file_moves_but_the_lines_of_the_edit() -> None:
    path = ROOT / "params" / "2024" / "yunxi.yaml"
    edited = Edited(exported(path))
    edited.replace("也有了起步", "已经起步")
    found = reviewed(edited.bytes(), path)
    before = Document.open(path, ROOT)
    after = before.with_values(found.values({part.key: "theirs" for part in found.parts}))
    changed = [
        (old, new)
        for old, new in zip(before.source.splitlines(), after.source.splitlines(), strict=True)
        if old != new
    ]
    assert len(changed) == 1
    assert changed[0][0].replace("也有了起步", "已经起步") == changed[0][1]
    assert "{{ year }}" in changed[0][1]
