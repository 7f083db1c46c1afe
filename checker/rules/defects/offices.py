"""``text.obsolete-names``: offices that reforms abolished, named as if they were in office.

Names, and the last report year for which each is right, stand in rubrics/lexicon/offices.yaml. Names
with 原, in titles, and in sentences on the reform or on earlier years are history and do not count.
Without a report year nothing is examined. Of a multi-year report the first year decides.
"""

from __future__ import annotations

import re

from checker.model import Defect, Detection
from checker.rules.context import Context
from checker.rules.defects.quoting import in_quotes, in_title, sentence, shown
from checker.rules.defects.wording import Hit, inside_body, texts, wording

_FORMER = ("原", "前身", "时任", "曾任", "历任")
_FORMER_REACH = 12
_REFORM = (
    "机构改革",
    "改革前",
    "更名",
    "改名",
    "合并",
    "整合组建",
    "不再保留",
    "划转",
    "划入",
    "并入",
    "撤销",
    "挂牌",
    "组建",
    "转隶",
    "历史",
    "职能划归",
    "改组",
    "重组",
    "改为",
    "承继",
    "承接原",
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_PLACE_ENDS = "省市县区州盟旗镇乡国府"
_NAME_GOES_ON = re.compile(r"[省市县区州盟旗府]$")


def _is_history(context: Context, hit: Hit, until: int) -> bool:
    text = context.report.folded
    start, end, line = hit
    if in_title(text, start) or (in_quotes(text, start) and not line.data.get("quoted")):
        return True
    if any(word in text[max(0, start - _FORMER_REACH) : start] for word in _FORMER) and not _other_clause(text, start):
        return True
    low, high = sentence(text, start, end)
    said = text[low:high]
    if any(word in said for word in _REFORM):
        return True
    years = [int(year) for year in _YEAR.findall(text[low:start])]
    return bool(years) and max(years) <= until


def _other_clause(text: str, start: int) -> bool:
    """Whether the 原 found before an office belongs to another word (原则, 原因) or another clause."""
    before = text[max(0, start - _FORMER_REACH) : start]
    for word in _FORMER:
        at = before.rfind(word)
        if at >= 0:
            between = before[at + len(word) :]
            if any(mark in between for mark in "，。；：") or (
                word == "原" and between[:1] in ("则", "因", "来", "本", "有", "料", "件")
            ):
                continue
            return False
    return True


def _full_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The office with the place that owns it: 县法制办, 市政府法制办."""
    for word in ("人民政府", "政府"):
        if text.endswith(word, 0, start):
            start -= len(word)
            break
    if start and text[start - 1] in "省市县区州盟旗":
        start -= 1
    return start, end


def detect(context: Context) -> Detection:
    """Abolished offices of the body; ``examined`` is 0 where the report's year is unknown."""
    identity = context.report.identity
    if not identity.years:
        return Detection()
    year = min(identity.years)
    text = context.report.folded
    defects: list[Defect] = []
    end_of_last = -1
    for hit in wording(context).get("office", []):
        start, end, line = hit
        until = int(line.data["until"])
        if year <= until or start < end_of_last or not inside_body(context, start, end):
            continue
        owner = line.data.get("owner")
        if owner and not text.endswith(texts(owner), 0, start):
            continue
        if _is_history(context, hit, until):
            continue
        low, high = _full_name(text, start, end)
        end_of_last = high
        now = str(line.data["now"])
        since = f"{until}年前后" if until > 2010 else "此前"
        message = (
            f"{shown(context.report, low, high)}在{since}的机构改革中已调整（现多为{now}），"
            "请核对是否应写现机构名称或加“原”字。"
        )
        defects.append(Defect(low, high, message, suggestion=f"写现机构名称（多为{now}），或在旧名称前加“原”。"))
    return Detection(tuple(defects), 1)


DETECTORS = {"text.obsolete-names": detect}
