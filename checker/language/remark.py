"""Is the matter only talked about? "述法是压实责任的抓手，……": a remark on what it is or ought to be, nobody's act.

A clause that names a matter and does nothing with it takes its meaning from what follows in the sentence: a
copula says what the matter is, a demand what ought to be done with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from checker.language.duties import DAY, MODAL
from checker.language.frame import Frame, concrete
from checker.language.packed import Cue
from checker.language.subject import others_at

# As in frame, what is searched for begins with plain characters.
# 一是, 的是, 特别是, 但是 and the like join and number; they say nothing of what a thing is.
_COPULA = re.compile(
    r"是(?<![一二三四五六七八九十别其既要于但还或只凡算可不都的若先便]是)(?!否|全国|全省|全市|全区|全县|首|第|唯一|省|国家|示范|试点|我)"
)
_OPENS_WITH_COPULA = re.compile(r"(?:就|正|更|都|既)?是(?!否|全国|全省|全市|全区|全县|首|第|唯一|省|国家|示范|试点|我)")
_OUGHT = re.compile(
    r"一[道步个件项]都?不能[少省]|不能(?:只|光|仅|一)|不容|不可|决不(?<![否判裁处解表议]决不)|绝不|切不可|切忌|贵在|重在|任何(?:单位|部门|个人|人)?[^，。；]{0,4}不得"
    r"|才能|方能|务必|必须|须|理应|才有望|缺一不可|本可(?:以|避免)|(?:如何|怎么|怎样)[^，。；的]{1,16}(?=[，。；？\n]|\Z)"
)
# "若合同当初都送合法性审查，那几场官司本可避免": what did not happen
_SUPPOSED = re.compile(r"[ 　]*(?:若(?!干)|倘若|假如|如果|要是|设若)")
# "能否落实好三项制度，关系到群众切身利益"
_WHETHER = re.compile(r"[ 　]*(?:能否|能不能|是否|好不好|落实得如何|执行得如何)")
_HANGS_ON = re.compile(r"关系|关乎|事关|决定|影响|取决")
_WOULD = re.compile(
    r"本可|就不应|就不得|便不得|就不能|本不会|就不会|便不会|就不至于|何至于|(?:就|便)(?:能|可|会)(?:避免|少走|免)"
)
# "监管如何做到无事不扰": a question; 研究如何…… tells who looked for the answer
_WONDERS = re.compile(r"如何|怎么|怎样")
_ANSWERS = re.compile(r"研究|探讨|讨论|商讨|明确|规定|指导|讲解|解读|说明|教|培训|围绕|就|针对|告诉|列明|写明")
# "……，执法规范化才有望破题": what the matter is wanted for
_ONLY_THEN = re.compile(r"才有望|方有望|才能|方能|才谈得上")
_SET_FIGURE = re.compile(r"百分之|%|[一二三四五六七八九]成|以[上下内]|不[低高少多]于|至少")
_FINISHED = re.compile("了(?!事|结|解|如|(?:前进)?方向|(?:根本|基本|行动)?遵循|[^，。；]{0,4}动力)")
_ON_A_DAY = re.compile(rf"\s*(?:20\d\d年)?{DAY}")
# What a reporter does to a matter. A clause without any of these only names it.
_VERB = re.compile(
    r"落实|推行|推进|推动|开展|加强|完善|健全|实行|实施|执行|建立|建成|坚持|深化|强化|持续|全面|严格|认真|积极|规范(?!性)|组织|制定|出台(?!前)|印发|"
    r"召开|举办|办理|受理|开通|配备|聘请|做到|实现|形成|提升|提高|优化|打造|构建|编制|公布|发布|抓|用好|把|将|了|已|着"
)


def remark(frame: Frame, start: int, end: int) -> str | None:
    """The words that make the passage ``[start, end)`` a remark, or ``None``.

    The clause must tell neither figure nor act before it turns; neither may the rest of the sentence, but for what
    it tells of others.
    """
    view, span = frame.view, frame.span
    if _ON_A_DAY.match(view, span.start):
        return None  # "3月4日，……，只有一个议题，就是……": an event
    supposed = _SUPPOSED.match(view, frame.clause_start)
    if supposed is not None and _WOULD.search(view, frame.clause_end, span.end):
        return view[frame.clause_start : frame.clause_end].rstrip("，。；")
    if _WHETHER.match(view, frame.clause_start) and _HANGS_ON.search(view, end, frame.next_clause_end):
        return view[frame.clause_start : frame.clause_end].rstrip("，。；")
    wonders = _WONDERS.search(view, frame.clause_start, start)
    if wonders is not None and not _ANSWERS.search(view, span.start, wonders.start()) and not _acts_behind(frame):
        return view[frame.clause_start : frame.clause_end].rstrip("，。；")
    copula = _COPULA.search(view, start, frame.clause_end)
    ought = _OUGHT.search(view, start, frame.clause_end)
    turn = min((found.start() for found in (copula, ought) if found is not None), default=None)
    if turn is not None:
        told = _tells(frame, frame.clause_start, turn, (start, end)) or _named_act(frame, start, end, turn)
        # "述法是12名局长的必答题" tells a figure after all.
        told = told or (copula is not None and frame.has_figure and _counts(frame, copula.start(), frame.clause_end))
        return None if told or _acts_behind(frame) else view[frame.clause_start : frame.clause_end].rstrip("，。；")
    if frame.clause_end >= span.end or _named_act(frame, start, end, frame.clause_end):
        return None
    behind = view[frame.clause_end : frame.next_clause_end]
    if _OPENS_WITH_COPULA.match(behind) or _OUGHT.match(behind):
        own = view[frame.clause_start : frame.clause_end]
        told = "了" in own
        if not told and (_OPENS_WITH_COPULA.match(behind) is None or _SET_FIGURE.search(own) is None):
            # "初信初访办结312件，决不让……", "顾问出具意见138份，是名副其实的参谋"; not "降到百分之五以下，是硬指标"
            told = "已" in own or _counts(frame, frame.clause_start, frame.clause_end)
    elif MODAL.search(behind) or any(
        cue[2] == "demand" for cue in _cues(frame, frame.clause_end, frame.next_clause_end)
    ):
        name = view[frame.clause_start : frame.clause_end]
        if MODAL.match(behind):
            # "执法力量下沉、职权下放，要充分考虑……": a list of nouns that the demand speaks of.
            told = "了" in name or "已" in name or _counts(frame, frame.clause_start, frame.clause_end)
        else:
            told = _tells(frame, frame.clause_start, frame.clause_end, (start, end))
    elif _ONLY_THEN.search(behind):
        told = _tells(frame, frame.clause_start, frame.clause_end, (start, end))
    else:
        return None
    return None if told or _acts_behind(frame) else behind.rstrip("，。；")


def _cues(frame: Frame, low: int, high: int) -> list[Cue]:
    return [cue for cue in frame.span.cues if low <= cue[0] < high]


def _named_act(frame: Frame, start: int, end: int, limit: int) -> bool:
    """Whether a verb stands beside the passage before ``limit``: then something is done with the matter."""
    view = frame.view
    return _VERB.search(view, frame.clause_start, start) is not None or _VERB.search(view, end, limit) is not None


def _tells(frame: Frame, low: int, high: int, name: tuple[int, int] = (0, 0)) -> bool:
    """Whether an act or a figure stands in ``[low, high)`` outside the matter's own ``name`` (案卷评查)."""
    view = frame.view
    cues = [cue for cue in _cues(frame, low, high) if cue[0] < name[0] or cue[1] > name[1]]
    if _FINISHED.search(view, low, high) or concrete(view, cues, ("event",)) is not None:
        return True
    return _counts(frame, low, high)


def _counts(frame: Frame, low: int, high: int) -> bool:
    """Whether a counted thing stands in ``[low, high)``; "一席之地" and "每一件" count nothing."""
    view, counted = frame.view, frame.scan.counted
    places = counted[bisect_left(counted, low) : bisect_left(counted, high)]
    return any(view[at] not in "一几" and view[at - 1] != "每" for at in places)


def _acts_behind(frame: Frame) -> bool:
    """Whether a later clause of the sentence tells an act or a figure of the reporter's."""
    at = frame.clause_end
    while at < frame.span.end:
        limit = max(frame.scan.segments.clause(at)[1], at + 1)
        if not others_at(frame.scan, at) and _tells(frame, at, limit):
            return True
        at = limit
    return False
