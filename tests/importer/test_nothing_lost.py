"""Whatever a text holds: every character is kept once, and the parameter file says what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.importer import Imported, read_report_text
from nianbao.importer.characters import counted, put_right
from nianbao.importer.readers.txt import text_source
from nianbao.params import load_parameters
from nianbao.template import load_template

LABELS = [row.label for form in load_template("national-2021").tables for row in form.rows]
PIECES = st.one_of(
    st.sampled_from(
        [
            "云溪镇2023年政府信息公开工作年度报告",
            "一、总体情况",
            "二、主动公开政府信息情况",
            "（一）主动公开情况。",
            "五、存在的主要问题及改进情况",
            "统计期限为2023年1月1日至2023年12月31日。",
            "第二十条第（一）项",
            "信息内容",
            "本年制发件数",
            "云溪镇人民政府",
            "2024年1月16日",
            "【打印本页】",
            "首页 > 年报",
            "- 2 -",
            "|",
            "|||",
            "---",
            "",
            " ",
            "\u3000",
            "**",
            "{{ a }}",
            "年报: # |",
        ]
    ),
    st.sampled_from(LABELS),
    st.integers(0, 99999).map(str),
    st.text(max_size=30),
)
LINES = st.lists(PIECES, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", " | ", "", "|", "\t"]).map(lambda joint: joint.join(parts))
)


def check(text: str) -> Imported:
    report = read_report_text(text, "报告 2022.txt")
    source = counted(line.text for line in text_source(text, "").lines)
    kept = counted(part for _, _, part in report.kept)
    assert kept == source
    for section, written in report.text.values.get("sections", {}).items():
        own = [part for kind, name, part in report.kept if (kind, name) == ("section", section)]
        assert counted([written]) == counted(own)
    unplaced = [part for kind, _, part in report.kept if kind == "unplaced"]
    assert counted(one["text"] for one in report.text.values.get("unplaced") or ()) == counted(unplaced)
    return report


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, max_size=40))
def test_any_text_is_kept_whole(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    report = check("\n".join(lines))
    if report.parameters is None:
        return
    path = tmp_path_factory.mktemp("read") / "x.yaml"
    path.write_text(report.parameters_text, encoding="utf-8", newline="\n")
    assert load_parameters(path).parameters == report.parameters


def test_lookalikes_are_put_right_and_said() -> None:
    text = "云溪镇2023年政府信息公开⼯作年度报告\n⼀、总体情况\n⼈⺠满意，部⻔负责，⻓期坚持，意⻅采纳\u200b。\ufb01\n"
    report = read_report_text(text, "报告.txt")
    overview = report.text.values["sections"]["overview"]
    assert overview == "人民满意，部门负责，长期坚持，意见采纳。\ufb01\n"
    said = next(str(note) for note in report.log if note.what == "字符")
    assert all(pair in said for pair in ("⺠→民", "⻔→门", "⻓→长", "⻅→见", "⼀→一", "U+200B"))


def test_half_width_is_kept() -> None:
    text = "云溪镇2023年政府信息公开工作年度报告\n一、总体情况\n公开12条(其中:网站3条,其他9条);很好.\n"
    assert read_report_text(text, "x").text.values["sections"]["overview"] == text.split("\n")[2] + "\n"


def test_long_and_odd_input_ends_soon() -> None:
    check("，".join(f"第{number}段有话说" for number in range(40_000)))
    check("\n".join(["规章", "1"] * 5_000))
    check("\n".join(["一、总体情况"] * 5_000))
    check("|".join(["0"] * 50_000))


def test_put_right_leaves_the_rest_alone(tmp_path: Path) -> None:
    from collections import Counter

    changed: Counter[str] = Counter()
    text = "①㎡％（）“”－〔〕ＡＢ１２"
    assert put_right(text, changed) == text
    assert not changed
