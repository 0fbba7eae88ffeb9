"""YAML that people write beside parameter files: one error for whatever is wrong with it."""

from __future__ import annotations

import pytest
import yaml

from nianbao.plain_yaml import UnreadableValueError, plain_yaml

LAUGHS = "a0: &a0 [1,1]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "!!timestamp 1",
        "!!int ''",
        "!!float x",
        "9" * 5_000,
        "2024-02-30",
        "0000-01-01",
        "&a [*a]",
        "&a {b: *a}",
        LAUGHS,
    ],
)
def test_what_no_value_can_be_made_of(text: str, fast: bool) -> None:
    with pytest.raises(UnreadableValueError):
        plain_yaml(text, fast=fast)


@pytest.mark.parametrize("text", ["!!python/object/apply:os.getcwd []", "a: [", "\0"])
def test_what_is_not_yaml(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        plain_yaml(text)


def test_what_can_be_read() -> None:
    assert plain_yaml("") is None
    assert plain_yaml("a: &a [1, 二]\nb: *a\n") == {"a": [1, "二"], "b": [1, "二"]}
