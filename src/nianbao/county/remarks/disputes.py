"""Where the county's stayed in the parameter file and the unit's newest version still says otherwise.

Such a place is raised until it is settled: the two say the same, the unit's was taken (``--take``), or the
officer marked the remark as 办结 or 不提. Else a version would be passed as if what it says were in.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.editor.document import Document
from nianbao.editor.parts import Part, is_narrative, known, part_name
from nianbao.editor.scalars import Scalar
from nianbao.errors import ParameterFileError
from nianbao.finding import Finding

DISPUTE = "两边不同"
"""Code of such a finding."""


def disputes(place: CountyPlace, versions: Versions, unit: str) -> Iterator[Finding]:
    """List the places that aren't settled yet.

    Args:
        place: The county's places.
        versions: What was received.
        unit: Id of the unit.
    """
    own = versions.of(unit)
    parts = dict.fromkeys(part for version in own for part in version.open)
    if not parts:
        return
    path = place.parameter_file(unit)
    try:
        draft = Document.open(path, place.folder)
        told = Document.of(path, versions.draft_path(own[-1]).read_bytes(), place.folder)
    except (ParameterFileError, OSError):
        return  # what can't be read isn't checked either, and that is said
    for part in parts:
        if known(part, draft.template) and draft.value(part) != told.value(part):
            yield _finding(part, draft, told.value(part))


def _finding(part: Part, draft: Document, told: Scalar) -> Finding:
    name = part_name(part, draft.template)
    said = "和单位交的不一样"
    if not is_narrative(part):
        said = f"是「{_short(draft.value(part))}」，单位交的是「{_short(told)}」"
    table, row, cell = part[1:] if part[0] == "tables" else (None, None, None)
    return Finding(
        code=DISPUTE,
        severity="error",
        message=f"{name}：县里的底稿{said}，现在用的是县里的。",
        suggestion="请县里和单位核对，定下用哪一个。",
        section=part[1] if part[0] == "sections" else None,
        table=table,
        row=row,
        cell=cell,
    )


def _short(value: Scalar) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


_SHOWN = 40
"""Characters of a text that is quoted."""
