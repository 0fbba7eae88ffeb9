"""``nianbao correct`` as a clerk types it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import Write

PATH = "params/2017/yunxi.yaml"


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_published_report_is_put_right(folder: Path, write: Write, run: Run) -> None:
    path = write()
    assert "还没有登记过更正" in run("correct", PATH, "--show").out
    for _ in range(5):
        run("sign", PATH, "--name", "张三")
    assert "没有要更正的" in run("correct", PATH).out
    (code,) = re.findall(r"内容校验码 (\w{12})", run("sign", PATH, "--show").out)
    change(path, "公开信息3条", "公开信息4条")
    looked = run("correct", PATH)
    assert looked.status == 0
    assert "“公开信息3条”更正为“公开信息4条”" in looked.out
    assert "还没有登记" in looked.out
    assert "更正比对码：公布的 " in looked.out
    assert f"在签发登记里的内容校验码：{code}" in looked.out
    assert not (folder / "params" / "2017" / "yunxi.correct.jsonl").exists()
    done = run("correct", PATH, "--reason", "信息条数填报有误", "--name", "李四")
    assert done.status == 0
    assert "已登记第 1 次更正" in done.out
    assert "要重新签发" in done.out
    assert "更正原因：信息条数填报有误。" in done.out
    shown = run("correct", PATH, "--show")
    assert "李四" in shown.out
    assert "1 次更正的登记前后相接，没有改动" in run("correct", PATH, "--verify").out
    (seal,) = (folder / ".nianbao" / "correcting").glob("*.json")
    kept = seal.read_bytes()
    seal.unlink()
    unsealed = run("correct", PATH, "--verify").out
    assert "现有各条（1 次更正的登记）前后相接。" in unsealed
    assert "没有改动" not in unsealed
    seal.write_bytes(kept)
    refused = run("build", PATH, "--final", "--to", "html")
    assert refused.status == 1
    assert "更正说明：新增" in refused.out
    for _ in range(5):
        run("sign", PATH, "--name", "张三")
    assert run("build", PATH, "--final", "--to", "html").status == 0
    page = (folder / "out" / "2017" / "yunxi" / "report.html").read_text(encoding="utf-8")
    assert "信息条数填报有误" in page
    assert "李四" not in page

    again = ("correct", PATH, "--again", "--reason", "条数有误", "--name", "李四")
    assert "再登记一次更正" in run(*again).err
    assert run(*again, "--unpublished").status == 0

    assert "没有写姓名" in run("correct", PATH, "--unquote", "1").err
    assert "去掉引文（--unquote）时不能写 --again" in run("correct", PATH, "--unquote", "1", "--again").err
    unquoted = run("correct", PATH, "--unquote", "1", "--name", "李四")
    assert unquoted.status == 0
    assert "部分有改动。" in unquoted.out
    assert "公开信息3条" not in unquoted.out + run("correct", PATH, "--show").out

    change(path, "逐条审查", "逐件审查")
    assert run("correct", PATH, "--show").status == 1
    blocked = run("build", PATH, "--to", "html")
    assert blocked.status == 1
    assert "nianbao correct" in blocked.out
    assert "更正登记不全 1 份" in blocked.out


def test_what_is_not_meant_is_said(folder: Path, write: Write, run: Run) -> None:
    path = write()
    assert "请用 --published 写明" in run("correct", PATH).err
    assert "请用 --reason 写明" in run("correct", PATH, "--name", "张三").err
    assert "请用 --name 写明是谁办的" in run("correct", PATH, "--reason", "误").err
    assert "请分开做" in run("correct", PATH, "--reason", "误", "--show").err
    for look in ("--show", "--verify"):
        refused = run("correct", PATH, look, "--name", "张三", "--again")
        assert refused.status != 0
        assert "不能写 --name、--again" in refused.err
        assert "不能写 --published" in run("correct", PATH, look, "--published", "a.html").err
    assert "只在重写（--again）时用" in run("correct", PATH, "--unpublished").err
    assert "找不到底稿" in run("correct", "params/2017/none.yaml").err
    (folder / "gongbu.yaml").write_bytes(path.read_bytes())
    change(path, "公开信息3条", "公开信息4条")
    assert run("correct", PATH, "--published", "gongbu.yaml", "--reason", "误", "--name", "张三").status == 0
    register = folder / "params" / "2017" / "yunxi.correct.jsonl"
    change(register, "张三", "王五")
    altered = run("correct", PATH, "--verify")
    assert altered.status == 1
    assert "被改动过" in altered.out


def test_other_commands_do_not_take_the_register_for_a_report(folder: Path, write: Write, run: Run) -> None:
    path = write()
    (folder / "gongbu.yaml").write_bytes(path.read_bytes())
    change(path, "公开信息3条", "公开信息4条")
    run("correct", PATH, "--published", "gongbu.yaml", "--reason", "误", "--name", "张三")
    checked = run("check")
    assert "correct.jsonl" not in checked.out + checked.err
    assert "已生成 1 份" in run("build", "--to", "html").out
