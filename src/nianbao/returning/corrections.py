"""更正说明 in a Word file that comes back: made from the register, so nothing of it goes into a parameter file."""

from __future__ import annotations

from nianbao.correcting.note import SECTION
from nianbao.export.word.trace import digest
from nianbao.returning.exported import Exported
from nianbao.returning.word import Item, Line

NOTICE = (
    "更正说明改过，没有带回：它由更正登记印出。要改原因、日期的，请用「nianbao correct --again」重新登记；"
    "要改更正内容的，请改底稿里的文字。"
)


def take_corrections(items: list[Item], was: Exported) -> list[Line]:
    """Take the note off the end; without corrections there is none, whatever stands there.

    Args:
        items: The text, attachments already taken off.
        was: What was exported.
    """
    printed = _printed(was)
    own = [at for at, item in enumerate(items) if isinstance(item, Line) and digest(item.text) in printed]
    if not own:
        return []
    first = next((at for at in own if digest(_text(items[at])) == printed[0]), own[0])
    taken = [item for item in items[first:] if isinstance(item, Line) and item.text.strip()]
    del items[first:]
    return taken


def corrections_notice(lines: list[Line], was: Exported) -> str | None:
    """Say that the note was edited; None where it wasn't."""
    return NOTICE if [digest(line.text) for line in lines] != _printed(was) else None


def _printed(was: Exported) -> list[str]:
    return [str(one.get("printed")) for one in was.of(SECTION, "heading", "paragraph")]


def _text(item: Item) -> str:
    return item.text if isinstance(item, Line) else ""
