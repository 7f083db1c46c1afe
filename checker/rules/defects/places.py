"""``text.foreign-places``: another place's name in a sentence that claims it as one's own ("我市…，某某市…").

A text copied from elsewhere keeps the other place's name. Only names of the list of cities and counties
(rubrics/lexicon/places.yaml) are known; partner, visit and exchange contexts do not count. Where the
issuer's own place is not known nothing is examined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Defect, Detection, Report
from checker.rules.context import Context
from checker.rules.defects.quoting import in_quotes, in_title, sentence, shown
from checker.rules.defects.wording import inside_body, outermost, wording

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,9}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|区|旗)")
_CLAIMS = (
    "人民政府",
    "政府",
    "委依法",
    "委全面依法",
    "委常委",
    "委高度",
    "委、",
    "法治政府建设",
    "司法局",
    "全面依法治",
)
_OTHERS = (
    "考察",
    "学习借鉴",
    "赴",
    "调研",
    "交流",
    "合作",
    "协作",
    "对口",
    "帮扶",
    "援",
    "联合",
    "跨省",
    "跨市",
    "跨区域",
    "等地",
    "先进地区",
    "经验",
    "签订",
    "协议",
    "邻",
    "毗邻",
    "交界",
    "外地",
    "异地",
    "兄弟",
    "来自",
    "邀请",
    "参加",
    "举办",
    "召开",
    "承办",
    "会议",
    "论坛",
    "培训",
    "大学",
    "学院",
    "法院",
    "检察院",
    "公司",
    "律师",
    "当事人",
    "籍",
    "企业",
    "集团",
    "发往",
    "赴外",
    "一体化",
    "都市圈",
    "区域",
    "流域",
    "省际",
    "边界",
    "共建",
    "结对",
    "互认",
    "通办",
    "抽检",
    "移送",
    "协查",
    "前来",
    "观摩",
    "全国",
    "推广",
    "复制",
    "领导",
    "督察",
    "巡视",
    "迁",
    "案",
    "产",
    "评选",
    "名列",
    "排名",
    "表彰",
)
_SIMILAR = 3
# Only a place of the issuer's own rank cannot be its superior or its part.
_LEVELS = {"province": "provinces", "city": "prefectures", "county": "county-cities"}


def _own_names(report: Report) -> str:
    """Everything in which the issuer's own places may stand: title, issuer, addressee, signature."""
    identity = report.identity
    known = (identity.title, identity.issuer, identity.addressee, identity.signature)
    return " ".join(item.value for item in known if item is not None)


def _stem(name: str) -> str:
    return name[:2] if len(name) > 2 else name


def _foreign(context: Context) -> Iterator[Defect]:
    report = context.report
    own = _own_names(report)
    counts: dict[str, int] = {}
    hits: list[tuple[int, int, str]] = []
    text = report.folded
    for start, end, line in outermost(wording(context).get("place", [])):
        if not inside_body(context, start, end):
            continue
        if line.data["level"] != _LEVELS.get(report.identity.kind):
            continue
        name = line.wrong
        counts[name] = counts.get(name, 0) + 1
        hits.append((start, end, name))
    for start, end, name in hits:
        if _stem(name) in own or counts[name] >= _SIMILAR or in_title(text, start) or in_quotes(text, start):
            continue
        # A superior's name may stand before the issuer's own: 扬州市江都区.
        following = text[end : end + 8]
        if any(place in own for place in _PLACE.findall(following)):
            continue
        if not following.startswith(_CLAIMS):
            continue
        low, high = sentence(text, start, end)
        said = text[low:high]
        if any(word in said for word in _OTHERS) or not re.search(
            r"我[省市县区州镇乡局委]|全[省市县区州镇乡]|本[省市县区州级]", said
        ):
            continue
        yield Defect(
            start,
            end,
            f"句中把{shown(report, start, end)}写作本地，而本报告的主体并非该地，请核对是否为引用他处材料所留。",
        )


def detect(context: Context) -> Detection:
    """Foreign places claimed as one's own; ``examined`` is 0 where the issuer is not known by place."""
    if not _PLACE.search(_own_names(context.report)):
        return Detection()
    return Detection(tuple(_foreign(context)), 1)


DETECTORS = {"text.foreign-places": detect}
