"""``nianbao templates``: the statutory formats at hand."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import FolderError
from nianbao.folder import working_folder
from nianbao.params.schema import json_schema
from nianbao.template import load_template, template_names


@click.command("templates", cls=ChineseCommand)
@click.option("--schema", "name", metavar="模板", help="输出这个模板的底稿的 JSON Schema，供编辑器使用。")
def COMMAND(name: str | None) -> None:
    """列出现有的模板。"""
    folder = _folder_or_none()
    if name is not None:
        click.echo(json.dumps(json_schema(load_template(name, folder)), ensure_ascii=False, indent=2))
        return
    for known in template_names(folder):
        template = load_template(known, folder)
        click.echo(f"{template.name}　{template.title}（用于{template.years}）")


def _folder_or_none() -> Path | None:
    try:
        return working_folder()
    except FolderError:
        return None
