"""Mails saved into the inbox: what is attached goes the ordinary way, and what they say is kept."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from nianbao.county.inbox import mailed
from nianbao.county.inbox.arriving import arrived, lying
from nianbao.county.inbox.mailed import is_mail, mail_of
from nianbao.county.inbox.result import Outcome
from nianbao.county.inbox.versions import Versions
from nianbao.importer import SourceError
from tests.county.inbox.test_receive import OLD_WORD, picture, zipped
from tests.county.office import Office, at, edited, printed

WORDS = "县政府办：现报上我镇年度报告，请审核。联系人李明。"


def mail(
    files: Mapping[str, bytes], *, subject: str = "报送年报", day: int = 9, text: str = WORDS
) -> EmailMessage:
    """A mail as a mail program writes it."""
    one = EmailMessage()
    one["From"], one["To"], one["Subject"] = "yunxi@example.cn", "xian@example.cn", subject
    one["Date"] = format_datetime(at(day))
    one.set_content(text)
    for name, data in files.items():
        one.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return one


def by_hand(disposition: bytes, data: bytes, kind: bytes = b"application/octet-stream") -> bytes:
    """A mail with one file, whose head is written as some program does and no library would."""
    return b"\r\n".join(
        [
            b"From: =?gb2312?B?0+vPqtXy?= <yunxi@example.cn>",
            b"To: xian@example.cn",
            b"Subject: " + "云溪镇年报".encode("gb18030"),
            b'Content-Type: multipart/mixed; boundary="=_1"',
            b"",
            b"--=_1",
            b"Content-Type: text/html; charset=gb2312",
            b"Content-Transfer-Encoding: 8bit",
            b"",
            "<style>p{color:red}</style><p>附件是年报，㐂字也在。</p><p>请查收</p>".encode("gb18030"),
            b"--=_1",
            b"Content-Type: " + kind,
            b"Content-Disposition: " + disposition,
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(data),
            b"--=_1--",
            b"",
        ]
    )


def names(data: bytes) -> list[str]:
    return [one.name for one in mail_of(data, "来信.eml").files]


def test_what_is_attached_is_taken_in_and_the_mail_is_named(office: Office) -> None:
    office.put("云溪来信.eml", mail({"年报.docx": printed("yunxi")}).as_bytes())
    result = office.receive()
    (one,) = result.arrivals
    assert (one.outcome, one.name) == (Outcome.ACCEPTED, "云溪来信.eml › 年报.docx")
    version = Versions(office.place).of("yunxi")[-1]
    assert (version.name, version.words) == ("云溪来信.eml › 年报.docx", "年报.docx")
    assert (office.place.received / version.file).read_bytes() == printed("yunxi")
    assert len(result.letters) == 1
    kept = next((office.place.received / "邮件").iterdir()).read_text(encoding="utf-8")
    assert WORDS in kept
    assert "主题：报送年报" in kept
    assert "example.cn" not in kept
    again = office.receive(11)
    assert (again.arrivals[0].outcome, again.letters) == (Outcome.SAME, ())


def test_a_mail_s_own_words_are_no_report(office: Office) -> None:
    """Even where they read like one: a report is a file that somebody stands for."""
    pasted = printed("yunxi", "html").decode("utf-8")
    one = mail({}, text="正文")
    one.set_content(pasted, subtype="html")
    office.put("来信.eml", one.as_bytes())
    (arrival,) = office.receive().arrivals
    assert arrival.outcome is Outcome.UNREADABLE
    assert "邮件里没有附件。年报请对方作为附件发来。" in arrival.said
    assert not office.place.parameter_file("yunxi").exists()


def test_the_mail_that_was_sent_later_counts(office: Office) -> None:
    late = edited(printed("yunxi"), lambda words: words.replace("回看", "回顾"))
    office.put("a.eml", mail({"年报.docx": late}, day=12).as_bytes())
    office.put("b.eml", mail({"年报.docx": printed("yunxi")}, day=9).as_bytes())
    found = office.receive(13).arrivals
    assert [(one.name[:5], one.version) for one in found] == [("b.eml", 1), ("a.eml", 2)]


def test_mails_forwarded_and_archives_attached_are_looked_into(office: Office) -> None:
    inner = mail({"打包.zip": zipped({"白鹭镇/年报.docx": printed("bailu")})}, subject="白鹭/报送")
    outer = mail({"年报.docx": printed("yunxi"), "照片.jpg": picture()}, subject="转两个镇的")
    outer.add_attachment(inner)
    office.put("转发.eml", outer.as_bytes())
    result = office.receive()
    found = {one.name: one.outcome for one in result.arrivals}
    assert found == {
        "转发.eml › 年报.docx": Outcome.ACCEPTED,
        "转发.eml › 照片.jpg": Outcome.UNREADABLE,
        "转发.eml › 白鹭·报送/打包.zip › 白鹭镇/年报.docx": Outcome.ACCEPTED,
    }
    assert len(result.letters) == 1


@pytest.mark.parametrize(
    "disposition",
    [
        b'attachment; filename="' + "云溪镇年报㐂.docx".encode("gb18030") + b'"',
        b'attachment; filename="=?gb2312?B?' + base64.b64encode("云溪镇年报㐂.docx".encode("gb18030")) + b'?="',
        b"attachment; filename*=gb2312''" + "".join(
            f"%{one:02X}" for one in "云溪镇年报㐂.docx".encode("gb18030")
        ).encode(),
        b'attachment;\r\n filename*0="' + "云溪镇".encode() + b'";\r\n filename*1="' + "年报㐂.docx".encode() + b'"',
        b"attachment; filename=\"=?utf-8?Q?" + "".join(
            f"={one:02X}" for one in "云溪镇年报㐂.docx".encode()
        ).encode() + b'?="',
    ],
    ids=["as-it-is", "words", "rfc2231", "in-pieces", "quoted"],
)  # fmt: skip
def test_names_are_read_in_whatever_way_they_are_written(disposition: bytes) -> None:
    data = by_hand(disposition, OLD_WORD)
    assert is_mail(data)
    assert names(data) == ["云溪镇年报㐂.docx"]
    found = mail_of(data, "来信.eml")
    assert found.files[0].data == OLD_WORD
    assert found.text.splitlines() == ["主题：云溪镇年报", "", "附件是年报，㐂字也在。", "请查收"]


def test_a_name_that_would_lead_elsewhere_is_only_a_name(office: Office) -> None:
    data = by_hand(b'attachment; filename="..\\..\\/etc/C:\x07passwd.docx"', printed("yunxi"))
    office.put("来信.eml", data)
    (one,) = office.receive().arrivals
    assert one.outcome is Outcome.ACCEPTED
    assert ".." not in one.name
    assert one.name.startswith("来信.eml › ")
    assert all(char.isprintable() for char in one.name)


def test_a_picture_in_the_text_was_not_handed_in() -> None:
    inside = by_hand(b'inline; filename="badge.png"\r\nContent-ID: <1@x>', picture(), b"image/png")
    assert names(inside) == []
    assert names(by_hand(b'attachment; filename="p.png"', picture(), b"image/png")) == ["p.png"]


def test_a_file_without_a_name_or_rightly_packed(office: Office) -> None:
    assert names(by_hand(b"attachment", b"x")) == ["附件1"]
    broken = by_hand(b'attachment; filename="a.docx"', b"x" * 30).replace(b"eHh4", b"e!!")
    assert names(broken) == ["a.docx"]


def test_a_page_saved_by_a_browser_is_no_mail() -> None:
    page = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.cn/\r\nSubject: x\r\n"
        b'Date: Mon, 20 Jan 2025 08:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="a"\r\n\r\n'
    )
    old = page.replace(b"Snapshot-Content-Location: http://example.cn/\r\n", b"")
    assert not is_mail(page)
    assert not is_mail(old)
    assert not is_mail("云溪镇：年报\n".encode())
    assert not is_mail(printed("yunxi"))


def test_a_mail_made_to_keep_us_busy_is_not_taken_apart(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = b"From: a@b.cn\nTo: c@d.cn\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (one, one) for one in range(3_000)
    )
    chain = b"From: a@b.cn\nTo: c@d.cn\n" + b"Content-Type: message/rfc822\n\n" * 3_000
    endless = b"From: a@b.cn\nTo: c@d.cn\nContent-Type: a/b; name=" + b'";' * 5_000 + b"\n\nx"
    many = mail({f"{one}.docx": b"x" for one in range(mailed.MOST_ATTACHED + 1)}).as_bytes()
    for data, said in (
        (deep, "拆不开"),
        (chain, "拆不开"),
        (endless, "拆不开"),
        (many, "附件太多"),
    ):
        with pytest.raises(SourceError, match=said):
            mail_of(data, "来信.eml")
    monkeypatch.setattr(mailed, "_MOST_LINES", 5)
    office.put("来信.eml", mail({"年报.docx": printed("yunxi")}).as_bytes())
    found, _ = lying(office.inbox, office.place.of_year)
    (one,) = arrived(found)
    assert "请在邮箱里打开，把附件另存到文件夹里再收" in one.problem


def test_a_text_of_opened_marks_has_an_end() -> None:
    for mark in (b"<style", b"<!--", b"<"):
        found = mail_of(b"From: a@b.cn\nTo: c@d.cn\nContent-Type: text/html\n\n" + mark * 200_000, "来信.eml")
        assert found.files == ()


def test_files_that_lie_elsewhere_are_told_of(office: Office) -> None:
    text = "年报在超大附件里，7 天内有效。"
    office.put("来信.eml", mail({}, text=text).as_bytes())
    assert "要自己下载" in office.receive().letters[0]
