"""A correction starts from what was published and is kept for good."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from nianbao import cluster
from nianbao.build import build_report
from nianbao.correcting.correct import Start, compare
from nianbao.correcting.kept import Change, in_force
from nianbao.correcting.register import CorrectionRegister
from nianbao.correcting.state import corrected_state
from nianbao.correcting.unfit import concealed, fit_changes
from nianbao.correcting.words import words_of
from nianbao.errors import CorrectionError, ParameterFileError, ReportError, SigningError, UsageError
from nianbao.papers.folder import write_papers
from nianbao.signing.chain import read
from nianbao.signing.content import Content
from nianbao.signing.sign import Who, report_of, sign
from nianbao.signing.standing import Result, Standing
from nianbao.task import Outcome, Task
from tests.correcting.conftest import NOW, Correct, edit, register_of
from tests.signing.conftest import STEPS, Sign, now


def why_not(town: Path, folder: Path) -> str:
    return corrected_state(town, report_of(town, folder), folder).why_not


def test_what_changed_since_all_signed_is_written_down_with_both_hashes(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    published = words_of(report_of(town, folder)).sha256
    edit(town, "公开信息3条", "公开信息4条")
    found = put_right("信息条数填报有误")
    entries, problems = read(register_of(town).read_bytes())
    assert not problems
    (correction,) = in_force(entries)
    assert (correction.number, correction.date, correction.name) == (1, "2025-03-05", "张三")
    assert correction.was == published
    assert correction.now == words_of(report_of(town, folder)).sha256 != published
    (change,) = found.changes
    assert "主动公开" in change.place
    assert (change.was, change.now) == ("公开信息3条", "公开信息4条")
    assert not why_not(town, folder)


def test_the_corrected_words_are_signed_again_with_the_note(
    folder: Path, town: Path, signed: Standing, put_right: Correct, sign_off: Sign
) -> None:
    edit(town, "解读及时", "解读不及时")
    for _ in STEPS:
        sign_off()
    put_right(given=str(_published(town, "解读不及时", "解读及时")))
    voided = now(town, folder)
    assert voided.missing
    assert [change.place for change in voided.steps[0].changes] == ["更正说明"]
    for _ in STEPS:
        sign_off()
    assert now(town, folder).is_approved
    assert build_report(Task(town, folder, folder / "out", ("html",), final=True)).status == "built"


def test_papers_wait_for_a_correction_that_tells_all(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "解读及时", "解读不及时")
    put_right()
    edit(town, "逐条审查", "逐件审查")
    with pytest.raises(ReportError, match=r"更正说明里没有.*没有生成送签材料"):
        write_papers(town, folder)


def test_a_correction_is_not_dated_before_the_last_signature_of_what_was_published(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "解读及时", "解读不及时")
    with pytest.raises(UsageError, match=r"2025-01-19 早于.*2025-01-20.*还没有公布"):
        put_right(date="2025-01-19")
    assert put_right(date="2025-01-20").changes


def test_what_keeps_a_final_version_from_being_made_is_listed_with_what_to_do(
    folder: Path, town: Path, signed: Standing, put_right: Correct, sign_off: Sign
) -> None:
    edit(town, "解读及时", "解读不及时")
    put_right()
    sign_off()
    sign_off()
    edit(town, "逐条审查", "逐件审查")
    outcome = build_report(Task(town, folder, folder / "out", ("html",), final=True))
    head, *lines = str(outcome.error).split("\n")
    assert head == f"没有生成正式稿，还有 {len(lines)} 件事要办："
    for number, (line, what, remedy) in enumerate(
        zip(
            lines,
            (
                "更正说明里没有",
                "「拟稿」「核稿」登记以后内容改过",
                "「保密审查」「分管领导审核」「主要领导签发」",
            ),
            ("nianbao correct", "请依次重新登记", "请依次重新登记"),
            strict=True,
        ),
        1,
    ):
        assert line.startswith(f"    {number}. ")
        assert what in line
        assert remedy in line


def _published(town: Path, new: str, old: str) -> Path:
    """Write the draft as it was when it was published."""
    copy = town.with_name("yunxi-gongbu.yaml")
    copy.write_text(town.read_text(encoding="utf-8").replace(new, old), encoding="utf-8")
    return copy


def test_a_change_after_the_last_correction_blocks_a_build_until_it_is_told(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right()
    edit(town, "逐条审查", "逐件审查")
    task = Task(town, folder, folder / "out", ("html",))
    outcome = build_report(task)
    assert outcome.status == "blocked"
    assert "“逐条审查”更正为“逐件审查”" in str(outcome.error)
    drafted = build_report(Task(town, folder, folder / "out", ("html",), draft=True))
    assert drafted.status == "built"
    assert any("更正说明里没有" in one for one in drafted.warnings)
    put_right("又有一处有误", date="2025-04-02")
    assert build_report(task).status == "built"
    edit(town, "逐件审查", "逐条审查")
    assert "第 2 次更正" in why_not(town, folder)


def test_what_was_not_published_yet_can_be_written_anew(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right("有吴")
    edit(town, "逐条审查", "逐件审查")
    found = put_right("有误", again=True)
    assert [change.was for change in found.changes] == ["公开信息3条", "逐条审查"]
    (one,) = found.done
    assert (one.number, one.reason) == (1, "有误")
    assert [entry["reason"] for entry in found.kept.entries if entry["do"] == "correction"] == [
        "有吴",
        "有误",
    ]
    with pytest.raises(CorrectionError, match="已经这样登记过"):
        put_right("有误", again=True)


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "fragment"])
def test_a_published_file_says_what_was_published(
    folder: Path, town: Path, put_right: Correct, form: str
) -> None:
    outcome = build_report(Task(town, folder, folder / "out", (form,)))
    published = Path(shutil.copy(folder / "out" / outcome.outputs[form], folder))
    with pytest.raises(CorrectionError, match="没有要更正的"):
        put_right(given=str(published))
    edit(town, "公开信息3条", "公开信息4条")
    found = put_right(given=str(published))
    assert [(one.was, one.now) for one in found.changes] == [("公开信息3条", "公开信息4条")]
    assert len(found.done[0].file_sha256) == 64
    # A second one starts from the first.
    edit(town, "公开信息4条", "公开信息5条")
    assert [(one.was, one.now) for one in put_right().changes] == [("公开信息4条", "公开信息5条")]


def test_without_anything_published_it_is_said_how_to_name_it(
    put_right: Correct, folder: Path, town: Path
) -> None:
    with pytest.raises(UsageError, match="请用 --published 写明"):
        put_right()
    build_report(Task(town, folder, folder / "out", ("html",)))
    with pytest.raises(UsageError, match=r"report\.html"):
        put_right()


def test_another_report_is_refused(folder: Path, town: Path, put_right: Correct) -> None:
    copy = _published(town, "云溪镇", "黑水镇")
    with pytest.raises(UsageError, match=r"黑水镇.*云溪镇"):
        put_right(given=str(copy))
    copy = _published(town, "year: 2017", "year: 2016")
    with pytest.raises(ParameterFileError, match=r"yunxi-gongbu\.yaml.*2016"):
        put_right(given=str(copy))
    page = folder / "去年.html"
    build_report(Task(town, folder, folder / "out", ("html",)))
    html = (folder / "out/2017/yunxi/report.html").read_text(encoding="utf-8")
    page.write_text(html.replace("2017", "2016"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"去年\.html」是 2016 年的年报，底稿是 2017 年的"):
        put_right(given=str(page))
    (folder / "t.xlsx").write_bytes(b"PK")
    with pytest.raises(UsageError, match="只有统计表"):
        put_right(given="t.xlsx")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"reason": " "}, "没有写更正原因"),
        ({"reason": "字" * 301}, "有 301 个字，最多 300 个"),
        ({"reason": "误\x00"}, "不能用的字符"),
        ({"reason": "误{{ year }}"}, "不能用的字符"),
        ({"reason": "申请人电话13912345678写错"}, "更正原因会公布"),
        ({"reason": "邮箱yunxi@163.com写错"}, "更正原因会公布"),
        ({"date": "2025-04-21"}, "还没有到"),
        ({"date": "2018-01-19"}, "早于成文日期"),
    ],
)
def test_what_is_not_in_order_is_refused(
    town: Path, signed: Standing, put_right: Correct, arguments: dict[str, str], words: str
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    with pytest.raises(UsageError, match=words):
        put_right(**arguments)
    assert not register_of(town).exists()


def test_nothing_to_put_right_and_dates_in_order(town: Path, signed: Standing, put_right: Correct) -> None:
    with pytest.raises(CorrectionError, match="没有要更正的"):
        put_right()
    with pytest.raises(CorrectionError, match="没有可以重写的"):
        put_right(again=True)
    edit(town, "公开信息3条", "公开信息4条")
    put_right(date="2025-03-05")
    edit(town, "公开信息4条", "公开信息5条")
    with pytest.raises(UsageError, match="早于第 1 次更正的 2025-03-05"):
        put_right(date="2025-03-04")


@pytest.mark.parametrize(
    "words",
    [
        "逐条审查，联系电话13912345678。",
        "逐条审查，家庭住址：云溪镇柳林村3组12号。",
        "逐条审查，邮箱yunxi@163.com。",
        "逐条审查，收到申请，具体为：张三、李四、王五等提出。",
        "逐条审查，申请人张某某，答复及时。",
    ],
)
def test_what_a_person_is_known_by_and_is_taken_away_is_not_told_again(
    folder: Path, town: Path, put_right: Correct, words: str
) -> None:
    was = _published(town, "逐条审查。", words)
    edit(town, "公开信息3条", "公开信息4条")
    found = put_right("删去不宜公开的内容", given=str(was))
    quoted = [(one.was, one.now) for one in found.changes]
    assert ("公开信息3条", "公开信息4条") in quoted
    assert any("不宜公开的个别内容" in one.place for one in found.changes)
    for part in ("139", "柳林", "163", "张", "李四"):
        assert part not in str(quoted)


def test_one_of_two_names_that_is_taken_away_is_not_told_again(
    folder: Path, town: Path, put_right: Correct
) -> None:
    was = _published(town, "逐条审查。", "逐条审查。收到申请，具体为：张三、李四、王五等提出。")
    edit(town, "逐条审查。", "逐条审查。收到申请，具体为：张三、王五等提出。")
    found = put_right("删去不宜公开的内容", given=str(was))
    (change,) = found.changes
    assert "不宜公开" in change.place
    assert "李四" not in str(found.changes)


def test_words_are_told_by_their_places_alone_where_that_is_asked_for(
    folder: Path, town: Path, put_right: Correct
) -> None:
    was = _published(town, "逐条审查。", "逐条审查。与赵大山面谈，钱小河在场。")
    assert "赵大山" in str(compare(town, folder, Start(str(was))).changes)
    found = put_right("删去不宜公开的内容", given=str(was), conceal=True)
    (change,) = found.changes
    assert (change.was, change.now) == ("", "")
    assert "赵大山" not in str(report_of(town, folder).blocks())
    # Whoever writes it anew need not think of it again.
    assert put_right("删去不宜公开的姓名", again=True).changes == (change,)
    assert "赵大山" in str(put_right("删去不宜公开的姓名", again=True, conceal=False).changes)


def test_numbers_of_tables_are_told_though_words_are_not(
    folder: Path, town: Path, put_right: Correct
) -> None:
    was = Content((("一、概述", "甲来访"), ("表一「（一）」行", "3")))
    now = Content((("一、概述", "来访"), ("表一「（一）」行", "4")))
    found = concealed(fit_changes(was, now, folder), {"表一「（一）」行"})
    assert found == (Change("一、概述", "", ""), Change("表一「（一）」行", "3", "4"))


def test_an_altered_register_counts_for_nothing(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right()
    whole = register_of(town).read_bytes()
    edit(register_of(town), "填报有误", "无关紧要")
    assert "被改动过" in str(build_report(Task(town, folder, folder / "out", ("html",))).error)
    edit(town, "公开信息4条", "公开信息5条")
    with pytest.raises(SigningError, match=r"更正登记.*被改动过"):
        put_right()
    register_of(town).write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1])
    assert "末尾少了 1 条" in why_not(town, folder)
    register_of(town).unlink()
    assert "登记不见了" in why_not(town, folder)


def test_a_file_whose_register_no_build_would_find_is_refused(folder: Path, town: Path) -> None:
    elsewhere = folder / "yunxi.yaml"
    elsewhere.write_bytes(town.read_bytes())
    with pytest.raises(UsageError, match="不在它该在的地方"):
        compare(elsewhere, folder, Start(str(town)))


def test_the_register_is_sealed_apart_from_that_of_signing(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right()
    assert (folder / ".nianbao" / "correcting" / "2017-yunxi.json").is_file()
    assert not now(town, folder).problems
    assert CorrectionRegister(town, folder).read().sealed


def test_corrections_travel_to_another_machine_with_how_far_they_went(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right()
    task = Task(town, folder, folder / "out", ("json",))
    assert _built_there(task).status == "built"
    register_of(town).unlink()
    assert "登记不见了" in str(_built_there(task).error)


def _built_there(task: Task) -> Outcome:
    parcel = cluster._pack(task)
    assert isinstance(parcel, cluster.Parcel)
    return cluster.build_parcel(parcel).outcome


def test_a_step_is_not_dated_before_the_correction_that_it_signs(
    folder: Path, town: Path, signed: Standing, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right(date="2025-03-05")
    early = Who("张三", datetime.date.fromisoformat("2025-03-04"))
    with pytest.raises(UsageError, match="2025-03-04 早于第 1 次更正的 2025-03-05"):
        sign(town, folder, early, None, NOW)
    sign(town, folder, replace(early, date=datetime.date.fromisoformat("2025-03-06")), None, NOW)
    with pytest.raises(UsageError, match="早于「拟稿」的 2025-03-06"):
        sign(town, folder, replace(early, date=datetime.date.fromisoformat("2025-03-05")), None, NOW)


def test_words_whose_last_step_sent_them_back_were_not_published(
    folder: Path, town: Path, sign_off: Sign, put_right: Correct
) -> None:
    for _ in STEPS[:-1]:
        sign_off()
    day = datetime.date.fromisoformat("2025-01-20")
    sign(town, folder, Who("李四", day, "重写", Result.RETURNED), STEPS[-1], NOW)
    edit(town, "公开信息3条", "公开信息4条")
    with pytest.raises(UsageError, match="没有各步都签过的签发登记"):
        put_right()


@pytest.mark.parametrize(("steps", "told"), [(len(STEPS), []), (1, [("逐件审查", "逐条审查")])])
def test_words_that_were_taken_back_were_published_once_all_had_signed_them_anew(
    town: Path, signed: Standing, sign_off: Sign, put_right: Correct, steps: int, told: list[tuple[str, str]]
) -> None:
    edit(town, "逐条审查", "逐件审查")
    for _ in STEPS:
        sign_off()
    edit(town, "逐件审查", "逐条审查")
    for _ in range(steps):
        sign_off(name="李四")
    edit(town, "公开信息3条", "公开信息4条")
    assert [(one.was, one.now) for one in put_right().changes] == [("公开信息3条", "公开信息4条"), *told]


def test_a_correction_that_was_signed_by_all_is_not_written_anew_unless_it_was_not_published(
    folder: Path, town: Path, signed: Standing, sign_off: Sign, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    put_right(date="2025-03-05")
    for _ in STEPS[:-1]:
        sign_off()
    put_right("信息条数有误", date="2025-03-05", again=True)
    for _ in STEPS:
        sign_off()
    edit(town, "公开信息4条", "公开信息5条")
    for refused in (lambda: compare(town, folder, Start(again=True)), lambda: put_right("又误", again=True)):
        with pytest.raises(CorrectionError, match=r"已经各步签过.*再登记一次更正"):
            refused()
    with pytest.raises(UsageError, match="早于第 1 次更正的 2025-03-05"):
        put_right("又误", date="2025-03-04", again=True, unpublished=True)
    assert put_right("又误", date="2025-03-06", again=True, unpublished=True).number == 1
    # What is there now was signed by nobody yet.
    assert put_right("又有误", date="2025-03-04", again=True).number == 1


def test_words_that_were_signed_before_the_correction_was_written_down_do_not_bind_it(
    folder: Path, town: Path, signed: Standing, sign_off: Sign, put_right: Correct
) -> None:
    edit(town, "公开信息3条", "公开信息4条")
    for _ in STEPS:
        sign_off()
    put_right(given=str(_published(town, "公开信息4条", "公开信息3条")))
    assert put_right("信息条数有误", again=True).number == 1
