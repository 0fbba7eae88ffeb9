"""A working folder with one town's reports of 2023 and 2024, for tests of tables and ledgers."""

from __future__ import annotations

from pathlib import Path

import yaml

from nianbao.params import load_parameters
from nianbao.report import Report

OVERVIEW = (
    "主动公开、政府信息公开申请、政府信息管理、公开平台建设、监督保障都有安排；"
    "工作考核为合格，社会评议为满意，没有责任追究。"
)


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
