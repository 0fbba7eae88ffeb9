"""From a source's lines to a parameter file: each line is given to what it is, then all is put together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nianbao.errors import UsageError
from nianbao.importer.annexes import first_annex
from nianbao.importer.characters import fold
from nianbao.importer.chrome import claim_around, claim_asides, claim_everywhere, claim_running
from nianbao.importer.claims import Claims
from nianbao.importer.corrections import claim_corrections
from nianbao.importer.distribute import distribute
from nianbao.importer.ending import find_ending
from nianbao.importer.headings import Heading, candidates
from nianbao.importer.items import pipe_cells, split_values
from nianbao.importer.labels import Lexicon, lexicon
from nianbao.importer.outline import as_numbered, in_order, without_contents, without_loose
from nianbao.importer.parts import Parts
from nianbao.importer.recognise import Recognised, template_of_tables, template_of_year, year_of
from nianbao.importer.regions import regions
from nianbao.importer.source import Line, Source
from nianbao.importer.title import Title, find_title, is_title_line, unit_and_year
from nianbao.importer.unit import read_unit
from nianbao.importer.wording import Wording, wording
from nianbao.template import Template, load_template, templates_at_hand

NATIONAL = 2019
"""First year of the national format; before, the parts of a report had no fixed order."""

_LABEL = 5
"""The beginning of a label, of more characters than this, is no heading."""

_NEAR = 8
"""The period may stand in the first lines behind the first heading."""


def take_apart(source: Source, folder: Path | None, template: str | None, year: int | None) -> Parts:
    """Give every line of a source to what it is.

    Args:
        source: The source.
        folder: The working folder, or None.
        template: Template's name, when it is given.
        year: Report year, when it is given.

    Raises:
        UsageError: There is no such template.
    """
    words = wording(folder)
    templates = _templates(folder)
    if template and template not in {one.name for one in templates}:
        load_template(template, folder)  # says which there are
        raise UsageError(f"没有名为「{template}」的模板。")
    claims = Claims(source.lines)
    claim_asides(claims)
    claim_everywhere(claims, words)
    claim_running(claims)
    claim_corrections(claims)
    labels = lexicon(templates)
    annex = first_annex(claims)
    end = len(source.lines) if annex is None else annex

    found = candidates(
        source.lines,
        words,
        lambda index: index < end and claims.is_free(index) and not _is_label(source.lines[index], labels),
        unknown=True,
    )
    found = without_contents(without_loose(found), claims)
    firm = {
        heading.line
        for heading in found
        if heading.exact or (heading.style == "一、" and heading.section != "unknown")
    }
    stretches = regions(
        source.lines,
        labels,
        lambda index: index in firm or index == annex,
        lambda index: not claims.is_free(index),
    )
    in_table = {index for stretch in stretches for index in stretch}
    found = [heading for heading in found if heading.line not in in_table]
    by_tables = template_of_tables(templates, source.lines, in_table)
    first = min([heading.line for heading in found if heading.section != "unknown"] or [len(source.lines)])
    front = range(min(first, min(in_table, default=first)))
    claim_around(claims, words, front, lambda index: is_title_line(source.lines, index))
    title = find_title(claims, front)
    read_year = _year(source, claims, title, range(first, end), year)
    known = int(read_year.value) if read_year.value else None
    recognised = _recognised(by_tables, templates, known, found, source.lines, template)
    chosen = load_template(str(recognised.value), folder)
    order = [section.id for section in chosen.sections if section.heading]
    national = chosen.years.first >= NATIONAL
    headings = in_order(found, order) if national else as_numbered(found)
    parts = Parts(source, claims, chosen, recognised, read_year, title, None, None, annex)
    for heading in headings:
        before = parts.headings[-1][1] if parts.headings else None
        parts.headings.append((heading, _home(heading, chosen, words, before)))
    distribute(parts, words, stretches)
    titled = unit_and_year(title.text)[0] if title else None
    preamble = [source.lines[index].text for index in range(min(first + _NEAR, len(source.lines)))]
    parts.unit = read_unit(titled, preamble, parts.ending.by if parts.ending else None, source.called, words)
    return parts


def _is_label(line: Line, labels: Lexicon) -> bool:
    """Tell whether a line holds a table's label: 四、结转下年度继续办理 heads nothing."""
    if line.cells is not None or "|" in line.text:
        cells = line.cells if line.cells is not None else tuple(pipe_cells(line.text))
        texts = [line.text[slice(*span)] for span in cells]
    else:
        split = split_values(line.text)
        texts = [line.text[slice(*split.label)] if split else line.text]
    return any(
        bare in labels.labels
        or (len(bare) > _LABEL and any(label.startswith(bare) for label in labels.labels))
        for bare in map(fold, texts)
    )


def _templates(folder: Path | None) -> list[Template]:
    return templates_at_hand(folder)


def _year(source: Source, claims: Claims, title: Title | None, body: range, given: int | None) -> Recognised:
    if given:
        return Recognised(given, "high", "由命令给出")
    lines = source.lines
    own = [line.text for index, line in enumerate(lines) if claims.is_free(index)]
    front = [
        lines[index].text for index in range(min(body.start + _NEAR, len(lines))) if claims.is_free(index)
    ]
    last = find_ending(claims, body)
    signed = last.date.year if last and last.date else None
    return year_of(title.text if title else None, front, own, signed, source.called)


def _recognised(
    by_tables: Recognised,
    templates: list[Template],
    year: int | None,
    found: Iterable[Heading],
    lines: tuple[Line, ...],
    given: str | None,
) -> Recognised:
    if given:
        return Recognised(given, "high", "由命令给出")
    if by_tables.value:
        return by_tables
    sections = list(
        dict.fromkeys(
            heading.section for heading in found if heading.style == "一、" and heading.section != "unknown"
        )
    )
    if year is None:
        newest = max((one for one in templates if not one.years.last), key=lambda one: one.years.first)
        return Recognised(newest.name, "low", "没有年份，也没有表格")
    return template_of_year(templates, year, sections, "".join(line.text for line in lines[:40]))


def _home(heading: Heading, template: Template, words: Wording, before: str | None) -> str:
    """Tell the section a heading goes to: its own, or the nearest that the template has.

    What is near to none stays where it stands, in the section of the heading before.
    """
    known = template.section_ids
    for section in (
        heading.section,
        *words.nearest.get(heading.section, ()),
        *words.nearest.get("unknown", ()),
    ):
        if section in known:
            return section
    return before or known[-1]
