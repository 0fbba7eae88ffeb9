"""Full names taken apart."""

from __future__ import annotations

import pytest

from nianbao.identity.names import split

NAMES = {
    "示例县云溪镇人民政府": (["示例县", "云溪镇"], ""),
    "示例市城东区人民政府云溪街道办事处": (["示例市", "城东区", "云溪街道"], ""),
    "柏乡县龙华镇": (["柏乡县", "龙华镇"], ""),
    "平昌县镇龙镇": (["平昌县", "镇龙镇"], ""),
    "镇康县木场乡人民政府": (["镇康县", "木场乡"], ""),
    "济南市市中区": (["济南市", "市中区"], ""),
    "武威市凉州区张义镇": (["武威市", "凉州区", "张义镇"], ""),
    "佳县螅镇": (["佳县", "螅镇"], ""),
    "桐乡市乌镇": (["桐乡市", "乌镇"], ""),
    "景德镇市": (["景德镇市"], ""),
    "柳城县古砦仫佬族乡人民政府": (["柳城县", "古砦仫佬族乡"], ""),
    "威海临港经济技术开发区蔄山镇": (["威海临港经济技术开发区", "蔄山镇"], ""),
    "示例县农业农村局": (["示例县"], "农业农村局"),
    "示例市城东区人民政府办公室": (["示例市", "城东区"], "办公室"),
    "广西壮族自治区": (["广西壮族自治区"], ""),
    "党政办公室": ([], "党政办公室"),
    "": ([], ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_taken_apart(name: str) -> None:
    places, office = split(name)
    assert ([str(place) for place in places], office) == NAMES[name]


def test_the_name_of_a_nation_can_be_left_out() -> None:
    assert split("古砦仫佬族乡")[0][0].short == "古砦"
    assert split("云溪镇")[0][0].short == "云溪"
