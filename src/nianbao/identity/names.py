"""What a full name says: 示例市城东区人民政府云溪街道办事处 is 示例市, 城东区, 云溪街道."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUFFIXES = (
    "特别行政区", "经济技术开发区", "高新技术产业开发区", "经济开发区", "管理区", "开发区", "自治区", "自治州",
    "自治县", "自治旗", "地区", "林区", "新区", "街道", "苏木", "省", "市", "县", "区", "旗", "盟", "镇", "乡",
)  # fmt: skip
_SUFFIX = re.compile("|".join(_SUFFIXES))
_GOVERNMENT = re.compile("人民政府|政府(?=办|$)|(?<=街道)办事处|党工委|党委")
_NATION = re.compile(
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西"
    "|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂"
    "|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族(?:[\u4e00-\u9fff]{1,4}族)*(?:自治)?$"
)

TOWN_SUFFIXES = ("镇", "乡", "街道", "苏木")


@dataclass(frozen=True)
class Place:
    """One name of an area or a town.

    Attributes:
        stem: The name without what kind it is: 云溪.
        suffix: What kind it is: 镇.
    """

    stem: str
    suffix: str

    def __str__(self) -> str:
        return self.stem + self.suffix

    @property
    def is_town(self) -> bool:
        """Whether it is a 乡镇 or a 街道."""
        return self.suffix in TOWN_SUFFIXES

    @property
    def short(self) -> str:
        """The stem without the name of a nation: 古砦 for 古砦仫佬族乡."""
        return _NATION.sub("", self.stem) or self.stem


def split(name: str) -> tuple[list[Place], str]:
    """Take a full name apart.

    Returns:
        Its areas, the largest first, and what is left: an office, or nothing.
    """
    text = _GOVERNMENT.sub("", name)
    places: list[Place] = []
    at = 0
    while not (places and places[-1].is_town) and (place := _place(text, at)):
        places.append(place)
        at += len(place.stem) + len(place.suffix)
    return places, text[at:]


def _place(text: str, at: int) -> Place | None:
    """Find the next area. A kind of area may also belong to a name: 柏乡县, 新市镇, 镇龙镇."""
    for here in range(at + 1, len(text)):
        if suffix := _SUFFIX.match(text, here):
            place = Place(text[at:here], suffix.group())
            # Nothing is below a town, and no city has a name of one character.
            alone = not place.is_town and (len(place.stem) > 1 or place.suffix == "县")
            if alone or not _SUFFIX.match(text, suffix.end()):
                return place
    return None
