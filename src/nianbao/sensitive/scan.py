"""Screening of one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nianbao.sensitive.hit import Hit
from nianbao.sensitive.numbers import is_credit_code, is_id, is_old_id, looks_like_id, mask, passes_luhn
from nianbao.sensitive.words import Words, is_masked

# Digits in one run, or in groups as people write them; letters on either side make it a code.
_LONG = re.compile(r"(?<![0-9A-Za-z.*_/-])\d(?:[ -]?\d){12,18}[Xx]?(?![0-9A-Za-z*]|[.,，]\d)")
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.*_/-])(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![0-9A-Za-z*]|[.,，]\d)"
)
_MAIL = re.compile(r"(?<![\w.+-])([A-Za-z0-9][\w.+-]{0,63})@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII)

_NEAR = 12
"""Characters before a number in which a word may say what it is."""

_SEPARATORS = re.compile("[ -]")


def scan(text: str, words: Words) -> Iterator[Hit]:
    """Find what looks like personal data or a mark of secrecy. Of two things at one place, the surer is told."""
    taken: list[tuple[int, int]] = []
    for finder in _FINDERS:
        for hit in finder(text, words):
            if not any(hit.start < end and start < hit.end for start, end in taken):
                taken.append((hit.start, hit.end))
                yield hit


def _long_numbers(text: str, words: Words) -> Iterator[Hit]:
    codes = {match.start() for match in _CODE.finditer(text) if is_credit_code(match.group())}
    for match in _LONG.finditer(text):
        number = _SEPARATORS.sub("", match.group())
        before = text[max(0, match.start() - _NEAR) : match.start()]
        said_id = words.id_word.search(before) is not None
        is_code = match.start() in codes or words.code_word.search(before) is not None
        if (is_code and not said_id) or words.unit.match(text, match.end()):
            continue
        hit = _id(match, number, words, said_id) or _card(match, number, words, before)
        if hit:
            yield hit


def _id(match: re.Match[str], number: str, words: Words, said: bool) -> Hit | None:
    if len(number) == 18 and (
        is_id(number, words.provinces) or (said and looks_like_id(number, words.provinces))
    ):
        right = is_id(number, words.provinces)
        return Hit(
            "X101",
            "error" if right else "warning",
            *match.span(),
            "居民身份证号" if right else "像居民身份证号的号码（校验码不对）",
            mask(number, 2, 3),
            "请删去；确需提到这个人的，不写身份证号。",
        )
    if len(number) == 15 and number.isdigit() and is_old_id(number, words.provinces):
        return Hit(
            "X101",
            "warning",
            *match.span(),
            "像 15 位居民身份证号的号码",
            mask(number, 2, 3),
            "是身份证号的，请删去；是别的编号的，请在前面写明是什么编号。",
        )
    return None


def _card(match: re.Match[str], number: str, words: Words, before: str) -> Hit | None:
    if not number.isdigit() or not passes_luhn(number):
        return None
    said = words.card_word.search(before) is not None
    for prefix, lengths in words.cards.items():
        if number.startswith(prefix) and len(number) in lengths and (said or prefix in words.certain_cards):
            return Hit(
                "X103",
                "error",
                *match.span(),
                "银行卡号",
                mask(number, 4, 4),
                "请删去；收费账户请写在收费通知里，不写进年报。",
            )
    return None


def _mobiles(text: str, words: Words) -> Iterator[Hit]:
    for match in _MOBILE.finditer(text):
        if not words.unit.match(text, match.end()):
            number = _SEPARATORS.sub("", match.group(1))
            yield Hit(
                "X102",
                "warning",
                *match.span(1),
                "手机号码",
                mask(number, 3, 4),
                "请改成办公电话（区号-号码）；是个人的手机号，请删去。",
            )


def _mails(text: str, words: Words) -> Iterator[Hit]:
    for match in _MAIL.finditer(text):
        name, host = match.group(1), match.group(2).lower()
        if host not in words.free_mail:
            continue
        own = name.isdigit()
        yield Hit(
            "X105",
            "warning" if own else "hint",
            *match.span(),
            "像是个人的电子邮箱" if own else "公共邮箱",
            f"{mask(name, 1, 0)}@{host}",
            "请改成单位的办公邮箱；是个人邮箱的，请删去。"
            if own
            else "单位的办公邮箱宜用政务邮箱；确是办公邮箱的，不必改。",
        )


def _plates(text: str, words: Words) -> Iterator[Hit]:
    for match in words.plate.finditer(text):
        plate = match.group()
        yield Hit(
            "X107",
            "warning",
            *match.span(),
            "车牌号",
            mask(plate, 2, 1),
            "请删去，或只写「车辆一台」这样的话。",
        )


def _passports(text: str, words: Words) -> Iterator[Hit]:
    for match in words.passport.finditer(text):
        number = match["number"]
        yield Hit("X104", "error", *match.span("number"), "护照、通行证号码", mask(number, 1, 2), "请删去。")


def _persons(text: str, words: Words) -> Iterator[Hit]:
    for match in words.person.finditer(text):
        group = "linked" if match["linked"] else "plain"
        name = match[group]
        if is_masked(name):
            advice = "年报不必写某一件申请的情况；请删去，只报数字。"
            yield Hit(
                "X108", "hint", *match.span(group), "去掉了名字的申请人或当事人", mask(name, 1, 0), advice
            )
        else:
            advice = "是人名的，请删去；年报只报数字，不写申请人和当事人。"
            yield Hit(
                "X108",
                "warning",
                *match.span(group),
                "像是申请人或当事人的姓名",
                mask(name, 1, 0),
                advice,
            )


def _people(text: str, words: Words) -> Iterator[Hit]:
    for match in words.people.finditer(text):
        group = "names" if match["names"] else "first"
        names = match[group]
        shown = re.sub(r"[^、和与及]+", lambda one: mask(one.group(), 1, 0), names)
        advice = "是申请人姓名的，请删去；年报只报数字，不写申请人和当事人。"
        yield Hit("X108", "warning", *match.span(group), "像是申请人的姓名", shown, advice)


def _births(text: str, words: Words) -> Iterator[Hit]:
    for match in words.birth.finditer(text):
        shown = re.sub(r"\d", "*", match.group())
        yield Hit("X109", "warning", *match.span(), "出生日期", shown, "请删去。")


def _homes(text: str, words: Words) -> Iterator[Hit]:
    for match in words.home.finditer(text):
        advice = "请删去；确需写住址的，只写到乡镇（街道）。"
        yield Hit("X106", "warning", *match.span(), "写到门牌的住址", mask(match.group(), 2, 1), advice)


def _marks(text: str, words: Words) -> Iterator[Hit]:
    for match in words.secret.finditer(text):
        advice = "标有密级的内容不能公开：请停止发布，交保密工作机构处理。"
        yield Hit("X110", "error", *match.span(), "密级标志", match.group(), advice)
    for match in words.internal.finditer(text):
        advice = "请核对这段内容能不能公开；能公开的，删去这个字样。"
        yield Hit("X111", "warning", *match.span(), "内部文件的字样", match.group(), advice)


_FINDERS: tuple[Callable[[str, Words], Iterator[Hit]], ...] = (
    _long_numbers,
    _passports,
    _mails,
    _mobiles,
    _plates,
    _persons,
    _people,
    _births,
    _homes,
    _marks,
)
