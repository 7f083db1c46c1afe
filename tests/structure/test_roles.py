"""Each part gets its role: by heading, by lead-in, with mixed headings, in any order."""

from __future__ import annotations

import pytest

from checker.model import Report, Role
from checker.structure.tree import flatten
from tests.structure.making import one

WORK = (
    "制定年度学法计划，组织集体学法8次，开展专题培训3期。审核规范性文件12件，合同86份，出具意见210条。"
    "受理行政复议41件，审结39件，出庭应诉21件。全年查处案件136件，评查案卷120卷，公示处罚决定412件。"
)


def role_of(report: Report, words: str) -> Role:
    return report.role_at(report.text.index(words))


def test_contents_under_usual_headings() -> None:
    report = one(
        f"云岭县人民政府关于2023年度法治政府建设情况的报告\n2023年，我县推进法治政府建设。\n"
        f"一、主要举措和成效\n{WORK}\n二、存在的不足和原因\n一是合同审查力量薄弱。\n"
        f"三、党政主要负责人履行推进法治建设第一责任人职责情况\n县长批示46件。\n四、2024年主要安排\n补充审查力量。\n"
        f"五、其他需要报告的情况\n没有需要报告的内容。"
    )
    assert [section.role for section in report.sections] == ["measures", "problems", "leader-duty", "plan", "other"]
    assert role_of(report, "2023年，我县") == "lead"
    assert role_of(report, "云岭县") == "other"


def test_topics_as_headings_are_measures_and_problem_orientation_is_no_problem() -> None:
    report = one(
        f"云岭县2022年度法治政府建设年度报告\n一、强化政治引领\n{WORK}\n二、聚焦突出问题，扎实推进督察整改\n对问题12个逐项整改，{WORK}\n"
        f"三、党政“一把手”抓法治建设履职情况\n县长批示46件。\n四、短板弱项与成因\n审核人员不足。\n五、来年思路\n配齐审核人员。"
    )
    assert [s.role for s in report.sections] == ["measures", "measures", "leader-duty", "problems", "plan"]


def test_mixed_heading_is_split_at_the_first_plan() -> None:
    report = one(
        f"白石镇2023年法治政府建设工作总结\n一、工作开展情况\n{WORK}\n二、存在问题及下一步打算\n（一）执法力量薄弱。持证只有3人。\n"
        f"（二）卷宗不规范。抽查20卷有7卷缺签名。\n下一步，我镇将着力补短板。一是组织考试。二是开展培训。"
    )
    assert role_of(report, "执法力量薄弱") == "problems"
    assert role_of(report, "抽查20卷") == "problems"
    assert role_of(report, "下一步，我镇") == "plan"
    assert role_of(report, "二是开展培训") == "plan"
    plan = next(section for section in report.sections if section.by_lead_in)
    assert report.path_at(plan.start) == ("二、存在问题及下一步打算",)


def test_remedy_after_every_shortcoming() -> None:
    report = one(
        f"白石镇2023年法治政府建设工作总结\n一、工作开展情况\n{WORK}\n二、存在的问题及改进措施\n（一）执法人员少。下一步，将组织考试。\n"
        f"（二）卷宗不规范。下一步，将开展培训。\n（三）普法形式单一。下一步，将创新载体。"
    )
    for words in ("执法人员少", "卷宗不规范", "普法形式单一"):
        assert role_of(report, words) == "problems"
    for words in ("将组织考试", "将开展培训", "将创新载体"):
        assert role_of(report, words) == "plan"


def test_parts_announced_by_lead_ins_only() -> None:
    report = one(
        f"青岭市民政局关于2023年度法治政府建设情况的报告\n2023年，我局推进依法行政。\n在制度建设方面，{WORK}\n在执法监管方面，{WORK}\n"
        "局长切实履行推进法治建设第一责任人职责：一是主持党组会议5次；二是讲授法治课2次。\n"
        "在总结成绩的同时，也要清醒看到工作中还有不少短板：首先，执法力量不足。其次，监管信息没有共享。\n"
        "2024年，我局将从两个方面发力：第一，充实执法力量。第二，打通数据共享渠道。"
    )
    assert role_of(report, "在制度建设") == "measures"
    assert role_of(report, "局长切实履行") == "leader-duty"
    assert role_of(report, "首先，执法力量不足") == "problems"
    assert role_of(report, "2024年，我局将") == "plan"


def test_shortcomings_inside_the_last_measure_and_plan_as_closing_sentence() -> None:
    report = one(
        f"清河街道办事处2023年度法治政府建设报告\n一、压实责任。{WORK}\n二、规范执法。{WORK}\n"
        "三、化解矛盾。调解纠纷120件。街道法治建设取得一定成绩，但与群众期盼相比，仍存在不少差距，主要表现在：一是坐班时间不固定；"
        "二是流动摊贩反复回潮。今后，街道将坚持固定坐班时间，划定便民摊点。"
    )
    assert role_of(report, "调解纠纷120件") == "measures"
    assert role_of(report, "二是流动摊贩") == "problems"
    assert role_of(report, "今后，街道将") == "plan"


def test_the_plan_need_not_say_will_after_the_shortcomings() -> None:
    report = one(
        f"云岭市人民政府关于2023年度法治政府建设情况的报告\n一、规范文件\n{WORK}\n二、规范执法\n{WORK}\n"
        "虽然取得一些成绩，但还存在一些不足。一是复议力量薄弱。二是执法尺度不统一。\n"
        "2024年，全市坚持以习近平法治思想为指导，在以下方面发力。一是充实复议力量。二是统一执法尺度。"
    )
    assert role_of(report, "二是执法尺度不统一") == "problems"
    assert role_of(report, "2024年，全市") == "plan"


def test_leaders_part_first_or_inside_the_measures() -> None:
    first = one(
        f"云岭县2023年度法治政府建设情况报告\n一、党政主要负责人履行推进法治建设第一责任人职责情况\n县长批示46件。\n二、主要举措和成效\n{WORK}"
    )
    assert [s.role for s in first.sections] == ["leader-duty", "measures"]
    inside = one(
        f"云岭县2023年度法治政府建设情况报告\n一、主要举措和成效\n（一）规范文件\n{WORK}\n"
        f"（二）主要领导履行法治建设第一责任人职责情况\n县长批示46件。\n（三）规范执法\n{WORK}"
    )
    assert [s.role for s in inside.sections] == ["measures", "measures", "leader-duty", "measures"]
    assert role_of(inside, "县长批示") == "leader-duty"


def test_the_first_duty_inside_the_plan_stays_plan() -> None:
    report = one(
        f"云岭县2023年度法治政府建设情况报告\n一、主要举措和成效\n{WORK}\n二、2024年工作安排\n（一）压实第一责任人职责。组织述法。\n（二）补齐审查力量。"
    )
    assert role_of(report, "组织述法") == "plan"


def test_causes_of_their_own() -> None:
    report = one(
        f"云岭县2023年度法治政府建设情况报告\n一、主要举措和成效\n{WORK}\n二、存在的不足和原因\n（一）存在的不足\n1.审查力量薄弱。\n"
        f"（二）原因分析\n1.专业人员引进难。\n三、下一年度安排\n聘请法律顾问。"
    )
    assert role_of(report, "审查力量薄弱") == "problems"
    assert role_of(report, "专业人员引进难") == "causes"


def test_inspection_of_others_is_no_shortcoming_of_ones_own() -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n一、规范文件\n{WORK}\n二、规范执法\n{WORK}\n"
        "三、安全监管\n同时，对检查中发现企业还存在的安全问题，下达整改通知书18份，督促整改。"
    )
    assert {role for _, _, role in report.roles} <= {"other", "lead", "measures"}


@pytest.mark.parametrize("form", ["\n", "\n\n", " "])
def test_roles_cover_the_text_and_adjoin(form: str) -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n一、规范文件{form}{WORK}\n二、存在的不足{form}一是人员少。{form}三、下步打算{form}增加人员。"
    )
    assert report.roles[0][0] == 0
    assert report.roles[-1][1] == len(report.text)
    for before, after in zip(report.roles, report.roles[1:], strict=False):
        assert before[1] == after[0]
        assert before[2] != after[2]


def test_later_paint_covers_earlier() -> None:
    assert flatten([(0, 9, "other"), (2, 8, "measures"), (4, 6, "plan")], 10) == [
        (0, 2, "other"), (2, 4, "measures"), (4, 6, "plan"), (6, 8, "measures"), (8, 10, "other"),
    ]  # fmt: skip


def test_lists_show_what_they_are_where_the_headings_were_lost() -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n一、规范文件\n{WORK}\n二、规范执法\n{WORK}\n三、化解纠纷\n{WORK}\n"
        "一是执法数字化水平不高。二是个别文书说理性不强。三是群众对处置时效仍不满意，机制不健全。\n"
        "（一）加强案卷评查，统一文书格式。\n（二）推进非现场执法，配备设备。\n（三）完善处置机制，限时办结。"
    )
    assert role_of(report, "二是个别文书") == "problems"
    assert role_of(report, "（二）推进非现场") == "plan"


def test_a_forward_look_between_measures_does_not_swallow_the_next() -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n一、规范文件\n{WORK}\n二、规范执法\n{WORK}\n三、化解纠纷\n{WORK}\n"
        f"四、强化保障\n（一）普法宣传\n{WORK}下一步，将向全镇推广。\n（二）政务公开\n公开信息320条，答复申请6件。"
    )
    assert role_of(report, "下一步，将向") == "plan"
    assert role_of(report, "公开信息320条") == "measures"
