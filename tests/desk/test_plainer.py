"""What commands say of themselves, in the desk's words: no rule without a sentence, no sentence with an option left."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from nianbao.correcting.state import corrected_state
from nianbao.desk import plainer
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.workspace import Workspace
from nianbao.signing.own import whole_content
from nianbao.signing.printed import signed_state
from nianbao.task import Task
from tests.desk.test_correcting import approved, register, write
from tests.desk.test_signing import OTHER, file, panel

__all__ = ["approved"]

_SOURCE = Path(plainer.__file__).parents[1]

_FOR_TYPISTS = re.compile(r"nianbao [a-z]|(?<![a-z-])--[a-z]")
"""Words for somebody who types commands."""

_SAID_AT_THE_DESK = ("build.py", "correcting", "folder.py", "papers", "signing/printed.py")
"""Modules whose words come to the desk by way of ``in_desk_words``."""

_NEVER_SAID_THERE = (
    "处必须修改，没有生成。改好后再生成，或用 --draft 先出初稿。",  # the desk has its own button for that
    "没有找到工作文件夹",  # it has one
    "网上公布的就是上次生成的那一份时，写 --published",  # the end of a sentence that is replaced as a whole
)


def _sentences(path: Path) -> Iterator[str]:
    """Give the texts in a module that have Chinese in them, with 甲 for what is filled in."""
    tree, inner = ast.parse(path.read_text(encoding="utf-8")), set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner |= {id(part) for part in node.values}
            yield "".join(map(_part, node.values))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.value


def _part(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    name = node.value.id if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name) else ""
    return "nianbao sign 甲" if name == "command" else "甲"


def _said(*places: str) -> list[str]:
    found = [
        said
        for path in sorted(_SOURCE.rglob("*.py"))
        if path.relative_to(_SOURCE).as_posix().startswith(places) and path != Path(plainer.__file__)
        for said in _sentences(path)
    ]
    return [said for said in found if re.search("[一-鿿]", said.replace("甲", "")) and "\n\n" not in said]


def test_every_rule_has_its_sentence() -> None:
    said = _said("")
    assert [rule.pattern for rule, _ in plainer._DESK if not any(map(rule.search, said))] == []


def test_no_sentence_that_the_desk_shows_names_a_command() -> None:
    left = [words for said in _said(*_SAID_AT_THE_DESK) if _FOR_TYPISTS.search(words := in_desk_words(said))]
    assert [words for words in left if not any(known in words for known in _NEVER_SAID_THERE)] == []


def test_real_reasons_read_well(approved: Workspace) -> None:
    path, folder = file(approved), approved.folder
    report = approved.round.report
    approved.edit({OTHER: "一共办理4件。"})
    write(panel(approved))
    approved.edit({OTHER: "一共办理5件。"})
    changed = in_desk_words(corrected_state(path, approved.round.report, folder).why_not)
    assert changed.endswith(
        "更正说明里没有。请在「签发」的「公布后更正」里再登记一次；那次更正确实还没有公布的，可以重写；不是要更正的，请改回去。"
    )
    own = register(approved)
    own.write_bytes(own.read_bytes().replace("张三".encode(), "李四".encode()))
    altered = in_desk_words(corrected_state(path, report, folder).why_not)
    assert altered.startswith("更正登记被改动过：")
    assert altered.endswith("请从备份取回原来的登记。")
    task = Task(path, folder, folder / "out", final=True)
    signs = path.with_name(f"{path.stem}.sign.jsonl")
    signs.write_bytes(signs.read_bytes().replace("李四".encode(), "王五".encode()))
    (spoilt,) = map(in_desk_words, signed_state(task, report, partial(whole_content, report)).why_not_final)
    assert spoilt.endswith("请从备份取回原来的登记。")
    signs.unlink()
    for seal in (folder / ".nianbao" / "signing").glob("*.json"):
        seal.unlink()
    (unsigned,) = map(in_desk_words, signed_state(task, report, partial(whole_content, report)).why_not_final)
    assert unsigned == "没有签发登记。请在「签发」里从第一步起逐步登记。"
    for words in (changed, altered, spoilt, unsigned):
        assert not _FOR_TYPISTS.search(words)
        assert "。。" not in words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("没有第 3 次更正：登记过第 1 到第 2 次。请用「nianbao correct --show」看是哪一次。", "没有第 3 次更正：登记过第 1 到第 2 次。请看一遍说明，再选是哪一次。"),
        ("还没有登记过更正，没有可以重写的。请去掉 --again。", "还没有登记过更正，没有可以重写的。"),
        ("「一、总体情况」没有写内容。", "「一、总体情况」没有写内容。"),
    ],
)  # fmt: skip
def test_single_sentences(said: str, shown: str) -> None:
    assert in_desk_words(said) == shown
