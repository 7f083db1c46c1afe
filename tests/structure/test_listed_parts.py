"""Reports that go through numbered parts or tasks: 第一部分 with 一、 二、 in it, 任务1, 任务2, labels told again."""

from __future__ import annotations

from checker import reading, structure, text
from checker.model import Report
from checker.structure.lists import listed_problems

HEAD = "东山县人民政府2023年度法治政府建设情况报告\n\n市人民政府：\n\n"


def built(body: str) -> Report:
    clean = text.clean(reading.read((HEAD + body).encode(), name="报告.txt"))
    report = structure.build(clean, None)[0]
    assert isinstance(report, Report)
    return report


def headings(report: Report) -> list[tuple[int, str, str]]:
    return [
        (section.level, section.role, report.text[section.heading_start : section.heading_end])
        for section in report.sections
    ]


def test_parts_hold_the_numbers_within_them() -> None:
    report = built(
        "第一部分　主要举措和成效\n"
        "一、规范执法。全年评查行政执法案卷120卷，整改问题31个。\n"
        "二、普法宣传。全年开展宣传18场，发放资料9000份。\n"
        "第二部分　未完成事项及原因\n"
        "一、裁量基准没有编完，原因是省级基准出台较晚。\n"
        "二、执法人员不足，原因是编制划转没有到位。\n"
        "第三部分　2024年安排\n"
        "编完裁量基准，补足执法人员。\n"
    )
    found = headings(report)
    assert [(level, role) for level, role, _ in found if level == 1] == [
        (1, "measures"),
        (1, "problems"),
        (1, "plan"),
    ]
    assert [heading[:2] for level, _, heading in found if level == 2] == ["一、", "二、", "一、", "二、"]
    assert report.role_at(report.text.index("裁量基准没有编完")) == "problems"
    assert report.role_at(report.text.index("编完裁量基准，补足")) == "plan"


def test_one_part_alone_is_no_such_list() -> None:
    report = built("一、主要举措和成效\n第一部分工作是评查行政执法案卷120卷。\n二、存在的不足\n执法人员不足。\n")
    assert [level for level, _, heading in headings(report) if heading[:2] in ("一、", "二、")] == [1, 1]


def test_tasks_are_headings() -> None:
    report = built(
        "任务1　规范执法\n年初任务：评查案卷100卷。\n完成情况：评查行政执法案卷120卷。\n"
        "任务2　普法宣传\n年初任务：宣传10场。\n完成情况：开展宣传18场。\n"
        "任务3　公平竞争\n年初任务：审查文件。\n完成情况：审查文件9件。\n"
    )
    assert [heading for _, _, heading in headings(report)] == ["任务1 规范执法", "任务2 普法宣传", "任务3 公平竞争"]
    assert "年初任务：宣传10场。\n完成情况：开展宣传18场。\n" in report.text


def test_a_list_that_says_why_is_of_shortcomings_and_begins_with_its_lead_in() -> None:
    text = (
        "全年办案37件。\n最后谈短处。对着镜子看，还有这样几处不称手：第一，案卷质量靠老人撑着，根子是没补课。"
        "第二，新业态归谁管说不准，原因在于没有清单。第三，合同看得慢，受制于一人兼顾多家。\n"
    )
    found = listed_problems(text, 0, len(text))
    assert found is not None
    assert text[found[0] : found[1]].startswith("对着镜子看，还有这样几处不称手：第一")


def test_a_list_of_what_was_done_is_none() -> None:
    text = "全年办了三件事：第一，案卷质量提升。第二，清单印发。第三，合同逐份看过，原因逐一写明。\n"
    assert listed_problems(text, 0, len(text)) is None


def test_tasks_under_numbered_kinds_are_one_level_down() -> None:
    report = built(
        "一、任务清单\n（一）组织推动类\n任务1：专题学习。完成情况：全年学习4次。\n任务2：听取汇报。完成情况：全年听取3次。\n"
        "（二）职能转变类\n任务3：公布清单。完成情况：已公布。\n任务4：减少材料。完成情况：减少46份。\n"
    )
    assert [level for level, _, _ in headings(report)] == [1, 2, 3, 3, 2, 3, 3]


def test_a_plan_behind_the_shortcomings_of_its_part_whatever_year_it_names() -> None:
    def roles(shortcomings: str) -> list[str]:
        report = built(
            "第一部分　法治政府建设工作\n一、主要举措和成效\n全年评查行政执法案卷120卷，整改问题31个。\n"
            f"{shortcomings}三、2023年工作安排\n一是评查案卷，统一文书。二是培训执法人员。\n"
            "第二部分　优化营商环境工作\n一、工作开展情况\n企业开办压到1天，办件3.2万件。\n"
        )
        return [role for level, role, _ in headings(report) if level == 2]

    lacking = "二、存在的不足\n一是执法文书质量不高。二是执法人员不足。\n"
    assert roles(lacking)[:3] == ["measures", "problems", "plan"]
    assert roles("二、普法宣传\n全年开展宣传18场。\n")[:3] == ["measures", "measures", "measures"]


def test_the_sentence_that_admits_wants_belongs_to_their_list() -> None:
    before = "全年评查案卷120卷。"
    admits = before + "回头看，我们的工作还有不少不足。一是懂法律的人太少。二是案卷质量不高。"
    assert listed_problems(admits, 0, len(admits)) == (len(before), len(admits))
    plain = before + "回头看，一年过去了。一是懂法律的人太少。二是案卷质量不高。"
    assert listed_problems(plain, 0, len(plain)) == (plain.index("一是"), len(plain))


def test_items_and_kinds_that_head_a_part() -> None:
    report = built(
        "第一项　主要举措和成效\n问1：案卷评查做了没有？\n答：全年评查行政执法案卷120卷，整改问题31个。\n"
        "第二项　存在的不足和原因\n问2：差在哪里？\n答：执法人员不足，原因是编制划转没有到位。\n"
        "第三项　下一年度主要安排\n问3：往哪里使劲？\n答：补足执法人员。\n"
    )
    assert [role for level, role, _ in headings(report) if level == 1] == ["measures", "problems", "plan"]
    within = built(
        "一、主要举措\n全年完成改革任务三项。\n第一项改革是执法，评查案卷120卷。\n第二项改革是普法，宣传18场。\n"
    )
    assert [heading for level, _, heading in headings(within) if heading.startswith("第")] == []


def test_a_number_may_run_into_the_name_behind_it() -> None:
    report = built(
        "做法一会议先议法\n全年研究法治议题22个。\n做法二窗口减材料\n减少材料46份。\n做法三一支队伍管执法\n办理案件26件。\n"
    )
    assert [heading for _, _, heading in headings(report)] == [
        "做法一会议先议法",
        "做法二窗口减材料",
        "做法三一支队伍管执法",
    ]
