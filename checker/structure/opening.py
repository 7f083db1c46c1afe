"""Who reports, told by the opening sentence: a page saved without its title still begins “某县坚持以……”."""

from __future__ import annotations

import re

_ENDS = (
    "人民政府|政府|街道办事处|办事处|街道|街(?=党工委|办事处)|管委会|管理委员会|新区|高新区|开发区|自治区|自治州|自治县|"
    "省|市|县|区|旗|州|盟|镇|乡|苏木|局|厅|部|总署|委员会|委|办公室|支队|大队|海关"
)
_BEGINS = (
    r"在[^，。\n]{2,60}?(?:领导|指导|支持|关心|关怀)下|以[^，。\n]{2,60}?(?:为|精神|要求)|坚持|深入|全面|认真|严格|紧紧|紧扣|围绕|高举|"
    r"学习|推进|推动|落实|履行|加强|强化|牢固|锚定|聚力|立足|对标|着力|秉持|坚定|大力|全力|自觉|忠实|统筹|健全|"
    r"始终|切实|按照|积极|扎实|持续|牢牢|高度|聚焦|不断|依据|根据|贯彻|深化|坚决|(?:法治政府建设)?工作在"
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[，。：\n度来原])|(?<=20\d\d年))([一-龥xX×*＊]{{2,18}}?(?:{_ENDS}))"
    rf"(?:党工委|党委|(?<=[市县区旗州盟镇乡])委)?(?:、(?:办事处|管委会|[市县区旗州镇乡]?政府))?(?=(?:{_BEGINS}))",
    re.MULTILINE,
)
# 现将省政府2022年度法治政府建设情况报告如下
_TOLD_OF = re.compile(rf"现[将就]([一-龥]{{1,16}}?(?:{_ENDS}))20\d\d年")
_NO_NAME = re.compile(
    r"[我本全各该以在与及的为是对把将于]|委[和、]|^党|党组|党中央|国务院|习近平|年|建设|工作|干部|内部|外部|相关部|"
    r"^(?:省|市|州|盟|县|区|旗|镇|乡)(?:级|直|委|党委|党工委)|^(?:乡镇|镇街|区县)|"
    r"^(?:辖|社|城|市|景|校|园|山|地|小|片|灌|库|牧|林|矿|郊|行政)区$|^(?:城|集|乡|村)镇$|"
    r"深化|加强|推进|强化|落实|健全|完善|压实|发挥|^(?:通过|由|按|根据|坚持|围绕|上级|下级|基层|政府)"
)
_RANK_ALONE = re.compile(
    r"(?:省|市|州|盟|县|区|旗|镇|乡|街道|自治区|自治州|新区|高新区|开发区)?(?:党委|党工委)?(?:人民)?(?:政府|办事处)?"
)
_FOUND_IN = 300


def subject_of_opening(folded: str, body_start: int, body_end: int) -> tuple[int, int] | None:
    """``[start, end)`` of the body's name that is the subject of the report's first sentences; ``None`` without one."""
    for match in _SUBJECT.finditer(folded, body_start, min(body_start + _FOUND_IN, body_end)):
        if not _NO_NAME.search(match[1]):
            return match.span(1)
    told = _TOLD_OF.search(folded, body_start, min(body_start + 2 * _FOUND_IN, body_end))
    return told.span(1) if told and not _NO_NAME.search(told[1]) else None


def names_a_place(name: str) -> bool:
    """Whether the name is one of its own (某县政府), not only that of a rank (县政府, 自治区)."""
    return _RANK_ALONE.fullmatch(name) is None
