"""Specific shortcomings, plans that answer them pair by pair, years that agree."""

from __future__ import annotations

import pytest

from checker.model import Criterion, Judgement, Report
from checker.rules.context import Context
from checker.rules.quality import RULES
from checker.structure import IdentityOptions
from tests.structure.making import one

WORK = "审核规范性文件12件，合同86份，出具意见210条，受理行政复议41件，审结39件，评查案卷120卷，公示处罚决定412件。"


def judge(report: Report, kind: str) -> Judgement:
    criterion = Criterion("x.y", "", "quality", "expected", "", kind, {})
    return RULES[kind](criterion, Context(report, {}, None))  # type: ignore[arg-type]


def quotes(report: Report, judgement: Judgement) -> list[str]:
    return [report.text[e.start : e.end] for e in judgement.evidence]


def report(problems: str, plans: str = "", title: str = "白石镇2023年度法治政府建设情况报告") -> Report:
    text = f"{title}\n一、主要工作\n{WORK}\n二、存在的不足\n{problems}"
    return one(text + (f"\n三、下一步打算\n{plans}" if plans else ""))


def test_the_most_specific_clause_comes_first() -> None:
    found = report("一是法治意识有待提高。\n二是园区执法权限的承接还不顺畅。\n三是非现场执法案件只占总数的4%。")
    judgement = judge(found, "specific-problems")
    assert judgement.coverage == "full"
    assert quotes(found, judgement) == ["三是非现场执法案件只占总数的4%", "二是园区执法权限的承接还不顺畅"]


def test_stock_phrases_are_shown_as_near_misses() -> None:
    found = report("一是部分干部法治意识有待提高。\n二是普法宣传形式较为单一。\n三是工作创新不够。")
    judgement = judge(found, "specific-problems")
    assert judgement.coverage == "partial"
    assert [found.text[e.start : e.end] for e in judgement.near] == [
        "一是部分干部法治意识有待提高",
        "二是普法宣传形式较为单一",
        "三是工作创新不够",
    ]


def test_pairs_and_gaps_are_listed() -> None:
    found = report(
        "一是处罚文书质量不高。\n二是巡河数据没有共享。",
        "一是开展案卷评查，统一文书格式。\n二是加强普法宣传。",
    )
    judgement = judge(found, "plan-answers-problems")
    assert judgement.coverage == "partial"
    assert judgement.met == ("处罚文书质量不高",)
    assert judgement.unmet == ("巡河数据没有共享",)
    assert judgement.message == (
        "有对应安排的不足：“处罚文书质量不高”对应“开展案卷评查，统一文书格式”。未见对应安排的不足：“巡河数据没有共享”，请核对。"
    )
    assert quotes(found, judgement) == ["二是巡河数据没有共享", "一是开展案卷评查，统一文书格式"]
    assert [e.assertion for e in judgement.evidence] == ["lacking", "planned"]


@pytest.mark.parametrize(
    ("problem", "plan"),
    [
        ("一是持证执法人员偏少。", "一是组织6人参加执法资格考试，充实执法队伍。"),
        ("一是领导干部法治思维不强。", "一是落实会前学法制度。"),
        ("一是法律顾问作用发挥不充分。", "一是增聘公职律师。"),
        ("一是涉企检查次数偏多。", "一是推行“综合查一次”。"),
        ("一是应急预案陈旧。", "一是修订预案并组织演练。"),
        ("一是基层司法所力量薄弱，一人所占比达三成。", "一是为司法所增配工作人员。"),
        ("一是领导干部对法治建设重视不够。", "一是将法治建设纳入年度考核，压实主体责任。"),
        ("一是行政执法监督手段单一。", "一是用好执法监督平台，开展专项监督。"),
        ("一是放管服改革还不够深入。", "一是推进更多事项“一网通办”。"),
        ("一是生态环境执法装备不足。", "一是购置无人机、水质快检设备。"),
        ("一是诉讼败诉率较高。", "一是开展败诉案件复盘，提高应诉水平。"),
        ("一是干部依法行政能力有待提升。", "一是组织依法行政专题培训。"),
        ("一是学校法治副校长履职不充分。", "一是健全法治副校长考核机制。"),
        ("一是停车难问题突出，老旧小区停车秩序混乱。", "一是新建停车场2处，规范老旧小区停车秩序。"),
    ],
)
def test_same_matter_in_other_words(problem: str, plan: str) -> None:
    found = report(problem, plan)
    assert judge(found, "plan-answers-problems").coverage == "full"


@pytest.mark.parametrize(
    ("problem", "plan"),
    [
        ("一是工作经费保障不足。", "一是加强普法宣传。"),
        ("一是油烟扰民处置不及时。", "一是在渣土、占道、油烟三个领域试行视频取证。"),
        ("一是停车难问题突出。", "一是推进政务公开。"),
        ("一是行政裁决工作推进缓慢。", "一是加强普法宣传。"),
        ("一是行政复议办理质效有待提高。", "一是深化放管服改革。"),
        ("一是重大决策听取公众意见不够充分。", "一是加强行政执法人员培训。"),
        ("一是校园食品安全监管不到位。", "一是加强合同审查。"),
    ],
)
def test_another_matter_is_no_answer(problem: str, plan: str) -> None:
    found = report(problem, plan)
    assert judge(found, "plan-answers-problems").coverage == "none"


def test_a_reason_inside_the_item_is_not_what_the_plan_must_answer() -> None:
    found = report("一是乡镇执法文书不规范，原因是经费不足、数据没有共享。", "一是统一文书格式。")
    assert judge(found, "plan-answers-problems").coverage == "full"


def test_without_a_plan_nothing_is_answered() -> None:
    judgement = judge(report("一是人员少。"), "plan-answers-problems")
    assert (judgement.coverage, judgement.evidence) == ("none", ())
    assert judgement.near


def year_report(body: str, years: tuple[int, ...] = ()) -> Report:
    return one(f"白石镇2023年度法治政府建设情况报告\n{body}", IdentityOptions(years=years))


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (f"一、2022年主要工作\n{WORK}\n二、下一步打算\n增加人员。", "一、2022年主要工作"),
        (f"一、主要工作\n{WORK}\n二、2023年工作打算\n增加执法人员。", "二、2023年工作打算"),
        (f"2022年，我镇扎实推进法治政府建设工作。\n一、主要工作\n{WORK}", "2022年，我镇扎实推进法治政府建设工作"),
        (f"一、主要工作\n{WORK}\n二、下一步打算\n2023年，我镇将重点抓好普法。", "2023年，我镇将重点抓好普法"),
        (f"一、主要工作\n{WORK}\n二、下一步打算\n一是科学编制2023年普法计划。", "一是科学编制2023年普法计划"),
        (f"一、主要工作\n2022年，全镇共调解纠纷86件，成功率98%。{WORK}", "2022年，全镇共调解纠纷86件"),
        (f"一、主要工作\n{WORK}\n白石镇人民政府\n2023年1月9日", "2023年1月9日"),
        (f"一、主要工作\n{WORK}\n二、存在不足\n虽然2022年取得成绩，但还存在不足。一是人少。", "虽然2022年取得成绩"),
    ],
)
def test_a_year_slip_is_quoted(body: str, quote: str) -> None:
    found = year_report(body)
    judgement = judge(found, "year-consistency")
    assert judgement.coverage == "partial"
    assert quotes(found, judgement)[0].startswith(quote)
    assert judgement.message.startswith("报告年度为2023年，但")


@pytest.mark.parametrize(
    "body",
    [
        f"一、主要工作\n比2022年增长12%。2021年建成的中心运行良好。2022年，全镇共立案18件，今年下降到2023年的12件。{WORK}",
        f"一、主要工作\n{WORK}\n二、2024年工作打算\n一是把2023年以来的案件汇编成册。二是对2022年印发的文件开展清理。",
        f"一、主要工作\n{WORK}\n二、下一步打算\n2024年是“十四五”关键之年，我镇将抓好普法。自2025年起推行述法。",
        f"一、主要工作\n{WORK}\n二、下一步打算\n一是做好2023年度述法工作。二是落实《纲要（2021—2025年）》。",
        f"一、主要工作\n{WORK}\n白石镇人民政府\n2023年12月28日",
        f"一、落实《提升行政执法质量三年行动计划（2023—2025年）》情况\n{WORK}",
    ],
)
def test_legitimate_other_years(body: str) -> None:
    found = year_report(body)
    assert judge(found, "year-consistency").coverage == "full", judge(found, "year-consistency").message


def test_several_years_are_all_in_order() -> None:
    found = year_report(f"一、2021年以来主要工作\n{WORK}\n二、2022年重点工作\n{WORK}", (2021, 2022, 2023))
    assert judge(found, "year-consistency").coverage == "full"


@pytest.mark.parametrize(
    ("plan", "quote"),
    [
        ("力争在2023年底前实现全覆盖。", "力争在2023年底前实现全覆盖"),
        ("展望2023年，我镇将加强培训。", "展望2023年，我镇将加强培训"),
        ("2023年内完成评估。", "2023年内完成评估"),
        ("对全镇队员的培训，2023年6月底前完成。", "2023年6月底前完成。"),
        ("到2023年底完成评估。", "2023年底完成评估"),
    ],
)
def test_the_old_year_left_in_the_plan(plan: str, quote: str) -> None:
    found = report("一是人手不足。", plan)
    judgement = judge(found, "year-consistency")
    assert (judgement.coverage, quotes(found, judgement)) == ("partial", [quote])


@pytest.mark.parametrize(
    "plan",
    [
        "在2023年工作的基础上，我镇将加强培训。",
        "力争在2024年底前实现全覆盖。",
        "对2023年底前受理的积案逐件化解。",
        "继续推进2023年底未完成的任务。",
        "到2023年底已建成的站点，继续运行。",
        "到2027年底实现全覆盖。",
    ],
)
def test_years_that_a_plan_may_name(plan: str) -> None:
    assert judge(report("一是人手不足。", plan), "year-consistency").coverage == "full"


@pytest.mark.parametrize(
    ("problem", "plan"),
    [
        ("老旧小区消防通道堵塞屡禁不止", "会同物业整治消防通道，施划标线"),
        ("渔船检验证书过期未续的较多", "开展渔船证书专项核查，6月底前全部换证"),
        ("村级财务审批不够透明，流水账公示滞后", "每月在村务栏公示收支流水"),
    ],
)
def test_matters_without_a_name_are_answered_by_the_words_they_share(problem: str, plan: str) -> None:
    found = report(f"一是{problem}。", f"一是推广经验做法。二是{plan}。")
    assert judge(found, "plan-answers-problems").coverage == "full"
    elsewhere = report(f"一是{problem}。", "一是举办民法典讲座12场。二是完善听证室。")
    assert judge(elsewhere, "plan-answers-problems").coverage == "none"


def test_what_answers_the_cause_answers_the_shortcoming() -> None:
    problem = "一是文书送达不及时。原因是转办链条长、平台超期提醒功能缺失。"
    found = report(problem, "一是改造转办流程，设置超期提醒。")
    assert judge(found, "plan-answers-problems").coverage == "full"
    assert judge(report(problem, "一是举办民法典讲座12场。"), "plan-answers-problems").coverage == "none"


def test_running_prose_is_cut_at_its_semicolons() -> None:
    found = report(
        "工作中还有一些短板。渔船证书过期的较多；合同履约没人跟踪；普法形式单一。",
        "抓好三件事：核查渔船证书；建立合同履约台账；拍摄普法短剧。",
    )
    judgement = judge(found, "plan-answers-problems")
    assert judgement.coverage == "full"
    assert judgement.met == ("渔船证书过期的较多", "合同履约没人跟踪", "普法形式单一")


def test_a_plan_of_a_few_characters_answers_too() -> None:
    found = report("部分单位执法力量不足。", "充实执法力量。")
    judgement = judge(found, "plan-answers-problems")
    assert (judgement.coverage, judgement.met) == ("full", ("部分单位执法力量不足",))
    assert judge(report("部分单位执法力量不足。", "改进作风。"), "plan-answers-problems").coverage == "none"
