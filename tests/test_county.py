"""The fictional county: regenerated to the byte, consistent over the years, no two units alike, nobody named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from nianbao.blocks import Heading, Paragraph, plain_text
from nianbao.build import build_report
from nianbao.checks import Subject, run_checks
from nianbao.export.base import load_form
from nianbao.params import load_parameters
from nianbao.params.draft import full_name_of, level_of_name, unit_id
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.relations import mismatches
from nianbao.task import Task

ROOT = Path(__file__).resolve().parents[1]
PARAMS = ROOT / "params"
YEARS = (2023, 2024)
WHOLE = PARAMS / "2024" / "shilixian.yaml"
"""The county's own report, added up from its units."""
SUMS = PARAMS / "ledgers" / "shilixian-2024.json"
FILES = {year: sorted({*(PARAMS / str(year)).glob("*.yaml")} - {WHOLE}) for year in YEARS}
UNITS = [path.stem for path in FILES[2024]]
LEDGERS = sorted({*(PARAMS / "ledgers").iterdir()} - {SUMS})

PLACEHOLDER = re.compile(
    r"(?:申请人|填报人|拟稿人|起草人|发布人)[甲乙丙丁戊己庚辛壬癸]|示例(?:证件号|电话|地址)\d"
)


@cache
def report(unit: str, year: int) -> Report:
    path = PARAMS / str(year) / f"{unit}.yaml"
    return Report.of(load_parameters(path, ROOT).parameters, ROOT)


def table(unit: str, year: int, name: str) -> FilledTable:
    return report(unit, year).tables[name]


def test_making_it_again_gives_the_committed_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import make_county

    everything = (*FILES[2023], *FILES[2024], *LEDGERS, WHOLE, SUMS)
    assert make_county.write(tmp_path) == len(everything)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(PARAMS): path.read_bytes() for path in everything}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == [], "run: make county"


# --- Who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_the_county_has_its_units(year: int) -> None:
    everyone = [report(path.stem, year).parameters.unit for path in FILES[year]]
    assert Counter(unit.level for unit in everyone) == {"township": 10, "subdistrict": 2, "department": 7}
    names = [unit.name or "" for unit in everyone]
    assert sum(name.endswith("镇") for name in names) == 8
    assert sum(name.endswith("乡") for name in names) == 2
    assert sum(name.endswith("局") for name in names) == 6
    assert {unit.parent for unit in everyone} == {"示例县"}
    assert {unit.full_name for unit in everyone} >= {"示例县人民政府办公室", "示例县城关街道办事处"}
    for unit in everyone:
        assert unit.name
        assert (unit.id, unit.level) == (unit_id(unit.name), level_of_name(unit.name))
        if unit.full_name != "示例县人民政府办公室":
            assert unit.full_name == full_name_of(unit.name, level_of_name(unit.name), "示例县")
    titles = {plain_text(report(path.stem, year).blocks()[0]) for path in FILES[year]}
    assert len(titles) == len(everyone) == 19


def test_both_years_have_the_same_units() -> None:
    assert [path.stem for path in FILES[2023]] == UNITS
    assert "yunxi" in UNITS


@pytest.mark.parametrize(
    "path", [*FILES[2023], *FILES[2024]], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_each_file_says_that_it_is_fictional(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert any("虚构" in line for line in comments)
    preamble = report(path.stem, int(path.parent.name)).parameters.sections["preamble"]
    assert re.search("虚构|编造", preamble)


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.name)
def test_each_sheet_says_that_it_is_fictional(path: Path) -> None:
    titles = [rows[0] for rows in sheets(path).values()]
    assert all("虚构" in str(title[0]) for title in titles)
    assert all("示例县" in str(title[0]) for title in titles[:1])


# --- Numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", UNITS)
def test_nothing_is_to_be_mended_but_what_the_report_tells(unit: str) -> None:
    for year in YEARS:
        path = PARAMS / str(year) / f"{unit}.yaml"
        file = load_parameters(path, ROOT)
        told = {answer.code for answer in file.parameters.accepted}
        found = [one for one in run_checks(Subject.of(file, ROOT)) if one.severity != "hint"]
        assert {one.code for one in found} == told <= {"K130"}
        assert len(found) <= 1
        if told:
            assert "超过法定期限" in file.parameters.sections["problems"]


def test_two_late_answers_are_told() -> None:
    assert sum(len(report(unit, year).parameters.accepted) for unit in UNITS for year in YEARS) == 2


@pytest.mark.parametrize("unit", UNITS)
def test_every_relation_holds(unit: str) -> None:
    for year in YEARS:
        for one in report(unit, year).tables.values():
            assert list(mismatches(one)) == []


@pytest.mark.parametrize("unit", UNITS)
def test_the_years_go_on_from_each_other(unit: str) -> None:
    for name, now in report(unit, 2024).tables.items():
        before = table(unit, 2023, name).values
        for link in now.form.continued:
            for column in now.form.column_by_id:
                assert now.values[link.row, column] == before[link.last, column], (name, column)
    disclosed, then = (
        table(unit, 2024, "proactive_disclosure").values,
        table(unit, 2023, "proactive_disclosure").values,
    )
    row = "normative_documents"
    assert (
        disclosed[row, "in_force"]
        == then[row, "in_force"] + disclosed[row, "issued"] - disclosed[row, "repealed"]
    )
    cases, last = table(unit, 2024, "review_litigation").values, table(unit, 2023, "review_litigation").values
    for kind in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        assert last[kind, "pending"] <= cases[kind, "total"]
        assert all(
            last["litigation_direct" if kind == "" else kind, one] >= 0 for one in ("upheld", "pending")
        )
    for year in YEARS:
        rules = table(unit, year, "proactive_disclosure").values
        assert [rules["rules", column] for column in ("issued", "repealed", "in_force")] == [0, 0, 0]


def test_some_cases_are_pending_and_some_applications_carried_forward() -> None:
    pending = sum(
        table(unit, 2023, "review_litigation").values["reconsideration", "pending"] for unit in UNITS
    )
    carried = sum(table(unit, 2023, "applications").values["carried_forward", "total"] for unit in UNITS)
    assert pending >= 3
    assert carried >= 10


@pytest.mark.parametrize("year", YEARS)
def test_the_county_office_has_the_most_applications(year: int) -> None:
    received = {unit: table(unit, year, "applications").values["new_received", "total"] for unit in UNITS}
    assert max(received, key=lambda unit: received[unit]) == "xianzhengfubangongshi"
    assert 2 <= sum(count == 0 for count in received.values()) <= 4


@pytest.mark.parametrize("unit", UNITS)
def test_sums_in_the_prose_are_right(unit: str) -> None:
    for year in YEARS:
        overview = text_of(unit, year, "overview")
        listed = re.search(
            r"主动公开[^。]*?(\d+)条，[^。：]*?[：为]?((?:[^，。、]{2,8}类\d+条、?)+)", overview
        )
        assert listed, overview
        parts = [int(number) for number in re.findall(r"类(\d+)条", listed[2])]
        assert len(parts) == 5
        assert sum(parts) == int(listed[1])
        ways = re.search(r"(?:(?:当面|信函|网络)\d+件、?)+", overview)
        values = table(unit, year, "applications").values
        if values["new_received", "total"]:
            assert ways
            assert sum(map(int, re.findall(r"\d+", ways[0]))) == values["new_received", "total"]
            kinds = re.search(
                r"(?:(?:自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他)\d+件、?)+", overview
            )
            assert kinds
            assert sum(map(int, re.findall(r"\d+", kinds[0]))) == values["new_received", "total"]
        else:
            assert report(unit, year).figures["applications.sentence"].text in overview


def test_changes_are_quoted_and_not_typed() -> None:
    for unit in UNITS:
        for section, text in report(unit, 2024).parameters.sections.items():
            assert not re.search(r"(?:增长|下降)\d", text), (unit, section)
    quoted = sum(".change }}" in report(unit, 2024).parameters.sections["overview"] for unit in UNITS)
    assert quoted >= 15


# --- Words -------------------------------------------------------------------------------------------

# Words that law and format give to every report, and no unit can vary:
STATUTORY = (
    r"国务院令第711号(?:，以下简称《条例》)?|国办公开办函〔2021〕30号",  # numbers of laws
    r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》",  # names of laws and rules
    r"1月1日(?:起|至)*12月31日止?",  # the period that the format prescribes
    r"没有收到政府信息公开申请，也没有上年结转的申请",  # written by the template
)


def text_of(unit: str, year: int, section: str) -> str:
    return "\n".join(
        plain_text(block)
        for block in report(unit, year).blocks()
        if block.section == section
        and (isinstance(block, Paragraph) or (isinstance(block, Heading) and block.level > 1))
    )


def sentences(unit: str, year: int) -> Iterator[str]:
    """A report's sentences without its names and numbers: what differs in those alone reads the same."""
    own = report(unit, year)
    name = own.parameters.unit.name or ""
    for section in own.parameters.sections:
        text = text_of(unit, year, section)
        for formula in STATUTORY:
            text = re.sub(formula, "", text)
        for sentence in re.split("[。！？；\n]", text.replace(name, "")):
            bare = re.sub(r"[\W\d_]", "", sentence)
            if len(bare) >= 12:
                yield bare


@pytest.mark.parametrize("year", YEARS)
def test_no_two_units_share_a_sentence(year: int) -> None:
    users: defaultdict[str, set[str]] = defaultdict(set)
    for unit in UNITS:
        for sentence in sentences(unit, year):
            users[sentence].add(unit)
    assert len(users) > 19 * 20
    assert {sentence: units for sentence, units in users.items() if len(units) > 1} == {}


@pytest.mark.parametrize("unit", UNITS)
def test_a_year_does_not_copy_the_last(unit: str) -> None:
    assert set(sentences(unit, 2023)) & set(sentences(unit, 2024)) == set()


@pytest.mark.parametrize("unit", UNITS)
def test_each_report_is_whole_and_punctuated_in_chinese(unit: str) -> None:
    for year in YEARS:
        overview = text_of(unit, year, "overview")
        assert 500 <= len(overview) <= 1200, len(overview)
        for aspect in ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"):
            assert aspect in overview
        if report(unit, year).parameters.unit.level == "township":
            assert all(word in overview for word in ("考核", "社会评议", "追"))
        assert "信息处理费" in text_of(unit, year, "other")
        for section in report(unit, year).parameters.sections:
            text = re.sub(r"https://\S+", "", text_of(unit, year, section))
            assert not re.search(r"[一-龥][,;:?!()]|[,;:?!()][一-龥]", text)
            assert all(line[-1] in "。：）" or len(line) < 15 for line in text.splitlines()), text
            assert not re.search(r"各各|。。|，，|<|>|［|］|｜|@|#|None", text), text


@pytest.mark.parametrize("unit", UNITS)
def test_each_problem_has_its_measure_and_is_followed_up(unit: str) -> None:
    problems = {year: text_of(unit, year, "problems") for year in YEARS}
    for year, text in problems.items():
        assert "措施" in text
        assert len(re.findall("一是|二是|1[.]|2[.]", text)) in (2, 4), (year, text)
    assert "上年" in problems[2024] or "去年" in problems[2024]


# --- Persons -----------------------------------------------------------------------------------------


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    if path.suffix == ".csv":
        lines = path.read_bytes().decode("gbk").splitlines()
        return {path.name: [tuple(line.split(",")) for line in lines]}
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.name)
def test_ledgers_hold_persons_that_do_not_exist(path: Path) -> None:
    cells = [str(cell) for rows in sheets(path).values() for row in rows for cell in row if cell is not None]
    assert any(PLACEHOLDER.search(cell) for cell in cells)
    assert not any(re.search(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)", cell) for cell in cells)


@pytest.mark.parametrize(("unit", "name"), [("yunxi", "云溪镇"), ("xianzhengfubangongshi", "人民政府办公室")])
def test_no_person_of_a_ledger_reaches_an_output(unit: str, name: str, tmp_path: Path) -> None:
    outcome = build_report(Task(PARAMS / "2024" / f"{unit}.yaml", ROOT, tmp_path))
    assert outcome.status == "built", outcome.error
    assert set(outcome.outputs) == {"html", "pdf", "ipynb"}
    read: dict[str, Callable[[bytes], str]] = {
        "html": lambda data: data.decode("utf-8"),
        "pdf": load_form("pdf").read_text,
        "ipynb": lambda data: data.decode("utf-8"),
    }
    for form, file in outcome.outputs.items():
        text = read[form]((tmp_path / file).read_bytes())
        assert name in text
        assert PLACEHOLDER.search(text) is None, form


# --- The county as a whole ---------------------------------------------------------------------------


def test_the_county_adds_its_units_up() -> None:
    for name, whole in report("shilixian", 2024).tables.items():
        for cell in whole.form.cells:
            assert whole.values[cell] == sum(table(unit, 2024, name).values[cell] for unit in UNITS), cell


def test_nothing_is_to_be_mended_in_the_county_report() -> None:
    assert "虚构" in report("shilixian", 2024).parameters.sections["preamble"]
    assert run_checks(Subject.of(load_parameters(WHOLE, ROOT), ROOT)) == []
