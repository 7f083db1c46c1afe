"""The five contents: exact evidence, whole clauses, and why something does not count."""

from __future__ import annotations

from typing import Any

import pytest

from checker import load_rubric
from checker.measuring.explain import explain
from checker.model import Criterion, Judgement, Report
from checker.rules.context import Context
from checker.rules.section import RULES
from tests.structure.making import one

WORK = "审核规范性文件12件，合同86份，出具意见210条，受理行政复议41件，审结39件，评查案卷120卷，公示处罚决定412件。"
HEAD = f"白石镇2023年度法治政府建设情况报告\n2023年，我镇推进法治政府建设。\n一、主要工作\n{WORK}\n"


def judge(report: Report, kind: str, **params: Any) -> Judgement:
    criterion = Criterion("x.y", "", "section", "required", "", kind, params)
    return RULES[kind](criterion, Context(report, {}, None))  # type: ignore[arg-type]


def quotes(report: Report, judgement: Judgement) -> list[str]:
    return [report.text[e.start : e.end] for e in judgement.evidence]


def test_evidence_of_a_block_is_heading_with_first_sentence() -> None:
    report = one(f"{HEAD}二、存在的不足\n一是执法人员只有3人。\n二是卷宗不规范。")
    judgement = judge(report, "section", role="problems")
    assert judgement.coverage == "full"
    assert quotes(report, judgement) == ["二、存在的不足\n一是执法人员只有3人", "二是卷宗不规范"]
    assert [e.assertion for e in judgement.evidence] == ["lacking", "lacking"]


def test_lead_in_is_quoted_with_its_first_item() -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n一、规范文件。{WORK}\n二、规范执法。{WORK}\n"
        "虽然取得一些进步，但还存在一些不足。一是执法人员只有3人。二是卷宗不规范。"
    )
    judgement = judge(report, "section", role="problems")
    assert judgement.coverage == "full"
    assert quotes(report, judgement) == ["虽然取得一些进步，但还存在一些不足", "一是执法人员只有3人"]


@pytest.mark.parametrize("body", ["无。", "没有发现明显问题。", "本年度不存在突出问题。"])
def test_a_part_that_admits_nothing_is_partial(body: str) -> None:
    report = one(f"{HEAD}二、存在的问题\n{body}\n三、下一步打算\n一是增加执法人员。")
    judgement = judge(report, "section", role="problems")
    assert judgement.coverage == "partial"
    assert judgement.near


def test_scattered_content_is_partial_and_says_why() -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n一、主要工作\n镇党政主要负责人认真履行第一责任人职责，3次听取汇报。{WORK}"
    )
    judgement = judge(report, "section", role="leader-duty")
    assert judgement.coverage == "partial"
    assert quotes(report, judgement) == ["镇党政主要负责人认真履行第一责任人职责，3次听取汇报"]
    assert judgement.message == "“第一责任人职责”的内容只散见于其他部分，没有单独成块。"


def test_one_closing_sentence_is_no_plan_of_its_own() -> None:
    body = f"一、规范文件。{WORK}\n二、规范执法。{WORK}\n"
    text = f"白石镇2023年度法治政府建设情况报告\n{body}今后，我镇将继续加强法治建设，再创佳绩。"
    report = one(text)
    judgement = judge(report, "section", role="plan")
    assert judgement.coverage == "partial"
    assert quotes(report, judgement) == ["今后，我镇将继续加强法治建设，再创佳绩"]
    assert [e.assertion for e in judgement.evidence] == ["planned"]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("一是人员少，原因是编制多年未增加。", "一是人员少，原因是编制多年未增加"),
        ("一是人员少。究其原因，主要是编制没有增加。", "究其原因，主要是编制没有增加"),
        ("一是镇里身兼数职，导致巡查时断时续。", "一是镇里身兼数职，导致巡查时断时续"),
        ("一是进展慢，这与各村重视不够有关。", "一是进展慢，这与各村重视不够有关"),
        ("一是受经费制约，装备不足。", "一是受经费制约，装备不足"),
        ("一是因人手紧张，卷宗质量不高。", "一是因人手紧张，卷宗质量不高"),
        ("一是风险评估走形式，主要是缺乏可操作的标准。", "一是风险评估走形式，主要是缺乏可操作的标准"),
        ("一是听证流于形式，主要是部分街道赶工期。", "一是听证流于形式，主要是部分街道赶工期"),
    ],
)
def test_reasons(sentence: str, quote: str) -> None:
    report = one(f"{HEAD}二、存在的不足\n{sentence}\n二是卷宗不规范。")
    judgement = judge(report, "causes")
    assert judgement.coverage == "full"
    assert quotes(report, judgement)[0] == quote


@pytest.mark.parametrize(
    "sentence",
    [
        "一是人员少，主要表现在夜间无人值班。",
        "一是因此前基础薄弱。",
        "一是存在的问题主要是：学习不够。",
        "一是因地制宜不够。",
        "一是学习主要依靠自学。",
    ],
)
def test_what_is_no_reason(sentence: str) -> None:
    report = one(f"{HEAD}二、存在的不足\n{sentence}\n二是卷宗不规范。")
    assert judge(report, "causes").coverage == "none"


def test_reasons_elsewhere_do_not_count() -> None:
    report = one(f"{HEAD}由于措施有力，纠纷下降，信访积案因领导包案化解，不再反复。\n二、存在的不足\n一是人员少。")
    assert judge(report, "causes").coverage == "none"


def test_a_text_of_nothing_but_its_leaders_has_too_few_measures() -> None:
    report = one("一、区委、区政府主要负责人履行推进法治建设第一责任人职责情况")
    judgement = judge(report, "section", role="measures")
    assert judgement.coverage in ("partial", "none")
    assert all(report.text[e.start : e.end] for e in judgement.evidence)


def test_where_no_reason_is_known_the_sentence_behind_the_shortcoming_is_shown() -> None:
    told = "一是听证流于形式，群众意见不够多。工期一压再压，公告和听证赶在一起。"
    report = one(f"{HEAD}二、存在的不足\n{told}\n二是卷宗不规范。")
    judgement = judge(report, "causes")
    assert judgement.coverage == "none"
    assert [report.text[e.start : e.end] for e in judgement.near] == ["工期一压再压，公告和听证赶在一起"]
    assert judge(one(f"{HEAD}二、存在的不足\n一是听证流于形式。\n二是卷宗不规范。"), "causes").near == ()
    # The next shortcoming of one paragraph says nothing of why.
    listed = "工作中还存在一些不足。一是听证流于形式，群众意见不够多。二是卷宗不规范。"
    assert judge(one(f"{HEAD}二、存在的不足\n{listed}"), "causes").near == ()


def test_a_heading_that_names_shortcomings_and_plans_heads_both() -> None:
    both = (
        f"{HEAD}二、欠缺与打算\n其一，执法人员只有3人，2024年要补足持证人员2名。其二，卷宗不规范，将按季开展案卷评查。"
    )
    report = one(both)
    judgement = judge(report, "section", role="plan")
    assert judgement.coverage == "full"
    assert quotes(report, judgement)[0].startswith("二、欠缺与打算\n其一，执法人员只有3人")


def test_it_heads_no_plan_where_nothing_is_to_come() -> None:
    heading = "二、欠缺与打算\n其一，执法人员只有3人。其二，卷宗不规范。"
    rubric = load_rubric("law-government-2021")
    finding = explain(one(f"{HEAD}{heading}"), rubric, "section.plan").finding
    assert finding.coverage == "none"


def test_only_so_many_is_a_want() -> None:
    report = one(f"{HEAD}二、存在的不足\n一是持证人员只有3人。")
    assert judge(report, "section", role="problems").coverage == "full"
    report = one(f"{HEAD}二、存在的不足\n一是持证人员达到3人。")
    assert judge(report, "section", role="problems").coverage == "partial"
