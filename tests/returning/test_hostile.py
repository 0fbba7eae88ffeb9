"""Word files made to do harm, or broken on the way: refused as every import is, or read as far as they go."""

from __future__ import annotations

import dataclasses
import functools
import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editor.document import Document as ParameterDocument
from nianbao.errors import NianbaoError
from nianbao.importer import SourceError
from nianbao.returning.exported import _recorded as exported_as
from nianbao.returning.exported import belongs_to
from nianbao.returning.reading import word_of
from nianbao.returning.review import review
from nianbao.returning.word import Word
from tests.importer.words import docx, paragraph
from tests.returning.edited import ROOT, exported, part, reviewed, with_part

PATH = ROOT / "params" / "2017" / "heluo.yaml"
DOCUMENT = "word/document.xml"
WORDS = ("paragraph", "heading", "table", "title", "signature", "annex", "annex_note", "figure", "overview")
KEYS = ("kind", "section", "printed", "typed", "id", "by", "date", "figures", "cells", "lines")


@functools.cache
def heluo() -> Word:
    return word_of(exported(PATH), "年报.docx")


@pytest.fixture(scope="module")
def data() -> bytes:
    return exported(PATH)


def test_entities_are_refused(data: bytes) -> None:
    bad = b'<!DOCTYPE x [<!ENTITY a "b">]>' + part(data, DOCUMENT).split(b"?>", 1)[1]
    with pytest.raises(SourceError, match="外部引用"):
        word_of(with_part(data, DOCUMENT, bad), "年报.docx")


def test_what_unpacks_to_too_much_is_refused(data: bytes) -> None:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", b"0" * 130_000_000)
    with pytest.raises(SourceError, match="太大"):
        word_of(made.getvalue(), "年报.docx")


def test_a_hundred_thousand_paragraphs_are_refused() -> None:
    with pytest.raises(SourceError, match="太长"):
        word_of(docx("<w:p/>" * 100_000), "年报.docx")


def test_a_record_that_nobody_wrote_is_no_record(data: bytes) -> None:
    for told in (
        b"[]",
        b'{"version": 1, "blocks": [1]}',
        b'{"version": 1, "blocks": [{"figures": [[1]]}]}',
        b"{",
    ):
        made = b'<exported xmlns="urn:nianbao:exported">' + told + b"</exported>"
        found = reviewed(with_part(data, "customXml/item1.xml", made), PATH)
        assert found.changes == 0
        assert found.known  # by the hash in its properties


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda some: (
        st.lists(some, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, "x"]), some, max_size=3)
    ),
    max_leaves=8,
)
BLOCK = st.dictionaries(st.sampled_from(KEYS), ANYTHING | st.sampled_from(WORDS), max_size=6)
RECORD = ANYTHING | st.fixed_dictionaries(
    {"version": st.just(1) | ANYTHING, "blocks": st.lists(BLOCK, max_size=4) | ANYTHING},
    optional={"unit": ANYTHING | st.just("heluo"), "year": ANYTHING | st.just(2017)},
)
WRONG = st.tuples(
    st.sampled_from(["figures", "cells", "lines"]),
    st.integers()
    | st.text(max_size=3)
    | st.booleans()
    | st.none()
    | st.dictionaries(st.text(max_size=2), st.none()),
)


@settings(max_examples=150, deadline=None)
@given(RECORD)
def test_no_record_whatever_makes_it_crash(told: object) -> None:
    word = dataclasses.replace(heluo(), record=told)
    review(word, ParameterDocument.open(PATH, ROOT))
    assert belongs_to(word, ROOT) == PATH


@settings(max_examples=50, deadline=None)
@given(WRONG, st.integers(0, 5))
def test_a_record_with_one_wrong_thing_in_it_is_not_believed(wrong: tuple[str, object], at: int) -> None:
    word = heluo()
    assert isinstance(word.record, dict)
    blocks = [dict(one) for one in word.record["blocks"]]
    assert exported_as({**word.record, "blocks": blocks}) is not None
    blocks[at][wrong[0]] = wrong[1]
    assert exported_as({**word.record, "blocks": blocks}) is None


def test_a_record_too_deep_to_read_is_no_record(data: bytes) -> None:
    made = b'<exported xmlns="urn:nianbao:exported">' + b"[" * 100_000 + b"</exported>"
    assert word_of(with_part(data, "customXml/item1.xml", made), "年报.docx").record is None


def test_a_record_can_not_lead_out_of_the_folder(data: bytes) -> None:
    told = b'{"version": 1, "year": 2017, "unit": "../../../etc/passwd", "blocks": []}'
    made = b'<exported xmlns="urn:nianbao:exported">' + told + b"</exported>"
    assert belongs_to(word_of(with_part(data, "customXml/item1.xml", made), "年报.docx"), ROOT) == PATH


def test_damaged_files_are_read_or_refused_and_never_crash(data: bytes) -> None:
    chance = random.Random(17)
    for _ in range(60):
        content = bytearray(part(data, DOCUMENT))
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(content))
            content[at : at + chance.randrange(40)] = bytes(
                chance.choices(b"<>/w:p ", k=chance.randrange(12))
            )
        try:
            reviewed(with_part(data, DOCUMENT, bytes(content)), PATH)
        except NianbaoError as said:
            assert "年报.docx" in str(said)


def test_runs_nested_deeply_are_read_or_refused(data: bytes) -> None:
    deep = "<w:smartTag>" * 200 + "<w:r><w:t>深</w:t></w:r>" + "</w:smartTag>" * 200
    word = word_of(docx(f"<w:p>{deep}</w:p>{paragraph('浅')}"), "年报.docx")
    assert [one.text for one in word.items] == ["深", "浅"]  # type: ignore[union-attr]
