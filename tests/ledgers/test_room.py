"""A small workbook whose directory names one sheet many times isn't read many times."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from nianbao.county.forms.opening import FormError, open_form
from nianbao.importer import SourceError
from nianbao.importer.readers import xlsx
from nianbao.ledgers import room
from tests.ledgers.conftest import Folder


def repeated(times: int) -> bytes:
    """Write a workbook that names its one sheet so many times."""
    book, made, stream = Workbook(), io.BytesIO(), io.BytesIO()
    book.active.cell(20, 10, "甲")  # type: ignore[union-attr]
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = re.sub(rb"<sheet [^>]*>", lambda found: found[0] * times, content)
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("times", "cells", "code", "words"), [(300, 10**6, "L106", "300 张"), (6, 1_000, "L107", "合起来")]
)
def test_too_much_is_refused(
    ledger: Folder, monkeypatch: pytest.MonkeyPatch, times: int, cells: int, code: str, words: str
) -> None:
    monkeypatch.setattr(room, "MAX_DENSE_CELLS", cells)
    data = repeated(times)
    assert [finding.code for finding in ledger.data("a.xlsx", data).errors] == [code]
    with pytest.raises(FormError, match=f"「年报表.xlsx」.*{words}.*请"):
        open_form(data, "年报表.xlsx")
    with pytest.raises(SourceError, match=f"「年报.xlsx」.*{words}.*请"):
        xlsx.read(data, "年报.xlsx")


def test_what_has_room_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_DENSE_CELLS", 1_000)
    assert len(open_form(repeated(5), "年报表.xlsx")) == 5
