"""Names of files that Windows and Linux both take, whatever people wrote."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.build import build_report
from nianbao.checks import check_path
from nianbao.errors import WriteError
from nianbao.folder import write_atomically
from nianbao.params.draft import unit_id
from nianbao.system.names import MOST_BYTES, RESERVED, is_reserved, portable, portable_file
from nianbao.system.replacing import name_beside
from nianbao.task import OUTPUT_PATH, Task
from tests.conftest import Write


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("云溪镇台账.xlsx", "云溪镇台账.xlsx"),
        ("con.xlsx", "con_.xlsx"),
        ("aux.2024.docx", "aux_.2024.docx"),
        ("con.tar.gz", "con_.tar.gz"),
        ("nul .镇.docx", "nul_.镇.docx"),
        ("年报 .docx", "年报.docx"),
        ("年报.docx. ", "年报.docx"),
        ("甲:乙?.pdf", "甲_乙_.pdf"),
        ("没有扩展名", "没有扩展名"),
        ("2.1 总体情况", "2.1 总体情况"),
        ("...", "文件"),
        (".xlsx", "文件.xlsx"),
    ],
)
def test_a_file_that_was_sent_keeps_its_ending(name: str, safe: str) -> None:
    assert portable_file(name) == safe


@given(
    st.text(max_size=300) | st.sampled_from(["nul.镇", "com1.a.b", "aux", "prn .x"]),
    st.sampled_from(["", " ", "_", "·"]),
)
def test_whatever_people_write_is_a_name_on_every_system(text: str, instead: str) -> None:
    for name in (portable(text, instead=instead), portable_file(f"{text}.docx")):
        assert name
        assert not set(name) & set('\\/:*?"<>|\r\n\t\x00')
        assert name == name.strip(" .")
        assert not is_reserved(name)
        assert len(name.encode("utf-8")) <= MOST_BYTES + len(".docx_")
    assert portable(portable(text)) == portable(text)


@pytest.mark.parametrize(
    "name", ["con", "NUL", "Aux", "com1", "lpt9", "com¹", "conin$", "nul.yaml", "aux .yaml"]
)
def test_names_of_devices_are_known(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["con1", "null", "com", "com10", "lpt", "河口con", ""])
def test_names_that_only_look_alike_are_free(name: str) -> None:
    assert not is_reserved(name)


@pytest.mark.parametrize("unit", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_a_unit_named_as_a_device_is_refused_before_anything_is_written(
    unit: str, folder: Path, write: Write
) -> None:
    path = write(unit)
    findings, _ = check_path(path, folder)
    assert any("系统设备名" in str(finding) for finding in findings)
    outcome = build_report(Task(path, folder, folder / "out"))
    assert outcome.status != "built"
    assert not list((folder / "out").glob("**/report.*"))
    assert not OUTPUT_PATH.fullmatch(f"2017/{unit}/report.pdf")
    assert OUTPUT_PATH.fullmatch(f"2017/{unit}x/report.pdf")


def test_a_file_named_as_a_device_gives_no_id(folder: Path, write: Write) -> None:
    path = write("aux").rename(folder / "params/2017/aux.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("  id: aux\n", ""), encoding="utf-8")
    findings, _ = check_path(path, folder)
    assert any("文件名也不能作代号" in str(finding) for finding in findings)


def test_no_pinyin_of_a_name_is_a_device() -> None:
    assert not any(is_reserved(unit_id(name)) for name in ("Con镇", "NUL", "aux街道", "COM1", "空"))
    assert "con" in RESERVED


def test_a_report_is_built_below_a_long_chinese_path_with_spaces(folder: Path, write: Write) -> None:
    """Linux has 255 bytes a name, Windows 260 characters a path unless it is told otherwise: here both are passed."""
    deep = (
        folder / f"{'政府信息公开' * 13} 年" / f"报送 材料{'。、' * 30}" / ("云溪镇" * 20) / ("第 一 轮" * 15)
    )
    assert len(str(deep)) > 260
    outcome = build_report(Task(write(), folder, deep, ("html", "pdf", "docx")))
    assert outcome.status == "built", outcome.error
    assert all((deep / path).is_file() for path in outcome.outputs.values())


def test_a_name_of_255_bytes_can_be_written_and_a_longer_one_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / f"{'云' * 83}.html"
    assert len(os.fsencode(full.name)) == 254
    write_atomically(full, b"x")
    assert full.read_bytes() == b"x"
    assert len(os.fsencode(name_beside(tmp_path / f"{portable('云' * 90, longest=60)}.docx").name)) < 255
    with pytest.raises(WriteError, match="名字或路径太长。请把工作文件夹移到短一些的地方"):
        write_atomically(tmp_path / f"{'云' * 86}.html", b"x")

    def no_long_paths(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "系统找不到指定的路径。")

    monkeypatch.setattr(tempfile, "mkstemp", no_long_paths)
    with pytest.raises(WriteError, match="路径太长"):  # as Windows says it
        write_atomically(tmp_path / ("云" * 80) / ("溪" * 80) / ("镇" * 80) / "a", b"x")
