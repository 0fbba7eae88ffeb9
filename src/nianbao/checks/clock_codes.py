"""K: the legal clock and fees, for the documentation. The findings come from ``nianbao.clock`` and ``fee_findings``."""

from __future__ import annotations

from nianbao.checks.examples import Example
from nianbao.finding import Severity

_CLOCK = "《政府信息公开条例》第二十九条至第三十六条；2019年5月15日以前收到的，按原条例第二十四条"
_FEES = "《政府信息公开条例》第四十二条；国办函〔2020〕109号"
_NONE = "看的是依申请公开台账里的日期和金额，底稿里看不出来。"

_DATES: dict[str, tuple[Severity, str]] = {
    "K101": ("warning", "那一年的放假调休安排还不知道。到期日只按周六、周日推算，是估计数。"),
    "K110": ("error", "答复日期在收到日期之前。多半是年份或月份写错了。"),
    "K111": ("warning", "同一件的几个日期先后不对。多半是写错了列。"),
    "K112": ("warning", "日期还没有到。多半是年份写错了。"),
    "K113": ("warning", "日期不在合理范围内。这一件不计算期限。"),
    "K120": ("warning", "征求意见有起无止。已经答复的，算不出是否按时。"),
    "K121": ("warning", "征求意见有止无起。这段时间没有从期限里扣除。"),
    "K122": ("warning", "有补正收到日，没有补正通知日。期限已按收到补正之日重新计算。"),
    "K124": ("hint", "写了延期，没有延期告知日。延期要在原期限内告知申请人。"),
    "K125": ("hint", "有延期告知日，却没有写延期。请核对。"),
    "K126": ("warning", "要求过补正，没有补正收到日，却有别的结果。算不出是否按时。"),
    "K127": ("warning", "办理结果和补正的日期对不上。请核对。"),
    "K130": ("warning", "超过期限才答复。确实超期的，可在问题部分如实说明。"),
    "K131": ("warning", "过了期限还没有答复。请尽快答复，或补上答复日期。"),
    "K132": ("hint", "快要到期了。请按时答复；确需延期的，要在到期前告知申请人。"),
    "K133": ("warning", "过了原来的期限才告知延期。这样的延期不能计入。"),
    "K134": ("warning", "写的到期日和算出来的不同。节假日和调休以国务院办公厅的通知为准。"),
    "K135": ("warning", "要求补正的通知发晚了。《条例》第三十条要求收到申请之日起 7 个工作日内一次告知。"),
    "K301": ("error", "工作日历文件读不出。没有它就算不出期限。"),
}
_MONEY: dict[str, tuple[Severity, str]] = {
    "K201": ("warning", "收费金额与标准不符。同一申请人按收到申请的自然月累计件数。"),
    "K202": ("hint", "没有申请人编号，收费没法核对。同一申请人请用同一个编号，不要写姓名。"),
    "K203": ("hint", "可以收费而没有记收费。没有收的不用改。"),
    "K204": ("warning", "按标准算不出这个收费金额。请核对金额、件数和页数。"),
    "K205": ("warning", "像是按件和按量重复收费。每件申请只能选一种标准。"),
    "K206": ("warning", "收费通知以后没有下文。应有缴费日，或办理结果为逾期未缴费。"),
    "K207": ("warning", "办理结果是逾期未缴费，日期却对不上。请核对收费通知日、缴费日和答复日期。"),
    "K208": ("warning", "过了 20 个工作日才缴费。逾期未缴费视为放弃申请。"),
    "K209": ("warning", "收费通知发晚了。应在答复期限内发出。"),
}

EXAMPLES = {
    code: Example(reason, legal, severity=severity, none=_NONE)
    for legal, reasons in ((_CLOCK, _DATES), (_FEES, _MONEY))
    for code, (severity, reason) in reasons.items()
}
