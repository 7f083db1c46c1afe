"""What is shown first: the passage that tells what was done, not the line that announces it."""

from __future__ import annotations

import pytest

from checker import check, load_rubric
from checker.measuring.explain import explain
from checker.structure import IdentityOptions
from tests.structure.making import one

FRAME = (
    "河源县2023年度法治政府建设情况报告\n一、主要举措和成效\n{body}\n"
    "二、存在的不足\n个别乡镇执法力量不足。\n河源县人民政府\n2024年1月29日\n"
)


def first(body: str, criterion: str) -> str:
    known = IdentityOptions(years=(2023,), force=True)
    (assessment,) = check(FRAME.format(body=body).encode(), name="a.txt", identity=known)
    finding = next(one for one in assessment.findings if one.criterion == criterion)
    assert finding.coverage == "full"
    return finding.evidence[0].text


@pytest.mark.parametrize(
    ("bare", "telling", "criterion"),
    [
        ("积极开展普法宣传。", "通过媒体宣传、法治讲座、法律咨询等方式向群众宣传法律法规", "disputes.publicity"),
        (
            "按照省里要求，推行“双随机、一公开”监管。",
            "制定“双随机、一公开”抽查计划，对全部抽查事项实行部门联合监管",
            "function.market-oversight",
        ),
    ],
)
def test_a_bare_or_ordered_sentence_stands_behind(bare: str, telling: str, criterion: str) -> None:
    assert first(f"{bare}{telling}。", criterion) == telling
    assert first(bare, criterion) == bare.rstrip("。")


def test_the_telling_passage_may_stand_behind_many_others() -> None:
    """Ten sentences that do count stand before the one with a figure."""
    topics = ["宪法", "民法典", "反家暴", "反诈骗", "劳动", "环保", "消防", "食品", "养老", "禁毒"]
    many = "".join(f"在镇村干部中开展{topic}知识法治宣传教育。" for topic in topics)
    telling = "全县建成法治文化广场33处，举办普法讲座120场、受众2.6万人次"
    assert first(f"{many}{telling}。", "disputes.publicity") == telling


def test_a_numbered_sentence_with_its_figure_is_no_heading() -> None:
    rubric = load_rubric("law-government-2021")

    def coverage(item: str) -> str:
        body = (
            f"栎州市2023年度法治政府建设情况报告\n一、主要工作\n（一）化解纠纷\n1.全市一审行政案件1427件，同比下降6.2%。\n"
            f"2.{item}满意率99.1%。\n3.办理代表建议242件。\n二、存在的不足\n一是持证人员只有3人。\n栎州市人民政府\n2024年1月20日\n"
        )
        return explain(one(body), rubric, "disputes.mediation").finding.coverage

    assert coverage("各类调解组织调解纠纷5.62万件，成功5.51万件。") == "full"
    assert coverage("各类调解组织。") == "partial"
