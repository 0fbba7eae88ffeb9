"""送签材料 in the dialog 「签发」: what is written is what the command writes, and what can't be is told in words."""

from __future__ import annotations

import datetime
import io
import zipfile
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from nianbao.desk import signing_set
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.signing_set import PAPERS, SigningSet
from nianbao.desk.workspace import Workspace
from nianbao.errors import NianbaoError, UsageError
from nianbao.papers import folder as papers
from nianbao.signing.register import SignRegister
from nianbao.signing.sign import Who, sign
from nianbao.signing.standing import Standing, standing
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.test_signing import OTHER, panel, shown

SLOW = 60_000


def place(workspace: Workspace) -> Path:
    return workspace.folder / "out" / "2024" / "yunxi" / PAPERS


def path_of(workspace: Workspace) -> Path:
    assert workspace.session is not None
    return workspace.session.document.path


def now(workspace: Workspace) -> Standing:
    return standing(path_of(workspace), workspace.round.report, workspace.folder)


def take(workspace: Workspace) -> None:
    time = datetime.datetime.now().astimezone()
    sign(path_of(workspace), workspace.folder, Who("张三", time.date()), None, time)


def lay(workspace: Workspace, *names: str) -> None:
    place(workspace).mkdir(parents=True)
    for name in names:
        (place(workspace) / name).write_bytes(name.encode())


def test_the_set_is_written_offered_and_known_to_be_old_after_an_edit(
    workspace: Workspace, show_widget: Show
) -> None:
    workspace.edit({OTHER: "刚写的一句。"})
    page = shown(show_widget, workspace, accept_downloads=True)
    page.get_by_role("tab", name="各步登记").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="送签材料")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="生成送签材料")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="取消")).to_be_focused()
    assert accessibility_report(page) == ""
    expect(page.locator(".nb-papers-good")).to_contain_text("内容校验码", timeout=SLOW)
    expect(page.get_by_role("button", name="重新生成送签材料")).to_be_focused()
    assert "刚写的一句。" in path_of(workspace).read_text(encoding="utf-8")
    expect(page.locator(".nb-papers-age")).to_contain_text("就是现在这一稿")
    expect(page.locator(".nb-papers-name").first).to_have_text("1-年度报告")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Word：2-保密审查表").click()
    assert download.value.suggested_filename == "2-保密审查表.docx"
    assert Path(download.value.path()).read_bytes() == (place(workspace) / "2-保密审查表.docx").read_bytes()
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    workspace.edit({OTHER: "又改了。"})
    expect(page.locator(".nb-papers-stale")).to_contain_text("以后内容又改过，请重新生成")


def test_why_no_set_can_be_written_is_said_before_it_is_tried(
    workspace: Workspace, show_widget: Show
) -> None:
    workspace.edit({OTHER: "引用{{ nowhere }}。"})
    page = shown(show_widget, workspace)
    page.get_by_role("tab", name="送签材料").click()
    expect(page.get_by_role("button", name="生成送签材料")).to_be_disabled()
    expect(page.locator(".nb-papers-why")).to_have_text("还有 1 处必须修改，改好以后才能生成。")
    assert accessibility_report(page) == ""
    workspace.edit({OTHER: "改好了。"})
    expect(page.get_by_role("button", name="生成送签材料")).to_be_enabled()
    workspace.edit({OTHER: "引用{{ nowhere }}。"})
    page.get_by_role("button", name="看校核问题").click()
    assert page.evaluate("window.wanted") == "findings"
    with pytest.raises(UsageError, match="还有 1 处必须修改"):
        panel(workspace).papers({})
    assert not place(workspace).exists()


def test_an_altered_register_stops_it(workspace: Workspace) -> None:
    take(workspace)
    register = SignRegister(path_of(workspace), workspace.folder)
    register.path.write_bytes(register.path.read_bytes().replace("张三".encode(), "李四".encode()))
    assert "签发登记被改动过" in SigningSet(workspace).why_not(now(workspace))


runs: list[Run] = []


class Run:
    """Stands for a process; ``end`` is called by a test."""

    def __init__(self, arguments: list[str], folder: Path, line: Any, end: Any, **_: Any) -> None:
        self.arguments, self.folder, self.line, self.end = arguments, folder, line, end
        self.cancelled = False
        runs.append(self)

    def cancel(self) -> None:
        self.cancelled = True


@pytest.mark.parametrize(
    ("lines", "status", "complaints", "kind", "words"),
    [
        (["  1-年度报告.docx", "送签材料：…（14 个文件）", "筛查有 2 处"], 0, "", "good", ["送签材料：…（14 个文件）", "筛查有 2 处"]),
        ([], 0, "", "good", [signing_set._DONE]),
        ([], 1, "写不进「out」：磁盘已满。请换一个文件夹（--out），或看磁盘是否已满。\n", "bad", ["写不进「out」：磁盘已满。请看文件夹能否写入、磁盘是否已满。"]),
        ([], 1, "Traceback (most recent call last):\nValueError: 坏", "bad", [signing_set._FAILED]),
        ([], -2, "", "info", [signing_set._CANCELLED]),
    ],
)  # fmt: skip
def test_what_came_of_a_run_is_told(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    lines: list[str],
    status: int,
    complaints: str,
    kind: str,
    words: list[str],
) -> None:
    monkeypatch.setattr(signing_set, "Background", Run)
    made, before, told = SigningSet(workspace), now(workspace), list[bool]()
    made.start(before, lambda: told.append(made.shown(before)["busy"]))
    run: Any = made._run
    assert run.arguments == ["nianbao", "sign", str(path_of(workspace)), "--papers"]
    with pytest.raises(UsageError, match="正在生成"):
        made.start(before, lambda: None)
    if kind == "info":
        made.cancel()
    for line in lines:
        run.line(line)
    run.end(status, complaints)
    assert told == [True, False]
    assert made.shown(before)["said"] == {"kind": kind, "words": words[0], "left": words[1:]}
    other = workspace.folder / "params" / "2023" / "yunxi.yaml"
    workspace.open(other)
    assert made.shown(now(workspace))["said"] is None  # it is about another report


def test_papers_are_listed_in_their_order_and_nothing_else(workspace: Workspace) -> None:
    lay(
        workspace,
        "10-会商单.docx",
        "2-保密审查表.pdf",
        "2-保密审查表.docx",
        "~$2-保密审查表.docx",
        "SHA256SUMS",
        "说明.txt",
    )
    made = SigningSet(workspace)
    shown = made.shown(now(workspace))
    assert shown["files"] == [
        {"name": "2-保密审查表", "forms": [["2-保密审查表.docx", "Word"], ["2-保密审查表.pdf", "PDF"]]},
        {"name": "10-会商单", "forms": [["10-会商单.docx", "Word"]]},
    ]
    assert shown["folder"] == "out/2024/yunxi/送签材料"
    assert "请重新生成" in shown["age"]  # by whom and of what isn't known
    assert made.file("2-保密审查表.pdf")["type"] == "application/pdf"
    for name in ("SHA256SUMS", "../report.html", "~$2-保密审查表.docx", None):
        with pytest.raises(UsageError, match="不在了"):
            made.file(name)
    whole = made.all_files()
    assert whole["name"] == "云溪镇2024年送签材料.zip"
    with zipfile.ZipFile(io.BytesIO(b64decode(whole["data"]))) as archive:
        assert archive.namelist() == ["2-保密审查表.docx", "2-保密审查表.pdf", "10-会商单.docx"]


def test_a_step_taken_since_makes_a_set_an_old_one(workspace: Workspace) -> None:
    lay(workspace, "1-年度报告.docx")
    made = SigningSet(workspace)
    made._made_of[path_of(workspace)] = (now(workspace).content.sha256, 0)
    assert not made.shown(now(workspace))["stale"]
    take(workspace)
    found = made.shown(now(workspace))
    assert found["stale"]
    assert "以后又登记过" in found["age"]


def _another(folder: Path) -> None:
    (folder / "别的.txt").write_text("x", "utf-8")


def _written_in(folder: Path) -> None:
    (folder / "1-年度报告.docx").write_bytes(b"x")
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  1-年度报告.docx\n", "utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"), [(_another, "请把它移走，再试一次"), (_written_in, "请把它移到别处，再试一次")]
)
def test_what_the_command_refuses_is_told_in_the_desks_words(
    workspace: Workspace, spoil: Any, words: str
) -> None:
    lay(workspace)
    spoil(place(workspace))
    with pytest.raises(NianbaoError) as refused:
        papers.write_papers(path_of(workspace), workspace.folder)
    said = in_desk_words(str(refused.value))
    assert words in said
    assert "--" not in said
    assert "nianbao" not in said


def test_the_folder_is_the_one_that_the_command_writes(workspace: Workspace) -> None:
    assert PAPERS == papers.NAME


def test_what_the_papers_leave_to_people_stands_out(
    workspace: Workspace, show_widget: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_set, "Background", Run)
    page = shown(show_widget, workspace)
    page.get_by_role("tab", name="送签材料").click()
    page.get_by_role("button", name="生成送签材料").click()
    expect(page.get_by_role("button", name="取消")).to_be_visible()
    ended: Any = runs[-1]
    ended.line("送签材料：out/2024/yunxi/送签材料（14 个文件，初稿，内容校验码 0123456789ab）")
    ended.line("PDF 里「𠀀」没有字体能印，印成了□，请在纸上补写，或用 Word 那一份。")
    ended.end(0, "")
    expect(page.locator(".nb-papers-good")).to_contain_text("14 个文件")
    expect(page.locator(".nb-papers-left li")).to_have_text(
        "PDF 里「𠀀」没有字体能印，印成了□，请在纸上补写，或用 Word 那一份。"
    )
    assert accessibility_report(page) == ""
