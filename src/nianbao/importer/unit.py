"""Who reports: from a name as printed to the parts that a parameter file wants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.importer.certainty import Certainty
from nianbao.importer.characters import fold
from nianbao.importer.wording import Wording
from nianbao.levels import Level
from nianbao.params.draft import full_name_of, level_of_name

_TOWN = re.compile(
    r"^(?P<parent>.*[省市县区旗州盟](?:人民政府)?)?(?P<name>[^省市县区旗州盟]{1,12}(?:街道|镇|乡|苏木))"
    r"(?P<office>(?:人民政府|政府|办事处)?(?:党政(?:综合)?办公室|办公室)?)$"
)
_AREA = re.compile(r"^(?P<name>.+(?:省|自治区|市|州|盟|县|区|旗))(?:(?:人民)?政府)?$")
_BODY = re.compile(r"^(?P<parent>.*[省市县区旗州](?:人民政府)?)(?P<name>.{2,})$")
_OFFICE_ALONE = re.compile(r"办公[室厅](?:\(.*\))?")
_FROM_TEXT = (
    re.compile(r"由([\u4e00-\u9fff]{2,30}?)(?:负责)?(?:编制|组织编制|编写)"),
    re.compile(r"《?([\u4e00-\u9fff]{2,30}?)20\d\d年(?:度)?(?:政府信息公开|信息公开|年报)"),
    re.compile(r"(?:与|向)([\u4e00-\u9fff]{2,30}?)(?:联系|咨询|反映)"),
    re.compile(
        r"(?:公布|现将|编制|公开)(?:20\d\d年度?)?([\u4e00-\u9fff]{2,24}?(?:镇|乡|街道|局|县|区|市|人民政府|办公室))(?:20\d\d|的|年)"
    ),
)
_OFFICE = re.compile(r"(?:党政(?:综合)?办公室|党政办|应急管理和电子政务办公室|政务公开办公室|政务公开办)$")
_ENDING = re.compile(
    r"(?:镇|乡|街道|苏木|局|委员会|委|办公室|中心|省|自治区|市|县|区|州|盟|旗|政府|办事处|集团|公司|院|所|队|站|办)$"
)


@dataclass(frozen=True)
class ReadUnit:
    """A reporting unit.

    Attributes:
        name: Short name, such as 河洛镇.
        full_name: Full name, such as 莱阳市河洛镇人民政府.
        level: Kind of unit.
        parent: The area above it, or None.
        certainty: How sure it is.
        why: Why, in Chinese.
    """

    name: str
    full_name: str
    level: Level
    parent: str | None
    certainty: Certainty
    why: str


def read_unit(
    titled: str | None, preamble: Iterable[str], signed: str | None, file_name: str, words: Wording
) -> ReadUnit | None:
    """Tell who reports.

    Args:
        titled: The unit as the title has it, or None.
        preamble: Lines before the first heading.
        signed: Who signed, or None.
        file_name: Asked last.
        words: Which cities are at which level.
    """
    texts = [fold(text) for text in preamble]
    options: list[tuple[str, Certainty, str]] = []
    if titled:
        options.append((titled, "high", "标题"))
    if signed:
        options.append((signed, "high" if not titled else "medium", "署名"))
    for pattern in _FROM_TEXT:
        for text in texts:
            if found := pattern.search(text):
                options.append((_OFFICE.sub("", found[1]), "medium", "引言"))
    if found := re.search(
        r"[\u4e00-\u9fff]{2,20}?(?:街道|镇|乡|局|办公室|县|区|市)(?![\u4e00-\u9fff])", file_name
    ):
        options.append((found[0], "low", "文件名"))
    for name, certainty, why in options:
        bare = re.sub(r"[\s\d年度关于]+$|^(?:本|我|关于)", "", fold(name))
        if len(bare) >= 2 and _ENDING.search(bare) and bare not in _MEANINGLESS and not _STRANGE.search(bare):
            return parsed(bare, words, certainty, why)
    return None


_STRANGE = re.compile(r"[^\u4e00-\u9fff()·]|^\(")
_MEANINGLESS = frozenset(
    {"政府", "人民政府", "镇", "乡", "街道", "办公室", "机关", "本机关", "单位", "本单位"}
)


def parsed(text: str, words: Wording, certainty: Certainty = "high", why: str = "") -> ReadUnit:
    """Take a unit's printed name apart."""
    if found := _TOWN.match(text):
        level: Level = "subdistrict" if found["name"].endswith("街道") else "township"
        parent = _area(found["parent"])
        name, office = found["name"], found["office"]
        if len(name.removesuffix("街道")) < 2:
            parent, name = None, text.removesuffix(office)
        if office.endswith("办公室"):
            return ReadUnit(name + office, text, "department", parent, certainty, why)
        full = text if office in ("人民政府", "办事处") else full_name_of(name, level, parent)
        return ReadUnit(name, full, level, parent, certainty, why)
    if found := _AREA.match(text):
        parent, name = _last_area(found["name"])
        level = _level_of_area(name, parent, words)
        full = text if text.endswith("政府") else f"{text}人民政府"
        return ReadUnit(name, full, level, parent, certainty, why)
    body = _BODY.match(text)
    parent = _area(body["parent"]) if body else None
    name = body["name"] if body and not _OFFICE_ALONE.fullmatch(body["name"]) else text
    return ReadUnit(name, text, level_of_name(name), parent, certainty, why)


def _level_of_area(name: str, parent: str | None, words: Wording) -> Level:
    """Tell the level of an area with a government: a 市 may be one of three."""
    bare = name.removesuffix("市")
    if name.endswith(("省", "自治区")) or (name.endswith("市") and bare in words.municipalities):
        return "province"
    above = (parent or "").removesuffix("市")
    if name.endswith(("自治州", "州", "盟", "地区")) or (
        name.endswith("市") and bare in words.cities and above not in words.cities
    ):
        return "city"
    return level_of_name(name)


def _area(text: str | None) -> str | None:
    return text.removesuffix("人民政府") or None if text else None


def _last_area(text: str) -> tuple[str | None, str]:
    """Split 淮安市洪泽区 into the area above and the area itself."""
    found = re.match(r"^(.*[省市州盟])(.{2,}(?:市|县|区|旗))$", text)
    return (found[1], found[2]) if found else (None, text)
