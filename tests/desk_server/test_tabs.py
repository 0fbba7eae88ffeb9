"""Pages come, are loaded anew, crash and go; kernels and server end in time, and not before."""

from __future__ import annotations

import pytest

from nianbao.desk_server.tabs import BACK_WITHIN, JUST_NOW, SHOWN_WITHIN, VISITED_WITHIN, Tabs


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tabs(clock: Clock) -> Tabs:
    return Tabs(clock)


def _open(tabs: Tabs, kernel: str) -> None:
    tabs.started(kernel)
    tabs.opened(kernel)


def test_a_server_that_nobody_visits_ends_at_last(tabs: Tabs, clock: Clock) -> None:
    clock.now += VISITED_WITHIN - 1
    assert not tabs.over
    clock.now += 1
    assert tabs.over


def test_an_open_page_keeps_everything_however_long(tabs: Tabs, clock: Clock) -> None:
    _open(tabs, "a")
    clock.now += 10 * VISITED_WITHIN
    assert not tabs.over
    assert (tabs.abandoned(), tabs.replaced()) == ([], [])


def test_the_server_ends_with_its_last_page(tabs: Tabs, clock: Clock) -> None:
    _open(tabs, "a")
    _open(tabs, "b")
    tabs.closed("a")
    tabs.ended("a")
    clock.now += 2 * BACK_WITHIN
    assert not tabs.over
    tabs.leaving("b")
    tabs.closed("b")
    assert tabs.abandoned() == ["b"], "a page that said so is gone at once"
    tabs.ended("b")
    assert not tabs.over, "it may be a reload"
    clock.now += BACK_WITHIN
    assert tabs.over


def test_a_crashed_browser_is_given_time_and_then_up(tabs: Tabs, clock: Clock) -> None:
    _open(tabs, "a")
    clock.now += VISITED_WITHIN
    tabs.closed("a")
    assert tabs.abandoned() == []
    clock.now += BACK_WITHIN
    assert tabs.abandoned() == ["a"]
    tabs.ended("a")
    clock.now += BACK_WITHIN
    assert tabs.over


def test_a_reload_ends_nothing_but_the_kernel_of_before(tabs: Tabs, clock: Clock) -> None:
    _open(tabs, "a")
    _open(tabs, "other")
    tabs.leaving("a")
    assert tabs.replaced() == ["a"], "the old page's connection still stands when the new one is asked for"
    tabs.ended("a")
    tabs.started("b")
    tabs.closed("a")
    tabs.ended("a")
    clock.now += 8
    assert not tabs.over
    tabs.opened("b")
    clock.now += SHOWN_WITHIN
    assert sorted(tabs.open) == ["b", "other"]
    assert (tabs.abandoned(), tabs.over) == ([], False)


def test_a_page_that_was_asked_to_stay_stays(tabs: Tabs, clock: Clock) -> None:
    _open(tabs, "a")
    tabs.leaving("a")
    clock.now += JUST_NOW + 1
    assert tabs.replaced() == []
    assert tabs.open == ["a"]


def test_a_second_page_finds_what_a_crashed_one_held_free(tabs: Tabs) -> None:
    _open(tabs, "a")
    tabs.closed("a")
    assert tabs.replaced() == ["a"]


def test_a_page_that_is_still_starting_isnt_replaced(tabs: Tabs, clock: Clock) -> None:
    tabs.started("a")
    assert tabs.replaced() == []
    clock.now += SHOWN_WITHIN
    assert tabs.abandoned() == ["a"]


def test_two_connections_of_one_page_are_one_page(tabs: Tabs) -> None:
    _open(tabs, "a")
    tabs.opened("a")
    tabs.closed("a")
    assert tabs.open == ["a"]
