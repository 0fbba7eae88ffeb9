"""A file that the browser sends piece by piece, and its reading, which doesn't hold the desk up.

In pieces, because a message of many megabytes would be refused on its way; read in a thread, because a long
PDF takes seconds, in which the clerk may go on writing.
"""

from __future__ import annotations

import base64
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

from nianbao.desk.coming_back import ComingBack
from nianbao.errors import EditError, NianbaoError
from nianbao.importer import Imported, read_report
from nianbao.importer.source import MAX_BYTES
from nianbao.returning.exported import own
from nianbao.system.names import portable_file

MAX_MEGABYTES = MAX_BYTES // 1_000_000


@dataclass
class Upload:
    """A file on its way from the browser.

    Attributes:
        name: Its name, without folders.
        size: How many bytes there will be.
        data: What has arrived.
    """

    name: str
    size: int
    data: bytearray = field(default_factory=bytearray)

    @classmethod
    def begun(cls, name: object, size: object) -> Upload:
        """Begin to take a file.

        Raises:
            EditError: It is too large or empty.
        """
        bare = PurePosixPath(PureWindowsPath(str(name)).name).name or "报告"
        if not isinstance(size, int) or size <= 0:
            raise EditError(f"「{bare}」是空的。请核对是否选错了文件。")
        if size > MAX_BYTES:
            raise EditError(
                f"「{bare}」有 {size / 1e6:.0f} MB，上限 {MAX_MEGABYTES} MB。请删去图片，另存后再试。"
            )
        return cls(bare, size)

    def take(self, at: object, piece: object) -> int:
        """Add a piece; gives how much is there.

        Raises:
            EditError: It doesn't go on from what is there.
        """
        try:
            data = base64.b64decode(str(piece), validate=True)
        except ValueError as error:
            raise EditError("文件没有传完整，请再选一次。") from error
        if at != len(self.data) or len(self.data) + len(data) > self.size:
            raise EditError("文件没有传完整，请再选一次。")
        self.data += data
        return len(self.data)


def file_name(name: str) -> str:
    """Give a name that every system takes for a file, near to the one given: it may tell the year.

    Args:
        name: The name as the browser gave it.
    """
    return portable_file(name)


class Reading:
    """A file that is being read in a thread of its own.

    Attributes:
        report: What was understood, once it is done.
        coming: The file, where it is a Word file of ours that comes back; there is no report then.
        problem: Why it can't be read.
    """

    def __init__(
        self,
        upload: Upload,
        folder: Path,
        template: str | None,
        year: int | None,
        unit_id: str | None,
        *,
        anew: bool = False,
    ) -> None:
        """Begin to read.

        Args:
            upload: The file.
            folder: The working folder.
            template: What the clerk says of its format.
            year: What the clerk says of its year.
            unit_id: What the clerk says of the unit.
            anew: Read it as a published report, even if it comes back.
        """
        self.report: Imported | None = None
        self.coming: ComingBack | None = None
        self.problem: str | None = None
        self._may_come_back = not anew and not (template or year or unit_id)
        self._asked = (upload, folder, template, year, unit_id)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """It is read, or can't be."""
        return not self._thread.is_alive()

    def _read(self) -> None:
        upload, folder, template, year, unit_id = self._asked
        try:
            with tempfile.TemporaryDirectory(prefix="nianbao-") as place:
                path = Path(place) / file_name(upload.name)
                path.write_bytes(upload.data)
                if self._may_come_back and (found := own(path, folder)):
                    self.coming = ComingBack(replace(found[0], name=upload.name), found[1])
                    return
                self.report = read_report(path, folder, template=template, year=year, unit_id=unit_id)
        except NianbaoError as error:
            self.problem = str(error).replace(str(path), upload.name)
        except Exception:
            self.problem = f"「{upload.name}」读不出来，程序出了错。请换一种格式（docx、pdf、txt）再试。"
            raise
