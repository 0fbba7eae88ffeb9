"""Saved versions of a parameter file: by content, compressed, and not without end.

Every version is kept for the latest fifty; older ones one an hour for two days, then one a day. The
first version of all, what was there before the desk, stays.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import lzma
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from nianbao.editor.desk_files import DeskFiles
from nianbao.errors import EditError, WriteError
from nianbao.folder import why_not, write_atomically

NEWEST = 50
"""Versions kept in any case."""

HOURLY = datetime.timedelta(days=2)
"""How long one version an hour is kept."""

MOST = 400
"""Versions kept at all."""


@dataclass(frozen=True)
class Version:
    """A version that was kept.

    Attributes:
        sha256: Hash of its bytes.
        time: When, ISO, UTC.
        why: What kept it, in the clerk's words, such as 保存.
    """

    sha256: str
    time: str
    why: str

    @property
    def moment(self) -> datetime.datetime:
        """When it was kept."""
        return datetime.datetime.fromisoformat(self.time)

    @property
    def is_whole(self) -> bool:
        """Whether it can have been written by us."""
        try:
            return re.fullmatch(r"[0-9a-f]{64}", self.sha256) is not None and self.moment.tzinfo is not None
        except ValueError:
            return False


class History:
    """The saved versions of one parameter file.

    Attributes:
        problem: Why the last version couldn't be kept, in the clerk's words.
    """

    def __init__(self, files: DeskFiles) -> None:
        self.problem: str | None = None
        self._folder = files.history
        self._index = files.history / "versions.json"

    def versions(self) -> list[Version]:
        """List the versions, oldest first; those whose bytes are gone left out."""
        try:
            return self._listed()
        except OSError:
            return []

    def _listed(self) -> list[Version]:
        """Read the index.

        Raises:
            OSError: It can't be read now, though it is there: a scanner may have it open.
        """
        try:
            listed = json.loads(self._index.read_text(encoding="utf-8"))
            found = [Version(**{key: str(item[key]) for key in ("sha256", "time", "why")}) for item in listed]
        except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError):
            return []
        # The hash becomes a path and the time is reckoned with: what was made up isn't a version.
        return [one for one in found if one.is_whole and self._object(one.sha256).is_file()]

    def keep(self, data: bytes, why: str, now: datetime.datetime) -> None:
        """Keep a version; the same bytes as the latest version's aren't one. Never raises."""
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            versions = self._listed()
        except OSError as error:  # an index written now would forget all earlier versions
            self.problem = f"历史版本没有记下：{why_not(error)}"
            return
        if versions and versions[-1].sha256 == sha256:
            return
        time = now.astimezone(datetime.UTC).isoformat(timespec="milliseconds")
        kept = thinned([*versions, Version(sha256, time, why)], now)
        try:
            if not self._object(sha256).is_file():
                write_atomically(self._object(sha256), lzma.compress(data, preset=1))
            index = json.dumps([asdict(version) for version in kept], ensure_ascii=False, indent=0)
            write_atomically(self._index, index.encode("utf-8"))
            self.problem = None
        except WriteError as error:
            self.problem = f"历史版本没有记下：{error}"
            return
        for gone in {version.sha256 for version in versions} - {version.sha256 for version in kept}:
            with contextlib.suppress(OSError):
                self._object(gone).unlink(missing_ok=True)

    def read(self, version: Version) -> bytes:
        """Give the bytes of a version.

        Raises:
            EditError: They are gone or damaged.
        """
        try:
            data = lzma.decompress(self._object(version.sha256).read_bytes())
        except (OSError, lzma.LZMAError, EOFError) as error:
            raise EditError("这个历史版本读不出了，请选别的版本。") from error
        if hashlib.sha256(data).hexdigest() != version.sha256:
            raise EditError("这个历史版本已经损坏，请选别的版本。")
        return data

    def _object(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.xz"


def thinned(versions: Sequence[Version], now: datetime.datetime) -> list[Version]:
    """Choose the versions to keep, in their order: of an hour or a day the last one."""
    first, rest = versions[:1], versions[1:]
    older, newest = rest[:-NEWEST], rest[-NEWEST:]
    by_time: dict[str, Version] = {}
    for version in older:
        recent = now - version.moment <= HOURLY
        by_time[version.time[: len("2024-01-01T00") if recent else len("2024-01-01")]] = version
    kept = [*by_time.values(), *newest][-(MOST - 1) :]
    return [*first, *sorted(kept, key=lambda version: version.time)]
