"""What was understood of a source, for showing it beside the source: lines, stretches, cells, headings."""

from __future__ import annotations

from nianbao.importer.parts import Parts
from nianbao.importer.result import CellReading, SectionReading, SourceLine, Stretch


def lines(parts: Parts) -> tuple[SourceLine, ...]:
    """List the lines of the source."""
    return tuple(SourceLine(line.number, line.text, line.page) for line in parts.source.lines)


def stretches(parts: Parts) -> tuple[Stretch, ...]:
    """List what each stretch of the source became."""
    return tuple(
        Stretch(piece.line, piece.start, piece.end, piece.owner.part, piece.owner.name)
        for piece in parts.claims.pieces()
    )


def cells(parts: Parts) -> tuple[CellReading, ...]:
    """List the cells of the tables."""
    return tuple(
        CellReading(
            cell.table,
            *cell.cell,
            cell.value,
            cell.raw,
            cell.certainty,
            cell.why,
            parts.place(cell.item.line, cell.item.span),
        )
        for cell in parts.tables.cells
    )


def sections(parts: Parts) -> tuple[SectionReading, ...]:
    """List the headings."""
    return tuple(
        SectionReading(
            home,
            heading.text,
            "low" if heading.section != home else heading.certainty,
            heading.section != home,
            parts.place(heading.line, heading.span),
        )
        for heading, home in parts.headings
    )
