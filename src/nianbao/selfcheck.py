"""The self-check: what was written is what the parameters say, or it isn't published.

Batches have been shipped in which every report showed the last one's content. So each written
file is read back and compared, character by character, with what was meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.annexes import as_shown
from nianbao.blocks import BLOCK_MIME, Annex, Block, Figure, Heading, Table, Title, from_json, plain_text
from nianbao.correcting.note import SECTION
from nianbao.engine import require_complete
from nianbao.errors import SelfCheckError
from nianbao.export.base import Form, Look, load_form
from nianbao.export.document import Document
from nianbao.report import Report

_SPACE = re.compile(r"\s+")
_TOFU = "\ufffd"


def check_notebook(notebook: Any, report: Report, document: Document, name: str) -> None:
    """Check an executed notebook against the report it was run for.

    Raises:
        NotebookError: A cell wasn't run.
        SelfCheckError: A block of the report is missing, changed or out of order.
    """
    require_complete(notebook, name)
    meant: list[Block] = report.blocks()
    shown = list(_shown_parts(notebook))
    for one, other in itertools.zip_longest(meant, shown):
        if one != other:
            raise SelfCheckError(_wrong_part(one, other))
    # What the forms will print has them all, and only an author's own additions between them.
    printed: Iterator[Block] = map(as_shown, (document.title, *document.blocks))
    for block in meant:
        if block not in printed:
            raise SelfCheckError(_wrong_part(block, None))


def _shown_parts(notebook: Any) -> Iterator[Block]:
    """List the blocks that a notebook showed as parts of a report.

    An author's tables have no id, and an author's charts no section.
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if BLOCK_MIME in output.get("data", {}):
                block = from_json(output["data"][BLOCK_MIME])
                if not _is_added(block):
                    yield block


def _is_added(block: Block) -> bool:
    return (isinstance(block, Table | Annex) and block.id is None) or (
        isinstance(block, Figure) and block.section is None
    )


def _wrong_part(meant: Block | None, shown: Block | None) -> str:
    if meant is None:
        assert shown is not None
        return (
            f"自检未通过：记事本里多出了「{_short(plain_text(shown))}」。"
            "请检查模板记事本是不是把一部分显示了两次，或显示了别的单位的内容。"
        )
    return (
        f"自检未通过：记事本里缺少或改动了「{_short(plain_text(meant))}」。"
        "请检查模板记事本是不是少了、多了这一部分，或顺序不对。"
    )


def check_file(
    path: Path,
    form_name: str,
    document: Document,
    report: Report,
    *,
    draft: bool = False,
    look: Look | None = None,
) -> None:
    """Read a written output back and compare it with the document.

    Args:
        path: The written file.
        form_name: Its form.
        document: What it was made from.
        report: What the parameter file says.
        draft: It may hold references that aren't filled in yet.
        look: How it was to look; None leaves the edges of its pages alone.

    Raises:
        SelfCheckError: It isn't what was meant; the message says where it first differs.
    """
    form = load_form(form_name)
    found = squeeze(form.read_text(path.read_bytes()))
    expected = squeeze("".join(plain_text(block) for block in form.printed(document)))
    if found != expected:
        raise SelfCheckError(f"自检未通过：{path.name} 的文字与底稿不一致，{_difference(expected, found)}")
    _check_edges(path, form, look)
    # The note on corrections quotes what was published: headings, other names, a reference that wasn't filled in.
    own = [block for block in report.blocks() if block.section != SECTION]
    meant = squeeze("".join(map(plain_text, form.printed(Document.of(own)))))
    for what, value in _facts(report):
        if squeeze(value) in meant and squeeze(value) not in found:
            raise SelfCheckError(f"自检未通过：{path.name} 里找不到{what}「{value}」。")
    about = report.about
    names = [name for name in (about.unit.name, about.unit.full_name, about.issued_by) if name]
    names = [name for name in names if squeeze(name) in meant]
    if names and not any(squeeze(name) in found for name in names):
        raise SelfCheckError(f"自检未通过：{path.name} 里找不到单位名称「{'」「'.join(names)}」。")
    if _TOFU in found:
        raise SelfCheckError(f"自检未通过：{path.name} 里有显示不出的字符。")
    if not draft and any("{{" in plain_text(block) for block in own):
        raise SelfCheckError(f"自检未通过：{path.name} 里有没有填上的「{{{{」。")
    _check_headings(found, meant, report, path.name)


def _check_edges(path: Path, form: Form, look: Look | None) -> None:
    """Refuse a file whose pages bear another mark than they should, such as 送审稿 on a final version."""
    if look is None or form.read_edges is None:
        return
    found, meant = (
        {squeeze(line) for line in lines} for lines in (form.read_edges(path.read_bytes()), look.edges)
    )
    if extra := sorted(found - meant):
        raise SelfCheckError(f"自检未通过：{path.name} 的页眉页脚里多出了「{_short(extra[0])}」。")
    if missing := sorted(meant - found):
        raise SelfCheckError(f"自检未通过：{path.name} 的页眉页脚里缺少「{_short(missing[0])}」。")


def squeeze(text: str) -> str:
    """Take all white space out: line breaks differ between forms, words don't."""
    return _SPACE.sub("", text)


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "年份", str(report.parameters.year)
    title = report.part("title")[0]
    assert isinstance(title, Title)
    yield "标题", title.text


def _check_headings(found: str, meant: str, report: Report, name: str) -> None:
    position = 0
    for block in report.blocks():
        if isinstance(block, Heading) and block.level == 1:
            heading = squeeze(plain_text(block))
            if heading not in meant:
                continue
            position = found.find(heading, position)
            if position < 0:
                raise SelfCheckError(f"自检未通过：{name} 里缺少小标题「{heading}」，或顺序不对。")
            position += len(heading)


def _difference(expected: str, found: str) -> str:
    start = _common(expected, found)
    return f"应为「{_short(expected[start:])}」，却是「{_short(found[start:])}」。"


def _common(left: str, right: str) -> int:
    pairs = zip(left, right, strict=False)
    return next(
        (place for place, (one, other) in enumerate(pairs) if one != other), min(len(left), len(right))
    )


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
