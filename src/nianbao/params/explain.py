"""What pydantic finds wrong with a parameter file, in the clerk's words and with places."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from nianbao.finding import Finding, error_finding
from nianbao.params.model import Issued, Parameters
from nianbao.params.yaml_text import KeyPath, YamlText
from nianbao.suggest import did_you_mean, quoted

_GROUP = "一组「项: 值」"

# What a value inside a group should be, by what pydantic says of it.
_EXPECTED = {
    "string_type": "文字",
    "string_pattern_mismatch": "文字，不能空白或分行",
    "string_too_long": "文字，不超过 80 字",
    "int_type": "数字",
    "float_type": "数字",
    "tuple_type": "一个列表",
}


@dataclass(frozen=True)
class _Spot:
    """Where in the model a path of the file leads.

    Attributes:
        field: The field, or the group that holds the value; None where the model has nothing.
        inside: The path goes on into the field, which is a group of free keys.
        siblings: Names that may stand where the path ends.
    """

    field: FieldInfo | None
    inside: bool
    siblings: tuple[str, ...]


def explain_shape(problem: ValidationError, text: YamlText) -> list[Finding]:
    """Turn pydantic's errors into findings, one a place, in the order of the file."""
    findings: dict[KeyPath, Finding] = {}
    for details in problem.errors(include_url=False, include_context=False):
        path = _path_in_file(details["loc"], text)
        # A union reports each of its arms; the first says enough.
        findings.setdefault(path, _explain(details, path, text))
    return list(findings.values())


def _path_in_file(loc: tuple[int | str, ...], text: YamlText) -> KeyPath:
    """Drop the names of union arms, which pydantic puts behind a location and the file lacks."""
    for length in range(len(loc), 0, -1):
        spot = _spot(loc[:length])
        # A group of free keys takes any name, so there only the file knows where the path ends.
        if loc[:length] in text.places or (spot.field and not spot.inside):
            return loc[:length]
    return loc


def _spot(path: KeyPath) -> _Spot:
    model: type[BaseModel] | None = Parameters
    field: FieldInfo | None = None
    siblings: tuple[str, ...] = ()
    for place, part in enumerate(path):
        if isinstance(part, int):
            continue
        if model is None:
            # Below a group of free keys: the group's own field is the last that is known.
            return _Spot(field, True, ()) if place else _Spot(None, False, ())
        siblings = tuple(model.model_fields)
        field = model.model_fields.get(part)
        if field is None:
            return _Spot(None, False, siblings)
        model = _model_in(field.annotation)
    return _Spot(field, False, siblings)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _explain(details: ErrorDetails, path: KeyPath, text: YamlText) -> Finding:
    spot = _spot(path)
    if details["type"] == "extra_forbidden":
        place = text.keys.get(path, text.place_of(path))
        words = f"不认识的项「{quoted(str(path[-1]))}」{_under(path[:-1])}。"
        return error_finding(
            "P109", words, did_you_mean(str(path[-1]), spot.siblings) or "请删去这一项。"
        ).at(place.line, place.column)
    place = text.place_of(path)
    if details["type"] == "missing":
        words = f"缺少{field_name(path)}。"
        advice = f"请加上一行「{path[-1]}: …」，应为{_expected(details, spot)}。"
        return error_finding("P118", words, advice).at(place.line, place.column)
    words = f"{field_name(path)}写的是{_found(details['input'])}，应为{_expected(details, spot)}。"
    return error_finding("P119", words, _advice(details, spot)).at(place.line, place.column)


def _expected(details: ErrorDetails, spot: _Spot) -> str:
    if spot.field is None or spot.inside or not spot.field.description or details["type"] == "model_type":
        return _EXPECTED.get(details["type"], _GROUP)
    return spot.field.description


def _advice(details: ErrorDetails, spot: _Spot) -> str | None:
    found = details["input"]
    if spot.field is not None and spot.field.title == Issued.model_fields["date"].title:
        return _date_advice(str(found))
    if details["type"] == "literal_error" and spot.field is not None:
        return did_you_mean(str(found), _literals(spot.field))
    if details["type"] == "string_type" and not isinstance(found, dict | list | None):
        return "如果就是这几个字，请加上引号，并核对写法。"
    if details["type"] == "int_type" and isinstance(found, str) and found.isdecimal():
        return "请去掉引号。" if found.isascii() else f"请用半角数字写成 {int(found)}。"
    return "请改成上面说的写法。"


def _date_advice(found: str) -> str:
    """Say how the date that was meant is written, when one can be told."""
    parts = re.fullmatch(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", found.strip())
    if not parts:
        return "请改成上面说的写法。"
    try:
        return f"请写成 {datetime.date(*map(int, parts.groups())).isoformat()}。"
    except ValueError:
        return "没有这一天，请核对月和日。"


def _literals(field: FieldInfo) -> list[str]:
    kinds = [field.annotation, *get_args(field.annotation)]
    return [word for kind in kinds for word in get_args(kind) if isinstance(word, str)]


def field_name(path: KeyPath) -> str:
    """Name a field as the clerk calls it, with its key: 单位简称（unit.name）."""
    spot = _spot(path)
    dotted = ""
    for part in path:
        dotted += f"第{part + 1}项" if isinstance(part, int) else f".{part}" if dotted else str(part)
    return f"{spot.field.title}（{dotted}）" if spot.field and spot.field.title else f"「{dotted}」"


def _under(path: KeyPath) -> str:
    return f"，在{field_name(path)}之下" if path else ""


def _found(value: Any) -> str:
    match value:
        case None:
            return "空白"
        case dict():
            return _GROUP
        case list() | tuple():
            return "一个列表"
        case bool():
            return "「是」（true）" if value else "「否」（false）"
        case str():
            return f"文字「{quoted(value)}」"
        case _:
            return f"数字「{value}」"
