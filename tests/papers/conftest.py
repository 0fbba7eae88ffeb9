"""A signed report with a ledger, and its papers."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.export.forms.pdf import read_text
from nianbao.papers.folder import Made, write_papers
from nianbao.signing.sign import Who, sign
from tests.conftest import Write

NOW = datetime.datetime.fromisoformat("2018-01-20T09:00:00+08:00")

SECRETS = ("赵某某甲", "13900000009", "110101190001010014", "幸福路八号")
"""What a ledger keeps of people."""

_LEDGER = (
    "登记编号,收到日期,申请人,申请人类别,联系电话,证件号码,住址,件数,答复日期,办理结果\n"
    f"1,2024-03-01,{SECRETS[0]},自然人,{SECRETS[1]},{SECRETS[2]},{SECRETS[3]},1,2024-03-09,予以公开\n"
    f"{SECRETS[1]},2024-04-01,{SECRETS[0]},自然人,{SECRETS[1]},,,1,2024-04-09,予以公开\n"
)

_COLLECTED = (
    f"项目,数量,填报单位,填表人\n行政许可,7,便民服务中心,{SECRETS[0]}\n行政处罚,3,{SECRETS[0]},{SECRETS[0]}\n"
)

REPORT = """\
template: national-2021
year: 2024
unit: {id: yunxi, name: 云溪镇, full_name: 示例县云溪镇人民政府, level: township, parent: 示例县}
issued: {by: 云溪镇人民政府, date: 2025-01-09}
sections:
  preamble: |
    统计期限为2024年1月1日至12月31日。电话：0000-8000900。
  overview: |
    主动公开方面，公开了政策文件。依申请公开方面，新收申请{{ applications.new_received.total }}件。

    政府信息管理、平台建设、监督保障方面，组织培训4次，工作考核、社会评议正常，没有责任追究。
  problems: |
    更新不快。明年加快。
  other: |
    没有收取信息处理费。
ledgers: {applications: ledgers/台账.csv, collected: ledgers/采集.csv}
tables:
  proactive_disclosure:
    normative_documents: {issued: 2, repealed: 0, in_force: 2}
"""

Papers = Callable[..., Made]


@pytest.fixture
def town(folder: Path) -> Path:
    """A town with an application, a number from an office, and one typed."""
    (folder / "ledgers").mkdir(exist_ok=True)
    (folder / "ledgers" / "台账.csv").write_text(_LEDGER, encoding="utf-8")
    (folder / "ledgers" / "采集.csv").write_text(_COLLECTED, encoding="utf-8")
    path = folder / "params" / "2024" / "yunxi.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def small(write: Write) -> Path:
    """The smallest town."""
    return write()


def sign_off(folder: Path, path: Path, *names: str, remark: str = "") -> None:
    """Take a step for each name."""
    for name in names:
        sign(path, folder, Who(name, NOW.date(), remark), None, NOW)


def word_text(data: bytes) -> str:
    """Give all text of a Word file, headers and footers too."""
    from lxml import etree

    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("word/") and name.endswith(".xml"):
                texts.append("".join(etree.fromstring(archive.read(name)).itertext()))
    return "\n".join(texts)


def pdf_text(data: bytes) -> str:
    """Give the text of a PDF with what stands at the foot of its pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened)


def files_of(made: Made) -> dict[str, bytes]:
    """Read the files that were made."""
    return {name: (made.folder / name).read_bytes() for name in made.files}


__all__ = ["pdf_text", "read_text", "sign_off", "word_text", "write_papers"]
