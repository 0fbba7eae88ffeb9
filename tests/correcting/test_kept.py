"""Whatever lies where a register should, a report can still be read, and its note holds nothing but text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.blocks import plain_text
from nianbao.correcting.kept import corrections_of, in_force
from nianbao.correcting.note import note_blocks
from nianbao.signing.sign import report_of
from tests.correcting.conftest import register_of

TEXT = st.text(max_size=20)
ANY = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, st.lists, max_leaves=6)
ENTRY = st.fixed_dictionaries(
    {"do": st.just("correction")},
    optional={
        "correction": st.integers() | ANY,
        "date": st.sampled_from(["2025-03-05", "2025-02-30", ""]) | ANY,
        **dict.fromkeys(("reason", "name", "was", "now", "source", "file_sha256"), TEXT | ANY),
        "changes": st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=3) | ANY,
    },
)
WHOLE = st.fixed_dictionaries(
    {
        "do": st.just("correction"),
        "correction": st.integers(min_value=1),
        "date": st.dates().map(str),
        **dict.fromkeys(("reason", "name", "was", "now", "source", "file_sha256"), TEXT),
        "changes": st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=3),
    }
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ENTRY | WHOLE, max_size=4))
def test_no_entry_breaks_the_note(entries: list[dict[str, object]]) -> None:
    found = in_force(entries)
    assert len(found) == len({one.number for one in found})
    for block in note_blocks(found):
        assert plain_text(block).isprintable()


@settings(max_examples=100, deadline=None)
@given(WHOLE)
def test_a_whole_entry_is_told(entry: dict[str, object]) -> None:
    (one,) = in_force([entry])
    assert len(note_blocks([one])) >= 4


def test_what_is_no_register_has_no_corrections(folder: Path, town: Path) -> None:
    report = report_of(town, folder)
    for data in (b"", b"\xff\x00", b"[]\n", b'{"do": "correction"}\n', b"{" * 5000):
        register_of(town).write_bytes(data)
        assert corrections_of(report.parameters, folder) == ()
    register_of(town).unlink()
    register_of(town).mkdir()
    assert corrections_of(report.parameters, folder) == ()
    assert corrections_of(report.parameters, None) == ()
