"""Templates from their folders: ``template.yaml``, ``tables/<id>.yaml``, and what a county adds to them."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.plain_yaml import plain_yaml
from nianbao.resources import shipped
from nianbao.suggest import did_you_mean, quoted, visible
from nianbao.template.additions import ADDITIONS_FILE, Additions
from nianbao.template.model import Template
from nianbao.template.tables import TableForm

TEMPLATE_FILE = "template.yaml"
TABLES_FOLDER = "tables"

Model = TypeVar("Model", bound=BaseModel)

# No path that leads elsewhere, and nothing that no file system takes.
_PLAIN_NAME = re.compile(r"(?!\.)[^/\\\0\n]{1,80}")
_TABLE_NAME = re.compile(r"(?:[a-z0-9-]+/)?[a-z0-9_]+")


def load_template(name: str, folder: Path | None = None) -> Template:
    """Load a template by name, the working folder's own before the shipped one.

    Args:
        name: Such as ``laiyang-2017``.
        folder: The working folder, or None.

    Raises:
        TemplateError: There is no such template, or it isn't in order.
    """
    path = (
        find_resource("templates", f"{name}/{TEMPLATE_FILE}", folder) if _PLAIN_NAME.fullmatch(name) else None
    )
    if path is None:
        raise TemplateError(f"没有名为「{quoted(name)}」的模板。{did_you_mean(name, template_names(folder))}")
    files = (path, *_table_files(path, folder), *_additions(name, folder))
    return _joined(files, tuple(file.stat().st_mtime_ns for file in files))


def template_files(name: str, folder: Path) -> list[Path]:
    """List the files of a working folder that decide what a template is, there or not yet there.

    A table that the template takes from another counts too, whosever the template is.
    """
    own = folder / "templates" / name
    files = [own / TEMPLATE_FILE, own / ADDITIONS_FILE]
    path = find_resource("templates", f"{name}/{TEMPLATE_FILE}", folder)
    with contextlib.suppress(TemplateError):
        tables = (
            [place for table in _table_names(path) for place in _table_places(path, table, folder)]
            if path
            else []
        )
        files += [place for place in tables if place.is_relative_to(folder)]
    return files


def template_names(folder: Path | None = None) -> list[str]:
    """List the names of all templates at hand."""
    places = [*([folder / "templates"] if folder else []), shipped("templates")]
    return sorted(
        {path.parent.name for place in places for path in place.glob(f"*/{TEMPLATE_FILE}") if path.is_file()}
    )


def templates_at_hand(folder: Path | None = None) -> list[Template]:
    """Load all templates at hand that are in order."""
    loaded = (_template_or_problem(name, folder) for name in template_names(folder))
    return [one for one in loaded if isinstance(one, Template)]


def broken_templates(folder: Path | None = None) -> dict[str, str]:
    """Say what is wrong with each template that isn't in order: name → message."""
    loaded = {name: _template_or_problem(name, folder) for name in template_names(folder)}
    return {name: str(one) for name, one in loaded.items() if isinstance(one, TemplateError)}


def _template_or_problem(name: str, folder: Path | None) -> Template | TemplateError:
    try:
        return load_template(name, folder)
    except TemplateError as problem:
        return problem


def templates_for(year: int, folder: Path | None = None, region: str | None = None) -> list[Template]:
    """List the templates meant for a report year, an area's own before the national ones.

    A broken one is left out: reports that don't use it go on; ``broken_templates`` names it. So is one
    that goes beside the annual report.

    Args:
        year: Report year.
        folder: The working folder, or None.
        region: The unit's area; the own templates of other areas come last.
    """
    fitting = [one for one in templates_at_hand(folder) if year in one.years and not one.additional]
    return sorted(fitting, key=lambda template: _distance(template, region))


def _distance(template: Template, region: str | None) -> int:
    if template.region is None:
        return 1
    return 0 if region and template.region in region else 2


def _table_files(path: Path, folder: Path | None) -> list[Path]:
    """Find the tables that a template names, its own or, as ``other/table``, those of another."""
    files = []
    for name in _table_names(path):
        places = _table_places(path, name, folder)
        file = next((place for place in places if place.is_file()), None)
        if file is None:
            raise TemplateError(
                f"模板「{path}」有误：找不到表格「{name}」（{places[0]}）。请补上，或从 tables 里删去。"
            )
        files.append(file)
    return files


def _table_names(path: Path) -> Iterator[str]:
    names = _mapping(path).get("tables") or ()
    for name in names if isinstance(names, list | tuple) else [names]:
        if not isinstance(name, str) or not _TABLE_NAME.fullmatch(name):
            raise TemplateError(f"模板「{path}」有误：tables 里的「{name}」不是表格的代号，请改正。")
        yield name


def _table_places(path: Path, name: str, folder: Path | None) -> list[Path]:
    """List where a table of the template at ``path`` may lie, the place that counts first."""
    if "/" not in name:
        return [path.parent / TABLES_FOLDER / f"{name}.yaml"]
    owner, table = name.split("/")
    roots = [*([folder / "templates"] if folder else []), shipped("templates")]
    return [root / owner / TABLES_FOLDER / f"{table}.yaml" for root in roots]


def _additions(name: str, folder: Path | None) -> list[Path]:
    path = folder / "templates" / name / ADDITIONS_FILE if folder else None
    return [path] if path and path.is_file() else []


@functools.lru_cache(maxsize=64)
def _joined(files: tuple[Path, ...], _changed: tuple[int, ...]) -> Template:
    """Join a template's files; the cache lasts while none of them changes."""
    data = {**_mapping(files[0]), "tables": []}
    additions = Additions()
    for path in files[1:]:
        if path.name == ADDITIONS_FILE:
            additions = _validated(Additions, _mapping(path), path)
        else:
            data["tables"].append(_mapping(path))
            _validated(TableForm, data["tables"][-1], path)
    try:
        data = additions.added_to(data)
    except ValueError as problem:
        raise TemplateError(f"模板的补充「{files[-1]}」有误：{_short(str(problem))}。请改正。") from problem
    except (LookupError, TypeError, AttributeError) as problem:
        _validated(Template, data, files[0])  # what can't be added to is no template, and this says why
        raise TemplateError(f"模板「{files[0]}」有误。请照随软件的模板改正。") from problem
    template = _validated(Template, data, files[-1] if additions != Additions() else files[0])
    if template.name != files[0].parent.name:
        raise TemplateError(f"模板「{files[0]}」里的 name 是「{template.name}」，应与文件夹名相同。")
    return template


_MOST_SAID, _LONGEST_SAID = 10, 150
"""Faults that a message names, and characters of each."""


def _mapping(path: Path) -> dict[str, Any]:
    return dict(_read(path, path.stat().st_mtime_ns))


@functools.lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    try:
        data = plain_yaml(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else "文件"
        raise TemplateError(f"模板「{path}」有误：{place}的格式读不懂，请检查缩进、冒号和引号。") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise TemplateError(f"模板「{path}」读不出，请看它是不是 UTF-8 编码的文字文件。") from problem
    if data is None:  # nothing but comments
        return {}
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise TemplateError(f"模板「{path}」有误：应是一组「项: 值」，请改正。")
    return data


def _validated(model: type[Model], data: dict[str, Any], path: Path) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as problem:
        raise TemplateError(f"模板「{path}」有误：{_what_is_wrong(problem)}") from problem


def _what_is_wrong(problem: ValidationError) -> str:
    """Name the fields that are wrong; what our own rules say is in Chinese already."""
    said = []
    for details in problem.errors(include_url=False, include_context=False):
        field = ".".join(str(part) for part in details["loc"])
        message = details["msg"].removeprefix("Value error, ")
        own = details["type"] == "value_error"
        words = {"missing": "缺少这一项", "extra_forbidden": "没有这一项，请删去"}.get(
            details["type"], "写法不对"
        )
        said.append(_short(visible(f"{field + '：' if field else ''}{message if own else words}")))
    more = f"等 {len(said)} 处" if len(said) > _MOST_SAID else ""
    return "；".join(said[:_MOST_SAID]) + more + "。请照随软件的模板改正。"


def _short(text: str) -> str:
    """Cut what an author wrote by the thousand characters; a message has to be read."""
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"
