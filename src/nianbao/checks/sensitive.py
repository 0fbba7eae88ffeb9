"""X: 敏感信息筛查, a machine's; it does not replace 保密审查 by people."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.passages.whole import names_and_titles, narratives, table_texts, within
from nianbao.sensitive import scan
from nianbao.sensitive.words import Words
from nianbao.wordlists import compiled

NOTE = "机器筛查不代替人工保密审查。"
"""Said with every finding: a screen that finds nothing has reviewed nothing."""

screening_words = compiled("sensitive", Words.of)


def check(subject: Subject) -> Iterator[Finding]:
    """Find personal data (X101–X109) and marks of secrecy (X110, X111), shown masked.

    条例第十四条、第十五条、第十七条; 个人信息保护法第二十五条、第二十八条.
    """
    words = screening_words(subject.report.folder)
    for text in (*names_and_titles(subject), *narratives(subject), *table_texts(subject)):
        for hit in scan(text.text, words):
            if not within(hit.start, text.links):
                message = f"有{hit.what}「{hit.shown}」。"
                span = (hit.start, hit.end)
                yield text.finding(
                    subject, hit.code, hit.severity, message, hit.advice + NOTE, span, quote=hit.shown
                )


_PRIVACY = "《政府信息公开条例》第十五条；《个人信息保护法》第二十五条"
_SENSITIVE = "《政府信息公开条例》第十五条；《个人信息保护法》第二十八条"
_SECRECY = "《政府信息公开条例》第十四条、第十七条；《保守国家秘密法》第三十五条"

# The numbers are made up: the holder of the first would have been born in 1900.
EXAMPLES: dict[str, Example] = {
    "X101": Example(
        "身份证号一经公开就收不回来，是通报最多的泄露。",
        _SENSITIVE,
        "张某（身份证号 110101190001010014）的申请已经答复。",
        "这件申请已经答复。",
    ),
    "X102": Example(
        "年报应写办公电话；手机号码多半是个人的。",
        _PRIVACY,
        "如有疑问，请与党政办公室联系（电话：13800000000）。",
        "如有疑问，请与党政办公室联系（电话：0000-1234567）。",
        section="preamble",
    ),
    "X103": Example(
        "银行账户属于敏感个人信息。",
        _SENSITIVE,
        "退还信息处理费，卡号 6200000000000000000。",
        "退还信息处理费1笔。",
        section="other",
    ),
    "X104": Example(
        "证件号码属于敏感个人信息。",
        _SENSITIVE,
        "申请人提供的护照号码为E00000000。",
        "申请人提供了身份证明。",
    ),
    "X105": Example(
        "个人邮箱是个人信息，用数字作名字的多是 QQ 号或手机号；办公邮箱宜用政务邮箱。",
        _PRIVACY,
        "电子邮箱：100000000@qq.com。",
        "电子邮箱：bgs@example.gov.cn。",
        section="preamble",
    ),
    "X106": Example(
        "住址写到门牌就能找到人；公开时只写到乡镇（街道）。",
        _PRIVACY,
        "家住幸福路8号的申请人来电咨询。",
        "有群众来电咨询。",
    ),
    "X107": Example(
        "车牌号能查到车主。", _PRIVACY, "公开执法车辆鲁F00000的使用情况。", "公开执法车辆使用情况1条。"
    ),
    "X108": Example(
        "谁申请了什么信息属于个人隐私，年报只报数字。",
        _PRIVACY,
        "申请人张三丰提出的申请已经答复。",
        "收到申请1件，已经答复。",
    ),
    "X109": Example("出生日期是个人信息。", _PRIVACY, "申请人出生于1990年1月1日。", "申请人为自然人。"),
    "X110": Example(
        "标有密级的文件不能公开，也不能原样摘录。",
        _SECRECY,
        "按照《工作方案》（机密★1年）的要求开展工作。",
        "按照上级工作方案的要求开展工作。",
    ),
    "X111": Example(
        "传阅字样说明来源文件不供公开。",
        _SECRECY,
        "工作情况通报（内部资料，注意保存）已经传达。",
        "工作情况通报已经传达。",
    ),
}
