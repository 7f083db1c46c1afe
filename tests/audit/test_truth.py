"""What the audit finds, held against what the generator wrote in."""

from __future__ import annotations

from checker.audit.run import STORE
from checker.audit.store import Store

from .conftest import Audited
from .generator import generate

_SECTIONS = {"leader-duty": "section.leader-duty", "plan": "section.plan", "problems": "section.problems"}


def test_generator_gives_the_same_for_the_same_seed() -> None:
    one, two = (list(generate(6, seed=2, length=1)) for _ in range(2))
    assert [made.text for made in one] == [made.text for made in two]
    assert [made.text for made in generate(6, seed=3, length=1)] != [made.text for made in one]


def test_identity_is_read_from_the_text(audited: Audited) -> None:
    rows = audited.store.fetch("SELECT report, place, kind, year, region FROM cohort")
    found = {report: row for report, *row in rows}
    for name, made in audited.truth.items():
        assert found[audited.reports[name]] == [made.place, made.kind, made.year, made.region]


def test_contents_left_out_are_found_missing_and_no_others(audited: Audited) -> None:
    for name, made in audited.truth.items():
        coverage = dict(
            audited.store.fetch("SELECT criterion, coverage FROM findings WHERE report = ?", (audited.reports[name],))
        )
        for part, criterion in _SECTIONS.items():
            assert (coverage[criterion] == "none") == (part in made.missing), (name, part)


def test_slips_are_found_and_no_others(audited: Audited) -> None:
    for name, made in audited.truth.items():
        found = audited.store.fetch(
            """SELECT criterion FROM findings WHERE report = ? AND status IN ('warn', 'fail') AND
               (criterion GLOB 'text.*' OR criterion GLOB 'numbers.*' OR criterion GLOB 'timing.*')""",
            (audited.reports[name],),
        )
        if made.copied is None:
            assert {slip for (slip,) in found} == set(made.slips), name


def test_measures_are_read_to_the_last_digit(audited: Audited) -> None:
    for name, made in audited.truth.items():
        if made.measures:
            found = dict(
                audited.store.fetch("SELECT measure, value FROM measures WHERE report = ?", (audited.reports[name],))
            )
            assert {key: found.get(key) for key in made.measures} == made.measures


def test_copies_are_found_in_every_manner_and_no_others(audited: Audited) -> None:
    names = {number: name for name, number in audited.reports.items()}
    found = {
        frozenset((names[a], names[b])) for a, b in audited.store.fetch("SELECT one, other FROM copies WHERE NOT own")
    }
    truth = {frozenset((name, made.copied[0])) for name, made in audited.truth.items() if made.copied}
    assert {made.copied[1] for made in audited.truth.values() if made.copied} >= {"relabelled", "synonyms", "reordered"}
    assert truth <= found
    # two copies of one report are alike too
    sources = {name: made.copied[0] for name, made in audited.truth.items() if made.copied}
    assert all(len({sources.get(name, name) for name in pair}) == 1 for pair in found)


def test_runs_are_what_stands_in_both_texts(audited: Audited) -> None:
    from checker.audit.copies import Texts
    from checker.audit.grams import masked

    texts = Texts(audited.store, dict.fromkeys(audited.reports.values(), ""))
    rows = audited.store.fetch("SELECT one, other, start, end, other_start, other_end, text, other_text FROM runs")
    assert rows
    for one, other, start, end, other_start, other_end, text, other_text in rows:
        assert texts.plain(one)[0][start:end] == text
        assert texts.plain(other)[0][other_start:other_end] == other_text
        assert masked(text) == masked(other_text)
        assert end - start >= 30


def test_promises_kept_begun_and_passed_over_are_told_apart(audited: Audited) -> None:
    checked = 0
    for name, made in audited.truth.items():
        if not made.outcomes:
            continue
        found = audited.store.fetch(
            "SELECT outcome FROM followed WHERE report = ? AND role = 'plan' ORDER BY number", (audited.reports[name],)
        )
        assert [outcome for (outcome,) in found] == made.outcomes, name
        checked += len(found)
    assert checked > 20


def test_shortcomings_said_again_are_found(audited: Audited) -> None:
    for name, made in audited.truth.items():
        if made.copied or not made.outcomes:
            continue
        found = audited.store.fetch(
            "SELECT number FROM followed WHERE report = ? AND role = 'problems' ORDER BY 1", (audited.reports[name],)
        )
        assert [number - 1 for (number,) in found] == made.repeated, name


def test_followed_passages_are_cut_from_both_texts(audited: Audited) -> None:
    from checker.audit.copies import Texts

    texts = Texts(audited.store, dict.fromkeys(audited.reports.values(), ""))
    for report, before, start, end, at, stop, text, this in audited.store.fetch(
        "SELECT report, before, start, end, this_start, this_end, text, this_text FROM followed"
    ):
        assert texts.plain(before)[0][start:end] == text
        assert (texts.plain(report)[0][at:stop] if at >= 0 else "") == this


def test_roster_tells_who_is_missing(audited: Audited) -> None:
    assert audited.store.fetch("SELECT place, region FROM roster WHERE NOT found") == [("虚构县", "某市")]


def test_evidence_is_cut_from_the_stored_text(audited: Audited) -> None:
    from checker.audit.copies import Texts

    with_text = Store(audited.folder / STORE)
    texts = Texts(with_text, {})
    for report, start, end, text in with_text.fetch("SELECT report, start, end, text FROM evidence LIMIT 500"):
        assert texts.plain(report)[0][start:end] == text
    with_text.close()
