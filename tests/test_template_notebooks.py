"""The template notebooks: short, run by stock tools, held by nbval, open to an author's own cells."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from lxml import html
from nbformat.v4 import new_code_cell, new_markdown_cell
from pypdfium2 import raw

from nianbao.blocks import BLOCK_MIME, Block, Figure, Table, from_json, plain_text
from nianbao.engine import execute
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.reader import read_document
from nianbao.params import load_parameters
from nianbao.params.model import LEGAL_KEYS
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.selfcheck import squeeze
from tests.browser.pages import ROOT

NAME = "laiyang-2017"
NOTEBOOK = ROOT / "notebooks" / f"{NAME}.ipynb"


def load(path: Path = NOTEBOOK) -> Any:
    return nbformat.read(path, nbformat.NO_CONVERT)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def blocks_of(cell: Any) -> list[Block]:
    return [from_json(output.data[BLOCK_MIME]) for output in cell.outputs]


def working_folder(folder: Path) -> Path:
    """Make a working folder with copies of all that a report is made from."""
    for kind in ("params", "notebooks", "templates"):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints", "html", "pdf")
        shutil.copytree(ROOT / kind, folder / kind, ignore=ignored)
    return folder


# --- What an author sees ---------------------------------------------------------------------------


def test_the_parameters_cell_sets_every_legal_key_to_nothing() -> None:
    first = load().cells[0]
    assert first.metadata.tags == ["parameters"]
    values: dict[str, Any] = {}
    for statement in ast.parse(first.source).body:
        assert isinstance(statement, ast.Assign)
        (target,) = statement.targets
        assert isinstance(target, ast.Name)
        values[target.id] = ast.literal_eval(statement.value)
    assert tuple(values) == LEGAL_KEYS
    assert all(value is None or value == {} for value in values.values())


def test_then_one_short_cell_a_part() -> None:
    notebook = load()
    _, opening, *rest = code_cells(notebook)
    assert "open_report(globals()" in opening.source
    report = Report.of(load_parameters(ROOT / "params" / "2017" / "heluo.yaml").parameters, ROOT)
    calls = [ast.unparse(ast.parse(cell.source)) for cell in rest]
    assert calls == [f"report.show('{part}')" for part in report.parts]
    assert [len(cell.source.splitlines()) for cell in rest] == [2] * len(rest), "a comment and a call"
    assert [cell.source.startswith("# ") for cell in rest] == [True] * len(rest)
    assert all(blocks_of(cell) == report.part(part) for cell, part in zip(rest, report.parts, strict=True))


def test_the_stored_notebook_says_nothing_of_the_machine_it_ran_on() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    notebook = load()
    nbformat.validate(notebook)
    assert notebook.metadata.language_info == {"name": "python"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert {key for cell in notebook.cells for key in cell.metadata} <= {"tags", "nianbao"}
    assert [cell.execution_count for cell in code_cells(notebook)] == list(range(1, 15))
    assert not re.search(r"/(home|root|tmp|work|Users)/| at 0x|nianbao-[0-9]|\\u[0-9a-f]{4}", text)


# --- Stock papermill -------------------------------------------------------------------------------


def test_stock_papermill_runs_it(tmp_path: Path) -> None:
    params = ROOT / "params" / "2017" / "qingshi.yaml"
    output = tmp_path / "x.ipynb"
    command = [sys.executable, "-m", "papermill", str(NOTEBOOK), str(output), "-f", str(params)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    notebook = load(output)
    blocks = [block for cell in code_cells(notebook)[3:] for block in blocks_of(cell)]
    assert blocks == Report.of(load_parameters(params).parameters, ROOT).blocks()
    outputs = json.dumps([cell.outputs for cell in code_cells(notebook)], ensure_ascii=False)
    assert "青石镇" in outputs
    assert not re.search("河洛|heluo|莱阳市|89000", outputs)


# --- nbval -----------------------------------------------------------------------------------------


def _replace(kind: str, name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / kind / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _swap_sections(folder: Path) -> None:
    """Show two sections in the other order, the stored outputs staying where they are."""
    path = folder / "notebooks" / NOTEBOOK.name
    notebook = load(path)
    fees, confidentiality = notebook.cells[10], notebook.cells[11]
    fees.source, confidentiality.source = confidentiality.source, fees.source
    nbformat.write(notebook, path)


def _swap_blocks(folder: Path) -> None:
    path = folder / "notebooks" / NOTEBOOK.name
    notebook = load(path)
    outputs = notebook.cells[6].outputs
    outputs[1], outputs[2] = outputs[2], outputs[1]
    nbformat.write(notebook, path)


def _data_only(folder: Path) -> None:
    """Change what is stored as data and leave the HTML and the text beside it."""
    path = folder / "notebooks" / NOTEBOOK.name
    notebook = load(path)
    notebook.cells[9].outputs[1].data[BLOCK_MIME]["spans"][0]["text"] = "2016"
    nbformat.write(notebook, path)


PARAMS, STORED, TEMPLATE = "params", "notebooks", "templates"
# What is changed -> the cells that must fail for it, counted from 0.
Changes = dict[str, tuple[Callable[[Path], None], set[int]]]
FROM_PARAMETERS: Changes = {
    "wording": (_replace(PARAMS, "2017/heluo.yaml", "专人接收和答复", "专人接收并答复"), {4}),
    "figure": (_replace(PARAMS, "2017/heluo.yaml", "89000", "89001"), {6}),
    "heading": (
        _replace(TEMPLATE, f"{NAME}/template.yaml", "heading: 七、政府", "heading: 七、本级政府"),
        {10},
    ),
    "date": (_replace(PARAMS, "2017/heluo.yaml", "2018-01-27", "2018-01-28"), {13}),
}
IN_THE_NOTEBOOK: Changes = {
    "stored": (_replace(STORED, NOTEBOOK.name, "修改完善了", "完善了"), {5}),
    "order-of-blocks": (_swap_blocks, {6}),
    "data-only": (_data_only, {9}),
    "order-of-sections": (_swap_sections, {10, 11}),
}
TITLE_CELL = 2
"""Shows the title with the fingerprints of parameters and template, so it fails when one of these changes."""
NBVAL_FOLDERS: dict[str, Changes] = {
    "unchanged": {},
    "parameters": FROM_PARAMETERS,
    "notebook": IN_THE_NOTEBOOK,
}


@pytest.fixture(scope="module")
def nbval(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[int, str]]:
    """Run nbval once over three working folders; give each one's outcomes by cell."""
    place = tmp_path_factory.mktemp("nbval")
    for name, changes in NBVAL_FOLDERS.items():
        folder = working_folder(place / name)
        for change, _ in changes.values():
            change(folder)
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-rA", "--tb=no", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--rootdir", str(place), *NBVAL_FOLDERS],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=place,
    )
    outcomes: dict[str, dict[int, str]] = {name: {} for name in NBVAL_FOLDERS}
    for outcome, name, cell in re.findall(r"^([A-Z]+) ([\w-]+)/\S+::Cell (\d+)", done.stdout, re.MULTILINE):
        outcomes[name][int(cell)] = outcome
    return outcomes


def _failed(outcomes: dict[int, str]) -> set[int]:
    assert sorted(outcomes) == list(range(14)), "every cell was run"
    assert set(outcomes.values()) <= {"PASSED", "FAILED"}
    return {cell for cell, outcome in outcomes.items() if outcome == "FAILED"}


def test_nbval_passes_what_is_as_it_was(nbval: dict[str, dict[int, str]]) -> None:
    assert _failed(nbval["unchanged"]) == set()


@pytest.mark.parametrize("name", FROM_PARAMETERS)
def test_nbval_sees_a_change_of_what_is_printed(nbval: dict[str, dict[int, str]], name: str) -> None:
    assert FROM_PARAMETERS[name][1] <= _failed(nbval["parameters"])


@pytest.mark.parametrize("name", IN_THE_NOTEBOOK)
def test_nbval_sees_a_change_in_the_notebook(nbval: dict[str, dict[int, str]], name: str) -> None:
    assert IN_THE_NOTEBOOK[name][1] <= _failed(nbval["notebook"])


def test_nbval_fails_nowhere_else(nbval: dict[str, dict[int, str]]) -> None:
    assert _failed(nbval["parameters"]) == {TITLE_CELL}.union(
        *(cells for _, cells in FROM_PARAMETERS.values())
    )
    assert _failed(nbval["notebook"]) == set().union(*(cells for _, cells in IN_THE_NOTEBOOK.values()))


# --- What an author adds ---------------------------------------------------------------------------

IMPORTS = "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd"
FIGURE = (
    'figure, axes = plt.subplots()\naxes.bar(["网站", "微信公众号", "报纸"], [90, 38, -5])\n'
    'axes.set_title("各渠道条数")\naxes.grid()\naxes.legend(["条数"]);'
)
TABLE = (
    'frame = pd.DataFrame({"渠道": ["政府网站", "微信"], "条数": [90, np.nan], "占比": [0.703125, 0.25]})\n'
    'frame.attrs["caption"] = "附表　各渠道公开情况"\nframe'
)
MARKDOWN = (
    "## 作者的小标题\n\n作者加的**第一段**，\n换行不断开。\n\n1. 先行\n\n   先行的第二段\n2. 后续\n\n"
    "| 项目 | 数量 |\n|---|--:|\n| 答复 | 7 |\n\n"
    '![蓝点](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg== "图2　蓝点")'
)
ADDED = (
    new_markdown_cell(MARKDOWN),
    new_code_cell(FIGURE, metadata={"nianbao": {"alt": "柱形图：网站90条", "caption": "图1　各渠道条数"}}),
    new_code_cell(TABLE),
    new_code_cell('pd.Series([3, 4], index=["甲村", "乙村"], name="户数")'),
    new_code_cell('frame.style.format({"占比": "{:.0%}"}).hide(["条数"], axis="columns")'),
    new_code_cell('frame.set_index(["渠道", "占比"]).T'),
    new_code_cell('print("合计：128条\\n其中网站：90条")'),
    new_code_cell('"一行文字结果：" + str(6 * 7)'),
    new_code_cell('%config InlineBackend.figure_formats = ["png"]\nplt.plot([1, 2])\nplt.title("𠮷");'),
    new_code_cell('from IPython.display import HTML\nHTML("<b>印不出</b>")'),
)
"""What an author puts between two sections."""

TEXTS = (
    "二、政府信息公开的组织领导和制度建设情况",
    "作者的小标题",
    "作者加的第一段，换行不断开。",
    "1.先行先行的第二段2.后续",
    "项目数量答复7",
    "图2　蓝点",
    "图1　各渠道条数",
    "附表　各渠道公开情况渠道条数占比政府网站900.703125微信0.25",
    "户数甲村3乙村4",
    "附表　各渠道公开情况渠道占比政府网站70%微信25%",
    "合计：128条其中网站：90条",
    "'一行文字结果：42'",
    "三、发布解读、回应社会关切以及互动交流情况",
)
"""What of it must be read in every form, in this order."""


@dataclass(frozen=True)
class Run:
    """An executed notebook and what came of it."""

    notebook: Any
    document: Document

    def figures(self) -> list[Figure]:
        return [block for block in self.document.blocks if isinstance(block, Figure)]


def _run(folder: Path, *, imports_at: int) -> Run:
    path = working_folder(folder) / "notebooks" / NOTEBOOK.name
    notebook = load(path)
    place = next(n for n, cell in enumerate(notebook.cells) if cell.id == "organization") + 1
    notebook.cells[place:place] = ADDED
    notebook.cells.insert(imports_at, new_code_cell(IMPORTS))
    nbformat.write(notebook, path)
    values = load_parameters(folder / "params" / "2017" / "qingshi.yaml").text.values
    executed = execute(path, values, folder)
    return Run(executed, read_document(executed))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The author's imports stand after the cell that opens the report."""
    return _run(tmp_path_factory.mktemp("after") / "work", imports_at=2)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """They stand before it."""
    return _run(tmp_path_factory.mktemp("before") / "work", imports_at=1)


@pytest.mark.parametrize("name", ["html", "pdf"])
def test_all_that_was_added_is_read_in_every_form(after: Run, name: str) -> None:
    form = load_form(name)
    text = squeeze(form.read_text(form.render(after.document, Look())))
    position = 0
    for part in map(squeeze, TEXTS):
        assert part in text[position:], f"{part} is missing or out of order"
        position = text.index(part, position)
    assert "河洛" not in text


def test_the_sections_around_are_untouched(after: Run) -> None:
    parameters = load_parameters(ROOT / "params" / "2017" / "qingshi.yaml").parameters
    own = iter([after.document.title, *after.document.blocks])
    assert all(block in own for block in Report.of(parameters, ROOT).blocks())
    added = [block for block in after.document.blocks if isinstance(block, Table | Figure)]
    assert {block.section for block in added} == {"organization"}


def test_pandas_comes_as_blocks(after: Run, before: Run) -> None:
    tables = [block for block in after.document.blocks if isinstance(block, Table)]
    assert [table.columns for table in tables] == [2, 3, 2, 2, 3]
    assert [cell.text for row in tables[-1].header for cell in row] == [
        "渠道",
        "政府网站",
        "微信",
        "占比",
        "0.703125",
        "0.25",
    ]
    assert [block for block in before.document.blocks if isinstance(block, Table)] == tables


def _warned_cells(document: Document) -> list[tuple[int, str]]:
    found = [
        re.match(r"第 (\d+) 个单元格(有提示信息|的图没有替代文字|有不能印的输出)", text)
        for text in document.warnings
    ]
    return [(int(match[1]), match[2]) for match in found if match]


def test_warnings_name_what_needs_a_look_and_nothing_else(after: Run, before: Run) -> None:
    sources = [
        cell.source
        for cell in after.notebook.cells
        if "injected-parameters" not in cell.metadata.get("tags", ())
    ]
    plot, page = (sources.index(cell.source) + 1 for cell in ADDED[-2:])
    assert len(after.document.warnings) == 3
    # 𠮷 is in no shipped face; the bar chart, all in Chinese, gives no such warning.
    assert _warned_cells(after.document) == [
        (plot, "有提示信息"),
        (plot, "的图没有替代文字"),
        (page, "有不能印的输出"),
    ]
    assert "Glyph 134071" in after.document.warnings[0]
    assert _warned_cells(before.document) == _warned_cells(after.document)


def test_figures_are_the_same_on_every_run(after: Run, before: Run) -> None:
    dot, svg, png = after.figures()
    assert [dot.media, svg.media, png.media] == ["image/png", "image/svg+xml", "image/png"]
    assert (svg.alt, svg.caption) == ("柱形图：网站90条", "图1　各渠道条数")
    assert (dot.alt, dot.caption) == ("蓝点", "图2　蓝点")
    assert png.alt == "<Figure size 640x480 with 1 Axes>"
    assert not re.search(r"<dc:date>|20\d\d-\d\d-\d\d", svg.data)
    assert b64decode(png.data)[:4] == b"\x89PNG"
    assert before.figures() == after.figures()


def test_chinese_in_a_figure_is_drawn_from_the_shipped_face(after: Run) -> None:
    svg = after.figures()[1].data
    face = TTFont(shipped("fonts") / "NianbaoHei-Regular.ttf")
    names = face.getBestCmap()
    # matplotlib names an outline after its face and the glyph's number.
    wanted = {
        f"NianbaoHei-Regular-{face.getGlyphID(names[ord(sign)]):x}" for sign in "各渠道条数网站微信公众号报纸"
    }
    drawn = set(re.findall(r'<path id="([A-Za-z]+-[A-Za-z]+-[0-9a-f]+)"', svg))
    assert wanted <= drawn
    assert {outline.rpartition("-")[0] for outline in drawn} == {"NianbaoHei-Regular"}


def test_figures_stand_on_the_page_with_their_alternative_text(after: Run) -> None:
    page = html.document_fromstring(load_form("html").render(after.document, Look()))
    pictures = [(image.get("alt"), image.get("src", "").partition(",")[0]) for image in page.iter("img")]
    assert pictures == [
        ("蓝点", "data:image/png;base64"),
        ("柱形图：网站90条", "data:image/svg+xml;base64"),
        ("<Figure size 640x480 with 1 Axes>", "data:image/png;base64"),
    ]


def test_figures_stand_in_the_pdf(after: Run) -> None:
    data = load_form("pdf").render(after.document, Look())
    with pypdfium2.PdfDocument(data) as pdf:
        kinds = [item.type for page in pdf for item in page.get_objects(max_depth=3)]
    assert kinds.count(raw.FPDF_PAGEOBJ_IMAGE) == 2, "the two PNGs"
    assert kinds.count(raw.FPDF_PAGEOBJ_PATH) > 50, "the SVG is drawn as paths"
    with pikepdf.open(BytesIO(data)) as tagged:
        alts = [
            str(thing.Alt)
            for thing in tagged.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]
    assert alts == [figure.alt for figure in after.figures()]


def test_chinese_stays_readable_in_the_injected_cell(after: Run) -> None:
    (injected,) = (
        cell for cell in after.notebook.cells if "injected-parameters" in cell.metadata.get("tags", ())
    )
    assert "'name': '青石镇'," in injected.source
    assert "\\u" not in injected.source
    assert max(map(len, injected.source.splitlines())) < 250


def test_the_other_towns_title_stands_above(after: Run) -> None:
    assert plain_text(after.document.title) == "示例市青石镇人民政府\n2017年政府信息公开工作年度报告"
