"""Does the passage name a law only because it is learnt from or taught?

"学习《行政处罚法》《公平竞争审查条例》" tells of study, not of the matters in the titles (annotation, rule 3); nor does
"会前学法11次，地方组织法、信访工作条例、公平竞争审查制度各一次", where the titles stand without their marks.
"""

from __future__ import annotations

import re

from checker.language.frame import LAWS, LAWS_OF_IT, STUDY, Frame

# "学习了疫情防控、安全生产等多部法律法规": what the laws are about that were learnt
_REACH = 80
_LEARNT = re.compile(r"(?:学习|传达|研读|学)了?[^，。；\n]*\Z")
# "学了行政复议法、公平竞争审查条例等内容": the passage is the name of a law
_IN_A_NAME = re.compile(r"(?:法|条例|规定|办法|细则|纲要)(?=[等、，；。\n]|\Z)")
_LAWS_OF_IT = re.compile(r"[^，。；\n]{0,40}?" + LAWS_OF_IT.pattern)
# "学习行政执法“三项制度”解读等课程": what is taught, not what is done
_TAUGHT = re.compile(r"[”’》]?(?:解读|讲解|专题课?|课程|知识|相关内容|条款)")


def listed_laws(frame: Frame, start: int, end: int) -> str | None:
    """The laws in a row that the passage ``[start, end)`` stands among, in a span that tells of study.

    A passage that holds the learning itself is of study, and no such title.
    """
    view = frame.view
    if (
        _TAUGHT.match(view, end)
        and STUDY.search(view, frame.clause_start, start)
        and not STUDY.search(view, start, end)
    ):
        return view[start:end]
    learnt = _LEARNT.search(view, max(frame.clause_start, start - _REACH), start)
    if learnt and (named := _IN_A_NAME.match(view, end, frame.clause_end)):
        return view[learnt.start() : named.end()]
    if learnt and (laws := _LAWS_OF_IT.match(view, start, frame.clause_end)) and end <= laws.end():
        return view[learnt.start() : laws.end()]
    if LAWS.search(view, frame.clause_start, frame.clause_end) is None or STUDY.search(view, start, end) is not None:
        return None
    return view[frame.clause_start : frame.clause_end].rstrip("，。；")


# "讲授案卷评查知识", "学习行政复议规定": the matter is what is learnt
_STUDIES = re.compile(
    r"(?:学习|研学|研读|培训|授课|讲授|讲解|辅导)了?(?!推广|借鉴|运用|贯彻|宣传|落实|后|会|班|室|型|点|平台|强国)"
    r"(?P<between>[^，。；、和与及并暨中时后上将把对班期会制“《]{0,6})\Z"
)
_KNOWLEDGE = re.compile(
    r"[”’]?(?:的?(?:相关|有关|基本|最新|新))?的?(?:标准|知识|规定|制度|办法|条例|业务|技能|要求|要点|内容|课程|方法|流程|程序|理论|法规|政策)?"
    r"(?:等[^，。；]{0,10})?(?:[\d一二两三四五六七八九十]+[次场期课讲]|(?=[，。；\n]|\Z))"
)
# "以案卷评查为题", "围绕行政复议授课", "培训内容包括……"
_ON_IT = re.compile(r"(?:以|围绕|就|聚焦|针对)[^，。；]{0,12}\Z")
_ON_IT_BEHIND = re.compile(
    r"[^，。；\d]{0,8}?(?:为(?:题|主题|专题|内容|重点)|等?(?:专题|内容|主题|课题)?)?[^，。；\d]{0,6}?"
    r"(?:授课|讲课|讲座|培训|宣讲|辅导|轮训|集训|微课|专题课)"
)
_CONTAINS = re.compile(
    r"(?:培训|课程|授课|讲课|学习|考试|测试|轮训)的?(?:内容|重点|科目|课目|范围|题目|课程)?(?:班|会)?(?:包括|涵盖|涉及|含有?|设有?|开设)[^，。；]{0,24}\Z"
)
# "行政复议业务培训3期", "案卷评查专题讲座", "三项制度知识测试": the matter tells what the course was on
_COURSE = re.compile(
    r"[”’]?[^，。；、和与及并暨对的了等\d]{0,4}?(?:工作|制度|专题|业务|知识|专项|法律|法规|政策|实务|技能|能力|理论|等)*"
    r"(?:培训(?!基地|机构|学校|市场|行业|合同|费)|讲座(?!走进)|辅导课?|测试|竞赛|课程|微课|学习手册|知识读本|读本|研修)"
)
# what every official learns: the learning is the matter
_OF_LAW = re.compile(r"法律|法规|法治|宪法|民法|任前|应知应会|习近平")
_PEOPLE = re.compile(r"[员师手人者兵](?!民)|队伍|骨干|干部|领导|班子|顾问|机构|单位|部门|窗口")


def topic_of_study(frame: Frame, start: int, end: int) -> str | None:
    """The words that make the passage the topic of study or teaching ("行政复议业务培训3期"), if they do.

    Who is taught ("人民调解员培训") is no topic, nor is what holds the learning itself.
    """
    view, low, high = frame.view, frame.clause_start, frame.clause_end
    if STUDY.search(view, low, high) is None or STUDY.search(view, start, end) is not None:
        return None
    if "，" in view[start:end] or _OF_LAW.search(view, start, end) is not None:
        return None
    if _PEOPLE.search(view, start, min(end + 3, high)) is not None:
        return None
    course = _COURSE.match(view, end, high)
    if course is not None:
        return view[start : course.end()]
    studies = _STUDIES.search(view, low, start)
    if studies is not None and (known := _KNOWLEDGE.match(view, end, high)) is not None:
        return view[studies.start() : known.end()]
    contains = _CONTAINS.search(view, low, start)
    if contains is not None:
        return view[contains.start() : end]
    on_it = _ON_IT.search(view, low, start)
    if on_it is not None and (behind := _ON_IT_BEHIND.match(view, end, high)) is not None:
        return view[on_it.start() : behind.end()]
    return None
