"""What a county or an author writes as YAML: templates, word lists, ledger words, steps of signing, days, looks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from nianbao.checks import check_path
from nianbao.clock.workdays_file import SaidDays, read_own_days
from nianbao.export.own_looks import body_styles, own_css
from nianbao.ledgers.words import Words
from nianbao.ledgers.words import load_words as ledger_words
from nianbao.resources import shipped
from nianbao.signing.flow import Flow, load_flow
from nianbao.template import Template, load_template
from nianbao.wordlists import load_words
from tests.hostile.target import in_templates

_ADDITIONS = """\
sentences:
  - {say: "{name}{year}年坚持公开为常态。", section: overview, required_by: 示例办〔2024〕1号}
guidance:
  problems: 请写存在的问题。
rows: {}
"""
_CSS = """\
@page { size: A4; }
body { font-size: 14pt; color: #222 }
h2 { text-indent: 2em }
"""


def _template(folder: Path) -> object:
    found = load_template("national-2021", folder)
    assert isinstance(found, Template)
    return None


def _checked(list_name: str) -> Callable[[Path], object]:
    def throw(folder: Path) -> object:
        path = folder / "params" / "2024" / "yunxi.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shipped("params") / "2024" / "yunxi.yaml", path)
        # Findings tell of a word list that isn't in order; nothing is raised over it.
        findings = check_path(path, folder)
        assert isinstance(load_words(list_name, folder), dict)
        return findings

    return throw


def _ledger_words(folder: Path) -> object:
    assert isinstance(ledger_words("applications", folder), Words)
    return None


def _flow(folder: Path) -> object:
    found = load_flow(folder)
    assert isinstance(found, Flow)
    assert found.names
    return None


def _days(folder: Path) -> object:
    assert isinstance(read_own_days(folder), SaidDays)
    return None


def _css(folder: Path) -> object:
    found = str(own_css(folder, "html/page.css"))
    assert not any(
        word in found.lower() for word in ("</style", "url(", "@import", "expression(", "src(", "image-set(")
    )
    return None


def _styles(folder: Path) -> object:
    found = body_styles(folder)
    assert all(isinstance(value, str) for value in found.values())
    assert not any('"' in value or "url(" in value.lower() for value in found.values())
    return None


def _template_whole(folder: Path) -> object:
    # A template of one's own is whole: what isn't under fire lies beside it.
    own = folder / "templates" / "national-2021"
    for path in (shipped("templates") / own.name).rglob("*.yaml"):
        there = own / path.relative_to(shipped("templates") / own.name)
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
    return _template(folder)


TARGETS = [
    in_templates("template", "a template (YAML)", "national-2021/template.yaml", _template_whole),
    in_templates(
        "template-table",
        "a table of a template (YAML)",
        "national-2021/tables/applications.yaml",
        _template_whole,
    ),
    in_templates(
        "template-additions",
        "a county's additions to a template (YAML)",
        "national-2021/additions.yaml",
        _template_whole,
        {"additions": _ADDITIONS.encode},
    ),
    *(
        in_templates(
            f"words-{name}",
            f"word list `{name}` of the checks (YAML)",
            f"checks/{name}.yaml",
            _checked(name),
            slow=True,
        )
        for name in ("wording", "levels", "sensitive", "laws", "formulas")
    ),
    in_templates(
        "words-ledger",
        "words of a ledger (YAML)",
        "ledgers/applications.yaml",
        _ledger_words,
        says="applications",
    ),
    in_templates("signing-steps", "the county's steps of signing (YAML)", "signing.yaml", _flow),
    in_templates("workdays", "working days (YAML)", "workdays.yaml", _days),
    in_templates(
        "own-css",
        "a county's CSS",
        "html/page.css",
        _css,
        {"own": _CSS.encode},
        damage="raw",
    ),
    in_templates("own-styles", "a county's styles (YAML)", "html/body.yaml", _styles),
]
