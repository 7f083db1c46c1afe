"""Some who fail, steps ahead, others above: plain sentences with both sides of each."""

from __future__ import annotations

import pytest

from tests.judging import coverage


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("enforcement.case-review", "个别乡镇开展案卷评查不按期报送结果。", "partial"),
        ("enforcement.case-review", "有3家单位案卷评查后未整改。", "partial"),
        ("enforcement.case-review", "部分乡镇不断完善案卷评查，评查120卷。", "full"),
        ("oversight.openness", "政府信息公开栏目更新慢。", "partial"),
        ("oversight.openness", "政府信息公开栏目更新快，全年公开3200条。", "full"),
        ("decision.counsel", "法律顾问各干各的。", "partial"),
        ("enforcement.case-review", "案卷评查自己评自己。", "partial"),
        ("enforcement.discretion", "裁量基准修订稿已征求意见，目前正按意见修改。", "partial"),
        ("enforcement.discretion", "裁量基准修订稿按意见修改后印发。", "full"),
        ("leadership.planning", "起草了法治政府建设实施方案，已列入下次常务会议题。", "partial"),
        ("enforcement.case-review", "省厅提出，各局每年抽查处罚卷宗不得少于办结案件的百分之五。", "partial"),
        ("enforcement.oversight", "监督员不足的短板得到弥补，新聘行政执法监督员20名。", "full"),
    ],
)
def test_both_sides(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "kind", "expected"),
    [
        ("disputes.legal-services", "省公共法律服务中心开通热线，接听来电19万个。", "county", "none"),
        ("disputes.legal-services", "县公共法律服务中心开通热线，接听来电900个。", "county", "full"),
        ("disputes.appearance", "上年全省负责人出庭应诉率89%。", "county", "partial"),
        ("disputes.appearance", "上年全县负责人出庭应诉率89%，今年98%。", "county", "full"),
        ("emergency.response", "市应急管理局向各县投放冲锋舟36艘，并举行防汛演练。", "township", "none"),
    ],
)
def test_whose(criterion: str, text: str, kind: str, expected: str) -> None:
    got = coverage(criterion, text, kind)
    assert got == expected or (expected == "none" and got == "partial")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("少数单位未按期办理信访事项，程序空转的问题没有完全消除。", "partial"),
        ("少数单位未按期办理信访事项，督办后问题已经消除。", "full"),
    ],
)
def test_a_remedy_that_did_not_come_is_none(text: str, expected: str) -> None:
    assert coverage("disputes.petitions", text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("enforcement.case-review", "没有专人评查案卷的短板年内得到补齐，评查120卷。", "full"),
        ("enforcement.case-review", "没有专人评查案卷。", "partial"),
        ("decision.counsel", "为改变法律顾问“聘而不用”的状况，交由法律顾问审查合同58份。", "full"),
        ("decision.counsel", "法律顾问“聘而不用”的状况没有改变。", "partial"),
        ("decision.counsel", "法律顾问审查合同58份，提出否定意见的3份合同未签订。", "full"),
        ("leadership.planning", "印发2023年法治政府建设工作要点，所列42项任务无一落空。", "full"),
        ("leadership.planning", "印发2023年法治政府建设工作要点，所列任务多数落空。", "partial"),
    ],
)
def test_what_was_lacking_and_is_no_more(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
