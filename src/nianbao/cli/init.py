"""``nianbao init``: a working folder of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import click

from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import UsageError
from nianbao.folder import write_atomically
from nianbao.params.schema import json_schema
from nianbao.resources import shipped
from nianbao.template import load_template, template_names
from nianbao.template.additions import ADDITIONS_FILE

_SAMPLES = ("heluo", "qingshi", "yunxi", "shilixian")
"""Units whose reports the notebooks open without parameters, and a second one of the first kind."""

_README = """\
# 年报工作文件夹

- `params/年份/单位代号.yaml`：年报底稿，一个单位一年一份。
- `ledgers/`：台账。里面有个人信息，不要放到网上，也不要提交到版本库。
- `county/`：县里用的名单、填报表、收件、审核意见（`nianbao county init` 建）；里面有联系人和电话，同样不要外传。
- `notebooks/`：`drafting.ipynb` 打开编报台；其余是模板记事本，可以在 JupyterLab 里加文字、表和图。
- `templates/模板名/additions.yaml`：本县对这个模板的补充：必须写上的句子、自己的部分、表格的行。
- `templates/docx/base.docx`、`templates/html/page.css`、`templates/html/body.yaml`：本县自己的样式，没有就用自带的。

写年报：`nianbao desk` 在浏览器里打开编报台；会用 JupyterLab 的，用 `nianbao lab`。
新建一份底稿和台账空表：`nianbao new 云溪镇 --year 2024`。
校核：`nianbao check`。
生成全部报告：`nianbao build`（结果在 `out/`）。
检查记事本：`pytest --nbval notebooks`。
"""

_ADDITIONS = """\
# 本县对模板 {name} 的补充。去掉行首的「# 」就生效；国家格式本身不用复制，也不用改。
# sentences:    # 每份报告必须原样写上的句子
#   - say: "{{name}}已按县里要求公开惠民政策明白纸。"
#     section: overview
#     required_by: 示例县政务公开办〔2025〕1号
# sections:     # 自己的部分，印在 after 那一部分之后
#   - id: county_notes
#     after: {last}
#     heading: 七、县里要求报告的事项
#     guidance: 写明县里当年要求报告的事项。
#     legal: 示例县政务公开办〔2025〕1号
# rows:         # 表格里自己的行，印在 after 那一行之后；adds_to 写计入哪几项总计
# guidance:     # 给本县各单位的填写提示，写在模板原有提示之后
"""


@click.command("init", cls=ChineseCommand)
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
def COMMAND(folder: Path) -> None:
    """新建一个工作文件夹，带样例、模板和记事本。"""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"「{folder}」已经存在，而且不是空文件夹。请换一个名字，没有改动任何文件。")
    fill(folder)
    click.echo(f"已建好工作文件夹「{folder}」。下一步：进入这个文件夹，运行 nianbao build。")


def fill(folder: Path) -> None:
    """Put samples, templates and notebooks into a new working folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in template_names():
        template = load_template(name)
        own = folder / "templates" / name
        schema = json.dumps(json_schema(template), ensure_ascii=False, indent=2) + "\n"
        write_atomically(own / "schema.json", schema.encode("utf-8"))
        additions = _ADDITIONS.format(name=name, last=template.parts[-1])
        write_atomically(own / ADDITIONS_FILE, additions.encode("utf-8"))
    _copy("notebooks", "*.ipynb", folder)
    for unit in _SAMPLES:
        _copy("params", f"*/{unit}.yaml", folder)
        _copy("params", f"ledgers/{unit}-*", folder)
    write_atomically(folder / "README.md", _README.encode("utf-8"))
    write_atomically(folder / ".gitignore", b"ledgers/\nout/\n/county/\n")


def _copy(kind: str, pattern: str, folder: Path) -> None:
    source = shipped(kind)
    for path in sorted(source.glob(pattern)):
        write_atomically(folder / kind / path.relative_to(source), path.read_bytes())
