"""Shortcomings behind a turn at the end of one part after another, and single ones in passing."""

from __future__ import annotations

import pytest

from checker.model import Finding
from checker.pipeline import assess
from checker.rubric import load_rubric

from .making import one as report

HEAD = "东山县2024年度法治政府建设情况报告\n\n"
WORK = "全年审查文件12件，办理复议案件31件，组织培训4期，检查企业120户次。"
FIRST = (
    "同时也要看到，部门的7套系统没有打通，窗口人员还要重复录入，主要是早年按条线采购。2025年6月底前完成4套系统对接。"
)
SECOND = "也要看到，法制审核人员不足，12个镇中5个由他人兼任。2025年，在5个镇试行派驻审核。"
CLEAN = "同时也要看到，各镇的热情很高，群众满意度达到98%。"


def parts(text: str) -> list[tuple[str, str]]:
    made = report(text)
    return [(role, made.text[start:end].strip()) for start, end, role in made.roles if role in ("problems", "plan")]


def two(first: str, second: str) -> str:
    return f"{HEAD}一、依法履职\n{WORK}\n{first}\n二、规范执法\n{WORK}\n{second}\n"


def findings(text: str) -> dict[str, Finding]:
    found = assess(report(text), load_rubric("law-government-2021"))
    return {finding.criterion: finding for finding in found.findings}


def test_two_turns_are_the_way_the_report_tells_its_shortcomings() -> None:
    assert parts(two(FIRST, SECOND)) == [
        ("problems", FIRST.partition("2025")[0]),
        ("plan", "2025年6月底前完成4套系统对接。"),
        ("problems", SECOND.partition("2025")[0]),
        ("plan", "2025年，在5个镇试行派驻审核。"),
    ]


@pytest.mark.parametrize("second", [CLEAN, WORK])
def test_one_turn_is_a_remark(second: str) -> None:
    assert not any(role == "problems" for role, _ in parts(two(FIRST, second)))


def test_shortcomings_in_passing_are_partial_and_their_reason_counts() -> None:
    text = f"{HEAD}一、主要举措\n{WORK}由于编制少，执法这一块还比较薄弱，持证的只有2人。\n二、下步打算\n再送4人考证。\n"
    found = findings(text)
    assert found["section.problems"].coverage == "partial"
    assert found["section.causes"].coverage == "full"
    assert found["quality.specific-problems"].coverage == "full"
    without = findings(text.replace("由于编制少，执法这一块还比较薄弱，持证的只有2人。", "执法这一块由弱变强。"))
    assert without["section.problems"].coverage == "none"
    assert without["quality.specific-problems"].coverage == "not_applicable"


LAST = "三、学习与督察\n全年召开会议2次，学法8次，督察3个县。指出问题46个。培训176人。巡演214场，发放资料3万份。\n"


@pytest.mark.parametrize(
    ("last", "role"), [(LAST, "measures"), ("三、往后\n再送4名干部考证，把人手配起来。\n", "plan")]
)
def test_what_counts_things_behind_the_shortcomings_is_no_plan(last: str, role: str) -> None:
    made = report(
        f"{HEAD}一、主要举措\n{WORK}\n二、尚未做好之处\n裁量尺度不齐，7个部门的基准没有更新。人手不足。\n{last}"
    )
    assert made.role_at(made.text.index(last[8:14])) == role
    assert made.role_at(made.text.index("裁量尺度")) == "problems"


def test_woven_shortcomings_are_scattered_and_labelled_ones_are_blocks() -> None:
    woven = findings(two(FIRST, SECOND))
    assert (woven["section.problems"].coverage, woven["section.plan"].coverage) == ("partial", "partial")
    assert "散见于其他部分" in woven["section.problems"].message
    label = "短板与成因："
    labelled = findings(two(label + FIRST.partition("，")[2], label + SECOND.partition("，")[2]))
    assert labelled["section.problems"].coverage == "full"


def test_plans_at_the_ends_of_parts_without_any_shortcoming_are_not_woven() -> None:
    first, second = ("2025年，将完成4套系统对接，办好三件实事。", "2025年，将在5个镇试行派驻审核，培训12期。")
    found = findings(two(first, second))
    assert found["section.problems"].coverage == "none"
    assert "散见于其他部分" not in found["section.plan"].message
