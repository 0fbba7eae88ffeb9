"""What unpacking a zip raises when it is damaged: each way of packing has an error of its own."""

from __future__ import annotations

import lzma
import zipfile
import zlib

UNPACK_ERRORS: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    KeyError,
    RuntimeError,
    ValueError,
)
"""A part that isn't there is a KeyError; one that is locked, or packed in no known way, a RuntimeError."""
