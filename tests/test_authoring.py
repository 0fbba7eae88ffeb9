"""An author's pandas tables as blocks. Formatters and plots are tried in a kernel elsewhere."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nianbao.authoring import _frame_bundle, _styler_bundle, frame_table, prepare_notebook, styler_table
from nianbao.blocks import BLOCK_MIME, Table, from_json


def _texts(table: Table) -> tuple[list[list[str]], list[list[str]]]:
    return (
        [[cell.text for cell in row] for row in table.header],
        [[cell.text for cell in row] for row in table.body],
    )


def test_plain_index_is_not_printed() -> None:
    frame = pd.DataFrame({"渠道": ["网站", "微信"], "条数": [90, 38]})
    frame.attrs["caption"] = "表1　渠道"
    table = frame_table(frame)
    assert _texts(table) == ([["渠道", "条数"]], [["网站", "90"], ["微信", "38"]])
    assert table.caption == "表1　渠道"
    assert [cell.role for cell in table.header[0]] == ["column", "column"]
    assert [cell.value for cell in table.body[0]] == [None, 90]
    assert [cell.align for cell in table.body[0]] == [None, "right"]


def test_other_index_becomes_row_headers() -> None:
    frame = pd.DataFrame({"件": [1]}, index=pd.Index(["网络"], name="方式"))
    table = frame_table(frame)
    assert _texts(table) == ([["方式", "件"]], [["网络", "1"]])
    assert table.body[0][0].role == "row"


def test_several_levels_of_index_and_columns() -> None:
    columns = pd.MultiIndex.from_tuples([("申请人", "自然人"), ("申请人", "企业")])
    index = pd.MultiIndex.from_tuples([("公开", "全部"), ("公开", "部分")], names=["答复", "范围"])
    table = frame_table(pd.DataFrame([[1, 2], [3, 4]], columns=columns, index=index))
    assert _texts(table) == (
        [["答复", "范围", "申请人", "申请人"], ["自然人", "企业"]],
        [["公开", "全部", "1", "2"], ["公开", "部分", "3", "4"]],
    )


def test_names_of_columns_stand_in_a_free_corner() -> None:
    frame = pd.DataFrame(
        [[1]], columns=pd.MultiIndex.from_tuples([("网站", "一季度")], names=["渠道", "时间"])
    )
    assert _texts(frame_table(frame))[0] == [["网站"], ["一季度"]], "no index, no corner"
    frame.index = pd.Index(["条数"])
    table = frame_table(frame)
    assert _texts(table) == ([["渠道", "网站"], ["时间", "一季度"]], [["条数", "1"]])
    frame.index = pd.MultiIndex.from_tuples([("公开", "条数")])
    assert [cell.colspan for cell in frame_table(frame).header[0]] == [2, 1]


def test_a_column_without_a_name_has_no_header() -> None:
    assert frame_table(pd.Series([1, 2]).to_frame("")).header == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1.50, "1.5"),
        (2.0, "2"),
        (100.0, "100"),
        (46.5, "46.5"),
        (1e-7, "0.0000001"),
        (-1.25e-6, "-0.00000125"),
        (0.0001234, "0.000123"),
        (1e20, "100000000000000000000"),
        (-0.0, "0"),
        (math.inf, "inf"),
        (np.float32(0.1), "0.1"),
        (np.int64(7), "7"),
        (10**30, "1" + "0" * 30),
        (math.nan, ""),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (True, "True"),
        (np.bool_(False), "False"),
        ([1, 2], "[1, 2]"),
        (np.array([1, 2]), "[1 2]"),
        ("<b>", "<b>"),
    ],
)
def test_values(value: Any, text: str) -> None:
    frame = pd.DataFrame({"值": pd.Series([value], dtype=object)})
    assert frame_table(frame).body[0][0].text == text
    as_json = json.dumps(_frame_bundle(frame), allow_nan=False, ensure_ascii=False)
    assert from_json(json.loads(as_json)[BLOCK_MIME]) == frame_table(frame)


def test_missing_in_typed_columns() -> None:
    frame = pd.DataFrame(
        {"件": pd.array([1, None], dtype="Int64"), "名": pd.array(["甲", None], dtype="string")}
    )
    assert _texts(frame_table(frame))[1] == [["1", "甲"], ["", ""]]


def test_no_rows_and_no_columns() -> None:
    assert frame_table(pd.DataFrame({"件": []})).body == ()
    assert _frame_bundle(pd.DataFrame()) is None, "pandas speaks for itself"
    assert _styler_bundle(pd.DataFrame({"a": [1]}).style.hide(["a"], axis=1)) is None


def test_styler_prints_as_it_displays() -> None:
    frame = pd.DataFrame({"镇": ["甲", "乙"], "比例": [0.125, math.nan], "内部": ["秘", "密"]})
    styler = frame.style.format({"比例": "{:.1%}"}).hide(["内部"], axis="columns").set_caption("表2")
    table = styler_table(styler)
    assert table.caption == "表2"
    assert _texts(table) == ([["镇", "比例"]], [["甲", "12.5%"], ["乙", ""]])
    assert table.body[0][1].value == 0.125


def test_styler_hides_rows_and_index() -> None:
    frame = pd.DataFrame({"件": [1, 2]}, index=["甲", "乙"])
    assert _texts(styler_table(frame.style.hide(["甲"], axis="index"))) == ([["", "件"]], [["乙", "2"]])
    assert _texts(styler_table(frame.style.hide(axis="index"))) == ([["件"]], [["1"], ["2"]])


def test_nothing_happens_outside_of_a_notebook() -> None:
    prepare_notebook()
