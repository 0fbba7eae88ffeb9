"""Whatever is done to a register is found, and said where."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from nianbao.errors import SigningError
from nianbao.signing.chain import Entry, linked, read, to_bytes
from nianbao.signing.register import SignRegister, register_path
from nianbao.signing.standing import Standing, State
from tests.signing.conftest import Sign, now

BODIES: list[Entry] = [
    {"do": "step", "step": step, "name": "张三", "date": "2025-01-10"} for step in "甲乙丙丁"
]


def chain() -> list[Entry]:
    entries: list[Entry] = []
    for body in BODIES:
        entries.append(linked(body, entries))
    return entries


CHAIN = to_bytes(chain())


def words(data: bytes) -> str:
    return " ".join(map(str, read(data)[1]))


def test_what_was_written_is_whole() -> None:
    entries, problems = read(CHAIN)
    assert problems == []
    assert to_bytes(entries) == CHAIN


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(CHAIN) - 1), st.integers(1, 255))
def test_any_changed_byte_is_found(place: int, change: int) -> None:
    data = bytearray(CHAIN)
    data[place] ^= change
    assert words(bytes(data))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(CHAIN)), st.binary(min_size=1, max_size=3))
def test_any_byte_put_in_is_found(place: int, more: bytes) -> None:
    assume(place or more != codecs.BOM_UTF8)
    assert words(CHAIN[:place] + more + CHAIN[place:])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(CHAIN) - 2), st.integers(1, 40))
def test_any_bytes_taken_out_are_found(place: int, count: int) -> None:
    # Whole lines off the end are what the seal is for.
    assert words(CHAIN[:place] + CHAIN[place + count :]) or (
        CHAIN[:place].endswith(b"\n") and place + count >= len(CHAIN)
    )


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    entries, problems = read(data)
    assert problems or to_bytes(entries) == data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def test_other_line_ends_are_no_change_of_words() -> None:
    windows = CHAIN.replace(b"\n", b"\r\n")
    assert read(windows) == (chain(), [])
    lines = windows.split(b"\n")
    lines[1] = lines[1].replace("张三".encode(), "李四".encode())
    assert words(b"\n".join(lines)) == "第 2 行（乙 李四 2025-01-10）被改动过。"
    assert words(codecs.BOM_UTF8 + windows) == words(codecs.BOM_UTF8 + CHAIN) == ""
    assert words(codecs.BOM_UTF8 * 2 + CHAIN)
    assert words(CHAIN.replace(b"\n", b"\r\n", 1))
    assert words(windows + b"\r")


def test_a_line_that_was_not_finished_is_told_once() -> None:
    assert words(CHAIN[:-20]) == "第 4 行没有写完，末尾被截断或改动过。"


def test_the_entry_that_was_altered_is_named() -> None:
    lines = CHAIN.split(b"\n")
    lines[1] = lines[1].replace("张三".encode(), "李四".encode())
    assert words(b"\n".join(lines)) == "第 2 行（乙 李四 2025-01-10）被改动过。"


def test_a_lost_entry_is_named() -> None:
    entries = chain()
    assert (
        words(to_bytes([entries[0], *entries[2:]]))
        == "第 2 行（丙 张三 2025-01-10）之前，编号 2 到 2 的登记被删去了。"
    )


def test_an_entry_that_was_written_anew_is_found_by_the_next() -> None:
    entries = chain()
    forged = linked({**BODIES[1], "name": "李四"}, entries[:1])
    assert (
        words(to_bytes([entries[0], forged, *entries[2:]]))
        == "第 3 行（丙 张三 2025-01-10）与上一行接不上，上一行被换过。"
    )


# --- on the disk


def lines_of(town: Path) -> list[str]:
    return register_path(town).read_text(encoding="utf-8").splitlines(keepends=True)


def put(town: Path, lines: list[str]) -> None:
    register_path(town).write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("kept", [0, 1, 5, 6])
def test_a_cut_end_is_found(signed: Standing, folder: Path, town: Path, kept: int) -> None:
    put(town, lines_of(town)[:kept])
    found = now(town, folder)
    assert found.state is State.DRAFT
    assert [str(one) for one in found.problems] in (
        [f"末尾少了 {7 - kept} 条：原有 7 条。"],
        ["登记不见了：原有 7 条。"],
    )


def test_a_register_that_was_deleted_is_missed(
    signed: Standing, folder: Path, town: Path, sign_off: Sign
) -> None:
    register_path(town).unlink()
    assert SignRegister(town, folder).is_there
    assert now(town, folder).problems
    with pytest.raises(SigningError, match="登记不见了：原有 7 条"):
        sign_off()


def test_a_register_written_anew_is_found(signed: Standing, folder: Path, town: Path) -> None:
    entries: list[Entry] = []
    for line in lines_of(town):
        body = {
            key: value for key, value in json.loads(line).items() if key not in ("number", "before", "sha256")
        }
        entries.append(linked({**body, "at": "2025-01-01T00:00:00+08:00"}, entries))
    register_path(town).write_bytes(to_bytes(entries))
    assert [str(one) for one in now(town, folder).problems] == ["第 7 条与封尾记录不符，登记被换过。"]


def test_a_register_with_other_line_ends_goes_on(
    signed: Standing, sign_off: Sign, folder: Path, town: Path
) -> None:
    path = register_path(town)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert now(town, folder).is_approved
    assert sign_off("李四", step="核稿").is_approved
    assert b"\r" not in path.read_bytes()


def test_another_reports_register_is_found(signed: Standing, folder: Path, town: Path) -> None:
    other = town.with_name("heishui.yaml")
    other.write_bytes(town.read_bytes())
    register_path(other).write_bytes(register_path(town).read_bytes())
    (problem,) = SignRegister(other, folder).read().problems
    assert "2017/yunxi" in str(problem)


def test_without_the_seal_it_is_said_that_the_end_is_not_known(
    signed: Standing, folder: Path, town: Path
) -> None:
    for seal in (folder / ".nianbao" / "signing").glob("*.json"):
        seal.unlink()
    put(town, lines_of(town)[:-1])
    reading = SignRegister(town, folder).read()
    assert not reading.problems
    assert not reading.sealed


@pytest.mark.parametrize("seal", ["", "[]", '{"count": "7"}', '{"count": 7}', "\x00"])
def test_an_altered_seal_is_found(signed: Standing, folder: Path, town: Path, seal: str) -> None:
    (path,) = (folder / ".nianbao" / "signing").glob("*.json")
    path.write_text(seal, encoding="utf-8")
    assert SignRegister(town, folder).read().problems


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_altered_register_counts_or_breaks_anything(
    data: st.DataObject, signed: Standing, folder: Path, town: Path
) -> None:
    path = register_path(town)
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    altered = bytearray(whole)
    altered[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(altered))
    try:
        assert now(town, folder).state is State.DRAFT
    finally:
        path.write_bytes(whole)


def test_a_register_is_no_parameter_file(signed: Standing, folder: Path, town: Path) -> None:
    from nianbao.folder import parameter_files

    assert [path.name for path in parameter_files([folder / "params"])] == ["yunxi.yaml"]
