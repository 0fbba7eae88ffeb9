"""What became of the title and the signature."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.blocks import Title
from nianbao.dates import chinese_date
from nianbao.editor.difference import pieces
from nianbao.editor.parts import Part
from nianbao.editor.scalars import Scalar
from nianbao.export.word.trace import digest, folded
from nianbao.importer.ending import read_date
from nianbao.report import Report
from nianbao.returning.changes import Change, Revised, authors_of
from nianbao.returning.exported import Exported
from nianbao.returning.word import Line

KEY = "issued"


def revised_signature(
    lines: Sequence[Line], report: Report, was: Exported, *, retitled: bool = False
) -> Revised:
    """Compare who signs, and the date; whoever signs under another name than the unit's is asked about.

    Args:
        lines: What stands at the end of the Word file.
        report: The report as it is now.
        was: What was exported.
        retitled: The title was changed, which can't come back: a new signature alone would contradict it.
    """
    issued, block = report.parameters.issued, was.kind("signature")
    dated = [line for line in lines if read_date(line.text) is not None]
    named = [line for line in lines if line not in dated]
    now: dict[str, str] = {
        "by": issued.by or "",
        "date": chinese_date(issued.date) if issued.date else "",
    }
    changes: list[Change] = []
    values: dict[Part, Scalar] = {}
    notices: list[str] = []
    conflict = ask = False
    for key, what, own in (("by", "署名", named[:1]), ("date", "日期", dated[:1])):
        if not own:
            if now[key]:
                notices.append(f"{what}「{now[key]}」在 Word 文件里没有了，没有带回")
            continue
        text = own[0].text.strip()
        known = block.get(key, "")
        if digest(text) in (known, digest(now[key])):
            continue
        clash = was.known and bool(known) and known != digest(now[key])
        conflict |= clash
        if key == "by" and (why := _why_ask(text, report, retitled=retitled)):
            ask = True
            notices.append(why)
        day = read_date(text)
        values["issued", key] = day.isoformat() if key == "date" and day else text
        changes.append(
            Change("conflict" if clash else "edited", what, tuple(pieces(now[key], text)), authors_of(own[0]))
        )
    notices += [f"落款处的「{line.text.strip()}」没有带回" for line in [*named[1:], *dated[1:]]]
    return Revised(
        KEY, "署名和日期", tuple(changes), notices=tuple(notices), theirs=values, conflict=conflict, ask=ask
    )


def _why_ask(by: str, report: Report, *, retitled: bool) -> str:
    """Say why a new signature isn't taken without asking; empty where it is the unit's name."""
    unit = report.about.unit
    full_name, signed = "".join(unit.full_name.split()), "".join(by.split())
    # With or without the county before it: 示例县云溪镇人民政府 signs as 云溪镇人民政府 too.
    is_own = bool(signed) and full_name.endswith(signed) and (unit.name or full_name) in signed
    if retitled:
        return (
            f"标题也改了，标题不能带回：只带回署名「{by}」，署名和标题里的单位就不一致了。"
            "用不用请您定；单位改了名的，请先在编报台的「单位」里改"
        )
    if is_own:
        return ""
    return f"署名「{by}」和单位的名称「{unit.full_name}」不一致，用不用请您定；单位改了名的，请先在编报台的「单位」里改"


def title_notice(lines: Sequence[Line], report: Report, was: Exported) -> str | None:
    """Say that the title was changed; it follows from unit and year."""
    title = report.blocks()[0]
    assert isinstance(title, Title)
    text = "".join(line.text for line in lines)
    if not text.strip():
        return f"标题「{title.text}」在 Word 文件里没有了，没有带回"
    if not is_retitled(lines, report, was):
        return None
    return (
        f"标题改成了「{''.join(text.split())}」：标题由单位和年份定，没有带回，请在编报台的「单位」里改；"
        "正文里跟着改了的名称，请一并核对"
    )


def is_retitled(lines: Sequence[Line], report: Report, was: Exported) -> bool:
    """Tell whether the title is there and says something else."""
    title = report.blocks()[0]
    assert isinstance(title, Title)
    bare = "".join(folded("".join(line.text for line in lines)).split())
    if not bare or bare == "".join(folded(title.text).split()):
        return False
    return digest(bare) != was.kind("title").get("printed")
