"""A whole report with nothing to say of it, and how an example is put into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from nianbao.checks import Subject
from nianbao.params import load_parameters

PREAMBLE = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制本报告。统计期限自2024年1月1日起至2024年12月31日止。"
    "电子版可在县政府网站下载，联系电话：0000-1234567。"
)
OVERVIEW = (
    "（一）主动公开。全年主动公开信息86条，其中财政类30条、民生类56条。\n\n"
    "（二）依申请公开。收到申请4件，都按期答复。\n\n"
    "（三）政府信息管理。拟公开的信息逐条审查，清理过期文件2次。\n\n"
    "（四）政府信息公开平台建设。政务公开栏每月5日更换，镇公众号每周更新。\n\n"
    "（五）监督保障。县里的年度考核为良好，二十名村民代表参加社会评议，没有需要责任追究的情形。"
)
PROBLEMS = (
    "一是有两个村的公开栏更新不及时。下一步由包村干部每月拍照留底。\n\n"
    "二是有一件答复写得太硬。下一步请司法所给答复把关。"
)
OTHER = "本年没有收取政府信息公开信息处理费，没有其他需要报告的事项。"


def whole(**changes: Any) -> dict[str, Any]:
    """Give the values of a report's file, with some replaced by dotted path, ``.`` written as ``__``."""
    data: dict[str, Any] = {
        "template": "national-2021",
        "year": 2024,
        "unit": {
            "id": "yunxi",
            "name": "云溪镇",
            "full_name": "示例县云溪镇人民政府",
            "level": "township",
            "parent": "示例县",
        },
        "issued": {"by": "云溪镇人民政府", "date": "2025-01-20"},
        "sections": {"preamble": PREAMBLE, "overview": OVERVIEW, "problems": PROBLEMS, "other": OTHER},
        "tables": {
            "proactive_disclosure": {"licences": {"decisions": 12}},
            "applications": {
                "new_received": {"natural_person": 3, "enterprise": 1},
                "disclosed": {"natural_person": 3, "enterprise": 1},
            },
            "review_litigation": {"reconsideration": {"upheld": 0}},
        },
    }
    for name, value in changes.items():
        put(data, name.split("__"), value)
    return data


def put(data: dict[str, Any], path: list[str], value: Any) -> None:
    for key in path[:-1]:
        data = data.setdefault(key, {})
    data[path[-1]] = value


def subject_of(data: dict[str, Any], folder: Path, last: dict[str, Any] | None = None) -> Subject:
    """Write a report's file, last year's beside it where there is one, and join them for checking."""
    if last:
        write(last, folder)
    return Subject.of(load_parameters(write(data, folder), folder), folder)


def write(data: dict[str, Any], folder: Path) -> Path:
    sections = {
        key: LiteralScalarString(f"{text}\n") if text else "" for key, text in data["sections"].items()
    }
    path = folder / "params" / str(data["year"]) / f"{data['unit']['id']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml = YAML()
    yaml.width = 4096
    with path.open("w", encoding="utf-8") as file:
        yaml.dump({**data, "sections": sections}, file)
    return path
