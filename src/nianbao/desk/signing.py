"""签发登记 in the desk: which steps hold, what voided the others, and the form that writes the next one down."""

from __future__ import annotations

import datetime
from typing import Any

from nianbao.desk.component import face, handles
from nianbao.desk.correcting import Correcting
from nianbao.desk.published_file import PublishedFile
from nianbao.desk.saved import OnFile, open_session
from nianbao.desk.saver import Saver
from nianbao.desk.signing_set import SigningSet
from nianbao.desk.signing_shown import signing_shown
from nianbao.desk.typed import day, needed
from nianbao.desk.upload import Upload
from nianbao.desk.workspace import Change, Workspace
from nianbao.errors import EditError
from nianbao.finding import errors_of
from nianbao.signing.register import SignRegister
from nianbao.signing.sign import Who, sign
from nianbao.signing.standing import Result, Standing, standing


def now() -> datetime.datetime:
    """Tell the time, with its offset."""
    return datetime.datetime.now().astimezone()


class SigningPanel(OnFile):
    """The dialog 「签发登记」."""

    _esm = face("signing.js")
    _css = face("signing.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self._known = ""
        self._set, self._correcting = SigningSet(workspace), Correcting(workspace)
        super().__init__(workspace, saver, **kwargs)

    def shown(self) -> dict[str, Any]:
        """Tell what is open and whether it changed; how far it is signed is asked for."""
        session = self.workspace.session
        if session is None:
            return {"file": None}
        return {
            "file": str(session.document.path),
            "read_only": session.read_only,
            "document": session.document.sha256,
            "register": self._known,
            "set": self._set.news,
        }

    def changed(self, change: Change) -> None:
        """Pass over where the clerk goes."""
        if change.what == "opened":
            self._known = ""
            self._correcting.take(None)
        if change.what != "went":
            self.refresh()

    @handles("look")
    def look(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """Give how far the report is signed, as it stands in the desk."""
        return self._found()

    def _found(self) -> dict[str, Any]:
        session, found = open_session(self.workspace), self._standing()
        last = found.reading.entries[-1:]
        known = f"{len(found.reading.entries)} {last[0].get('sha256') if last else ''}"
        if known != self._known:  # written down here, by the command, or at another page
            self._known = known
            self.workspace.signed()
        errors = len(errors_of(list(self.workspace.round.findings)))
        register = SignRegister(session.document.path, self.workspace.folder)
        shown = signing_shown(found, register, self.workspace.folder, errors, now().date())
        return {**shown, "set": self._set.shown(found), "untold": self._correcting.is_untold(found)}

    @handles("sign")
    def sign(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Save, and write a step down; gives what ``look`` gives then."""
        self._refuse_read_only()
        session = self._saved("签发登记前保存")
        if self._standing().content.sha256 != asked.get("content"):
            raise EditError("刚才内容又改过，没有登记。上面已经是现在的情况，请看一遍再登记。")
        path, folder = session.document.path, self.workspace.folder
        sign(path, folder, _who(asked), str(asked.get("step")), now(), despite_errors=bool(asked.get("sure")))
        return self._found()

    # --- 送签材料 -----------------------------------------------------------------------------

    @handles("papers")
    def papers(self, _asked: dict[str, Any]) -> None:
        """Save, and begin to write the signing set, in a process of its own."""
        self._saved("生成送签材料前保存")
        self._set.start(self._standing(), self.refresh)

    @handles("cancel")
    def cancel(self, _asked: dict[str, Any]) -> None:
        """End what writes the signing set."""
        self._set.cancel()

    @handles("paper")
    def paper(self, asked: dict[str, Any]) -> dict[str, str]:
        """Give one paper of the set; all of them in one zip where none is named."""
        open_session(self.workspace)
        name = asked.get("name")
        return self._set.file(name) if name else self._set.all_files()

    # --- 更正 ---------------------------------------------------------------------------------

    @handles("compare")
    def compare(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Save, and give what changed since the report was published."""
        self._saved("看更正前保存")
        return self._correcting.shown(asked, now().date())

    @handles("correct")
    def correct(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Save, and write a correction down; gives its number, and what ``compare`` gives then."""
        self._refuse_read_only()
        self._saved("登记更正前保存")
        number = self._correcting.write(asked, now())
        return {**self._correcting.shown({}, now().date()), "written": number}

    @handles("unquote")
    def unquote(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Save, and take the quotes out of an earlier note; gives its number, and what ``compare`` gives then."""
        self._refuse_read_only()
        self._saved("去掉引文前保存")
        number = self._correcting.take_quotes_out(asked, now())
        return {**self._correcting.shown({}, now().date()), "unquoted": number}

    @handles("begin")
    def begin(self, asked: dict[str, Any]) -> None:
        """Begin to take the published page or file."""
        self._correcting.take(PublishedFile(Upload.begun(asked.get("name"), asked.get("size"))))

    @handles("piece")
    def piece(self, asked: dict[str, Any]) -> int:
        """Take a piece of it; gives how many bytes are there."""
        return self._correcting.file.upload.take(asked.get("at"), asked.get("piece"))

    @handles("read")
    def read(self, _asked: dict[str, Any]) -> None:
        """Begin to read it."""
        session = self._saved("看更正前保存")
        self._correcting.file.read(session.document.path, self.workspace.folder)

    @handles("understood")
    def understood(self, _asked: dict[str, Any]) -> str | None:
        """Give its name once it is read; None while it is not."""
        return self._correcting.file.understood()

    @handles("leave")
    def leave(self, _asked: dict[str, Any]) -> None:
        """Compare with what the registers know again."""
        self._correcting.take(None)

    def _refuse_read_only(self) -> None:
        if open_session(self.workspace).read_only:
            raise EditError("这一页是只读打开的，只能看，不能登记。")

    def _standing(self) -> Standing:
        session = open_session(self.workspace)
        return standing(session.document.path, self.workspace.round.report, self.workspace.folder)


def _who(asked: dict[str, Any]) -> Who:
    name = needed(asked.get("name"), "请写姓名：这一步是谁办的。")
    date = day(asked.get("date"), "请写日期：这一步是哪天办的。")
    result = asked.get("result") or Result.PASSED
    if result not in tuple(Result):
        raise EditError("请选这一步的结果：通过，或者退回修改。")
    return Who(name, date, str(asked.get("remark") or ""), Result(result))
