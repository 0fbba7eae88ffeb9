"""A report whose author and ledgers keep things to themselves, and a search for them in all that is packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pikepdf

SECRET = "机密记号"
"""Stands wherever something isn't for others' eyes."""

PHONE = "13900000009"

_LEDGER = f"登记编号,收到日期,申请人,申请人类别,联系电话,件数,答复日期,办理结果\n1,2017-03-01,{SECRET},自然人,{PHONE},1,2017-03-09,予以公开\n"
_PRIVATE = f"""\
accepted:
  - code: S103
    where: applications
    reason: {SECRET}，当事人电话{PHONE}
unplaced: {SECRET}
ledgers:
  applications: ledgers/{SECRET}.csv
"""
_HIDDEN = {
    "remove_output": f"print('{SECRET}')",
    "remove_cell": f"from IPython.display import HTML; HTML('{SECRET}')",
}


def keep_secrets(folder: Path, params: Path) -> None:
    """Add to a report of ``laiyang-2017`` all that may be kept out of it."""
    (folder / "ledgers").mkdir(exist_ok=True)
    (folder / "ledgers" / f"{SECRET}.csv").write_text(_LEDGER, encoding="utf-8")
    params.write_text(params.read_text(encoding="utf-8") + _PRIVATE, encoding="utf-8")
    path = folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell(f"公开的一段。<!-- {SECRET} -->"),  # type: ignore[no-untyped-call]
        v4.new_raw_cell(SECRET),  # type: ignore[no-untyped-call]
        v4.new_code_cell(f"import sys; print('{SECRET}', file=sys.stderr)"),  # type: ignore[no-untyped-call]
        v4.new_code_cell(f"# {SECRET}\nreport.findings()"),  # type: ignore[no-untyped-call]
    ]
    for tag, source in _HIDDEN.items():
        cells.append(v4.new_code_cell(source, metadata={"tags": [tag]}))  # type: ignore[no-untyped-call]
    notebook.cells += cells
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def all_texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Give everything that can be read in a file: parts of a zip, streams of a PDF, as any text encoding."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield name, part
                yield from all_texts(f"{name}/{part}", archive.read(part))
        return
    if data.startswith(b"%PDF"):
        yield from _pdf_texts(name, data)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield name, data.decode(encoding, "ignore")


def _pdf_texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            yield name, str(one)
            if isinstance(one, pikepdf.Stream):
                yield from all_texts(f"{name} stream", one.read_bytes() if "/Filter" in one else b"")
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    yield name, "".join(page.get_textpage().get_text_range() for page in document)
