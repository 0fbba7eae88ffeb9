"""A working folder with one town's reports of 2023 and 2024, for tests of tables and ledgers."""

from __future__ import annotations

from pathlib import Path

import yaml

from nianbao.params import load_parameters
from nianbao.report import Report

PREAMBLE = (
    "依据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。数据统计期限为{year}年1月1日至{year}年12月31日。"
    "电子版登在县政府网站，联系电话：0000-8000000。"
)
OVERVIEW = """\
（一）主动公开。全年把惠农补贴和工程建设的结果登在县政府网站，共20条，村里同步张榜。

（二）依申请公开。政府信息公开申请由便民服务中心登记，按期答复。

（三）政府信息管理。公开之前逐条做保密审查，过期的文件年底清理了一遍。

（四）政府信息公开平台建设。网站上的镇专栏每周更新，便民服务中心设有查阅点。

（五）监督保障。工作考核为合格，村民代表的社会评议为满意，没有责任追究的情形。
"""


def write_report(folder: Path, year: int = 2024, **changes: object) -> Path:
    """Write a parameter file of national-2021 that has nothing wrong with it, but for the changes."""
    values = {
        "template": "national-2021",
        "year": year,
        "unit": {
            "id": "ceshi",
            "name": "测试镇",
            "full_name": "示例县测试镇人民政府",
            "level": "township",
            "parent": "示例县",
        },
        "issued": {"by": "测试镇人民政府", "date": f"{year + 1}-01-20"},
        "sections": {
            "preamble": PREAMBLE.format(year=year),
            "overview": OVERVIEW,
            "problems": "专栏更新不够及时，已排定每周更新。",
            "other": "没有收取信息处理费。",
        },
        "tables": {
            "applications": {"new_received": {"natural_person": 3}, "disclosed": {"natural_person": 3}}
        },
    }
    path = folder / "params" / str(year) / "ceshi.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(values | changes, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def read_back(path: Path) -> Report:
    """Make the report of a file in a working folder."""
    folder = path.parents[2]
    return Report.of(load_parameters(path, folder).parameters, folder)


def write_ledger(folder: Path, *rows: str) -> str:
    """Write a ledger of applications; gives its name as parameter files have it."""
    path = folder / "ledgers" / "ceshi.csv"
    path.parent.mkdir(exist_ok=True)
    lines = ["登记编号,收到日期,申请方式,申请人,申请人类别,件数,答复日期,办理结果", *rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "ledgers/ceshi.csv"
