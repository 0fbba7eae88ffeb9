"""Three rounds of what arrives: nineteen units, files in every shape, slips that are mended one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Shape = Literal["form", "docx", "pdf", "html", "text", "scan", "old word"]


@dataclass(frozen=True)
class Sent:
    """A file that a unit sends.

    Attributes:
        unit: The unit's id in ``params``.
        name: The file's name as the clerk chose it, which says little.
        shape: What kind of file it is.
        year: Year of the report in it, which may be the wrong one.
        slips: What is written otherwise than in the unit's parameter file: right words to wrong ones.
    """

    unit: str
    name: str
    shape: Shape
    year: int = 2024
    slips: Mapping[str, str] = field(default_factory=dict)


ONE_TOO_MANY = {
    "    new_received:\n      natural_person: 3\n": "    new_received:\n      natural_person: 4\n"
}
"""第一项加第二项 no longer equals 第三项加第四项."""

A_BUREAU = {"网站专栏改为按事项查找": "我局网站专栏改为按事项查找"}
A_TELEPHONE = {"修复失效链接5个": "修复失效链接5个，有问题打13912345678"}
"""A subdistrict isn't a bureau, and somebody's mobile telephone isn't for the public."""

TURNED_ROUND = {"      decisions: 21\n": "      decisions: 12\n"}
"""Digits of 行政许可 turned round: nothing in the report itself shows it, but the county's own figure does."""

A_WORD_TWICE = {"完成专栏的无障碍改造": "完成专栏的无障碍改造改造"}

LATE = "ziranziyuanheguihuaju"
"""The unit that sends nothing before the deadline."""

ROUNDS: tuple[tuple[Sent, ...], ...] = (
    (
        Sent("bailu", "白鹭镇填报表.xlsx", "form", slips=TURNED_ROUND),
        Sent("fenglin", "枫林镇.xlsx", "form"),
        Sent("gaoling", "高岭/填报表（已填）.xlsx", "form"),
        Sent("hewan", "新建 XLSX 工作表.xlsx", "form"),
        Sent("nanpo", "南坡镇.xlsx", "form"),
        Sent("qingyan", "青岩镇年报.xlsx", "form"),
        Sent("shimen", "年报(最终版2).docx", "docx", slips=ONE_TOO_MANY),
        Sent("zhuping", "竹坪乡政府信息公开年报.docx", "docx"),
        Sent("chengguan", "城关街道.docx", "docx", slips=A_BUREAU | A_TELEPHONE),
        Sent("donghu", "东湖街道 2024 年报.docx", "docx", year=2023),
        Sent("xianzhengfubangongshi", "县政府办.docx", "docx"),
        Sent("minzhengju", "民政局.pdf", "pdf"),
        Sent("shuiliju", "扫描件0001.pdf", "pdf"),
        Sent("nongyenongcunju", "农业农村局.txt", "text"),
        Sent("renliziyuanheshehuibaozhangju", "人社局网页.html", "html"),
        Sent("yunxi", "云溪镇盖章.pdf", "scan"),
        Sent("shuangqiao", "双桥镇年报.docx", "old word"),
        Sent("zhufanghechengxiangjiansheju", "住建局/1 年报.docx", "docx", slips=A_WORD_TWICE),
        Sent("zhufanghechengxiangjiansheju", "住建局/2 年报（改）.docx", "docx"),
    ),
    (
        Sent("shimen", "年报(最终版3).docx", "docx"),
        Sent("chengguan", "城关街道（改）.docx", "docx", slips=A_TELEPHONE),
        Sent("donghu", "东湖街道年报.docx", "docx"),
        Sent("yunxi", "云溪镇.docx", "docx"),
        Sent("shuangqiao", "双桥镇.docx", "docx"),
        Sent(LATE, "自然资源和规划局.docx", "docx"),
    ),
    (
        Sent("bailu", "白鹭镇填报表（更正）.xlsx", "form"),
        Sent("chengguan", "城关街道（再改）.docx", "docx"),
    ),
)
