"""What is only an item of a meeting's or an assessment's list was not done by naming it there."""

from __future__ import annotations

import pytest

from tests.judging import coverage


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("disputes.publicity", "党组会专题研究纠纷化解、普法宣传、信访稳定等具体事项。", "partial"),
        ("disputes.publicity", "党组会研究了普法工作方案，开展普法宣传12场。", "full"),
        ("disputes.petitions", "就信访法治化、安全生产等要事开党工委会议5次。", "partial"),
        ("disputes.petitions", "召开信访联席会议4次，化解信访积案12件。", "full"),
        ("function.streamlining", "将法治政府建设、“放管服”改革、优化营商环境等纳入考核清单。", "partial"),
        ("enforcement.oversight", "对行政立法、行政执法监督、行政调解等重点工作进行了安排部署。", "partial"),
        ("enforcement.oversight", "对行政执法案卷、执法监督文书等开展评查120件。", "full"),
        (
            "leadership.planning",
            "贯彻落实党中央印发的《法治政府建设实施纲要》和省委印发的《法治政府建设实施方案》。",
            "partial",
        ),
        ("leadership.planning", "贯彻落实党中央决策部署，县政府印发《法治政府建设实施方案》。", "full"),
        ("leadership.planning", "印发《2025年普法责任清单》《2025年法治建设工作要点》。", "full"),
        ("leadership.planning", "印发《2025年普法责任清单》。", "none"),
        ("function.streamlining", "以深化行政审批制度改革、落实权责清单为重点，推进法治建设。", "partial"),
        ("emergency.response", "召开政府常务会议，学习了疫情防控、安全生产等多部法律法规。", "none"),
        ("emergency.response", "召开政府常务会议，研究了疫情防控、安全生产应急预案，修订预案12件。", "full"),
        ("duty.accounting", "建立平时学法、每季考法、岁末述法的制度。", "full"),
        ("reporting.upward", "对年度工作提出明确要求，及时向市政府报送年度法治政府建设工作报告。", "full"),
        ("reporting.upward", "对年度工作提出明确要求，各部门向市政府报送年度法治政府建设工作报告。", "partial"),
        ("duty.assessment", "要求各部门抓好落实，把依法行政纳入了年度目标考核。", "full"),
        ("duty.assessment", "要求各部门抓好落实，把依法行政纳入年度目标考核。", "partial"),
        ("duty.thought-study", "以县政府常务会、局党组会的形式，深入学习习近平法治思想。", "full"),
        ("duty.thought-study", "通过多种形式，深入学习贯彻习近平法治思想。", "partial"),
        ("duty.agenda", "局党组会、局长办公会多次专题研究部署水务法治建设。", "full"),
        ("duty.agenda", "局党组会、局长办公会高度重视水务法治建设。", "none"),
    ],
)
def test_an_item_of_a_list_is_no_deed(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
