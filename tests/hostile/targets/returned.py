"""Our own Word file coming back from a colleague, and a published page held against what was signed."""

from __future__ import annotations

from pathlib import Path

from nianbao.editor.document import Document
from nianbao.resources import shipped
from nianbao.returning.reading import word_of
from nianbao.returning.review import Review, review
from nianbao.verifying.page import read_page
from nianbao.verifying.seeing import Seen
from nianbao.verifying.verify import Verdict, verify
from tests.hostile.target import Target
from tests.returning.edited import Edited, exported
from tests.verifying.samples import page, signed, written

_HELUO = shipped("params") / "2017" / "heluo.yaml"
_ROOT = shipped("params").parent


def _tracked() -> bytes:
    word = Edited(exported(_HELUO))
    word.track("政府信息", "信息")
    return word.bytes()


def _throw_word(data: bytes, folder: Path) -> object:
    word = word_of(data, "年报.docx")
    found = review(word, Document.open(_HELUO, _ROOT))
    assert isinstance(found, Review)
    assert found.changes >= 0
    return None


def _throw_page(data: bytes, folder: Path) -> object:
    one = read_page(data, "年报.html", folder, address="http://www.example.gov.cn/a.html")
    found = verify(Seen(one, one), signed())
    assert isinstance(found, Verdict)
    for difference in found.differences:
        assert difference.message
    return None


TARGETS = [
    Target(
        name="word-back",
        about="our Word file, edited, compared with its parameter file",
        file="年报.docx",
        seeds={"exported": lambda: exported(_HELUO), "tracked": _tracked},
        throw=_throw_word,
        damage="package",
    ),
    Target(
        name="verify-page",
        about="a published page, compared with what was signed",
        file="年报.html",
        seeds={
            "page": lambda: page().encode(),
            "own": lambda: written(_ROOT / "params/2024/yunxi.yaml", "html"),
        },
        throw=_throw_page,
        damage="markup",
        slow=True,
    ),
]
