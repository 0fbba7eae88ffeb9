"""The short form of ``make fuzz``: some inputs for every target, the same on each run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.inputs import inputs
from tests.hostile.judge import judge
from tests.hostile.target import all_targets

FEW, MANY = 2, 8


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder into which an input may make the code write."""
    work = tmp_path / "工作 folder"
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(work))
    return work


@pytest.mark.parametrize("name", all_targets())
def test_good_inputs_are_accepted(name: str, place: Path) -> None:
    target = all_targets()[name]
    outcomes = {seed: judge(target, target.seed(seed), place) for seed in target.seeds}
    assert not [verdict.said for verdict in outcomes.values() if verdict.outcome == "fault"]
    assert "accepted" in {verdict.outcome for verdict in outcomes.values()} or name == "ledger-xls"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", all_targets())
def test_bad_inputs_are_read_or_refused_in_plain_words(name: str, place: Path) -> None:
    target = all_targets()[name]

    @settings(
        max_examples=FEW if target.slow else MANY,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(target))
    def throw(data: bytes) -> None:
        verdict = judge(target, data, place)
        assert verdict.outcome != "fault", verdict.said

    throw()


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.data())
def test_the_same_chance_gives_the_same_input(data: st.DataObject) -> None:
    import random

    from tests.hostile.damage import damaged

    target = all_targets()[
        data.draw(st.sampled_from(sorted(name for name, one in all_targets().items() if not one.slow)))
    ]
    seed, number = data.draw(st.sampled_from(sorted(target.seeds))), data.draw(st.integers(0, 10**6))
    made = [damaged(target.damage, target.seed(seed), random.Random(number)) for _ in range(2)]
    assert made[0] == made[1]
