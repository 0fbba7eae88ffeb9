"""``nianbao build``: what is printed, what it exits with, what the manifest says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nianbao.export.own_looks import INDEX
from nianbao.task import Outcome, Task
from tests.cli.conftest import Run
from tests.conftest import Write

FINE = 0
REPORT_FAILED = 1
NOTHING_READ = 2


def manifest(folder: Path) -> list[dict[str, Any]]:
    data = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    reports: list[dict[str, Any]] = data["reports"]
    return reports


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """Take the notebook out of the build where only what surrounds it is tested."""
    tasks: list[Task] = []

    def build_all(wanted: list[Task], jobs: int) -> Iterator[Outcome]:
        for task in wanted:
            tasks.append(task)
            output = f"2017/{task.path.stem}/report.html"
            (task.out / output).parent.mkdir(parents=True, exist_ok=True)
            (task.out / output).write_text("x", encoding="utf-8")
            stem = task.path.stem
            yield Outcome(str(task.path), "built", task.source, stem, stem, 2017, {"html": output})

    monkeypatch.setattr("nianbao.cli.build.build_all", build_all)
    return tasks


def test_all_reports_of_the_folder_are_built_by_default(folder: Path, write: Write, run: Run) -> None:
    write("yunxi", "云溪镇")
    write("heishui", "黑水镇", 没有行政复议和行政诉讼="没有其他事项")
    result = run("build", "--jobs", "1")
    assert result.status == FINE, result.out
    assert "[1/2] 黑水镇 2017：已生成" in result.err
    assert "已生成 2 份。清单：out/index.html" in result.out
    assert "params/2017/heishui.yaml:23:17 请核实 S103" in result.out
    for entry in manifest(folder):
        assert set(entry) >= {"params", "unit", "year", "status", "outputs", "seconds", "error"}
        assert entry["status"] == "built"
        assert all((folder / "out" / path).is_file() for path in entry["outputs"].values())
    index = (folder / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="2017/yunxi/report.html"' in index
    assert 'href="2017/heishui/report.pdf"' in index


def test_what_a_form_leaves_out_is_said_once(folder: Path, write: Write, run: Run) -> None:
    write("yunxi", "云溪镇")
    write("heishui", "黑水镇")
    result = run("build", "--to", "xlsx,fragment")
    assert result.out.count("提示：统计表里只有规定的统计表；") == 1
    assert result.out.count("提示：网页正文里没有标题和字体：") == 1
    assert "提示：" not in run("build", "--to", "html").out


def test_css_for_the_list_is_looked_at_before_the_work(folder: Path, write: Write, run: Run) -> None:
    write()
    own = folder / "templates" / INDEX
    own.parent.mkdir(parents=True)
    own.write_text("@import 'x';", encoding="utf-8")
    result = run("build", "--to", "html")
    assert result.status == 1
    assert "templates/html/index.css 第 1 行：不能用 @import" in result.err
    assert not (folder / "out" / "index.html").exists()
    own.write_text("h1 { color: green }", encoding="utf-8")
    assert run("build", "--to", "html").status == 0
    assert "h1 { color: green }" in (folder / "out" / "index.html").read_text(encoding="utf-8")


def test_a_second_run_merges_into_the_manifest(
    folder: Path, write: Write, run: Run, quick: list[Task]
) -> None:
    assert run("build", str(write("yunxi", "云溪镇"))).status == FINE
    assert run("build", str(write("heishui", "黑水镇"))).status == FINE
    assert [entry["unit"] for entry in manifest(folder)] == ["heishui", "yunxi"]


def test_a_damaged_manifest_is_written_anew(folder: Path, write: Write, run: Run, quick: list[Task]) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "manifest.json").write_text("[{", encoding="utf-8")
    assert run("build", str(write())).status == FINE
    assert [entry["unit"] for entry in manifest(folder)] == ["yunxi"]


def test_a_blocked_report_exits_with_one_and_names_each_place(folder: Path, write: Write, run: Run) -> None:
    write("yunxi", "云溪镇", **{"重点明确。": "{{ unit.nmae }}"})
    result = run("build")
    assert result.status == REPORT_FAILED
    assert "params/2017/yunxi.yaml:20:5 必须修改 N101" in result.out
    assert "是不是想写「unit.name」" in result.out
    assert "未通过校核 1 份" in result.out
    (entry,) = manifest(folder)
    assert (entry["status"], entry["outputs"]) == ("blocked", {})
    assert "--draft" in entry["error"]


def test_one_unreadable_file_alone_exits_with_two(folder: Path, write: Write, run: Run) -> None:
    path = write()
    path.write_text("template: [\n", encoding="utf-8")
    result = run("build", str(path))
    assert result.status == NOTHING_READ
    assert "params/2017/yunxi.yaml:1:12 必须修改 P106" in result.out


def test_one_unreadable_file_among_several_exits_with_one(folder: Path, write: Write, run: Run) -> None:
    bad = write("heishui", "黑水镇")
    bad.write_text("年: 2017\n", encoding="utf-8")
    write()
    result = run("build", "--to", "html")
    assert result.status == REPORT_FAILED
    assert [(entry["unit"], entry["status"]) for entry in manifest(folder)] == [
        ("yunxi", "built"),
        (None, "failed"),
    ]


def test_a_file_mended_since_loses_its_old_entry(folder: Path, write: Write, run: Run) -> None:
    path = write()
    good = path.read_text(encoding="utf-8")
    path.write_text("年: 2017\n", encoding="utf-8")
    run("build")
    path.write_text(good, encoding="utf-8")
    assert run("build", "--to", "html").status == FINE
    assert [(entry["unit"], entry["status"]) for entry in manifest(folder)] == [("yunxi", "built")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "htm"], "没有名为「htm」的格式。是不是想写「html」？"),
        (["--to", ","], "没有名为「,」的格式"),
        (["没有这个.yaml"], "找不到「没有这个.yaml」"),
        (["--jobs", "0"], "选项「--jobs」不对：应为 1 到 64 之间的整数"),
        (["--jobs"], "选项「--jobs」后面要写一个值"),
        (["--dratf"], "没有「--dratf」这个选项。是不是想写「--draft」？"),
        (["params/2017/leer"], "里没有年报底稿"),
    ],
)
def test_wrong_usage_exits_with_two_in_chinese(
    folder: Path, write: Write, run: Run, arguments: list[str], said: str
) -> None:
    write()
    (folder / "params" / "2017" / "leer").mkdir()
    result = run("build", *arguments)
    assert result.status == NOTHING_READ
    assert said in result.err
    assert not (folder / "out").exists()


def test_outside_a_working_folder_the_way_in_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.status == NOTHING_READ
    assert "nianbao init" in result.err


def test_the_working_folder_is_found_from_a_file_elsewhere(
    folder: Path, write: Write, run: Run, quick: list[Task], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write()
    monkeypatch.chdir(tmp_path)
    assert run("build", str(path)).status == FINE
    assert quick[0].folder == folder


def test_two_files_of_one_unit_are_refused(folder: Path, write: Write, run: Run) -> None:
    path = write()
    copy = folder / "params" / "alt" / "2017" / "yunxi.yaml"
    copy.parent.mkdir(parents=True)
    shutil.copy(path, copy)
    result = run("build")
    assert result.status == REPORT_FAILED
    assert result.out.count("同一单位同一年的两份底稿") == 2
    assert not list((folder / "out").glob("2017/*"))


def test_a_gbk_file_is_converted_on_request(folder: Path, write: Write, run: Run, quick: list[Task]) -> None:
    path = write()
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("gbk"))
    result = run("build", "--to-utf8", str(path))
    assert result.status == FINE
    assert "已转成 UTF-8" in result.err
    assert path.read_text(encoding="utf-8") == text
    assert path.with_name("yunxi.yaml.gbk").read_bytes() == text.encode("gbk")


def test_a_gbk_file_says_how_to_convert_it(folder: Path, write: Write, run: Run) -> None:
    path = write()
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    result = run("build")
    assert result.status == NOTHING_READ
    assert "GBK" in result.out
    assert "--to-utf8" in result.out
    (entry,) = manifest(folder)
    assert entry["status"] == "failed"


def test_fresh_reports_are_skipped_unless_forced(folder: Path, write: Write, run: Run) -> None:
    write("yunxi", "云溪镇")
    write("heishui", "黑水镇")
    assert run("build", "--to", "html").status == FINE
    again = run("build", "--to", "html")
    assert (again.status, again.err) == (FINE, "")
    assert "未变 2 份" in again.out
    assert {entry["status"] for entry in manifest(folder)} == {"fresh"}
    (folder / "out" / "2017" / "yunxi" / "report.html").unlink()
    one = run("build", "--to", "html")
    assert "已生成 1 份，未变 1 份" in one.out
    assert (folder / "out" / "2017" / "yunxi" / "report.html").is_file()
    assert "已生成 2 份" in run("build", "--to", "html", "--force").out


def test_a_blocked_report_is_tried_again(folder: Path, write: Write, run: Run) -> None:
    write("yunxi", "云溪镇", 重点明确="{{ x }}")
    assert run("build").status == REPORT_FAILED
    assert run("build").status == REPORT_FAILED


def test_files_with_another_ending_are_named(folder: Path, write: Write, run: Run, quick: list[Task]) -> None:
    shutil.copy(write(), folder / "params" / "2017" / "heishui.yml")
    result = run("build")
    assert result.status == FINE
    assert "params/2017/heishui.yml 请核实 扩展名是 .yml" in result.out


def test_the_outputs_lie_in_the_working_folder_wherever_one_stands(
    folder: Path, write: Write, run: Run, quick: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    monkeypatch.chdir(folder / "params" / "2017")
    assert run("build").status == FINE
    assert quick[0].out.resolve() == folder / "out"
    assert quick[0].source == "params/2017/yunxi.yaml"


def test_a_console_of_another_encoding_ends_nothing(folder: Path, write: Write) -> None:
    write("yunxi", "云溪镇", 重点明确="重点😀明确")
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "build"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == REPORT_FAILED
    assert "U+1F600" in done.stdout.decode("gbk")
    assert b"Traceback" not in done.stderr


def test_a_cluster_on_this_machine_builds_too(folder: Path, write: Write, run: Run) -> None:
    write()
    result = run("build", "--engine", "dask", "--jobs", "1", "--to", "html")
    assert result.status == FINE, result.out
    assert "未变 1 份" in run("build", "--to", "html").out, "the same outputs, so they are fresh"
