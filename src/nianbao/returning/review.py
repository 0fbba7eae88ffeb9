"""The review of one Word file: each part with what is changed in it, to be looked at before anything is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nianbao.editor.document import Document
from nianbao.editor.merge import Choice
from nianbao.editor.parts import Part, Values
from nianbao.editor.scalars import Scalar
from nianbao.errors import EditError
from nianbao.export.word.trace import digest
from nianbao.report import Report
from nianbao.returning.cells import matched, revised_table
from nianbao.returning.changes import Change, Revised
from nianbao.returning.corrections import corrections_notice
from nianbao.returning.dividing import Divided, Share, divide
from nianbao.returning.exported import Exported, blocks_of, exported, report_of
from nianbao.returning.signing import is_retitled, revised_signature, title_notice
from nianbao.returning.texts import SectionText, heading_notice, typed_paragraphs
from nianbao.returning.word import Comment, Grid, Line, Word
from nianbao.template import Section

UNKNOWN_BASE = "不知道这份 Word 文件是从哪一版底稿生成的，只能和现在的底稿比：生成以后在底稿里改过的地方，也会列成他的改动。"


@dataclass(frozen=True)
class Review:
    """What a Word file changes in its parameter file.

    Attributes:
        name: File name of the Word file.
        document: The parameter file that it was compared with.
        parts: The parts on which there is something to say, in printed order.
        notices: What concerns the whole, in words.
        comments: Comments that hang on no section.
        known: It is known what was exported, so that our own changes since can be told from theirs.
    """

    name: str
    document: Document
    parts: tuple[Revised, ...]
    notices: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    known: bool = True

    @property
    def changes(self) -> int:
        """How many paragraphs and cells are changed."""
        return sum(len(part.changes) for part in self.parts)

    @property
    def undecided(self) -> list[Revised]:
        """The parts of which nothing is taken before somebody has chosen."""
        return [part for part in self.parts if part.choices and part.usual is None]

    def values(self, choices: dict[str, Choice], literal: frozenset[str] = frozenset()) -> Values:
        """Give what the parameter file is to hold.

        Args:
            choices: Whose to use, by key of the part; of one that isn't named nothing is taken.
            literal: Keys of the parts whose edited numbers become text.

        Raises:
            EditError: A part is named that isn't there, or a choice that it doesn't offer.
        """
        found: dict[Part, Scalar] = {}
        parts = {part.key: part for part in self.parts}
        for key, choice in choices.items():
            if key not in parts or choice not in (*parts[key].choices, "mine"):
                raise EditError("这一处认不出了，请重新读入这份 Word 文件。")
            found.update(parts[key].values(choice, literal=key in literal))
        return found


def review(word: Word, document: Document) -> Review:
    """Compare a Word file with its parameter file.

    Args:
        word: The Word file.
        document: The parameter file as it is now.
    """
    report = report_of(document)
    was = exported(word, document, report)
    divided = divide(word, report, was)
    found = _moved(list(_parts(word, report, was, divided)))
    told = {number for share in divided.sections.values() for line in share.all for number in line.comments}
    told |= {number for line in (*divided.signature, *divided.annexes.all) for number in line.comments}
    title = title_notice(divided.title, report, was)
    noted = corrections_notice(divided.corrections, was)
    return Review(
        word.name,
        document,
        tuple(part for part in found if not part.is_empty),
        tuple(filter(None, (None if was.known else UNKNOWN_BASE, title, noted, *word.notices))),
        tuple(one for number, one in word.comments.items() if number not in told),
        was.known,
    )


def _parts(word: Word, report: Report, was: Exported, divided: Divided) -> Iterator[Revised]:
    typed_as = typed_paragraphs(report)
    shares = [*divided.sections.values(), divided.annexes]
    # A table may have been moved, and one that is attached stands behind the signature.
    grids, others = matched(report.table_blocks, [grid for share in shares for grid in share.tables])
    for section in report.template.sections:
        share = divided.sections[section.id]
        own = SectionText(section, report, was, share, typed_as).revised()
        notices = (*own.notices, *_beside(section, report, was, share, others))
        yield replace(own, notices=notices, comments=_comments(word, share.all, share.lines))
        for block, grid in zip(report.table_blocks, grids, strict=True):
            assert block.id is not None
            if report.tables[block.id].form.section != section.id:
                continue
            # A section that is gone as a whole has said so.
            if grid is not None or share.is_found:
                yield revised_table(block, grid, report, was)
    retitled = is_retitled(divided.title, report, was)
    signature = revised_signature(divided.signature, report, was, retitled=retitled)
    yield replace(signature, comments=_comments(word, divided.signature))
    yield _annexes(word, report, was, divided.annexes, others)


def _annexes(word: Word, report: Report, was: Exported, share: Share, others: Sequence[Grid]) -> Revised:
    """Say what was changed in the attachments besides their statutory tables; it can't come back."""
    blocks = (*was.blocks, *blocks_of(report))
    known = {str(one.get("printed")) for one in blocks if one.get("section") is None}
    known |= {line for one in blocks if one.get("section") is None for line in one.get("lines", ())}
    notices = [
        f"附件里的「{line.text.strip()}」没有带回：附件由格式或模板的作者定"
        for line in share.lines
        if digest(line.text) not in known
    ]
    notices += _new_tables(report, was, None, share, others)
    if (pictures := sum(line.pictures for line in share.all)) > (before := len(was.of(None, "figure"))):
        notices.append(f"图片 {pictures - before} 张没有带回")
    notices += [notice for line in share.all for notice in line.notices]
    return Revised("annexes", "附件", notices=tuple(notices), comments=_comments(word, share.all))


def _beside(
    section: Section, report: Report, was: Exported, share: Share, others: Sequence[Grid]
) -> Iterator[str]:
    """Say what stands in a section besides its text and tables."""
    first = next(iter(was.of(section.id, "heading")), {})
    if notice := heading_notice(share, report.heading(section), first.get("printed")):
        yield notice
    yield from _new_tables(report, was, section.id, share, others)
    pictures = sum(line.pictures for line in share.all)
    if pictures > (known := len(was.of(section.id, "figure"))):
        yield f"图片 {pictures - known} 张没有带回"
    for line in share.all:
        yield from line.notices


def _new_tables(
    report: Report, was: Exported, section: str | None, share: Share, others: Sequence[Grid]
) -> Iterator[str]:
    """Say that there are tables that neither the template nor an author put there."""
    own = {block.id for block in report.table_blocks}
    known = sum(one.get("id") not in own for one in was.of(section, "table"))
    new = [grid for grid in share.tables if any(grid is other for other in others)]
    if len(new) > known:
        words = "；".join("、".join(cell.text for cell in grid.rows[0]) for grid in new if grid.rows)
        yield f"新加的表格没有带回（第一行：{words}）"


def _comments(word: Word, lines: Sequence[Line], paragraphs: Sequence[Line] = ()) -> tuple[Comment, ...]:
    """List the comments on some lines, each with the number of its paragraph where it is one of the text."""
    numbers = {id(line): f"第 {number} 段" for number, line in enumerate(paragraphs, 1)}
    found = {
        comment: numbers.get(id(line), "")
        for line in reversed(lines)
        for comment in reversed(line.comments)
        if comment in word.comments
    }
    return tuple(replace(word.comments[one], where=where) for one, where in reversed(found.items()))


def _moved(parts: list[Revised]) -> list[Revised]:
    """Call a paragraph moved that is gone in one place and new in another."""
    gone = Counter(one.digest for part in parts for one in part.changes if one.kind == "deleted")
    new = Counter(one.digest for part in parts for one in part.changes if one.kind == "added")
    both = gone & new
    return [replace(part, changes=tuple(_as_moved(one, both) for one in part.changes)) for part in parts]


def _as_moved(change: Change, both: Counter[str]) -> Change:
    if change.kind not in ("deleted", "added") or change.digest not in both:
        return change
    where = f"{change.where}移走" if change.kind == "deleted" else f"移到{change.where}"
    return replace(change, kind="moved", where=where)
