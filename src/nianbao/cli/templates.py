"""``nianbao templates``: the statutory formats at hand."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import FolderError
from nianbao.finding import SEVERITY_WORDS
from nianbao.folder import working_folder
from nianbao.levels import LEVEL_WORDS
from nianbao.params.schema import json_schema
from nianbao.tables.relations import described
from nianbao.template import TableForm, Template, broken_templates, load_template, templates_at_hand


@click.command("templates", cls=ChineseCommand)
@click.argument("shown", required=False, metavar="[模板]")
@click.option("--schema", "name", metavar="模板", help="输出这个模板的底稿的 JSON Schema，供编辑器使用。")
def COMMAND(shown: str | None, name: str | None) -> None:
    """列出现有的模板；写上模板名，说明它的各部分和表格。"""
    folder = _folder_or_none()
    if name is not None:
        click.echo(json.dumps(json_schema(load_template(name, folder)), ensure_ascii=False, indent=2))
        return
    if shown is not None:
        _explain(load_template(shown, folder))
        return
    for template in templates_at_hand(folder):
        click.echo(f"{template.name}　{template.title}（用于{template.years}）")
    tell_of_broken(folder)


def tell_of_broken(folder: Path | None) -> None:
    """Name the templates that can't be used, beside what was asked for."""
    for problem in broken_templates(folder).values():
        click.echo(f"{SEVERITY_WORDS['warning']} {problem}", err=True)


def _explain(template: Template) -> None:
    """Say what a template asks for: its basis, its parts with their guidance, its tables and their relations."""
    click.echo(f"{template.name}　{template.title}（用于{template.years}）\n{template.guidance.strip()}")
    for law in template.legal_basis:
        click.echo(f"依据：《{law.name}》（{law.number}）")
    for section in template.sections:
        click.echo(f"\n【{section.label}】 {section.id}（{section.legal}）\n{section.guidance.strip()}")
        for level, words in section.for_level.items():
            click.echo(f"{LEVEL_WORDS[level]}：{words}")
        for form in template.tables:
            if form.section == section.id:
                _explain_table(form)


def _explain_table(form: TableForm) -> None:
    click.echo(f"  〔{form.name}　{form.title}〕 {form.id}")
    for line in (form.guidance or "").strip().splitlines():
        click.echo(f"  {line.strip()}")
    for relation in form.relations:
        why = f"（{relation.why}）" if relation.why else ""
        click.echo(f"  勾稽：{described(form, relation)}{why}")
    for row in form.row_by_id.values():
        columns = "、".join(form.columns_of(row.id or ""))
        memory = "，行名待与原表核对" if row.from_memory else ""
        click.echo(f"    {row.id}　{row.name}（{columns}{memory}）")


def _folder_or_none() -> Path | None:
    try:
        return working_folder()
    except FolderError:
        return None
