"""Reports in plain speech: the clauses under a heading tell the part when the heading does not."""

from __future__ import annotations

import pytest

from checker.model import Report, Role
from checker.structure.tone import Tone
from tests.structure.making import one

WORK = "全年审核文件12件，提出意见46条，全部按期报备。评查案卷120卷，公示处罚决定412件。受理复议案件41件，审结39件。"
LEADERS = "县委书记3次主持会议研究法治工作，批示信访案件9件。县长带队到现场协调拆迁纠纷2次，带头讲法治课1次。"
WANTS = "持证的执法人员只有3个，夜里出警凑不够两个人。村里的承包合同大多没有律师看过。普法还是老一套，年轻人不爱看。"
PLANS = "给6个乡镇各配1名审核员，上半年到位。把村级合同纳入审查，二季度拿出办法。普法改用短视频，每月两期。"
HEAD = "青岭县人民政府2023年度法治政府建设情况的报告\n市人民政府：\n2023年，我县推进法治政府建设，现将情况报告如下。\n"
FOOT = "\n青岭县人民政府\n2024年2月1日"


def role_of(report: Report, words: str) -> Role:
    return report.role_at(report.text.index(words))


@pytest.mark.parametrize("numbers", [("一、", "二、", "三、", "四、"), ("", "", "", "")], ids=["numbered", "bare"])
@pytest.mark.parametrize(
    ("leaders", "wants", "plans"),
    [
        ("书记、县长怎么抓的", "没办好的，为啥没办好", "2024年咋办"),
        ("一把手带头抓法治", "差距在哪里，为什么", "明年怎么干"),
        ("扛牢首责，靠前指挥", "还有哪些不尽如人意", "往后的路怎么走"),
        ("压实“关键少数”责任", "需要正视的问题", "努力方向"),
    ],
)
def test_parts_under_headings_in_plain_speech(numbers: tuple[str, ...], leaders: str, wants: str, plans: str) -> None:
    parts = [("办成了哪些事", WORK), (leaders, LEADERS), (wants, WANTS), (plans, PLANS)]
    body = "\n".join(f"{number}{heading}\n{text}" for number, (heading, text) in zip(numbers, parts, strict=True))
    report = one(HEAD + body + FOOT)
    assert role_of(report, "审核文件12件") == "measures"
    assert role_of(report, "3次主持") == "leader-duty"
    assert role_of(report, "持证的") == "problems"
    assert role_of(report, "给6个乡镇") == "plan"
    headings = [report.text[s.heading_start : s.heading_end] for s in report.sections]
    assert headings == [number + heading for number, (heading, _) in zip(numbers, parts, strict=True)]


@pytest.mark.parametrize(
    ("opening", "turn"),
    [
        ("成绩之外，短板也不能回避。", "接下来，我们准备这样做："),
        ("说完成绩，也要说说不足。", "针对这些问题，2024年将抓三件事。"),
        ("回头看，没做好的事也有几件。", "2024年，"),
    ],
)
def test_wants_and_plans_in_running_prose(opening: str, turn: str) -> None:
    report = one(HEAD + f"一、管好文件\n{WORK}\n二、管好执法\n{WORK}\n{opening}{WANTS}\n{turn}{PLANS}" + FOOT)
    assert role_of(report, "审核文件12件") == "measures"
    assert role_of(report, "持证的") == "problems"
    assert role_of(report, "给6个乡镇") == "plan"


TROUBLES = [
    "坚持问题导向，排查隐患31处，全部整改。化解积案12件，清理违建8处。对不按期报备的2个单位予以通报。",
    "针对督察反馈的问题，逐条制定整改措施。对不作为、乱作为的3名干部追责问责。未按期整改的2个单位被约谈。",
    "不再要求提交无犯罪证明等5项材料。没有网点的村设代办员21名。不会用手机的老人有人上门办。",
    "轻微违法不予处罚64件，减轻处罚41件。没有发生一起执法投诉。未发生群体性事件。",
    "严禁无证执法，未取得证件的一律不得上岗。不规范的文书当场退回，全年退回29份。缺项的补齐再审。",
]


@pytest.mark.parametrize("troubles", TROUBLES)
def test_measures_that_name_troubles_stay_measures(troubles: str) -> None:
    headed = one(HEAD + f"一、管好文件\n{WORK}\n二、啃下硬骨头\n{troubles}\n三、下一步打算\n{PLANS}" + FOOT)
    assert role_of(headed, troubles[:8]) == "measures"
    flat = one(HEAD + f"{WORK}\n{WORK}\n{troubles}\n{WORK}" + FOOT)
    assert role_of(flat, troubles[:8]) == "measures"


@pytest.mark.parametrize(
    ("heading", "text", "role"),
    [
        ("（二）局长带头抓", LEADERS, "leader-duty"),
        ("（二）党政主要领导履职情况", LEADERS, "leader-duty"),
        ("（二）县长带头学法", LEADERS, "measures"),
        ("（二）压实河长责任", WORK, "measures"),
        ("（二）县委书记、县长带头抓", WORK, "measures"),
    ],
)
def test_leaders_under_a_heading_of_the_second_level(heading: str, text: str, role: Role) -> None:
    report = one(
        HEAD + f"一、主要工作\n（一）管好文件\n{WORK}\n{heading}\n{text}\n（三）化解纠纷\n办结信访件19件。\n"
        f"二、存在的不足\n{WANTS}" + FOOT
    )
    assert role_of(report, text[:8] if text == LEADERS else heading) == role
    assert role_of(report, "办结信访件") == "measures"


@pytest.mark.parametrize("mark", ["下一步，", "整改措施：", "2024年", "对策："])
@pytest.mark.parametrize("gap", ["", "\n"], ids=["same line", "own line"])
def test_remedies_in_turn(mark: str, gap: str) -> None:
    items = [
        ("执法力量薄弱。", "组织6人参加考试。"),
        ("合同审查有盲区。", "把村级合同纳入审查。"),
        ("普法不对路。", "开设专栏。"),
    ]
    listed = "\n".join(f"（{n}）{want}{gap}{mark}{plan}" for n, (want, plan) in zip("一二三", items, strict=True))
    report = one(HEAD + f"一、主要工作\n{WORK}\n二、存在问题及改进方向\n{listed}" + FOOT)
    for want, plan in items:
        assert (role_of(report, want), role_of(report, plan)) == ("problems", "plan")


def test_a_line_on_leaders_inside_the_shortcomings_is_none_of_theirs() -> None:
    body = f"一、主要工作\n{WORK}\n二、存在的不足\n{WANTS}\n主要负责人履行第一责任人职责情况\n{LEADERS}\n"
    within = one(HEAD + body + f"三、下一步打算\n{PLANS}" + FOOT)
    assert role_of(within, "3次主持") == "problems"
    # Where a number is missing the line is the heading that lost it.
    lost = one(HEAD + body + f"四、下一步打算\n{PLANS}" + FOOT)
    assert role_of(lost, "3次主持") == "leader-duty"


def test_tone_counts_clauses() -> None:
    text = "人手不够。设备老化。全年培训3期，完成了考核。"
    told = Tone(text, 0, len(text))
    assert (told.clauses, told.want, told.done, told.ahead, told.led) == (3, 2 / 3, 1 / 3, 0.0, 0.0)
    empty = Tone("", 0, 0)
    assert (empty.clauses, empty.want, empty.ahead, empty.led) == (0, 0.0, 0.0, 0.0)


def test_a_paragraph_that_announces_the_leaders_is_their_part() -> None:
    told = "主要负责同志抓法治的情况，单独报告一下。" + LEADERS
    report = one(HEAD + f"一、所做的工作\n{WORK}\n{told}\n二、不足\n{WANTS}" + FOOT)
    assert role_of(report, "3次主持") == "leader-duty"
    assert role_of(report, "审核文件12件") == "measures"
    # deeds in passing, with nothing that announces a part
    report = one(HEAD + f"一、所做的工作\n{WORK}\n{LEADERS}{WORK}\n二、不足\n{WANTS}" + FOOT)
    assert role_of(report, "3次主持") == "measures"
