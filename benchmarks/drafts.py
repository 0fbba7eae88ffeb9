"""Clean reports of towns that don't exist, in words of our own: to measure with, and to plant defects in."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

YEAR = 2024
# Of no real town: made of two such characters.
_FIRST = "云青绿松石白清明秀玉"
_SECOND = "溪岭湾桥坪泉屏塘坡洼"

_THINGS = [
    "农机补贴",
    "低保名册",
    "村庄规划",
    "供水改造",
    "公路养护",
    "校车线路",
    "医保缴费",
    "河道清淤",
    "旧房改造",
    "农田建设",
]
_PLACES = ["政府网站", "村务公开栏", "便民服务中心", "电子屏", "广播站", "办事大厅", "文化广场", "社区服务站"]
_DOINGS = ["按月更新", "逐条核对", "当天公布", "张贴到村", "配了图表", "附上联系人", "注明依据", "归入目录"]
_PEOPLE = ["党政办公室", "财政所", "民政窗口", "农业农村服务站", "综合执法队", "村建中心"]


@dataclass
class Draft:
    """A parameter file as data, with last year's where there is one.

    Attributes:
        values: What the file says.
        last: What last year's file says, or None.
    """

    values: dict[str, Any]
    last: dict[str, Any] | None = field(default=None)

    def copy(self) -> Draft:
        """Give a draft that can be changed."""
        return copy.deepcopy(self)

    @property
    def text(self) -> str:
        """The parameter file."""
        return yaml.dump(self.values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)

    def replace(self, section: str, old: str, new: str) -> None:
        """Put other words into a section; they must be there."""
        assert old in self.values["sections"][section], (section, old)
        self.values["sections"][section] = self.values["sections"][section].replace(old, new, 1)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several sentences in literal blocks."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "。" in text else None
    ),
)


def drafts(count: int, year: int = YEAR) -> Iterator[Draft]:
    """Give so many clean reports of different towns."""
    for number in range(count):
        yield draft(number, year)


def draft(number: int, year: int = YEAR) -> Draft:
    """Give the clean report of one town; its prose quotes the numbers of its tables."""
    chance = random.Random(f"{number}/{year}")
    name = f"{_FIRST[number % 10]}{_SECOND[number // 10 % 10]}{_letters(number)}镇"
    news, fees, lives = (chance.randint(20, 90) for _ in range(3))
    people, firms, pending = chance.randint(2, 6) + year % 2 * 9, chance.randint(1, 3), chance.randint(0, 1)
    given, withheld = people + firms - pending - 1, 1
    sections = {
        "preamble": (
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室"
            "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）编制。"
            f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。报告电子版在示例县政府网站"
            f"（https://example.org/）公布。如有疑问，请与{name}党政办公室联系，电话：0535-7654321。"
        ),
        "overview": "\n\n".join(
            [
                f"（一）主动公开。全年主动公开政府信息{news + fees + lives}条，其中政策文件{news}条、"
                f"财政信息{fees}条、民生信息{lives}条。{_own(chance, 3)}",
                f"（二）依申请公开。全年新收政府信息公开申请{people + firms}件，其中自然人{people}件、"
                f"商业企业{firms}件；答复{given + withheld}件，结转下年度继续办理{pending}件。{_own(chance, 1)}",
                f"（三）政府信息管理。文件公开前由经办人、分管负责人逐级审查，做好保密审查登记。{_own(chance, 2)}",
                f"（四）政府信息公开平台建设。镇政府网页由专人维护，便民服务中心设有查阅点。{_own(chance, 2)}",
                "（五）监督保障。党政办公室按月检查，县里年度考核的结果为良好，社会评议中村民代表表示满意，"
                f"全年没有责任追究的情形。{_own(chance, 1)}",
            ]
        ),
        "problems": _problems(chance, year),
        "other": f"{year}年没有收取政府信息公开信息处理费，没有其他需要报告的事项。",
    }
    applications = {
        "new_received": _line(people, firms),
        "carried_over": _line(0, 0),
        "disclosed": _line(people - 1 - pending, firms),
        "not_held": _line(withheld, 0),
        "outcome_total": _line(people - pending, firms),
        "carried_forward": _line(pending, 0),
    }
    values = {
        "template": "national-2021",
        "year": year,
        "unit": {
            "id": f"town{number}",
            "name": name,
            "full_name": f"示例县{name}人民政府",
            "level": "township",
            "parent": "示例县",
        },
        "issued": {"by": f"{name}人民政府", "date": f"{year + 1}-01-{chance.randint(8, 24):02}"},
        "sections": sections,
        "tables": {
            "proactive_disclosure": {
                "normative_documents": {"issued": 0, "repealed": 0, "in_force": 2},
                "licences": {"decisions": chance.randint(10, 60)},
                "penalties": {"decisions": chance.randint(0, 9)},
                "charges": {"amount": 0},
            },
            "applications": applications,
            "review_litigation": {"reconsideration": {"upheld": 0, "total": 0}},
        },
    }
    return Draft(values)


def with_last_year(number: int) -> Draft:
    """Give a clean report with the clean one of the year before; the numbers go on from there."""
    now, before = draft(number), draft(number, YEAR - 1)
    tables = before.values["tables"]["applications"]
    pending = tables["carried_forward"]["natural_person"]
    table = now.values["tables"]["applications"]
    table["carried_over"] = _line(pending, 0)
    for row in ("disclosed", "outcome_total"):
        table[row] = _line(table[row]["natural_person"] + pending, table[row]["enterprise"])
    done = table["outcome_total"]["total"]
    old = done - pending
    now.replace("overview", f"；答复{old}件", f"；上年结转{pending}件；答复{done}件")
    now.last = before.values
    return now


def _problems(chance: random.Random, year: int) -> str:
    """Write two problems, each with its measure; other ones in the next year."""
    thing, place, people = chance.choice(_THINGS), chance.choice(_PLACES), chance.choice(_PEOPLE)
    if year % 2:
        return (
            f"存在的主要问题：一是{thing}的解读文字太长，群众看不懂；二是村级公开员流动大，业务不熟练。\n\n"
            f"改进措施：一是由{people}改用图表解读；二是组织村级公开员集中培训两次。"
        )
    return (
        f"存在的主要问题：一是{thing}的公开比办理晚了一个月；二是{place}的内容更新不及时。\n\n"
        f"改进措施：一是建立办理和公开同步的制度，由{people}负责；二是安排专人每周检查，及时补充更新。"
    )


def _line(people: int, firms: int) -> dict[str, int]:
    return {"natural_person": people, "enterprise": firms, "total": people + firms}


def _own(chance: random.Random, count: int) -> str:
    """Write sentences of a town's own: who did what where."""
    return "".join(
        f"{chance.choice(_PEOPLE)}把{chance.choice(_THINGS)}和{chance.choice(_THINGS)}的材料放到"
        f"{chance.choice(_PLACES)}，{chance.choice(_DOINGS)}，{chance.choice(_DOINGS)}。"
        for _ in range(count)
    )


def _letters(number: int) -> str:
    """Tell towns of the same two characters apart."""
    if number < 100:
        return ""
    return "".join("东西南北中上下前后里"[int(digit)] for digit in str(number // 100))
