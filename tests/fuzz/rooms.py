"""Targets of the rooms behind reading: text, structure, figures, patterns, the whole walk, and told identities."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

from checker import check, load_rubric
from checker.errors import CheckerError
from checker.facts import extract_text
from checker.facts.numerals import chinese, chinese_integer
from checker.language.lexicon import build as build_lexicon
from checker.language.patterns import LONGEST, PatternError, parse
from checker.model import KINDS, Assessment, Report
from checker.reading import read
from checker.structure import IdentityOptions, build
from checker.structure.numerals import dates, ordinal
from checker.text import fold
from tests.fuzz import texts
from tests.fuzz.readers import hold
from tests.fuzz.target import Opener, Target, must, told

RUBRICS = ("law-government-2016", "law-government-2021", "law-government-2026", "leader-duty", "open-government")
_FIGURES = (
    "1.2万", "300余", "86.8%", "三成", "百分之九十", "2023年", "3月1日", "第二十条", "1,234", "１２３",
    "〔2023〕5号", "5—8", "3/4", "九折", "两", "万亿", "10:30", "1.2.3", "0.", ".5", "+3", "-2", "３０%", "几十",
    "上百", "数千", "〇", "十", "百", "个百分点", "倍", "人次", "亿元", "“十四五”", "12345", "1∶2", "9" * 400,
    "一" * 60, "千千", "零零", "·", "～",
)  # fmt: skip


def _text(_: Path) -> Target:
    def attempt(data: bytes) -> str:
        try:
            hold(read(data, name="样本.txt"))
        except CheckerError as error:
            return told(error)
        return "read"

    return Target(lambda draw: _many(draw).encode("utf-8", "replace"), attempt)


def _many(draw: random.Random) -> str:
    """Lines as converters leave them: wrapped, numbered, with furniture and stray blanks between."""
    text = texts.made(draw)
    for _ in range(draw.randrange(4)):
        at = draw.randrange(len(text) + 1)
        piece = draw.choice(
            ("\n- 3 -\n", "\n第3页 共9页\n", "\f", "\n　　", " ", "\n\n\n", "\r", "【打印】\n", "|", "\u2028", "\x07")
        )
        text = text[:at] + piece + text[at:]
    return text


def _structure(_: Path) -> Target:
    def attempt(data: bytes) -> str:
        try:
            clean = hold(read(data, name="样本.txt"))
        except CheckerError as error:
            return told(error)
        parts = build(clean, IdentityOptions(force=True))
        must(bool(parts), "no part")
        for part in parts:
            if isinstance(part, Report):
                _hold_report(part)
        for part in build(clean):
            if isinstance(part, Report):
                _hold_report(part)
        return "read"

    return Target(lambda draw: _many(draw).encode("utf-8", "replace"), attempt)


def _hold_report(report: Report) -> None:
    """The contract of a Report."""
    size, start = len(report.text), report.document_start
    must(report.clean.text[start : start + size] == report.text, "not a slice of the clean text")
    must(len(report.folded) == size, "folded text of another length")
    must(0 <= report.body_start <= report.body_end <= size, "body")
    position = 0
    for begin, end, _ in report.roles:
        must(position == begin < end <= size or size == 0, f"role {begin}-{end}")
        position = end
    for number, section in enumerate(report.sections):
        must(0 <= section.heading_start <= section.heading_end <= section.end <= size, f"section {number}")
        must(section.start <= section.heading_start and section.parent < number, f"order of section {number}")
    for known in (report.identity.title, report.identity.issuer, report.identity.addressee, report.identity.signature):
        if known is not None and known.start >= 0:
            must(known.start < known.end <= size, f"place of {known.value}")


def _figures(_: Path) -> Target:
    def make(draw: random.Random) -> bytes:
        if draw.random() < 0.4:
            return texts.damaged(draw, draw.choice(texts.lines())).encode()
        words = "全年办理案件件，同比增长下降约近余多至和占比其中分别为。 \n"
        pieces = [
            draw.choice(_FIGURES) if draw.random() < 0.6 else draw.choice(words) for _ in range(draw.randint(1, 14))
        ]
        return texts.damaged(draw, "".join(pieces)).encode()

    def attempt(data: bytes) -> str:
        text = data.decode()
        folded = fold(text)
        must(len(folded) == len(text), "folded text of another length")
        found = extract_text(folded)
        position = 0
        for claim in found.claims:
            must(position <= claim.start < claim.end <= len(text), f"claim {claim.start}-{claim.end}")
            must(claim.value.is_finite(), f"value {claim.value}")
            must(claim.low is None or claim.high is None or claim.low <= claim.high, f"bounds of {claim}")
            position = claim.end
            repr(claim), claim.measure, claim.scope, claim.period
        for start, end in found.untyped:
            must(0 <= start < end <= len(text), f"untyped {start}-{end}")
        must(0 <= found.share_typed <= 1, "share")
        list(found.sentences)
        chinese(folded), chinese_integer(folded), ordinal(folded), dates(folded)
        return "read" if found.claims else "none"

    return Target(make, attempt)


def _patterns(_: Path) -> Target:
    groups = {"主体": ["县政府", "镇政府"], "空": [], "长": ["字" * 39]}
    marks = (
        *("…", "……", "+", "(", ")", "|", "<", ">", "<主体>", "<空>", "<长>", "<无>", "(甲|乙)", " ", "\n"),
        *("法律顾问", "审查", "公示", "一" * 20, "(" + "|".join("甲乙丙丁戊己") + ")"),
    )

    def make(draw: random.Random) -> bytes:
        return "".join(draw.choice(marks) for _ in range(draw.choice((1, 2, 3, 5, 9, 20)))).encode()

    def attempt(data: bytes) -> str:
        text = data.decode()
        try:
            found = parse(text, groups)
        except PatternError as error:
            must(any("一" <= mark <= "鿿" for mark in str(error)), f"no Chinese: {error}")
            return "PatternError"
        must(bool(found.parts) and all(found.parts), "empty part")
        must(all(0 < len(phrase) <= LONGEST for part in found.parts for phrase in part), "empty or long phrase")
        if sum(map(len, found.parts)) < 50:
            build_lexicon({("a", "find"): [text]}, groups, {})
        return "read"

    return Target(make, attempt)


# ------------------------------------------------------------------ the whole walk


def broken(assessed: list[Assessment]) -> str:
    """What is wrong with the result, or ""."""
    for one in assessed:
        text = one.report.text
        for finding in one.findings:
            if finding.status == "error":
                return f"error: {finding.criterion}: {finding.message}"
            for quote in (*finding.evidence, *finding.near):
                if text[quote.start : quote.end] != quote.text:
                    return f"quote: {finding.criterion}"
    return ""


def _walk(_: Path) -> Target:
    """The first line of an input names the rubric and the year, the rest is the text."""

    def make(draw: random.Random) -> bytes:
        return f"{draw.choice(RUBRICS)} {draw.randint(2016, 2026)}\n{texts.made(draw)}".encode("utf-8", "replace")

    def attempt(data: bytes) -> str:
        head, _, text = data.partition(b"\n")
        name, year = head.decode().split()
        known = IdentityOptions(years=(int(year),), force=True)
        try:
            assessed = check(text, load_rubric(name), name="x.txt", identity=known)
        except CheckerError as error:
            return told(error)
        must(not broken(assessed), broken(assessed))
        return "read"

    return Target(make, attempt)


def _identity(_: Path) -> Target:
    """What may be told of a report beforehand: the first line of an input as JSON, the rest is the text."""
    words = (
        "",
        "县",
        "青屏县人民政府",
        "（",
        "　",
        "\u200b",
        "省" * 200,
        "〔2023〕",
        "国务院",
        "\x00",
        "a",
        "司法局",
        "2023年",
    )

    def make(draw: random.Random) -> bytes:
        some = [
            draw.choice((1990, 2015, 2016, 2020, 2023, 2024, 2025, 2100)) for _ in range(draw.choice((0, 1, 1, 2, 5)))
        ]
        options = {
            "kind": draw.choice((*KINDS, None)),
            "enforcing": draw.choice((True, False, None)),
            "years": sorted(some),
            "issuer": draw.choice((None, *words)),
            "title": draw.choice((None, *words, "关于2023年度法治政府建设情况的报告")),
            "addressee": draw.choice((None, *words)),
            "issued_on": draw.choice((None, "0001-01-01", "2024-02-29", "9999-12-31", "2024-04-02")),
            "published_on": draw.choice((None, "0001-01-01", "2024-03-31", "9999-12-31")),
            "force": draw.random() < 0.5,
        }
        return f"{json.dumps(options)}\n{texts.made(draw)}".encode("utf-8", "replace")

    def attempt(data: bytes) -> str:
        head, _, text = data.partition(b"\n")
        told_so = json.loads(head)
        for key in ("issued_on", "published_on"):
            told_so[key] = told_so[key] and date.fromisoformat(told_so[key])
        told_so["years"] = tuple(told_so["years"])
        try:
            assessed = check(text, name="x.txt", identity=IdentityOptions(**told_so))
        except CheckerError as error:
            return told(error)
        must(not broken(assessed), broken(assessed))
        return "read"

    return Target(make, attempt)


TARGETS: dict[str, Opener] = {
    "text": _text,
    "structure": _structure,
    "figures": _figures,
    "patterns": _patterns,
    "walk": _walk,
    "identity": _identity,
}
