"""Waivers: which work, until which day, and that they change how a finding counts, never what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import fingerprint
from checker.gate import judge
from checker.gate.policy import Policy
from checker.model import Coverage, Level
from checker.waivers import ReportKey, State, WaiverRules, apply, combined
from tests.gate.made import TITLE, TODAY, assessment, finding, row, waiver
from tests.rendering import samples

ROWS = [row("甲"), row("乙", coverage="none"), row("丙", "expected", "partial"), row("丁", "encouraged")]
MADE = assessment(ROWS)


def state_of(
    rules: WaiverRules | None = None, criterion: str = "duty.乙", today: date = TODAY, **changes: Any
) -> State:
    return apply(MADE, [waiver(MADE, criterion, **changes)], today, rules)[1][0].state


def note_of(rules: WaiverRules | None = None, criterion: str = "duty.乙", **changes: Any) -> str:
    return apply(MADE, [waiver(MADE, criterion, **changes)], TODAY, rules)[1][0].note


def test_a_waived_finding_stays_visible_with_its_status() -> None:
    after, uses = apply(MADE, [waiver(MADE, "duty.乙", second_approved_by="丙", ticket="府办 12")], TODAY)
    was, now = finding(MADE, "duty.乙"), finding(after, "duty.乙")
    assert uses[0].state == "applied"
    assert now.waiver is not None
    assert replace(now, waiver=None) == was
    assert now.waiver.expires == "2024-03-31"
    assert (now.waiver.second_approved_by, now.waiver.ticket) == ("丙", "府办 12")
    assert after.score == MADE.score
    assert after.score_waived is not None
    assert after.score_waived.value > after.score.value


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 1, 31), "early"),
        (date(2024, 2, 1), "applied"),
        (date(2024, 3, 31), "applied"),
        (date(2024, 4, 1), "expired"),
    ],
)
def test_both_end_days_are_included(today: date, state: State) -> None:
    assert state_of(today=today) == state


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.integers(-1000, 1000))
def test_expiry_is_inclusive(start: date, length: int, offset: int) -> None:
    end, today = start + timedelta(length), start + timedelta(offset)
    state = state_of(today=today, approved_on=start, expires=end)
    assert state == ("early" if today < start else "expired" if today > end else "applied")


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ({"evidence": "0" * 32}, "changed", "结论或者依据的原文与批准时不同，请重新核对并申请"),
        ({"criterion": "duty.无"}, "orphaned", "细则“law-government-2021”里没有条目“duty.无”"),
        ({"criterion": "duty.甲"}, "unused", "这个条目现在是“符合”，豁免可以删去"),
        ({"expires": date(2024, 2, 29)}, "expired", "已于 2024-02-29 到期，请改正报告或者重新申请"),
        ({"approved_on": date(2024, 3, 2)}, "early", "批准日 2024-03-02 还没有到"),
        ({"problems": ("w.yaml:3：缺少“reason”",)}, "malformed", "w.yaml:3：缺少“reason”"),
        ({"report": ReportKey(source="别县.docx")}, "elsewhere", "不是这份报告的豁免（别县.docx）"),
    ],
)
def test_what_stops_a_waiver_is_told(changes: dict[str, Any], state: State, words: str) -> None:
    assert state_of(**changes) == state
    assert note_of(**changes) == words
    after, _ = apply(MADE, [waiver(MADE, changes.pop("criterion", "duty.乙"), **changes)], TODAY)
    assert all(one.waiver is None for one in after.findings)
    assert after.score_waived == MADE.score


@pytest.mark.parametrize(
    ("rules", "changes", "words"),
    [
        (WaiverRules(allowed=False), {}, "门槛规定不接受豁免"),
        (WaiverRules(levels=("expected",)), {}, "门槛规定不允许豁免必备条目"),
        (WaiverRules(never=("duty.乙",)), {}, "门槛规定不允许豁免这个条目"),
        (WaiverRules(criteria=("duty.丙",)), {}, "门槛规定不允许豁免这个条目"),
        (WaiverRules(statuses=("warn",)), {}, "门槛规定不允许豁免“不符合”的结论"),
        (WaiverRules(max_days=59), {}, "有效期 60 天，超过门槛规定的 59 天"),
        (WaiverRules(second_approver=("required",)), {}, "必备条目的豁免须有第二批准人（second_approved_by）"),
        (WaiverRules(approvers=("丙",)), {}, "批准人“乙”不在门槛规定的名单里"),
        (
            WaiverRules(approvers=("乙",)),
            {"second_approved_by": "丁"},
            "批准人“丁”不在门槛规定的名单里",
        ),
    ],
)
def test_a_policy_refuses(rules: WaiverRules, changes: dict[str, Any], words: str) -> None:
    assert state_of(rules, **changes) == "refused"
    assert note_of(rules, **changes) == words


@pytest.mark.parametrize(
    ("rules", "changes"),
    [
        (WaiverRules(levels=("required",)), {}),
        (WaiverRules(never=("duty.丙",)), {}),
        (WaiverRules(criteria=("duty.乙",)), {}),
        (WaiverRules(max_days=60), {}),
        (WaiverRules(second_approver=("expected",)), {}),
        (WaiverRules(second_approver=("required",)), {"second_approved_by": "丙"}),
        (WaiverRules(approvers=("乙",)), {}),
    ],
)
def test_and_lets_pass_what_it_does_not_refuse(rules: WaiverRules, changes: dict[str, Any]) -> None:
    assert state_of(rules, **changes) == "applied"


@pytest.mark.parametrize(
    ("key", "fits"),
    [
        (ReportKey(source="青屏县2023.txt"), True),
        (ReportKey(source="稿/青屏县2023.txt"), False),
        (ReportKey(source="屏县2023.txt"), False),
        (ReportKey(sha256=MADE.report.clean.document.sha256), True),
        (ReportKey(sha256="0" * 64), False),
        (ReportKey(title=TITLE, issuer="青屏县人民政府", year=2023), True),
        (ReportKey(title=TITLE.replace("2023", "２０２３ "), issuer="青屏县 人民政府", year=2023), True),
        (ReportKey(title=TITLE, issuer="青屏县人民政府", year=2022), False),
        (ReportKey(title=TITLE, issuer="青屏市人民政府", year=2023), False),
        (ReportKey(source="青屏县2023.txt", part=1), True),
        (ReportKey(source="青屏县2023.txt", part=2), False),
    ],
)
def test_which_report_a_waiver_is_for(key: ReportKey, fits: bool) -> None:
    assert state_of(report=key) == ("applied" if fits else "elsewhere")


def test_folders_are_compared_from_the_right() -> None:
    document = replace(MADE.report.clean.document, source="D:\\报送\\稿\\青屏县2023.txt")
    report = replace(MADE.report, clean=replace(MADE.report.clean, document=document))
    assert ReportKey(source="稿/青屏县2023.txt").matches(report)
    assert not ReportKey(source="底稿/青屏县2023.txt").matches(report)


def test_the_second_waiver_of_a_finding_is_unused() -> None:
    _, uses = apply(MADE, [waiver(MADE, "duty.乙"), waiver(MADE, "duty.乙")], TODAY)
    assert [use.state for use in uses] == ["applied", "unused"]


def test_an_expired_waiver_does_not_stand_in_the_way_of_a_new_one() -> None:
    old = waiver(MADE, "duty.乙", expires=date(2024, 2, 10))
    _, uses = apply(MADE, [old, waiver(MADE, "duty.乙")], TODAY)
    assert [use.state for use in uses] == ["expired", "applied"]


def test_edits_elsewhere_keep_the_waiver_and_edits_of_the_passage_end_it() -> None:
    given_ = waiver(MADE, "duty.丙")
    moved = assessment(ROWS, text="青屏县是山区县。\n" * 5 + samples.TEXT)
    assert finding(moved, "duty.丙").evidence[0].start != finding(MADE, "duty.丙").evidence[0].start
    assert apply(moved, [given_], TODAY)[1][0].state == "applied"
    quote = finding(MADE, "duty.丙").evidence[0]
    spaced = replace(quote, text=quote.text.replace("行政", "行 政\n").replace("，", ","))
    reworded = replace(quote, text=quote.text.replace("不够", "仍不够"))
    for other, state in ((spaced, "applied"), (reworded, "changed")):
        found = tuple(replace(one, evidence=(other,)) if one.criterion == "duty.丙" else one for one in MADE.findings)
        assert apply(replace(MADE, findings=found), [given_], TODAY)[1][0].state == state


def test_a_graver_finding_ends_the_waiver() -> None:
    given_ = waiver(MADE, "duty.丙")
    graver = tuple(replace(one, status="fail") if one.criterion == "duty.丙" else one for one in MADE.findings)
    assert apply(replace(MADE, findings=graver), [given_], TODAY)[1][0].state == "changed"


def test_passages_count_in_any_order() -> None:
    one = finding(assessment([row("甲")]), "duty.甲")
    other = replace(one.evidence[0], text="另一句。")
    both = replace(one, evidence=(one.evidence[0], other))
    assert fingerprint.of_evidence(both) == fingerprint.of_evidence(replace(both, evidence=both.evidence[::-1]))
    assert fingerprint.of_evidence(both) != fingerprint.of_evidence(one)


def test_several_reports_a_waiver_works_if_it_works_for_one() -> None:
    other = assessment([row("甲"), row("乙")])
    given_ = waiver(MADE, "duty.乙")
    answers = [apply(made, [given_], TODAY)[1] for made in (other, MADE)]
    assert [uses[0].state for uses in answers] == ["unused", "applied"]
    assert combined(answers)[0].state == "applied"


def test_the_gate_counts_a_waived_finding_as_passed_and_only_then() -> None:
    policy = Policy("mine", "我的", must_pass=("duty.乙",), forbid=(("required", ("fail",)),))
    given_ = waiver(MADE, "duty.乙")
    assert judge(MADE, policy, TODAY, [given_]).exit == 0
    assert judge(MADE, policy, TODAY).exit == 1
    assert judge(MADE, policy, date(2024, 4, 1), [given_]).exit == 1
    refused = replace(policy, waivers=WaiverRules(levels=("expected",)))
    assert judge(MADE, refused, TODAY, [given_]).exit == 1


def test_the_least_score_looks_at_the_score_the_policy_names() -> None:
    given_ = [waiver(MADE, "duty.乙")]
    waived = apply(MADE, given_, TODAY)[0].score_waived
    assert waived is not None
    policy = Policy("mine", "我的", min_score=waived.value)
    assert judge(MADE, policy, TODAY, given_).exit == 0
    assert judge(MADE, replace(policy, score="without_waivers"), TODAY, given_).exit == 1
    assert judge(MADE, policy, TODAY).exit == 1


LEVELS = st.sampled_from(["required", "expected", "encouraged"])
FOUND = st.lists(
    st.tuples(LEVELS, st.sampled_from(["full", "partial", "none", "not_applicable"])), min_size=1, max_size=8
)


@given(FOUND, st.data())
def test_waivers_never_change_what_was_found_and_never_lower_the_score(
    drawn: list[tuple[Level, Coverage]], data: st.DataObject
) -> None:
    made = assessment([row(f"第{i}", level, coverage) for i, (level, coverage) in enumerate(drawn)])
    criteria = [one.criterion for one in made.findings]
    chosen = data.draw(st.lists(st.sampled_from(criteria), max_size=6))
    given_ = [waiver(made, criterion) for criterion in chosen]
    last = made.score.value
    for count in range(len(given_) + 1):
        after, uses = apply(made, given_[:count], TODAY)
        assert len(uses) == count
        assert [replace(one, waiver=None) for one in after.findings] == list(made.findings)
        assert (after.score, after.counts, after.report) == (made.score, made.counts, made.report)
        assert after.score_waived is not None
        assert after.score_waived.value >= last
        last = after.score_waived.value
        # only what needs attention is waived, and each working waiver is on exactly one finding
        waived = [one for one in after.findings if one.waiver is not None]
        assert all(one.status in ("fail", "warn", "error") for one in waived)
        assert len(waived) == sum(use.state == "applied" for use in uses)


@given(FOUND, st.data())
def test_a_waiver_never_turns_a_held_gate_into_a_broken_one(
    drawn: list[tuple[Level, Coverage]], data: st.DataObject
) -> None:
    made = assessment([row(f"第{i}", level, coverage) for i, (level, coverage) in enumerate(drawn)])
    criterion = data.draw(st.sampled_from([one.criterion for one in made.findings]))
    policy = Policy("mine", "我的", max_warn=1, min_score=60.0, forbid=(("required", ("fail",)),))
    without, with_ = judge(made, policy, TODAY), judge(made, policy, TODAY, [waiver(made, criterion)])
    order = {0: 0, 2: 1, 1: 2}
    assert order[with_.exit] <= order[without.exit]
