"""Messages of a browser to the desk's kernel: what is written, what becomes of the file, the county's month."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nianbao.desk.desk import Desk
from nianbao.errors import ReportError
from nianbao.resources import shipped
from nianbao.signing.standing import Standing, standing
from tests.county.office import YEAR
from tests.hostile.desk_host import desk_in, emptied, tell, widgets
from tests.hostile.office import laid_out
from tests.hostile.target import Target

_Message = dict[str, Any]

_PASTED = "<p class=MsoNormal>三是<b>抓监督</b>。</p><table><tr><td>1<td>２</table>"
_CELL = {"table": "applications", "row": "new_received", "column": "natural_person"}
_FILE = {"file": "@file"}
_SHEET = "受理日期,申请人\n2024-01-05,公民\n".encode()
_PUBLISHED = (
    "示例县云溪镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n本年度主动公开信息12条。\n".encode()
)


def _to(widget: str, do: str, **asked: Any) -> _Message:
    """Give a message; whom it is for stands in it, so that most of what is damaged gets there."""
    return {"id": 7, "do": f"{widget}/{do}", **asked}


def _sent(widget: str, name: str, data: bytes) -> list[_Message]:
    """Give the messages by which a file is sent."""
    piece = base64.b64encode(data).decode()
    return [_to(widget, "begin", name=name, size=len(data)), _to(widget, "piece", at=0, piece=piece)]


_WRITING: Mapping[str, list[_Message]] = {
    "cells": [
        _to("TableGrid", "edit", **_FILE, actions=[[{**_CELL, "text": "1,2３条"}], [{**_CELL, "text": ""}]]),
        _to("TableGrid", "read paste", **_CELL, html=_PASTED, text="1\t2"),
        _to("TableGrid", "origin", **_CELL),
        _to("TableGrid", "undo"),
        _to("TableGrid", "redo"),
    ],
    "ledger": [
        _to("TableGrid", "ledger files"),
        _to("TableGrid", "use ledger", kind="applications", table="applications", name="台账.csv", data=base64.b64encode(_SHEET).decode()),
        _to("TableGrid", "use ledger", kind="applications", table="applications", path=None),
    ],
    "text": [
        _to("NarrativeEditor", "text", **_FILE, section="overview"),
        _to("NarrativeEditor", "edit", **_FILE, section="overview", base="@revision", text="本年受理{{ applications.new_received.total }}件。\n"),
        _to("NarrativeEditor", "figures", words="新收 总计"),
        _to("NarrativeEditor", "origin", name="applications.new_received.total"),
        _to("NarrativeEditor", "paste", html=_PASTED),
        _to("NarrativeEditor", "last_year", **_FILE, section="overview"),
        _to("NarrativeEditor", "answer", **_FILE, section="overview", code="C101", reason="口径不同"),
        _to("NarrativeEditor", "undo"),
    ],
    "questions": [
        _to("Questions", "check", answers={"received": "3", "problem": "公开不及时"}),
        _to("Questions", "look over", answers={"received": "0", "fees": "some", "fee": "12.5", "in_force": "2"}),
        _to("Questions", "write", **_FILE, answers={"received": "0"}),
        _to("Questions", "seen"),
    ],
    "around": [
        _to("Basics", "edit", group="unit", name="name", value="云溪镇"),
        _to("Basics", "edit", group="issued", name="date", value="2025-01-20"),
        _to("Basics", "edit", group="settings", name="charts", value="是"),
        _to("Outline", "choose", section="problems"),
        _to("TopBar", "undo"),
        _to("TopBar", "redo"),
        _to("PreviewPane", "watch", view="1", shown=True),
        _to("PreviewPane", "final", on=True),
        _to("PreviewPane", "page"),
        _to("PreviewPane", "cell", table=0, row=1, place=1),
        _to("PreviewPane", "section", section="overview"),
        _to("PreviewPane", "sheets"),
        _to("PreviewPane", "sheet", number=1),
    ],
    "findings": [
        _to("FindingsPanel", "go", key="@finding"),
        _to("FindingsPanel", "explain", code="C101"),
        _to("FindingsPanel", "answer", key="@finding", reason="已核对"),
        _to("FindingsPanel", "fix", key="@finding"),
        _to("FindingsPanel", "fixes"),
        _to("FindingsPanel", "fix_all", of="@sha256"),
        _to("FindingsPanel", "withdraw", key="@finding"),
    ],
    "traits": [
        {"traits of": "TableGrid", "state": {"file": None}, "_dom_classes": ["x"]},
        {"traits of": "Questions", "state": {}, "layout": None},
        _to("Outline", "choose", section="overview"),
    ],
}  # fmt: skip

_OF_FILE: Mapping[str, list[_Message]] = {
    "choosing": [
        _to("Chooser", "list"),
        _to("Chooser", "marks", paths=["params/2024/yunxi.yaml", "params/2023/yunxi.yaml"]),
        _to("Chooser", "level", unit="云溪镇"),
        _to("Chooser", "open", path="params/2023/yunxi.yaml"),
        _to("Chooser", "start", unit="新桥镇", year=2024, level="township", parent="示例县", **{"from": "params/2023/yunxi.yaml"}),
        _to("NarrativeEditor", "text", file="@file", section="overview"),
    ],
    "saving": [
        _to("Basics", "edit", group="unit", name="parent", value="示例县"),
        _to("Saving", "kept", entries=[{"part": ["sections", "overview"], "value": "留着的", "base": "旧的"}]),
        _to("Saving", "take_kept", entries=[{"part": ["tables", "applications", "new_received", "natural_person"], "value": 4, "base": 3}]),
        _to("Saving", "differences"),
        _to("Saving", "resolve", choices={'["sections", "overview"]': "mine"}),
        _to("Saving", "recovered"),
        _to("Saving", "recover", choices={'["sections", "overview"]': "theirs"}),
        _to("Saving", "save", leaving=True),
        _to("Saving", "copy"),
        _to("Saving", "save_anew"),
        _to("Saving", "take_over"),
    ],
    "history": [
        _to("Basics", "edit", group="unit", name="name", value="另一个镇"),
        _to("Saving", "save"),
        _to("HistoryPanel", "versions"),
        _to("HistoryPanel", "changes", version="@version"),
        _to("HistoryPanel", "restore", version="@version", part='["unit", "name"]'),
        _to("HistoryPanel", "restore", version="@version"),
    ],
    "reading": [
        *_sent("ImportPanel", "云溪镇2022年年报.txt", _PUBLISHED),
        _to("ImportPanel", "read", template=None, year=2022, unit="云溪镇", anew=False),
        _to("ImportPanel", "understood"),
        _to("ImportPanel", "save", unit="云溪镇", another=True),
    ],
    "returning": [
        _to("ImportPanel", "take", choices={"sections/overview": "theirs"}, literal=["sections/overview"]),
        _to("ImportPanel", "read", template="national-2021", year=2024, unit=""),
    ],
    "signing": [
        _to("SigningPanel", "look"),
        _to("SigningPanel", "sign", content="@content", step="拟稿", name="张三", date="2025-01-19", remark="同意", result="通过", sure=True),
        _to("SigningPanel", "papers"),
        _to("SigningPanel", "cancel"),
        _to("SigningPanel", "paper", name="2-保密审查表.docx"),
        _to("SigningPanel", "paper"),
    ],
    "correcting": [
        *_sent("SigningPanel", "公布.txt", _PUBLISHED),
        _to("SigningPanel", "read"),
        _to("SigningPanel", "understood"),
        _to("SigningPanel", "compare", again=False, conceal=None),
        _to("SigningPanel", "correct", reason="填报有误", name="张三", date="2025-01-19", content="@content", number=1, unpublished=True),
        _to("SigningPanel", "leave"),
    ],
    "making": [
        _to("OutputPanel", "check"),
        _to("OutputPanel", "list"),
        _to("OutputPanel", "figures"),
        _to("OutputPanel", "build", draft=True, final=False, forms=["html", "docx"]),
        _to("OutputPanel", "cancel"),
        _to("OutputPanel", "file", form="docx"),
    ],
}  # fmt: skip

_COUNTY: Mapping[str, list[_Message]] = {
    "steps": [
        _to("County", "step", step="remarks"),
        _to("County", "year", year=YEAR),
        _to("County", "look"),
        _to("County", "run", told={"units": "云溪镇", "day": "2025-01-20"}),
        _to("County", "cancel"),
        _to("County", "file", name="登记.jsonl"),
        _to("County", "pack"),
        _to("County", "open", unit="yunxi"),
    ],
    "review": [
        _to("County", "step", step="remarks"),
        _to("County", "unit", unit="yunxi"),
        _to("County", "say", unit="yunxi", number=1, opinion="尽快改。", handling=""),
        _to("County", "add", unit="yunxi", where="一、总体情况", current="多", should="少", basis="条例"),
        _to("County", "rewrite", unit="yunxi"),
        _to("County", "settle", units=["yunxi"], step="退回", reason="还要改"),
    ],
    "board": [
        _to("County", "step", step="board"),
        _to("County", "deadline", day="2025-01-20"),
        _to("County", "step", step="sum"),
        _to("County", "explain", cell="licences/licences/decisions", text="口径不同"),
    ],
    "files": [
        _to("County", "step", step="inbox"),
        *_sent("County", "云溪镇.docx", b"PK\x03\x04"),
        _to("County", "run", told={}),
    ],
}


def _known(desk: Desk) -> dict[str, Callable[[], object]]:
    """Give what stands in messages for what only this desk knows."""

    def session() -> Any:
        return desk.workspace.session

    def of_round(get: Callable[[], object]) -> Callable[[], object]:
        return lambda: get() if session() is not None else None

    return {
        "@file": of_round(lambda: str(session().document.path)),
        "@sha256": of_round(lambda: session().document.sha256),
        "@version": of_round(lambda: next((one.sha256 + one.time for one in session().history.versions()), "")),
        "@content": of_round(lambda: _standing(desk).content.sha256),
        "@finding": of_round(lambda: _first_finding(desk)),
        "@revision": lambda: _widget(desk, "NarrativeEditor").state.get("revision"),
    }  # fmt: skip


def _widget(desk: Desk, name: str) -> Any:
    return next(one for one in widgets(desk) if type(one).__name__ == name)


def _standing(desk: Desk) -> Standing:
    work = desk.workspace
    assert work.session is not None
    return standing(work.session.document.path, work.round.report, work.folder)


def _first_finding(desk: Desk) -> object:
    return next((one.key for one in _widget(desk, "FindingsPanel")._all()[1]), "")


def _messages(data: bytes) -> object:
    """Read an input as the kernel reads a frame; what is no JSON never gets to a widget."""
    try:
        return json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise ReportError("消息：不是 JSON，请刷新页面再试。") from error


def _at_desk(data: bytes, folder: Path) -> object:
    messages = _messages(data)
    emptied(folder)
    for year in ("2023", "2024"):
        path = folder / "params" / year / "yunxi.yaml"
        path.parent.mkdir(parents=True)
        path.write_bytes((shipped("params") / year / "yunxi.yaml").read_bytes())
    beside = folder.parent / "beside.yaml"
    with desk_in(folder, path) as desk:
        tell(desk, messages, _known(desk))
    assert not beside.exists()
    return None


def _at_county(data: bytes, folder: Path) -> object:
    messages = _messages(data)
    emptied(folder)
    laid_out(folder, "")
    with desk_in(folder, None) as desk:
        tell(desk, messages, _known(desk))
    return None


def _target(name: str, about: str, good: Mapping[str, list[_Message]], throw: Any) -> Target:
    seeds = {key: json.dumps(said, ensure_ascii=False).encode for key, said in good.items()}
    return Target(
        name=name,
        about=about,
        file="",
        seeds=seeds,
        throw=throw,
        damage="values",
        slow=True,
        programs=True,
        advice=False,
    )


TARGETS = [
    _target("messages-writing", "a browser's messages to the desk: what is written", _WRITING, _at_desk),
    _target(
        "messages-file", "a browser's messages to the desk: what becomes of the file", _OF_FILE, _at_desk
    ),
    _target("messages-county", "a browser's messages to the desk: the county's month", _COUNTY, _at_county),
]
