"""Elements of WordprocessingML, made in one call each."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from nianbao.errors import DocxError

Element = Any
"""An lxml element; python-docx and lxml-stubs disagree on its class."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def w(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """Make an element of the main namespace; its attributes are of it, too, and None leaves one out.

    Args:
        name: Its name, such as ``p``.
        children: What is in it, in the order that the standard fixes.
        attributes: Such as ``val=2``.
    """
    made = etree.Element(
        qn(f"w:{name}"),
        {qn(f"w:{key}"): str(value) for key, value in attributes.items() if value is not None},
    )
    made.extend(child for child in children if child is not None)
    return made


def text_of_run(text: str) -> list[Element]:
    """Give what stands in a run for a text: its characters, tabs and line breaks.

    Raises:
        DocxError: It has a character that no XML file can hold.
    """
    if bad := _NOT_XML.search(text):
        raise DocxError(f"文字里有 Word 文件存不下的控制字符 U+{ord(bad[0]):04X}，请删掉它。")
    found = []
    for piece in re.split("([\t\n])", text.replace("\r\n", "\n").replace("\r", "\n")):
        if piece == "\t":
            found.append(w("tab"))
        elif piece == "\n":
            found.append(w("br"))
        elif piece:
            element = w("t")
            element.text = piece
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            found.append(element)
    return found
