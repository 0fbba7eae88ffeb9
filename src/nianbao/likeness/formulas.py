"""Statutory formula: sentences that every report has, and that no likeness is found by."""

from __future__ import annotations

from nianbao.likeness.sentences import fold
from nianbao.template import Template

FORMULA_SECTIONS = ("preamble",)
"""Parts that say the same in every report and every year: basis, period, address."""


def formulas(template: Template) -> frozenset[str]:
    """Collect the folded sentences that a template offers, those that a county adds to it included."""
    offered = [section.none for section in template.sections] + [duty.say for duty in template.duties]
    return frozenset(folded for text in offered if text and (folded := fold(text)))


def is_formula(folded: str, known: frozenset[str]) -> bool:
    """Tell whether a folded sentence is a formula, or hardly more than one."""
    return folded in known or any(one in folded and len(one) * 2 > len(folded) for one in known)
