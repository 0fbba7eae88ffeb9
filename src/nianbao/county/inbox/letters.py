"""What mails said of themselves is kept for the officer: it is no report, and may be worth reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from nianbao.county.inbox.arriving import Letter, Lying
from nianbao.county.place import CountyPlace
from nianbao.folder import shown, write_atomically

FOLDER = "邮件"
"""Folder of the mails' texts, below what was received."""

_SHOWN = 60
_HASH = 12


def keep_letters(files: Iterable[Lying], place: CountyPlace) -> list[str]:
    """Keep what the mails say that brought files, each once.

    Args:
        files: The files of the inbox.
        place: The county's places.

    Returns:
        What was kept that wasn't before, in Chinese.
    """
    said = [_keep(letter, place) for one in files for letter in one.letters]
    return [one for one in said if one]


def _keep(letter: Letter, place: CountyPlace) -> str:
    text = f"{letter.name}\n{letter.mail.text}\n"
    data = text.encode("utf-8", "replace")
    path = place.received / FOLDER / f"{hashlib.sha256(data).hexdigest()[:_HASH]}.txt"
    if path.is_file():
        return ""
    write_atomically(path, data)
    words = " ".join(letter.mail.text.split())
    brief = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    more = "里面说到网盘或超大附件，那些要自己下载，放进收件的文件夹。" if letter.mail.is_elsewhere else ""
    return f"邮件「{letter.name}」自己的文字不当年报读，存在「{shown(path)}」：{brief}。{more}"
