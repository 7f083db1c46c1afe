"""Charts as SVG: what each group's criteria came to, and what the score is made of.

Statuses differ by pattern as well as by colour, so that a greyscale print still tells them apart, and
every number drawn is also written beside. Only presentation attributes are used: no style, no script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model import Assessment
from checker.rendering import outcomes
from checker.rendering.words import Words

# Dark enough beside white, light enough beside black.
COLORS: dict[str, str] = {
    "pass": "#3f7d5e",
    "warn": "#c58b1b",
    "fail": "#b3402f",
    "not_applicable": "#b9bec6",
    "error": "#7a5ba6",
    "earned": "#2f6486",
    "missing": "#d5dbe1",
}
_BAR = 14


@dataclass(frozen=True, slots=True)
class GroupTally:
    """One group's findings by ink (a status, or ``missing`` for what a map does not see), and its share of the score.

    ``numbers`` says the same in words.
    """

    id: str
    name: str
    counts: tuple[tuple[str, int], ...]
    numbers: tuple[str, ...]
    earned: float
    possible: float

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)


def tallies(assessment: Assessment, say: Words) -> list[GroupTally]:
    """Every group that has findings, in rubric order."""
    counted: dict[str, Counter[str]] = {}
    for finding in assessment.findings:
        counted.setdefault(finding.group, Counter())[outcomes.key_of(assessment, finding)] += 1
    legend = outcomes.outcomes(assessment, say)
    scores = {group: (earned, possible) for group, earned, possible in assessment.score.groups}
    return [
        GroupTally(
            group,
            name,
            tuple(
                ("missing" if each.key == "none" else each.look, counted[group][each.key])
                for each in legend
                if counted[group][each.key]
            ),
            tuple(f"{each.name} {counted[group][each.key]}" for each in legend if counted[group][each.key]),
            *scores.get(group, (0.0, 0.0)),
        )
        for group, name in say.groups(assessment).items()
        if group in counted
    ]


def patterns() -> str:
    """``<defs>`` with one pattern per status; a document that draws bars needs them once."""
    lines = {
        "fail": '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#fff" stroke-width="1.6"/>',
        "warn": '<circle cx="4" cy="4" r="1.5" fill="#fff"/>',
        "error": '<path d="M0 4H8M4 0V8" stroke="#fff" stroke-width="1.2"/>',
        "missing": '<path d="M0 8L8 0" stroke="#8b949e" stroke-width=".8"/>',
    }
    made = "".join(
        f'<pattern id="ink-{status}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{color}"/>{lines.get(status, "")}</pattern>'
        for status, color in COLORS.items()
    )
    return f"<defs>{made}</defs>"


def stacked(shares: Iterable[tuple[str, float]], whole: float, height: int = _BAR) -> str:
    """A bar of 100% width for ``whole``, cut into patterned shares from the left."""
    rects: list[str] = []
    at = 0.0
    for name, share in shares:
        wide = 100 * share / whole if whole else 0.0
        if wide > 0:
            rects.append(
                f'<rect x="{at:.2f}%" width="{wide:.2f}%" height="{height}" fill="url(#ink-{name})" '
                'stroke="#fff" stroke-width=".75"/>'
            )
            at += wide
    return "".join(rects)


def score_shares(tally: GroupTally) -> list[tuple[str, float]]:
    return [("earned", tally.earned), ("missing", tally.possible - tally.earned)]
