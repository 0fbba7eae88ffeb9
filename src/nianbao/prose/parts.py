"""A whole and its parts, in each way the list can be read: does it add up, and does it claim to be complete?"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.prose.items import Item
from nianbao.prose.quantity import Quantity

LEAST_PARTS = 3
"""Parts from which on a list that nothing marks as one, or that 其中 opens, is taken for complete."""

_SUBJECT = re.compile(
    r"^(?:并|已|均|共|全部|累计|全年|本年度?|按[时期]|现|上年|\s)*"
    r"(?:收到|受理|办结|办理|答复|回复|结转|转结|转下|顺延|召开|举办|开展|组织(?!机构|人事|领导|架构)|审结|收取|接待|受到|被|提起|发生|产生|引发|行政复议|行政诉讼|培训|审核|访问|点击|浏览|报送|上报"
    r"|(?:主动)?向[^,;。]{2,14}(?:报送|上报|推荐|提供|发送))"
)
_ACTS = re.compile(
    r"^(?:并|已|均|共|全部|累计|全年|本年度?|\s)*(?:公开(?!目录|指南|年报|栏|制度|条例)|发布|更新|推送|征集|审核|点击|访问|浏览)"
    r"|(?:网上|网站|公众号|微信|微博|平台|媒体|号|端)(?:共|累计)?(?:公开|发布|更新|推送)了?$|共$|累计$|复议|诉讼|依申请"
)
_EXHAUSTIVE = re.compile(r"分别|分为|由|:")
_PARTIAL = re.compile(r"主要(?:是|有|为|包括|涉及)|例如|比如|^如(?!皋|东)")
_REST = re.compile(r"^(?:以及|和|及)?(?:其他|其它|其余)")
_NEARLY = Decimal("0.9")


@dataclass(frozen=True)
class Parts:
    """A whole with the parts that follow it (or go before it).

    Attributes:
        whole: The whole.
        readings: The possible lists of parts, the shortest first; each has one part at least.
        kind: ``marked`` (其中, 包括, ``:``), ``bracket``, ``implicit`` (nothing says that it is a list)
            or ``closing`` (合计 behind the parts).
        wholes: The numbers before it that the parts may be of, in a sentence that tells several:
            新收7件，办结6件，结转1件，其中….
        first_may_be_all: Behind the first part stands ； and a number with parts of its own:
            收到2件，其中当面2件；办结2件，其中….
    """

    whole: Item
    readings: tuple[tuple[Item, ...], ...]
    kind: str
    wholes: tuple[Item, ...] = ()
    first_may_be_all: bool = False

    @functools.cached_property
    def parts(self) -> tuple[Item, ...]:
        """The parts, as most people would read them: a longer list where that nearly makes the whole."""
        value = self.whole.quantity.value
        gaps = {
            abs(total(parts) - value): parts for parts in reversed(self.readings) if not self._runs_on(parts)
        }
        nearest = min(gaps, default=value)
        return gaps[nearest] if gaps and nearest <= (1 - _NEARLY) * value else self.readings[0]

    @property
    def is_plain(self) -> bool:
        """Tell whether there is no other way to read the list."""
        return self.parts == self.readings[0]

    def _runs_on(self, parts: Sequence[Item]) -> bool:
        """Tell whether a reading goes on into what is another subject."""
        return any(is_act(part) for part in parts[len(self.readings[0]) :])

    @property
    def adds_up(self) -> bool:
        """Tell whether some reading gives the whole."""
        wholes = [one.quantity for one in self.wholes or (self.whole,)]
        if any(_meets(whole, reading) for whole in wholes for reading in self.readings):
            return True
        if self.first_may_be_all and any(_meets(whole, self.readings[0][:1]) for whole in wholes):
            return True
        together = sum((whole.value for whole in wholes), start=Decimal(0))
        return any(total(reading) == together for reading in self.readings)

    @property
    def fitting(self) -> tuple[Item, ...]:
        """The parts by the shortest reading that adds up; where none does, as most people would read them."""
        wholes = [one.quantity for one in self.wholes or (self.whole,)]
        return next(
            (reading for reading in self.readings if any(_meets(whole, reading) for whole in wholes)),
            self.parts,
        )

    @property
    def exceeds(self) -> bool:
        """Tell whether the parts are more than the whole, however they are read."""
        return not self.adds_up and lowest(self.parts) > self.whole.quantity.high

    @property
    def left_over(self) -> int:
        """How many parts stand behind those that alone give the whole: they may be something else."""
        so_far = Decimal(0)
        for count, part in enumerate(self.parts, start=1):
            so_far += part.quantity.value
            if count > 1 and so_far == self.whole.quantity.value:
                return len(self.parts) - count
        return 0

    @property
    def claims_all(self) -> bool:
        """Tell whether the list says that it leaves nothing out."""
        parts = self.parts
        opened = parts[0].mark
        if any(part.is_open for part in self.readings[-1]) or (opened == "含" and len(parts) < LEAST_PARTS):
            return False
        if any(_PARTIAL.search(part.label) for part in parts) or _PARTIAL.search(self.whole.after):
            return False
        nearly = total(parts) >= _NEARLY * self.whole.quantity.value
        if len(parts) == 1:
            return nearly and len(self.readings) > 1
        if opened == "含" or not all(part.quantity.unit for part in parts):
            return nearly
        if _EXHAUSTIVE.search(opened) or _REST.match(parts[-1].label):
            return True
        if self.kind == "bracket" and not opened:
            return True
        if self.kind in ("marked", "bracket"):
            return nearly or len(parts) >= LEAST_PARTS
        return nearly

    @property
    def of_one_unit(self) -> bool:
        """Tell whether whole and parts all have the same unit."""
        return {part.quantity.unit for part in self.parts} == {self.whole.quantity.unit}


def total(parts: Sequence[Item]) -> Decimal:
    """Add parts up."""
    return sum((part.quantity.value for part in parts), start=Decimal(0))


def lowest(parts: Sequence[Item]) -> Decimal:
    """Give the least that parts can come to."""
    return sum((part.quantity.low for part in parts), start=Decimal(0))


def _meets(whole: Quantity, parts: Sequence[Item]) -> bool:
    low = lowest(parts)
    high = sum((part.quantity.high for part in parts), start=Decimal(0))
    return low <= whole.high and high >= whole.low


def opens_subject(item: Item) -> bool:
    """Tell whether an item begins with what is done, so that it may be no part of the list before it."""
    return bool(_SUBJECT.match(item.label))


def is_act(item: Item) -> bool:
    """Tell whether an item tells what was done rather than what a part is called."""
    return bool(_ACTS.search(item.label) or _SUBJECT.match(item.label) or _SUBJECT.match(item.after))
