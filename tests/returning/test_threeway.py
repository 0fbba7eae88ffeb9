"""Two sides changed a list of paragraphs: whose change is where."""

from __future__ import annotations

import random

from nianbao.returning.threeway import Hunk, hunks


def merged(was: str, ours: str, theirs: str) -> tuple[str, int]:
    """Take their changes into ours, conflicts too; count those."""
    found = hunks(was, was, ours, theirs)
    text, at = "", 0
    for one in found:
        text += ours[at : one.start] + theirs[one.new_start : one.new_end]
        at = one.end
    return text + ours[at:], sum(one.conflict for one in found)


def test_what_only_they_changed_is_theirs() -> None:
    assert hunks("abcd", "abcd", "abcd", "aXcd") == [Hunk(1, 2, 1, 2)]
    assert hunks("abcd", "abcd", "aXcd", "abcd") == []


def test_changes_in_different_places_are_both_taken() -> None:
    assert merged("abcdef", "aXcdef", "abcdYf") == ("aXcdYf", 0)
    assert merged("abcdef", "XYabcdef", "abcf") == ("XYabcf", 0)
    assert merged("abcdef", "bcdef", "abcdefZ") == ("bcdefZ", 0)


def test_a_paragraph_put_in_beside_a_changed_one_is_no_conflict() -> None:
    assert merged("abc", "aXbc", "aYc") == ("aXYc", 0)
    assert merged("abc", "abXc", "aYc") == ("aYXc", 0)
    assert merged("abc", "aYc", "aXbc") == ("aXYc", 0)


def test_both_at_one_place_is_a_conflict() -> None:
    assert merged("abc", "aXc", "aYc") == ("aYc", 1)
    assert merged("abc", "aXbc", "aYbc") == ("aYbc", 1)
    assert merged("abcd", "aXd", "abYd") == ("abYd", 1)


def test_either_side_alone_gives_that_side() -> None:
    chance = random.Random(8)
    for _ in range(300):
        was = "".join(chance.sample("abcdefghij", 8))
        other = list(was)
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(other) + 1)
            other[at : at + chance.randrange(2)] = chance.choice(["", "X", "YZ"])
        assert merged(was, was, "".join(other)) == ("".join(other), 0)
        assert merged(was, "".join(other), was) == ("".join(other), 0)
