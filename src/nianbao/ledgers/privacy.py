"""Personal data that got into a column which is read: recognised, so that it reaches no output."""

from __future__ import annotations

import re

# Whole numbers as they lie in a cell, then with dashes and spaces in them, then as a spreadsheet's float.
_PLAIN = r"(?<!\d)(?:1[3-9]\d{9}|\d{15}|\d{17}[\dXx])(?!\d)"
_FLOAT = r"(?<![\d.])\d(?:\.\d+)?[eE]\+?(?:10|14|16|17)(?!\d)"
_RUN = re.compile(r"(?<!\d)\+?\d(?:[\s\-—–－_.·/]{0,3}\d){9,20}(?:[\s\-—–－_.·/]{0,3}[Xx])?(?![\dA-Za-z])")
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_SPACED = re.compile(
    rf"(?:00)?(?:86)?1[3-9]\d{{9}}|[1-9]\d{{5}}(?:19|20)\d\d{_DAY}\d{{3}}[\dXx]|[1-9]\d{{5}}\d\d{_DAY}\d{{3}}"
)
_CERTAIN = re.compile(f"{_PLAIN}|{_FLOAT}")

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳"
    "鲍史唐费薛雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵汪毛狄臧戴宋庞熊纪舒屈项祝董梁杜阮季贾江童颜郭"
    "梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓单洪包左石崔吉龚程邢裴陆翁靳牛段侯武刘龙叶司黎白蒲赖卓池乔于翟曾沙"
    "关荆游肖车冷娄岳隋曲宫宁丛矫迟初衣栾辛战修"
)
_OFFICE = "镇乡街道县市区村办号字第申公开依复所局科室队中心受理诉登记编年月日件信息"
_NAME = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:欧阳|司马|上官|诸葛|[{_SURNAMES}])(?:(?![{_OFFICE}])[\u4e00-\u9fff]){{1,2}}(?![\u4e00-\u9fff])"
)


def is_personal(text: str) -> bool:
    """Say whether a row's name holds an ID, a telephone or an address of mail, or a name beside digits."""
    has_name_and_digits = bool(_NAME.search(text)) and any(char.isdigit() for char in text)
    return "@" in text or has_name_and_digits or masked(text) != text


def masked(text: str) -> str:
    """Give a text with IDs and mobile numbers masked, however they are spaced or stored."""
    return _RUN.sub(_spaced, _CERTAIN.sub("***", text))


def _spaced(run: re.Match[str]) -> str:
    digits = re.sub(r"[^\dXx]", "", run[0])
    return "***" if _SPACED.fullmatch(digits) else run[0]
