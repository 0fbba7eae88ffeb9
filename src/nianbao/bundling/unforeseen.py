"""What ended a start though nobody foresaw it: kept in a file, and told with what to do.

Python's own modules alone are used: any other may be what is missing.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import traceback
from pathlib import Path

LOG = "出错记录.txt"
"""Holds what happened, for the county's IT person."""


def say_unforeseen(error: Exception, folder: Path) -> None:
    """Keep what happened where the clerk finds it, and tell where that is and what to do.

    Args:
        error: What ended the program.
        folder: The working folder; it may not be there.
    """
    place = _log(_told(error), folder)
    broken = isinstance(error, ImportError | SyntaxError)
    first = (
        "请从原来的地方再复制一份完整的便携文件夹（防护软件可能删掉了文件，请先放行），把「年报」文件夹拷过去再打开。"
        if broken
        else "已经存盘的内容都在。请关掉这个窗口再打开一次。"
    )
    then = (
        f"出错记录在「{place}」，还是不行时请把它发给县里的信息员。"
        if place
        else "还是不行时请把这个窗口拍下来发给县里的信息员。"
    )
    sys.stderr.write(
        f"程序意外结束了{'：便携文件夹里的文件不完整' if broken else ''}（{type(error).__name__}）。\n{first}\n{then}\n"
    )


def _log(told: str, folder: Path) -> Path | None:
    """Write the log into the working folder, or where the system keeps temporary files."""
    for own in (True, False):
        try:
            place = folder / ".nianbao" if own else Path(tempfile.gettempdir())
            if place.parent.is_dir():
                place.mkdir(exist_ok=True)
                (place / LOG).write_text(told, encoding="utf-8-sig")
                return place / LOG
        except OSError:
            continue
    return None


def _told(error: BaseException) -> str:
    """Tell where in the program it happened; what an error says may quote a ledger, so that only the system's words stay."""
    lines = [f"{datetime.datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}", sys.version, sys.platform, ""]  # noqa: TID251
    one: BaseException | None = error
    while one is not None:
        words = f": {one}" if isinstance(one, ImportError | OSError | SyntaxError) else ""
        lines += [*traceback.format_tb(one.__traceback__), f"{type(one).__name__}{words}", ""]
        one = one.__cause__ or one.__context__
    return "\n".join(lines)
