"""``nianbao sign`` as a clerk types it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import Write

PATH = "params/2017/yunxi.yaml"
STEPS = ("拟稿", "核稿", "保密审查", "分管领导审核", "主要领导签发")


def test_a_report_goes_through_all_steps_to_its_final_version(folder: Path, write: Write, run: Run) -> None:
    path = write()
    unsigned = run("build", PATH, "--final", "--to", "html").out
    assert "没有签发登记" in unsigned
    assert "签发登记不全 1 份" in unsigned
    assert "未通过校核" not in unsigned
    for step in STEPS:
        result = run("sign", PATH, "--name", "张三", "--remark", "同意")
        assert result.status == 0
        assert f"已登记：{step}　张三　" in result.out
    assert "审定稿" in result.out
    assert "不是电子签名" in result.out
    assert run("build", PATH, "--final", "--to", "html").status == 0
    assert "审定稿" not in (folder / "out" / "2017" / "yunxi" / "report.html").read_text(encoding="utf-8")

    path.write_text(path.read_text(encoding="utf-8").replace("解读及时", "解读不及时"), encoding="utf-8")
    shown = run("sign", PATH, "--show")
    assert shown.status == 0
    assert "初稿" in shown.out
    assert shown.out.count("作废　张三") == len(STEPS)
    assert shown.out.count("加上「不」") == 1
    refused = run("build", PATH, "--final", "--to", "html")
    assert refused.status == 1
    assert "加上「不」" in refused.out


def test_an_altered_register_is_named(folder: Path, write: Write, run: Run) -> None:
    write()
    assert "还没有签发登记" in run("sign", PATH, "--verify").out
    run("sign", PATH, "--name", "张三")
    run("sign", PATH, "--name", "李四")
    whole = run("sign", PATH, "--verify")
    assert whole.status == 0
    assert "2 步登记前后相接，没有改动" in whole.out
    (seal,) = (folder / ".nianbao" / "signing").glob("*.json")
    kept = seal.read_bytes()
    seal.unlink()
    unsealed = run("sign", PATH, "--verify").out
    assert "现有各条（2 步登记）前后相接。" in unsealed
    assert "没有改动" not in unsealed
    seal.write_bytes(kept)
    register = folder / "params" / "2017" / "yunxi.sign.jsonl"
    register.write_text(register.read_text(encoding="utf-8").replace("李四", "王五"), encoding="utf-8")
    altered = run("sign", PATH, "--verify")
    assert altered.status == 1
    assert "第 4 行（核稿 王五" in altered.out
    assert run("sign", PATH, "--show").status == 1
    refused = run("sign", PATH, "--name", "赵六")
    assert refused.status == 1
    assert "请从备份取回原来的登记" in refused.err


def test_what_is_not_meant_is_said(folder: Path, write: Write, run: Run) -> None:
    write()
    assert "请用 --name 写明是谁办的" in run("sign", PATH, "--step", "核稿").err
    assert "请分开做" in run("sign", PATH, "--name", "张三", "--show").err
    assert "找不到底稿" in run("sign", "params/2017/none.yaml", "--show").err
    assert "只能写一个" in run("build", PATH, "--draft", "--final").err
    assert "只能写一个" in run("package", PATH, "--draft", "--final").err
    early = run("sign", PATH, "--step", "核稿", "--name", "李四")
    assert early.status == 1
    assert "「拟稿」还没有登记。请先登记「拟稿」" in early.err


def test_other_commands_do_not_take_the_register_for_a_report(folder: Path, write: Write, run: Run) -> None:
    write()
    run("sign", PATH, "--name", "张三")
    assert "sign.jsonl" not in (checked := run("check")).out + checked.err
    built = run("build", "--to", "html")
    assert "已生成 1 份" in built.out
    packed = run("package")
    assert "（送审稿）.zip" in packed.out
    assert "sign.jsonl" not in packed.out + packed.err


def test_the_papers_are_made_in_one_go(folder: Path, write: Write, run: Run) -> None:
    write()
    run("sign", PATH, "--name", "张三")
    made = run("sign", PATH, "--papers", "--out", "送签")
    assert made.status == 0
    assert "4-发文稿纸.docx" in made.out
    assert "送签材料：送签（12 个文件，送审稿，内容校验码 " in made.out
    code = made.out.partition("内容校验码 ")[2][:12]
    assert f"内容校验码 {code}" in run("sign", PATH, "--show").out
    assert len(list((folder / "送签").glob("*.pdf"))) == 6
    for other in (("--name", "张三"), ("--result", "退回修改"), ("--force",)):
        assert "请分开做" in run("sign", PATH, "--papers", *other).err
    assert "请和 --papers 一起写" in run("sign", PATH, "--out", "送签").err
    (folder / "送签" / "别的.txt").write_text("", encoding="utf-8")
    refused = run("sign", PATH, "--papers", "--out", "送签")
    assert refused.status == 2
    assert "里有别的文件「别的.txt」" in refused.err


def test_a_step_can_send_the_report_back(folder: Path, write: Write, run: Run) -> None:
    write()
    run("sign", PATH, "--name", "张三")
    said = run("sign", PATH, "--name", "李四", "--result", "退回修改", "--remark", "数字再核一遍").out
    assert "已登记：核稿　李四" in said
    assert "退回　李四" in said
    assert "作废" not in said
    assert run("sign", PATH, "--result", "退回").status == 2


def test_the_last_step_of_a_report_with_errors_is_asked_for(folder: Path, write: Write, run: Run) -> None:
    path = write()
    path.write_text(
        path.read_text(encoding="utf-8").replace("没有收费。", "没有{{ x.y }}。"), encoding="utf-8"
    )
    for _ in STEPS[:-1]:
        assert "还有 1 处必须修改，现在只能生成初稿" in run("sign", PATH, "--name", "张三").out
    refused = run("sign", PATH, "--name", "张三")
    assert refused.status == 1
    assert "确认要登记的加 --force" in refused.err
    forced = run("sign", PATH, "--name", "张三", "--force")
    assert forced.status == 0
    for out in (forced.out, run("sign", PATH, "--show").out):
        assert f"{PATH}：初稿" in out  # as a build prints it
        assert "审定稿" not in out
        assert out.count("还有 1 处必须修改，现在只能生成初稿") == 1


def test_looking_and_verifying_are_asked_for_apart(folder: Path, write: Write, run: Run) -> None:
    write()
    result = run("sign", PATH, "--show", "--verify")
    assert result.status == 2
    assert "请分开做" in result.out + result.err
