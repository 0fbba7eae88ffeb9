"""What pydantic finds wrong with a parameter file, in the clerk's words and with places."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from nianbao.finding import Finding
from nianbao.params.model import Parameters
from nianbao.params.yaml_text import KeyPath, YamlText
from nianbao.suggest import did_you_mean, quoted

_GROUP = "一组「项: 值」"


def explain_shape(problem: ValidationError, text: YamlText) -> list[Finding]:
    """Turn pydantic's errors into findings, one a place, in the order of the file."""
    findings: dict[KeyPath, Finding] = {}
    for details in problem.errors(include_url=False, include_context=False):
        path = _path_in_file(details["loc"], text)
        # A union reports each of its arms; the first says enough.
        findings.setdefault(path, _explain(details, path, text))
    return sorted(findings.values(), key=lambda finding: (finding.line or 0, finding.column or 0))


def _explain(details: ErrorDetails, path: KeyPath, text: YamlText) -> Finding:
    field, siblings = _field_at(path)
    if details["type"] == "extra_forbidden":
        place = text.keys.get(path, text.place_of(path))
        return _finding(
            "P109",
            f"不认识的项「{quoted(str(path[-1]))}」{_where(path[:-1])}。",
            did_you_mean(str(path[-1]), siblings) or "请删去这一项。",
        ).at(place.line, place.column)
    place = text.place_of(path)
    expected = field.description if field and field.description else _GROUP
    if details["type"] == "missing":
        return _finding("P118", f"缺少{_name(path)}。", f"请加上一行「{path[-1]}: …」，应为{expected}。").at(
            1, 1
        )
    return _finding(
        "P119",
        f"{_name(path)}写的是「{_found(details['input'])}」，应为{expected}。",
        _advice(details, field),
    ).at(place.line, place.column)


def _advice(details: ErrorDetails, field: FieldInfo | None) -> str:
    if details["type"] == "literal_error" and field is not None:
        return did_you_mean(str(details["input"]), _literals(field))
    if details["type"] == "string_type" and not isinstance(details["input"], dict | list):
        return f'请加引号写成 "{_found(details["input"])}"。'
    return "请改成上面说的写法。"


def _literals(field: FieldInfo) -> list[str]:
    flat = [field.annotation, *get_args(field.annotation)]
    return [word for kind in flat for word in get_args(kind) if isinstance(word, str)]


def _path_in_file(loc: tuple[int | str, ...], text: YamlText) -> KeyPath:
    """Drop what pydantic adds to a location (names of union arms) and the file doesn't have."""
    path: KeyPath = ()
    for part in loc:
        step = (*path, part)
        if step in text.places or step in text.keys or part == loc[-1]:
            path = step
    return path if path in text.places or _field_at(path)[0] else path[:-1]


def _field_at(path: KeyPath) -> tuple[FieldInfo | None, list[str]]:
    """Find the model's field for a path, and the names that may stand beside it."""
    model: type[BaseModel] | None = Parameters
    field: FieldInfo | None = None
    for part in path:
        if isinstance(part, int):
            continue
        if model is None:
            return field, []
        fields = model.model_fields
        field, siblings = fields.get(part), list(fields)
        if field is None or part == path[-1]:
            return field, siblings
        model = _model_in(field.annotation)
    return field, []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _name(path: KeyPath) -> str:
    """Name a field as the clerk calls it, with its key: 单位简称（unit.name）."""
    field, _ = _field_at(path)
    dotted = ".".join(str(part) for part in path)
    return f"{field.title}（{dotted}）" if field and field.title else f"「{dotted}」"


def _where(path: KeyPath) -> str:
    return f"，在{_name(path)}之下" if path else ""


def _found(value: Any) -> str:
    if isinstance(value, dict):
        return _GROUP
    if isinstance(value, list | tuple):
        return "一个列表"
    return "空" if value is None else quoted(str(value))


def _finding(code: str, message: str, suggestion: str) -> Finding:
    return Finding(code=code, severity="error", message=message, suggestion=suggestion)
