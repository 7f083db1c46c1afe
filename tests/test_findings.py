"""From judgement to finding: which passages a reader is shown."""

from __future__ import annotations

from checker import check
from checker.model import Finding

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
