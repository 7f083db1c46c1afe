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
    if learnt and (laws := _LAWS_OF_IT.match(view, start, frame.clause_end)) and end <= laws.end():
        return view[learnt.start() : laws.end()]
    if LAWS.search(view, frame.clause_start, frame.clause_end) is None or STUDY.search(view, start, end) is not None:
        return None
    return view[frame.clause_start : frame.clause_end].rstrip("，。；")
