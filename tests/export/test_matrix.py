"""Every kind of block in every form: it is really in the bytes, or the form says aloud that it isn't.

A kind, a property of a kind or a form that is added without an entry here fails.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import nbformat
import pytest

from nianbao.blocks import Block, Paragraph, Span, Title, json_schema, to_json
from nianbao.engine import execute
from nianbao.export.base import Look, form_names, load_form
from nianbao.export.document import Document
from nianbao.export.reader import read_document
from nianbao.resources import shipped
from tests.export.matrix_cells import CELLS, Added
from tests.export.matrix_samples import SAMPLES, Sample
from tests.export.seen import LOOKS, READERS, Seen
from tests.sample_document import TITLE

NO_CONTENT = {"UnitFacts", "About"}
"""Facts on a report that ride on its title; they aren't printed."""

PLACE = {"section"}
"""Where a block belongs; any may have it."""


def document_of(block: Block) -> Document:
    other = Paragraph(spans=(Span(text="另一段。"),))
    return Document(block, (other,)) if isinstance(block, Title) else Document(TITLE, (block,))


@cache
def rendered(form: str, block: Block) -> bytes:
    return load_form(form).render(document_of(block), Look())


def test_every_form_has_a_reader() -> None:
    assert set(READERS) == set(form_names())


def test_every_kind_and_every_property_has_a_sample() -> None:
    schema = json_schema()
    kinds = {name.rpartition("/")[2]: kind for kind, name in schema["discriminator"]["mapping"].items()}
    assert {sample.block.kind for sample in SAMPLES} == set(kinds.values())
    used: dict[str, set[str]] = {}
    for sample in SAMPLES:
        _used(to_json(sample.block), schema, kinds, used)
    for name, definition in schema["$defs"].items():
        if name not in NO_CONTENT:
            without = set(definition["properties"]) - used.get(name, set()) - PLACE
            assert without == set(), f"no sample of {name} has it"


def _used(
    data: dict[str, Any], schema: dict[str, Any], kinds: dict[str, str], used: dict[str, set[str]]
) -> None:
    """Note which properties of which definitions stand in a block's data."""
    name = next(one for one, kind in kinds.items() if kind == data["kind"])
    used.setdefault(name, set()).update(data)
    for piece, keys in (("Span", ("spans",)), ("ListItem", ("items",)), ("Cell", ("header", "body"))):
        for one in _pieces(data, keys):
            used.setdefault(piece, set()).update(one)
            for span in one.get("spans", ()):
                used.setdefault("Span", set()).update(span)


def _pieces(value: Any, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    found: list[Any] = [value[key] for key in keys if key in value]
    while any(isinstance(one, list) for one in found):
        found = [item for one in found for item in (one if isinstance(one, list) else [one])]
    return found


@pytest.mark.parametrize("form", form_names())
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_an_author_shows_is_in_every_form_or_said_not_to_be(sample: Sample, form: str) -> None:
    read, told = READERS[form]
    seen = read(rendered(form, sample.block))
    made = load_form(form)
    if sample.block not in made.printed(document_of(sample.block)):
        assert made.leaves_out, f"{form} drops a {sample.block.kind} and doesn't say so"
        return
    wanted = sample.as_data if form == "json" and sample.as_data else sample.wanted
    if form == "xlsx":
        # Its sheet's place is made of rows and columns as ours is, but title and notes span cells too.
        assert set(wanted.spanning) <= set(seen.spanning)
        told = told - {"spanning"}
    assert seen.missing(wanted, told) == []


def _means_something(sample: Sample, key: str, form: str) -> bool:
    made = load_form(form)
    faceless = key == "lead" and "字体" in made.leaves_out
    return sample.block in made.printed(document_of(sample.block)) and not faceless


LOOK_CASES = [
    pytest.param(sample, key, form, id=f"{sample.name}-{key}-{form}")
    for sample in SAMPLES
    for key in sample.plainer
    for form in form_names()
    if _means_something(sample, key, form)
]


@pytest.mark.parametrize(("sample", "key", "form"), LOOK_CASES)
def test_looks_that_mean_something_make_a_difference(sample: Sample, key: str, form: str) -> None:
    assert rendered(form, sample.block) != rendered(form, sample.plainer[key])


def test_the_readers_do_find_what_is_missing() -> None:
    wanted = Seen(["甲"], [1], ["x"], ["图"], [(2, 1)], ["乙"], ["丙"], ["丁"])
    names = {"texts", "numbers", "links", "pictures", "spanning", *LOOKS}
    assert len(Seen().missing(wanted, names)) == 8
    assert wanted.missing(wanted, names) == []


# --- What an author adds to a notebook, executed ---------------------------------------------------------


@pytest.fixture(scope="module")
def with_additions(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The shipped notebook of a whole report with an author's cells at its end, executed."""
    notebook = nbformat.read(shipped("notebooks") / "laiyang-2017.ipynb", as_version=4)
    notebook.cells += [added.cell for added in CELLS]
    folder = tmp_path_factory.mktemp("additions")
    (folder / "params").mkdir()
    nbformat.write(notebook, folder / "laiyang-2017.ipynb")
    return read_document(execute(folder / "laiyang-2017.ipynb", {}, folder))


@pytest.fixture(scope="module", params=form_names())
def seen_in(request: pytest.FixtureRequest, with_additions: Document) -> tuple[str, Seen, list[Block]]:
    """One form of it, read back, with the blocks that it says it has."""
    form = load_form(request.param)
    read, _ = READERS[form.name]
    return form.name, read(form.render(with_additions, Look())), list(form.printed(with_additions))


@pytest.mark.parametrize("added", CELLS, ids=lambda added: added.name)
def test_what_an_author_adds_is_in_every_form_or_said_not_to_be(
    added: Added, seen_in: tuple[str, Seen, list[Block]], with_additions: Document
) -> None:
    form, seen, printed = seen_in
    _, told = READERS[form]
    for words in added.said:
        assert any(words in warning for warning in with_additions.warnings), with_additions.warnings
    if set(with_additions.blocks) - set(printed):
        assert load_form(form).leaves_out
        return
    assert seen.missing(added.wanted, told) == []


def test_an_author_is_told_of_nothing_else(with_additions: Document) -> None:
    expected = [words for added in CELLS for words in added.said]
    unexpected = [one for one in with_additions.warnings if not any(words in one for words in expected)]
    assert unexpected == []
