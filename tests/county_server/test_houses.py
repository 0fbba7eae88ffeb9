"""A unit's house: what it may use, and that its end is no other unit's."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from traitlets.config import Config, Configurable

from nianbao.county_server import houses
from nianbao.county_server.houses import IDLE_AFTER, MOST_LINES, MOST_PAGES, House
from nianbao.county_server.street import Street
from nianbao.fence import VARIABLE


class _Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


class _Page:
    def __init__(self) -> None:
        self.told: list[str] = []

    async def write_message(self, words: str) -> None:
        self.told.append(words)


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def house(tmp_path: Path, clock: _Clock, monkeypatch: pytest.MonkeyPatch) -> House:
    app = Configurable(config=Config())
    (tmp_path / "private").mkdir()
    own = tmp_path / "private" / "1"
    folder = tmp_path / "county" / "编报台" / "单位" / "yunxi"
    folder.mkdir(parents=True)
    house = House("yunxi", "m", folder, tmp_path, tmp_path / "private", own, app, clock)
    monkeypatch.setattr(house.kernels, "lives", _lives)
    monkeypatch.setattr(houses, "_memory", lambda _kernels, _kernel: 0)
    return house


async def _lives(_kernel: str) -> bool:
    return True


def _look(house: House) -> None:
    """Look at it in a thread of its own: a test of pages may have left this one with a loop that runs."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, house.look()).result()


def _open(house: House) -> tuple[str, _Page]:
    kernel, page = str(uuid.uuid4()), _Page()
    house.tabs.opened(kernel)
    house.pages[kernel] = {page}  # type: ignore[arg-type]  # all that is asked of one
    return kernel, page


def test_a_page_without_a_word_is_ended_and_told(house: House, clock: _Clock) -> None:
    (quiet, told), (busy, other) = _open(house), _open(house)
    _look(house)
    clock.time = IDLE_AFTER
    house.heard(busy)
    _look(house)
    assert not told.told
    clock.time += 1
    _look(house)
    assert told.told == ["idle"]
    assert quiet not in house.pages
    assert not other.told
    assert busy in house.tabs.open


def test_nobody_waits_for_a_page_that_does_not_read(
    house: House, clock: _Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(words: str) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(houses, "PATIENCE", 0.01)
    kernel, page = _open(house)
    monkeypatch.setattr(page, "write_message", never)
    _look(house)
    clock.time = IDLE_AFTER + 1
    _look(house)
    assert kernel not in house.pages


def test_a_page_that_uses_too_much_is_ended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    (greedy, told), (_, other) = _open(house), _open(house)
    monkeypatch.setattr(
        houses, "_memory", lambda _kernels, kernel: houses.MOST_MEMORY + 1 if kernel == greedy else 0
    )
    _look(house)
    assert told.told == ["dead"]
    assert not other.told


def test_a_kernel_without_a_page_is_looked_at_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    async def end(kernel: str) -> None:
        ended.append(kernel)

    monkeypatch.setattr(house.kernels, "end", end)
    monkeypatch.setattr(house.kernels, "list_kernel_ids", lambda: ["left"])
    _look(house)
    assert not ended
    monkeypatch.setattr(houses, "_memory", lambda _kernels, _kernel: houses.MOST_MEMORY + 1)
    _look(house)
    assert ended == ["left"]


def test_a_folder_that_grows_too_big_ends_its_pages(
    house: House, clock: _Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, told = _open(house)
    (house.folder / "big").write_bytes(b"x" * 100)
    monkeypatch.setattr(houses, "MOST_DISK", 99)
    _look(house)
    assert not told.told, "not at every look"
    clock.time = houses.MEASURE_EVERY
    _look(house)
    assert told.told == ["dead"]


def test_a_unit_gets_so_much_and_no_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert house.refusal() is None
    many: dict[str, Any] = {str(number): None for number in range(MOST_PAGES)}
    monkeypatch.setattr(house.kernels, "_kernels", many)
    assert "页面" in str(house.refusal())
    many.clear()
    (house.folder / "big").write_bytes(b"x" * 100)
    monkeypatch.setattr(houses, "MOST_DISK", 99)
    assert "文件太多" in str(house.refusal())
    monkeypatch.setattr(houses, "MOST_DISK", 100)
    assert house.refusal() is None
    free = SimpleNamespace(available=houses.LEAST_FREE - 1)
    monkeypatch.setattr(houses.psutil, "virtual_memory", lambda: free)
    assert "过一会儿" in str(house.refusal())


def test_who_says_too_much_has_to_wait(house: House, clock: _Clock) -> None:
    assert house.pause(40 * 2**20) == 0, "the largest upload at once"
    assert sum(house.pause(100) for _ in range(500)) == 0, "and quick typing"
    waits = [house.pause(1_000_000) for _ in range(100)]
    assert waits[-1] > 30, "100 MB more"
    clock.time += waits[-1]
    assert house.pause(0) <= 0.011


def test_a_unit_holds_so_many_connections_open_and_no_more(house: House) -> None:
    with contextlib.ExitStack() as lines:
        may = [lines.enter_context(house.line()) for _ in range(MOST_LINES + 1)]
    assert may == [True] * MOST_LINES + [False]
    with house.line() as one:
        assert one, "they were given back"


def test_its_kernels_are_fenced_and_take_what_widgets_say_alone(house: House) -> None:
    closed, but = json.loads(house.kernels.environment()[VARIABLE])
    own = house.folder.parents[3] / "private" / "1"
    assert {str(Path(one)) for one in but} == {str(house.folder.resolve()), str(own.resolve())}
    assert str(house.folder.parents[3].resolve()) in closed
    assert set(house.kernels.allowed_message_types) == {
        "comm_open",
        "comm_close",
        "comm_msg",
        "comm_info_request",
        "kernel_info_request",
    }


def test_a_house_that_is_being_closed_is_closed_to_its_end(tmp_path: Path) -> None:
    done: list[str] = []

    async def close() -> None:
        await asyncio.sleep(0.05)
        done.append("closed")

    async def told_to_end() -> None:
        place = SimpleNamespace(folder=tmp_path, roster=tmp_path / "单位名单.xlsx")
        links = SimpleNamespace(mark=lambda _unit: "renewed")
        street = Street(place, SimpleNamespace(), links, tmp_path, None)  # type: ignore[arg-type]  # all that is asked
        street._houses["yunxi"] = SimpleNamespace(mark="m", close=close)  # type: ignore[assignment]
        look = asyncio.create_task(street.look())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        look.cancel()
        await street.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, told_to_end()).result()
    assert done == ["closed"]
