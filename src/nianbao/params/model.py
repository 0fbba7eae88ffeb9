"""The typed model of a parameter file (年报底稿).

One declaration, several uses: it validates files, words the errors (``title`` is what the clerk
calls the field, ``description`` says what is expected there), and generates the JSON Schema that
YAML editors use. Shape is validated here; what a real report can have wrong is a finding.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from nianbao.levels import LEVEL_WORDS, Level
from nianbao.system.names import is_reserved

FIRST_YEAR = 2008
"""The Regulation on open government information has been in force since 2008-05-01."""

LAST_YEAR = 2100

_ID_SIGNS = r"^[a-z0-9][a-z0-9-]{0,62}$"

UNIT_ID_PATTERN = r"^(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9][a-z0-9-]{0,62}$"
"""Ids name files and folders; Windows takes some names for devices."""


def _none_to_empty_dict(value: Any) -> Any:
    return {} if value is None else value


def _none_to_empty_list(value: Any) -> Any:
    return [] if value is None else value


def _number_to_text(value: Any) -> Any:
    # A code of digits only is a number to YAML; no code begins with 0, so nothing is lost.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _iso_date(value: str) -> str:
    if datetime.date.fromisoformat(value).isoformat() != value:
        raise ValueError("not in the form YYYY-MM-DD")
    return value


def _no_device(value: str) -> str:
    if is_reserved(value):
        raise ValueError("the name of a device on Windows")
    return value


def _no_text_is_empty(value: Any) -> Any:
    return "" if value is None else value


Text = Annotated[str, StringConstraints(strict=True)]
Name = Annotated[str, StringConstraints(strict=True, max_length=80, pattern=r"^[^\r\n\t]*[^\s][^\r\n\t]*$")]
IsoDate = Annotated[str, StringConstraints(strict=True), AfterValidator(_iso_date)]
Narrative = Annotated[str, StringConstraints(strict=True), BeforeValidator(_no_text_is_empty)]
CellValue = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True)] | Text | None
RowCells = Annotated[dict[str, CellValue], BeforeValidator(_none_to_empty_dict)]
Cells = Annotated[dict[str, RowCells], BeforeValidator(_none_to_empty_dict)]


class Shape(BaseModel):
    """Base of the model: unknown keys are refused, values are taken as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(Shape):
    """The reporting unit."""

    id: (
        Annotated[str, StringConstraints(strict=True, pattern=_ID_SIGNS), AfterValidator(_no_device)] | None
    ) = Field(
        default=None,
        title="单位代号",
        description="小写英文字母、数字和连字符，以字母或数字开头，不超过 63 个字符，不能是 con、nul 等系统设备名，与文件名相同，如 heluo",
    )
    name: Name | None = Field(default=None, title="单位简称", description="文字，不超过 80 字，如 河洛镇")
    full_name: Name | None = Field(
        default=None, title="单位全称", description="文字，不超过 80 字，如 莱阳市河洛镇人民政府"
    )
    level: Level | None = Field(
        default=None,
        title="单位类别",
        description="下列之一：" + "、".join(f"{key}（{word}）" for key, word in LEVEL_WORDS.items()),
    )
    parent: Name | None = Field(default=None, title="上级地区", description="文字，不超过 80 字，如 莱阳市")
    code: Annotated[Name, BeforeValidator(_number_to_text)] | None = Field(
        default=None, title="区划代码或统一社会信用代码", description='加引号的代码，如 "370682105000"'
    )


class Issued(Shape):
    """Who issues the report, and when."""

    by: Name | None = Field(default=None, title="署名", description="文字，不超过 80 字，如 河洛镇人民政府")
    date: IsoDate | None = Field(
        default=None, title="成文日期", description="年-月-日，月和日各两位，如 2018-01-27"
    )


class Accepted(Shape):
    """An answered finding (情况说明)."""

    code: Name = Field(title="问题代号", description="校核问题的代号，如 S103")
    where: Name | None = Field(default=None, title="位置", description="部分或表格的代号，可再加 /行/列")
    reason: Text | None = Field(default=None, title="情况说明", description="文字，说明原因")


class Printed(Shape):
    """What a published report printed where it differs from the template."""

    title: Name | None = Field(default=None, title="原标题", description="文字，不超过 80 字")
    headings: dict[str, Name] = Field(
        default_factory=dict, title="原小标题", description="一组「部分代号: 标题」"
    )
    labels: dict[str, dict[str, Name]] = Field(
        default_factory=dict, title="原表格栏目名", description="一组「表格代号: 行或列的代号: 文字」"
    )
    cells: dict[str, dict[str, dict[str, Text]]] = Field(
        default_factory=dict, title="原单元格内容", description="一组「表格代号: 行: 列: 文字」"
    )


class FontSettings(Shape):
    """Where the official faces are."""

    folder: Name | None = Field(
        default=None,
        title="字体文件夹",
        description="工作文件夹内的相对路径，其中放方正小标宋简体、仿宋_GB2312 等字体文件",
    )
    system: bool = Field(default=False, title="用本机字体", description="true 或 false", strict=True)


class Settings(Shape):
    """Output options of this report. Unknown ones are reported and passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    forms: tuple[Name, ...] | None = Field(
        default=None, title="生成的格式", description="格式名称的列表，如 [html, pdf]"
    )
    charts: bool = Field(
        default=False, title="图解", description="true 或 false：表格后面要不要印图", strict=True
    )


class Parameters(Shape):
    """One unit's report for one year, as its parameter file gives it."""

    template: Name = Field(title="模板", description="模板名称，如 laiyang-2017")
    year: int = Field(
        ge=FIRST_YEAR,
        le=LAST_YEAR,
        strict=True,
        title="年份",
        description=f"报告的年份，{FIRST_YEAR} 到 {LAST_YEAR} 之间的整数",
    )
    unit: Annotated[Unit, BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=Unit, title="单位", description="一组「项: 值」"
    )
    issued: Annotated[Issued, BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=Issued, title="签发", description="一组「项: 值」"
    )
    sections: Annotated[dict[str, Narrative], BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=dict, title="正文", description="一组「部分代号: 文字」，文字写在「|」之下并缩进"
    )
    tables: Annotated[dict[str, Cells], BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=dict, title="表格", description="一组「表格代号: 行: 列: 数字」"
    )
    ledgers: Annotated[dict[str, Name], BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=dict, title="台账", description="一组「台账代号: 文件」，文件是工作文件夹内的相对路径"
    )
    accepted: Annotated[tuple[Accepted, ...], BeforeValidator(_none_to_empty_list)] = Field(
        default=(), title="情况说明", description="列表，每项有 code、where、reason"
    )
    unplaced: Any = Field(default=None, title="待归类内容", description="读入时没能归类的内容")
    printed: Annotated[Printed, BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=Printed, title="原样", description="已公布报告中与模板不同之处"
    )
    fonts: Annotated[FontSettings, BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=FontSettings, title="字体", description="一组「项: 值」"
    )
    settings: Annotated[Settings, BeforeValidator(_none_to_empty_dict)] = Field(
        default_factory=Settings, title="输出选项", description="一组「项: 值」"
    )


LEGAL_KEYS = tuple(Parameters.model_fields)
"""The legal top-level keys, in the order in which our own files write them."""

PRIVATE_KEYS = ("accepted", "unplaced", "settings")
"""Keys that serve the work and never reach an output; but ``settings`` says whether charts are printed."""
