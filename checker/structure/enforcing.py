"""Whether a department's report shows it imposing penalties, inspecting or enforcing.

Sentences are weighed, not words: a penalty with its figure says more than an inspection, an inspection
more than equipment. What others do under the department's eye, in court or in class does not count, and
a plain statement that the body has no such powers settles it.
"""

from __future__ import annotations

import re
from itertools import chain

from checker.structure.lexicon import words

_ENOUGH = 2
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百]+(?:起|件|家|户|宗|次|份)")
_DOING = re.compile(r"全年|开展|组织|依法|严格")
_SANCTION = re.compile(r"责令|警告|撤销登记|没收|取缔|查处|罚|立案|执法检查|查扣|查封|暂扣|吊销|扣押")
_ENGAGED = (
    r"(?:检查|抽查|巡查|核查|稽查|监督|双随机|执法|暗访|监测检查)"
    r"[^，。；\d]{0,18}\d+(?:余|多)?(?:家|户|所|艘|辆|处|趟|座|口|台|人次|名|班次|次|个|公里|批次|起)"
)
_COUNTERPART = re.compile(
    r"企业|机构|商户|经营|网点|场所|单位|门店|工地|项目|工程|船|车|学校|校外|幼儿园|医院|诊所|药店|药房|酒店|宾馆|影院|网吧|寺|"
    r"养老院|社会组织|协会|基金会|公司|厂|矿|库|河|渔|林|市场|超市|合作社|中介|事务所|楼盘|物业|用人|码头|基地|摊|店|从业|活动点"
)
_INSPECTED = re.compile(
    rf"{_ENGAGED}|对[^，。；]{{0,16}}\d+(?:余|多)?(?:家|户|所|艘|辆|处|座|个|名)?[^，。；]{{0,16}}"
    r"(?:检查|抽查|巡查|核查|执法|稽查)"
)
# An order or a penalty, however it is put.
_ORDERED = re.compile(
    r"(?:下达|作出|送达|发出)[^，。；]{0,10}(?:处理|处罚|责令|整改|停业|停产|监督)[^，。；]{0,6}(?:决定|通知|指令|意见|文书)"
    r"|(?:作出|予以|给予|处以|实施)[^，。；]{0,8}(?:处罚|警告|通报批评|吊销|停产停业)"
)
# An inspection by law under its own name: nothing but enforcing goes by it.
_BY_LAW = re.compile(
    r"行政检查|执法检查|双随机|随机抽查|执法巡查|监督抽查|监督检查|执法行动|出动执法|执法人员[^，。；]{0,6}\d|联合执法|专项执法"
)
_EQUIPPED = re.compile(
    r"(?:执法记录仪|执法终端|执法车|执法装备|询问室|执法证|执法人员|执法队员|执法大队|执法支队|执法中队)[^，。；]{0,14}\d"
    r"|\d+(?:名|人|位)[^，。；]{0,8}(?:执法人员|执法队员)|(?:重大|行政)?执法决定[^，。；]{0,8}法制审核[^。；]{0,12}\d"
    r"|(?:公示|公开)[^，。；]{0,8}(?:执法|处罚)[^，。；]{0,8}\d|(?:修订|制定|适用|细化)[^，。；]{0,16}裁量[^，。；]{0,8}\d?"
)
_INSIDE = re.compile(
    r"窗口|科室|股室|机关干部|干部职工|公务用车|公车|考勤|案卷|卷宗|台账|大厅|作风|党员|党支部|廉政|工作人员|规范性文件|合同"
)
_NONE_DONE = re.compile(r"(?:无|未(?!成年|经|来|依法|取得|按)|没有|不(?:涉及|承担|具有|具备)|零)[^，。；\d]{0,10}$")
_WHOLE_AREA = re.compile(
    r"全[省市县区州旗](?!.{0,6}(?:系统|机构|企业|学校|单位|场所))|[各两]级|各(?:部门|单位|乡镇|镇街)|公安机关|综合执法局|执法部门"
)
_OTHERS_ENFORCE = re.compile(
    r"各(?:行政)?执法(?:部门|单位|机关)|全[市县区](?:各|行政执法)|\d+个?(?:行政)?执法(?:部门|单位|机关)|"
    r"评查|抽查[^。]{0,8}案卷|监督[^。]{0,10}执法|执法监督|学习|培训班|法院|配合|协助|"
    r"诉讼|复议|仲裁(?!机构)|普法|《[^》]*$|案例"
)
_DISCIPLINE = re.compile(r"党内|党纪|政纪|纪委|纪检|纪律处分|作风|政务处分|问责")
# A plain statement that there are no such powers, however they are listed; no case this year is not that.
_POWERLESS = re.compile(
    r"(?:没有|无|不(?:设|具有|具备|享有|行使|承担|涉及)|未(?:设|行使|承担))(?:任何|独立)?的?"
    r"(?:行政(?:处罚|强制|检查|执法)(?:、|和|及|以及|或|与)?)+(?:类|等)?(?:事项|职权|职能|职责|权限|权力|主体资格)"
    r"|[不未]设(?:有|立|置)?(?:专门|单独|独立)?的?(?:行政)?执法(?:队伍|机构)"
)
# Who has no powers where the sentence is about somebody below or beside the body.
_OTHER_SUBJECT = re.compile(
    r"乡镇|镇街|街道|协管|村|社区|部分|有的|个别|辅助|网格|协会|窗口|学校|中队|站所|镇级|县级|区级|园区|企业"
)
_OVERSEEING = re.compile(
    r"司法[局厅]|法制(?:办|局)|依法治|审计[局厅]|监察委|政府办公|政务服务|行政审批|人民检察|人民法院|机关事务"
)
_OWN_TRADE = re.compile(
    r"律师|公证|法律服务|司法鉴定|社区矫正|中介|代办|审批事项[^，。；]{0,6}检查|我局(?:立案|查处|作出)|本局(?:立案|查处|作出)"
)


def enforcing(folded: str, body_start: int, body_end: int, name: str) -> bool:
    """Whether the department called ``name`` enforces, by ``folded[body_start:body_end]``."""
    if _denied(folded, body_start, body_end):
        return False
    known = words()
    named = bool(known.enforcing["names"].search(name)) if name else False
    overseeing = bool(_OVERSEEING.search(name)) if name and not named else False
    weights: dict[int, int] = {}
    told = 0
    for match in known.enforcing["acts"].finditer(folded, body_start, body_end):
        if folded.startswith("法", match.end()):
            continue  # 新修订的行政处罚法
        low, clause = _around(folded, body_start, match)
        if not _own(clause, named, overseeing):
            continue
        if _NONE_DONE.search(folded, max(body_start, match.start() - 12), match.start() + 1):
            continue
        figure = bool(_FIGURE.search(clause))
        told += figure or bool(_DOING.search(clause))
        if figure:
            strong = known.enforcing["strong"].search(match[0]) or _SANCTION.search(match[0])
            weight = 2 if strong and not _INSIDE.search(clause) else 1
            weights[low] = max(weights.get(low, 0), weight)
            if named or sum(weights.values()) >= _ENOUGH:
                return True
    for pattern in (_ORDERED, _INSPECTED, _EQUIPPED):
        for match in pattern.finditer(folded, body_start, body_end):
            low, clause = _around(folded, body_start, match)
            if not _own(clause, named, overseeing) or _INSIDE.search(clause):
                continue
            if _NONE_DONE.search(folded, max(body_start, match.start() - 12), match.start() + 1):
                continue
            weights[low] = max(weights.get(low, 0), _weight(pattern, clause))
            total = sum(weights.values())
            if total >= (1 if named else _ENOUGH):
                return True
    return named and told >= _ENOUGH


def _around(folded: str, body_start: int, match: re.Match[str]) -> tuple[int, str]:
    """Where the sentence of a match begins, and the words around the match within that sentence."""
    floor = max(body_start, match.start() - 60)
    low = max(folded.rfind(mark, floor, match.start()) for mark in "。；\n")
    high = match.end() + 24
    stops = [at for mark in "。；\n" if (at := folded.find(mark, match.end(), high)) >= 0]
    return low, folded[max(low + 1, match.start() - 40) : min(stops, default=high)]


def _own(clause: str, named: bool, overseeing: bool) -> bool:
    """Whether the clause can be about the department's own enforcing."""
    if _OTHERS_ENFORCE.search(clause) or _DISCIPLINE.search(clause):
        return False
    if overseeing and not _OWN_TRADE.search(clause):
        return False
    return named or not _WHOLE_AREA.search(clause)


def _weight(pattern: re.Pattern[str], clause: str) -> int:
    if pattern is _ORDERED:
        return 2 if _FIGURE.search(clause) else 0
    if pattern is _EQUIPPED:
        return 1
    return bool(_COUNTERPART.search(clause)) + bool(_BY_LAW.search(clause))


def _denied(folded: str, body_start: int, body_end: int) -> bool:
    """Whether the text says that the body itself has no powers."""
    known = words().enforcing["none"].finditer(folded, body_start, body_end)
    for match in chain(known, _POWERLESS.finditer(folded, body_start, body_end)):
        floor = max(body_start, match.start() - 40)
        low = max(folded.rfind(mark, floor, match.start()) for mark in "。；\n")
        if not _OTHER_SUBJECT.search(folded, max(low + 1, floor), match.start()):
            return True
    return False
