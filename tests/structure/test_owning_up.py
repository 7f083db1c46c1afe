"""Shortcomings that a speech announces in its own words, within a report without headings."""

from __future__ import annotations

import pytest

from checker import check
from checker.model import Assessment

HEAD = "青屏县人民政府关于2023年法治政府建设情况的报告\n主任、各位委员：\n受县政府委托，我来讲一讲。\n"
DONE = (
    "全年审查规范性文件36件，提出意见71条；评查案卷120卷，整改问题31个；收到行政复议申请94件，审结80件。"
    "开展普法活动210场，调解纠纷2875件；培训执法人员1260人次，换发证件412张；公开政府信息4310条。\n"
) * 3
LACKS = (
    "一是决策程序有走过场的，6个项目拿不出风险评估报告；二是复议人手跟不上，一共只有11个编制；"
    "三是负责人不出庭的还有57件。往根上找，无非两处：有的一把手嫌程序慢，有的单位怕丢人。\n"
)
AHEAD = "2024年，我们打算从下面几处下手。第一，决策程序做成一道闸。第二，负责人出庭按月通报。\n"
TAIL = "青屏县人民政府\n2024年1月20日\n"


def assessed(lead: str) -> Assessment:
    (made,) = check((HEAD + DONE + lead + LACKS + AHEAD + TAIL).encode(), name="报告.txt")
    return made


@pytest.mark.parametrize(
    "lead",
    [
        "光说好的不算数，没办好的我也给各位列四条。",
        "这一年没做好的事，有三件。",
        "也有几处不像样的，摆三条出来。",
    ],
)
def test_a_lead_in_that_owns_up_opens_the_shortcomings(lead: str) -> None:
    found = {one.criterion: one.coverage for one in assessed(lead).findings}
    assert [found[key] for key in ("section.problems", "section.causes", "section.plan")] == ["full", "full", "full"]
    roles = [role for _, _, role in assessed(lead).report.roles]
    assert roles.index("problems") < roles.index("plan")


def test_numbers_of_paragraphs_in_the_decimal_manner_are_no_figures() -> None:
    body = (
        "1.1 党政主要负责人要扛牢推进法治建设第一责任人职责，带头依法办事。\n"
        "1.2 各科局要认真开展行政执法案卷评查。\n1.3 文件一律报送备案。\n"
    )
    (made,) = check((HEAD + DONE + body + AHEAD + TAIL).encode(), name="报告.txt")
    found = {one.criterion: one.coverage for one in made.findings}
    assert found["duty.statement"] == "partial"
