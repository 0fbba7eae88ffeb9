"""What a build makes of 签发登记: the mark on the pages, and whether a final version may be made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nianbao.report import Report
from nianbao.signing.chain import in_short
from nianbao.signing.content import Content
from nianbao.signing.lacking import lacks
from nianbao.signing.standing import Standing, kept_standing, printed_mark
from nianbao.task import Task


@dataclass(frozen=True)
class SignedState:
    """How far a report is, for a build.

    Attributes:
        task: The build.
        standing: How far it is; None where nobody keeps a register for it.
    """

    task: Task
    standing: Standing | None

    def mark(self, *, draft: bool) -> str:
        """Give the word that is printed on each page.

        Args:
            draft: There are errors, so whatever was signed it is a draft.
        """
        draft_asked = self.task.draft or bool(self.task.foot)
        return printed_mark(self.standing, errors=draft, draft=draft_asked, final=self.task.final)

    @property
    def why_not_final(self) -> list[str]:
        """Say what keeps a final version from being made and what to do, each by itself; nothing where it can."""
        command = f"nianbao sign {self.task.source}"
        if self.standing is None:
            return [
                f"没有签发登记。请在编报台的「签发」里，或用「{command} --name 姓名」，从第一步起逐步登记。"
            ]
        if self.standing.problems:
            found = in_short(self.standing.problems)
            return [f"签发登记被改动过：{found}请用「{command} --verify」看是哪几处，从备份取回原来的登记。"]
        missing = lacks(self.standing.missing)
        return [*map(str, missing)]

    @property
    def warnings(self) -> list[str]:
        """What the author is to know."""
        problems = self.standing.problems if self.standing else ()
        return [f"签发登记被改动过：{problem}这份按初稿生成。" for problem in problems]


def not_final(why: Sequence[str]) -> str:
    """Say that no final version was made: what there is to do, one a line.

    Args:
        why: What keeps it from being made, with what to do; empty where nothing does.
    """
    if len(why) < 2:
        return f"没有生成正式稿：{why[0]}" if why else ""
    listed = "".join(f"\n    {number}. {one}" for number, one in enumerate(why, 1))
    return f"没有生成正式稿，还有 {len(why)} 件事要办：{listed}"


def signed_state(task: Task, report: Report, words: Callable[[], Content]) -> SignedState:
    """Read how far a report is.

    Args:
        task: The build.
        report: The report.
        words: Gives all its words; asked only where somebody keeps a register.

    Raises:
        TemplateError: The steps aren't in order.
        WriteError: The register can't be read.
    """
    return SignedState(task, kept_standing(task.path, report, task.folder, words))
