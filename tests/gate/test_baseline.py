"""Baseline: new, fixed, unchanged, regressed, improved; whose earlier report is taken; kept results read back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UnreadableError
from checker.gate.baseline import STATES, Earlier, State, choose, compare, of_assessment, read_result
from checker.model import COVERAGES, Assessment, Coverage, Known, Level
from checker.rendering import render
from tests.gate.made import assessment, finding, row
from tests.rendering import samples

ORDER: tuple[Coverage, ...] = ("full", "partial", "none")


@pytest.mark.parametrize(
    ("level", "before", "after", "state"),
    [
        ("required", "full", "full", "unchanged"),
        ("required", "full", "partial", "new"),
        ("required", "full", "none", "new"),
        ("required", "partial", "full", "fixed"),
        ("required", "partial", "partial", "unchanged"),
        ("required", "partial", "none", "regressed"),
        ("required", "none", "partial", "improved"),
        ("required", "none", "full", "fixed"),
        ("required", "none", "none", "unchanged"),
        ("expected", "partial", "none", "regressed"),
        ("expected", "none", "partial", "improved"),
        ("encouraged", "full", "none", "unchanged"),
        ("required", "not_applicable", "none", "new"),
        ("required", "none", "not_applicable", "fixed"),
    ],
)
def test_states(level: Level, before: Coverage, after: Coverage, state: State) -> None:
    old, new = assessment([row("甲", level, before)]), assessment([row("甲", level, after)])
    (item,) = compare(of_assessment(old), new).items
    assert item.state == state


def test_what_cannot_be_compared() -> None:
    old = assessment([row("甲"), row("乙"), row("丁")])
    new = assessment([row("甲", status="error"), row("丙"), row("丁")])
    found = {item.criterion: item.state for item in compare(of_assessment(old), new).items}
    assert found == {
        "duty.甲": "incomparable",
        "duty.丙": "incomparable",
        "duty.丁": "unchanged",
        "duty.乙": "incomparable",
    }


def slips(*passages: str, coverage: Coverage = "partial") -> Assessment:
    """A criterion of the rule kind ``defects`` whose evidence are the slips themselves."""
    made = assessment([row("typos", coverage=coverage)])
    one = finding(made, "duty.typos")
    quote = finding(assessment([row("甲")]), "duty.甲").evidence[0]
    found = replace(one, evidence=tuple(replace(quote, text=text, start=at) for at, text in enumerate(passages)))
    criteria = tuple(replace(criterion, rule="defects") for criterion in made.rubric.criteria)
    return replace(made, findings=(found,), rubric=replace(made.rubric, criteria=criteria))


@pytest.mark.parametrize(
    ("before", "after", "state", "came", "gone"),
    [
        (("甲错", "乙错"), ("乙 错", "甲错"), "unchanged", (), ()),
        (("甲错", "乙错"), ("甲错",), "improved", (), ("乙错",)),
        (("甲错",), ("甲错", "乙错"), "new", ("乙错",), ()),
        (("甲错",), ("乙错",), "new", ("乙错",), ("甲错",)),
        (("甲错",), ("甲错", "甲错"), "new", ("甲错",), ()),
    ],
)
def test_a_new_slip_beside_an_old_one_is_seen(
    before: tuple[str, ...], after: tuple[str, ...], state: State, came: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    (item,) = compare(of_assessment(slips(*before)), slips(*after)).items
    assert (item.state, item.came, item.gone) == (state, came, gone)


def test_fewer_slips_with_a_new_one_among_them_are_new() -> None:
    (item,) = compare(of_assessment(slips("甲", "乙", "丙", coverage="none")), slips("丁")).items
    assert (item.state, item.came) == ("new", ("丁",))


def test_other_words_of_a_met_criterion_are_no_change() -> None:
    old, new = assessment([row("甲")]), assessment([row("甲")])
    one = finding(new, "duty.甲")
    reworded = replace(one, evidence=(replace(one.evidence[0], text="另一句话。"),))
    (item,) = compare(of_assessment(old), replace(new, findings=(reworded,))).items
    assert (item.state, item.came) == ("unchanged", ())


ROWS = st.lists(
    st.tuples(st.sampled_from(["required", "expected", "encouraged"]), st.sampled_from(COVERAGES)),
    min_size=1,
    max_size=6,
)


@given(ROWS)
def test_against_itself_nothing_changes(drawn: list[tuple[Level, Coverage]]) -> None:
    made = assessment([row(f"第{i}", level, coverage) for i, (level, coverage) in enumerate(drawn)])
    against = compare(of_assessment(made), made)
    assert [item.state for item in against.items] == ["unchanged"] * len(made.findings)
    assert sum(len(against.of(state)) for state in STATES) == len(made.findings)


@given(ROWS, st.data())
def test_forth_and_back_are_opposite(drawn: list[tuple[Level, Coverage]], data: st.DataObject) -> None:
    other = [(level, data.draw(st.sampled_from(COVERAGES))) for level, _ in drawn]
    old, new = (
        assessment([row(f"第{i}", level, coverage) for i, (level, coverage) in enumerate(rows)])
        for rows in (drawn, other)
    )
    opposite = {"new": "fixed", "fixed": "new", "regressed": "improved", "improved": "regressed"}
    forth = [item.state for item in compare(of_assessment(old), new).items]
    back = [item.state for item in compare(of_assessment(new), old).items]
    assert back == [opposite.get(state, state) for state in forth]


# ----------------------------------------------------------------- whose earlier report


def entry(issuer: str, *years: int) -> Earlier:
    return Earlier(f"{issuer}{years}", issuer, years, {})


@pytest.mark.parametrize(
    ("entries", "chosen"),
    [
        ([entry("青屏县人民政府", 2023)], 0),
        ([entry("青屏县", 2022)], 0),
        ([entry("青屏市人民政府", 2023)], None),
        ([entry("", 2022)], 0),
        ([entry("", 2022), entry("", 2021)], None),
        ([entry("青屏县人民政府", 2021), entry("青屏县人民政府", 2022), entry("青屏县人民政府", 2024)], 1),
        ([entry("青屏县人民政府", 2022), entry("青屏县人民政府", 2023)], 1),
        ([entry("别县人民政府", 2023), entry("青屏县人民政府", 2022)], 1),
        ([], None),
    ],
)
def test_the_same_reporter_is_chosen(entries: list[Earlier], chosen: int | None) -> None:
    found = choose(entries, assessment([row("甲")]))
    assert found == (None if chosen is None else entries[chosen])


def test_an_unknown_reporter_takes_the_only_entry() -> None:
    made = assessment([row("甲")])
    nobody = replace(made, report=replace(made.report, identity=replace(made.report.identity, issuer=None)))
    assert choose([entry("青屏县", 2022)], nobody) is not None
    empty = replace(made.report.identity, issuer=Known("", "default"))
    assert choose([entry("青屏县", 2022)], replace(made, report=replace(made.report, identity=empty))) is not None


# ----------------------------------------------------------------- kept results


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_kept_result_is_as_good_as_the_report(tmp_path: Path, form: str) -> None:
    made = samples.realistic()
    path = tmp_path / f"old.{form}"
    path.write_bytes(render([made, made], form))
    entries = read_result(path)
    assert len(entries) == 2
    assert compare(entries[0], made).record() == compare(of_assessment(made), made).record()
    assert {item.state for item in compare(entries[0], made).items} == {"unchanged", "incomparable"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"assessments": []}',
        '{"assessments": [1]}',
        '{"assessments": [{"report": {"source": "x", "issuer": null, "years": ["y"]}, "findings": []}]}',
        '{"assessments": [{"report": {"source": "x", "issuer": null, "years": [1e400]}, "findings": []}]}',
        '{"assessments": [{"report": {"source": "x", "issuer": null, "years": [2023]}, "findings": []}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_result_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableError, match="里面没有检查结果。请用 checker check --format json 重新生成"):
        read_result(path)


def test_a_result_with_an_unknown_status_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    data = json.loads(render([samples.realistic()], "json"))
    data["assessments"][0]["findings"][0]["status"] = "fine"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(UnreadableError):
        read_result(path)


@pytest.mark.parametrize("spoilt", ["twice", "nan", "key twice"])
def test_a_result_that_says_a_thing_twice_is_refused(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "old.json"
    data = json.loads(render([samples.realistic()], "json"))
    findings = data["assessments"][0]["findings"]
    if spoilt == "twice":
        findings.append(findings[0])
    elif spoilt == "nan":
        findings[0]["weight"] = float("nan")
    text = json.dumps(data)
    if spoilt == "key twice":
        text = text.replace('"status":', '"status": "pass", "status":', 1)
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableError):
        read_result(path)


@pytest.mark.parametrize("make", ["missing", "folder", "gbk"])
def test_a_result_that_cannot_be_read(tmp_path: Path, make: str) -> None:
    path = tmp_path / "old.json"
    if make == "folder":
        path.mkdir()
    elif make == "gbk":
        path.write_bytes('{"报告": 1}'.encode("gbk"))
    with pytest.raises(UnreadableError):
        read_result(path)
