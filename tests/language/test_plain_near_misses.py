"""The plain sentences of every report, said of several matters: near misses are no deeds, deeds are."""

from __future__ import annotations

import pytest

from tests.judging import coverage

MATTERS = {
    "enforcement.discretion": "行政裁量权基准",
    "decision.counsel": "法律顾问",
    "function.power-list": "权责清单",
    "disputes.mediation": "人民调解",
    "enforcement.case-review": "执法案卷评查",
}
NEAR_MISSES = [
    "{}工作滞后，进展缓慢。",
    "{}没有得到有效落实。",
    "{}的作用没有充分发挥。",
    "{}覆盖面不广。",
    "{}制度执行打折扣。",
    "{}工作力量薄弱，缺乏专业人员。",
    "个别单位{}流于形式。",
    "部分乡镇未落实{}。",
    "{}存在薄弱环节。",
    "{}存在应付检查现象。",
    "{}底数不清、情况不明。",
    "对{}重视不够。",
    "{}的长效机制尚未建立。",
    "{}相关经费没有保障。",
    "{}还停留在文件上。",
    "{}与要求相比还有差距。",
    "因人员调整，{}工作一度停滞。",
    "{}方案正在起草。",
    "{}工作将于明年全面铺开。",
    "拟对{}进行调整。",
    "计划下半年开展{}工作。",
    "{}方案已形成征求意见稿。",
    "{}方案已报县政府待审定。",
    "下一步将推进{}。",
    "{}列入下年度工作计划。",
    "争取年底前完成{}。",
    "{}工作正在筹备。",
    "谋划推进{}。",
    "要求各单位做好{}工作。",
    "各乡镇要推进{}。",
    "按规定应当开展{}。",
    "{}必须落到实处。",
    "会议要求加强{}。",
    "上级部署开展{}。",
    "学习外地{}经验。",
    "{}是法治政府建设的重要内容。",
    "充分认识{}的意义。",
    "去年推行{}，今年没有继续。",
]
DEEDS = [
    "针对{}滞后的问题，县政府印发办法，全年落实到位，涉及单位36家。",
    "{}工作由滞后变为领先，全年完成120件。",
    "解决了{}流于形式的问题，全年通报3次。",
    "{}存在的12个问题全部整改到位。",
    "年初计划的{}工作已全部完成，涉及36家。",
    "按照会议要求，全面落实{}，覆盖单位36家。",
    "落实上级部署，开展{}工作，覆盖单位36家。",
    "今年首次推行{}，覆盖单位36家。",
]


@pytest.mark.parametrize("sentence", NEAR_MISSES)
@pytest.mark.parametrize("criterion", MATTERS)
def test_near_misses_are_no_deeds(criterion: str, sentence: str) -> None:
    assert coverage(criterion, sentence.format(MATTERS[criterion])) != "full"


@pytest.mark.parametrize("sentence", DEEDS)
@pytest.mark.parametrize("criterion", MATTERS)
def test_deeds_are(criterion: str, sentence: str) -> None:
    assert coverage(criterion, sentence.format(MATTERS[criterion])) == "full"


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        (
            "enforcement.three-systems",
            "各执法部门拟全面推行行政执法公示、全过程记录、重大执法决定法制审核制度。",
            "partial",
        ),
        ("function.power-list", "县政府拟动态调整权责清单。", "partial"),
        ("oversight.congress", "县政府拟办理人大代表建议96件。", "partial"),
        ("norms.cleanup", "经研究拟清理规范性文件107件。", "partial"),
        ("norms.cleanup", "按照要求计划清理规范性文件107件。", "partial"),
        ("norms.cleanup", "计划向各乡镇派出检查组清理规范性文件。", "partial"),
        ("norms.cleanup", "准备向社会公布规范性文件清理结果。", "partial"),
        ("enforcement.case-review", "按规定拟开展案卷评查，并将评查结果通报。", "partial"),
        ("decision.catalogue", "县政府计划公布重大行政决策事项目录5项。", "partial"),
        ("decision.catalogue", "县政府计划公布重大行政决策事项目录5项，实际公布6项。", "full"),
        ("enforcement.case-review", "按照年度计划对120卷案卷进行评查。", "full"),
        ("decision.legality", "审查各单位拟上会议题46件。", "full"),
        ("decision.legality", "县司法局对各部门拟出台文件46件进行合法性审查。", "full"),
        ("duty.law-lectures", "全县拟提拔干部12人参加任前法律知识考试。", "full"),
        ("leadership.planning", "县委办拟订年度法治工作要点并印发执行。", "full"),
        ("disputes.publicity", "乡镇计划生育专干普及法律知识12场。", "full"),
    ],
)
def test_what_somebody_means_to_do(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
