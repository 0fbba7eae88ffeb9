"""An edit changes what it is meant to change: one part of what the file says, and only its lines."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nianbao.editor import outline as outline_module
from nianbao.editor.document import BOM, Document
from nianbao.editor.outline import outline
from nianbao.editor.parts import CHARTS, YES, Part, is_narrative, part_name
from nianbao.errors import EditError, ParameterFileError
from nianbao.params.yaml_text import PapermillLoader
from nianbao.template import load_template
from tests.editor.conftest import ENCODINGS, HEAD, STYLES, YUNXI, document

OVERVIEW: Part = ("sections", "overview")
PARTS: list[Part] = [
    ("sections", "preamble"),
    ("sections", "overview"),
    ("sections", "proactive_disclosure"),
    ("sections", "problems"),
    ("sections", "other"),
    ("unit", "name"),
    ("unit", "code"),
    ("issued", "by"),
    ("ledgers", "reviews"),
    ("tables", "applications", "new_received", "natural_person"),
    ("tables", "applications", "new_received", "enterprise"),
    ("tables", "applications", "carried_over", "total"),
    ("tables", "review_litigation", "litigation_direct", "upheld"),
    ("accepted", "S103", "overview"),
    ("accepted", "S104", ""),
    ("accepted", "A102", "applications/new_received"),
]
FRAGMENTS = ["一", "二、", "\n", "\n\n", "\r\n", " ", "  ", "\t", "　", "# ", " #", ": ", "- ", "|", ">", "'", '"', "{", "}",
             "{{ year }}", "[", "]", ",", "*a", "&a", "!", "%", "@", "`", "---", "...", "no", "null", "~", "010", "12:30",
             "3", "-1", "2.50", "1,234", "1e3", "\\", "a", "\x85", "\u2028", "\x0b", "？", "𠮷"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=10).map("".join) | st.text(max_size=30)
VALUES = TEXTS | st.none() | st.integers(-(10**6), 10**9) | st.floats(0, 1e6, width=32)


def own_lines(before: Document, part: Part) -> range:
    """The lines of the file that belong to a part, or to the nearest group around it."""
    shape = outline(before.source)
    path: tuple[Any, ...] = part
    if part[0] == "accepted":
        items = before.file.text.values.get("accepted") or []
        found = [at for at, item in enumerate(items) if (item["code"], item.get("where") or "") == part[1:]]
        path = ("accepted", *found[:1])
    while path not in shape.nodes:
        path = path[:-1]
    node = shape.nodes[path]
    start = min(node.start, node.start if node.key is None else node.key)
    lines = before.source[: max(shape.last_end(path), node.end)].splitlines()
    return range(before.source.count("\n", 0, start), len(lines))


def assert_only_its_lines(before: Document, after: Document, part: Part) -> None:
    old, new = (one.data.removeprefix(BOM).splitlines(keepends=True) for one in (before, after))
    # A last line without an end gets one when lines follow it.
    if old and new and not old[-1].endswith((b"\n", b"\r")) and len(new) >= len(old):
        old[-1] += before.newline.encode()
        new[-1] = new[-1] if new[-1].endswith((b"\n", b"\r")) else new[-1] + before.newline.encode()
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - head) if old[-1 - at] != new[-1 - at]), most - head)
    own = own_lines(before, part)
    # Where equal lines follow each other, either of them may be called the changed one.
    back = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    front = next((at for at in range(most - back) if old[at] != new[at]), most - back)
    changed = [range(head, len(old) - tail), range(front, len(old) - back)]
    assert any(not one or (one[0] in own and one[-1] in own) for one in changed), (own, changed)


def as_kept(part: Part, value: object) -> object:
    """What a part should hold after it was set to a value, said without the code under test."""
    if not isinstance(value, str):
        return value
    text = "\n".join(
        value.replace("\r\n", "\n")
        .translate(dict.fromkeys(map(ord, "\r\x0b\x0c\x85\u2028\u2029"), "\n"))
        .split("\n")
    )
    if is_narrative(part):
        return text.rstrip("\n") or None
    text = text.strip()
    if (
        part[0] == "tables"
        and not set(text) & set("eE")
        and text != "-0"
        and sum(map(str.isdigit, text)) < 16
    ):
        # JSON knows no other ways to write a number either; Python's reader adds NaN and Infinity.
        with contextlib.suppress(ValueError):
            if isinstance(number := json.loads(text, parse_constant=str), int | float) and not isinstance(
                number, bool
            ):
                return number
    return text or (" " if part[0] == "accepted" else None)


@settings(max_examples=300, deadline=None)
@given(
    style=st.sampled_from(sorted(STYLES)),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    part=st.sampled_from(PARTS),
    value=VALUES,
)
@example(style="indicators", encoding="crlf", part=("sections", "overview"), value="\n  先空\n后")
@example(style="comments", encoding="plain", part=("sections", "overview"), value="一。\n\n   缩进\n  \n三。")
@example(
    style="no end", encoding="plain", part=("tables", "applications", "new_received", "enterprise"), value=1
)
@example(style="all flow", encoding="plain", part=("accepted", "S104", ""), value="因为: 所以, 这样}")
def test_an_edit_changes_one_part_and_only_its_lines(
    style: str, encoding: str, part: Part, value: Any
) -> None:
    before = document(style, encoding)
    if part[1] not in before.template.section_ids and part[0] == "sections":
        return
    try:
        after = before.with_value(part, value)
    except EditError:
        return
    kept = after.value(part)
    wanted = as_kept(part, value)
    assert kept == wanted and isinstance(kept, str) == isinstance(wanted, str)
    assert {key: one for key, one in after.parts.items() if key != part} == {
        key: one for key, one in before.parts.items() if key != part
    }
    assert after.data.startswith(BOM) == before.data.startswith(BOM)
    assert_only_its_lines(before, after, part)


def refused(style: str, part: Part, value: Any) -> str:
    with pytest.raises(EditError) as error:
        document(style).with_value(part, value)
    return str(error.value)


@settings(max_examples=150, deadline=None)
@given(
    style=st.sampled_from(sorted(STYLES)),
    part=st.sampled_from(PARTS),
    text=st.text("一二三四，。 \n\t#:-|'\"{}[]*&!", max_size=40),
)
def test_no_way_of_writing_keeps_printable_text_out(style: str, part: Part, text: str) -> None:
    """What could be refused is only what a field can't hold; a narrative or a reason takes anything."""
    before = document(style)
    if part[0] in ("sections", "accepted") and part[1] in (
        *before.template.section_ids,
        "S103",
        "S104",
        "A102",
    ):
        assert before.with_value(part, text).value(part) == as_kept(part, text)


@settings(max_examples=80, deadline=None)
@given(
    style=st.sampled_from(["ours", "comments", "flow", "indicators"]),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    edits=st.lists(st.tuples(st.sampled_from(PARTS), TEXTS), max_size=6),
)
def test_edits_taken_back_leave_what_was_said(
    style: str, encoding: str, edits: list[tuple[Part, str]]
) -> None:
    first = now = document(style, encoding)
    done = []
    for part, value in edits:
        before = now.value(part)
        try:
            now = now.with_value(part, value)
        except EditError:
            continue
        done.append((part, before))
    for part, before in reversed(done):
        now = now.with_value(part, before)
    assert now.parts == first.parts
    comments = [line for line in first.source.splitlines() if line.lstrip().startswith("#")]
    assert set(comments) <= set(now.source.splitlines()) | {"# 丑", "  # 丑"}


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_nothing_set_is_nothing_changed(style: str, encoding: str) -> None:
    before = document(style, encoding)
    for part, value in before.parts.items():
        assert before.with_value(part, value).data == before.data


@pytest.mark.parametrize("encoding", ["plain", "crlf"])
@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_outline_is_the_same_with_and_without_libyaml(
    monkeypatch: pytest.MonkeyPatch, style: str, encoding: str
) -> None:
    source = document(style, encoding).source
    usual = outline(source)
    monkeypatch.setattr(outline_module, "_LOADER", PapermillLoader)
    assert outline(source) == usual


def test_a_keystroke_changes_one_line() -> None:
    before = document("ours", "crlf")
    text = str(before.value(("sections", "overview")))
    after = before.with_value(("sections", "overview"), text.replace("回看", "回看这"))
    old, new = before.data.split(b"\r\n"), after.data.split(b"\r\n")
    assert len(old) == len(new)
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1
    assert b"\n" not in after.data.replace(b"\r\n", b"")


def test_lines_of_a_text_that_stay_keep_spaces_and_ends_that_nobody_sees() -> None:
    data = f"{HEAD}sections:\n  overview: |\n    一\r\n  \n    二\n   \r\n    三\r\n \n".encode()
    before = Document.of(Path("a.yaml"), data)
    assert before.value(OVERVIEW) == "一\n\n二\n\n三"
    assert before.with_value(OVERVIEW, "一\n\n二二\n\n三").data == data.replace(
        "二".encode(), "二二".encode()
    )
    assert before.with_value(OVERVIEW, "零\n一\n\n二\n\n三").data == data.replace(
        "    一".encode(), "    零\n    一".encode()
    )
    assert before.with_value(OVERVIEW, "一\n\n二").data == data.replace("   \r\n    三\r\n".encode(), b"")


def test_new_keys_stand_in_the_order_of_the_form() -> None:
    now = Document.of(Path("a.yaml"), b"template: national-2021\nyear: 2024\nledgers:\n  reviews: a.xlsx\n")
    for part in (
        ("tables", "review_litigation", "reconsideration", "upheld"),
        ("tables", "applications", "carried_over", "other"),
        ("tables", "applications", "new_received", "enterprise"),
        ("tables", "applications", "new_received", "natural_person"),
    ):
        now = now.with_value(part, 1)
    now = now.with_value(("sections", "other"), "无。").with_value(("sections", "overview"), "总。")
    now = now.with_value(("unit", "name"), "云溪镇")
    assert now.source == (
        "template: national-2021\nyear: 2024\nunit:\n  name: 云溪镇\nsections:\n  overview: |\n    总。\n  other: |\n    无。\n"
        "tables:\n  applications:\n    new_received:\n      natural_person: 1\n      enterprise: 1\n    carried_over:\n"
        "      other: 1\n  review_litigation:\n    reconsideration:\n      upheld: 1\nledgers:\n  reviews: a.xlsx\n"
    )  # fmt: skip


def test_a_new_file_is_filled_in_where_its_comments_say() -> None:
    source = (
        "template: national-2021\nyear: 2024\nissued:\n  by:  # 署名\n  date:  # 成文日期\nsections:\n\n  # 【引言】\n  preamble: |\n\n"
        "  # 【一】\n  overview: |\n\ntables:\n  applications:\n    new_received:  # 一\n      natural_person:  # 自然人\n"
    )
    now = Document.of(Path("a.yaml"), source.encode())
    now = now.with_value(("issued", "date"), "2025-01-09").with_value(("sections", "preamble"), "甲\n\n乙")
    now = now.with_value(("tables", "applications", "new_received", "natural_person"), "3")
    assert now.source == source.replace("date:  #", "date: 2025-01-09  #").replace(
        "preamble: |\n", "preamble: |\n    甲\n\n    乙\n"
    ).replace("natural_person:  #", "natural_person: 3  #")


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        (("sections", "nowhere"), "一", "没有"),
        (("tables", "applications", "new_received", "nobody"), 1, "没有"),
        (("issued", "date"), "2025年1月9日", "成文日期"),
        (("issued", "date"), "2025-02-30", "没有这一天"),
        (("unit", "name"), "字" * 81, "不超过 80 字"),
        (("sections", "overview"), "看不见\u202e的", "U+202E"),
        (("sections", "overview"), "控制\x07字符", "U+0007"),
        (("sections", "overview"), "半个\ud800字", "半个字符"),
    ],
)
def test_what_a_file_cannot_hold_is_refused_in_words(part: Part, value: str, said: str) -> None:
    assert said in refused("ours", part, value)


def test_references_of_yaml_are_left_to_whoever_wrote_them() -> None:
    data = b"template: national-2021\nyear: 2024\nunit: {name: &n A, full_name: *n}\nissued: {by: B}\n"
    now = Document.of(Path("a.yaml"), data)
    for name in ("name", "full_name"):
        with pytest.raises(EditError, match="引用"):
            now.with_value(("unit", name), "云溪镇")
    assert b"by: C}" in now.with_value(("issued", "by"), "C").data


def test_what_cannot_be_read_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"template: national-2021\nyear: 2024\n<<<<<<< HEAD\n")
    with pytest.raises(ParameterFileError) as error:
        Document.open(path)
    assert error.value.findings
    assert path.read_bytes().endswith(b"HEAD\n")
    with pytest.raises(ParameterFileError, match="没有这个文件"):
        Document.open(tmp_path / "b.yaml")


def test_parts_are_named_as_people_call_them() -> None:
    template = load_template("national-2021")
    assert part_name(("sections", "overview"), template) == "「一、总体情况」"
    assert (
        part_name(("tables", "applications", "disclosed", "other"), template)
        == "表三「（一）予以公开」行「其他」列"
    )
    assert part_name(("issued", "by"), template) == "署名（issued.by）"
    assert "申请" in part_name(("ledgers", "applications"), template)
    assert part_name(("accepted", "S103", "overview"), template) == "情况说明（S103 overview）"
    assert YUNXI.is_file()


@pytest.mark.parametrize("style", STYLES)
def test_charts_are_switched_on_and_off_in_any_file(style: str) -> None:
    before = document(style)
    on = before.with_value(CHARTS, YES)
    assert on.file.parameters.settings.charts
    assert on.value(CHARTS) == YES
    off = on.with_value(CHARTS, None)
    assert not off.file.parameters.settings.charts
    assert off.parts == before.parts
    with pytest.raises(EditError, match="图解"):
        before.with_value(CHARTS, "印")


def test_other_output_options_stay_when_charts_are_switched_off() -> None:
    source = HEAD + "settings:\n  charts: true  # 图\n  forms: [html]\n"
    off = Document.of(YUNXI, source.encode("utf-8")).with_value(CHARTS, None)
    assert off.source == HEAD + "settings:\n  forms: [html]\n"
