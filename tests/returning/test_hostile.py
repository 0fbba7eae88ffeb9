"""Word files made to do harm, or broken on the way: refused as every import is, or read as far as they go."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from nianbao.errors import NianbaoError
from nianbao.importer import SourceError
from nianbao.returning.reading import word_of
from tests.importer.words import docx, paragraph
from tests.returning.edited import ROOT, exported, part, reviewed, with_part

PATH = ROOT / "params" / "2017" / "heluo.yaml"
DOCUMENT = "word/document.xml"


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


def test_a_record_can_not_lead_out_of_the_folder(data: bytes) -> None:
    from nianbao.returning.exported import belongs_to

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
