"""At the desk no finding names a key of the parameter file or a command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianbao.checks import check_path, examples
from nianbao.desk.finding_words import finding_words

FOREIGN = re.compile(r"[a-z_]+\.[a-z_]{3,}|[a-z_]{2,}: |nianbao ")
BY_NAME = {"L143", "N101", "N102", "P118", "P122"}
"""They tell of a file, of figures by the names under which prose quotes them, or of what only a hand writes."""


def test_none_of_them_does(tmp_path: Path) -> None:
    for code, example in examples().items():
        if example.none is not None or code in BY_NAME:
            continue
        for found in check_path(example.write(tmp_path / code, example.bad), tmp_path / code)[0]:
            words = finding_words(f"{found.message}{found.suggestion or ''}")
            assert found.code != code or not FOREIGN.search(words.replace(found.quote or "\0", "")), words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "没有写成文日期（issued.date）。请加上，如 date: 2025-01-20。",
            "没有写成文日期。请填上，如 2025-01-20。",
        ),
        ("请写成 {{ 数据名 }}，如 {{ unit.name }}。", "请写成 {{ 数据名 }}，如 {{ unit.name }}。"),
        ("没有署名（issued.by）。", "没有署名。"),
    ],
)
def test_keys_go_and_names_stay(said: str, shown: str) -> None:
    assert finding_words(said) == shown
