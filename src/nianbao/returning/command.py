"""``nianbao import`` of a Word file that comes back: shown, and taken where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from nianbao.editor.document import Document
from nianbao.editor.merge import Choice
from nianbao.folder import shown
from nianbao.returning.asked import advice, chosen
from nianbao.returning.review import Review, review
from nianbao.returning.taking import take as write
from nianbao.returning.told import told
from nianbao.returning.word import Word

_PLAIN = re.compile(r"[\w./\\:-]+")


def come_back(
    word: Word,
    target: Path,
    folder: Path,
    path: Path,
    *,
    take: bool,
    only: Sequence[str],
    use: Choice | None,
    literal: bool,
) -> int:
    """Show what a colleague changed in a Word file, and take what is asked for."""
    found = review(word, Document.open(target, folder))
    if not found.parts and not found.notices and not found.comments:
        click.echo(f"「{word.name}」和底稿「{shown(target)}」一样，没有改动。")
        return 0
    click.echo(f"「{word.name}」改动 {found.changes} 处，底稿是「{shown(target)}」：")
    for line in told(found):
        click.echo(line)
    if not take:
        for line in advice(found, f"nianbao import {_quoted(path)}"):
            click.echo(line)
        return 0
    return _take(found, target, only, use, literal=literal)


def _quoted(path: Path) -> str:
    """Write a path as every shell takes it: 年报(最终版2).docx needs quotes."""
    return str(path) if _PLAIN.fullmatch(str(path)) else f'"{path}"'


def _take(found: Review, target: Path, only: Sequence[str], use: Choice | None, *, literal: bool) -> int:
    choices = chosen(found, only, use, literal=literal)
    taken = [part for part in found.parts if choices.get(part.key, "mine") != "mine"]
    click.echo("")
    if taken:
        write(found, choices, frozenset(choices) if literal else frozenset())
        names = "、".join(f"「{part.label}」" for part in taken)
        click.echo(f"已写进底稿「{shown(target)}」：{names}。改以前的版本在编报台的「历史版本」里。")
    else:
        click.echo(f"没有写进什么，「{shown(target)}」没有动。")
    left = [part for part in found.undecided if part.key not in choices and not (only and taken)]
    if left:
        names = "、".join(f"「{part.label}」" for part in left)
        click.echo(f"{names}还没有定用谁的，没有带回：请加 --use 用我的、--use 用他的或 --use 都留下。")
    return 1 if left else 0
