"""Cells an author may add to a template notebook, and what of them must be seen or said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.export.seen import Seen
from tests.sample_document import PNG

LINK = "https://example.org/cell"


@dataclass(frozen=True)
class Added:
    """One cell.

    Attributes:
        name: What it shows.
        cell: The cell.
        wanted: What of it must be in every form of a whole report.
        said: What the build has to say of it, for each piece that isn't printed.
    """

    name: str
    cell: Any
    wanted: Seen
    said: tuple[str, ...] = ()


def _markdown(name: str, source: str, wanted: Seen, *said: str, **options: Any) -> Added:
    return Added(name, new_markdown_cell(source, **options), wanted, said)


def _code(name: str, source: str, wanted: Seen, *said: str, **metadata: Any) -> Added:
    return Added(name, new_code_cell(source, metadata=metadata), wanted, said)


_PICTURE = {"甲.png": {"image/png": PNG}}

CELLS = (
    _markdown(
        "headings",
        "# 甲大标题\n\n#### 甲小标题\n\n###### 甲最小标题",
        Seen(["甲大标题", "甲小标题", "甲最小标题"]),
    ),
    _markdown(
        "runs",
        f"乙段**粗**和*斜*、`代码`、[链接]({LINK})。  \n乙段换行。",
        Seen(["乙段粗和斜、代码、链接。乙段换行。"], links=[LINK], strong=["粗"], code=["代码"]),
    ),
    _markdown("quote", "> 丙引文一\n>\n> 丙引文二", Seen(["丙引文一丙引文二"])),
    _markdown("lists", "1. 丁一\n   - 丁二\n\n     丁三\n2. 丁四\n", Seen(["1.丁一", "丁二丁三", "2.丁四"])),
    _markdown("code", "```python\nx  = 1\n戊代码\n```", Seen(["x  = 1\n戊代码"], code=["x=1戊代码"])),
    _markdown("table", "|己一|己二|\n|:-|-:|\n|**己三**|己四|", Seen(["己一", "己二", "己三", "己四"])),
    _markdown(
        "link in a table",
        f"|己五|\n|-|\n|[己六]({LINK}/table)|",
        Seen(["己五", "己六"]),
        f"表格里的链接「{LINK}/table」只印了文字",
    ),
    _markdown(
        "picture",
        '庚图前\n\n![庚替代](attachment:甲.png "庚图名")\n\n庚图后',
        Seen(["庚图前", "庚图名", "庚图后"], pictures=["庚替代"]),
        attachments=_PICTURE,
    ),
    _markdown(
        "picture elsewhere", "![辛图](https://example.org/a.png)", Seen(), "不在记事本里，没有印进报告"
    ),
    _markdown("html", "壬<b>标签</b><script>x</script>", Seen(["壬<b>标签</b><script>x</script>"])),
    _markdown("formula", "癸公式 $x^2$", Seen(["癸公式$x^2$"]), "数学公式照原样印"),
    _markdown("rule and comment", "子上\n\n---\n\n<!-- 不印 -->子下", Seen(["子上子下"])),
    _code(
        "frame",
        "import pandas as pd\nframe = pd.DataFrame({'丑列': ['丑甲'], '丑数': [77]})\n"
        "frame.attrs['caption'] = '丑表名'\nframe",
        Seen(["丑表名", "丑列", "丑数", "丑甲", "77"]),
    ),
    _code("series", "pd.Series([88], index=['寅行'], name='寅列')", Seen(["寅行", "寅列", "88"])),
    _code(
        "styler",
        "pd.DataFrame({'卯率': [0.125]}).style.format('{:.1%}')",
        Seen(["卯率", "12.5%"]),
    ),
    _code(
        "plot",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        Seen(["辰图名"], pictures=["辰替代"]),
        nianbao={"alt": "辰替代", "caption": "辰图名"},
    ),
    _code(
        "picture of a cell",
        f"from base64 import b64decode\nfrom IPython.display import Image\nImage(b64decode('{PNG}'))",
        Seen(pictures=["巳替代"]),
        nianbao={"alt": "巳替代"},
    ),
    _code("print", "print('午第一行\\n午  第二行')", Seen(["午第一行\n午  第二行"])),
    _code("value", "'未字'", Seen(["'未字'"])),
    _code(
        "warning", "import sys\nprint('申提示', file=sys.stderr)", Seen(), "有提示信息，没有印进报告：申提示"
    ),
    _code(
        "html output",
        "from IPython.display import HTML\nHTML('<b>酉</b>')",
        Seen(),
        "不能印的输出（text/html）",
    ),
    _code("latex", "from IPython.display import Latex\nLatex('$x$')", Seen(), "不能印的输出（text/latex）"),
    _code(
        "markdown output",
        "from IPython.display import Markdown\nMarkdown('戌**输出**')",
        Seen(["戌输出"], strong=["输出"]),
    ),
    _code(
        "widget",
        "import ipywidgets\nipywidgets.IntSlider()",
        Seen(),
        "不能印的输出（application/vnd.jupyter.widget-view+json）",
    ),
    _code("object", "object()", Seen(), "的输出是程序对象"),
    Added("raw", new_raw_cell("亥原始"), Seen(), ("是「原始」单元格，没有印进报告",)),
)
