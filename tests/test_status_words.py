"""What a clerk is told became of a report."""

from __future__ import annotations

from typing import get_args

from nianbao.status_words import counted_words, status_words
from nianbao.task import BlockedBy, Status


def test_each_state_has_words_of_its_own() -> None:
    said = [status_words(status) for status in get_args(Status)]
    kept = [status_words("blocked", reason) for reason in get_args(BlockedBy)]
    assert len({*said, *kept}) == len(get_args(Status)) + len(get_args(BlockedBy)) - 1
    assert not {*said, *kept} & {*get_args(Status), *get_args(BlockedBy)}


def test_an_older_manifest_does_not_say_what_kept_a_report_back() -> None:
    assert status_words("blocked") == status_words("blocked", "??") == "未通过校核"
    assert status_words("melted") == "melted"


def test_reports_are_counted_by_what_the_words_tell() -> None:
    found = [
        ("melted", None),
        ("blocked", "signing"),
        ("built", None),
        ("blocked", "findings"),
        ("built", None),
    ]
    assert counted_words(found) == [("已生成", 2), ("未通过校核", 1), ("签发登记不全", 1), ("melted", 1)]
