"""Stress: real reports are edited, and the findings that must change, or must not, are counted.

Edits of one criterion take away what its ``full`` rests on (delete the sentences, move them into the
shortcomings, negate them, turn them into plans, give them to the superior): the finding must fall.
Edits of the whole text change nothing that matters (line breaks, widths, page furniture, garbled fixed
terms): no finding on a matter may change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker import findings, reading, structure, text
from checker.language import scan
from checker.measuring.explain import explain
from checker.model import Finding, Report, Rubric
from checker.rubric.lexicon import lexicon_of
from checker.rules.context import Context

Range = tuple[int, int]
MATTERS = ("matter", "four-personally", "report-upward")
_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九十]是)\s*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One edit of one report: ``wanted`` findings that had to move (or stay), and those that did not comply."""

    edit: str
    must_change: bool
    report: str
    wanted: int
    failed: tuple[str, ...]


def stress(reports: Sequence[tuple[str, Report]], rubric: Rubric) -> Iterator[Outcome]:
    """Apply every edit to every report."""
    for name, original in reports:
        identity = options_of(original)
        base_text = original.text
        report = reread(base_text, identity)
        if report is None:
            continue
        base = judge(report, rubric)
        for edit, change in FALLS.items():
            yield _falls(name, edit, change, report, base, rubric, identity)
        rewrites = {**STAYS, "固定表述误写": garbler(rubric)}
        for edit, rewrite in rewrites.items():
            edited = reread(rewrite(base_text), identity)
            changed = _changed(base, judge(edited, rubric), rubric) if edited else tuple(_matters(rubric))
            yield Outcome(edit, False, name, len(_matters(rubric)), changed)


def options_of(report: Report) -> structure.IdentityOptions:
    """The report's identity as options, so that an edit of the text cannot change who reports."""
    identity = report.identity
    return structure.IdentityOptions(
        kind=identity.kind,
        enforcing=identity.enforcing,
        years=identity.years,
        issuer=identity.issuer.value if identity.issuer else None,
        force=True,
    )


def reread(value: str, identity: structure.IdentityOptions) -> Report | None:
    """The edited text read, cleaned and structured like a file."""
    clean = text.clean(reading.read(value.encode(), name="报告.txt"))
    return next((part for part in structure.build(clean, identity) if isinstance(part, Report)), None)


def judge(report: Report, rubric: Rubric) -> dict[str, Finding]:
    """All findings on matters."""
    context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
    return {c.id: findings.find(c, context) for c in rubric.criteria if c.rule in MATTERS}


def _matters(rubric: Rubric) -> list[str]:
    return [criterion.id for criterion in rubric.criteria if criterion.rule in MATTERS]


def _changed(base: dict[str, Finding], now: dict[str, Finding], rubric: Rubric) -> tuple[str, ...]:
    return tuple(name for name in _matters(rubric) if base[name].coverage != now[name].coverage)


def _falls(
    name: str,
    edit: str,
    change: Callable[[Report, list[Range], list[Range]], str | None],
    report: Report,
    base: dict[str, Finding],
    rubric: Rubric,
    identity: structure.IdentityOptions,
) -> Outcome:
    wanted = 0
    failed: list[str] = []
    for criterion, finding in base.items():
        if finding.coverage != "full" or any(quote.element == "主送机关" for quote in finding.evidence):
            continue
        candidates = explain(report, rubric, criterion).candidates
        hits = sorted({(candidate.start, candidate.end) for candidate in candidates})
        if not hits:
            continue
        segments = scan(report, lexicon_of(rubric)).segments
        spans = merge([(segments.span(s)[0], segments.span(max(e - 1, s))[1]) for s, e in hits])
        edited = change(report, hits, spans)
        if edited is None:
            continue
        wanted += 1
        after = reread(edited, identity)
        if after is not None and judge_one(after, rubric, criterion).coverage == "full":
            failed.append(criterion)
    return Outcome(edit, True, name, wanted, tuple(failed))


def judge_one(report: Report, rubric: Rubric, criterion: str) -> Finding:
    context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
    return findings.find(rubric.by_id[criterion], context)


def merge(ranges: list[Range]) -> list[Range]:
    """Overlapping ranges joined, sorted; ranges that only touch stay apart."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def replace_ranges(value: str, ranges: Sequence[Range], by: Callable[[str], str]) -> str:
    """Every range rewritten, from the end to the beginning so that offsets hold."""
    for start, end in reversed(ranges):
        value = value[:start] + by(value[start:end]) + value[end:]
    return value


def _keep_break(passage: str) -> str:
    return "\n" if passage.endswith("\n") else ""


def delete(report: Report, hits: list[Range], spans: list[Range]) -> str | None:
    return replace_ranges(report.text, spans, _keep_break)


def move_to_problems(report: Report, hits: list[Range], spans: list[Range]) -> str | None:
    # a line 差距：…… in another part is a shortcoming too, but what follows it is not
    told = {end for _, end, role in report.roles if role in ("problems", "causes")}
    parts = {part.end for part in report.sections if part.role in ("problems", "causes")}
    target = max(told & parts or told, default=-1)
    if target < 0:
        return None
    moved = "".join(
        _NUMBER.sub("", report.text[s:e]).strip().rstrip("；;") + "\n" for s, e in spans if not _within(s, report)
    )
    if not moved:
        return None
    if any(part.by_lead_in and part.role == "problems" and part.end >= target > part.start for part in report.sections):
        moved = moved.replace("\n", "")  # what no heading holds ends with its line
    head, tail = report.text[:target], report.text[target:]
    kept = replace_ranges(head, [span for span in spans if span[1] <= target], _keep_break)
    rest = replace_ranges(tail, [(s - target, e - target) for s, e in spans if s >= target], _keep_break)
    joint = "\n" if moved.endswith("\n") else ""
    return kept.rstrip("\n") + joint + moved + (joint or "\n") + rest.lstrip("\n")


def _within(offset: int, report: Report) -> bool:
    return report.role_at(offset) in ("problems", "causes")


def negate(report: Report, hits: list[Range], spans: list[Range]) -> str | None:
    """Each clause that speaks of the matter ends in a deficiency."""
    value = report.text
    ends = {_clause_end(value, at) for start, end in hits for at in range(start, end)}
    for end in sorted(ends, reverse=True):
        value = value[:end] + "工作落实还不够到位" + value[end:]
    return value


_MARKS = "，,。；;：:！？\n"


def _clause_end(value: str, at: int) -> int:
    while at < len(value) and value[at] not in _MARKS:
        at += 1
    return at


def _clause_start(value: str, at: int) -> int:
    while at > 0 and value[at - 1] not in _MARKS:
        at -= 1
    return at


def leave_undone(report: Report, hits: list[Range], spans: list[Range]) -> str | None:
    """没有 before the verb of each clause that speaks of the matter; only where each begins with one."""
    value = report.text
    verbs = set()
    for start, end in hits:
        verb = _OPENS.match(value, _clause_start(value, start), end)
        if verb is None:
            return None
        verbs.add(verb.start("verb"))
    for at in sorted(verbs, reverse=True):
        value = value[:at] + "没有" + value[at:]
    return value


def turn_into_plan(report: Report, hits: list[Range], spans: list[Range]) -> str | None:
    def planned(passage: str) -> str:
        number = _NUMBER.match(passage)
        head = number.end() if number else 0
        return passage[:head] + "下一步，将进一步" + passage[head:]

    return replace_ranges(report.text, spans, planned)


_SUPERIORS = {"province": "国务院", "city": "省政府", "county": "省政府", "township": "县政府", "department": "省政府"}
_VERB = re.compile(
    r"(?:召开|举办|开展|组织|印发|制定|出台|修订|成立|建立|推行|推进|落实|审查|受理|办理|评查|清理|聘请|公布|公开|调解|培训|完成|编制|梳理|查处|整合)"
)
_OPENS = re.compile(rf"[^的对拟把将按不未没凡经，。；、《》“”]{{0,6}}?(?P<verb>{_VERB.pattern})(?!的)")


def give_to_superior(report: Report, hits: list[Range], spans: list[Range]) -> str | None:
    """Each sentence gets the superior as its subject; only where all of them begin with a verb."""
    for start, end in spans:
        number = _NUMBER.match(report.text[start:end])
        if not _VERB.match(report.text, start + (number.end() if number else 0)):
            return None

    def given(passage: str) -> str:
        number = _NUMBER.match(passage)
        head = number.end() if number else 0
        return passage[:head] + _SUPERIORS[report.identity.kind] + passage[head:]

    return replace_ranges(report.text, spans, given)


FALLS: dict[str, Callable[[Report, list[Range], list[Range]], str | None]] = {
    "删去依据": delete,
    "移入不足": move_to_problems,
    "改为欠缺": negate,
    "改为没做": leave_undone,
    "改为计划": turn_into_plan,
    "改为上级": give_to_superior,
}


def rewrap(value: str) -> str:
    """Hard lines of 32 characters inside paragraphs, as a text copied from a page has."""
    lines: list[str] = []
    for paragraph in value.split("\n"):
        indented = "　　" + paragraph if len(paragraph) > 32 else paragraph
        lines += [indented[at : at + 32] for at in range(0, len(indented), 32)] or [""]
    return "\n".join(lines)


_HALF = str.maketrans("，；：（）", ",;:()")


def half_width(value: str) -> str:
    return value.translate(_HALF)


def crlf_with_mark(value: str) -> str:
    return "\ufeff" + value.replace("\n", "\r\n")


def double_spaced(value: str) -> str:
    return value.replace("\n", "\n\n")


def with_page_numbers(value: str) -> str:
    """A page number line between paragraphs, every twelve of them."""
    lines = value.split("\n")
    result: list[str] = []
    for index, line in enumerate(lines, start=1):
        result.append(line)
        if index % 12 == 0 and index < len(lines):
            result.append(f"— {index // 12} —")
    return "\n".join(result)


def garbler(rubric: Rubric) -> Callable[[str], str]:
    """Every tenth occurrence of a fixed term written as the distortion table knows it to be garbled."""
    swaps: dict[str, str] = {}
    for wrong, right in lexicon_of(rubric).repairs:
        swaps.setdefault(right, wrong)
    terms = re.compile("|".join(sorted(map(re.escape, swaps), key=lambda term: (-len(term), term))) or r"(?!)")

    def garble(value: str) -> str:
        count = 0

        def swap(match: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return swaps[match[0]] if count % 10 == 1 else match[0]

        return terms.sub(swap, value)

    return garble


STAYS: dict[str, Callable[[str], str]] = {
    "按32字折行": rewrap,
    "半角标点": half_width,
    "CRLF和BOM": crlf_with_mark,
    "空行分段": double_spaced,
    "插入页码": with_page_numbers,
}


def totals(outcomes: Sequence[Outcome]) -> dict[str, tuple[bool, int, int]]:
    """Per edit: must it change, how many findings were asked, how many did not comply."""
    result: dict[str, tuple[bool, int, int]] = {}
    for outcome in outcomes:
        _, wanted, failed = result.get(outcome.edit, (outcome.must_change, 0, 0))
        result[outcome.edit] = (outcome.must_change, wanted + outcome.wanted, failed + len(outcome.failed))
    return result
