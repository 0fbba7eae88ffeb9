"""What all widgets of the desk share: a state for the browser, and questions from it with one answer each.

The browser sends ``{"id": 7, "do": "edit", …}`` and gets ``{"id": 7, "answer": …}`` or
``{"id": 7, "error": "…"}`` back, in the clerk's words; ``face/common/channel.js`` is the other half. What is
shown stands in the trait ``state``, so that a page that is opened anew has it at once.
"""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from nianbao.desk.workspace import Change, Workspace
from nianbao.errors import EditError, NianbaoError

STATIC = Path(__file__).parent / "static"

Handler = Callable[[Any, dict[str, Any]], Any]


def handles(do: str, **kinds: type) -> Callable[[Handler], Handler]:
    """Mark a method of a component as the answer to what the browser asks for under a name.

    Args:
        do: The name; the method gets the message and returns what JSON can hold.
        kinds: What parts of the message have to be where they are given; others the method makes of what it gets.
    """

    def mark(method: Handler) -> Handler:
        method.handles, method.kinds = do, kinds  # type: ignore[attr-defined]  # read by Component alone
        return method

    return mark


class Component(anywidget.AnyWidget):
    """A widget of the desk. A subclass sets ``_esm`` and ``_css`` with ``face``, and ``shown``."""

    state = traitlets.Dict().tag(sync=True)
    """What the browser shows."""

    _handlers: ClassVar[dict[str, tuple[Handler, Mapping[str, type]]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        found = {
            name.handles: (name, name.kinds)
            for base in reversed(cls.__mro__)
            for name in vars(base).values()
            if hasattr(name, "handles")
        }
        cls._handlers = found

    def __init__(self, workspace: Workspace, **kwargs: Any) -> None:
        self.workspace = workspace
        super().__init__(**kwargs)
        self.on_msg(self._asked)
        workspace.listen(self.changed)
        self.refresh()

    def shown(self) -> dict[str, Any]:
        """Give what the browser shows now, as JSON holds it; it may be asked for while no report is open."""
        raise NotImplementedError

    def changed(self, change: Change) -> None:
        """Follow a change; a subclass may pass over what doesn't concern it."""
        self.refresh()

    def refresh(self) -> None:
        """Bring what the browser shows up to date."""
        state = self.shown()
        if state != self.state:
            self.state = state

    def _asked(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        answer: dict[str, Any] = {"id": content.get("id")}
        try:
            answer["answer"] = self._handler(content)(self, content)
        except NianbaoError as error:
            answer["error"] = str(error)
        except Exception:  # a widget that died silently would leave the clerk typing into nothing
            logging.getLogger(__name__).exception("the desk failed over %s", content.get("do"))
            answer["error"] = (
                "编报台出了内部错误，刚才这一步没有做成；已经写下的内容都在。请重试，或刷新页面。"
            )
        try:
            self.send(answer)
        except UnicodeEncodeError:  # half a character, which a browser may send and no message can hold
            self.send(json.loads(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")))

    def _handler(self, content: dict[str, Any]) -> Handler:
        """Find what answers a message.

        Raises:
            EditError: Nothing does, or the message isn't what it should be.
        """
        handler, kinds = self._handlers.get(str(content.get("do")), (None, {}))
        given = {name: content.get(name) for name in kinds}
        odd = any(value is not None and not isinstance(value, kinds[name]) for name, value in given.items())
        if handler is None or odd:
            raise EditError("这一页不是最新的，或者没有打开好，刚才这一步没有做成。请刷新页面再试。")
        return handler


@functools.cache
def face(name: str) -> Path:
    """Give a file of the browser's side.

    Args:
        name: Such as ``grid.js``.

    Raises:
        NianbaoError: It was not built.
    """
    path = STATIC / name
    if not path.exists():
        raise NianbaoError("编报台的网页部分还没有生成。请联网后重新运行一次安装（make report）。")
    return path
