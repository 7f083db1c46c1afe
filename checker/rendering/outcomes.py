"""How findings are named and counted for a reader: by status where a rubric judges, by disclosure where it is a map.

The one place that knows the difference; the formats ask here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from checker.model import STATUSES, Assessment, Finding, Status
from checker.rendering.words import Words
from checker.scoring import disclosed

MAP_KEYS = ("full", "partial", "none", "not_applicable", "error")
SIGNS: Mapping[str, str] = {"full": "✓", "partial": "!", "none": "○", "not_applicable": "–", "error": "?"}
_LOOKS: Mapping[str, Status] = {
    "full": "pass",
    "partial": "warn",
    "none": "not_applicable",
    "not_applicable": "not_applicable",
    "error": "error",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``key`` sorts and filters, ``look`` is the status whose colour it wears, ``name`` is for the reader."""

    key: str
    look: Status
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a map: findings by key, those that concern the reporter, and the names of what is not seen."""

    id: str
    name: str
    counts: Mapping[str, int]
    absent: tuple[str, ...]
    mentioned: tuple[str, ...]

    @property
    def applicable(self) -> int:
        return self.counts.get("applicable", 0)


def is_map(assessment: Assessment) -> bool:
    return assessment.rubric.purpose == "map"


def key_of(assessment: Assessment, finding: Finding) -> str:
    """A finding's status, or on a map its coverage (``error`` stays)."""
    return finding.coverage if is_map(assessment) and finding.status != "error" else finding.status


def look(assessment: Assessment, finding: Finding) -> Status:
    """The status whose colour a finding wears: its own, or on a map that of its disclosure."""
    return _LOOKS[key_of(assessment, finding)] if is_map(assessment) else finding.status


def outcome(assessment: Assessment, finding: Finding, say: Words) -> Outcome:
    key = key_of(assessment, finding)
    if not is_map(assessment):
        return Outcome(key, finding.status, say(f"status.{finding.status}"))
    return Outcome(key, _LOOKS[key], say(f"map.{key}"))


def outcomes(assessment: Assessment, say: Words) -> tuple[Outcome, ...]:
    """All there can be, in the order of legends."""
    if not is_map(assessment):
        return tuple(Outcome(status, status, say(f"status.{status}")) for status in STATUSES)
    return tuple(Outcome(key, _LOOKS[key], say(f"map.{key}")) for key in MAP_KEYS)


def count(assessment: Assessment) -> Mapping[str, int]:
    """Findings by key; a map's also has ``applicable``."""
    return disclosed(assessment.findings) if is_map(assessment) else assessment.counts


def groups(assessment: Assessment, say: Words) -> list[Group]:
    """Every group of a map that has findings, in rubric order."""
    made: list[Group] = []
    for group, name in say.groups(assessment).items():
        own = [finding for finding in assessment.findings if finding.group == group]
        if own:
            named = {
                key: tuple(say.name(assessment, f) for f in own if key_of(assessment, f) == key)
                for key in ("none", "partial")
            }
            made.append(Group(group, name, disclosed(own), named["none"], named["partial"]))
    return made


def verdict(assessment: Assessment, say: Words) -> str:
    """The verdict's name; a map has none and says what it is."""
    return say("map.verdict") if is_map(assessment) else say(f"verdict.{assessment.verdict}")


def points(assessment: Assessment, say: Words) -> str:
    """The score with its waived one beside it; of a map how many of the applicable items were disclosed."""
    if not is_map(assessment):
        return say.points(assessment)
    counts: Counter[str] = disclosed(assessment.findings)
    return say("map.points", full=counts["full"], applicable=counts["applicable"])


def map_reason_en(assessment: Assessment) -> str:
    """What :func:`checker.scoring.map_reason` says, in English."""
    counts = disclosed(assessment.findings)
    wrong = f", {counts['error']} could not be judged" if counts["error"] else ""
    return (
        f"This is a map of what was disclosed and judges nothing: of {counts['applicable']} items that concern "
        f"this reporter, {counts['full']} are disclosed, {counts['partial']} mentioned, "
        f"{counts['none']} not seen{wrong}"
    )
