"""Texts whose encoding nobody states."""

from __future__ import annotations

import codecs
import re

from nianbao.importer.source import SourceError

_SAMPLE = 40_000
"""So many bytes tell the encoding."""

_LIKELY = 0.5
"""So great a share of a text is everyday writing; of one that was read wrongly a tenth is, by chance."""

_BROKEN = 0.02
"""A text may be cut or damaged in so great a share of its characters."""

# The commonest characters of Chinese and of our field, plain and traditional; ASCII and punctuation besides.
_USUAL = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机"
    "当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间与关各重新内数正心反明"
    "看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题程展五果料"
    "象员位入常文总次品式设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指几九"
    "区强放决西被干做必战先回则任取据处理申请信息公开镇县市街道办政府报告主动依申请收到复议诉讼问题"
    "這個為來時們對發會過說產種後學經進著電裡現實兩體機當點從業應開還與關無軍題員總長頭資邊級圖統"
    "較將組見計論運農幾區強決戰則據處資訊報務辦縣鎮鄉訴訟複議問題實"
    "，。、；：？！“”‘’（）《》〈〉〔〕【】—…·％　〇０１２３４５６７８９．"
)
_ORDINARY = re.compile(r"[ -~\t\r\n]")


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text of unknown encoding.

    Returns:
        The text, and what people call its encoding; a character that is damaged becomes ``�``.

    Raises:
        SourceError: It is no text.
    """
    for mark, encoding, words in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), words
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return text, "UTF-8"
    sample = data[: _SAMPLE // 4 * 4]
    options = [
        (_share(sample.decode(encoding, errors="replace")), encoding, words)
        for encoding, words in (
            ("utf-8", "UTF-8"),
            ("gb18030", "GBK"),
            ("big5hkscs", "Big5"),
            ("utf-16-le", "UTF-16"),
            ("utf-16-be", "UTF-16"),
        )
    ]
    share, encoding, words = max(options, key=lambda option: option[0])
    text = data.decode(encoding, errors="replace")
    if share < _LIKELY or text.count("\ufffd") > 2 + _BROKEN * len(text) or "\0" in text:
        raise SourceError(f"「{name}」不是文字文件，或者编码读不出。请另存为 UTF-8 编码的文本再试。")
    return text, words


def _share(text: str) -> float:
    """Tell how great a share of a text is everyday writing."""
    usual = sum(char in _USUAL or _ORDINARY.match(char) is not None for char in text)
    wrong = text.count("\ufffd") + text.count("\0")
    return (usual - 5 * wrong) / max(len(text), 1)
