"""From a parameter file's bytes to its text: size, encoding, characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from nianbao.errors import UsageError
from nianbao.finding import Finding, error_finding
from nianbao.folder import write_atomically

MAX_BYTES = 2_000_000
"""A year's report is some 30 kB; what is a hundred times that isn't one."""

GBK_CODE = "P103"
"""Code of the finding that a file is GBK; ``convert_to_utf8`` mends it."""

# What YAML 1.1 doesn't allow in a stream.
# The line ends that only Unicode knows (U+0085, U+2028, U+2029) aren't lines to any editor.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HAN = re.compile("[\u4e00-\u9fff]")

_MOST = 20
"""Places named of one kind; a file with more isn't mended one by one."""


def decode(data: bytes) -> tuple[str, list[Finding]]:
    """Decode a parameter file.

    Returns:
        The text (empty when it can't be had) and what is wrong with the file.
    """
    if len(data) > MAX_BYTES:
        size, limit = len(data) / 1e6, MAX_BYTES / 1e6
        return "", [
            error_finding(
                "P101",
                f"文件太大：{size:.1f} MB，上限 {limit:.0f} MB。",
                "年报底稿只放文字和数字；请核对是否选错了文件。",
            )
        ]
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return "", [
            error_finding("P102", "文件是空的。", "请用「nianbao new 单位名 --year 年份」新建一份年报底稿。")
        ]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [
            error_finding(
                "P104", "文件是 UTF-16 编码，应为 UTF-8。", "请在编辑器里「另存为」，编码选 UTF-8。"
            )
        ]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return "", [_not_utf8(data, problem)]
    # Read on without them, so that whatever else is wrong is said too; a line keeps its length.
    return _UNPRINTABLE.sub(" ", text), list(_unprintable(text))


def convert_to_utf8(path: Path) -> Path:
    """Turn a GBK file into UTF-8 in place; the original stays beside it.

    Returns:
        The path under which the original was kept.

    Raises:
        UsageError: The file isn't GBK, or an earlier original is in the way.
    """
    data = path.read_bytes()
    kept = path.with_name(path.name + ".gbk")
    if kept.exists():
        raise UsageError(f"「{kept}」已经存在，没有转换。请先把它移走。")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as problem:
        raise UsageError(f"「{path}」不是 GBK 编码，没有转换。") from problem
    write_atomically(kept, data)
    write_atomically(path, text.encode("utf-8"))
    return kept


def _not_utf8(data: bytes, problem: UnicodeDecodeError) -> Finding:
    line = data.count(b"\n", 0, problem.start) + 1
    if b"\0" in data:
        return error_finding(
            "P104",
            "这不是文本文件，或者是 UTF-16 编码；应为 UTF-8 编码的文本。",
            "请核对是否选错了文件；确是年报底稿的，请在编辑器里「另存为」，编码选 UTF-8。",
        ).at(line, 1)
    try:
        data.decode("gb18030")
        # GBK fails at its first Han character; UTF-8 with a broken place has some before it.
        is_gbk = not _HAN.search(data[: problem.start].decode("utf-8"))
    except UnicodeDecodeError:
        is_gbk = False
    if not is_gbk:
        return error_finding(
            "P104",
            "文件不是 UTF-8 编码，有读不出的字符。",
            "请重新输入这一行；整个文件都是乱码的，请在编辑器里「另存为」，编码选 UTF-8。",
        ).at(line, 1)
    return error_finding(
        GBK_CODE,
        "文件像是 GBK（ANSI）编码，应为 UTF-8。",
        "请运行「nianbao build --to-utf8 文件」转换（原文件另存为 .gbk），或在编辑器里「另存为」，编码选 UTF-8。",
    ).at(line, 1)


def _unprintable(text: str) -> Iterator[Finding]:
    for match in itertools.islice(_UNPRINTABLE.finditer(text), _MOST):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield error_finding(
            "P105", f"有看不见的控制字符 U+{ord(match.group()):04X}。", "请删去这个字符，或重新输入这一句。"
        ).at(line, column)
