"""An office's rooms and people are not its matter; what is done in the rooms and by the people is."""

from __future__ import annotations

import pytest

from tests.judging import coverage


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("disputes.mediation", "人民调解室外墙完成粉刷。", "partial"),
        ("disputes.mediation", "人民调解室完成调解32件。", "full"),
        ("disputes.mediation", "在机关食堂设立人民调解室，调解纠纷32件。", "full"),
        ("function.streamlining", "政务服务大厅食堂全面改造，更换灶具12台。", "partial"),
        ("disputes.publicity", "普法宣传进食堂、进宿舍，发放资料3000份。", "full"),
        ("disputes.reconsideration", "行政复议科党支部开展活动12次。", "partial"),
        ("disputes.mediation", "工会、妇联参与人民调解，调处纠纷120件。", "full"),
        ("disputes.mediation", "人民调解委员会主任王某退休，新主任到任。", "partial"),
        ("disputes.mediation", "人民调解员吸纳退休干部36名，调解纠纷320件。", "full"),
        ("decision.counsel", "法律顾问单位更名为河源律师事务所。", "partial"),
        ("decision.counsel", "法律顾问单位更名为河源律师事务所，全年审查合同120份。", "full"),
        ("enforcement.oversight", "为进一步加强行政执法监督，特制定本方案。", "partial"),
        ("enforcement.oversight", "为进一步加强行政执法监督，制定了方案。", "full"),
    ],
)
def test_rooms_and_people_are_told_of_for_themselves(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
