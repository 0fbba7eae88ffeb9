"""One run of a step of the county's month, in a process of its own, and what it said."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from nianbao.county.place import CountyPlace
from nianbao.desk.background import Background, as_text
from nianbao.desk.county_steps import CountyStep, Told
from nianbao.desk.plainer import plainer, rules

MOST_LINES = 400
"""Lines that are shown of what a step says; the last ones count."""

Tone = Literal["busy", "good", "mind", "bad", "info"]
"""How what was said is meant: it runs, all is well, look at it, it failed, it was called off."""

_PLAINER = rules(
    (
        (
            r"请再运行一次，加上 --take (\S+?)。",
            r"请在上面展开折起来的一行，在「两边都改过时，用新交的」里选\1，再按「收件」。",
        ),
        (r"（[a-z_]+/[a-z_]+/[a-z_]+）", ""),
        (r"（--[a-z]+）", ""),
        (r"要看与新起草的不同，加 --diff。", ""),
        (r"请先收件：nianbao county inbox 文件夹。", "请先收件。"),
        (r"请先运行：nianbao county init", "请先核对名单。"),
        (r"^请看说明：nianbao [a-z ]+ --help$", ""),
        (r"用? ?--reason ?", "在「原因」里"),
    )
)
"""What a command says for who types commands, and what the desk says for it."""

_FAILED = "没有做成，程序出了错。材料都在；请再试一次，还不行，请把 county 文件夹交给维护人员。"


def in_desk_words(text: str) -> str:
    """Put what a command says of its own options into the words of the desk's fields."""
    return plainer(text, _PLAINER)


@dataclass
class CountyRun:
    """A run.

    Attributes:
        step: The step.
        tone: How it stands.
        lines: What it said so far.
        words: What came of it, in a sentence.
        time: When it ended, on the officer's own clock.
    """

    step: CountyStep
    tone: Tone = "busy"
    lines: list[str] = field(default_factory=list)
    words: str = ""
    time: str = ""
    _process: Background | None = None

    def start(self, place: CountyPlace, said: Told, told: Callable[[], None]) -> None:
        """Start the command.

        Args:
            place: The year's places.
            said: What the officer filled in.
            told: Is called whenever there is news.
        """
        self._process = Background(
            self.step.command_line(place, said),
            place.folder,
            lambda line: self._say(line, told),
            lambda status, _complaints: self._ended(status, told),
            read=as_text,
            together=True,
        )

    def cancel(self) -> None:
        """Have the command end."""
        if self._process is not None:
            self._process.cancel()

    @property
    def busy(self) -> bool:
        """It runs."""
        return self.tone == "busy"

    def shown(self) -> dict[str, Any]:
        """Give what the browser shows."""
        return {
            "step": self.step.command,
            "tone": self.tone,
            "lines": list(self.lines),
            "words": self.words,
            "time": self.time,
        }

    def _say(self, line: str, told: Callable[[], None]) -> None:
        self.lines = [*self.lines, in_desk_words(line)][-MOST_LINES:]
        told()

    def _ended(self, status: int, told: Callable[[], None]) -> None:
        self.time = datetime.datetime.now().strftime("%H:%M")
        if self._process is not None and self._process.cancelled:
            self.tone, self.words = "info", "已取消。已经做好的都还在；再做一次，只做没做完的。"
        elif any(line.startswith("Traceback") for line in self.lines):
            logging.getLogger(__name__).error("county %s: %s", self.step.command, "\n".join(self.lines))
            self.tone, self.words, self.lines = "bad", _FAILED, []
        elif status == 0:
            self.tone, self.words = "good", f"{self.step.name}：做好了。"
        elif status == 1:
            self.tone, self.words = "mind", f"{self.step.name}：做完了，有要看的地方。"
        else:
            self._refused()
        told()

    def _refused(self) -> None:
        """Say why nothing was done: in one sentence where there is but one."""
        said = [line for line in self.lines if line.strip()]
        self.tone = "bad"
        if len(said) == 1:
            self.words, self.lines = said[0], []
        else:
            self.words = "没有做成，原因见下。" if said else _FAILED
