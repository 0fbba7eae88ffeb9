"""A parameter file's numbers, read as quickly as can be done without taking anything for granted.

Prose is cut away before the text is parsed, where it stands beyond doubt in literal blocks; whatever is
in the least odd (a remark of the reader, an id that the template doesn't have) is read in full instead.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from pydantic import ValidationError

from nianbao.errors import TemplateError
from nianbao.longtable.numbers import Numbers, numbers_of
from nianbao.params import load_parameters
from nianbao.params.model import Parameters
from nianbao.params.own_id import with_own_id
from nianbao.params.text import decode
from nianbao.params.yaml_text import read_yaml
from nianbao.report import Report
from nianbao.template import Template, load_template

# A section's text is a literal block: deeper lines and blank ones, until a line at its key's depth.
_PROSE = re.compile(
    r"^sections:[ ]*\n(?:  [a-z_]+:[ ]*\|[ ]*\n(?:    .*\n|[ ]*\n)*|  #.*\n|[ ]*\n)*(?=[a-z]|\Z)",
    re.MULTILINE,
)


def read_parameter_file(path: Path, folder: Path | None, file: str) -> Numbers:
    """Read the numbers of a parameter file.

    Args:
        path: The file, absolute.
        folder: The working folder, for its templates and ledgers; or None.
        file: What people call it.

    Raises:
        ParameterFileError: It can't be read.
        TemplateError: There is no such template.
    """
    parameters = _quickly(path, folder)
    if parameters is None:
        parameters = with_own_id(load_parameters(path, folder)).parameters
        template = load_template(parameters.template, folder)
    else:
        template = template_once(parameters.template, folder)
    # Without ledgers nothing of the folder is asked for; looking whether it has words of its own takes a while.
    return numbers_of(Report(template, parameters, folder if parameters.ledgers else None), file)


@functools.lru_cache(maxsize=64)
def template_once(name: str, folder: Path | None) -> Template:
    """Load a template once for thousands of reports; whoever begins a run clears what the last one knew.

    Raises:
        TemplateError: There is no such template.
    """
    return load_template(name, folder)


def _quickly(path: Path, folder: Path | None) -> Parameters | None:
    """Read all but the prose; None where that might be read otherwise in full."""
    try:
        source, findings = decode(path.read_bytes())
        text = read_yaml(_PROSE.sub("", source, count=1))
        parameters = Parameters.model_validate(text.values)
        known = _is_known(parameters, folder)
    except (OSError, ValidationError, TemplateError):
        return None
    in_place = parameters.unit.id == path.stem and str(parameters.year) == path.parent.name
    return parameters if known and in_place and not findings and not text.findings else None


def _is_known(parameters: Parameters, folder: Path | None) -> bool:
    """Tell whether the template has all tables, rows and columns that are filled in."""
    forms = {form.id: form for form in template_once(parameters.template, folder).tables}
    return all(
        name in forms
        and all(column in forms[name].columns_of(row) for row, cells in rows.items() for column in cells)
        and all(row in forms[name].row_by_id for row in rows)
        for name, rows in parameters.tables.items()
    )
