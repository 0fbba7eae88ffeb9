"""The fictional county's reports, and pages that sites made of them."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

from nianbao.export.base import Look, load_form
from nianbao.verifying.difference import Difference
from nianbao.verifying.page import read_page
from nianbao.verifying.seeing import Seen
from nianbao.verifying.signed import Signed, of_parameters
from nianbao.verifying.verify import Verdict, verify

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(ROOT.glob("params/202[34]/*.yaml"))
YUNXI = ROOT / "params" / "2024" / "yunxi.yaml"


@functools.cache
def signed(path: Path = YUNXI) -> Signed:
    """What a sample says."""
    return of_parameters(path, ROOT)


@functools.cache
def written(path: Path, form: str) -> bytes:
    """A sample in one of our own forms."""
    made = load_form(form).render(signed(path).document, Look())
    return made if isinstance(made, bytes) else made.data


@functools.cache
def page(path: Path = YUNXI) -> str:
    """A sample as an ordinary site shows it: with its own head, way, dates, menu and foot."""
    report = signed(path).document
    body = written(path, "fragment").decode("utf-8")
    about = report.about
    issued = datetime.date.fromisoformat(about.issued_date or "2025-01-20")
    published = max(datetime.date(2025, 1, 25), issued + datetime.timedelta(days=1))
    return f"""<!doctype html>
<html><head><meta charset="utf-8"><title>{report.title.text}_示例县人民政府网</title>
<script>var visits = 1;</script></head>
<body>
<div class="top"><a href="/">首页</a> <a href="/login">登录</a></div>
<div>当前位置：首页 &gt; 政府信息公开 &gt; 政府信息公开年报</div>
<table class="index"><tr><td>索引号：</td><td>abc/2025-00017</td><td>发布机构：</td><td>{about.issued_by}</td></tr>
<tr><td>信息名称：</td><td>{report.title.text}</td><td>成文日期：</td><td>{about.issued_date}</td></tr></table>
<h1>{report.title.text}</h1>
<div>发布日期：{published}　浏览次数：17　字体：大 中 小</div>
<div class="article">
{body}</div>
<div>上一篇：关于放假的通知</div>
<div class="foot">主办：示例县人民政府办公室　ICP备00000000号</div>
</body></html>
"""


def compare(
    source: str | bytes, path: Path = YUNXI, name: str = "年报.html", **others: tuple[str, ...]
) -> Verdict:
    """Compare a page at hand with a sample."""
    data = source.encode("utf-8") if isinstance(source, str) else source
    one = read_page(data, name, ROOT)
    return verify(Seen(one, one), signed(path), **others)


def wrong(source: str | bytes, path: Path = YUNXI, name: str = "年报.html") -> list[Difference]:
    """List what differs, without hints."""
    return list(compare(source, path, name).wrong)


def changed(source: str, old: str, new: str) -> str:
    """Replace the first place of a text that is there."""
    assert old in source, old
    return source.replace(old, new, 1)


__all__ = ["ROOT", "SAMPLES", "YUNXI", "changed", "compare", "page", "signed", "written", "wrong"]
