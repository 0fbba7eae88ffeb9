"""Published reports read by ``nianbao import``: Word, web page, text, workbook, saved page, PDF."""

from __future__ import annotations

import email.message
import email.policy
from pathlib import Path

from nianbao.importer import Imported, read_report_bytes
from nianbao.params.text import decode
from nianbao.params.yaml_text import read_yaml
from nianbao.template import load_template
from tests.hostile.target import Seeds, Target, Throw
from tests.importer.flatten import bars, numbers_of, report_text
from tests.importer.forms import as_docx, as_html, as_xlsx
from tests.importer.pdfs import as_pdf
from tests.importer.test_fuzz import rich

_TEMPLATE = load_template("national-2019")
_NUMBERS = numbers_of(_TEMPLATE)


def _text() -> str:
    return report_text(_TEMPLATE, 2020, bars, _NUMBERS)


def _mail() -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Location: http://127.0.0.1:9/a.html\n\n"
    return head + as_html(_TEMPLATE, 2020, _NUMBERS) + b"\n--x--\n"


def _mail_of_parts() -> bytes:
    """Make what a browser saves: the page as quoted text, a style sheet and a picture beside it."""
    mail = email.message.EmailMessage(policy=email.policy.default)
    mail.set_content(
        as_html(_TEMPLATE, 2020, _NUMBERS).decode("utf-8"), subtype="html", cte="quoted-printable"
    )
    mail.make_related(boundary="----x")
    mail.add_related("p {color: red}", subtype="css", headers=["Content-Location: http://127.0.0.1:9/a.css"])
    mail.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<a@b>")
    return mail.as_bytes()


def _told(value: object) -> object:
    """Give what a value tells: nothing is the same as an empty text."""
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    return None if value == "" else value


def throw_at_import(name: str) -> Throw:
    """Read a report under a name; what was read is a parameter file that can be read."""

    def throw(data: bytes, folder: Path) -> object:
        found = read_report_bytes(data, name, folder)
        assert isinstance(found, Imported)
        # The file that is written holds what was read, to the letter.
        source, wrong = decode(found.parameters_text.encode())
        assert not wrong, wrong
        back = read_yaml(source)
        assert _told(back.values) == _told(found.text.values)
        return [*found.findings, *back.findings]

    return throw


def _target(kind: str, about: str, seeds: Seeds, damage: str, *, own_process: bool = False) -> Target:
    file = f"年报.{kind}"
    return Target(
        name=f"report-{kind}",
        about=f"published report as {about}, `nianbao import`",
        file=file,
        seeds=seeds,
        throw=throw_at_import(file),
        damage=damage,
        programs=own_process,
        slow=own_process,
    )


_LOOKS: Seeds = {
    look: lambda look=look: as_pdf(_TEMPLATE, 2020, _NUMBERS, look)[0]  # type: ignore[misc]
    for look in ("ruled", "bare")
}
_PAGES: Seeds = {
    "utf-8": lambda: as_html(_TEMPLATE, 2020, _NUMBERS),
    "gbk": lambda: as_html(_TEMPLATE, 2020, _NUMBERS, "gb18030"),
}
_TEXTS: Seeds = {
    name: lambda name=name: _text().encode(name)  # type: ignore[misc]
    for name in ("utf-8", "gb18030", "utf-16")
}

TARGETS = [
    _target(
        "docx", "Word file", {"plain": lambda: as_docx(_TEMPLATE, 2020, _NUMBERS), "rich": rich}, "package"
    ),
    _target("xlsx", "workbook", {"plain": lambda: as_xlsx(_TEMPLATE, 2020, _NUMBERS)}, "package"),
    _target("html", "web page", _PAGES, "markup"),
    _target("mht", "saved page with its parts", {"one": _mail, "parts": _mail_of_parts}, "markup"),
    _target("txt", "text", _TEXTS, "raw"),
    _target("pdf", "PDF", _LOOKS, "pdf", own_process=True),
]
