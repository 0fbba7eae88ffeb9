"""The steps are data that a county changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.errors import SigningError, TemplateError
from nianbao.signing.flow import load_flow
from nianbao.signing.standing import Standing, State
from tests.signing.conftest import STEPS, Sign, now


def own(folder: Path, text: str) -> None:
    (folder / "templates" / "signing.yaml").write_text(text, encoding="utf-8")


def test_the_shipped_steps_are_those_of_the_field() -> None:
    assert load_flow(None).names == STEPS


def test_a_county_has_steps_of_its_own(folder: Path, sign_off: Sign) -> None:
    own(folder, "steps:\n  - name: 拟稿\n  - name: 签发\n    role: 镇长\n")
    assert sign_off().state is State.SUBMITTED
    found = sign_off()
    assert found.state is State.APPROVED
    assert found.steps[1].entry is not None
    assert found.steps[1].entry["role"] == "镇长"


def test_a_step_that_is_added_later_is_missing(
    signed: Standing, folder: Path, town: Path, sign_off: Sign
) -> None:
    own(folder, "steps:\n" + "".join(f"  - name: {name}\n" for name in (*STEPS[:2], "法制审核", *STEPS[2:])))
    found = now(town, folder)
    assert found.state is State.SUBMITTED
    assert [one.step.name for one in found.missing] == ["法制审核"]
    with pytest.raises(SigningError, match="「法制审核」还没有登记"):
        sign_off("李四", step="主要领导签发")
    assert sign_off("李四").is_approved


@pytest.mark.parametrize(
    "text",
    [
        "",
        "steps: []",
        "steps: [{name: 1}]",
        "steps: [{name: ''}]",
        "steps: [{name: 拟稿, by: 张三}]",
        "steps: [{name: ' 拟稿'}]",
        "- 拟稿",
        "steps: [",
        "steps: !!python/object/apply:os.getcwd []",
    ],
)
def test_steps_that_are_not_in_order_are_refused(folder: Path, text: str) -> None:
    own(folder, text)
    with pytest.raises(TemplateError, match=r"templates/signing\.yaml」读不出"):
        load_flow(folder)


def test_a_step_is_named_once(folder: Path) -> None:
    own(folder, "steps: [{name: 拟稿}, {name: 核稿}, {name: 拟稿}]")
    with pytest.raises(TemplateError, match="「拟稿」写了两次"):
        load_flow(folder)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("# 步骤\nsteps:\n  - name: 拟稿\n".encode("gbk"), "第 1 行，文件像是 GBK"),
        ("steps:\n  - name: 拟稿\n  - name: [核稿\n".encode(), "第 [34] 行的格式读不懂"),
        ("steps: [拟稿, 核稿]".encode(), "第 1 步应写成「- name: 步骤」"),
        ("steps:\n  - name: 拟稿\n    role:\n".encode(), "第 1 步的 role 应是文字"),
        (
            "steps:\n  - name: 拟稿\n  - name: 2024\n".encode(),
            "第 2 步的 name 应是文字；是数字的请加引号",
        ),
        ("steps:\n  - name: 拟稿\n  - role: 镇长\n".encode(), "第 2 步的 name 没有写"),
        (b"steps:\n  - name: ''\n", "第 1 步的 name 是空的"),
        (b"", "文件是空的"),
    ],
)
def test_what_is_wrong_with_the_steps_is_told_with_its_place(folder: Path, data: bytes, words: str) -> None:
    (folder / "templates" / "signing.yaml").write_bytes(data)
    with pytest.raises(TemplateError, match=words):
        load_flow(folder)
