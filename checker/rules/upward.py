"""The rule kind ``report-upward``: was the annual report made to a higher level?

``full``: the report is addressed to a higher level, or says that the annual report was made to one.
``partial``: it only says that the reporting system is observed or required, names no recipient, or
only demands reports from those below. The closing formulas alone are nothing.
"""

from __future__ import annotations

from checker.language import own_tier
from checker.model import Criterion, Evidence, Judgement
from checker.rules.context import Context
from checker.rules.form import only_own_level
from checker.rules.matter import nearest
from checker.rules.passages import Candidate, gather


def judge_report_upward(criterion: Criterion, context: Context) -> Judgement:
    """See the module's docstring; ``report`` patterns tell reporting, ``recipients`` who receives."""
    addressee = context.report.identity.addressee
    evidence: list[Evidence] = []
    plain = "" if addressee is None else "".join(addressee.value.split())
    if addressee is not None and addressee.start >= 0 and not only_own_level(plain, context):
        evidence.append(Evidence(addressee.start, addressee.end, "done", "主送机关"))
        return Judgement("full", tuple(evidence))
    told = gather(context, criterion.id, "report")
    recipients = context.scan.of(criterion.id, "recipients")
    made = [c for c in told if c.counts and _names_recipient(c, recipients, context)]
    if made:
        return Judgement("full", tuple(c.evidence("") for c in made[:2]))
    raised: list[Candidate] = told + gather(context, criterion.id, "mention", mention_only=True)
    if raised:
        raised.sort(key=lambda c: (not c.counts, c.start))
        return Judgement("partial", tuple(_unnamed(c) for c in raised[:2]))
    return Judgement("none", near=nearest(criterion, context, ["report", "mention"]))


def _names_recipient(candidate: Candidate, recipients: list[tuple[int, int]], context: Context) -> bool:
    """Whether the sentence names a recipient above the reporter; its own 县委 or 县人大常委会 is not one."""
    low, high = context.scan.segments.span(candidate.start)
    tier = own_tier(context.report.identity, context.scan.view)
    return any(low <= start and end <= high and _is_above(context, start, end, tier) for start, end in recipients)


# the words after 市政府 that make it a place of publication or a meeting
_NO_RECIPIENT = ("门户", "网站", "官网", "公报", "常务会", "全体会", "信息公开", "新闻")
# what ends no name of a place
_NO_PLACE = "向报送的和及、在于经由至给请呈抄并将以从到，；：（）“”日月年县区市乡镇"
_TIERS = (("省", 1), ("自治区", 1), ("市", 2), ("州", 2), ("盟", 2), ("行署", 2), ("县", 3), ("区", 3), ("旗", 3))


def _is_above(context: Context, start: int, end: int, tier: int) -> bool:
    """Tell the recipient's tier by its first unit; what has none (上级, 国务院, 依法治县办) is taken as above."""
    view = context.scan.view
    name = view[start:end]
    if "人大" in name or view.startswith(_NO_RECIPIENT, end):
        return False
    level = next((level for mark, level in _TIERS if name.startswith(mark)), 0)
    if level < tier:
        return True
    # A county-level city reports to another 市, called by its name (or left as xx).
    before = view[max(0, start - 2) : start]
    if level != 2 or not before or context.report.identity.kind == "city":
        return False
    if before[-1] in "xX×":
        return True
    issuer = context.report.identity.issuer
    return issuer is not None and before not in issuer.value and before[-1] not in _NO_PLACE


def _unnamed(candidate: Candidate) -> Evidence:
    return candidate.evidence(candidate.reason or "没有写明向哪个上级机关报告")


RULES = {"report-upward": judge_report_upward}
