"""校核 and 生成: the buttons that check and build the open report, and what came of it."""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from pathlib import Path
from typing import Any

from nianbao.build import DEFAULT_FORMS
from nianbao.checks import check_path
from nianbao.desk.background import Background
from nianbao.desk.building import (
    OUT,
    REPORTS,
    Built,
    built,
    form_words,
    in_order,
    last_words,
    offered_forms,
    run,
    source_of,
)
from nianbao.desk.component import face, handles
from nianbao.desk.handed import as_file, file_at, media_of
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.saved import NO_REPORT, OnFile
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.preview import standing_of
from nianbao.editor.session import Session
from nianbao.editor.state import figure_choices
from nianbao.errors import EditError, NianbaoError, UsageError
from nianbao.finding import SEVERITY_WORDS, Finding, errors_of
from nianbao.reviewing.page import as_page
from nianbao.reviewing.reviewed import review
from nianbao.system.names import portable

_FAILED = "没有生成，程序出了错。底稿都在；请再试一次，还不行，请把这份底稿交给维护人员。"
_CANCELLED = "已取消。以前生成的文件都还在。"


class OutputPanel(OnFile):
    """The buttons 校核 and 生成, with progress, and with the files to open or download."""

    _esm = face("output.js")
    _css = face("output.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self._building: Background | None = None
        self._said: dict[str, Any] | None = None
        self._built, self._is_of_files = Built(), True
        self._approved = self._final = False
        super().__init__(workspace, saver, **kwargs)
        self._look()

    def shown(self) -> dict[str, Any]:
        """Give forms to choose from, whether a build runs, what came of the last one, and its files."""
        session = self.workspace.session
        if session is None:
            return {"report": None, "forms": [], "busy": False, "said": None, "files": []}
        usual = self._usual_forms(session)
        return {
            "report": str(session.document.path),
            "forms": [[name, form_words(name), name in usual] for name in offered_forms()],
            "busy": self._building is not None,
            "said": self._said,
            "files": [
                {"form": form, "words": form_words(form), "name": self._name(session, form)}
                for form in in_order(self._built.files)
            ],
            "folder": f"{OUT}/{next(iter(self._built.files.values())).parent.relative_to(self.workspace.folder / OUT).as_posix()}"
            if self._built.files
            else None,
            "mark": self._built.mark,
            "approved": self._approved,
            "stale": not self._is_of_files or self._sha256_built_of(session) != session.document.sha256,
            "warnings": list(self._built.warnings) if self._built.files else [],
        }

    def changed(self, change: Change) -> None:
        """Follow what is open; words on an earlier state go with an edit, files stay until they are made anew."""
        if change.what in ("opened", "closed", "signed"):
            self._said = None
            self._look()
        elif change.what == "edited" and change.parts and self._building is None:
            self._said = None
        self.refresh()

    def _look(self) -> None:
        """See what lies in the folder of outputs."""
        session = self.workspace.session
        self._built, self._is_of_files = Built(), True
        self._approved = session is not None and self._is_approved()
        if session is not None:
            path, folder = session.document.path, self.workspace.folder
            self._built = built(path, folder)
            own = self._sha256_built_of(session) or ""
            self._is_of_files = self._built.is_of(own, source_of(path, folder), folder)
        self.refresh()

    def _is_approved(self) -> bool:
        try:
            found = standing_of(self.workspace.round)
        except NianbaoError:
            return False  # a final version isn't offered; who asks for one by the command is told why not
        return found is not None and found.is_approved

    def _sha256_built_of(self, session: Session) -> str | None:
        return self._built.inputs.get(source_of(session.document.path, self.workspace.folder))

    def _usual_forms(self, session: Session) -> tuple[str, ...]:
        return tuple(session.document.file.parameters.settings.forms or DEFAULT_FORMS)

    def _name(self, session: Session, form: str) -> str:
        """Name a file as the clerk would send it round: by the title of the report."""
        report = self.workspace.round.report
        lines = report.blocks()[0].lines  # type: ignore[union-attr]  # a title
        title = portable("".join("".join(lines).split()), instead="", longest=60, otherwise="年报")
        kind = "" if form in REPORTS else f"（{form_words(form)}）"
        return f"{title}{kind}{f'（{self._built.mark}）' if self._built.mark else ''}{self._built.files[form].suffix}"

    # --- 校核 ---------------------------------------------------------------------------------

    @handles("check")
    def check(self, _asked: dict[str, Any]) -> None:
        """Save and check the file as the command does; the browser shows the findings."""
        session = self._saved("校核前保存")
        findings, _ = check_path(session.document.path, self.workspace.folder)
        self.workspace.look_again()  # a ledger may have been edited since the report was
        self._say("good" if not errors_of(findings) else "bad", f"校核完了：{_counted(findings)}。")
        self._look()

    @handles("list")
    def list_(self, _asked: dict[str, Any]) -> dict[str, str]:
        """Give the findings as a page to print or to send."""
        session = self._saved("校核前保存")
        reviewed = review(session.document.path, self.workspace.folder)
        page = as_page([reviewed]).encode("utf-8")
        name = f"{portable(''.join(reviewed.name.split()), instead='', longest=60)}校核问题.html"
        return as_file(name, media_of(Path(name)), page)

    @handles("figures")
    def figures(self, _asked: dict[str, Any]) -> list[list[str]]:
        """List all figures of the report: label, value, where it comes from."""
        if self.workspace.session is None:
            raise EditError(NO_REPORT)
        return [[one.label, one.text, one.source] for one in figure_choices(self.workspace.round)]

    # --- 生成 ---------------------------------------------------------------------------------

    @handles("build", forms=list)
    def build(self, asked: dict[str, Any]) -> None:
        """Save and build, in a process of its own; with errors only a draft."""
        if self._building is not None:
            raise UsageError("正在生成，请等它做完，或先取消。")
        session = self._saved("生成前保存")
        errors, draft = errors_of(list(self.workspace.round.findings)), bool(asked.get("draft"))
        if errors and not draft:
            self._say("blocked", f"有 {len(errors)} 处必须修改，没有生成。改好后再生成，或先生成初稿。")
            return
        chosen = tuple(name for name in offered_forms() if name in (asked.get("forms") or ()))
        usual = self._usual_forms(session)
        path = session.document.path
        self._final = bool(asked.get("final")) and not draft
        started: list[Background] = []
        self._said = None
        self._building = run(
            path,
            self.workspace.folder,
            chosen if chosen and set(chosen) != set(usual) else None,
            lambda _event: None,
            lambda status, complaints: self._ended(started[0], path, status, complaints),
            draft=draft and bool(errors),
            final=self._final,
        )
        started.append(self._building)
        self.refresh()

    @handles("cancel")
    def cancel(self, _asked: dict[str, Any]) -> None:
        """End the build that runs."""
        if self._building is not None:
            self._building.cancel()

    def _ended(self, process: Background, path: Path, status: int, complaints: str) -> None:
        """Tell what came of a build, unless another report is open by now."""
        if self._building is process:
            self._building = None
        session = self.workspace.session
        if session is None or session.document.path != path:
            self.refresh()
            return
        self._look()
        if process.cancelled:
            self._say("info", _CANCELLED)
        elif status == 0:
            fresh = "内容没有变，文件都是最新的。" if self._built.status == "fresh" else "已生成。"
            kind = "正式稿" if self._final else self._built.mark
            self._say("good", f"{kind}已生成。" if kind else fresh)
        elif self._built.status == "blocked" and self._built.blocked_by != "findings":
            self._say("bad", in_desk_words(self._built.error or _FAILED))
        elif self._built.status == "blocked":
            self._say("blocked", "有必须修改的问题，没有生成。改好后再生成，或先生成初稿。")
        else:
            words = self._built.error if self._built.status == "failed" else None
            said = in_desk_words(words or last_words(complaints) or "")
            if not said:
                logging.getLogger(__name__).error("a build ended with %s: %s", status, complaints)
            self._say("bad", f"没有生成：{said}" if said else _FAILED)

    @handles("file")
    def file(self, asked: dict[str, Any]) -> dict[str, str]:
        """Give a built file, for the browser to open or download: not every server hands out files."""
        session, form = self.workspace.session, str(asked.get("form"))
        if session is None or form not in self._built.files:
            raise UsageError("没有这个文件，请重新生成。")
        path = self._built.files[form]
        return file_at(path, self._name(session, form), media_of(path), "请重新生成。")

    # --- both ---------------------------------------------------------------------------------

    def _say(self, kind: str, words: str) -> None:
        time = datetime.datetime.now().strftime("%H:%M")  # on the clerk's own clock
        self._said = {"kind": kind, "words": words, "time": time}
        self.refresh()


def _counted(findings: list[Finding]) -> str:
    counts = Counter(finding.words for finding in findings)
    told = [f"{word} {counts[word]} 处" for word in SEVERITY_WORDS.values() if counts[word]]
    return "，".join(told) or "没有问题"
