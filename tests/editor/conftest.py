"""Documents to edit: our own files, and every way in which other people may write theirs."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nianbao.cli.init import fill
from nianbao.editor.document import Document

ROOT = Path(__file__).resolve().parents[2]
YUNXI = ROOT / "params" / "2024" / "yunxi.yaml"

HEAD = "template: national-2021\nyear: 2024\n"

STYLES = {
    "ours": YUNXI.read_text(encoding="utf-8"),
    "tables": (ROOT / "params" / "2024" / "bailu.yaml").read_text(encoding="utf-8"),
    "laiyang": (ROOT / "params" / "2017" / "heluo.yaml").read_text(encoding="utf-8"),
    "bare": HEAD,
    "no end": HEAD + "sections:\n  overview: |\n    没有换行",
    "empty groups": HEAD + "unit:  # 单位\nissued: {}\nsections: ~\ntables: {} # 表\naccepted: []\n",
    "flow": HEAD
    + "unit: {id: yunxi, name: '云溪镇'}\nsections: {overview: \"一\\n二\", other: 无}\n"
    + "tables: {applications: {new_received: {natural_person: 3, enterprise: }}}\n"
    + "accepted: [{code: S103, where: overview}, {code: S104}]\n",
    "all flow": "{template: national-2021, year: 2024, sections: {other: 无}}\n",
    "comments": HEAD
    + "# 甲\nunit:\n  # 乙\n  name: '云溪镇' # 丙\n\n\nsections: # 丁\n\n  # 戊\n  overview: |  # 己\n    一。\n\n"
    + "       缩进\n      \n    二。\n\n\n  # 庚\n  problems: >\n    折行\n    文字\n\n  other: 平铺\n    两行 # 辛\n"
    + "tables:\n  applications:\n\n    new_received:\n      # 壬\n      natural_person: 3   # 自然人\n      total:  # 癸\n"
    + "accepted:\n# 子\n- code: S103\n  # 丑\n  where: overview\n  reason: 一\n\n- {code: S104, reason: '二'}\n# 寅\n",
    "indicators": HEAD + "sections:\n  overview: |2-\n     一\n    二\n  problems: |+\n    三\n\n\n  other: |-\n\n\n    四\n",
    "quotes": HEAD + 'unit: {name: "云溪镇"}\nsections:\n  overview: "一\\n\n    二"\n  other: \'三\'\nissued: {date: 2025-01-09}\n',
    "deep": HEAD + "sections:\n            overview: |\n                            一\n            other: |1\n             二\n",
    "wide dash": HEAD + "accepted:\n-   code: S103\n    where: overview\n",
    "end mark": "---\n" + HEAD + "issued:\n  by: 云溪镇\n...\n",
}  # fmt: skip

ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode("utf-8"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "bom": lambda text: text.encode("utf-8-sig"),
    "mixed": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n", 5).encode("utf-8"),
}


def document(style: str, encoding: str = "plain") -> Document:
    return Document.of(Path("params/2024/yunxi.yaml"), ENCODINGS[encoding](STYLES[style]))


Sample = Callable[..., Path]


@pytest.fixture
def sample(folder: Path) -> Sample:
    """Put a sample of the fictional county into the working folder, with its ledgers and its last year."""

    def _sample(name: str = "2024/yunxi", *, last: bool = True) -> Path:
        before = f"{int(name[:4]) - 1}{name[4:]}"
        if last and (ROOT / "params" / f"{before}.yaml").is_file():
            _sample(before, last=False)
        path = folder / "params" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "params" / f"{name}.yaml", path)
        shutil.copytree(ROOT / "params" / "ledgers", folder / "params" / "ledgers", dirs_exist_ok=True)
        return path

    return _sample


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A working folder that every user of the machine may look into, and nobody but its owner write."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "工作"
        fill(place)
        Path(name).chmod(0o755)
        yield place


def read_only(folder: Path) -> None:
    """Take the right to write from everything in a folder."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222 | 0o444)
