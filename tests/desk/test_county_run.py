"""What a command says to somebody who types it, in the words of the desk's fields."""

from __future__ import annotations

import pytest

from nianbao.desk.county_run import in_desk_words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("还有 2 条，或者用 --reason 写明为什么通过。", "还有 2 条，或者在「原因」里写明为什么通过。"),
        ("「自然人」列（applications/new_received/natural_person）：不同。", "「自然人」列：不同。"),
        ("已有，没有改动。要看与新起草的不同，加 --diff。", "已有，没有改动。"),
        ("请看说明：nianbao county forms --help", ""),
        ("还没有单位名单。请先运行：nianbao county init", "还没有单位名单。请先核对名单。"),
        ("云溪镇（乡镇/街道）：2024/1/9 收到。", "云溪镇（乡镇/街道）：2024/1/9 收到。"),
    ],
)
def test_options_become_fields(said: str, shown: str) -> None:
    assert in_desk_words(said) == shown


def test_what_is_to_be_taken_is_said_with_where_to_choose_it() -> None:
    said = in_desk_words("请看：要用单位新交的，请再运行一次，加上 --take 白鹭镇。")
    assert "--take" not in said
    assert "选白鹭镇" in said
