"""A desk without Jupyter and without a browser: messages go in as a kernel reads them, what it says is packed as one does."""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import comm
import ipywidgets
from comm.base_comm import BaseComm
from jupyter_client.session import json_packer

from nianbao.desk import background
from nianbao.desk.component import Component
from nianbao.desk.desk import Desk
from nianbao.desk.importing import ImportPanel
from nianbao.desk.signing import SigningPanel
from nianbao.editor.replay import replay
from nianbao.errors import ReportError
from tests.hostile.judge import wrong_in

MOST = 20
"""Messages of an input that are handed over."""


class _Line(BaseComm):
    """A comm that remembers what is said, after it was packed as for a browser."""

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        said = json.loads(json_packer(data))  # type: ignore[no-untyped-call]
        self.said = [*getattr(self, "said", []), said]


class _Still:
    """A process or thread that was begun and says nothing: what is run is none of the kernel's."""

    pid = 0

    def __init__(self, *given: Any, **_: Any) -> None:
        self.given = given

    def poll(self) -> int:
        return 0

    def start(self) -> None:
        pass


def _begun(command: list[str], **_: Any) -> _Still:
    assert all(isinstance(word, str) and "\0" not in word for word in command), command
    " ".join(command).encode("utf-8")
    return _Still()


class Failures(logging.Handler):
    """Keeps what the desk caught and wrote into its log: the browser is told of an error inside then."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            self.found.append(record.exc_info[1])


@contextlib.contextmanager
def desk_in(folder: Path, path: Path | None) -> Iterator[Desk]:
    """Open a desk of a working folder, whose background work never ends.

    Args:
        folder: The folder.
        path: The report to open.
    """
    failures = Failures()
    logger = logging.getLogger("nianbao")
    still = {"subprocess": SimpleNamespace(Popen=_begun, PIPE=0, STDOUT=0), "threading": SimpleNamespace(Thread=_Still, Timer=_Still)}  # fmt: skip
    with (
        mock.patch.object(comm, "create_comm", _Line),
        mock.patch.multiple(background, **still),
        mock.patch.object(logger, "propagate", False),
        mock.patch.object(threading, "excepthook", lambda of: failures.found.append(of.exc_value)),
    ):
        logger.addHandler(failures)
        desk = Desk(folder)
        try:
            if path is not None:
                desk.open_report(path)
            yield desk
        finally:
            _let_go(desk)
            logger.removeHandler(failures)
    if failures.found:
        raise failures.found[0]


def _let_go(desk: Desk) -> None:
    """Leave a desk as one whose process is killed: nothing is saved any more, its lock is free."""
    desk.workspace.close()
    desk.workspace._listeners.clear()
    for widget in widgets(desk):
        widget.close()


def tell(desk: Desk, messages: object, known: Mapping[str, Callable[[], object]]) -> None:
    """Hand messages to the widgets they are for, and see that each has its answer.

    Args:
        desk: The desk.
        messages: A list of ``{"do": "TableGrid/edit", …}`` or ``{"traits of": "TableGrid", …}``.
        known: What stands for a value that only the desk knows, such as ``@file``.

    Raises:
        ReportError: Every message was refused; holds the words of the first.
    """
    refused, told = [], 0
    for one in messages[:MOST] if isinstance(messages, list) else []:
        if not isinstance(one, dict):
            continue
        name, _, do = str(one.get("traits of") or one.get("do")).partition("/")
        widget = next((widget for widget in widgets(desk) if type(widget).__name__ == name), None)
        if widget is None:
            continue
        told += 1
        if "traits of" in one:
            _update(widget, {key: value for key, value in one.items() if key != "traits of"})
        elif problem := _ask(widget, {**_filled_in(one, known), "do": do}):
            refused.append(problem)
    _nothing_is_lost(desk)
    if refused and len(refused) == told:
        raise ReportError(refused[0])


def _ask(widget: Component, content: dict[str, Any]) -> str | None:
    widget.comm.said = []
    _hand(widget, {"method": "custom", "content": content})
    for thread in _readers(widget):
        thread.join()
    answers = [one["content"] for one in widget.comm.said if one.get("method") == "custom"]
    assert len(answers) == 1, (content, answers)
    (answer,) = answers
    assert set(answer) in ({"id", "answer"}, {"id", "error"}), answer
    if "error" not in answer:
        return None
    wrong = wrong_in(answer["error"], "", advice=False)
    assert not wrong, f"{wrong}: {answer['error'][:400]!r}"
    return str(answer["error"])


def _update(widget: Component, state: dict[str, Any]) -> None:
    """Set traits as a browser may; what they can't be is refused by their types."""
    import traitlets

    with contextlib.suppress(traitlets.TraitError):
        _hand(widget, {"method": "update", "state": state, "buffer_paths": []})


def _hand(widget: Component, data: dict[str, Any]) -> None:
    widget.comm.handle_msg({"content": {"data": data}, "buffers": []})


def _readers(widget: Component) -> Iterator[Any]:
    """Give the threads in which a widget reads a file."""
    if isinstance(widget, ImportPanel) and widget._reading is not None:
        yield widget._reading._thread
    if isinstance(widget, SigningPanel) and (file := widget._correcting._file) and file._thread:
        yield file._thread


def _nothing_is_lost(desk: Desk) -> None:
    """Hold what the desk shows to what its file and its journal say, were it killed now."""
    session = desk.workspace.session
    if session is None or session.read_only or session.recovery is not None or not session.unsaved:
        return
    if session.journal.problem:  # which is said
        return
    found = replay(session.journal.lines(), session.document.path, session.document.folder)
    assert found is not None
    assert dict(found.now) == dict(session.document.parts)


def widgets(desk: Desk) -> list[Component]:
    found: list[Component] = []
    waiting: list[ipywidgets.Widget] = [desk]
    while waiting:
        one = waiting.pop()
        waiting += getattr(one, "children", ())
        if isinstance(one, Component):
            found.append(one)
    return found


def _filled_in(value: Any, known: Mapping[str, Callable[[], object]], deep: int = 5) -> Any:
    """Put in what only the desk knows, where messages have it; deeper nobody looks."""
    if isinstance(value, str) and value in known:
        return known[value]()
    if isinstance(value, dict) and deep:
        return {key: _filled_in(one, known, deep - 1) for key, one in value.items()}
    return [_filled_in(one, known, deep - 1) for one in value] if isinstance(value, list) and deep else value


def emptied(folder: Path) -> None:
    """Take away what an earlier input left in a working folder."""
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()
