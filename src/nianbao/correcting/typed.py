"""What a clerk types for a correction, and for which file: whether it can be taken down."""

from __future__ import annotations

from pathlib import Path

from nianbao.correcting.kept import path_of
from nianbao.correcting.register import CorrectionRegister
from nianbao.correcting.unfit import unfit_in
from nianbao.errors import UsageError
from nianbao.folder import shown
from nianbao.report import Report

_LONGEST = {"更正原因": 300, "姓名": 30}


def fit_reason(reason: str, folder: Path) -> str:
    """Give a reason in one line.

    Raises:
        UsageError: It is empty or too long, or what is in it may not be published.
    """
    reason = _line("更正原因", reason)
    if unfit_in(reason, folder):
        raise UsageError("更正原因会公布，里面像有姓名、电话、证件号码一类不宜公开的内容。请删去再登记。")
    return reason


def fit_name(name: str) -> str:
    """Give a name in one line.

    Raises:
        UsageError: It is empty or too long, or there is a character in it that can't be printed.
    """
    return _line("姓名", name)


def _line(what: str, text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise UsageError(f"没有写{what}。")
    if not text.isprintable() or "{{" in text:
        raise UsageError(f"{what}里有不能用的字符。请改好再登记。")
    if len(text) > _LONGEST[what]:
        raise UsageError(f"{what}有 {len(text)} 个字，最多 {_LONGEST[what]} 个。请改短再登记。")
    return text


def require_place(parameters: Path, report: Report, folder: Path) -> None:
    """Refuse a file whose register no build would find.

    Raises:
        UsageError: It lies elsewhere.
    """
    place = path_of(report.parameters, folder)
    own = CorrectionRegister(parameters, folder).path
    if place is None or place.resolve() != own.resolve():
        usual = shown(folder / "params" / str(report.parameters.year) / f"{report.parameters.unit.id}.yaml")
        raise UsageError(f"底稿「{shown(parameters)}」不在它该在的地方，不能登记更正。请放到 {usual}。")
