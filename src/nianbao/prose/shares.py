"""B103, B104: percentages against the numbers they are made from, and shares against a hundred."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nianbao.prose.items import Item
from nianbao.prose.quantity import PERCENT, Quantity
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, said
from nianbao.tables.numbers import as_text

_SHARE = re.compile(r"占")
_OF_SOMETHING_ELSE = re.compile(r"占(?!总|全部|比|公开|申请|收到|办结|信息)[^,]{2,}")
_RATE = re.compile(r"(?:办结率|答复率|办理率|回复率)")
_IN_TIME = re.compile(r"按时|按期|及时|限|合格|满意")
_DONE = re.compile(r"办结|答复|回复|办理完")
_RECEIVED = re.compile(r"收到|受理|接到|新收|办理")
_REST = re.compile(r"其他|其它|其余")
_NAME_OF_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6}?)率[^率]*$")
_TURNED = {"回收": "收回", "收回": "回收", "群众满意": "满意", "综合满意": "满意"}
"""A rate's name and the word by which its number is told."""

_DISCLOSED = "公开"
"""Of what is told as disclosed no share was disclosed: the rate is of something else, such as 公文主动公开率."""

_OF_A_NUMBER = re.compile(r"^占(?:全部|总数|总量|全年|公开|信息|总|的|全镇|全县){0,3}$")
_SENTENCE = re.compile(r"[^。!?]+")
_PLAIN_SHARE = re.compile(
    r"(?P<label>[^,;、。%]{0,20}?)(?<!约)占比?(?:为|达)?\s*(?P<number>\d+(?:\.\d+)?)\s*%"
)
_OF_ALL = re.compile(
    r"(?P<what>(?:办结|答复|回复|反馈|办理|受理|及时|按时|按期|满意|知晓|覆盖|合格|公开|公示|准确|采纳|回应|普及|参与)(?:率|度)"
    r"|占(?:比|总数|总量|全部)(?:的)?)"
    r"(?:[均都也已]|分别|总体|全部)*(?:为|是|达到|达|到)?了?(?P<number>\d+(?:\.\d+)?)%"
)
"""Shares of what there is; 完成率 and 增长率 may well be over a hundred."""

_ALL = 100
_LEAST_SHARES = 3
_ROUGHLY = Decimal(5)


def share_remarks(told: Told) -> Iterator[Remark]:
    """Find percentages that don't follow from part and whole (B103) and shares that can't be or don't make 100 % (B104)."""
    for sentence, lists in zip(told.sentences, told.lists, strict=True):
        for found in lists:
            for part in found.parts:
                for share in part.attached:
                    if _is_share(share) and not follows(
                        share, part.quantity.value, found.whole.quantity.value
                    ):
                        yield _wrong(told, share, part, found.whole)
        yield from _rates(told, sentence)
        yield from _shares_of(told, sentence)
    yield from _hundred(told)
    yield from _beyond_all(told)


def follows(share: Item, part: Decimal, whole: Decimal) -> bool:
    """Tell whether a percentage is what part and whole make, to its decimals, rounded or cut off."""
    if not whole:
        return True
    exact = part * 100 / whole
    step = Decimal(1).scaleb(-share.quantity.decimals)
    if share.quantity.vague:
        return abs(exact - share.quantity.value) <= _ROUGHLY
    return abs(exact - share.quantity.value) < step


def percent_of(part: Decimal, whole: Decimal, decimals: int) -> str:
    """Write a percentage with so many decimals."""
    return f"{(part * 100 / whole).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}%"


def _is_share(item: Item) -> bool:
    if item.role != "share" or not _SHARE.search(item.label):
        return False
    return not _OF_SOMETHING_ELSE.search(item.label)


def _wrong(told: Told, share: Item, part: Item, whole: Item) -> Remark:
    right = percent_of(part.quantity.value, whole.quantity.value, share.quantity.decimals)
    message = (
        f"「{said(told.passage, part)}」写的是{said(told.passage, share)}，"
        f"而 {as_text(part.quantity.value)} ÷ {as_text(whole.quantity.value)} 是 {right}。"
    )
    start, end = min(part.start, share.start), max(part.quantity.end, share.quantity.end)
    return Remark("B103", "error", message, "请核对件数和百分比。", start, end)


def _rates(told: Told, sentence: Sequence[Item]) -> Iterator[Remark]:
    """Hold 办结率 and the like against what was received and concluded, where one of each is told."""
    for index, item in enumerate(sentence):
        for rate in item.attached:
            if rate.quantity.unit != PERCENT or "率" not in rate.label:
                continue
            if _RATE.search(rate.label) and not _IN_TIME.search(rate.label):
                yield from _rate_of_cases(told, rate, sentence[: index + 1])
            else:
                yield from _rate_told(told, rate, sentence[: index + 1])


def _rate_of_cases(told: Told, rate: Item, before: Sequence[Item]) -> Iterator[Remark]:
    done = [one for one in before if _DONE.search(one.clause)]
    others = [one for one in before if one not in done]
    bases = [one for one in others if _RECEIVED.search(one.clause)]
    if len(done) != 1 or len(bases) != 1:
        return
    known = {one.quantity.value for one in others} | {sum(one.quantity.value for one in others)}
    if not any(follows(rate, done[0].quantity.value, Decimal(base)) for base in known if base):
        yield _wrong(told, rate, done[0], bases[0])


def _rate_told(told: Told, rate: Item, before: Sequence[Item]) -> Iterator[Remark]:
    """Hold any other rate against the two numbers right before it: 受理40件，按时答复30件，按时答复率75%.

    Only where the number before it says the very words of the rate is it known what the rate is of.
    """
    named = _NAME_OF_RATE.search(rate.label)
    if named is None or len(before) < 2:
        return
    whole, part = before[-2], before[-1]
    words = {named["name"], _TURNED.get(named["name"], named["name"])}
    numbers = (whole.quantity, part.quantity)
    if numbers[0].unit != numbers[1].unit or any(one.vague for one in numbers):
        return
    if any(whole.label.endswith(word) and f"不{word}" in part.label for word in words):
        # 满意120件、不满意30件，满意率80%.
        together = dataclasses.replace(whole, quantity=_added(*numbers))
        whole, part = together, whole
    elif (
        not any(word in part.label for word in words)
        or any(word in whole.clause.replace(f"应{word}", "") for word in words)
        or (_DISCLOSED in named["name"] and _DISCLOSED in whole.clause.replace(f"应{_DISCLOSED}", ""))
        or numbers[0].value < numbers[1].value
    ):
        return
    if not follows(rate, part.quantity.value, whole.quantity.value):
        yield dataclasses.replace(_wrong(told, rate, part, whole), severity="warning")


def _added(one: Quantity, other: Quantity) -> Quantity:
    return dataclasses.replace(one, value=one.value + other.value)


def _shares_of(told: Told, sentence: Sequence[Item]) -> Iterator[Remark]:
    """Hold a share whose whole is told with it against both: 60条，占全部120条的50%."""
    for part, whole in itertools.pairwise(sentence):
        if part.quantity.unit != whole.quantity.unit or not _OF_A_NUMBER.match(whole.label):
            continue
        for share in whole.attached:
            is_meant = share.role == "share" and share.label.strip() in ("的", "")
            values = (part.quantity.value, whole.quantity.value)
            if is_meant and not whole.quantity.vague and not follows(share, *values):
                yield _wrong(told, share, part, whole)


def _hundred(told: Told) -> Iterator[Remark]:
    """Add up shares that stand without numbers: 网站占60%、微信占30%、其他占10%."""
    if told.passage.folded.count("%") < _LEAST_SHARES:
        return
    counted = {
        share.quantity.start
        for lists in told.lists
        for found in lists
        for part in found.parts
        for share in part.attached
    }
    for sentence in _SENTENCE.finditer(told.passage.folded):
        shares = list(_PLAIN_SHARE.finditer(told.passage.folded, *sentence.span()))
        if len(shares) < _LEAST_SHARES or any(one.start("number") in counted for one in shares):
            continue
        numbers = [Decimal(one["number"]) for one in shares]
        come_to = sum(numbers, start=Decimal(0))
        places = max(-int(number.as_tuple().exponent) for number in numbers)
        slack = len(shares) * Decimal(1).scaleb(-places)
        complete = _REST.search(shares[-1]["label"]) and told.passage.folded[shares[-1].end() :][:1] != "等"
        if come_to > 100 + slack or (complete and come_to < 100 - slack):
            message = f"各项所占比例相加是 {as_text(come_to)}%，不是 100%。"
            yield Remark(
                "B104", "warning", message, "请核对各项的百分比。", shares[0].start(), shares[-1].end()
            )


def _beyond_all(told: Told) -> Iterator[Remark]:
    """Find a share that is more than all there is: 办结率达到120%."""
    for match in _OF_ALL.finditer(told.passage.folded) if "%" in told.passage.folded else ():
        if Decimal(match["number"]) > _ALL:
            words = told.passage.text[match.start() : match.end()]
            what = "比例" if words.startswith("占") else match["what"]
            message = f"「{words}」：{what}不会超过 100%。"
            yield Remark("B104", "error", message, "请核对百分比。", match.start(), match.end())
