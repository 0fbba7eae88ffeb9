"""A page that shows one widget of the desk without Jupyter: its comm goes straight to the browser and back.

What JupyterLab and Voilà do with widgets is tested in tests/browser; here a widget is tried in a real
browser in a second, with its real Python half.
"""

from __future__ import annotations

import functools
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import comm
import traitlets
from comm.base_comm import BaseComm
from playwright.sync_api import Page

from nianbao.cli.init import fill
from nianbao.desk.component import Component

ROOT = Path(__file__).resolve().parents[2]

_HOST = """
window.host = (() => {
  const listeners = {}, state = {}, outbox = [];
  const emit = (name, ...given) => (listeners[name] ?? []).slice().forEach(call => call(...given));
  const model = {
    get: key => state[key],
    set: (key, value) => { state[key] = value; },
    save_changes: () => {},
    on: (name, call) => { (listeners[name] ??= []).push(call); },
    off: (name, call) => { listeners[name] = (listeners[name] ?? []).filter(other => other !== call); },
    send: content => { if (host.dead) return; outbox.push(content); host.exchange(); },
  };
  let busy = false, again = false;
  const host = {
    model, dead: false,
    async exchange() {
      if (host.dead) return;
      if (busy) { again = true; return; }
      busy = true;
      try {
        do {
          again = false;
          for (const message of await window.toKernel(outbox.splice(0))) host.receive(message);
        } while (again);
      } finally {
        busy = false; // a listener that failed is told of on the console; the page goes on hearing
      }
    },
    receive(message) {
      if (message.state) for (const [key, value] of Object.entries(message.state)) {
        state[key] = value; emit(`change:${key}`); emit('change');
      }
      if ('content' in message) emit('msg:custom', message.content, []);
    },
    async start(script, style, first) {
      Object.assign(state, first);
      const module = await import(URL.createObjectURL(new Blob([script], {type: 'text/javascript'})));
      if (style) document.head.append(Object.assign(document.createElement('style'), {textContent: style}));
      host.close = await module.default.render({model, el: document.getElementById('widget')});
      setInterval(() => host.exchange(), 40);
    },
  };
  return host;
})();
"""


class PageComm(BaseComm):
    """A comm whose messages wait until the page fetches them; a thread may say something meanwhile."""

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        if msg_type == "comm_msg" and data:
            if data.get("method") == "update":
                self.waiting.append({"state": data["state"]})
            elif data.get("method") == "custom":
                self.waiting.append({"content": data["content"]})

    @functools.cached_property
    def waiting(self) -> deque[dict[str, Any]]:
        """What wasn't fetched yet; there from the first message, which comes while the comm is being made."""
        return deque()

    def fetch(self) -> list[dict[str, Any]]:
        """Give what the kernel said since the last time."""
        return [self.waiting.popleft() for _ in range(len(self.waiting))]


@contextmanager
def page_comms() -> Iterator[None]:
    """Have widgets that are made in this block speak to a page."""
    with mock.patch.object(comm, "create_comm", PageComm):
        yield


def show(page: Page, widget: Component) -> None:
    """Show a widget, made within ``page_comms``, in a page.

    In the page, ``host.dead = true`` is a kernel that neither hears nor answers any more.
    """
    line: PageComm = widget.comm

    def to_kernel(messages: list[Any]) -> list[dict[str, Any]]:
        for content in messages:
            line.handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        return line.fetch()

    line.fetch()
    # Over http, for a page of its own has no localStorage.
    page.route("http://127.0.0.1:9/desk", lambda route: route.fulfill(body=_PAGE, content_type="text/html"))
    page.expose_function("toKernel", to_kernel)
    page.goto("http://127.0.0.1:9/desk")
    page.evaluate(_HOST)
    script, style = str(widget._esm), str(widget._css)
    first = {
        name: getattr(widget, name)
        for name, trait in widget.traits(sync=True).items()
        if isinstance(trait, traitlets.Dict)
    }
    page.evaluate("([s, c, f]) => host.start(s, c, f)", [script, style, first])


_PAGE = (
    "<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>编报台</title>"
    "<main><h1>编报台</h1><div id='widget'></div></main></html>"
)


def sample(folder: Path) -> Path:
    """Fill a working folder with the sample of 云溪镇 2024 and 2023; gives the later file."""
    fill(folder)
    shutil.copytree(ROOT / "params", folder / "params", dirs_exist_ok=True)
    return folder / "params" / "2024" / "yunxi.yaml"
