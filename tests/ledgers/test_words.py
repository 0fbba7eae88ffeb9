"""The lists of words: each is in order, and a county adds to them."""

from __future__ import annotations

import pytest
import yaml

from nianbao.ledgers import words as module
from nianbao.ledgers.forms import key
from nianbao.ledgers.words import KINDS, Words, load_words
from tests.ledgers.conftest import APPLICATIONS, Folder
from tests.ledgers.test_applications import case

# The rows of 表三 between 予以公开 and 其他, as CONTRACT.md names them.
OUTCOMES = [
    "disclosed",
    "partly_disclosed",
    "state_secret",
    "prohibited_by_law",
    "security_stability",
    "third_party_rights",
    "internal_affairs",
    "process_information",
    "enforcement_file",
    "administrative_query",
    "not_held",
    "needs_creation",
    "still_unclear",
    "petition",
    "repeated",
    "publication",
    "excessive",
    "reconfirmation",
    "not_corrected",
    "fee_unpaid",
    "other_handling",
]


@pytest.fixture
def county(ledger: Folder) -> Folder:
    (ledger.path / "templates/ledgers").mkdir(parents=True)
    return ledger


def write(county: Folder, text: str, kind: str = "applications") -> None:
    (county.path / "templates/ledgers" / f"{kind}.yaml").write_text(text, encoding="utf-8")


def test_outcomes_are_the_rows_of_the_table() -> None:
    assert list(load_words("applications").values["outcome"]) == OUTCOMES


@pytest.mark.parametrize("kind", KINDS)
def test_each_list_is_in_order(kind: str) -> None:
    known = load_words(kind)
    assert known.kind == kind
    for names in (known.needed, known.evidence, known.dates, known.counted_once, known.choices, known.help):
        assert set(names) <= set(known.columns)
    assert not {key(word) for word in known.personal} & set(known.headings)
    assert not known.unread_keys & set(known.headings)
    for name, questions in known.questions.items():
        meant = {key(word) for words in known.values[name].values() for word in words}
        for question in questions:
            assert set(question.choices) <= set(known.values[name]) and question.why.endswith("。")
            assert not {key(word) for word in question.words} & meant
    for example in known.examples:
        assert set(example) <= set(known.layout)
    # What the empty workbook asks for is what the reader needs.
    read = {known.headings[key(heading)][0] for heading in known.layout if key(heading) in known.headings}
    assert set(known.needed) <= read


def test_a_county_adds_columns_and_words(county: Folder) -> None:
    write(
        county,
        "columns: {received: [来件登记日]}\n"
        "values: {outcome: {disclosed: [依规给付], other_handling: [非政府信息]}}\n"
        "personal: [诉求人代号]\n",
    )
    head = [*(name.replace("收到日期", "来件登记日") for name in APPLICATIONS), "诉求人代号"]
    done = county.rows(
        [head, [*case("1", 办理结果="依规给付"), "z"], [*case("2", 办理结果="非政府信息"), "z"]]
    )
    assert done.counts == {"new_received": 2, "disclosed": 1, "other_handling": 1}
    assert done.reading.findings == ()
    assert county.rows([APPLICATIONS, case("3")]).counts == {"new_received": 1, "disclosed": 1}


def test_a_copy_of_the_shipped_list_with_a_word_added_will_do(county: Folder) -> None:
    shipped = (module.shipped("templates") / "ledgers/applications.yaml").read_text(encoding="utf-8")
    write(county, shipped.replace("disclosed: [予以公开", "disclosed: [予以公开, 依规给付"))
    done = county.rows([APPLICATIONS, case("1", 办理结果="依规给付")])
    assert done.counts == {"new_received": 1, "disclosed": 1} and done.reading.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "columns: {received: [申请人姓名]}",
        "columns: {number: [身份证号]}",
        "columns: {nothing: [词]}",
        "values: {outcome: {nothing: [词]}}",
        "values: {outcome: {disclosed: [国家秘密]}}",
        "nothing: []",
        "columns: [",
        "- 词",
        "columns: {received: 词}",
        "a: &a [*a]",
    ],
)
def test_a_countys_list_that_is_not_in_order_is_said_and_passed_over(county: Folder, text: str) -> None:
    write(county, text)
    done = county.rows([APPLICATIONS, case("1")])
    assert [finding.code for finding in done.errors] == ["L117"]
    assert done.counts == {"new_received": 1, "disclosed": 1}


def test_a_countys_list_that_is_too_large_is_passed_over(
    county: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_WORDS_BYTES", 5)
    write(county, "columns: {}")
    assert county.rows([APPLICATIONS, case("1")]).codes == ["L117"]


@pytest.mark.parametrize(
    "heading",
    ["申请人", "申请人（姓名）", "身份证号码", "联系电话", "家庭住址", "申请内容", "电子邮箱", "经办人"],
)
def test_personal_headings_are_known_as_such(heading: str) -> None:
    assert load_words("applications").is_personal(heading)


NAMES = [
    ("applications", "rows", "applications", "outcome"),
    ("applications", "columns", "applications", "applicant"),
    ("review_litigation", "rows", "reviews", "type"),
    ("review_litigation", "columns", "reviews", "result"),
    ("proactive_disclosure", "rows", "collected", "item"),
    ("proactive_disclosure", "rows", "documents", "type"),
]


def names_of(table: str, side: str) -> list[tuple[str, list[str], str]]:
    """Ids, groups and labels, as a template of the product prints them."""
    path = module.shipped("templates") / f"national-2021/tables/{table}.yaml"
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    bands = {row: band["label"] for band in known.get("bands", ()) for row in band["rows"]}
    return [
        (
            item["id"],
            item.get("within") or ([bands[item["id"]]] if item["id"] in bands else []),
            item["label"],
        )
        for item in known[side]
    ]


@pytest.mark.parametrize(("table", "side", "kind", "name"), NAMES)
def test_names_are_known_as_the_report_prints_them(table: str, side: str, kind: str, name: str) -> None:
    words = load_words(kind)
    printed = [found for found in names_of(table, side) if found[0] in words.values[name]]
    assert len(printed) >= 2
    for value, groups, label in printed:
        forms = {label, *([groups[-1] + label] if label[0].isdigit() else [])}
        for start in range(len(groups)):
            forms |= {
                mark.join([*groups[start:], label]) for mark in (" ", "—", "－", "/", "：", " > ", "\n")
            }
        assert {form: words.meaning(name, form) for form in forms} == dict.fromkeys(forms, value)


def test_words_are_compared_without_width_spaces_and_numbering() -> None:
    forms = ["１．属于 国家秘密", "属于国家秘密。", "（1）属于国家秘密", "属于国家秘密\n"]
    assert {key(form) for form in forms} == {"属于国家秘密"}


def test_meanings_are_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_REMEMBERED", 3)
    known = Words(kind="x", name="x", values={"list": {"a": ("甲",)}})
    assert [known.meaning("list", word) for word in ("甲", "乙", "丙", "丁", "戊", "甲")] == [
        "a",
        *[None] * 4,
        "a",
    ]
