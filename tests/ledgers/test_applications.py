from __future__ import annotations

import datetime
import pickle

import pytest

from tests.ledgers.conftest import APPLICATIONS, Folder, book_of

D = datetime.date


def case(number: object = "1", received: object = D(2024, 3, 5), **more: object) -> list[object]:
    cells = {
        "登记编号": number,
        "收到日期": received,
        "申请方式": "网络",
        "申请人": "张三丰",
        "申请人类别": "公民",
        "件数": 1,
        "答复日期": D(2024, 3, 20),
        "办理结果": "予以公开",
        **more,
    }
    return [cells[name] for name in APPLICATIONS]


def test_each_application_counts_for_what_happened_to_it_in_the_year(ledger: Folder) -> None:
    done = ledger.rows(
        [
            APPLICATIONS,
            case("1"),
            case("2", D(2023, 12, 20), 答复日期=D(2024, 1, 10), 办理结果="信息不存在"),
            case("3", D(2024, 12, 20), 答复日期=None, 办理结果=None),
            case("4", D(2023, 12, 25), 答复日期=D(2025, 1, 2), 办理结果="部分公开"),
            case("5", D(2024, 12, 25), 答复日期=D(2025, 1, 12)),
            case("6", D(2025, 1, 3), 答复日期=None, 办理结果=None),
            case("7", D(2023, 5, 3), 答复日期=D(2023, 5, 20)),
        ]
    )
    assert done.counts == {
        "new_received": 3,
        "carried_over": 2,
        "disclosed": 1,
        "not_held": 1,
        "carried_forward": 3,
    }
    assert [found.number for found in done.reading.cases] == ["1", "2", "3", "4", "5"]
    later, before = [finding for finding in done.reading.findings if finding.code == "L127"]
    assert "第 7 行" in later.message and "第 8 行" in before.message
    assert done.errors == []


def test_tags_name_applicant_channel_and_extension(ledger: Folder) -> None:
    rows = [[*APPLICATIONS, "是否延期"], [*case(申请方式="邮寄", 申请人类别="律师事务所"), "是"]]
    new, closed = ledger.rows(rows).reading.entries["applications"]
    assert new.tags == {"event": "new_received", "applicant": "legal_service", "channel": "letter"}
    assert closed.tags == {**new.tags, "event": "disclosed", "extended": "yes"}
    assert (closed.origin.sheet, closed.origin.row, closed.origin.words) == ("台账", 2, "1")


@pytest.mark.parametrize("word", ["延期", "补正申请", "权利人意见征询"])
def test_a_stage_is_no_outcome_and_is_asked_about(ledger: Folder, word: str) -> None:
    done = ledger.rows([APPLICATIONS, case(办理结果=word)])
    asked = done.of("L144")
    assert asked.severity == "error"
    assert "第 2 行" in asked.message and word in asked.message and "不是结果" in asked.message
    assert (asked.sheet, asked.line, asked.column, asked.quote) == ("台账", 2, 8, word)
    assert done.counts == {"new_received": 1}


def test_a_doubtful_word_is_asked_about_with_its_choices(ledger: Folder) -> None:
    asked = ledger.rows([APPLICATIONS, case(办理结果="非政府信息")]).of("L144")
    assert asked.severity == "error" and asked.suggestion
    assert "信访举报投诉类申请" in asked.suggestion and "属于行政查询事项" in asked.suggestion


def test_the_reason_settles_a_group(ledger: Folder) -> None:
    rows = [[*APPLICATIONS, "不予公开理由"], [*case(办理结果="不予公开"), "个人隐私"]]
    assert ledger.rows(rows).counts["third_party_rights"] == 1
    rows = [[*APPLICATIONS, "不予公开理由"], [*case(办理结果="不予公开"), "重复申请"]]
    assert "L144" in ledger.rows(rows).codes


@pytest.mark.parametrize(
    "word",
    [
        "不存在/重复申请",
        "予以公开/国家秘密",
        "予以公开（部分国家秘密不予公开）",
        "予以公开（国家秘密）",
        "予以公开 国家秘密",
        "予以公开" + " " * 300 + "国家秘密",
        "不予公开/重复申请",
        "其他处理—重复申请",
        "予以公开：不予公开",
        "予以公开-征求意见",
        "信息不存在（予以公开（国家秘密））",
        "办理中（予以公开）",
        "予以公开（尚未答复）",
    ],
)
def test_two_results_in_one_cell_are_asked_about(ledger: Folder, word: str) -> None:
    done = ledger.rows([[*APPLICATIONS, "不予公开理由"], [*case(办理结果=word), "国家秘密"]])
    assert done.of("L144").severity == "error"
    assert done.counts == {"new_received": 1}


@pytest.mark.parametrize(
    ("word", "event"),
    [
        ("不予公开/国家秘密", "state_secret"),
        ("不予公开（个人隐私）", "third_party_rights"),
        ("无法提供—信息不存在（已检索）", "not_held"),
        ("其他处理：撤回", "other_handling"),
        ("信息不存在（本机关不掌握）", "not_held"),
        ("予以公开（邮寄）", "disclosed"),
        ("予以公开（延期答复）", "disclosed"),
        ("补正—予以公开", "disclosed"),
        ("部分公开/国家秘密", "partly_disclosed"),
        ("部分公开（国家秘密）", "partly_disclosed"),
    ],
)
def test_group_and_row_or_a_remark_that_agrees_are_one_result(ledger: Folder, word: str, event: str) -> None:
    done = ledger.rows([APPLICATIONS, case(办理结果=word)])
    assert done.counts == {"new_received": 1, event: 1} and done.errors == []


def test_an_unknown_word_names_its_place_and_the_near_miss(ledger: Folder) -> None:
    unknown = ledger.rows([APPLICATIONS, case(), case("2", 办理结果="部份公开")]).of("L143")
    assert "工作表「台账」第 3 行" in unknown.message and "「办理结果」（H 列）" in unknown.message
    assert unknown.suggestion and "「部分公开」" in unknown.suggestion


def test_repeated_findings_are_said_once_with_their_rows(ledger: Folder) -> None:
    rows = [case(str(number), 办理结果="奇怪") for number in range(300)]
    done = ledger.rows([APPLICATIONS, *rows, case("x"), case("y", 办理结果="奇怪")])
    assert "第 2—301、303 行" in done.of("L143").message


@pytest.mark.parametrize(
    ("word", "event"),
    [
        ("属于公开范围", "disclosed"),
        ("部分公开", "partly_disclosed"),
        ("国家秘密", "state_secret"),
        ("商业秘密", "third_party_rights"),
        ("不属于受理机关掌握范围", "not_held"),
        ("重复申请", "repeated"),
        ("申请人主动撤销", "other_handling"),
        ("（三）不予公开—1.属于国家秘密", "state_secret"),
        ("１．重复申请", "repeated"),
        ("部分公开、个人隐私", "partly_disclosed"),
    ],
)
def test_words_that_were_met(ledger: Folder, word: str, event: str) -> None:
    done = ledger.rows([APPLICATIONS, case(办理结果=word)])
    assert done.counts == {"new_received": 1, event: 1}
    assert done.errors == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"收到日期": None}, "L145"),
        ({"答复日期": None}, "L145"),
        ({"办理结果": None}, "L145"),
        ({"申请人类别": None}, "L145"),
        ({"收到日期": "去年底"}, "L140"),
        ({"答复日期": D(2024, 3, 1)}, "L146"),
        ({"件数": "若干"}, "L142"),
        ({"件数": 0}, "L142"),
        ({"件数": 1.5}, "L142"),
        ({"申请人类别": "法人"}, "L144"),
    ],
)
def test_what_makes_a_count_unsure_is_an_error(ledger: Folder, changed: dict[str, object], code: str) -> None:
    cells = dict(zip(APPLICATIONS, case(), strict=True)) | changed
    done = ledger.rows([APPLICATIONS, list(cells.values()), case("2")])
    assert [(finding.code, finding.line) for finding in done.errors] == [(code, 2)]


def test_a_number_that_stands_twice_is_an_error(ledger: Folder) -> None:
    done = ledger.book(book_of({"1月": [APPLICATIONS, case("7")], "汇总": [APPLICATIONS, case("7")]}))
    assert done.of("L147").sheet == "汇总"
    assert ledger.rows([["序号", *APPLICATIONS[1:]], case("1"), case("1")]).errors == []


def test_an_applicants_key_is_read_and_a_name_in_its_place_is_not(ledger: Folder) -> None:
    head = [*APPLICATIONS, "申请人编号"]
    rows = [head, [*case("1"), "A01"], [*case("2"), "李四光"], [*case("3"), "370682199001011234"]]
    done = ledger.rows(rows)
    assert [found.applicant_key for found in done.reading.cases] == ["A01", None, None]
    assert "第 3—4 行" in done.of("L126").message
    assert "李四光" not in repr(done.reading) and "370682" not in repr(done.reading)


def test_dates_of_the_clock_and_fees_are_read(ledger: Folder) -> None:
    head = [*APPLICATIONS, "补正通知日", "补正收到日", "征求意见起", "征求意见止", "延期告知日", "到期日"]
    head += ["收费通知日", "收费金额", "缴费日", "页数"]
    days = [D(2024, 3, month) for month in range(6, 12)]
    done = ledger.rows([head, [*case(), *days, D(2024, 3, 12), "380元", D(2024, 3, 13), 68]])
    (found,) = done.reading.cases
    assert (found.correction_asked, found.correction_received) == (days[0], days[1])
    assert (found.consulted_from, found.consulted_to, found.extension_notice, found.due) == tuple(days[2:])
    assert (found.fee_notice, str(found.fee), found.paid, found.pages) == (
        D(2024, 3, 12),
        "380",
        D(2024, 3, 13),
        68,
    )
    assert found.extended


def test_no_personal_data_is_in_the_reading(ledger: Folder) -> None:
    secrets = [
        "欧阳某某",
        "370682199001011234",
        "13800138000",
        "示例县云溪镇一号",
        "要拆迁材料",
        "a@example.cn",
    ]
    head = [*APPLICATIONS, "身份证号", "联系电话", "通讯地址", "申请内容", "电子邮箱"]
    bad = [*case("2", 办理结果="胡写13800138000"), *secrets[1:]]
    rows = [head, [*case("1", 申请人=secrets[0]), *secrets[1:]], bad, [None, None, None, secrets[0]], secrets]
    done = ledger.rows(rows)
    said = repr(done.reading) + "\n".join(map(str, done.reading.findings))
    stored = pickle.dumps(done.reading)
    for secret in secrets:
        assert secret not in said
        assert secret.encode() not in stored
    assert [finding.line for finding in done.errors if finding.code == "L136"] == [4]


SECRETS = [
    (3.70682199001011e17, "3.70682199001011"),
    ("138-0013-8000", "0013-8000"),
    ("138 0013 8000", "0013 8000"),
    ("370682 19900101 1234", "19900101"),
    ("+86 13800138000", "13800138000"),
    ("李四(3706821990)", "李四"),
    ("李四3706821990", "李四"),
]


@pytest.mark.parametrize(("cell", "secret"), SECRETS)
def test_an_id_however_it_is_stored_names_no_row(ledger: Folder, cell: object, secret: str) -> None:
    head = [*APPLICATIONS, "申请人编号"]
    done = ledger.rows([head, [*case(cell), cell], [*case(cell), None]])
    assert done.of("L126").line == 2 and done.of("L147").line == 3
    assert secret not in repr(done.reading)
    assert [found.number for found in done.reading.cases] == [None, None]


@pytest.mark.parametrize(
    "number", ["2024-001", "云溪镇2024001", "示例依申请〔2024〕3号", "20240305001", "2024-03-05-01"]
)
def test_numbers_that_clerks_give_are_kept(ledger: Folder, number: str) -> None:
    assert ledger.rows([APPLICATIONS, case(number)]).reading.cases[0].number == number


@pytest.mark.parametrize(("cell", "secret"), SECRETS[:5])
def test_an_id_in_a_message_is_masked(ledger: Folder, cell: object, secret: str) -> None:
    done = ledger.rows([APPLICATIONS, case(办理结果=f"请转告申请人本人尽快回电{cell}", 件数=cell)])
    assert done.errors and secret not in repr(done.reading)


@pytest.mark.parametrize("cell", ["李四光", "单位（李四光）"])
def test_a_name_in_the_class_of_applicant_is_not_repeated(ledger: Folder, cell: str) -> None:
    done = ledger.rows([APPLICATIONS, case(申请人类别=cell)])
    (said,) = done.errors
    assert said.code in ("L143", "L144") and said.line == 2 and said.column == 5
    assert "第 2 行" in said.message and "李四光" not in repr(done.reading)


def test_a_column_of_applicants_is_personal(ledger: Folder) -> None:
    rows = [[*APPLICATIONS, "申请主体"], [*case(), "李四光"]]
    done = ledger.rows(rows)
    assert done.reading.findings == () and "李四光" not in repr(done.reading)


@pytest.mark.parametrize("cell", ["Zhang San", "ZhangSan", 3.70682199001011e17, "A-1-2", "370682199001011"])
def test_an_applicants_key_is_letters_and_a_few_digits(ledger: Folder, cell: object) -> None:
    done = ledger.rows([[*APPLICATIONS, "申请人编号"], [*case(), cell]])
    assert done.of("L126").severity == "warning" and done.reading.cases[0].applicant_key is None
    kept = ledger.rows(
        [
            [*APPLICATIONS, "申请人编号"],
            *([*case(str(n)), key] for n, key in enumerate(["A01", 7.0, "SQR-12"])),
        ]
    )
    assert [found.applicant_key for found in kept.reading.cases] == ["A01", "7", "SQR-12"]


@pytest.mark.parametrize(
    ("heading", "cell", "fee"),
    [
        ("收费金额（万元）", 0.01, "100"),
        ("收费金额", "0.01万元", "100"),
        ("收费金额（万元）", "100元", "100"),
        ("收费金额", 380, "380"),
        ("收费金额（元）", "380.5", "380.5"),
    ],
)
def test_a_fee_is_in_yuan_whatever_unit_it_is_written_in(
    ledger: Folder, heading: str, cell: object, fee: str
) -> None:
    done = ledger.rows([[*APPLICATIONS, heading], [*case(), cell]])
    assert str(done.reading.cases[0].fee) == fee and done.reading.findings == ()


@pytest.mark.parametrize(
    ("heading", "cell"), [("收费金额", -5), ("收费金额", "3件"), ("页数", -1), ("页数", 1.5)]
)
def test_fees_and_pages_that_cannot_be_are_refused(ledger: Folder, heading: str, cell: object) -> None:
    done = ledger.rows([[*APPLICATIONS, heading], [*case(), cell]])
    assert done.of("L142").line == 2
    assert (done.reading.cases[0].fee, done.reading.cases[0].pages) == (None, None)
