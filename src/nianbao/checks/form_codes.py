"""S1, T1: the first codes of parts and dates, for the documentation. The findings come from ``structure`` and ``time``."""

from __future__ import annotations

from nianbao.checks.examples import Example

_CONTENT = "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号所附格式"
_OVERVIEW = "（一）主动公开。已办。（二）依申请公开。已办。（三）政府信息管理。已办。（四）公开平台建设。已办。（五）监督保障。"

EXAMPLES = {
    "S105": Example(
        reason="缺少必须原样写上的一句。县里可以要求各单位写上同样的一句话。",
        legal="县里在 templates/<模板>/additions.yaml 里的要求",
        severity="error",
        none="要有县里的补充要求才看得出来。",
    ),
    "T104": Example(
        reason="上年的底稿读不出，不能与上年比较。请先校核上年的底稿。",
        legal="国办公开办函〔2021〕30号所附格式（上年结转）",
        severity="hint",
        none="要有一份读不出的上年底稿才看得出来。",
    ),
    "S109": Example(
        reason="没有附政府信息公开情况统计表。2014 至 2018 年度的报告应当附表。",
        legal="国办发〔2014〕32号",
        severity="hint",
        none="要有 2014 至 2018 年度、没有表的格式才看得出来。",
    ),
}
