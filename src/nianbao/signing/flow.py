"""The steps of signing as data: ``templates/signing.yaml``, a county's own before the shipped one."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.params.text import decode
from nianbao.plain_yaml import plain_yaml
from nianbao.suggest import did_you_mean, quoted

STEPS_FILE = "signing.yaml"
"""Name of the file among the templates."""

_MOST = 20


class Step(BaseModel):
    """One step.

    Attributes:
        name: Such as 核稿.
        role: Who takes it, such as 科室负责人; empty where the name says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(min_length=1, max_length=30)
    role: str = Field(default="", max_length=60)

    @field_validator("name", "role")
    @classmethod
    def _has_one_line(cls, text: str) -> str:
        if text != " ".join(text.split()) or not text.isprintable():
            raise ValueError("one line, without spaces around it")
        return text


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    steps: list[Step] = Field(min_length=1, max_length=_MOST)


@dataclass(frozen=True)
class Flow:
    """The steps in their order."""

    steps: tuple[Step, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the steps are called."""
        return tuple(step.name for step in self.steps)

    def number(self, name: str) -> int:
        """Give a step's place, counted from 0.

        Raises:
            KeyError: There is no such step; the message says which there are.
        """
        if name not in self.names:
            raise KeyError(
                f"没有「{name}」这一步。{did_you_mean(name, self.names)}步骤是：{'→'.join(self.names)}。"
            )
        return self.names.index(name)


def load_flow(folder: Path | None) -> Flow:
    """Read the steps.

    Args:
        folder: The working folder, or None for the shipped steps.

    Raises:
        TemplateError: The file isn't in order.
    """
    path = find_resource("templates", STEPS_FILE, folder)
    assert path is not None  # it ships
    return _read(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Flow:
    try:
        steps = tuple(_File.model_validate(plain_yaml(_text(path))).steps)
    except ValidationError as problem:
        raise _refused(path, _step_at_fault(problem)) from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else "文件"
        raise _refused(path, f"{place}的格式读不懂，请检查缩进、冒号和引号。") from problem
    except (OSError, RecursionError) as problem:
        raise _refused(path, "打不开，或嵌套太深。") from problem
    flow = Flow(steps)
    if len(set(flow.names)) < len(steps):
        twice = next(name for name in flow.names if flow.names.count(name) > 1)
        raise TemplateError(
            f"签发登记的步骤「{path}」里「{twice}」写了两次。每一步的 name 不能相同，请改一个。"
        )
    return flow


def _text(path: Path) -> str:
    text, wrong = decode(path.read_bytes())
    if wrong:
        first = wrong[0]
        # Its advice is for parameter files.
        raise _refused(
            path, f"第 {first.line or 1} 行，{first.message}请在编辑器里「另存为」，编码选 UTF-8。"
        )
    return text


def _step_at_fault(problem: ValidationError) -> str:
    """Name the step, counted from 1, what of it, and why."""
    details = problem.errors(include_url=False, include_context=False)[0]
    place = details["loc"]
    if len(place) < 2:
        return f"应写成 steps: 和至少一步、最多 {_MOST} 步。"
    number = f"第 {int(place[1]) + 1} 步"
    if len(place) < 3:
        return f"{number}应写成「- name: 步骤」，下面可以再写 role。"
    key = str(place[2])
    words = {
        "missing": "没有写",
        "extra_forbidden": "不能写，每步只有 name 和 role",
        "string_type": "应是文字；是数字的请加引号",
        "string_too_short": "是空的",
        "string_too_long": "太长",
    }
    return f"{number}的 {quoted(key)} {words.get(details['type'], '要写成一行，前后不留空格')}。"


def _refused(path: Path, why: str) -> TemplateError:
    return TemplateError(
        f"签发登记的步骤「{path}」读不出：{why}请照随软件的 templates/{STEPS_FILE} 写 steps，每步写 name（步骤）和"
        " role（谁来办），或删去这个文件用自带的步骤。"
    )
