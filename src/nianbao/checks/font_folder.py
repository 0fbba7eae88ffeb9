"""F: the folder of official faces."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.errors import FolderError
from nianbao.finding import Finding
from nianbao.folder import inside


def check(subject: Subject) -> Iterator[Finding]:
    """Find a folder of fonts that isn't there, or that lies outside the working folder (F101)."""
    name, folder = subject.report.parameters.fonts.folder, subject.report.folder
    if name is None or folder is None:
        return
    place = ("fonts", "folder")
    try:
        there = inside(folder, name, "字体文件夹").is_dir()
    except FolderError as problem:
        yield subject.finding("F101", "error", str(problem), None, place, quote=name)
        return
    if not there:
        words = f"工作文件夹里没有字体文件夹「{name}」。"
        advice = "请建好这个文件夹并放进字体文件，或删去这一项。"
        yield subject.finding("F101", "error", words, advice, place, quote=name)


EXAMPLES = {
    "F101": Example(
        reason="找不到指明的字体文件夹。没有它，就印不出指定的字体。",
        legal="GB/T 9704—2012 的字体要求",
        section="",
        bad="fonts:\n  folder: 没有这个文件夹\n",
        good="fonts:\n",
    ),
}
