"""The paper's form: title, addressee, signature and date (GB/T 9704—2012, 7.3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from checker.model import Criterion, Evidence, Judgement, Known, Report
from checker.rules.context import Context
from checker.structure.names import OFFICER, body_of
from checker.structure.numerals import YEAR
from checker.structure.page import page_metadata
from checker.structure.places_named import disagree
from checker.structure.recognition import PAGE_TITLE

_SUBJECT = re.compile(r"法[治制]政府[^。]{0,14}(?:报告|情况)|依法行政[^。]{0,14}报告|法治建设[^。]{0,14}报告")
_NAMED = re.compile(r"法[治制]政府")
_GENRE = re.compile(r"报告[书表]?(?:[（(][^）)]*[）)])?$")
_ABBREVIATED = re.compile(
    r"^(?:关于)?(?:20\d\d|二[〇○零]|法治|推进|依法行政|年度|政府信息公开|信息公开|政务公开|履行|述法|述职)"
)
_ABOVE = {
    "province": re.compile(r"国务院|党中央|中共中央|中央"),
    "city": re.compile(r"省|自治区|区党委|区人民政府"),
    "county": re.compile(r"[市州盟]|地区|行署|地委|省|自治区|市委|市政府"),
    "township": re.compile(r"[县区旗市州]"),
    "department": re.compile(r"政府|[省市县区旗州盟]委|工委|厅|局|部|总局|署|委员会|国务院"),
}
_OWN_GROUP = re.compile(r"^(?:[^、，,]{0,12}(?:局|厅|委|办|中心|镇|乡|街道))?(?:党组|党委|党工委|领导班子|班子)$")
_BELOW = re.compile(r"^各|各(?:乡|镇|科室|部门|单位|股室|处室|村|社区)")
_LEAD, _CLOSE = 700, 200
_ABOVE_NAME = r"(?:上级|[省市州盟县区旗]|自治区)(?:党委|委|人民政府|政府|党委政府|委市政府|委县政府|委、[市县区]政府)"
_ASKS_ABOVE = re.compile(
    rf"(?:请|呈|报请|恳请){_ABOVE_NAME}[^。；\n]{{0,8}}?(?:审阅|审议|审查|指正|批评指正|检阅)|"
    rf"(?:现|谨)?向{_ABOVE_NAME}[^。；\n]{{0,12}}?(?:报告|汇报)如下"
)
_OFFICE_ONLY = re.compile(r"^[^、，,；]{0,14}司法[局厅]$")


def judge_title(criterion: Criterion, context: Context) -> Judgement:
    """The title names the reporter, the year and the kind of report; a two-line title is one title."""
    known = context.report.identity.title
    elements = criterion.params.get("elements") or ()
    if known is None and elements:
        page = _page_title(context.report)
        if page and all(any(word in page for word in element["find"]) for element in elements):
            return Judgement("partial", message=f"正文中未见报告标题，页面标题为“{page}”，请核对。")
    if known is None:
        return Judgement("none", message="未见报告标题，请补写标题并写明报告主体、报告年度和文种。")
    if known.source == "filename":
        return Judgement("none", message=f"正文中未见报告标题，只有文件名为“{known.value}”，请补写标题。")
    plain = re.sub(r"\s+", "", known.value)
    missing = []
    if not _has_issuer(plain) and not (elements and _named_below(context.report)):
        missing.append("报告主体")
    if not YEAR.search(plain) and not re.search(r"20\d\d[—\-－~～至]20\d\d", plain):
        missing.append("报告年度")
    if elements:
        # another kind of report: its subject and genre are the rubric's, literal words each
        missing += [element["name"] for element in elements if not any(word in plain for word in element["find"])]
    else:
        if not _NAMED.search(plain):
            missing.append("“法治政府建设”字样")
        if not _GENRE.search(plain) or not _SUBJECT.search(plain):
            missing.append("“法治政府建设（年度、情况）报告”的文种")
    shown = _shown(known)
    if not missing:
        return Judgement("full", shown, met=("报告主体", "报告年度", "文种"))
    return Judgement("partial", shown, message=f"标题未写明{'、'.join(missing)}，请核对。", unmet=tuple(missing))


def _has_issuer(plain: str) -> bool:
    rest = re.sub(r"^(?:关于)?(?:20\d\d|二[〇○零].{2})年?度?", "", plain)
    for candidate in (plain, rest, plain.removeprefix("关于")):
        match = re.match(
            r"(.{2,40}?)(?=关于|20\d\d|二[〇○零]|法[治制]政府|推进|依法行政|法治建设|年度|政府信息公开|信息公开|政务公开|履行|述[法职])",
            candidate,
        )
        if match and not _ABBREVIATED.match(candidate):
            body = body_of(match[1])
            if (
                body.kind
                or body.city
                or match[1].endswith(("政府", "区", "县", "市", "局"))
                or OFFICER.search(match[1])
            ):
                return True
    return False


def _page_title(report: Report) -> str:
    """The title of the page itself, where the file is one and says it."""
    return next((item.value.strip() for item in report.clean.metadata if item.name == PAGE_TITLE), "")


def _named_below(report: Report) -> bool:
    """Whether the reporter's name stands on its own line right under the title."""
    title, named = report.identity.title, report.identity.signature
    return bool(title and named and title.end <= named.start and not report.text[title.end : named.start].strip())


def judge_addressee(criterion: Criterion, context: Context) -> Judgement:
    """The report is written to a higher level; a department's own government counts as one."""
    identity = context.report.identity
    known = identity.addressee
    if known is None:
        return _addressed_in_text(context.report)
    shown = _shown(known)
    plain = re.sub(r"\s+", "", known.value)
    if _BELOW.search(plain) or _OWN_GROUP.search(plain):
        return Judgement("partial", shown, message=f"主送机关为“{plain}”，不是上一级机关，请核对。")
    if _OFFICE_ONLY.search(plain) and not (
        identity.kind == "department" and identity.issuer and "司法" in identity.issuer.value
    ):
        return Judgement("partial", shown, message=f"主送机关只写“{plain}”，未写上一级政府，请核对。")
    if _ABOVE[identity.kind].search(plain) and not only_own_level(plain, context):
        return Judgement("full", shown)
    return Judgement("partial", shown, message=f"主送机关为“{plain}”，请核对是否为上一级机关。")


def _addressed_in_text(report: Report) -> Judgement:
    """No line of its own names the body written to; the lead or the close may: “请市政府审阅”, “现向县委报告如下”."""
    for low, high in ((report.body_start, report.body_start + _LEAD), (report.body_end - _CLOSE, report.body_end)):
        match = _ASKS_ABOVE.search(report.folded, max(report.body_start, low), min(high, report.body_end))
        if match:
            return Judgement(
                "partial",
                (Evidence(match.start(), match.end(), "mentioned"),),
                message="只在正文里提到向上级报告，标题下未见主送机关，请核对。",
            )
    return Judgement("none", message="未见主送机关；如公开版本已略去，请核对报送稿。")


def only_own_level(plain: str, context: Context) -> bool:
    """Whether a government writes only to the party committee or congress of its own level.

    ``plain`` is the addressee without white space. A county-level city and the city above it are both 市: the 市委 in
    front of a 市人大常委会 is of its level, since reports to a congress go to no other.
    """
    identity = context.report.identity
    if identity.kind not in ("city", "county", "township"):
        return False
    own = {
        "city": r"^(?:中共)?[^省]{0,8}市委(?:员会)?",
        "county": r"^(?:中共)?[^市州盟地]{0,8}[县区旗]委",
        "township": r"^(?:中共)?[^县区市]{0,8}[镇乡]",
    }
    pieces = [piece for piece in re.split(r"[、，,；;]", plain) if piece]
    issuer = identity.issuer.value if identity.issuer else ""
    if "人大" in plain and re.search(r"市(?:人民政府)?$", issuer):
        pieces = [piece for piece in pieces if piece not in ("市委", "中共市委")] or pieces[-1:]
    return all(re.search(own[identity.kind], piece) or "人大" in piece for piece in pieces)


def judge_issuer(criterion: Criterion, context: Context) -> Judgement:
    """The reporter signs below the text, or the page's data name it as publisher."""
    report = context.report
    identity = report.identity
    if identity.signature:
        shown = _shown(identity.signature)
        if identity.title and disagree(identity.title.value, identity.signature.value):
            return Judgement("partial", shown, message="署名的地名与标题中报告主体的地名不同，请核对。")
        return Judgement("full", shown)
    named = page_metadata(report.clean.metadata, report.text, report.body_start, report.body_end)
    publishers = [item.value.strip() for item in named if re.search(r"机构|机关|单位|部门|来源|作者", item.name)]
    for value in publishers:
        if _same_body(value, context):
            return Judgement("full", message=f"正文后未见署名，页面信息载明发布机构为“{value}”。")
    if publishers:
        return Judgement(
            "partial",
            _shown(identity.title) if identity.title else (),
            message=f"正文后未见署名，页面信息只载明“{publishers[0]}”，与报告主体不同，请核对。",
        )
    return Judgement("none", message="正文后未见署名，页面信息也未载明报告主体，请核对。")


# "市生态环境局法规与标准科": a body speaks through its division.
_DIVISION = re.compile(r"(?<=[局厅委办府])[一-龥]{2,10}(?:科|处|股|室|中心)$")


def _same_body(value: str, context: Context) -> bool:
    """Whether a publisher's name means the reporting body (short forms and its general office included)."""
    identity = context.report.identity
    value = _DIVISION.sub("", value)
    one = body_of(value)
    if one.kind != identity.kind and not (one.city and identity.kind in ("city", "county")):
        return False
    issuer = identity.issuer.value if identity.issuer and identity.issuer.source != "metadata" else ""
    if not issuer:
        return True
    strip = re.compile(r"人民政府|政府|办公室|办公厅|委员会|街道办事处|中共|[省市县区旗州盟镇乡]")
    short, long = sorted((strip.sub("", value), strip.sub("", issuer)), key=len)
    return not short or short[-2:] in long


def judge_issue_date(criterion: Criterion, context: Context) -> Judgement:
    """A complete date that exists, below the text or in the page's data."""
    identity = context.report.identity
    known = identity.issued_known
    if known is None:
        return Judgement("none", message="未见成文日期，请核对。")
    if identity.issued_on and identity.issued_on.year > 0:
        note = "" if known.start >= 0 else f"页面信息载明的成文日期为{known.value}。"
        return Judgement("full", _shown(known), message=note)
    return Judgement(
        "partial",
        _shown(known),
        message=f"成文日期“{known.value}”不完整或不是真实存在的日期，请核对（也可能是网页复制时缺字）。",
    )


def _shown(known: Known) -> tuple[Evidence, ...]:
    """The value's place in the text as evidence; nothing where it does not stand there."""
    return (Evidence(known.start, known.end, "mentioned"),) if known.start >= 0 else ()


RULES: dict[str, Callable[[Criterion, Context], Judgement]] = {
    "title": judge_title,
    "addressee": judge_addressee,
    "issuer": judge_issuer,
    "issue-date": judge_issue_date,
}
