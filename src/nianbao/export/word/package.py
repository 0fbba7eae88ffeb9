"""The base document, opened, and the finished one as bytes that depend on nothing but its content."""

from __future__ import annotations

import functools
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from nianbao.blocks import About
from nianbao.errors import DocxError
from nianbao.export.base import OWN_BASE
from nianbao.export.document import Document
from nianbao.export.word.pages import print_numbers_alone
from nianbao.folder import find_resource
from nianbao.resources import shipped

_OLDEST = (1980, 1, 1, 0, 0, 0)


def open_base(folder: Path | None) -> WordDocument:
    """Open the base document: the working folder's own, or ours, which is kept unpacked.

    Raises:
        DocxError: The folder's own isn't a Word document, lacks a style that we use, or loads from elsewhere.
    """
    own = find_resource("templates", OWN_BASE, folder) if folder else None
    if own is None:
        return docx.Document(io.BytesIO(_shipped_base()))
    try:
        opened = docx.Document(str(own))
        styles = {style.style_id for style in opened.styles}
        body = opened.element.body
        parts = list(body)
    except Exception as error:  # python-docx lets through what zipfile, lxml and its own parts raise
        raise DocxError(
            f"templates/{OWN_BASE} 打不开，不是 Word 文档（.docx），或已损坏。"
            "请在 WPS 中另存为 docx 再放回去；不用自己的样式，删去它就行。"
        ) from error
    ours = docx.Document(io.BytesIO(_shipped_base()))
    if missing := sorted({style.style_id for style in ours.styles} - styles):
        raise DocxError(
            f"templates/{OWN_BASE} 缺少样式：{'、'.join(missing)}。请从生成的报告改起，不要删除其中的样式。"
        )
    for element in parts:
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    try:
        print_numbers_alone(opened, ours)
    except Exception as error:  # a header that is named and isn't there, and the like
        raise DocxError(
            f"templates/{OWN_BASE} 的页眉页脚已损坏。请在 WPS 中删去页眉页脚，另存为 docx 再放回去。"
        ) from error
    _refuse_what_loads(opened)
    return opened


def _refuse_what_loads(word: WordDocument) -> None:
    """Refuse a base that would load something from elsewhere; links of the body that was taken out go with it.

    Raises:
        DocxError: It names a template, picture or object that lies outside of it.
    """
    sources = [word.part.package, *word.part.package.iter_parts()]
    for source in sources:
        for key, relation in list(source.rels.items()):
            if not relation.is_external:
                continue
            if relation.reltype == RELATIONSHIP_TYPE.HYPERLINK:
                del source.rels[key]
                continue
            kind = relation.reltype.rpartition("/")[2]
            raise DocxError(
                f"templates/{OWN_BASE} 会从别处载入内容（{kind}：{relation.target_ref}）。"
                "请在 WPS 中去掉链接的模板、图片或对象，另存后再用。"
            )


@functools.cache
def _shipped_base() -> bytes:
    folder = shipped("templates") / "docx" / "base"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return packed.getvalue()


def set_properties(word: WordDocument, document: Document) -> None:
    """Write what the document is and what it was made from into its properties."""
    about, properties = document.about, word.core_properties
    properties.title = document.title.text
    properties.author = about.issued_by or about.unit.full_name
    properties.last_modified_by = properties.author
    properties.subject = "政府信息公开工作年度报告"
    properties.keywords = f"{about.unit.full_name}；{about.year}；sha256:{about.parameters_sha256}"
    properties.comments = (
        f"由年报底稿生成。模板 {about.template}（sha256:{about.template_sha256}），"
        f"底稿内容 sha256:{about.parameters_sha256}。"
    )
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = _issued(about)


def _issued(about: About) -> datetime:
    """The time that goes into the file: never the clock's, or the bytes would differ each time."""
    day = date.fromisoformat(about.issued_date) if about.issued_date else date(about.year + 1, 1, 1)
    return datetime.combine(day, time())


def to_bytes(word: WordDocument) -> bytes:
    """Give the document's bytes; nothing of the clock is in them."""
    saved, packed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return packed.getvalue()
