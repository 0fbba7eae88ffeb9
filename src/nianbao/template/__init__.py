"""Templates: statutory report formats as data, one folder a format (``templates/<name>/``)."""

from __future__ import annotations

from nianbao.template.load import (
    TEMPLATE_FILE,
    broken_templates,
    load_template,
    template_files,
    template_names,
    templates_at_hand,
    templates_for,
)
from nianbao.template.model import Duty, LegalBasis, Section, Template, Years
from nianbao.template.tables import CellId, Column, Relation, Row, TableForm

__all__ = [
    "TEMPLATE_FILE",
    "CellId",
    "Column",
    "Duty",
    "LegalBasis",
    "Relation",
    "Row",
    "Section",
    "TableForm",
    "Template",
    "Years",
    "broken_templates",
    "load_template",
    "template_files",
    "template_names",
    "templates_at_hand",
    "templates_for",
]
