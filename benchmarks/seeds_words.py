"""Defects of words to plant: whose report (I), of when (T), resting on what (G), and what must not be in it (X)."""

from __future__ import annotations

from drafts import YEAR, Draft
from seeds import Plant, Seed, _add, _key, _swap


def _told(words: str) -> Plant:
    """Add a paragraph to the overview."""
    return _add("overview", f"\n\n{words}")


def _period(old: str, new: str) -> Plant:
    return _swap("preamble", old, new)


_WHOLE = f"自{YEAR}年1月1日起至{YEAR}年12月31日止"
_BASIS = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
_FORMAT = "国办公开办函〔2021〕30号"
_MAIN = "全年主动公开政府信息"

_OTHERS = (
    "青石乡政府信息公开领导小组定期召开会议。",
    "进一步完善青石街道政府信息公开目录。",
    "通过“示例青石”微信公众号发布信息20条。",
    "青石镇党政办公室安排专人负责信息更新。",
    "本报告由示例县自然资源局编制。",
    "如有疑问，请与示例县卫生健康局办公室联系。",
    "示例县共主动公开政府信息3万条。",
    "在镇长的带领下，青石镇扎实做好政务公开工作。",
    "关注“青石镇人民政府”微信公众号了解更多信息。",
)

_SELVES = (
    "我局成立了政务公开工作领导小组。",
    "本局严格落实保密审查制度。",
    "我委把公开工作纳入考核。",
    "我办及时更新网页。",
    "我街道及时更新网页。",
    "我区政府信息公开工作稳步推进。",
    "我市主动公开信息进一步规范。",
    "我乡加强了对村级公开员的培训。",
    "我院高度重视信息公开。",
    "本公司重视信息公开工作。",
    "我中心及时受理群众申请。",
    "我处安排专人值守。",
    "我州政府信息公开工作取得明显成效。",
    "我校及时公开招生信息。",
)

_LEVELS = (
    "在区委、区政府的正确领导下，公开工作有了新进展。",
    "乡党委、乡政府高度重视公开工作。",
    "以政府令形式印发了《信息公开管理规定》。",
    "各县市区都成立了领导小组。",
    "局党组定期研究信息公开工作。",
    "县政府常务会议听取汇报，政府常务会议每季度研究公开工作。",
    "召开局务会议研究公开工作。",
    "各科室（股）按月报送信息。",
    "对全县各乡镇进行督查，各乡镇报送及时。",
    "全局干部职工认真学习公开条例。",
    "街道党工委、办事处高度重视信息公开工作。",
    "全区各部门、各街道按要求公开。",
    "各县（市、区）人民政府按要求报送数据。",
    "作为区政府组成部门，认真履职。",
)

_VOICES = (
    "一些地区仍存在重形式轻内容的现象。",
    "各级政府部门要提高认识。",
    "部分单位还没有专人负责。",
    "有的地方解读不够通俗。",
    "部分乡镇更新不及时。",
)

_PERIODS = {
    "another year": f"自{YEAR - 1}年1月1日起至{YEAR - 1}年12月31日止",
    "a month short": f"从{YEAR}年1月1日到{YEAR}年11月30日",
    "months only": f"自{YEAR}年1月起至{YEAR}年10月底",
    "a day that isn't": f"自{YEAR}年1月1日起至{YEAR}年12月32日止",
    "begins late": f"自{YEAR}年2月1日起至{YEAR}年12月31日止",
    "year lost": f"自{YEAR}1月1日起至{YEAR}年12月31日止",
    "everything lost": f"自{YEAR}11日起至{YEAR}1231日止",
    "digits doubled": f"自{YEAR}年1月1日起至20{YEAR}年12月31日止",
    "run together": f"为{YEAR}111231日",
    "signs": f"为{YEAR - 1}.1.1—{YEAR - 1}.12.31",
    "spaces for signs": f"自{YEAR} 1 1 日起至{YEAR} 12 31 日止",
}

_YEARS = (
    f"{YEAR - 1}年，全镇公开信息32条。",
    f"{YEAR - 1}年度，全镇公开信息32条。",
    f"{YEAR - 1}年我镇共公开信息32条。",
    f"{YEAR - 1}年全年公开信息32条。",
    f"{YEAR - 1}年共收到群众来信32件。",
    f"此外，{YEAR + 1}年我镇公开信息24条。",
    "2019年全镇公开信息32条。",
    f"总结{YEAR - 1}年工作，我镇公开信息32条。",
    f"{YEAR}度，全镇公开信息32条。",
    f"截至{YEAR - 1}年底，全镇公开信息32条。",
    f"本报告数据截止{YEAR - 1}年12月31日。",
    f"在{YEAR - 1}年度工作中，我镇公开信息120条。",
    f"现将云溪镇{YEAR - 1}年政府信息公开工作情况报告如下。",
    f"{YEAR}年1月1日至{YEAR}年11月30日，共公开信息120条。",
)

_CITED = {
    "regulation of 2007": (("G1",), _BASIS, "《中华人民共和国政府信息公开条例》（国务院令第492号）"),
    "wrong order": (("G103",), "第711号", "第771号"),
    "statistics of 2014": (("G1",), _FORMAT, "国办发〔2014〕32号"),
    "square brackets": (("G201",), "〔2021〕", "【2021】"),
    "round brackets": (("G201",), "〔2021〕", "（2021）"),
    "braces": (("G201",), "〔2021〕", "{2021}"),
    "half a bracket": (("G202", "G201"), "〔2021〕", "〔2021"),
    "第": (("G203",), "〕30号", "〕第30号"),
    "zero": (("G203",), "〕30号", "〕030号"),
    "double marks inside": (("G204",), "〈中华人民共和国政府信息公开工作年度报告格式〉", "《中华人民共和国政府信息公开工作年度报告格式》"),
    "short name": (("G402",), _BASIS, "《政府信息公开条例》（国务院令第711号）"),
    "article": (("G105",), "（国务院令第711号）", "第三十一条"),
    "another name": (("G103", "G104"), "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知", "关于工作年度报告编报要求的通知"),
    "order without 号": (("G202",), "第711号）", "第711）"),
    "year with 年": (("G202",), "〔2021〕30号", "2021年30号"),
    "another serial": (("G103", "G1"), "30号", "13号"),
}  # fmt: skip

_RESTS = (
    (("G401",), "根据《示例省政府信息公开规定》《示例县政府信息公开管理办法》的要求编制。"),
    (("G1",), "根据《关于政府信息公开工作年度报告有关事项的通知》和条例编制。"),
    (("G302",), "根据条例和《关于做好2022年政府信息公开工作年度报告编制工作的通知》编制。"),
    (("G303",), "根据条例和示政办发〔2027〕3号编制。"),
)

_PLANS = (
    f"认真落实《示例县{YEAR - 1}年政务公开重点工作任务分工》。",
    f"根据《{YEAR - 1}年示例县政务公开工作实施方案》，细化任务。",
    f"按照{YEAR - 1}年政务公开工作要点的要求开展工作。",
    f"对照《示例县{YEAR - 2}年政务公开工作要点》逐项落实。",
    "按照国办公开办函〔2019〕60号要求规范格式。",
)


def _preamble(words: str) -> Plant:
    def plant(draft: Draft) -> None:
        draft.values["sections"]["preamble"] = (
            words + draft.values["sections"]["preamble"].partition("编制。")[2]
        )

    return plant


_PERSONAL = {
    "identity number in groups": "受托人身份证号码：110105 19491231 002X。",
    "old identity number": "经办人身份证110105491231002。",
    "mobile in groups": "联系人手机138-0013-8000。",
    "mobile behind a name": "咨询请找张主任13912345678。",
    "bank card": "退费账户6222021234567890128。",
    "mailbox of a person": "有意见请发邮件到123456789@qq.com。",
    "passport": "申请人护照号码E12345678。",
    "plate": "公车号牌鲁Y12A34停在院内。",
    "applicant": "申请人：李建国，要求公开征地补偿方案。",
    "several applicants": "受理的申请具体为：王建国、李秀英等人申请公开征地信息。",
    "villager": "村民王秀英申请公开低保名单。",
    "some applicants": "李建国等3人申请公开征地补偿款发放表。",
    "account": "账号：6228480402564890018。",
    "woman": "刘某，女，1972年5月6日出生，家住云溪镇河东村三组15号。",
    "mailbox": "邮箱：zhangsan1985@163.com。",
    "plaintiff": "原告陈志强不服，提起诉讼。",
    "home": "家庭住址：示例县云溪镇河东村12号。",
    "birth": "经办人出生日期：1985年3月12日。",
    "secret mark": "〔2024〕3号文件（秘密）已归档。",
    "mark with a star": "附件标有绝密★长期的字样。",
    "internal": "会议材料（内部资料，注意保存）已存档。",
}

WORDS = (
    *(Seed(f"other unit: {words[:8]}", ("I1",), _told(words)) for words in _OTHERS),
    *(Seed(f"self: {words[:6]}", ("I2",), _told(words)) for words in _SELVES),
    *(Seed(f"level: {words[:8]}", ("I",), _told(words)) for words in _LEVELS),
    *(Seed(f"voice: {words[:8]}", ("I302",), _told(words)) for words in _VOICES),
    Seed("former name of a body", ("I404",), _told("配合县环境保护局公开环境信息。")),
    Seed("title of another", ("I401",), _key("printed", "title", value=f"示例县青石镇{YEAR}年政府信息公开工作年度报告")),
    Seed("signature of another", ("I402",), _key("issued", "by", value="青石镇人民政府")),
    Seed("signature of the county", ("I402",), _key("issued", "by", value="示例县人民政府")),
    *(Seed(f"period: {name}", ("T2",), _period(_WHOLE, new)) for name, new in _PERIODS.items()),
    *(Seed(f"year: {words[:8]}", ("T2",), _told(words)) for words in _YEARS),
    Seed("title of another year", ("T208",), _key("printed", "title", value=f"示例县{YEAR - 1}年政府信息公开工作年度报告")),
    Seed("issued within the year", ("T103",), _key("issued", "date", value=f"{YEAR}-12-31")),
    Seed("issued in spring", ("T209",), _key("issued", "date", value=f"{YEAR + 1}-03-05")),
    *(Seed(f"cited: {name}", codes, _swap("preamble", old, new)) for name, (codes, old, new) in _CITED.items()),
    *(Seed(f"rests on: {words[2:14]}", codes, _preamble(words)) for codes, words in _RESTS),
    *(Seed(f"plan: {words[:12]}", ("G",), _told(words)) for words in _PLANS),
    *(Seed(f"personal: {name}", ("X1",), _told(words)) for name, words in _PERSONAL.items()),
    Seed("unit without a name", ("U1", "P1"), _key("unit", "name", value="")),
    Seed("unlike kind of unit", ("U1", "I", "P1"), _key("unit", "level", value="department")),
)  # fmt: skip
"""What the words of a report may have wrong."""
