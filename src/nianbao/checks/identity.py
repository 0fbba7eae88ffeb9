"""I: whose report it is: names of other units, the wrong level, another's voice."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.identity.copied import whose_throughout
from nianbao.identity.gazetteer import Gazetteer
from nianbao.identity.levels import Levels
from nianbao.identity.neighbours import neighbours
from nianbao.identity.others import others
from nianbao.identity.own import own_of
from nianbao.identity.titles import changed_names, title_and_signature
from nianbao.identity.voice import voices
from nianbao.passages.whole import narratives
from nianbao.wordlists import compiled

_levels = compiled("levels", Levels)
_gazetteer = compiled("gazetteer", Gazetteer)


def check(subject: Subject) -> Iterator[Finding]:
    """Find other units (I1), wrong self-references (I2), another level's words (I3) and names that differ (I4)."""
    report = subject.report
    own = own_of(report.parameters)
    if own is None:
        return
    levels, gazetteer = _levels(report.folder), _gazetteer(report.folder)
    near = neighbours(report.folder, report.parameters.year, subject.file.path)
    yield from title_and_signature(subject, own)
    texts = narratives(subject)
    instead = whose_throughout(texts, own, gazetteer)
    for text in texts:
        yield from others(subject, text, own, gazetteer, near, instead)
        yield from voices(subject, text, own, levels, gazetteer)
        yield from changed_names(subject, text, own, gazetteer)


_TRUE = "国办公开办函〔2021〕30号：发布内容应当准确，不得雷同"
_LAW = "《政府信息公开条例》第四十九条、第五十条"

EXAMPLES: dict[str, Example] = {
    "I101": Example(
        "正文里出现别的乡镇，说明这一段是照抄来的，是通报里最常点名的错误。只有一处、又可能确有其事的，请核实；"
        "名称后面就写公开工作的，或者除引言外全文只写别的乡镇、没有一处写到本单位的，必须修改。",
        _TRUE,
        "制定和完善青石镇信息公开目录。",
        "制定和完善云溪镇信息公开目录。",
    ),
    "I102": Example(
        "年度报告由本单位编制，疑问由本单位解答；写成上级或别的单位，多半是照抄来的。",
        _LAW,
        "本报告由示例县人民政府编制。",
        "本报告由云溪镇人民政府编制。",
        section="preamble",
    ),
    "I103": Example(
        "写了别处的账号，读者找不到本单位公开的信息。",
        _TRUE,
        "通过“示例青石”微信公众号发布信息。",
        "通过“示例云溪”微信公众号发布信息。",
    ),
    "I201": Example(
        "镇的报告里写「我局」「我委」，说明这一段是照抄部门的。",
        _TRUE,
        "我局安排专人负责。",
        "我镇安排专人负责。",
    ),
    "I202": Example(
        "镇的报告说的是本镇的事，「我县」是县里的口气。",
        _TRUE,
        "我县主动公开信息20条。",
        "我镇主动公开信息20条，按照我县统一部署开展工作。",
    ),
    "I203": Example(
        "乡镇人民政府是一级政府，不是部门；自称要与单位相符。",
        _TRUE,
        "我单位主动公开信息20条。",
        "我镇主动公开信息20条。",
    ),
    "I204": Example(
        "上级是县还是区，本单位是镇还是乡，写错了就是照抄来的。",
        _TRUE,
        "在区委、区政府的领导下开展工作。",
        "在县委、县政府的领导下开展工作。",
    ),
    "I301": Example(
        "有些事只有上级机关能做，写进本单位的报告就不实。",
        "《立法法》关于规章制定权的规定；国办公开办函〔2021〕30号",
        "以政府令形式出台公开规定。",
        "以镇政府文件印发公开制度。",
    ),
    "I302": Example(
        "评论别人的工作，说明写的不是本单位的情况。",
        _TRUE,
        "多数部门能够按时答复，部分地区还开发了应用。",
        "收到的申请全部按时答复。",
    ),
    "I401": Example(
        "标题要写本单位的名称。",
        _LAW,
        "示例县青石镇2024年政府信息公开工作年度报告",
        "示例县云溪镇2024年政府信息公开工作年度报告",
        section="title",
    ),
    "I402": Example(
        "署名要与编制报告的单位一致。",
        "GB/T 9704—2012 7.3.5（发文机关署名）",
        "青石镇人民政府",
        "云溪镇人民政府",
        section="signature",
    ),
    "I403": Example(
        "县改区、乡改镇后，旧名称会留在稿子里。",
        _TRUE,
        "云溪乡主动公开信息20条。",
        "云溪镇（原云溪乡）主动公开信息20条。",
    ),
    "I404": Example(
        "机构改革后仍写旧名称，说明这一段没有更新。",
        _TRUE,
        "配合县环保局公开环境信息。",
        "配合县生态环境局公开环境信息。",
    ),
}
