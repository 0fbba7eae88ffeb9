"""The page or file that was published, sent by the browser: what a correction starts from where no register knows."""

from __future__ import annotations

import logging
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

from nianbao.correcting.published import Published, published
from nianbao.desk.upload import Upload, file_name
from nianbao.errors import EditError, NianbaoError
from nianbao.signing.register import Reading
from nianbao.signing.sign import report_of


class PublishedFile:
    """A file on its way, being read, or read; in a thread, since a long PDF takes seconds.

    Attributes:
        upload: The file as it arrives.
        found: Its words, once they are read.
    """

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.found: Published | None = None
        self._problem = ""
        self._thread: threading.Thread | None = None

    def read(self, parameters: Path, folder: Path) -> None:
        """Begin to read it.

        Args:
            parameters: The parameter file of the report that it is compared with.
            folder: The working folder.

        Raises:
            EditError: It hasn't arrived whole.
        """
        if len(self.upload.data) != self.upload.size:
            raise EditError("文件没有传完整，请再选一次。")
        self._thread = threading.Thread(target=self._read, args=(parameters, folder), daemon=True)
        self._thread.start()

    def understood(self) -> str | None:
        """Give its name once it is read; None while it is not.

        Raises:
            EditError: It can't be read, or is another report.
        """
        if self._thread is not None and self._thread.is_alive():
            return None
        if self.found is None:
            raise EditError(self._problem or "请再选一次文件。")
        return self.upload.name

    def _read(self, parameters: Path, folder: Path) -> None:
        name = self.upload.name
        with tempfile.TemporaryDirectory(prefix="nianbao-") as place:
            path = Path(place) / file_name(name)
            try:
                path.write_bytes(self.upload.data)
                report = report_of(parameters, folder)
                found = published(parameters, report, Reading(), str(path), folder)
                self.found = replace(found, source=found.source.replace(str(path), name))
            except NianbaoError as error:
                self._problem = str(error).replace(str(path), name)
            except Exception:
                self._problem = f"「{name}」读不出来，程序出了错。请换一种格式（网页、Word、PDF）再试。"
                logging.getLogger(__name__).exception("a published report could not be read")
