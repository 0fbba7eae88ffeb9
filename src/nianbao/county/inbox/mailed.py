"""Mails that an officer saved as files (.eml): what is attached to one, and what its own text says.

Names are only shown and sizes are counted; a mail made to keep a computer busy (parts within parts, millions of
lines) isn't taken apart.
"""

from __future__ import annotations

import email
import email.policy
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from nianbao.county.inbox.mail_words import header_of, name_of, sent_at, text_of
from nianbao.county.inbox.packed import Budget, Packed
from nianbao.importer import SourceError

MOST_ATTACHED = 100
"""Files attached to a mail and to the mails forwarded in it."""

_MOST_LINES = 700_000
_MOST_PARTS = 200
"""Places that may begin a part: more than anybody forwards, few enough to be taken apart quickly."""

_MOST_WORK = 30_000_000
"""Lines, each held against the ends of all parts that it may stand in."""

_MOST_TEXT = 100_000
_HEAD = 64_000
_FIRST = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:")
_PART = re.compile(rb"boundary|message/", re.IGNORECASE)
_ENDLESS = re.compile(
    rb"^content-(?:type|disposition):(?:[^\r\n]|\r?\n[ \t]){5000}", re.IGNORECASE | re.MULTILINE
)
_ENVELOPE = ("to", "received", "message-id", "return-path", "delivered-to", "x-mailer")
_SIGNATURES = ("application/pkcs7-signature", "application/pgp-signature")
_ELSEWHERE = re.compile("超大附件|文件中转站|云附件|网盘")


class _Raw(email.policy.Compat32):
    """Leaves the fields of a head as they were sent: letters of an encoding that nobody named would be lost."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Give a field as it is."""
        return value


@dataclass(frozen=True)
class Mail:
    """A mail, taken apart.

    Attributes:
        text: Its subject, its day and its own text, and those of the mails forwarded in it.
        files: What is attached.
    """

    text: str
    files: tuple[Packed, ...] = field(repr=False)

    @property
    def is_elsewhere(self) -> bool:
        """Whether its text speaks of files that lie on a site, as those too large for a mail do."""
        return _ELSEWHERE.search(self.text) is not None


def is_mail(data: bytes) -> bool:
    """Tell whether bytes are a mail; a page saved by a browser (mht) is put together alike, but nobody sent it."""
    if not _FIRST.match(data[:_HEAD]):
        return False
    head = _parsed(re.split(rb"\r?\n\r?\n", data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n\t "), maxsplit=1)[0])
    if head is None or "from" not in head or "snapshot-content-location" in head:
        return False
    return any(name in head for name in _ENVELOPE) or head.get_content_type() == "multipart/mixed"


def mail_of(data: bytes, name: str) -> Mail:
    """Take a mail apart.

    Args:
        data: The mail.
        name: Its name, for people.

    Raises:
        SourceError: It holds too much, or can't be taken apart.
    """
    message = None if _is_busy(data) else _parsed(data.lstrip(b"\xef\xbb\xbf\r\n\t "))
    try:
        mail = _taken_apart(message) if message else None
    except (RecursionError, MemoryError, LookupError, ValueError, TypeError, AttributeError):
        mail = None  # the library has errors of its own for each way in which a mail can be damaged
    if mail is None:
        raise SourceError(f"邮件「{name}」拆不开。请在邮箱里打开，把附件另存到文件夹里再收。")
    if len(mail.files) > MOST_ATTACHED:
        raise SourceError(
            f"邮件「{name}」里的附件太多（{len(mail.files)} 个）。请只把年报另存到文件夹里再收。"
        )
    return mail


def _is_busy(data: bytes) -> bool:
    """Tell whether it would take long to take a mail apart."""
    lines = data.count(b"\n")
    parts = sum(1 for _ in itertools.islice(_PART.finditer(data), _MOST_PARTS))
    too_many = lines > _MOST_LINES or parts == _MOST_PARTS or lines * parts > _MOST_WORK
    return too_many or _ENDLESS.search(data) is not None


def attached(mail: Mail, name: str, budget: Budget) -> Iterator[Packed]:
    """Give what is attached to a mail, one after the other.

    Args:
        mail: The mail.
        name: Its name, for people.
        budget: What may still be unpacked; it is used up.

    Raises:
        SourceError: It holds too much.
    """
    budget.files -= len(mail.files)
    budget.size -= sum(len(one.data or b"") for one in mail.files)
    if budget.files < 0 or budget.size < 0:
        raise SourceError(f"邮件「{name}」里的附件太多、太大，没有看完。请把年报另存到文件夹里再收。")
    yield from mail.files


def _parsed(data: bytes) -> Message | None:
    try:
        return email.message_from_bytes(data, policy=_Raw())
    except (RecursionError, MemoryError, LookupError, ValueError, TypeError, AttributeError):
        return None


def _taken_apart(message: Message) -> Mail:
    texts: list[str] = []
    files: list[Packed] = []
    _gather(message, "", sent_at(message) or 0.0, texts, files)
    return Mail("\n".join(texts)[:_MOST_TEXT], tuple(files))


def _gather(message: Message, inside: str, when: float, texts: list[str], files: list[Packed]) -> None:
    """Gather what a mail says and what is attached to it, then that of the mails forwarded in it."""
    texts += [f"{words}：{found}" for words, name in _HEADS if (found := header_of(message, name))]
    parts = list(_parts(message))
    own = [part for part in parts if _is_text(part)]
    plain = [part for part in own if part.get_content_type() == "text/plain"]
    texts += ["", *(text for part in plain or own if (text := text_of(part)))]
    for part in parts:
        if part.get_content_type() == "message/rfc822":
            for forwarded in _within(part):
                subject = header_of(forwarded, "subject").replace("/", "·") or "转发的邮件"
                texts.append("")
                _gather(forwarded, f"{inside}{subject}/", sent_at(forwarded) or when, texts, files)
        elif not _is_text(part) and not _is_trimming(part):
            data = part.get_payload(decode=True)
            name = name_of(part) or f"附件{len(files) + 1}"
            files.append(Packed(inside + name, data if isinstance(data, bytes) else b"", when))


_HEADS = (("主题", "subject"), ("发出时间", "date"))
"""What of a mail's head is kept; addresses are nobody's business."""


def _parts(message: Message) -> Iterator[Message]:
    """List a mail's parts, without going into mails that it holds."""
    if message.get_content_maintype() != "multipart":
        yield message
        return
    for part in _within(message):
        yield from _parts(part)


def _within(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not name_of(part) and not _is_attached(part)


def _is_attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _is_trimming(part: Message) -> bool:
    """Tell a picture within the text (a badge, a smiley) or a signature from what was attached."""
    if part.get_content_type() in _SIGNATURES:
        return True
    return part.get_content_maintype() == "image" and "content-id" in part and not _is_attached(part)
