"""Web pages and texts: odd structures, what a browser doesn't show, encodings nobody states."""

from __future__ import annotations

import pytest

from nianbao.importer.readers import read_source
from nianbao.importer.source import Source, SourceError

TEXT = "云溪镇2023年政府信息公开工作年度报告\n一、总体情况\n公开了12条信息，受理申请3件。\n"
TRADITIONAL = "雲溪鎮2023年政府資訊公開工作年度報告\n一、總體情況\n公開了12條資訊，收到申請3件。\n"


def page(inside: str, name: str = "a.html") -> Source:
    return read_source(f"<html><body>{inside}</body></html>".encode(), name)


def texts(inside: str) -> list[str]:
    return [line.text for line in page(inside).lines]


def test_cells_keep_their_paragraphs_apart_where_numbers_meet() -> None:
    rows = "<table><tr><td>规章<td>1<td><td>3<tr><td>行政<br>规范<td><p>2</p><p>3</p><td><span>1</span><span>2</span><td>5</table>"
    assert texts(rows) == ["规章\t1\t\t3", "行政规范\t2 3\t12\t5"]


def test_a_long_note_in_a_table_leaves_its_blank_cells() -> None:
    note = f"<tr><td colspan=4>说明：{'很长的说明' * 60}</td></tr>"
    rows = "".join(f"<tr><td>行{n}</td><td>{n}</td><td></td><td>{n}</td></tr>" for n in range(5))
    found = page(f"<table>{note}{rows}</table>").lines
    assert found[0].cells is None
    assert [line.text for line in found[1:]] == [f"行{n}\t{n}\t\t{n}" for n in range(5)]


def test_what_a_browser_does_not_show_is_kept_beside() -> None:
    inside = (
        "<p>正文</p><div style='display: none'>藏起来的</div><p hidden>也藏起来</p>"
        "<select><option>友情链接</option></select><noscript>请打开脚本</noscript><!-- 注 --><script>1</script>"
    )
    found = read_source(
        f"<html><head><title>云溪镇年报</title><meta name='ArticleTitle' content='2023年年报'></head>"
        f"<body>{inside}尾巴</body></html>".encode(),
        "a.html",
    )
    assert [line.text for line in found.lines if line.aside is None] == ["正文", "尾巴"]
    assert {line.text for line in found.lines if line.aside} == {
        "云溪镇年报", "2023年年报", "藏起来的", "也藏起来", "友情链接", "请打开脚本",
    }  # fmt: skip
    assert found.called == "a.html 云溪镇年报 2023年年报"


def test_deep_pages_are_read_whole_or_refused() -> None:
    deep = 300
    assert texts("<div>" * deep + "深处" + "</div>" * deep + "后面") == ["深处", "后面"]
    with pytest.raises(SourceError, match="太复杂"):
        page("<div>" * 5_000 + "深处" + "</div>" * 5_000 + "后面")


def test_pictures_inside_a_page_are_passed_over() -> None:
    picture = "data:image/png;base64," + "QUJD" * 200_000
    assert texts(f"<p>正文</p><img src='{picture}'><p>后面</p>") == ["正文", "后面"]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (TEXT, "utf-8", "UTF-8"),
        (TEXT, "utf-8-sig", "UTF-8"),
        (TEXT, "gb18030", "GBK"),
        (TEXT, "gbk", "GBK"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "utf-8", "UTF-8"),
        (TEXT, "utf-16", "UTF-16"),
        (TEXT, "utf-16-le", "UTF-16"),
        (TEXT, "utf-16-be", "UTF-16"),
        ("年报 report 2023 " * 9, "utf-16-le", "UTF-16"),
    ],
)
def test_encodings(text: str, encoding: str, said: str) -> None:
    found = read_source(text.encode(encoding), "a.txt")
    assert "\n".join(line.text for line in found.lines) == text
    assert said in found.notes[0]
    tagged = f"<p>{'</p><p>'.join(text.splitlines())}</p>"
    again = read_source(tagged.encode(encoding), "a.html")
    assert [line.text for line in again.lines] == [" ".join(line.split()) for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_or_damaged_text_is_read_as_far_as_it_goes(encoding: str) -> None:
    data = (TEXT * 3).encode(encoding)[:-2]
    cut = read_source(data, "a.txt")
    assert cut.lines[0].text == TEXT.split("\n")[0]
    assert any("损坏" in doubt for doubt in cut.doubts)


def test_a_page_that_states_a_wrong_encoding() -> None:
    inside = f"<html><head><meta charset='gb2312'></head><body><p>{TEXT}</p></body></html>"
    for data in (inside.encode("utf-8"), inside.encode("utf-8-sig"), inside.encode("gb18030")):
        assert read_source(data, "a.html").lines[0].text.startswith("云溪镇")


def test_a_page_saved_as_one_file() -> None:
    import email.message
    import email.policy

    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message.set_content("x")
    message.make_alternative()
    message.add_alternative(f"<p>{TEXT}</p>", subtype="html", charset="gb18030", cte="quoted-printable")
    data = message.as_bytes()
    assert read_source(data, "a.mht").lines[0].text.startswith("云溪镇2023年")
    with pytest.raises(SourceError, match="没有网页正文"):
        read_source(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx\n", "a.mht")
