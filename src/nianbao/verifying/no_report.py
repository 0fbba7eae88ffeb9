"""Pages that are no report: to log in, not found, or empty until a program has filled them."""

from __future__ import annotations

import re

from nianbao.importer.characters import fold
from nianbao.verifying.fetching import SAVE_INSTEAD, GoneError, PageError
from nianbao.verifying.web import WebFacts

_REPORT = re.compile(r"信息公开.{0,12}(?:报告|年报)")
_LOST = re.compile(
    r"页面(?:不存在|已删除|没有找到|找不到|走丢)|(?:找不到|没有找到|无法找到|不存在).{0,8}(?:页面|网页|文件|信息)"
    r"|(?:信息|文章|内容|页面).{0,4}(?:已删除|已下线|不存在|已撤)|404notfound|pagenotfound|http404|^404"
)
_LOGIN = re.compile(r"登录|登陆|统一身份认证|单点登录|signin|login")
_SHORT = 800
"""A page with more characters has something to say besides that there is nothing."""

_EMPTY = 80


def require_report(facts: WebFacts, name: str, *, has_files: bool) -> None:
    """See that a page may hold a report.

    Args:
        facts: What the page holds.
        name: What to call it.
        has_files: It offers documents or pictures.

    Raises:
        PageError: It holds none, and it is clear why.
    """
    text, title = facts.text, fold(facts.title)
    if _REPORT.search(text) and len(text) > _SHORT:
        return
    if facts.asks_password and (_LOGIN.search(text) or _LOGIN.search(title)):
        raise GoneError(
            f"「{name}」是登录页，不登录看不到内容。公开的年报应当不登录就能看；请核对网址，不要用网站后台的地址。"
        )
    if len(text) <= _SHORT and (_LOST.search(text) or _LOST.search(title)):
        raise GoneError(f"「{name}」写着网页不存在。请核对网址，看信息是不是撤下了。")
    if len(text) <= _EMPTY and not has_files:
        why = "内容由网页里的程序另外取来，" if facts.programs else ""
        raise PageError(f"「{name}」里没有正文：{why}程序读不到。{SAVE_INSTEAD}")
