"""Write the documentation of the checks: one page a code and an index, from the families' own examples."""

from __future__ import annotations

import tempfile
from pathlib import Path

from nianbao.checks import check_path, examples
from nianbao.checks.examples import Example
from nianbao.finding import SEVERITY_WORDS
from nianbao.reviewing.explain import FAMILIES, family_of, place_words

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "checks"
INDEX = "README.zh-CN.md"


def pages() -> dict[str, str]:
    """Give the text of every page, by file name."""
    severities = {code: severity_of(code, example) for code, example in examples().items()}
    texts = {
        f"{code}.zh-CN.md": _page(code, example, severities[code]) for code, example in examples().items()
    }
    return {INDEX: _index(severities), **texts}


def severity_of(code: str, example: Example) -> str:
    """Give how grave a finding is, in a clerk's words; of one with an example, as it is found there."""
    if example.severity:
        return SEVERITY_WORDS[example.severity]
    with tempfile.TemporaryDirectory() as name:
        findings, _ = check_path(example.write(Path(name), example.bad), Path(name))
    found = [finding.severity for finding in findings if finding.code == code]
    if not found:
        raise SystemExit(f"{code}: its bad example doesn't have it")
    return SEVERITY_WORDS[found[0]]


def _page(code: str, example: Example, severity: str) -> str:
    parts = [
        f"# {code} {example.title}",
        f"{family_of(code)} · {severity}",
        example.reason,
        f"依据：{example.legal}。",
    ]
    if example.none is not None:
        parts.append(f"没有例子：{example.none}")
    else:
        where = place_words(example)
        parts += [
            f"## 不对的（{where}）",
            _quoted(example, example.bad),
            f"## 改好的（{where}）",
            _quoted(example, example.good),
        ]
        if example.last:
            parts += ["## 上年", _quoted(example, example.last)]
    return "\n\n".join(parts) + "\n"


def _quoted(example: Example, text: str) -> str:
    if example.section == "ledger":
        header, *rows = [line.split(",") for line in text.splitlines()]
        return "\n".join(f"| {' | '.join(row)} |" for row in (header, ["---"] * len(header), *rows))
    shown = "".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in text)
    return f"```yaml\n{shown.rstrip(chr(10))}\n```"


def _index(severities: dict[str, str]) -> str:
    lines = [
        "# 校核问题",
        "",
        "每个代号一页：为什么查、依据什么、不对的和改好的样子。在命令行里看：`nianbao check --explain 代号`。",
        "这些页由 `make check-docs` 从程序生成，例子同时是测试。",
        "",
        "确有原因不改的，在底稿的 `accepted` 里写情况说明（代号、位置、原因），见 [Y101](Y101.zh-CN.md)。",
        "读不出的（P、D102–D104）、引用不到的数据（N）、没有名称（U101、U103、U104）、印不出的字（C101）、字体（F）",
        "和工作日历（K301）不能用情况说明答复：不改就生成不了报告。",
    ]
    for letter, name in FAMILIES.items():
        codes = [code for code in severities if code.startswith(letter)]
        if codes:
            lines += ["", f"## {letter} {name}", "", "| 代号 | 程度 | 说的是 |", "|---|---|---|"]
            lines += [
                f"| [{code}]({code}.zh-CN.md) | {severities[code]} | {examples()[code].title} |"
                for code in codes
            ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = pages()
    for left in set(FOLDER.glob("*.md")) - {FOLDER / name for name in written}:
        left.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
