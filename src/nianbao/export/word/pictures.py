"""Figures: PNG and JPEG as they are; SVG, which older Word and WPS can't show, as PNG for print."""

from __future__ import annotations

import base64
import binascii
import io
import json
import tempfile
from pathlib import Path

import typst
from docx.document import Document as WordDocument
from docx.shared import Inches, Length, Twips

from nianbao import fonts
from nianbao.blocks import Figure
from nianbao.errors import DocxError
from nianbao.export.base import Look
from nianbao.export.word.grid import TEXT_WIDTH
from nianbao.export.word.text import paragraph, run
from nianbao.export.word.xml import Element, w

_HIGHEST = 12755 // 2
"""Half the height of the text block, in twentieths of a point; a picture takes no more."""

_DOTS_PER_INCH = 300

_SVG = b"""#set page(width: auto, height: auto, margin: 0pt)
#set text(font: json(bytes(sys.inputs.faces)))
#image("picture.svg")
"""


def figure_elements(word: WordDocument, figure: Figure, look: Look) -> list[Element]:
    """Give a figure's paragraph, and its caption's under it.

    Raises:
        DocxError: The picture can't be read.
    """
    try:
        drawn = figure.media == "image/svg+xml"
        data = _svg_as_png(figure.data, look) if drawn else base64.b64decode(figure.data)
        inline = word.part.new_pic_inline(io.BytesIO(data), *_size(word, data, drawn=drawn))
    except (binascii.Error, typst.TypstError, ValueError, KeyError, OSError) as error:
        raise DocxError(f"图片「{figure.alt}」的数据不完整，读不出来：{error}") from error
    except Exception as error:  # python-docx has an error of its own for each format
        raise DocxError(f"图片「{figure.alt}」放不进 Word 文件：{error}") from error
    inline.docPr.set("descr", figure.alt or figure.caption or "图")
    picture = paragraph("Picture", w("r", w("drawing", inline)))
    if not figure.caption:
        return [picture]
    return [picture, paragraph("TableNote", run(figure.caption, "Strong"), settings=[w("jc", val="center")])]


def _size(word: WordDocument, data: bytes, *, drawn: bool) -> tuple[Length, Length]:
    """Give width and height: its own, or what fits. What Typst has drawn doesn't say how dense its dots are."""
    _, image = word.part.get_or_add_image(io.BytesIO(data))
    width, height = image.width, image.height
    if drawn:
        width, height = Inches(image.px_width / _DOTS_PER_INCH), Inches(image.px_height / _DOTS_PER_INCH)
    scale = min(1.0, Twips(TEXT_WIDTH) / width, Twips(_HIGHEST) / height)
    return Length(int(width * scale)), Length(int(height * scale))


def _svg_as_png(svg: str, look: Look) -> bytes:
    """Draw an SVG; its letters are set in the report's own faces."""
    choice = fonts.choose(look.font_folder, look.system_fonts)
    with tempfile.TemporaryDirectory(prefix="nianbao-docx-") as name:
        root = Path(name)
        (root / "main.typ").write_bytes(_SVG)
        (root / "picture.svg").write_text(svg, encoding="utf-8")
        made = typst.compile(
            root / "main.typ",
            root=root,
            font_paths=choice.typst_fonts(),
            format="png",
            ppi=_DOTS_PER_INCH,
            sys_inputs={"faces": json.dumps(choice.families["body"])},
            package_path=root / "packages",
            package_cache_path=root / "packages",
        )
    assert isinstance(made, bytes)
    return made
