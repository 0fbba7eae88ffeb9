"""What JupyterLab's server learns: the statutory templates as new notebooks, and to keep one notebook clean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from nianbao.errors import FolderError, NotebookError
from nianbao.folder import find_resource, working_folder
from nianbao.template import templates_at_hand

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What the shipped notebook says of its language; JupyterLab adds this machine's Python."""

DESK_CALL = re.compile(r"^\s*open_desk\(\)\s*$", re.MULTILINE)


def load_jupyter_server_extension(server: Any) -> None:
    """Add the handlers and the hook; Jupyter calls this."""
    root = Path(server.root_dir)
    base = url_path_join(server.web_app.settings["base_url"], "nianbao")
    server.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base, "templates"), TemplateList, {"root": root}),
            (url_path_join(base, r"templates/([\w.-]+)"), TemplateNotebook, {"root": root}),
        ],
    )
    server.contents_manager.register_pre_save_hook(keep_clean)


_load_jupyter_server_extension = load_jupyter_server_extension


class _Handler(APIHandler):
    def initialize(self, root: Path) -> None:
        """Take the folder that JupyterLab shows."""
        self.root = root

    @property
    def folder(self) -> Path | None:
        """The working folder, whose templates count too."""
        try:
            return working_folder(self.root)
        except FolderError:
            return None


class TemplateList(_Handler):
    """The templates at hand."""

    @authenticated
    def get(self) -> None:
        """List name, short title and years of each."""
        found = [
            {"name": template.name, "title": short_title(template.title), "years": str(template.years)}
            for template in templates_at_hand(self.folder)
            if find_resource("notebooks", f"{template.name}.ipynb", self.folder)
        ]
        self.finish(json.dumps(found, ensure_ascii=False))


class TemplateNotebook(_Handler):
    """A template's notebook as if it had never run."""

    @authenticated
    def get(self, name: str) -> None:
        """Give it as JSON."""
        known = {template.name for template in templates_at_hand(self.folder)}
        path = find_resource("notebooks", f"{name}.ipynb", self.folder) if name in known else None
        if path is None:
            raise HTTPError(404, f"没有模板 {name} 的记事本。")
        try:
            self.finish(unrun(path))
        except NotebookError as problem:
            raise HTTPError(500, str(problem), reason="unreadable") from problem


def unrun(path: Path) -> str:
    """Give a template's notebook as if it had never run.

    Raises:
        NotebookError: It isn't a notebook.
    """
    try:
        notebook: Any = nbformat.read(path, nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        return str(nbformat.writes(notebook))  # type: ignore[no-untyped-call]
    except Exception as problem:  # what nbformat and its validator raise has no common kind
        raise NotebookError(
            f"模板的记事本 notebooks/{path.name} 读不出，不是有效的记事本文件。请从模板重新复制一份。"
        ) from problem


def short_title(title: str) -> str:
    """Leave out of a template's title what all have in common; a launcher's card has room for few words."""
    found = re.fullmatch(r"(.*)政府信息公开工作年度报告（(.+)）", title)
    return f"{found[1]}{found[2]}" if found else title


def keep_clean(model: dict[str, Any], **_: Any) -> None:
    """Save the drafting notebook as it was before it ran: no outputs, no counts, no state of widgets."""
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    cells = [cell for cell in content.get("cells", []) if cell.get("cell_type") == "code"]
    if not any(DESK_CALL.search("".join(cell.get("source", ""))) for cell in cells):
        return
    content["metadata"] = {**content.get("metadata", {}), **METADATA}
    content["metadata"].pop("widgets", None)
    for cell in cells:
        cell["outputs"], cell["execution_count"] = [], None
