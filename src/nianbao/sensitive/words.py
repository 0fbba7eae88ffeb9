"""The words that screening goes by (``templates/checks/sensitive.yaml``), made ready."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

HAN = "\u4e00-\u9fff"

_MASKED = "某×ｘxX*＊✕○〇"


def any_of(words: Iterable[str]) -> str:
    """Give a pattern of any of some words, longer ones first; words never act as patterns."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@dataclass(frozen=True)
class Words:
    """What screening goes by.

    Attributes:
        provinces: First two digits of ID numbers.
        cards: First digits of card numbers → lengths.
        certain_cards: First digits that need no word such as 卡号 beside them.
        free_mail: Hosts at which anybody has a mailbox.
        card_word: Words beside an account's number.
        code_word: Words beside a number that is nobody's.
        id_word: Words beside an ID number.
        unit: What follows a count.
        plate: A number plate.
        passport: A passport number with its word.
        person: A word for a party and the name behind it.
        people: Several names behind what was applied for.
        birth: A date of birth.
        home: A home address down to the door.
        secret: A mark of secrecy.
        internal: A mark of what isn't to be passed on.
    """

    provinces: frozenset[str]
    cards: dict[str, tuple[int, ...]]
    certain_cards: tuple[str, ...]
    free_mail: frozenset[str]
    card_word: re.Pattern[str]
    code_word: re.Pattern[str]
    id_word: re.Pattern[str]
    unit: re.Pattern[str]
    plate: re.Pattern[str]
    passport: re.Pattern[str]
    person: re.Pattern[str]
    people: re.Pattern[str]
    birth: re.Pattern[str]
    home: re.Pattern[str]
    secret: re.Pattern[str]
    internal: re.Pattern[str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Words:
        """Make the patterns of a word list."""
        date = r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*(?:[月./-](?:\s*\d{1,2}\s*日?)?)?"
        homes = any_of(data["home_words"])
        return cls(
            provinces=frozenset(data["provinces"]),
            cards={prefix: tuple(lengths) for prefix, lengths in data["cards"].items()},
            certain_cards=tuple(data["certain_cards"]),
            free_mail=frozenset(data["free_mail"]),
            card_word=re.compile(any_of(data["card_words"])),
            code_word=re.compile(any_of(data["code_words"])),
            id_word=re.compile(any_of(data["id_words"])),
            unit=re.compile(r"\s*(?:多|余)?\s*" + any_of(data["units"])),
            plate=re.compile(
                f"[{re.escape(data['plate_provinces'])}][A-HJ-NP-Z][·•. ]?(?=[A-Z]*\\d)[A-HJ-NP-Z0-9]{{4,5}}"
                "[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
            ),
            passport=re.compile(
                any_of(data["passport_words"])
                + r"(?:号码?|证号)?[：:为是\s]{0,3}(?P<number>[A-Z]{1,2}\d{7,8})(?!\d)"
            ),
            person=_person(data),
            people=_people(data),
            birth=re.compile(
                f"{any_of(data['birth_words'])}[：:为是\\s]{{0,3}}{date}|{date}(?:出生|生)(?![产活成效长命育日]|[的以后前之])"
            ),
            home=re.compile(
                f"{homes}[：:为是在\\s]{{0,3}}[{HAN}\\w-]{{2,30}}?[\\d一二三四五六七八九十]+(?:号|室|栋|幢|组|单元)"
            ),
            secret=re.compile(
                any_of(data["secret_levels"])
                + r"\s*[★☆]|密\s*级\s*[：:]\s*"
                + any_of(data["secret_levels"])
                + r"|[【\[（(]\s*"
                + any_of(data["secret_levels"])
                + r"\s*[】\]）)]"
            ),
            internal=re.compile(
                r"[【\[（(]\s*" + any_of(data["internal_marks"]) + r"[^】\]）)\n]{0,12}[】\]）)]"
            ),
        )


def _person(data: dict[str, Any]) -> re.Pattern[str]:
    """Make the pattern of a party's word and a name: 申请人张某某, 申请人为于某.

    Behind a word such as 为 any surname counts; without it, one that is also a common word doesn't.
    """
    doubtful = set(data["doubtful_surnames"])
    clear = "".join(char for char in data["surnames"] if char not in doubtful)
    every = re.escape("".join([clear, *sorted(doubtful)]))
    compound = any_of(data["compound_surnames"])
    given = f"(?:[{re.escape(_MASKED)}]{{1,2}}|[{HAN}]{{1,2}}?)"
    after = f"(?=[，,。；;、）)（(：:！\\s]|$|{any_of(data['after_name'])})"
    return re.compile(
        f"{any_of(data['person_words'])}"
        f"(?:{any_of(data['person_links'])}\\s?(?P<linked>(?:{compound}|[{every}]){given})"
        f"|(?P<plain>(?:{compound}|[{re.escape(clear)}]){given})){after}"
    )


def _people(data: dict[str, Any]) -> re.Pattern[str]:
    """Make the pattern of names in a row behind an application: 申请1件，具体为：张某某、李四等.

    One name alone may be any word; two with a mark between them, both beginning as names do, hardly.
    """
    clear = "".join(char for char in data["surnames"] if char not in set(data["doubtful_surnames"]))
    name = f"(?:{any_of(data['compound_surnames'])}|[{re.escape(clear)}])[{HAN}]{{1,2}}"
    several = f"(?:(?<=[，。；、\\s])|^)(?P<first>{name}|[{re.escape(clear)}][{re.escape(_MASKED)}]{{1,2}})等\\s*\\d*\\s*人(?=[^，。；]{{0,8}}申请)"
    return re.compile(
        f"{several}|申请[^。；\\n]{{0,24}}?(?:[为是由系：:])(?P<names>{name}(?:[、和与及]{name})+)(?=等|[，。；、]|提出|申请|要求|\\d)"
    )


def is_masked(name: str) -> bool:
    """Tell whether a name is made unrecognisable, such as 张某某 or 张**."""
    return any(char in _MASKED for char in name)
