"""What was made quick gives what the plain way gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.language import build_lexicon, scan
from checker.language.joining import _behind, _beside, _ordered, _together
from checker.language.packed import Match
from checker.model import Identity
from checker.structure.bare import bare_report
from checker.text import pieces
from tests.differential import output_of

GROUPS = {"执法": ["行政执法", "执法"], "公示": ["公示", "公开"]}
PATTERNS = (
    "<执法>+<公示>",
    "行政…公开",
    "公示…执法…公开",
    "公示+行政+开",
    "(公|开)…(执|法)…(行|政)…示",
    "执法",
    "公示",
)
TEXT = st.text(alphabet="执法公示开行政。，；\n", max_size=120)

places = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6)), min_size=1, max_size=6).map(
    lambda pairs: sorted({(start, start + size) for start, size in pairs})
)


@given(places, places)
def test_two_parts_are_joined_as_any_number_is(one: list[Match], other: list[Match]) -> None:
    assert _behind(one, other) == _ordered([one, other])
    assert _beside(one, other) == _together([one, other])


def plainly_joined(text: str) -> dict[tuple[str, str], list[Match]]:
    """Every pattern looked for by itself: what a lexicon of one pattern finds needs no mask."""
    found = {}
    for number, pattern in enumerate(PATTERNS):
        lexicon = build_lexicon({("c", str(number)): [pattern]}, GROUPS, {})
        hits = lexicon.finder.within(text)(text)
        matches: list[Match] = []
        begin = 0
        for stop in [at + 1 for at, mark in enumerate(text) if mark in "。；\n"] + [len(text)]:
            here = sorted((start, end, phrase) for phrase, start, end in hits if begin < end <= stop)
            for joined in lexicon.joined:
                columns = [[(s, e) for s, e, phrase in here if phrase in lexicon.parts[p]] for p in joined.parts]
                if all(columns):
                    matches += _ordered(columns, joined.gap) if joined.gap else _together(columns)
            if not lexicon.joined:
                matches += [(start, end) for start, end, _ in here]
            begin = stop
        found["c", str(number)] = [
            (start, end)
            for start, end in sorted(set(matches))
            if not any((s, e) != (start, end) and s <= start and end <= e for s, e in matches)
        ]
    return {key: matches for key, matches in found.items() if matches}


@given(TEXT)
def test_all_patterns_together_find_what_each_finds_alone(text: str) -> None:
    lexicon = build_lexicon({("c", str(n)): [pattern] for n, pattern in enumerate(PATTERNS)}, GROUPS, {})
    assert scan(bare_report(text, Identity()), lexicon).matches == plainly_joined(text)


@given(TEXT)
def test_a_long_text_looked_through_by_the_piece_gives_the_same(text: str) -> None:
    lexicon = build_lexicon(
        {("c", str(n)): [pattern] for n, pattern in enumerate(PATTERNS)}, GROUPS, {"done": ["公开"]}
    )
    report = bare_report(text, Identity())
    whole = scan(report, lexicon)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", 7)
        cut = scan(report, lexicon)
    assert (cut.matches, cut.cue_hits) == (whole.matches, whole.cue_hits)


def test_reports_judged_before_leave_no_trace() -> None:
    folder = Path(__file__).parents[2] / "fixtures" / "reports"
    files = [folder / "f04.txt", folder / "f14.txt"]
    first = [output_of(path, "law-government-2021") for path in files]
    again = [output_of(path, "law-government-2021") for path in reversed(files)]
    assert again == first[::-1]
