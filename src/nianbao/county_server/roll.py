"""The roster as it stands now: the office goes on with it while the server runs, and a start anew would end every session."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from nianbao.county.roster import Roster
from nianbao.county.roster_reading import read_roster
from nianbao.errors import NianbaoError


class Roll:
    """Reads the roster again once its file is another; what can't be read, half written perhaps, leaves the last one.

    Args:
        path: The roster's file.
        roster: What it said when the server started.
    """

    def __init__(self, path: Path, roster: Roster) -> None:
        self._path, self._roster = path, roster
        self._seen: tuple[int, int, int] | None = None
        self._alone = threading.Lock()  # reading may give ids, and an id is given once

    def now(self) -> Roster:
        """Give the roster; it may be read first, which takes a moment."""
        with self._alone:
            try:
                stat = self._path.stat()
                seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
                if seen != self._seen:
                    self._seen = seen
                    self._roster = read_roster(self._path)
            except (NianbaoError, OSError) as error:
                logging.getLogger(__name__).error("%s", error)
            return self._roster
