"""The whole set: what is in it, what never is, and that a folder is whole or untouched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from nianbao.errors import HeldError, ReportError, SigningError, UsageError, WriteError
from nianbao.folder import only_run
from nianbao.papers import folder as papers_folder
from nianbao.papers.folder import Made, write_papers
from nianbao.signing.register import register_path
from nianbao.signing.sign import report_of
from nianbao.signing.standing import standing
from nianbao.system import replacing
from tests.conftest import Write
from tests.packaging.secrets import PHONE, SECRET, all_texts, keep_secrets
from tests.papers.conftest import SECRETS, files_of, pdf_text, sign_off, word_text

NAMES = ("年度报告", "保密审查表", "信息发布审核表", "发文稿纸", "报送函", "佐证材料清单")


@pytest.fixture
def made(folder: Path, town: Path) -> Made:
    sign_off(folder, town, "张三丰", "李四光", remark="已核对")
    return write_papers(town, folder)


def text_of(name: str, data: bytes) -> str:
    return pdf_text(data) if name.endswith(".pdf") else word_text(data)


def test_every_paper_is_there_twice_and_names_the_same_hash(folder: Path, town: Path, made: Made) -> None:
    assert made.folder == folder / "out" / "2024" / "yunxi" / "送签材料"
    assert made.files == tuple(
        f"{n}-{name}.{form}" for n, name in enumerate(NAMES, 1) for form in ("docx", "pdf")
    )
    sha256 = standing(town, report_of(town, folder), folder).content.sha256
    for name, data in files_of(made).items():
        text = text_of(name, data)
        assert sha256 in text, name
        assert f"内容校验码 {sha256[:12]}" in text, name
        assert "送审稿" in text, name
    sums = (made.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.split("  ")[1]: line.split("  ")[0] for line in sums} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files_of(made).items()
    }


def test_signatures_that_hold_are_filled_in_and_the_rest_is_left_to_sign(made: Made) -> None:
    files = files_of(made)
    for form in ("docx", "pdf"):
        sheet = text_of(f".{form}", files[f"4-发文稿纸.{form}"])
        for name in ("张三丰", "李四光"):
            assert f"{name}　2018年1月20日" in sheet
        assert sheet.count("已核对") == 2
        assert sheet.count("年　　月　　日") == 4  # 签发, 会签, 分管领导审核, 保密审查


def test_signatures_that_an_edit_voided_are_not_shown(folder: Path, town: Path, made: Made) -> None:
    before = made.facts.words["hash"]
    town.write_text(town.read_text(encoding="utf-8").replace("更新不快", "更新不够快"), encoding="utf-8")
    again = write_papers(town, folder)
    assert again.facts.words["hash"] != before
    for name, data in files_of(again).items():
        text = text_of(name, data)
        assert "初稿" in text
        assert not any(word in text for word in (before, "张三丰", "李四光", "已核对")), name


def test_nothing_of_people_in_ledgers_is_in_any_paper(made: Made) -> None:
    for name, data in files_of(made).items():
        for place, text in all_texts(name, data):
            assert not [secret for secret in SECRETS if secret in text], place
    assert "第2-3行" in pdf_text(files_of(made)["6-佐证材料清单.pdf"]).replace("\r\n", "")


def test_the_same_files_give_the_same_bytes(folder: Path, town: Path, made: Made, tmp_path: Path) -> None:
    assert files_of(write_papers(town, folder, tmp_path / "another")) == files_of(made)


def test_what_somebody_wrote_into_a_paper_is_not_covered(folder: Path, town: Path, made: Made) -> None:
    paper = made.folder / "4-发文稿纸.docx"
    paper.write_bytes(paper.read_bytes() + b"by hand")
    with pytest.raises(UsageError, match=r"4-发文稿纸\.docx」生成以后改写过"):
        write_papers(town, folder)
    paper.unlink()
    (made.folder / "照片.jpg").write_bytes(b"")
    with pytest.raises(UsageError, match=r"里有别的文件「照片\.jpg」"):
        write_papers(town, folder)


def test_what_somebody_writes_into_a_paper_meanwhile_is_not_covered(
    folder: Path, town: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = made.folder / "4-发文稿纸.docx"
    make = papers_folder._made

    def slow(*arguments: Any) -> Any:
        found = make(*arguments)
        paper.write_bytes(paper.read_bytes() + b"by hand")
        return found

    monkeypatch.setattr(papers_folder, "_made", slow)
    with pytest.raises(UsageError, match=r"4-发文稿纸\.docx」生成以后改写过"):
        write_papers(town, folder)
    assert paper.read_bytes().endswith(b"by hand")


def test_an_open_paper_is_named_and_what_file_managers_leave_is_passed_over(
    folder: Path, town: Path, made: Made
) -> None:
    (made.folder / "Thumbs.db").write_bytes(b"")
    (made.folder / "~$发文稿纸.docx").write_bytes(b"")
    with pytest.raises(UsageError, match="请先关闭 WPS"):
        write_papers(town, folder)
    (made.folder / "~$发文稿纸.docx").unlink()
    with only_run(folder / "out"), pytest.raises(UsageError, match="请等它结束"):
        write_papers(town, folder)
    assert files_of(write_papers(town, folder)) == files_of(made)


def test_what_the_author_keeps_to_himself_is_in_no_paper(folder: Path, write: Write) -> None:
    path = write()
    keep_secrets(folder, path)
    for name, data in files_of(write_papers(path, folder)).items():
        for place, text in all_texts(name, data):
            assert SECRET not in text, place
            assert PHONE not in text, place


def test_a_folder_is_whole_or_untouched(
    folder: Path, town: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    town.write_text(town.read_text(encoding="utf-8").replace("更新不快", "更新不够快"), encoding="utf-8")

    def _full(*_: object) -> bytes:
        raise WriteError("磁盘已满")

    with monkeypatch.context() as patched:
        patched.setattr(papers_folder.pdf, "render_all", _full)
        with pytest.raises(WriteError):
            write_papers(town, folder)
    rename = Path.replace

    def _locked(self: Path, target: Path) -> Path:
        if self.name == "papers":
            raise PermissionError(13, "held open", str(target))
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", _locked)
        with pytest.raises(WriteError, match="请先关闭 WPS"):
            write_papers(town, folder)
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before
    assert [path.name for path in made.folder.parent.iterdir()] == [made.folder.name]


def test_while_a_paper_is_open_the_new_ones_lie_beside(
    folder: Path, town: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows moves no folder in which a file is open."""
    before = files_of(made)
    town.write_text(town.read_text(encoding="utf-8").replace("更新不快", "更新不够快"), encoding="utf-8")
    rename, tries = Path.replace, []

    def _held(self: Path, target: Path) -> Path:
        if self == made.folder:
            tries.append(target)
            raise PermissionError(13, "held open", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", _held)
    monkeypatch.setattr(replacing, "PAUSES", (0.0, 0.0))
    with pytest.raises(HeldError, match="请先关闭 WPS 中的「送签材料」") as caught:
        write_papers(town, folder)
    assert len(tries) == 3
    beside = caught.value.kept[made.folder]
    assert sorted(path.name for path in beside.iterdir()) == sorted([*made.files, "SHA256SUMS"])
    assert (beside / made.files[0]).read_bytes() != before[made.files[0]]
    assert files_of(made) == before


def test_what_must_be_changed_first_is_said(folder: Path, town: Path, tmp_path: Path) -> None:
    sign_off(folder, town, "张三丰")
    register = register_path(town)
    whole = register.read_text(encoding="utf-8")
    register.write_text(whole.replace("张三丰", "李四光"), encoding="utf-8")
    with pytest.raises(SigningError, match="被改动过"):
        write_papers(town, folder, tmp_path / "a")
    register.write_text(whole, encoding="utf-8")
    town.write_text(
        town.read_text(encoding="utf-8").replace("更新不快", "张某（身份证号 110101190001010014）"),
        encoding="utf-8",
    )
    with pytest.raises(ReportError, match="必须修改，没有生成送签材料"):
        write_papers(town, folder, tmp_path / "a")
    assert not (tmp_path / "a").exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="是一个文件"):
        write_papers(town, folder, tmp_path / "file")
