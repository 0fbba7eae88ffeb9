"""A format is a folder and a notebook; what a county adds to a national one is a file of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from lxml import html

from nianbao.build import build_report
from nianbao.checks import Subject, run_checks
from nianbao.errors import TemplateError
from nianbao.export.base import load_form
from nianbao.finding import Finding
from nianbao.notebook import open_report
from nianbao.params import load_parameters
from nianbao.task import Task
from nianbao.template import load_template, templates_for

# --- A toy format with two tables: a matrix with nested headers, and a list ---------------------------

TOY: dict[str, str] = {
    "templates/toy/template.yaml": """\
name: toy
title: 试验格式
years: {first: 2024}
guidance: 随便写。
legal_basis: [{name: 试验办法, number: 试字1号}]
title_lines: ["{full_name}", "{year}年试验报告"]
tables: [harvest, stock]
sections:
  - {id: fields, heading: 一、田里, guidance: 写田里。, legal: 试验办法第一条}
  - {id: barn, heading: 二、仓里, guidance: 写仓里。, legal: 试验办法第二条, may_be_empty: true}
""",
    "templates/toy/tables/harvest.yaml": """\
id: harvest
name: 甲表
title: 收成
section: fields
layout: matrix
corner: 品种
widths: [2, 3, 2, 2, 2]
columns:
  - {id: spring, label: 春, within: [季节], unit: 吨}
  - {id: autumn, label: 秋, within: [季节], unit: 吨}
  - {id: total, label: 合计, unit: 吨}
rows:
  - {id: wheat, label: 小麦, within: [粮食]}
  - {id: maize, label: 玉米, within: [粮食]}
  - {id: all, label: 总计}
relations:
  - {each: row, left: [total], right: [spring, autumn]}
  - {each: column, left: [all], right: [wheat..maize]}
""",
    "templates/toy/tables/stock.yaml": """\
id: stock
name: 乙表
title: 库存
caption: 年末库存
section: barn
layout: list
heads: [名目, 单位, 数量]
widths: [4, 1, 2]
columns: [{id: value, label: 数量}]
rows:
  - {label: 一、种子}
  - {id: seed, label: 麦种, unit: 袋, indent: 1}
  - {id: money, label: 二、折款, unit: 万元, kind: amount}
""",
    "params/2024/tian.yaml": """\
template: toy
year: 2024
unit: {id: tian, name: 田庄, full_name: 示例县田庄, level: other}
issued: {by: 田庄, date: 2025-01-10}
sections:
  fields: |
    收了{{ harvest.all.total }}吨，存种{{ stock.seed }}袋。
tables:
  harvest:
    wheat: {spring: 3, autumn: 1}
    maize: {autumn: 5}
  stock:
    seed: {value: 12}
    money: {value: 3.25}
""",
}


@pytest.fixture
def toy(folder: Path) -> Path:
    """The toy format in a working folder, as data: YAML files, and a notebook of its name."""
    for name, text in TOY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    notebook = json.loads((folder / "notebooks" / "laiyang-2017.ipynb").read_text(encoding="utf-8"))
    parameters = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", ()))
    sources = [
        'from nianbao import open_report\nreport = open_report(globals(), template="toy", default="2024/tian")',
        *(f'report.show("{part}")' for part in ("title", "fields", "barn", "signature")),
    ]
    notebook["cells"] = [
        parameters,
        *(
            {**parameters, "id": f"toy-{number}", "metadata": {}, "outputs": [], "source": source}
            for number, source in enumerate(sources)
        ),
    ]
    (folder / "notebooks" / "toy.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def build(folder: Path, path: Path) -> dict[str, bytes]:
    outcome = build_report(Task(path, folder, folder / "out"))
    assert outcome.status == "built", outcome.error
    return {form: (folder / "out" / file).read_bytes() for form, file in outcome.outputs.items()}


def rows_of(page: bytes) -> list[list[list[str]]]:
    """The texts of each table of a page, row by row."""
    return [
        [["".join(map(str, cell.itertext())) for cell in row] for row in table.iter("tr")]
        for table in html.document_fromstring(page).iter("table")
    ]


def test_a_format_of_ones_own_is_data_only(toy: Path) -> None:
    files = build(toy, toy / "params/2024/tian.yaml")
    assert rows_of(files["html"]) == [
        [
            ["品种", "季节", "合计"],
            ["春", "秋"],
            ["粮食", "小麦", "3", "1", "4"],
            ["玉米", "0", "5", "5"],
            ["总计", "3", "6", "9"],
        ],
        [
            ["名目", "单位", "数量"],
            ["一、种子"],
            ["\u3000\u3000麦种", "袋", "12"],
            ["二、折款", "万元", "3.25"],
        ],
    ]
    lines = [line.strip() for line in load_form("pdf").read_text(files["pdf"]).split("\n")]
    assert "收了9吨，存种12袋。" in lines
    start = lines.index("品种")
    assert lines[start : start + 5] == ["品种", "季节", "合计", "春", "秋"]
    assert lines[lines.index("麦种") : lines.index("麦种") + 3] == ["麦种", "袋", "12"]


def test_a_wrong_total_of_the_toy_is_explained(toy: Path) -> None:
    path = toy / "params/2024/tian.yaml"
    text = path.read_text(encoding="utf-8").replace("maize: {autumn: 5}", "maize: {autumn: 5, total: 6}")
    path.write_text(text, encoding="utf-8")
    (found,) = [one for one in findings(toy, path) if one.code == "A101"]
    assert (found.table, found.row, found.cell) == ("harvest", "maize", "total")
    assert "玉米" in found.message
    assert "6" in found.message
    assert "5" in found.message


# --- What a county adds -------------------------------------------------------------------------------

ADDITIONS = """\
sentences:
  - say: 本报告的数字由{name}负责解释。
    section: other
    required_by: 示例县政务公开办公室要求
sections:
  - id: grid
    heading: 七、网格公开情况
    guidance: 写网格长公示的次数。
    legal: 示例县政务公开办公室要求
    after: other
rows:
  applications:
    - id: withdrawn
      label: 4.申请人撤回
      within: [三、本年度办理结果, （六）其他处理]
      after: other_handling
      adds_to: [outcome_total]
guidance:
  other: 本县要求写一句由谁负责解释。
"""
REPORT = """\
template: national-2021
year: 2024
unit: {id: yunxi, name: 云溪镇, full_name: 示例县云溪镇人民政府, level: township, parent: 示例县}
issued: {by: 云溪镇人民政府, date: 2025-01-20}
sections:
  overview: |
    主动公开、依申请公开、信息管理、平台、监督保障、考核、评议、追责都有。
  problems: |
    慢，要快。
  other: |
    没有收费。SENTENCE
  grid: |
    网格长公示12次。
tables:
  applications:
    new_received: {natural_person: 3}
    disclosed: {natural_person: 1}
    withdrawn: {natural_person: 2}
"""
SENTENCE = "本报告的数字由云溪镇负责解释。"


@pytest.fixture
def county(folder: Path) -> Path:
    """A working folder that has its additions and nothing else of the template."""
    shutil.rmtree(folder / "templates" / "national-2021")
    add(folder, ADDITIONS)
    return folder


def add(folder: Path, text: str) -> None:
    path = folder / "templates" / "national-2021" / "additions.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write(folder: Path, sentence: str = SENTENCE) -> Path:
    path = folder / "params" / "2024" / "yunxi.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.replace("SENTENCE", sentence), encoding="utf-8")
    return path


def findings(folder: Path, path: Path) -> list[Finding]:
    return run_checks(Subject.of(load_parameters(path, folder), folder))


def test_added_section_and_row_are_printed(county: Path) -> None:
    path = write(county)
    assert [one.message for one in findings(county, path) if one.severity == "error"] == []
    files = build(county, path)
    applications = rows_of(files["html"])[1]
    place = next(at for at, row in enumerate(applications) if row[0] == "4.申请人撤回")
    assert applications[place] == ["4.申请人撤回", "2", "0", "0", "0", "0", "0", "2"]
    assert applications[place - 1][0] == "3.其他"
    assert applications[place + 1] == ["（七）总计", "3", "0", "0", "0", "0", "0", "3"]
    # The labels over it reach one row further.
    cells = html.document_fromstring(files["html"]).iter("th")
    assert ["".join(map(str, one.itertext())) for one in cells if one.get("rowspan") == "23"] == [
        "三、本年度办理结果"
    ]
    for form in ("html", "pdf"):
        text = load_form(form).read_text(files[form])
        assert (
            text.index("六、其他需要报告的事项")
            < text.index("七、网格公开情况")
            < text.index("网格长公示12次")
        )
        assert SENTENCE in text.replace("\n", "")


def test_a_missing_sentence_is_an_error_that_names_it(county: Path) -> None:
    (found,) = [one for one in findings(county, write(county, "")) if one.code == "S105"]
    assert (found.severity, found.section) == ("error", "other")
    assert SENTENCE in found.message
    assert "示例县政务公开办公室要求" in found.message


def test_a_missing_section_is_an_error_that_names_it(county: Path) -> None:
    path = write(county)
    path.write_text(
        path.read_text(encoding="utf-8").replace("  grid: |\n    网格长公示12次。\n", ""), encoding="utf-8"
    )
    (found,) = [one for one in findings(county, path) if one.severity == "error"]
    assert (found.code, found.section) == ("S101", "grid")
    assert "七、网格公开情况" in found.message


def test_an_added_row_that_is_not_counted_leaves_the_total_alone(folder: Path) -> None:
    data = yaml.safe_load(ADDITIONS)
    del data["rows"]["applications"][0]["adds_to"]
    add(folder, yaml.safe_dump(data, allow_unicode=True))
    form = load_template("national-2021", folder).table("applications")
    assert "withdrawn" in form.row_by_id
    assert ("withdrawn", "natural_person") not in form.derivations["outcome_total", "natural_person"]
    assert form.derivations["withdrawn", "total"], "each row has a total"


def test_the_template_itself_stays_the_shipped_one(county: Path) -> None:
    ours, shipped = load_template("national-2021", county), load_template("national-2021")
    assert ours.sha256 != shipped.sha256
    assert ours.parts == shipped.parts
    assert [one.id for one in ours.with_added("other")] == ["other", "grid"]
    assert "本县要求" in ours.section("other").guidance
    assert ours.section("other").guidance.startswith(shipped.section("other").guidance.rstrip())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sections: [{id: x, heading: 八、, guidance: 写, legal: 县, after: nowhere}]", "nowhere"),
        ("rows: {applications: [{id: x, label: 新, after: nowhere}]}", "nowhere"),
        ("rows: {nothing: [{id: x, label: 新, after: disclosed}]}", "nothing"),
        ("guidance: {nowhere: 写}", "nowhere"),
        ("sentences: [{say: '{什么}', section: other, required_by: 县}]", "{什么}"),
        ("sentence: []", "sentence"),
    ],
)
def test_additions_that_fit_nowhere_are_named(folder: Path, text: str, said: str) -> None:
    add(folder, text)
    with pytest.raises(TemplateError) as raised:
        load_template("national-2021", folder)
    assert said in str(raised.value)
    assert "additions.yaml" in str(raised.value)


# --- An own format beside the annual report ---------------------------------------------------------


def test_an_additional_format_is_never_chosen_by_its_years(toy: Path) -> None:
    assert "toy" in [template.name for template in templates_for(2024, toy)]
    own = toy / "templates/toy/template.yaml"
    own.write_text(own.read_text(encoding="utf-8") + "additional: true\n", encoding="utf-8")
    assert "toy" not in [template.name for template in templates_for(2024, toy)]
    assert build(toy, toy / "params/2024/tian.yaml")


def test_a_notebook_opens_the_sample_of_an_own_format(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(toy)
    opened = open_report({}, template="toy", default="2024/tian")
    assert opened.report.parameters.unit.name == "田庄"


def test_an_own_format_may_take_a_national_table(toy: Path) -> None:
    own = toy / "templates/toy/template.yaml"
    text = own.read_text(encoding="utf-8").replace(
        "[harvest, stock]", "[harvest, stock, national-2021/applications]"
    )
    text += "  - {id: applications, heading: 三、申请, guidance: 写申请。, legal: 试验办法第三条, may_be_empty: true}\n"
    own.write_text(text, encoding="utf-8")
    parameters = load_parameters(toy / "params/2024/tian.yaml", toy)
    assert not [finding for finding in run_checks(Subject.of(parameters, toy)) if finding.severity == "error"]
