"""What a code cell shows, as blocks: our own, pictures, text. The rest is named, never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from nianbao.blocks import BLOCK_MIME, Block, Figure, Preformatted, from_json
from nianbao.errors import NotebookError
from nianbao.export.markdown import markdown_blocks
from nianbao.findings_view import FINDINGS_MIME

_OBJECT = re.compile(
    r"<[A-Za-z_][\w.]*(?: object[^<>]*|: [^<>]*)>|<[A-Za-z_][^<>\n]* at 0x[0-9a-fA-F]+>|^Text\([-\d.]+, [-\d.]+, "
)
"""How Python shows an object that has no text of its own, such as what a plot call gives back."""
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PICTURES: tuple[Literal["image/svg+xml", "image/png", "image/jpeg"], ...] = (
    "image/svg+xml",
    "image/png",
    "image/jpeg",
)
_NO_WARNING = {"text/plain", "text/markdown", BLOCK_MIME}


@dataclass(frozen=True)
class OutputReader:
    """Reads the outputs of one code cell.

    Attributes:
        metadata: The cell's metadata; ``nianbao.alt`` and ``nianbao.caption`` speak of its picture.
        number: The cell's number in the notebook, 1-based, for warnings.
        warnings: Where warnings go.
    """

    metadata: Any
    number: int
    warnings: list[str]

    def blocks(self, output: Any) -> Iterator[Block]:
        """Turn one output into blocks.

        Raises:
            NotebookError: The cell failed.
        """
        kind = output["output_type"]
        if kind == "error":
            raise NotebookError(f"第 {self.number} 个单元格运行出错：{output['ename']}: {output['evalue']}")
        if kind == "stream":
            yield from self._stream(output)
        else:
            yield from self._bundle(output["data"])

    def _stream(self, output: Any) -> Iterator[Block]:
        text = _ANSI.sub("", joined(output["text"])).strip("\n")
        if output["name"] == "stderr":
            self._warn(f"有提示信息，没有印进报告：{text[:200]}")
        elif text.strip():
            yield Preformatted(text=text)

    def _bundle(self, data: Any) -> Iterator[Block]:
        if FINDINGS_MIME in data:
            return  # for the author, who asked for it
        if BLOCK_MIME in data:
            yield self._own(data[BLOCK_MIME])
            return
        picture = next((media for media in _PICTURES if media in data), None)
        if picture:
            yield self._figure(picture, data)
        elif "text/markdown" in data:
            yield from markdown_blocks(joined(data["text/markdown"]), {}, self.number, self.warnings)
        else:
            yield from self._text(data)

    def _own(self, data: Any) -> Block:
        try:
            return from_json(data)
        except ValueError as error:
            raise NotebookError(
                f"第 {self.number} 个单元格的输出读不懂，请用现在的版本重新运行。（{error}）"
            ) from error

    def _text(self, data: Any) -> Iterator[Block]:
        text = _ANSI.sub("", joined(data.get("text/plain", "")))
        unknown = sorted(set(data) - _NO_WARNING)
        # An object is no text of a report; where it lies in memory is another place on each run.
        no_text = _OBJECT.search(text) or any("widget" in media for media in unknown)
        if unknown:
            rest = "只印了它的文字" if text and not no_text else "没有印进报告"
            self._warn(f"有不能印的输出（{'、'.join(unknown)}），{rest}。")
        elif no_text:
            self._warn(f"的输出是程序对象「{text[:80]}」，没有印进报告。不需要它时，在那一行末尾加分号。")
        if text and not no_text:
            yield Preformatted(text=text)

    def _figure(self, media: Literal["image/svg+xml", "image/png", "image/jpeg"], data: Any) -> Figure:
        content = joined(data[media])
        if media != "image/svg+xml":
            content = "".join(content.split())
        caption = self._said("caption")
        alt = self._said("alt") or caption
        if not alt:
            alt = joined(data.get("text/plain", "")).strip() or "图"
            self._warn('的图没有替代文字，请在单元格元数据里加上 "nianbao": {"alt": "图的内容"}。')
        return Figure(media=media, data=content, alt=alt, caption=caption)

    def _said(self, key: str) -> str | None:
        own = self.metadata.get("nianbao", {})
        said = own.get(key) or self.metadata.get(key)
        return str(said) if said else None

    def _warn(self, message: str) -> None:
        self.warnings.append(f"第 {self.number} 个单元格{message}")


def joined(text: Any) -> str:
    """Give a text as one string; the format allows a list of lines for any text."""
    return text if isinstance(text, str) else "".join(text)
