"""From judgement to finding: which passages a reader is shown."""

from __future__ import annotations

from checker import check
from checker.findings import bases_for
from checker.model import Basis, Finding
from checker.rendering.words import words

HEAD = "河源县2023年度法治政府建设情况报告\n一、主要举措和成效\n审查行政规范性文件草案17件，提出修改意见58条。\n"
TAIL = "\n河源县人民政府\n2024年1月29日\n"


def finding(body: str, criterion: str) -> Finding:
    (assessment,) = check((HEAD + body + TAIL).encode(), name="a.txt")
    return next(one for one in assessment.findings if one.criterion == criterion)


def shown(found: Finding) -> tuple[list[str], list[str]]:
    return [quote.text for quote in found.evidence], [quote.text for quote in found.near]


def test_evidence_is_not_shown_again_as_the_nearest_passage() -> None:
    found = finding("二、存在的不足和原因\n个别乡镇执法力量不足。", "section.causes")
    assert (found.status, found.coverage) == ("warn", "partial")
    assert shown(found) == (["二、存在的不足和原因"], [])


def test_a_nearest_passage_that_is_no_evidence_stays() -> None:
    found = finding(
        "二、存在的不足\n一是法治意识有待提高。\n三、下一步打算\n一是新建停车场2处。", "quality.plan-answers-problems"
    )
    assert found.coverage == "none"
    assert shown(found) == ([], ["一是法治意识有待提高"])


def test_only_the_passages_shown_already_are_left_out() -> None:
    problems = "一是法治意识有待提高。\n二是宣传形式单一。\n三是工作创新不够。\n四是非现场执法案件只占总数的4%。"
    found = finding(f"二、存在的不足\n{problems}", "quality.specific-problems")
    assert found.coverage == "partial"
    assert shown(found) == (
        ["四是非现场执法案件只占总数的4%", "一是法治意识有待提高", "二是宣传形式单一"],
        ["三是工作创新不够"],
    )


def test_a_sound_finding_says_so_whatever_it_is_called() -> None:
    assert finding("", "form.title").message == "标题：符合要求。"


def test_several_gaps_are_quoted_side_by_side() -> None:
    found = finding(
        "二、存在的不足\n一是法治意识有待提高。\n二是停车秩序混乱。\n三、下一步打算\n一是多种树。",
        "quality.plan-answers-problems",
    )
    assert found.message == "未见对应安排的不足：“法治意识有待提高”“停车秩序混乱”，请核对。"


def test_gaps_stand_before_what_was_answered() -> None:
    problems = "二、存在的不足\n一是处罚文书质量不高。\n二是巡河数据没有共享。"
    found = finding(f"{problems}\n三、下一步打算\n一是开展案卷评查，统一文书格式。", "quality.plan-answers-problems")
    assert found.coverage == "partial"
    assert shown(found) == (["二是巡河数据没有共享", "一是开展案卷评查，统一文书格式"], [])


def _basis(year: str, criterion: str) -> list[tuple[str, str]]:
    text = f"河源县{year}年度法治政府建设情况报告\n一、主要举措和成效\n审查行政规范性文件草案17件。\n"
    (assessment,) = check(text.encode(), name="a.txt")
    found = next(one for one in assessment.findings if one.criterion == criterion)
    return [(one.instrument, one.standing) for one in found.basis]


def test_a_report_is_shown_the_grounds_of_its_own_year() -> None:
    old, new = "法治政府建设实施纲要（2015—2020年）", "法治政府建设实施纲要（2021—2025年）"
    assert old in dict(_basis("2020", "reporting.upward"))
    assert old not in dict(_basis("2023", "reporting.upward"))
    assert new not in dict(_basis("2020", "capacity.training"))
    assert new in dict(_basis("2023", "capacity.training"))


def test_grounds_by_years() -> None:
    grounds = (Basis("旧", until="2020-12-31"), Basis("新", effective="2021-07-15"))
    assert bases_for(grounds, (2020,)) == grounds[:1]
    assert bases_for(grounds, (2021,)) == grounds[1:]
    assert bases_for(grounds, (2020, 2021)) == grounds
    assert bases_for(grounds, ()) == grounds
    assert bases_for((Basis("新", effective="2022-01-01"),), (2022,)) == (Basis("新", effective="2022-01-01"),)


def test_where_no_ground_was_in_force_all_are_shown_and_marked() -> None:
    say = words("zh")
    (later,) = bases_for((Basis("行政处罚法", effective="2021-07-15", tier="法律", verified=True),), (2020,))
    assert later.standing == "later"
    assert say.basis(later) == "《行政处罚法》（2021-07-15 起施行，晚于报告年度）"
    (ended,) = bases_for((Basis("旧办法", until="2020-12-31", tier="法律", verified=True),), (2021,))
    assert ended.standing == "ended"
    assert say.basis(ended) == "《旧办法》（施行到 2020-12-31，早于报告年度）"
