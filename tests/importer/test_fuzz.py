"""Damaged files of every kind: each is read whole or refused in plain words, and nothing else happens."""

from __future__ import annotations

import functools
import io
import random
import zipfile
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.importer import SourceError
from nianbao.importer.assemble import take_apart
from nianbao.importer.characters import counted
from nianbao.importer.readers import read_source
from nianbao.template import load_template
from tests.importer.flatten import bars, numbers_of, report_text
from tests.importer.forms import as_docx, as_html, as_xlsx
from tests.importer.pdfs import as_pdf
from tests.importer.words import box, docx, level, numbering, paragraph, part, run, table

TEMPLATE = load_template("national-2019")
NUMBERS = numbers_of(TEMPLATE)
TEXT = report_text(TEMPLATE, 2020, bars, NUMBERS)


def rich() -> bytes:
    """Write a Word file that has some of everything."""
    changes = f"<w:p>{run('留')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins>{run('增')}</w:ins>{box('框')}</w:p>"
    body = (
        paragraph("总体情况", level=0)
        + paragraph("主动公开", level=1)
        + changes
        + table(["规章", "1"], ["甲", ""])
    )
    return docx(
        body,
        numbering=numbering(level(0, "japaneseCounting", "%1、"), level(1, "decimal", "%1.%2")),
        footnotes=part("footnotes", f'<w:footnote w:id="1">{paragraph("注")}</w:footnote>'),
        header=part("hdr", paragraph("页眉")),
    )


FILES: dict[str, Callable[[], bytes]] = {
    "txt": lambda: TEXT.encode(),
    "gbk": lambda: TEXT.encode("gb18030"),
    "utf-16": lambda: TEXT.encode("utf-16"),
    "html": lambda: as_html(TEMPLATE, 2020, NUMBERS),
    "docx": lambda: as_docx(TEMPLATE, 2020, NUMBERS),
    "rich docx": rich,
    "xlsx": lambda: as_xlsx(TEMPLATE, 2020, NUMBERS),
    "pdf": lambda: as_pdf(TEMPLATE, 2020, NUMBERS, "ruled")[0],
}
made = functools.cache(lambda kind: FILES[kind]())


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change, drop, repeat or exchange stretches of bytes."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(found) + 1)
        end = min(len(found), place + chance.choice((1, 1, 2, 9, 200)))
        other = chance.randrange(len(found) + 1)
        found[place:end] = chance.choice(
            (
                b"",
                bytes(chance.randrange(256) for _ in range(chance.randint(1, 6))),
                found[other : other + chance.choice((1, 20, 300))],
                chance.choice((b"<", b">", b"</w:tbl>", b"<w:tbl>", b"<table>", b"</td>", b"&#0;", b"-1", b"999999999", b"\0")),
            )
        )  # fmt: skip
    return bytes(found[: chance.randrange(len(found) + 1)] if chance.random() < 0.15 else found)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Do the same to a part of a package, which stays whole."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            if name == victim and chance.random() < 0.1:
                continue
            new.writestr(name, damaged(content, chance) if name == victim and content else content)
    return stream.getvalue()


def check(data: bytes, name: str) -> None:
    try:
        source = read_source(data, name)
    except SourceError as problem:
        assert name in str(problem)
        return
    parts = take_apart(source, None, None, None)
    kept = counted(parts.claims.text(piece) for piece in parts.claims.pieces())
    assert kept == counted(line.text for line in source.lines)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([kind for kind in FILES if kind != "pdf"]), st.booleans(), st.integers(0, 2**32))
def test_damaged_files(kind: str, inside: bool, seed: int) -> None:
    chance = random.Random(seed)
    data = made(kind)
    check(
        damaged_inside(data, chance) if inside and data.startswith(b"PK") else damaged(data, chance), "年报.x"
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_damaged_pdf(seed: int) -> None:
    check(damaged(made("pdf"), random.Random(seed)), "年报.pdf")


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "%PDF-1.7\n", "PK\x03\x04", "<html>", "MIME-Version: 1.0\n", "\xff\xfe"]),
)
def test_any_bytes(data: bytes, head: str) -> None:
    if head != "%PDF-1.7\n" or len(data) < 40:
        check(head.encode("latin-1") + data, "年报.x")
