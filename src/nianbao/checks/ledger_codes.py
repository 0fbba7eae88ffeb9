"""L1: what the readers of ledgers say, for the documentation. The findings themselves come from ``nianbao.ledgers``."""

from __future__ import annotations

from nianbao.checks.examples import Example
from nianbao.finding import Severity

_LEGAL = "《政府信息公开条例》第六条（公开的信息应当准确）；读法见 docs/ledgers.zh-CN.md"
_NONE = "说的是台账文件里的事，底稿里看不出来。"

_REASONS: dict[str, tuple[Severity, str]] = {
    "L101": ("error", "台账打不开。文件名写错了、不在工作文件夹里，或者正被 WPS 打开。"),
    "L102": ("error", "台账文件是空的。多半是选错了文件。"),
    "L103": ("error", "台账不能读这种文件。请在 WPS 中另存为 xlsx。"),
    "L104": ("error", "CSV 的文字编码读不出。既不是 UTF-8，也不是 GBK，硬读会是乱码。"),
    "L105": ("error", "工作簿损坏，或者不是表格文件。请在 WPS 中另存为新的 xlsx。"),
    "L106": ("error", "台账文件太大。多半带着图片或用不上的工作表。"),
    "L107": ("error", "有一张工作表太大。多半是远处的格子里误写了内容。"),
    "L108": ("error", "工作簿里有外部引用或异常编码。为安全起见没有读。"),
    "L109": ("error", "工作簿里带有宏。宏是程序，没有读，也没有运行。"),
    "L110": ("error", "工作簿设了打开密码。请去掉密码再用。"),
    "L111": ("error", "没有这一种台账。ledgers 里的代号写错了。"),
    "L112": ("error", "找不到表头。没有表头就不知道哪一列是什么。"),
    "L113": ("error", "缺少必须有的列。少了它就没法计数，这张表没有计入。"),
    "L114": ("error", "有两列列名相同。说不清读哪一列。"),
    "L115": ("warning", "有的工作表没有读。是台账的，请核对表头；不是的，不用管。"),
    "L116": ("hint", "读工作表时有一点要说明。请看说的是不是实际情况。"),
    "L117": ("error", "台账的词表有误。词表是 templates/ledgers 里县里自己的文件。"),
    "L118": ("error", "同一项有两个来源。明细和汇总只能取一个，不然会重复计数。"),
    "L120": ("hint", "格子里的写法按估计读了。请看读得对不对。"),
    "L121": ("hint", "「同上」按上一行读了。请看读得对不对。"),
    "L122": ("hint", "有的列不认识，没有读。要用的列，请改成认得的列名。"),
    "L123": ("hint", "隐藏或筛选掉的行、列、工作表照样读入了。不该计入的请删去。"),
    "L124": ("hint", "件数是空的，按 1 件读了。不是 1 件的请补填。"),
    "L125": ("hint", "有一行没有计入，或归类是推定的。请看归得对不对。"),
    "L126": ("warning", "申请人编号像是姓名或证件号。个人信息不读取；请另编号，如 A01。"),
    "L127": ("hint", "不是本年度的，没有计入。请核对日期。"),
    "L128": ("hint", "单位是元的换算成了万元。表二的金额以万元为单位。"),
    "L129": ("hint", "空的格子按没有读了。有数的请补填。"),
    "L131": ("hint", "合计、小计行没有计入。它们的数已经在明细里。"),
    "L132": ("hint", "重复的表头没有计入。"),
    "L133": ("hint", "只有序号或不计数的列，没有计入。"),
    "L134": ("error", "合并单元格或「同上」说不清是几件。并错了就数错了。"),
    "L135": ("hint", "表外的说明没有计入。"),
    "L136": ("error", "有一行不知道算不算一件。关键的列都没有填。"),
    "L137": (
        "error",
        "公式没有结果。没有算出来的，在 WPS 中打开台账，等它算完再保存；显示 #N/A、#REF! 之类的，改正公式或直接填数。这一行没有计入。",
    ),
    "L140": ("error", "日期读不出。请写成 2024-03-05 的样子。"),
    "L141": ("error", "日期没有年份。工作表名、标题和文件名里也没有年份，不能猜。"),
    "L142": ("error", "数字读不出。请只写数字。"),
    "L143": ("error", "不认识的词。请改用表三、表四的名称，本地的词可由县里添进词表。"),
    "L144": ("error", "这个词说不清是哪一种情形。要看答复书，由经办人写清楚。"),
    "L145": ("error", "必须有的格子没有填。少了它就没法计数。"),
    "L146": ("error", "日期先后不对，或归不进任何一年。"),
    "L147": ("error", "同一件写了两遍。编号重复，或者月表之外又有全年汇总表，一起计就重复计数。"),
    "L148": ("error", "金额没有写单位。元和万元差一万倍，不能猜。"),
    "L149": ("error", "比率没有写来源。照通报填的数要写明出自哪份通报。"),
}

_HEADER = "登记编号,收到日期,申请人类别,件数,答复日期,办理结果"


def _rows(*rows: str) -> str:
    return "\n".join([_HEADER, *rows])


_GOOD = _rows("1,2024-03-05,自然人,1,2024-03-20,予以公开")
_SHOWN: dict[str, tuple[str, str]] = {
    "L112": ("甲,乙\n1,2", _GOOD),
    "L137": (_rows("1,2024-03-05,自然人,=1+0,2024-03-20,予以公开"), _GOOD),
    "L140": (_rows("1,三月初,自然人,1,2024-03-20,予以公开"), _GOOD),
    "L142": (_rows("1,2024-03-05,自然人,若干,2024-03-20,予以公开"), _GOOD),
    "L143": (_rows("1,2024-03-05,自然人,1,2024-03-20,看情况办"), _GOOD),
    "L146": (_rows("1,2024-03-05,自然人,1,2024-02-20,予以公开"), _GOOD),
    "L147": (
        _rows(
            "1,2024-03-05,自然人,1,2024-03-20,予以公开",
            "1,2024-03-05,自然人,1,2024-03-20,予以公开",
        ),
        _rows(
            "1,2024-03-05,自然人,1,2024-03-20,予以公开",
            "2,2024-03-06,商业企业,1,2024-03-20,予以公开",
        ),
    ),
}
"""What can be shown in a table of a few rows; the others speak of files and of several sheets."""


def _example(code: str, severity: Severity, reason: str) -> Example:
    if code not in _SHOWN:
        return Example(reason, _LEGAL, severity=severity, none=_NONE)
    bad, good = _SHOWN[code]
    return Example(reason, _LEGAL, bad, good, section="ledger")


EXAMPLES = {code: _example(code, severity, reason) for code, (severity, reason) in _REASONS.items()}
