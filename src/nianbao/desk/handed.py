"""Files that the browser is handed: not every server hands out what lies in a folder, so the desk sends them itself.

``face/common/files.js`` is the other half, which opens or saves them.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from nianbao.errors import UsageError
from nianbao.folder import why_not

# Said here and not asked of the forms: that would bring Typst into a desk's kernel.
_MEDIA = {".html": "text/html;charset=utf-8", ".pdf": "application/pdf"}


def media_of(file: Path) -> str:
    """Give the media type of a file that we wrote, as far as a browser shows such files itself."""
    return _MEDIA.get(file.suffix, "application/octet-stream")


def as_file(name: str, media: str, data: bytes) -> dict[str, str]:
    """Give a file as the browser takes it."""
    return {"name": name, "type": media, "data": base64.b64encode(data).decode("ascii")}


def file_at(path: Path, name: str, media: str, advice: str = "") -> dict[str, str]:
    """Give a file that lies in a folder.

    Args:
        path: Where it lies.
        name: What the clerk's computer calls it.
        media: Its media type.
        advice: What to do where it can't be read.

    Raises:
        UsageError: It can't be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _shut(name, error, advice) from error
    return as_file(name, media, data)


def packed(name: str, files: Iterable[tuple[str, Path]]) -> dict[str, str]:
    """Pack files into one zip.

    Args:
        name: What it is called.
        files: The files, each with its name in there.

    Raises:
        UsageError: One can't be read.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for own, path in files:
            try:
                archive.write(path, own)
            except OSError as error:
                raise _shut(own, error) from error
    return as_file(name, "application/zip", written.getvalue())


def _shut(name: str, error: OSError, advice: str = "") -> UsageError:
    return UsageError(f"「{name}」打不开：{why_not(error)}。{advice}")
