"""What stands around a deed decides what it is: the same words planned, demanded, another's or lacking are no deed.

Every sentence of :data:`DEEDS` is full by itself and must not be in any of :data:`FRAMES`, figures and all.
"""

from __future__ import annotations

import pytest

from tests.judging import coverage

DEEDS = {
    "enforcement.case-review": ("组织案卷评查2次", "评查行政处罚案卷120卷"),
    "enforcement.personnel": ("培训执法人员210人次", "举办执法人员培训班"),
    "enforcement.discretion": ("制定行政裁量权基准36项", "公布行政处罚裁量权基准"),
    "capacity.training": ("组织法治培训班3期",),
    "leadership.inspection": ("开展法治督察2次", "对12个单位开展法治督察"),
    "norms.cleanup": ("清理行政规范性文件32件",),
    "disputes.mediation": ("调解矛盾纠纷1200件",),
    "disputes.publicity": ("开展法治宣传活动60场", "举办宪法宣传周活动"),
    "decision.counsel": ("聘请法律顾问6名", "建立政府法律顾问制度"),
    "duty.law-lectures": ("组织常务会议会前学法6次", "开展会前学法"),
    "oversight.openness": ("向社会公开政府信息3400条",),
    "digital.government": ("建成行政执法监督平台",),
    "emergency.response": ("修订应急预案12个", "开展应急演练8次"),
}
FRAMES = {
    "plan": (
        *(
            "计划于明年{}",
            "拟{}",
            "{}，已列入2024年计划",
            "预计年底{}",
            "争取{}",
            "目标是{}",
            "今年的目标任务是{}",
            "按计划将{}",
        ),
        *(
            "定于明年一季度{}",
            "原定{}，因故没有实施",
            "力争做到{}",
            "正在筹备{}",
            "待条件成熟后{}",
            "明年{}",
            "打算{}",
            "我县将适时{}",
            "{}，争取三季度完成",
            "{}，待经费落实",
            "{}已写进2024年要点",
            "研究{}的可行性",
            "有条件时再{}",
        ),
        *("{}的方案正在报批", "{}的工作尚在准备", "{}，预计2024年完成", "将于近期{}", "{}，方案待批", "{}提上了日程"),
    ),
    "demand": (
        *(
            "要求各单位{}",
            "各单位要{}",
            "会议强调，要{}",
            "希望各镇{}",
            "鼓励各镇{}",
            "省里要求{}",
            "通知明确，各单位应{}",
            "必须{}",
        ),
        *(
            "市政府要求我县{}",
            "各乡镇务必{}",
            "有关单位应当{}",
            "要督促各单位{}",
            "指导意见提出，{}",
            "印发通知，要求{}",
            "上级要求，每年{}",
            "县里下文要求{}",
            "{}是硬性要求",
            "把{}作为必答题",
            "各级各部门都要{}",
            "要把{}抓实",
        ),
    ),
    "another's": (
        *(
            "市司法局{}",
            "省里{}",
            "上级部门{}",
            "市委依法治市办{}",
            "省司法厅统一{}",
            "市直部门{}",
            "市政府办公室{}",
            "由市里统一{}",
        ),
        *("省级层面{}", "市局{}", "邻近的安平县{}，值得我们学习", "兄弟县{}", "学习外地{}的经验"),
    ),
    "lack": (
        *(
            "未{}",
            "没有{}",
            "尚未{}",
            "{}，没有做到位",
            "{}落实不够",
            "{}流于形式",
            "未能{}",
            "本应{}，但没有做",
            "{}的次数不多",
        ),
        *(
            "{}，效果不好",
            "今年没有{}",
            "一直没有{}",
            "{}，但进展缓慢",
            "{}，只开了头",
            "{}，大多应付了事",
            "{}，收效甚微",
            "{}难以为继",
            "{}不了了之",
            "{}时断时续",
        ),
    ),
}


@pytest.mark.parametrize("criterion", DEEDS)
def test_the_deed_itself_counts(criterion: str) -> None:
    assert [deed for deed in DEEDS[criterion] if coverage(criterion, f"{deed}。") != "full"] == []


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("criterion", DEEDS)
def test_the_deed_in_a_frame_does_not(criterion: str, kind: str) -> None:
    told = [frame.format(deed) for deed in DEEDS[criterion] for frame in FRAMES[kind]]
    assert [text for text in told if coverage(criterion, f"{text}。") == "full"] == []
