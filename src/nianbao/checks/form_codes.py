"""S1, T1: the first codes of parts and dates, for the documentation. The findings come from ``structure`` and ``time``."""

from __future__ import annotations

from nianbao.checks.examples import Example

_CONTENT = "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号所附格式"
_OVERVIEW = "（一）主动公开。已办。（二）依申请公开。已办。（三）政府信息管理。已办。（四）公开平台建设。已办。（五）监督保障。"

EXAMPLES = {
    "S101": Example(
        reason="有一个部分没有写内容。各部分不能空着，确实没有的要写明没有。",
        legal=_CONTENT,
        section="problems",
        bad="",
        good="存在的问题是更新不够及时。改进措施是按月检查栏目。",
    ),
    "S102": Example(
        reason="有一个部分没有写内容，将印一句没有。请看这句话与实际是否相符。",
        legal=_CONTENT,
        section="other",
        bad="",
        good="没有收取信息处理费，没有其他需要报告的事项。",
    ),
    "S103": Example(
        reason="必须写到的内容没有写到。没有专门的部分，多半写在总体情况里。",
        legal=_CONTENT,
        bad=f"{_OVERVIEW}考核为良好，评议满意。",
        good=f"{_OVERVIEW}考核为良好，评议满意，没有责任追究的情形。",
    ),
    "S104": Example(
        reason="小标题与格式的不同。六个部分的标题和顺序照原样，不增不减。",
        legal=_CONTENT,
        section="printed.headings.overview",
        bad="一、总体概述",
        good="一、总体情况",
    ),
    "S105": Example(
        reason="缺少必须原样写上的一句。县里可以要求各单位写上同样的一句话。",
        legal="县里在 templates/<模板>/additions.yaml 里的要求",
        severity="warning",
        none="要有县里的补充要求才看得出来。",
    ),
    "T101": Example(
        reason="模板不是这一年用的。2021 年度起、2019—2020 年度、2018 年度以前的格式各不相同。",
        legal="国办公开办函〔2021〕30号、国办公开办函〔2019〕60号",
        section="template",
        bad="national-2019",
        good="national-2021",
    ),
    "T102": Example(
        reason="没有写成文日期。公布的报告要写明日期。",
        legal="《政府信息公开条例》第四十九条",
        section="issued.date",
        bad="",
        good="2025-01-20",
    ),
    "T103": Example(
        reason="成文日期在统计期限结束之前。统计期限到 12 月 31 日为止，之后才能成文。",
        legal="《政府信息公开条例》第四十九条、第五十条",
        section="issued.date",
        bad="2024-12-25",
        good="2025-01-20",
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
