"""The bare cost: the same HTML filled and the same Typst compiled, without any notebook or check."""

from __future__ import annotations

from pathlib import Path

from rivals.processes import in_processes


def run(folder: Path, towns: list[Path]) -> None:
    """Fill the HTML and compile the Typst without a notebook."""
    in_processes(_bare_over, folder, towns)


def _bare_over(folder: Path, towns: list[Path]) -> None:
    for town in towns:
        render(folder, town)


def render(folder: Path, town: Path) -> None:
    """Fill one town's HTML and compile its Typst."""
    from nianbao.export.base import Look, load_form
    from nianbao.export.document import Document
    from nianbao.params import load_parameters
    from nianbao.report import Report

    document = Document.of(Report.of(load_parameters(town, folder).parameters, folder).blocks())
    place = folder / "bare"
    place.mkdir(exist_ok=True)
    for name in ("html", "pdf"):
        (place / f"{town.stem}.{name}").write_bytes(load_form(name).render(document, Look()))
