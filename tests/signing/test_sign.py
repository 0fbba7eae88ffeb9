"""Steps are taken in their order, bound to the words as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.errors import SigningError, UnsettledError, UsageError
from nianbao.signing.lacking import lacking
from nianbao.signing.register import SignRegister
from nianbao.signing.standing import Result, Standing, State
from tests.signing.conftest import STEPS, Sign, edit, now


def test_step_after_step_a_draft_becomes_approved(sign_off: Sign, folder: Path, town: Path) -> None:
    assert now(town, folder).state is State.DRAFT
    states = [sign_off().state for _ in STEPS]
    assert states == [State.SUBMITTED] * 4 + [State.APPROVED]


def test_a_step_before_its_turn_says_what_is_missing(sign_off: Sign) -> None:
    sign_off()
    with pytest.raises(
        SigningError, match="还不能登记「分管领导审核」：「核稿」「保密审查」还没有登记。请先登记「核稿」"
    ):
        sign_off(step="分管领导审核")


def test_an_edit_voids_all_steps_and_names_the_words(
    signed: Standing, sign_off: Sign, folder: Path, town: Path
) -> None:
    assert signed.is_approved
    edit(town, "组织领导有力", "组织领导得力")
    found = now(town, folder)
    assert found.state is State.DRAFT
    assert [one.holds for one in found.steps] == [False] * 5
    (change,) = found.steps[3].changes
    assert "组织" in change.place
    assert "有力" in change.words
    assert "得力" in change.words
    with pytest.raises(SigningError, match=r"已作废（.*得力.*）。请先登记「拟稿」"):
        sign_off(step="核稿")
    assert sign_off().state is State.SUBMITTED


def test_words_put_back_are_the_words_that_were_signed(signed: Standing, folder: Path, town: Path) -> None:
    edit(town, "组织领导有力", "组织领导得力")
    edit(town, "组织领导得力", "组织领导有力")
    assert now(town, folder).is_approved


def test_the_file_without_words_of_its_own_leaves_signatures_alone(
    signed: Standing, folder: Path, town: Path
) -> None:
    edit(town, "template:", "# 一条注释\nsettings:\n  forms: [pdf]\nfonts:\n  system: true\ntemplate:")
    edit(town, "{{ year }}年的概述", "2017年的概述")
    assert now(town, folder).is_approved


def test_an_entry_can_be_corrected_by_name_and_not_doubled(signed: Standing, sign_off: Sign) -> None:
    with pytest.raises(SigningError, match="各步都已经登记"):
        sign_off()
    with pytest.raises(SigningError, match="「核稿」已经这样登记过"):
        sign_off(step="核稿")
    found = sign_off("李四", step="核稿")
    assert found.is_approved
    assert found.steps[1].entry is not None
    assert found.steps[1].entry["name"] == "李四"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"name": " "}, "没有写姓名"),
        ({"name": "张" * 31}, "姓名有 31 个字，最多 30 个"),
        ({"name": "张\x00三"}, "姓名里有不能用的字符"),
        ({"remark": "字" * 1000}, "备注有 1000 个字，最多 300 个"),
        ({"remark": "同意，有事打13900000009"}, r"里面像有电话、证件号码一类不宜写的内容（139\*\*\*\*0009）"),
        ({"step": "核搞"}, "没有「核搞」这一步"),
        ({"date": "2025-01-21"}, "还没有到"),
    ],
)
def test_what_is_not_in_order_is_refused(sign_off: Sign, arguments: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        sign_off(**arguments)


def test_a_step_is_not_dated_before_the_one_ahead(sign_off: Sign) -> None:
    sign_off(date="2025-01-10")
    with pytest.raises(UsageError, match="2025-01-09 早于「拟稿」的 2025-01-10"):
        sign_off(date="2025-01-09")


def test_of_two_who_sign_at_once_the_later_is_told(sign_off: Sign, folder: Path, town: Path) -> None:
    register = SignRegister(town, folder)
    before = register.read()
    sign_off()
    with pytest.raises(SigningError, match="刚才有别人登记过（拟稿 张三 2025-01-20），这一次没有登记"):
        register.append({"do": "step"}, at="2025-01-20T09:00:00+08:00", after=before)
    assert len(register.read().steps) == 1


def test_a_corrected_date_stays_before_the_steps_behind(sign_off: Sign) -> None:
    for date in ("2025-01-10", "2025-01-12", "2025-01-14"):
        sign_off(date=date)
    with pytest.raises(UsageError, match="2025-01-13 晚于「核稿」的 2025-01-12"):
        sign_off("李四", step="拟稿", date="2025-01-13")
    assert sign_off("李四", step="拟稿", date="2025-01-12").steps[0].holds
    # Sent back, nothing behind it holds, so any day will do.
    found = sign_off("李四", step="核稿", date="2025-01-20", result=Result.RETURNED, remark="再看")
    assert not found.steps[2].holds


def test_a_report_that_names_no_id_can_be_signed(sign_off: Sign, town: Path) -> None:
    edit(town, "  id: yunxi\n", "")
    assert sign_off().state is State.SUBMITTED


def test_a_report_that_was_sent_back_waits_for_its_words(sign_off: Sign, folder: Path, town: Path) -> None:
    sign_off()
    with pytest.raises(UsageError, match="写明要改什么"):
        sign_off("李四", result=Result.RETURNED)
    found = sign_off("李四", result=Result.RETURNED, remark="数字再核一遍")
    assert found.state is State.SUBMITTED
    assert (found.steps[1].holds, found.steps[1].is_void) == (False, False)
    assert lacking(found.missing[:1]) == "「核稿」退回修改，还没有改"
    with pytest.raises(SigningError, match="「核稿」退回修改，还没有改"):
        sign_off(step="保密审查")
    edit(town, "组织领导有力", "组织领导得力")
    after = now(town, folder)
    assert after.state is State.DRAFT
    assert [one.is_void for one in after.steps[:2]] == [True, False]
    assert "「核稿」" in lacking(after.missing).partition("还没有登记")[0]
    sign_off()
    assert sign_off("李四").steps[1].holds


def test_who_signed_before_a_step_ahead_sent_it_back_signs_again(
    signed: Standing, sign_off: Sign, folder: Path, town: Path
) -> None:
    sign_off("李四", step="核稿", result=Result.RETURNED, remark="再看")
    found = now(town, folder)
    assert [one.holds for one in found.steps] == [True, False, False, False, False]
    sign_off("李四", step="核稿", remark="商量过，不用改")
    found = now(town, folder)
    assert found.state is State.SUBMITTED
    assert [one.holds for one in found.steps] == [True, True, False, False, False]
    assert not any(one.is_void for one in found.steps)
    words = "「保密审查」「分管领导审核」「主要领导签发」退回以后须重新登记"
    assert lacking(found.missing) == words
    with pytest.raises(
        SigningError, match="「保密审查」「分管领导审核」退回以后须重新登记。请先登记「保密审查」"
    ):
        sign_off(step="主要领导签发")
    for _ in STEPS[2:]:
        found = sign_off()  # the same hand on the same day: no twin
    assert found.is_approved


def test_the_first_step_cannot_send_back(sign_off: Sign) -> None:
    with pytest.raises(UsageError, match="第一步"):
        sign_off(result=Result.RETURNED, remark="不行")


def test_the_last_step_is_asked_for_again_while_a_build_is_blocked(sign_off: Sign, town: Path) -> None:
    edit(town, "没有收费。", "没有收费，{{ no.such.figure }}。")
    for _ in STEPS[:-1]:
        sign_off()
    with pytest.raises(UnsettledError, match="还有 1 处必须修改。登记了「主要领导签发」也只能生成初稿"):
        sign_off()
    returned = sign_off(result=Result.RETURNED, remark="先改好")  # that needs no asking
    assert not returned.is_approved
    found = sign_off(despite_errors=True)
    assert found.is_approved
    assert found.steps[-1].entry is not None
    assert found.steps[-1].entry["unsettled"] == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("13812345678", "138\\*+5678"),
        ("110101190001010014", "11\\*+014"),
        ("张三 13812345678", "138"),
        ("007", "没有字"),
    ],
)
def test_a_number_of_a_person_is_no_name(name: str, shown: str, sign_off: Sign) -> None:
    with pytest.raises(UsageError, match=f"姓名.*{shown}"):
        sign_off(name)
