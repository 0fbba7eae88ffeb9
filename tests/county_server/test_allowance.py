"""How much may come at once, and how much in the long run."""

from __future__ import annotations

from nianbao.county_server.allowance import Allowance


def test_so_much_at_once_and_then_as_it_comes_back() -> None:
    time = 0.0
    allowance = Allowance(3, 2, lambda: time)
    assert [allowance.has() for _ in range(4)] == [True, True, True, False]
    time = 0.5
    assert [allowance.has() for _ in range(2)] == [True, False]
    time = 1000.0
    assert [allowance.has() for _ in range(4)] == [True, True, True, False], (
        "a long rest gives no more than at first"
    )


def test_who_takes_too_much_waits_until_it_is_made_up_for() -> None:
    time = 0.0
    allowance = Allowance(3, 2, lambda: time)
    assert allowance.take(3) == 0
    assert allowance.take(2) == 1
    assert allowance.take(2) == 2, "for what others took before, too"
    time = 2.0
    assert allowance.take(0) == 0
