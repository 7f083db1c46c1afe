"""Who reports, for which years, on what paper: every value with where it was taken from, conflicts said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from checker.model import Identity, Kind, Known, Metadatum
from checker.structure.blanks import unspaced
from checker.structure.enforcing import enforcing
from checker.structure.frame import DATE_LINE, Frame, Span, is_title
from checker.structure.kinds import kind_of_names, kind_of_self
from checker.structure.lexicon import words
from checker.structure.names import ORGANISATION_END, body_of, without_office
from checker.structure.numerals import dates
from checker.structure.opening import names_a_place, subject_of_opening
from checker.structure.options import IdentityOptions
from checker.structure.outline import Node
from checker.structure.page import page_metadata
from checker.structure.places_named import disagree
from checker.structure.years import from_text, spoken

_TODAY = re.compile(r"今天是\s*[：:]?\s*(20\d\d年\d{1,2}月\d{1,2}日)")
_LINES_BELOW = 12
# the last item of a page's breadcrumb: 法治政府建设年度报告 > 2021年度
_CRUMB_YEAR = re.compile(r"[>＞»›]\s*(20\d\d)年度?\s*$", re.MULTILINE)
# 某区五年法治政府建设工作报告, 某县近三年来……
_SPAN_OF_YEARS = re.compile(
    r"(?:近|过去|这)?[两二三四五六七八九十]+年(?:以?来)?\Z|^(?:[上下]半年|[一二三四]季度|全年|[上本]年度?)"
)
_FILED = re.compile(
    r"(?:(?<=[-—.、：:）)】\]])|(?<=^附件)|(?<=^附件\d)|^)(?!附件)[^-—.、：:（）()【】\[\]]*(?:报告|总结|汇报|情况)(?![一-鿿])"
)
_ISSUER = re.compile(
    r"^(?:关于)?(?:(?:印发|报送|上报|呈报))?(.{0,40}?)(?=关于|20\d\d|二[〇○零]|法治政府|法制政府|推进|贯彻|落实|全面|依法行政|法治建设|"
    r"政府信息公开|信息公开|政务公开|履行|年度|[xX×]{2}年|近[一-五]年)"
)


def identify(
    text: str,
    folded: str,
    nodes: Sequence[Node],
    found: Frame,
    metadata: Sequence[Metadatum],
    source: str,
    page: str,
    options: IdentityOptions,
    *,
    alone: bool,
    below: str = "",
) -> Identity:
    """The report's identity. ``alone`` says that title and file name speak of this part only.

    ``below`` is the raw text after the report: links to other pages may stand before the signature.

    ``page`` is the raw text above the report: the head of a saved page may tell the day it was seen.
    """
    metadata = page_metadata(metadata, text, found.body_start, found.body_end)
    title = _title(found, metadata, options, alone)
    signature = _known(found.signature, "signature")
    addressee = Known(options.addressee, "option") if options.addressee else _known(found.addressee, "addressee")
    publisher = _first(metadata, words().page["publisher"])
    issued, issued_known = _issued(folded, found, metadata, options)
    published, published_known = _published(metadata, page, options)
    filed = _file_title(source) if title is None and alone else None
    titled = _issuer_of_title(title)
    if signature is None and titled and below:
        signature, issued, issued_known = _signed_below(below, titled, issued, issued_known)
    names = [(without_office(known.value), known.source) for known in (titled, signature) if known]
    opening = _opening(folded, found)
    names += [(opening.value, "body")] if opening else []
    told = kind_of_names(names, folded, addressee.value if addressee else "")
    if told is None or told[0] is None:
        by_self = kind_of_self(folded, addressee.value if addressee else "")
        by_page = [(publisher.value, "metadata")] if publisher else []
        by_page += [(known.value, known.source) for known in (_issuer_of_title(filed),) if known]
        told = (*by_self, False) if by_self else kind_of_names(by_page, folded, "") or ("county", "default", False)
    kind: Kind = options.kind or told[0]
    kind_source = "option" if options.kind else told[1]
    issuer = Known(options.issuer, "option") if options.issuer else _issuer(titled, signature, publisher, kind)
    issuer = _fuller(issuer or _issuer_of_title(filed), opening)
    years, years_source = _years(folded, nodes, found, title, issued, source, options, alone, page)
    joint = told[2] or any(body_of(known.value).joint for known in (titled, signature) if known)
    name = " ".join(known.value for known in (issuer, signature, title) if known)
    acts = enforcing(folded, found.body_start, found.body_end, name) if kind == "department" else False
    conflicts = _conflicts(titled, signature, issued, found, years, folded, title)
    if issued and published and published < issued:
        conflicts.append(f"公开日期{published.isoformat()}早于成文日期{issued.isoformat()}，请核对。")
    return Identity(
        title=title or filed,
        issuer=issuer,
        kind=kind,
        kind_source=kind_source,
        enforcing=options.enforcing if options.enforcing is not None else acts,
        years=years,
        years_source=years_source,
        addressee=addressee,
        signature=signature,
        issued_on=issued,
        issued_known=issued_known,
        published_on=published,
        published_known=published_known,
        joint_with_party=joint,
        conflicts=tuple(conflicts),
    )


def _known(found: Span | None, source: str) -> Known | None:
    return Known(found.value, source, found.start, found.end) if found else None


def _first(metadata: Iterable[Metadatum], names: Sequence[str]) -> Metadatum | None:
    """The first datum by order of ``names``, then of place; its value is not empty."""
    held = [(re.sub(r"[\s\[\]【】：:]", "", item.name), item) for item in metadata if item.value.strip()]
    for name in names:
        for label, item in held:
            if label == name:
                return item
    return None


def _title(found: Frame, metadata: Sequence[Metadatum], options: IdentityOptions, alone: bool) -> Known | None:
    if options.title:
        return Known(options.title, "option")
    if found.title:
        return _known(found.title, "title")
    if not alone:
        return None
    item = _first(metadata, words().page["title"])
    if item and is_title(unspaced(item.value)):
        return Known(item.value.strip(), "metadata")
    return None


def _file_title(source: str) -> Known | None:
    """The title that a file's name tells, without the marks of drafts and enclosures around it."""
    found = _FILED.search(re.sub(r"[\s_]+", "", PurePath(source).stem))
    if found is None or not is_title(found[0]):
        return None
    return Known(found[0], "filename")


def _issuer_of_title(title: Known | None) -> Known | None:
    """Who the title says reports: 某县人民政府 of 某县人民政府关于2023年…; ``None`` where it names nobody."""
    if title is None:
        return None
    plain = unspaced(title.value)
    rest = re.sub(r"^(?:关于)?(?:20\d\d|二[〇○零]..)年度?", "", plain)
    for candidate in (plain, rest):
        match = _ISSUER.match(candidate)
        name = words().own_subject.split(match[1])[0].strip("的《") if match else ""
        name = _SPAN_OF_YEARS.sub("", name)
        if len(name) >= 2 and not re.match(r"关于|20\d\d|深入|进一步|履行|[xX×]+$|(?:\d+、)?(?:乡镇|镇街|县区)$", name):
            return Known(name, title.source, title.start, title.end)
    return None


def _issuer(titled: Known | None, signature: Known | None, publisher: Metadatum | None, kind: Kind) -> Known | None:
    if signature and body_of(signature.value).kind == kind:
        return signature
    if titled:
        return titled
    if signature:
        return signature
    if publisher and body_of(publisher.value).kind == kind:
        return Known(publisher.value.strip(), "metadata")
    return None


def _opening(folded: str, found: Frame) -> Known | None:
    place = subject_of_opening(folded, found.body_start, found.body_end)
    return Known(folded[slice(*place)], "body", *place) if place else None


def _fuller(issuer: Known | None, opening: Known | None) -> Known | None:
    """The issuer, or the opening's name where there is none or it says more: 某某经济开发区 for 经济开发区."""
    if opening is None or not names_a_place(opening.value):
        return issuer
    if issuer is None or (issuer.source == "title" and opening.value.endswith(issuer.value)):
        return opening
    return issuer


_GIVEN_AT = re.compile(
    r"^[ \t　]*[—-]{1,3}[ ]?(20\d\d年\d{1,2}月\d{1,2}日)，?(?:在|于)[^\n。]{4,60}(?:会议|大会|全会|会)上?[ \t]*$",
    re.MULTILINE,
)
# the report as a form to be filled in
_FILLED_IN = re.compile(r"(?:填表|填报|成文)(?:日期|时间)：[ 　]?(20\d\d年\d{1,2}月\d{1,2}日)")
_OPENING = 300


def _day(value: str) -> date | None:
    found = dates(value)
    return found[0][2] if found else None


def _issued(
    folded: str, found: Frame, metadata: Sequence[Metadatum], options: IdentityOptions
) -> tuple[date | None, Known | None]:
    if options.issued_on:
        return options.issued_on, Known(options.issued_on.isoformat(), "option")
    if found.dated:
        known = _known(found.dated, "signature")
        if found.date_value:
            return found.date_value, known
        item = _first(metadata, words().page["issued"])
        value = _day(item.value) if item else None
        return (value, Known(item.value.strip(), "metadata")) if item and value else (None, known)
    item = _first(metadata, words().page["issued"])
    value = _day(item.value) if item else None
    if item and value:
        return value, Known(item.value.strip(), "metadata")
    # made as a speech: “——2022年1月20日在市第五届人民代表大会常务委员会第四十一次会议上”
    reach = found.body_start + _OPENING
    given = _GIVEN_AT.search(folded, 0, reach) or _FILLED_IN.search(folded, 0, reach)
    value = _day(given[1]) if given else None
    return (value, Known(given[1], "title", given.start(1), given.end(1))) if given and value else (None, None)


def _signed_below(
    below: str, titled: Known, issued: date | None, issued_known: Known | None
) -> tuple[Known | None, date | None, Known | None]:
    """The reporter's name on a line of its own after the page's links, with the date under it."""
    lines = [unspaced(line) for line in below.split("\n") if line.strip()][:_LINES_BELOW]
    for number, line in enumerate(lines):
        if not 3 <= len(line) <= 30 or not ORGANISATION_END.search(line) or re.search(r"[，。；：:]", line):
            continue
        if not (line.startswith(titled.value) or titled.value.endswith(line) or line.endswith(titled.value)):
            continue
        dated = lines[number + 1] if number + 1 < len(lines) else ""
        if issued_known is None and DATE_LINE.match(dated):
            issued, issued_known = _day(dated), Known(dated, "signature")
        return Known(line, "signature"), issued, issued_known
    return None, issued, issued_known


def _published(metadata: Sequence[Metadatum], page: str, options: IdentityOptions) -> tuple[date | None, Known | None]:
    if options.published_on:
        return options.published_on, Known(options.published_on.isoformat(), "option")
    for name in words().page["published"]:
        item = _first(metadata, (name,))
        value = _day(item.value) if item else None
        if item and value:
            return value, Known(item.value.strip(), "metadata")
    item = _first(metadata, words().page["seen"])
    value = _day(item.value) if item else None
    if item and value:
        return value, Known(item.value.strip(), "metadata")
    # A saved page that says “今天是……” was on line that day: published then at the latest.
    head = _TODAY.search(page)
    if head and _day(head[1]):
        return _day(head[1]), Known(head[1], "metadata")
    return None, None


def _years(
    folded: str,
    nodes: Sequence[Node],
    found: Frame,
    title: Known | None,
    issued: date | None,
    source: str,
    options: IdentityOptions,
    alone: bool,
    page: str,
) -> tuple[tuple[int, ...], str]:
    if options.years:
        return tuple(sorted(options.years)), "option"
    if title:
        named = spoken(title.value)
        if named:
            return named, title.source
    years, where = from_text(folded, found.body_start, found.body_end, nodes, issued)
    if years or not alone:
        return years, where
    crumb = _CRUMB_YEAR.search(page)
    if crumb:
        return (int(crumb[1]),), "metadata"
    named = spoken(PurePath(source).stem)
    masked = re.search(r"[xX×＊*]{2,4}\s*年", folded)
    return (named, "filename") if named and not masked else ((), "default")


def _conflicts(
    titled: Known | None,
    signature: Known | None,
    issued: date | None,
    found: Frame,
    years: tuple[int, ...],
    folded: str,
    title: Known | None,
) -> list[str]:
    result: list[str] = []
    if titled and signature:
        one, two = body_of(titled.value), body_of(signature.value)
        if (one.kind and two.kind and one.kind != two.kind) or disagree(titled.value, signature.value):
            result.append(f"标题中的报告主体“{titled.value}”与署名“{signature.value}”不一致，请核对。")
    if years and title and title.source == "title":
        seen, where = from_text(folded, found.body_start, found.body_end, (), None)
        titled_years = spoken(title.value)
        if titled_years and not set(titled_years) & set(years):  # told by an option or a manifest
            result.append(f"指定的报告年度是{years[-1]}年，标题写{titled_years[-1]}年，请核对报告年度。")
        written = titled_years or years
        if seen and where == "body" and seen[-1] not in written:
            result.append(f"标题写{written[-1]}年，正文开头写{seen[-1]}年，请核对报告年度。")
    if issued and years:
        last = years[-1]
        if issued.year < last or issued.year > last + 2:
            result.append(f"成文日期为{issued.year}年，与报告年度{last}年不相衔接，请核对。")
    return result
