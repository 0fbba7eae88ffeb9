"""Parameter files: read, validate, say exactly where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nianbao.errors import ParameterFileError, TemplateError
from nianbao.finding import Finding, errors_of
from nianbao.params.explain import explain_shape
from nianbao.params.model import Parameters, Settings
from nianbao.params.text import decode
from nianbao.params.yaml_text import KeyPath, YamlText, read_yaml, strings
from nianbao.suggest import did_you_mean, quoted
from nianbao.template import Template, load_template

# Controls that YAML escapes let in, halves of surrogate pairs, noncharacters, and the marks that
# turn the direction of text: none can be seen, some make a line read otherwise than it is stored.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True)
class ParameterFile:
    """A parameter file that was read.

    Attributes:
        path: The file, as the user gave it.
        parameters: What it says.
        text: Its YAML with the place of each value.
        findings: What is to be said of how it is written.
    """

    path: Path
    parameters: Parameters
    text: YamlText
    findings: tuple[Finding, ...] = ()


def load_parameters(path: Path, folder: Path | None = None) -> ParameterFile:
    """Read a parameter file.

    Args:
        path: The file.
        folder: The working folder, or None when the file is read by itself.

    Raises:
        ParameterFileError: The file can't be read or isn't of the right shape; holds every finding.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ParameterFileError(
            [_error("P100", f"文件打不开：{error.strerror}。", "请核对文件名和权限。").in_file(name)]
        ) from error
    source, findings = decode(data)
    text = YamlText()
    parameters = None
    if not findings:
        text = read_yaml(source)
        findings = [*text.findings, *_hidden_characters(text)]
        if text.values:
            parameters, wrong = validate(text, folder)
            findings += wrong
    if parameters is not None:
        findings += _place_in_folder(path, parameters, text, folder)
    findings = [finding.in_file(name) for finding in _once_a_place(findings)]
    if parameters is None or errors_of(findings):
        raise ParameterFileError(findings)
    return ParameterFile(path, parameters, text, tuple(findings))


def _once_a_place(findings: list[Finding]) -> list[Finding]:
    """Sort findings by place; what was said first of a place is the nearest to the cause."""
    first: dict[tuple[int, int], Finding] = {}
    for number, finding in enumerate(findings):
        place = (finding.line, finding.column) if finding.line and finding.column else (0, -number)
        first.setdefault(place, finding)
    return [first[place] for place in sorted(first)]


def validate(text: YamlText, folder: Path | None = None) -> tuple[Parameters | None, list[Finding]]:
    """Validate the values of a parameter file.

    Returns:
        The parameters (None when the shape is wrong) and every finding.
    """
    findings = [*_unknown_parts(text, folder), *_unknown_settings(text)]
    try:
        return Parameters.model_validate(text.values), findings
    except ValidationError as problem:
        return None, [*explain_shape(problem, text), *findings]


def _unknown_parts(text: YamlText, folder: Path | None) -> Iterator[Finding]:
    """Say which template, sections and headings don't exist."""
    name = text.values.get("template")
    if not isinstance(name, str) or not name.strip():
        return
    try:
        template = load_template(name, folder)
    except TemplateError as problem:
        yield _at(text, ("template",), _error("P120", str(problem), "请改成上面列出的模板名称。"))
        return
    yield from _unknown_keys(text, ("sections",), template.section_ids, "部分", template)
    yield from _unknown_keys(text, ("printed", "headings"), template.section_ids, "部分", template)
    # No template has tables yet whose cells could be given.
    yield from _unknown_keys(text, ("tables",), (), "表格", template)


def _unknown_keys(
    text: YamlText, path: KeyPath, known: tuple[str, ...], kind: str, template: Template
) -> Iterator[Finding]:
    group: Any = text.values
    for part in path:
        group = group.get(part) if isinstance(group, dict) else None
    for key in group if isinstance(group, dict) else ():
        if key not in known:
            message = f"模板 {template.name} 没有代号为「{quoted(key)}」的{kind}。"
            yield _at(
                text, (*path, key), _error("P109", message, did_you_mean(key, known) or "请删去这一项。")
            )


def _unknown_settings(text: YamlText) -> Iterator[Finding]:
    settings = text.values.get("settings")
    for key in settings if isinstance(settings, dict) else ():
        if key not in Settings.model_fields:
            yield _at(
                text,
                ("settings", key),
                Finding(
                    code="P121",
                    severity="warning",
                    message=f"没有名为「{quoted(key)}」的输出选项，已略过。",
                    suggestion=did_you_mean(key, Settings.model_fields),
                ),
            )


def _hidden_characters(text: YamlText) -> Iterator[Finding]:
    for path, value in strings(text.values):
        if match := _FORBIDDEN.search(value):
            message = f"有看不见的控制字符 U+{ord(match.group()):04X}。"
            yield _at(text, path, _error("P117", message, "请删去这个字符，或重新输入这一句。"))


def _place_in_folder(
    path: Path, parameters: Parameters, text: YamlText, folder: Path | None
) -> Iterator[Finding]:
    """Hold the file's name and folder against its unit and year."""
    if folder is None or not path.resolve().is_relative_to((folder / "params").resolve()):
        return
    if parameters.unit.id is not None and parameters.unit.id != path.stem:
        message = f"单位代号（unit.id）是「{parameters.unit.id}」，文件名却是「{path.name}」。"
        yield _at(
            text,
            ("unit", "id"),
            _error("P122", message, f"请把文件改名为 {parameters.unit.id}.yaml，或改代号。"),
        )
    if str(parameters.year) != path.resolve().parent.name:
        message = f"年份（year）是 {parameters.year}，文件却在「{path.resolve().parent.name}」文件夹里。"
        yield _at(
            text, ("year",), _error("P123", message, f"请把文件移到 params/{parameters.year}/，或改年份。")
        )


def _at(text: YamlText, path: KeyPath, finding: Finding) -> Finding:
    place = (
        text.keys.get(path) if path in text.keys and finding.code in {"P109", "P121"} else text.place_of(path)
    )
    return finding.at(place.line, place.column) if place else finding


def _error(code: str, message: str, suggestion: str) -> Finding:
    return Finding(code=code, severity="error", message=message, suggestion=suggestion)
