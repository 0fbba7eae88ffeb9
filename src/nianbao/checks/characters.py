"""C: characters that can't be printed."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding, Severity
from nianbao.fonts import uncovered
from nianbao.narrative import ZERO_WIDTH, visible
from nianbao.params.explain import field_name
from nianbao.params.yaml_text import KeyPath, strings


def check(subject: Subject) -> Iterator[Finding]:
    """Find characters that no shipped face has (C101) and characters without width (C102)."""
    for path, text in _printed(subject):
        label = _label(subject, path)
        for char in dict.fromkeys(ZERO_WIDTH.findall(text)):
            yield _at(
                subject,
                path,
                text,
                char,
                "C102",
                f"{label}里有看不见的零宽字符 U+{ord(char):04X}，生成时会去掉。",
                "如果多余，请删去。",
            )
        for char in uncovered(visible(text).replace("\n", "").replace("\t", "")):
            yield _at(
                subject,
                path,
                text,
                char,
                "C101",
                f"{label}里的字符「{char}」（U+{ord(char):04X}）印不出来，字体里没有。",
                "请换一个字，或在 fonts 里指明有这个字的字体文件夹。",
            )


def _printed(subject: Subject) -> Iterator[tuple[KeyPath, str]]:
    parameters = subject.report.parameters
    for key in ("unit", "issued", "sections", "printed"):
        value = getattr(parameters, key)
        yield from strings(value if isinstance(value, dict) else value.model_dump(exclude_none=True), (key,))


def _label(subject: Subject, path: KeyPath) -> str:
    if path[0] == "sections":
        return f"「{subject.label(str(path[1]))}」"
    return field_name(path)


def _at(
    subject: Subject, path: KeyPath, text: str, char: str, code: str, message: str, advice: str
) -> Finding:
    severity: Severity = (
        "error" if code == "C101" and subject.report.parameters.fonts.folder is None else "warning"
    )
    section = str(path[1]) if path[0] == "sections" and len(path) > 1 else None
    finding = subject.finding(code, severity, message, advice, path, section=section, quote=char)
    if section is None:
        return finding
    before = text[: text.index(char)]
    return subject.in_section(section, before.count("\n"), len(before) - before.rfind("\n") - 1, finding)


EXAMPLES = {
    "C101": Example(
        reason="有一个字印不出来。字体里没有这个字，印出来会是空白或方框。",
        legal="《政府信息公开条例》第六条（公开的信息应当准确）",
        bad="（一）主动公开\ue000。",
        good="（一）主动公开。",
    ),
    "C102": Example(
        reason="有看不见的零宽字符。多半是从网页上粘贴来的，会妨碍查找；生成时会去掉。",
        legal="GB/T 18030 之外没有规定，属排版要求",
        bad="（一）主动\u200b公开。",
        good="（一）主动公开。",
    ),
}
