"""What a colleague did in Word or WPS is understood, or named."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from nianbao.editor.document import Document
from nianbao.editor.merge import Choice
from nianbao.returning.changes import Revised
from nianbao.returning.review import Review
from nianbao.returning.told import told
from tests.returning.edited import ROOT, Edited, copied, exported, reviewed, text_of

TEXT = """\
template: national-2021
year: 2024
unit:
  id: qingshan
  name: 青山镇
  full_name: 示例县青山镇人民政府
  level: township
  parent: 示例县
issued:
  by: 青山镇人民政府
  date: 2025-01-20
sections:
  overview: |
    # 下一行是给接手的人看的，不是注释
    {{ year }}年，{{ unit.name }}收到申请{{ applications.new_received.total }}件，比上年多。

    （一）主动公开。**全年**发布信息45条，
    其中解读3条。

    （二）平台建设。网站“青山在线”改版一次。
  problems: |
    解读材料偏少。

    明年每季度安排一次解读。
tables:
  applications:
    new_received:
      natural_person: 3   # 王五经手
      enterprise: 2
    disclosed:
      natural_person: 3
      enterprise: 2
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "params" / "2024" / "qingshan.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def edited(path: Path) -> Edited:
    return Edited(exported(path, path.parents[2]))


def look(edited: Edited, path: Path) -> Review:
    return reviewed(edited.bytes(), path, path.parents[2])


def part(review: Review, key: str) -> Revised:
    return next(one for one in review.parts if one.key == key)


def after(review: Review, *, literal: bool = False, **choices: Choice) -> str:
    """Give the file's text once the parts are taken."""
    chosen: dict[str, Choice] = {one.key: one.usual or "mine" for one in review.parts if one.choices}
    chosen |= {f"sections.{key}": choice for key, choice in choices.items()}
    return review.document.with_values(
        review.values(chosen, frozenset(chosen) if literal else frozenset())
    ).source


def signed(review: Review) -> str:
    """Give the file's text once somebody has said that the signature is to be taken."""
    return review.document.with_values(review.values({"issued": "theirs"})).source


def test_the_sample_goes_round(edited: Edited, path: Path) -> None:
    assert look(edited, path).parts == ()


def test_tracked_changes_come_in_accepted_and_with_their_author(edited: Edited, path: Path) -> None:
    edited.track("偏少", "不够多")
    edited.track("每季度", "", author="赵镇长")
    review = look(edited, path)
    assert after(review) == TEXT.replace("偏少", "不够多").replace("明年每季度", "明年")
    said = "\n".join(told(review))
    assert "李主任 2025-01-12 删去「偏少」" in said
    assert "李主任 2025-01-12 插入「不够多」" in said
    assert "赵镇长 2025-01-12 删去「每季度」" in said
    assert "〔删：偏少〕〔增：不够多〕" in said


def test_a_paragraph_that_is_deleted_with_its_mark_is_gone(edited: Edited, path: Path) -> None:
    paragraph = edited.paragraph("解读材料偏少")
    gone = edited.tracked("del", "李主任", "2025-01-12T09:30:00Z")
    (run,) = paragraph.findall(qn("w:r"))
    run.addprevious(gone)
    gone.append(run)
    for text in list(run.iter(qn("w:t"))):
        text.tag = qn("w:delText")
    properties = parse_xml(
        f'<w:pPr {nsdecls("w")}><w:rPr><w:del w:author="李主任" w:id="9"/></w:rPr></w:pPr>'
    )
    paragraph.insert(0, properties)
    review = look(edited, path)
    (change,) = part(review, "sections.problems").changes
    assert change.kind == "deleted"
    assert change.authors == ("李主任 2025-01-12 删去「解读材料偏少。」",)
    assert after(review) == TEXT.replace("    解读材料偏少。\n\n", "")


def test_a_tracked_change_of_looks_is_named_and_changes_nothing(edited: Edited, path: Path) -> None:
    run = edited.run_of("偏少").getparent()
    run.insert(
        0,
        parse_xml(
            f'<w:rPr {nsdecls("w")}><w:b/><w:rPrChange w:id="3" w:author="李主任"><w:rPr/></w:rPrChange></w:rPr>'
        ),
    )
    review = look(edited, path)
    assert review.parts == ()
    assert "格式的修订 1 处（李主任）" in review.notices[0]


def test_comments_stand_at_their_place_and_never_in_the_text(edited: Edited, path: Path) -> None:
    edited.comment("偏少", "具体少多少？")
    review = look(edited, path)
    (only,) = review.parts
    (comment,) = only.comments
    assert (comment.author, comment.text, comment.anchor) == ("王科长", "具体少多少？", "偏少")
    assert only.changes == ()
    assert after(review) == TEXT
    assert "王科长" in "\n".join(told(review))


def test_a_line_broken_by_hand_and_marks_of_emphasis_stay(edited: Edited, path: Path) -> None:
    edited.replace("45条", "46条")
    edited.replace("全年", "全年共")
    text = after(look(edited, path))
    assert text == TEXT.replace("**全年**发布信息45条", "**全年共**发布信息46条")


def test_words_replaced_across_a_line_and_emphasis(edited: Edited, path: Path) -> None:
    paragraph = edited.paragraph("（一）主动公开")
    texts = list(paragraph.iter(qn("w:t")))
    texts[0].text = "（一）主动公开。今年发布信息45条，含解读3条。"
    for one in texts[1:]:
        one.text = ""
    text = after(look(edited, path))
    assert "（一）主动公开。**今年**发布信息45条，\n    含解读3条。" in text


# --- quoted figures ---------------------------------------------------------------------------


def test_an_edited_number_is_told_from_an_edited_sentence(edited: Edited, path: Path) -> None:
    next(edited.control("applications.new_received.total").iter(qn("w:t"))).text = "8"
    review = look(edited, path)
    own = part(review, "sections.overview")
    (edit,) = own.figures
    assert (edit.before, edit.after) == ("5", "8")
    assert own.changes == ()
    assert after(review) == TEXT
    assert "被改成「8」" in "\n".join(told(review))
    assert after(review, literal=True) == TEXT.replace("{{ applications.new_received.total }}", "8")


def test_a_number_retyped_without_its_control_is_still_that_number(edited: Edited, path: Path) -> None:
    for name in ("applications.new_received.total", "year"):
        control = edited.control(name)
        control.addprevious(control.find(qn("w:sdtContent"))[0])
        control.getparent().remove(control)
    edited.replace("比上年多", "比上年略多")
    assert after(look(edited, path)) == TEXT.replace("比上年多", "比上年略多")


def test_a_number_changed_without_its_control_is_an_edited_number(edited: Edited, path: Path) -> None:
    control = edited.control("applications.new_received.total")
    run = control.find(qn("w:sdtContent"))[0]
    run.find(qn("w:t")).text = "8"
    control.addprevious(run)
    control.getparent().remove(control)
    (edit,) = part(look(edited, path), "sections.overview").figures
    assert (edit.name, edit.after) == ("applications.new_received.total", "8")


def test_a_number_deleted_with_its_sentence_goes(edited: Edited, path: Path) -> None:
    control = edited.control("applications.new_received.total")
    control.getparent().remove(control)
    edited.replace("收到申请", "没有收到新的申请")
    edited.replace("件，比上年多", "")
    text = after(look(edited, path))
    assert "{{ year }}年，{{ unit.name }}没有收到新的申请。" in text


def test_a_control_that_was_emptied_shows_words_of_words_own(edited: Edited, path: Path) -> None:
    control = edited.control("applications.new_received.total")
    control.find(qn("w:sdtPr")).append(parse_xml(f"<w:showingPlcHdr {nsdecls('w')}/>"))
    next(control.iter(qn("w:t"))).text = "单击或点击此处输入文字。"
    assert "收到申请件，比上年多" in after(look(edited, path))


def test_a_sentence_copied_elsewhere_keeps_quoting(edited: Edited, path: Path) -> None:
    edited.paragraph("明年每季度").addnext(copied(edited.paragraph("收到申请")))
    review = look(edited, path)
    assert after(review).count("{{ applications.new_received.total }}件") == 2


# --- what stands beside the text --------------------------------------------------------------


def test_what_can_not_come_back_is_named(edited: Edited, path: Path) -> None:
    paragraph = edited.paragraph("解读材料偏少")
    paragraph.append(
        parse_xml(
            f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )
    edited.insert_after(paragraph, "").append(parse_xml(f"<w:r {nsdecls('w')}><w:drawing/></w:r>"))
    edited.paragraph("一、总体情况").find(f".//{qn('w:t')}").text = "一、基本情况"
    edited.paragraph("2024年政府信息").find(f".//{qn('w:t')}").text = "青山镇年报"
    review = look(edited, path)
    said = "\n".join(told(review))
    assert "文本框里的文字「框里的话」没有带回" in said
    assert "图片 1 张没有带回" in said
    assert "标题「一、总体情况」改成了「一、基本情况」" in said
    assert "标题改成了「青山镇年报" in said
    assert after(review) == TEXT


def test_a_section_that_is_gone_is_asked_about(edited: Edited, path: Path) -> None:
    for words in ("五、存在的", "解读材料", "明年每季度"):
        paragraph = edited.paragraph(words)
        paragraph.getparent().remove(paragraph)
    review = look(edited, path)
    own = part(review, "sections.problems")
    assert own.usual is None
    assert own.ask
    assert "整个没有了" in own.notices[0]
    assert after(review) == TEXT
    assert "解读材料" not in after(review, problems="theirs")


@pytest.mark.parametrize("heading", ["五、存在的", "五、主要问题"])
def test_a_section_whose_text_is_gone_is_asked_about(edited: Edited, path: Path, heading: str) -> None:
    for words in ("解读材料", "明年每季度"):
        paragraph = edited.paragraph(words)
        paragraph.getparent().remove(paragraph)
    next(edited.paragraph("五、存在的").iter(qn("w:t"))).text = heading
    review = look(edited, path)
    own = part(review, "sections.problems")
    assert own in review.undecided
    assert [one.kind for one in own.changes] == ["deleted", "deleted"]
    assert "全部删去了，要不要删去请您定" in "\n".join(told(review))
    assert after(review) == TEXT
    assert "解读材料" not in after(review, problems="theirs")


def test_one_paragraph_of_several_that_is_gone_is_taken(edited: Edited, path: Path) -> None:
    paragraph = edited.paragraph("解读材料")
    paragraph.getparent().remove(paragraph)
    assert after(look(edited, path)) == TEXT.replace("    解读材料偏少。\n\n", "")


def test_a_heading_that_is_gone_leaves_its_section_found(edited: Edited, path: Path) -> None:
    heading = edited.paragraph("五、存在的")
    heading.getparent().remove(heading)
    edited.replace("偏少", "不多")
    assert after(look(edited, path)) == TEXT.replace("偏少", "不多")


def test_a_moved_paragraph_is_called_moved(edited: Edited, path: Path) -> None:
    edited.paragraph("明年每季度").addnext(edited.paragraph("收到申请"))
    review = look(edited, path)
    kinds = {(one.key, change.kind) for one in review.parts for change in one.changes}
    assert kinds == {("sections.overview", "moved"), ("sections.problems", "moved")}
    assert "明年每季度安排一次解读。\n\n    {{ year }}年，" in after(review).replace(
        "# 下一行是给接手的人看的，不是注释\n    ", ""
    )


def test_quotes_that_word_turned_are_named_and_stay(edited: Edited, path: Path) -> None:
    edited.replace("“青山在线”", '"青山在线"')
    review = look(edited, path)
    assert "引号的写法变了 2 个" in part(review, "sections.overview").notices[0]
    assert after(review) == TEXT


def test_marks_that_would_mean_something_else_are_refused(edited: Edited, path: Path) -> None:
    edited.replace("偏少", "{{ year }}少")
    review = look(edited, path)
    assert "没有带回" in part(review, "sections.problems").notices[0]
    assert after(review) == TEXT


@pytest.mark.parametrize("words", ["附注**加粗**字", "全年{{ year }}年"])
def test_an_edit_beside_a_refused_paragraph_comes_back(edited: Edited, path: Path, words: str) -> None:
    edited.insert_after(edited.paragraph("解读材料偏少"), words)
    edited.replace("偏少", "不够多")
    review = look(edited, path)
    own = part(review, "sections.problems")
    assert [one.kind for one in own.changes] == ["edited"]
    assert f"「{words}」" in own.notices[0]
    assert after(review) == TEXT.replace("偏少", "不够多")


def test_two_edits_of_which_one_is_refused(edited: Edited, path: Path) -> None:
    edited.replace("偏少", "不够多")
    edited.replace("每季度", "**每月**")
    review = look(edited, path)
    assert "「明年**每月**安排一次解读。」" in part(review, "sections.problems").notices[0]
    assert after(review) == TEXT.replace("偏少", "不够多")


def test_a_split_whose_one_half_is_refused_stays_whole_and_is_named(path: Path) -> None:
    rewrite(path, "明年每季度", "明年开展培训，每季度")
    edited = Edited(exported(path, path.parents[2]))
    text = path.read_text(encoding="utf-8")
    edited.insert_after(edited.paragraph("明年开展"), "**每季度**安排一次解读。")
    edited.replace("明年开展培训，每季度安排一次解读。", "明年开展培训。")
    review = look(edited, path)
    own = part(review, "sections.problems")
    assert own.changes == ()
    assert "「**每季度**安排一次解读。」" in own.notices[0]
    assert own.notices[1].startswith("第 2 段（新增：增「明年开展培训。」）")
    assert after(review) == text


def test_a_paragraph_written_anew_and_refused_is_not_lost(edited: Edited, path: Path) -> None:
    edited.replace("解读材料偏少。", "**培训**办得不多。")
    review = look(edited, path)
    own = part(review, "sections.problems")
    assert [one[:6] for one in own.notices] == ["「**培训*", "原第 1 段"]
    assert after(review) == TEXT


def test_keeping_both_leaves_ours_once_where_theirs_is_refused(edited: Edited, path: Path) -> None:
    edited.replace("偏少", "不多")
    edited.replace("每季度", "**每季度**")
    now = rewrite(path, "材料偏少", "材料太少")
    text = after(look(edited, path), problems="keep_both")
    assert text == now.replace("一次解读。", "一次解读。\n\n    解读材料不多。")


# --- tables and the signature -----------------------------------------------------------------


def cell(edited: Edited, row: str, column: int) -> object:
    for table in edited.word.tables:
        for one in table.rows:
            if any(row in cell.text for cell in one.cells):
                return one.cells[column]
    raise AssertionError(row)


def write(target: object, text: str) -> None:
    paragraph = target.paragraphs[0]  # type: ignore[attr-defined]
    paragraph.runs[0].text = text


def test_a_changed_cell_comes_back_and_its_comment_stays(edited: Edited, path: Path) -> None:
    write(cell(edited, "本年新收", -7), "4")
    write(cell(edited, "本年新收", -1), "6")
    review = look(edited, path)
    own = part(review, "tables.applications")
    (change,) = own.changes
    assert "自然人" in change.where
    # The total that they put right by hand is what the parts give.
    assert own.notices == ()
    assert after(review) == TEXT.replace("natural_person: 3   #", "natural_person: 4   #", 1)


def test_a_total_that_is_not_the_sum_is_named(edited: Edited, path: Path) -> None:
    write(cell(edited, "本年新收", -1), "9")
    own = part(look(edited, path), "tables.applications")
    assert own.changes == ()
    assert "合计由各格加出，是 5" in own.notices[0]


def test_a_total_that_was_left_behind_is_named(edited: Edited, path: Path) -> None:
    write(cell(edited, "本年新收", -7), "4")
    review = look(edited, path)
    (notice,) = part(review, "tables.applications").notices
    assert "合计没有跟着改" in notice
    assert "是「5」，应为 6" in notice
    assert after(review) == TEXT.replace("natural_person: 3   #", "natural_person: 4   #", 1)


def test_a_total_that_only_we_changed_since_is_not_named(edited: Edited, path: Path) -> None:
    write(cell(edited, "本年新收", -7), "4")
    write(cell(edited, "本年新收", -1), "6")
    rewrite(path, "disclosed:\n      natural_person: 3", "disclosed:\n      natural_person: 2")
    assert part(look(edited, path), "tables.applications").notices == ()


def test_what_is_no_number_is_named(edited: Edited, path: Path) -> None:
    write(cell(edited, "本年新收", -7), "三件左右")
    own = part(look(edited, path), "tables.applications")
    assert "改成了「三件左右」，读不成数" in own.notices[0]
    assert own.choices == ()


def test_signature_and_date_come_back(edited: Edited, path: Path) -> None:
    edited.replace("2025年1月20日", "2025年1月22日")
    edited.paragraph("青山镇人民政府")
    list(edited.paragraphs())[-2].find(f".//{qn('w:t')}").text = "青山镇党政办公室"
    assert text_of(list(edited.paragraphs())[-2]) == "青山镇党政办公室"
    review = look(edited, path)
    own = part(review, "issued")
    assert own.usual is None
    assert own in review.undecided
    assert "署名「青山镇党政办公室」和单位的名称「示例县青山镇人民政府」不一致" in own.notices[0]
    assert after(review) == TEXT
    assert signed(review) == TEXT.replace("2025-01-20", "2025-01-22").replace(
        "by: 青山镇人民政府", "by: 青山镇党政办公室"
    )


def test_the_units_own_name_is_signed_without_asking(edited: Edited, path: Path) -> None:
    list(edited.paragraphs())[-2].find(f".//{qn('w:t')}").text = "示例县青山镇人民政府"
    assert after(look(edited, path)) == TEXT.replace("by: 青山镇", "by: 示例县青山镇")


@pytest.mark.parametrize("name", ["人民政府", "青湖镇人民政府", "省示例县青山镇人民政府"])
def test_any_other_name_is_asked_about(edited: Edited, path: Path, name: str) -> None:
    list(edited.paragraphs())[-2].find(f".//{qn('w:t')}").text = name
    assert after(look(edited, path)) == TEXT


def test_a_renamed_unit_does_not_come_back_by_halves(edited: Edited, path: Path) -> None:
    for piece in edited.body.iter(qn("w:t")):
        piece.text = (piece.text or "").replace("青山镇", "青湖镇")
    assert "青湖镇" in "".join(map(text_of, edited.paragraphs()))
    review = look(edited, path)
    own = part(review, "issued")
    assert own.usual is None
    assert "署名和标题里的单位就不一致了" in own.notices[0]
    assert "by: 青山镇人民政府" in after(review)


# --- both sides -------------------------------------------------------------------------------


def rewrite(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8").replace(old, new)
    path.write_text(text, encoding="utf-8")
    return text


def test_what_we_changed_meanwhile_stays(edited: Edited, path: Path) -> None:
    edited.replace("偏少", "不多")
    now = rewrite(path, "改版一次", "改版两次")
    now = rewrite(path, "natural_person: 3   #", "natural_person: 7   #") or now
    now = rewrite(path, "每季度", "每两个月")
    review = look(edited, path)
    assert [one.key for one in review.parts] == ["sections.problems"]
    assert not review.undecided
    assert after(review) == path.read_text(encoding="utf-8").replace("偏少", "不多")


def test_a_paragraph_that_both_changed_is_left_to_the_clerk(edited: Edited, path: Path) -> None:
    edited.replace("偏少", "不多")
    now = rewrite(path, "材料偏少", "材料太少")
    review = look(edited, path)
    own = part(review, "sections.problems")
    assert own.conflict
    assert own.usual is None
    assert own.choices == ("mine", "theirs", "keep_both")
    assert after(review) == now
    assert after(review, problems="theirs") == now.replace("太少", "不多")
    assert after(review, problems="keep_both") == now.replace(
        "材料太少。", "材料太少。\n\n    解读材料不多。"
    )


def test_a_cell_that_both_changed_is_left_to_the_clerk(edited: Edited, path: Path) -> None:
    write(cell(edited, "本年新收", -7), "4")
    rewrite(path, "natural_person: 3   #", "natural_person: 6   #")
    own = part(look(edited, path), "tables.applications")
    assert own.conflict
    assert own.choices == ("mine", "theirs")


def test_the_same_change_on_both_sides_is_none(edited: Edited, path: Path) -> None:
    edited.replace("偏少", "不多")
    rewrite(path, "偏少", "不多")
    assert look(edited, path).parts == ()


def test_the_sample_is_a_document() -> None:
    assert Document.open(ROOT / "params" / "2024" / "yunxi.yaml", ROOT).parts


def test_a_tracked_move_and_an_edited_control_name_their_author(edited: Edited, path: Path) -> None:
    paragraph = edited.paragraph("解读材料偏少")
    moved = copied(paragraph)
    edited.paragraph("明年每季度").addnext(moved)
    for one, kind in ((paragraph, "moveFrom"), (moved, "moveTo")):
        (run,) = one.findall(qn("w:r"))
        mark = edited.tracked(kind, "李主任", "2025-01-12T09:30:00Z")
        run.addprevious(mark)
        mark.append(run)
    said = "\n".join(told(look(edited, path)))
    assert "李主任 2025-01-12 移走「解读材料偏少。」" in said
    assert "李主任 2025-01-12 移来「解读材料偏少。」" in said


def test_two_paragraphs_made_one_by_a_tracked_change(edited: Edited, path: Path) -> None:
    mark = f'<w:pPr {nsdecls("w")}><w:rPr><w:del w:author="李主任" w:id="9"/></w:rPr></w:pPr>'
    edited.paragraph("解读材料偏少").insert(0, parse_xml(mark))
    assert "    解读材料偏少。明年每季度安排一次解读。\n" in after(look(edited, path))


def test_a_retyped_heading_is_known_by_its_number(edited: Edited, path: Path) -> None:
    heading = edited.paragraph("五、存在的")
    for one in [one for one in heading if one.tag != qn("w:r")]:
        heading.remove(one)
    next(heading.iter(qn("w:t"))).text = "五、主要问题"
    review = look(edited, path)
    assert [one.key for one in review.parts] == ["sections.problems"]
    assert "改成了「五、主要问题」" in review.parts[0].notices[0]


def test_words_below_the_signature_leave_it_found(edited: Edited, path: Path) -> None:
    edited.insert_after(list(edited.paragraphs())[-1], "（此件公开发布）")
    (part,) = look(edited, path).parts
    assert part.notices == ("落款处的「（此件公开发布）」没有带回",)


def test_a_retyped_signature_is_known_by_its_place(edited: Edited, path: Path) -> None:
    name, date = list(edited.paragraphs())[-2:]
    for one in (name, date):
        one.remove(one.find(qn("w:pPr")))
    next(name.iter(qn("w:t"))).text = "青山镇党政办公室"
    assert signed(look(edited, path)) == TEXT.replace("by: 青山镇人民政府", "by: 青山镇党政办公室")


def test_answers_to_comments_stand_with_them(edited: Edited, path: Path) -> None:
    from nianbao.returning.comments import read_comments

    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    one = "".join(
        f'<w:comment w:id="{number}" w:author="{author}"><w:p w14:paraId="0000000{number}"><w:r><w:t>{text}</w:t></w:r></w:p>'
        "</w:comment>"
        for number, author, text in ((1, "王科长", "对吗？"), (2, "李主任", "对。"), (3, "赵镇长", "好。"))
    )
    comments = parse_xml(f"<w:comments {nsdecls('w')} {w14}>{one}</w:comments>")
    extended = parse_xml(
        f'<w15:commentsEx {w15}><w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>'
        '<w15:commentEx w15:paraId="00000003" w15:paraIdParent="00000002"/></w15:commentsEx>'
    )
    (only,) = read_comments(comments, extended, {}).values()
    assert (only.author, only.done) == ("王科长", True)
    assert [(reply.author, reply.text) for reply in only.replies] == [("李主任", "对。"), ("赵镇长", "好。")]
    # Older programs write no such part: all stand by themselves.
    assert len(read_comments(comments, None, {})) == 3
