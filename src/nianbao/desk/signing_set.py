"""送签材料 in the dialog 「签发」: a run of ``nianbao sign --papers``, what came of it, and the files."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from nianbao.correcting.state import corrected_state
from nianbao.desk.background import Background, as_text
from nianbao.desk.building import OUT, last_words
from nianbao.desk.handed import file_at, media_of, packed
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.saved import open_session
from nianbao.desk.workspace import Workspace
from nianbao.errors import UsageError
from nianbao.finding import errors_of
from nianbao.signing.standing import Standing
from nianbao.system.names import portable

PAPERS = "送签材料"
"""What the folder of the set is called, as in ``nianbao.papers.folder``, which would bring Typst into the kernel."""

_KINDS = {".docx": "Word", ".pdf": "PDF"}

_OURS = re.compile(r"(\d{1,2})-.+\.(?:docx|pdf)")
"""Names of papers; what else lies there is WPS's, or somebody's."""

_CANCELLED = "已取消。以前生成的送签材料都还在。"
_DONE = "送签材料已生成。"
_FAILED = "没有生成送签材料，程序出了错。底稿都在；请再试一次，还不行，请把这份底稿交给维护人员。"

Of = tuple[str, int]
"""What a set was made of: the hash of the words, and how many entries the register had."""


class SigningSet:
    """The signing set of the open report.

    Attributes:
        news: Grows whenever there is something new to be seen of a run.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.news = 0
        self._workspace = workspace
        self._run: Background | None = None
        self._path: Path | None = None  # of the report that the run and what was said are about
        self._said: dict[str, Any] | None = None
        self._lines: list[str] = []
        self._made_of: dict[Path, Of] = {}

    # --- a run --------------------------------------------------------------------------------

    def start(self, found: Standing, told: Callable[[], None]) -> None:
        """Begin to write the set of the open report, whose file was saved.

        Args:
            found: How far it is signed.
            told: Is called when there is news.

        Raises:
            UsageError: One is being written, or it can't be written now; the message says why.
        """
        if self._run is not None:
            raise UsageError("正在生成，请等它做完，或先取消。")
        if why := self.why_not(found):
            raise UsageError(f"没有生成送签材料：{why}")
        path, of, run = open_session(self._workspace).document.path, _of(found), list[Background]()
        self._path, self._said, self._lines = path, None, []

        def ended(status: int, complaints: str) -> None:
            self._ended(run[0], path, of, status, complaints)
            told()

        arguments = ["nianbao", "sign", str(path), "--papers"]
        self._run = Background(arguments, self._workspace.folder, self._lines.append, ended, read=as_text)
        run.append(self._run)
        self.news += 1
        told()

    def cancel(self) -> None:
        """End the run."""
        if self._run is not None:
            self._run.cancel()

    def _ended(self, run: Background, path: Path, of: Of, status: int, complaints: str) -> None:
        self._run = None
        self.news += 1
        if run.cancelled:
            self._say("info", _CANCELLED)
        elif status == 0:
            self._made_of[path] = of
            # The names of the files, which stand in, are listed below; the rest is for people to do.
            done, *left = [line for line in self._lines if line and not line.startswith("  ")] or [_DONE]
            self._say("good", done, left=left)
        elif words := last_words(complaints):
            self._say("bad", in_desk_words(words))
        else:
            logging.getLogger(__name__).error("the signing set ended with %s: %s", status, complaints)
            self._say("bad", _FAILED)

    def _say(self, kind: str, words: str, left: Sequence[str] = ()) -> None:
        self._said = {"kind": kind, "words": words, "left": list(left)}

    # --- what is shown ------------------------------------------------------------------------

    def why_not(self, found: Standing) -> str:
        """Say why no set can be written now; empty where one can.

        Args:
            found: How far the report is signed.

        Raises:
            WriteError: The register of corrections can't be read.
        """
        session, round_ = open_session(self._workspace), self._workspace.round
        if errors := len(errors_of(list(round_.findings))):
            return f"还有 {errors} 处必须修改，改好以后才能生成。"
        if found.problems:
            return "签发登记被改动过，查清以后才能生成。怎么办见「各步登记」。"
        corrected = corrected_state(session.document.path, round_.report, self._workspace.folder)
        return in_desk_words(corrected.why_not)

    def shown(self, found: Standing) -> dict[str, Any]:
        """Give what the browser shows.

        Args:
            found: How far the report is signed.

        Raises:
            WriteError: The register of corrections can't be read.
        """
        path, files = open_session(self._workspace).document.path, self._files()
        age, stale = self._age(path, found) if files else ("", False)
        return {
            "busy": self._run is not None,
            "said": self._said if self._path == path and not stale else None,
            "why": self.why_not(found),
            "files": [
                {"name": stem, "forms": [[one.name, _KINDS[one.suffix]] for one in own]}
                for stem, own in groupby(files, key=lambda one: one.stem)
            ],
            "folder": self._folder().relative_to(self._workspace.folder).as_posix(),
            "age": age,
            "stale": stale,
        }

    def _age(self, path: Path, found: Standing) -> tuple[str, bool]:
        """Say when the set that lies there was made, and whether it is known to be of an earlier state."""
        try:
            written = datetime.datetime.fromtimestamp(min(one.stat().st_mtime for one in self._files()))
        except OSError:
            return "", False
        when = f"{written.month}月{written.day}日 {written:%H:%M} 生成"
        made, now = self._made_of.get(path), _of(found)
        if made is None:  # by the command, or before this desk was opened
            return f"{when}。以后又改过或者登记过的，请重新生成。", False
        if made[0] != now[0]:
            return f"{when}，以后内容又改过，请重新生成。", True
        if made[1] != now[1]:
            return f"{when}，以后又登记过；重新生成，姓名、日期才填得上。", True
        return f"{when}，就是现在这一稿。", False

    # --- files --------------------------------------------------------------------------------

    def file(self, name: object) -> dict[str, str]:
        """Give one paper, for the browser to open or to save.

        Raises:
            UsageError: It isn't there any more.
        """
        for path in self._files():
            if path.name == name:
                return file_at(path, path.name, media_of(path), "请重新生成。")
        raise UsageError("这份材料不在了，请重新生成。")

    def all_files(self) -> dict[str, str]:
        """Give all papers in one zip.

        Raises:
            UsageError: One can't be read.
        """
        parameters = self._workspace.round.report.parameters
        unit = portable("".join((parameters.unit.name or "").split()), instead="", longest=60)
        return packed(f"{unit}{parameters.year}年{PAPERS}.zip", ((one.name, one) for one in self._files()))

    def _files(self) -> list[Path]:
        """List the papers in their order."""
        try:
            found = [(match, one) for one in self._folder().iterdir() if (match := _OURS.fullmatch(one.name))]
        except OSError:
            return []
        return [one for _, one in sorted(found, key=lambda each: (int(each[0][1]), each[1].name))]

    def _folder(self) -> Path:
        session, parameters = open_session(self._workspace), self._workspace.round.report.parameters
        unit = parameters.unit.id or session.document.path.stem
        return self._workspace.folder / OUT / str(parameters.year) / unit / PAPERS


def _of(found: Standing) -> Of:
    return found.content.sha256, len(found.reading.entries)
