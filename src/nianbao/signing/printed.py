"""What a build makes of 签发登记: the mark on the pages, and whether a final version may be made."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.report import Report
from nianbao.signing.standing import Standing, kept_standing, lacking, printed_mark
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
    def why_not_final(self) -> str:
        """Say why no final version can be made; empty where it can."""
        if self.standing is None:
            return "没有签发登记，没有生成正式稿。请先用「nianbao sign」登记各步。"
        if self.standing.problems:
            found = "".join(map(str, self.standing.problems))
            return f"签发登记被改动过：{found}没有生成正式稿。请用「nianbao sign --verify」核对。"
        if self.standing.missing:
            return f"签发登记不全，没有生成正式稿：{lacking(self.standing.missing)}。"
        return ""

    @property
    def warnings(self) -> list[str]:
        """What the author is to know."""
        problems = self.standing.problems if self.standing else ()
        return [f"签发登记被改动过：{problem}这份按初稿生成。" for problem in problems]


def signed_state(task: Task, report: Report) -> SignedState:
    """Read how far a report is.

    Raises:
        TemplateError: The steps aren't in order.
        WriteError: The register can't be read.
    """
    return SignedState(task, kept_standing(task.path, report, task.folder))
