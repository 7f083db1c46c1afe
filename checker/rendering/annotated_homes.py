"""Where a missing matter belongs in a report: the part of its role, a gap between two parts, or the title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from checker.model import Assessment, Criterion, Finding, Role, Section

# The order in which the rules name the contents: a missing part stands between its neighbours here.
_ORDER: tuple[Role, ...] = ("measures", "problems", "causes", "leader-duty", "plan")
_ROLES: dict[str, Role] = {
    "causes": "problems",
    "specific-problems": "problems",
    "plan-answers-problems": "plan",
    "four-personally": "leader-duty",
}
_AT_TITLE = frozenset({"title", "addressee", "report-upward", "reported-by", "published-by", "year-consistency"})
_AT_END = frozenset({"issuer", "issue-date"})
_LONGEST = 60
_MOST_NAMED = 500
# Words that stand in headings of any matter.
_COMMON = re.compile(
    "行政|政府|法治|建设|工作|制度|体系|依法|情况|推进|机制|健全|完善|加强|全面|规范|能力|水平|落实|严格|深入|不断|持续|强化"
)


@dataclass(frozen=True, slots=True)
class Home:
    """``report.text[start:end]`` is where to look.

    ``heading`` names the part to write into. ``before``/``after`` are the headings around a gap: the
    part above it and the part below it; empty where there is none.
    """

    start: int
    end: int
    heading: str = ""
    before: str = ""
    after: str = ""


class Homes:
    """The places of one assessment, worked out once."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._report = assessment.report
        self._parts = self._top_parts()
        self._by_group = self._group_sections()
        self._groups = {group.id: group.name for group in assessment.rubric.groups}
        self._named = [
            (section, _pairs(self._report.text[section.heading_start : section.heading_end][:_LONGEST]))
            for section in self._report.sections[:_MOST_NAMED]
            if section.level == 2
        ]

    def of(self, finding: Finding) -> Home:
        """Where a finding that rests on no passage belongs."""
        criterion = self._assessment.rubric.by_id.get(finding.criterion)
        if criterion is None or criterion.rule in _AT_TITLE:
            return self.title()
        if criterion.rule in _AT_END:
            return self._end()
        role = role_of(criterion)
        if role is None:
            return self.title()
        section = self._by_group.get((finding.group, role)) or self._by_name(finding, role)
        if section is None:
            section = self._parts.get(role) or self._parts.get("problems" if role == "causes" else role)
        return self._at(section) if section is not None else self._gap(role)

    # ------------------------------------------------------------------ the report's parts

    def _top_parts(self) -> dict[Role, Section]:
        """The first and highest section of each role."""
        found: dict[Role, Section] = {}
        for section in self._report.sections:
            best = found.get(section.role)
            if best is None or section.level < best.level:
                found[section.role] = section
        return found

    def _group_sections(self) -> dict[tuple[str, Role], Section]:
        """Per group and role the section in which most of the group's other matters were told in full.

        A word in passing (公示 in a sentence on enforcement) does not make a section one on openness.
        """
        sections = self._report.sections
        starts = [section.start for section in sections]
        votes: dict[tuple[str, Role], Counter[int]] = {}
        for finding in self._assessment.findings:
            criterion = self._assessment.rubric.by_id.get(finding.criterion)
            if criterion is None or criterion.rule != "matter" or finding.coverage != "full":
                continue
            for quote in finding.evidence:
                index = _deepest(sections, starts, quote.start)
                if index >= 0:
                    key = (finding.group, sections[index].role)
                    votes.setdefault(key, Counter())[index] += 1
        # most votes first, then the earlier section
        chosen = {key: min(held.items(), key=lambda vote: (-vote[1], vote[0]))[0] for key, held in votes.items()}
        return {key: sections[index] for key, index in chosen.items()}

    def _by_name(self, finding: Finding, role: Role) -> Section | None:
        """The section below the first level whose heading shares most words with the finding's name and group."""
        wanted = _pairs(finding.name) | _pairs(self._groups.get(finding.group, ""))
        best, most = None, 0
        for section, own in self._named:
            shared = len(own & wanted) if section.role == role else 0
            if shared > most:
                best, most = section, shared
        return best

    # ------------------------------------------------------------------ places

    def _at(self, section: Section) -> Home:
        start, end = self._heading(section)
        return Home(start, end, heading=self._name(section))

    def _gap(self, role: Role) -> Home:
        """Between the last part that comes before ``role`` and the next one below it."""
        rank = _ORDER.index(role) if role in _ORDER else len(_ORDER)
        parts = sorted((s for r, s in self._parts.items() if r in _ORDER), key=lambda section: section.start)
        above = [s for s in parts if _ORDER.index(s.role) < rank]
        below = [s for s in parts if _ORDER.index(s.role) > rank and (not above or s.start > above[-1].start)]
        anchor = below[0] if below else above[-1] if above else None
        if anchor is None:
            return self.title()
        start, end = self._heading(anchor)
        return Home(
            start,
            end,
            before=self._name(above[-1]) if above else "",
            after=self._name(below[0]) if below else "",
        )

    def title(self) -> Home:
        """The title; of a report without one its first paragraph."""
        title = self._report.identity.title
        if title is not None and 0 <= title.start < title.end <= len(self._report.text):
            return Home(title.start, title.end)
        return Home(*self._paragraph(self._report.body_start if not self._report.paragraphs else 0))

    def _end(self) -> Home:
        signature = self._report.identity.signature
        if signature is not None and 0 <= signature.start < signature.end:
            return Home(signature.start, signature.end)
        return Home(*self._paragraph(len(self._report.text)))

    def _heading(self, section: Section) -> tuple[int, int]:
        if section.heading_end > section.heading_start:
            return section.heading_start, section.heading_end
        start, end = self._paragraph(section.start)
        return max(start, section.start), end

    def _name(self, section: Section) -> str:
        start, end = self._heading(section)
        name = self._report.text[start:end].strip()
        return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"

    def _paragraph(self, offset: int) -> tuple[int, int]:
        """The paragraph that holds ``offset``; of an offset behind the text the last one."""
        best = (0, min(len(self._report.text), _LONGEST))
        for paragraph in self._report.paragraphs:
            if paragraph.start > offset:
                break
            best = (paragraph.start, paragraph.end)
        return best


def role_of(criterion: Criterion) -> Role | None:
    """The role of the part in which a criterion's matter belongs; ``None`` where it belongs to no part."""
    if criterion.rule in _AT_TITLE or criterion.rule in _AT_END or criterion.rule == "defects":
        return None
    named = criterion.params.get("role")
    if isinstance(named, str):
        return cast(Role, named)
    if criterion.rule in _ROLES:
        return _ROLES[criterion.rule]
    return _most(case.role for case in criterion.cases if case.coverage in ("full", "partial"))


def _pairs(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters of ``name`` that tell matters apart; none reaches over a common word."""
    return frozenset(piece[at : at + 2] for piece in _COMMON.split(name) for at in range(len(piece) - 1))


def _most(roles: Iterable[Role]) -> Role:
    counted = Counter(roles)
    return min(counted, key=lambda role: (-counted[role], role)) if counted else "measures"


def _deepest(sections: tuple[Section, ...], starts: list[int], offset: int) -> int:
    """The index of the finest section with a heading that holds ``offset``, -1 where there is none."""
    index = bisect_right(starts, offset) - 1
    while index >= 0:
        section = sections[index]
        if section.start <= offset < section.end and section.heading_end > section.heading_start:
            return index
        index = section.parent
    return -1
