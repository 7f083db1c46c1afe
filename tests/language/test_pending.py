"""What has not come to its end is no deed, whatever its figures; what is said of the rest leaves the deed standing."""

from __future__ import annotations

import pytest

from checker.model import Kind
from tests.judging import coverage
from tests.language.test_assertion import assertion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("执法公示目录涉及的96项事项还在省里论证。", "planned"),
        ("执法公示目录96项论证完成，还在门户网站开了专栏。", "done"),
        ("裁量权基准56项的条目还在与省局比对。", "planned"),
        ("裁量权基准印发56项，其余3项仍在比对。", "done"),
        ("案卷评查对12个单位只拟出6个方面42个观察点。", "planned"),
        ("案卷评查对12个单位拟出42个观察点，逐项打分。", "done"),
        ("述法停留在纸面上。", "lacking"),
        ("案卷评查方案还压在审批环节。", "planned"),
        ("案卷评查把责任压在科室负责人肩上，评查120卷。", "done"),
        ("裁量权基准写到第3稿仍未敲定。", "lacking"),
        ("裁量权基准写到第3稿时通过了审议，印发56项。", "done"),
        ("执法公示平台签了3家单位的意向书，尚待签批。", "planned"),
        ("执法公示平台签批后上线，签约3家单位。", "done"),
        ("接待办事群众120人，执法公示做到随到随办。", "done"),
        ("三项制度要等编制下达后再定。", "planned"),
        ("三项制度不等编制下达，7月即已推开。", "done"),
        ("案卷评查40卷，放到2024年办。", "planned"),
        ("案卷评查40卷，1件因资料不全延至2024年一季度。", "done"),
        ("述法统一改到次年1月下旬，涉及34个部门。", "planned"),
        ("述法部署了次年1月的安排，34个部门报告了情况。", "done"),
        ("原定12月的案卷评查因人手不够，推迟到元旦以后。", "lacking"),
        ("案卷评查从明年起才开始。", "planned"),
        ("法治政府建设情况于2024年2月作了报告，三项制度执行情况一并写入。", "done"),
        ("对案卷评查退回补正的12件逐件复查。", "done"),
        ("案卷评查所用的标准正在改，3个单位索性等新标准落地再评。", "planned"),
        ("案卷评查所用的标准改过一次，3个单位按新标准评了40卷。", "done"),
        ("权责清单和述法进行了一半，32个部门交来意见。", "planned"),
        ("裁量权基准的办法已报县委，批准后方可试行。", "planned"),
        ("三项制度送审两次均被退回，清单还要重写。", "planned"),
        ("审核重大执法决定和裁量权基准87件，其中被退回补充调查的11件。", "done"),
        ("裁量权基准上线一年的平台新楼已经封顶，预计明年搬迁。", "planned"),
    ],
)
def test_what_is_not_finished(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("disputes.mediation", "行政调解规定还没有定稿，哪些部门该设调解室、怎样衔接，都没有结论。", "partial"),
        ("disputes.mediation", "行政调解规定已经定稿，哪些部门该设调解室、怎样衔接，都写得清楚。", "full"),
        ("enforcement.reform", "拟赋予乡镇的96项执法事项还在论证，批复之前执法权仍由县直部门行使。", "partial"),
    ],
)
def test_what_a_sentence_says_of_the_matter_holds_for_all_its_names(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案卷评查补上了程序缺失和文书不规范两个缺口。", "done"),
        ("案卷评查发现程序不规范、文书不完整，均已整改到位。", "done"),
        ("案卷评查程序不规范、文书不完整。", "lacking"),
        ("对照上级要求，三项制度没有另起炉灶，印发清单12项。", "done"),
        ("三项制度随即将文书全部录入平台。", "done"),
        ("三项制度即将全部录入平台。", "planned"),
    ],
)
def test_what_was_lacking_and_put_right(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("至于案卷评查工作，目前还靠各单位自己看，力度不大。", "lacking"),
        ("至于案卷评查工作，目前已由各单位自己看改为集中看，力度不小。", "done"),
        ("述法工作，准备待上级明确后跟进。", "planned"),
        ("述法工作，3月底前全部做完，34个部门参加。", "done"),
    ],
)
def test_a_bare_topic_is_told_by_the_clause_behind_it(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("oversight.audit", "对审计查出的问题，各责任单位必须照单全收、立行立改。", "partial"),
        ("oversight.audit", "对审计查出的问题，各责任单位照单全收、立行立改，整改完成38个。", "full"),
        ("reporting.upward", "各镇街的年度法治政府建设报告，须于1月底前报到市司法局。", "partial"),
        ("disputes.petitions", "面对群众来信来访，要多一点将心比心、少一点推三阻四。", "partial"),
    ],
)
def test_what_is_demanded_of_others(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("述法贵在述出真问题，不能由秘书代笔、念完了事。", "mentioned"),
        ("述法由秘书代笔的退了回去，重新写了6份。", "done"),
        ("三项制度如何落到一线，考验着执法部门的智慧。", "mentioned"),
        ("研究三项制度如何落到一线，开了3次会。", "done"),
        ("若当初都作了合法性审查，那几场官司本可避免，三项制度是教训换来的。", "mentioned"),
        ("各单位每年组织案卷评查不得少于一次，未组织的应说明理由。", "demanded"),
        ("各单位每年组织案卷评查一次，全年没有少于一次的。", "done"),
    ],
)
def test_what_is_only_thought_of(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("function.market-oversight", "事中事后监管如何做到无事不扰又无处不在，考验着监管部门的智慧。", "partial"),
        ("function.market-oversight", "研究事中事后监管如何做到无事不扰，把抽查频次压到每年1次。", "full"),
        ("norms.cleanup", "规范性文件清理的长效机制该怎么建，几个部门看法不一。", "partial"),
        ("decision.legality", "若涉企合同当初都送合法性审查，那几场官司本可避免。", "partial"),
        ("decision.legality", "若干涉企合同送合法性审查，全年审查86份。", "full"),
        ("enforcement.three-systems", "牵住执法公示、全过程记录、法制审核的牛鼻子，执法规范化才有望破题。", "partial"),
        ("enforcement.discretion", "这类反差理应靠健全裁量权基准来消除。", "partial"),
        ("function.fair-competition", "筑牢公平竞争审查的制度防线，为统一大市场建设扫清障碍。", "partial"),
        ("function.fair-competition", "筑牢公平竞争审查的制度防线，审查文件42件。", "full"),
        ("enforcement.criminal-transfer", "行刑衔接信息平台录入率不到20%。", "partial"),
        ("enforcement.criminal-transfer", "行刑衔接信息平台录入案件42件，录入率100%。", "full"),
        ("disputes.mediation", "调解矛盾纠纷1200件，重复率不到1%。", "full"),
        ("oversight.audit", "有6个乡镇审计整改拖延、屡审屡犯。", "partial"),
        ("oversight.audit", "有6个乡镇审计整改提前完成，整改问题38个。", "full"),
        ("duty.assessment", "前几年曾把法治建设列入部门绩效考核，占3分，后予取消。", "partial"),
        ("disputes.reconsideration", "全年没有公民向县政府提出行政复议申请，案件数为零。", "full"),
        ("disputes.appearance", "行政机关负责人出庭应诉率由上年的八成一升到九成七。", "full"),
        ("enforcement.case-review", "上级抽查指出案卷文书不全，县里随即将14个单位的140本执法卷宗交叉评查。", "full"),
        ("enforcement.case-review", "上级抽查指出案卷文书不全，市里即将对14个单位的140本执法卷宗交叉评查。", "partial"),
        ("enforcement.oversight", "特邀监督员跟车出勤，记录行政执法不规范问题117条，当场纠正82条。", "full"),
        ("function.power-list", "县里赋权的56项全部列进了镇权责清单。", "full"),
    ],
)
def test_questions_suppositions_and_zero(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text, "township" if "镇权责" in text else "county") == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("norms.review", "坚持凡是行政规范性文件，必须由司法局进行合法性审核后才能上会，全年没有未审先发的。", "full"),
        ("norms.review", "各部门的行政规范性文件，必须由司法局进行合法性审核后才能上会。", "partial"),
        ("enforcement.three-systems", "法规股对16件处罚决定开展法制审核，2件因证据不足退回重查。", "partial"),
        ("function.fair-competition", "审查拟出台经济政策文件416件，对14件提出公平竞争审查意见。", "full"),
        ("function.fair-competition", "拟出台公平竞争审查工作规则，对14个部门提出意见。", "partial"),
    ],
)
def test_rules_that_are_kept_and_reasons_given(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主要负责人述法拟与年度述职一并进行。", "planned"),
        ("主要负责人述法与年度述职一并进行，18人作了发言。", "done"),
        ("案卷评查从2024年起按季度开展，评查的题目已经拟好。", "planned"),
        ("案卷评查从2023年起按季度开展，全年评查40卷。", "done"),
        ("法律顾问来镇坐诊，从2024年3月起每月一次。", "planned"),
        ("法律顾问坐诊12次，从2024年3月起每月两次。", "done"),
        ("裁量权基准要等新一轮规定全部落地，方能重新公布。", "planned"),
        ("裁量权基准不等规定落地，已经重新公布。", "done"),
        ("法律顾问统一管理的办法也在起草之中。", "planned"),
        ("法律顾问也在项目建设中出具意见12份。", "done"),
        ("执法公示平台已上线，改革方案报县委待批。", "done"),
        ("案卷评查方案已印发，因疫情未能如期进行。", "planned"),
    ],
)
def test_plans_for_later_and_what_stands_beside_them(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("emergency.response", "原定6月的防汛演练因连日强降雨没有搞成，8月补上，11个乡镇330人到场。", "full"),
        ("emergency.response", "原定6月的防汛演练因连日强降雨没有搞成，明年再定。", "partial"),
        ("capacity.training", "执法人员轮训原计划办两期，受汛情影响只办成一期，43人参训。", "full"),
        ("capacity.training", "执法人员轮训原计划办两期，受汛情影响没有办成。", "partial"),
        ("duty.thought-study", "中心组原拟于4月开展的习近平法治思想专题学习，推迟到5月，集体研讨1次。", "full"),
        ("duty.thought-study", "中心组拟于4月开展习近平法治思想专题学习，集体研讨1次。", "partial"),
    ],
)
def test_what_came_late_or_in_part_came(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("function.fair-competition", "公平竞争审查目前缺少外部评估。", "partial"),
        ("function.fair-competition", "公平竞争审查政策36件，对缺少依据的2件提出修改意见。", "full"),
        ("leadership.planning", "法治政府建设工作要点沿用省里印发的文本，县里没有另行制定。", "partial"),
        ("leadership.planning", "印发法治政府建设工作要点，任务28项，没有另行制定考核办法。", "full"),
        ("enforcement.oversight", "执法争议4起，没有一起久拖不决，由县司法局当面厘清。", "full"),
        ("enforcement.oversight", "执法争议4起久拖不决。", "partial"),
        ("oversight.audit", "完成审计项目31个，查出管理不规范资金1.7亿元。", "full"),
        ("oversight.audit", "审计项目管理不规范。", "partial"),
        ("leadership.inspection", "市委依法治市办派组来县督察法治建设，指出问题14个。", "full"),
        ("leadership.inspection", "市委依法治市办派组督察全市法治建设，指出问题14个。", "partial"),
        ("enforcement.discretion", "省直有关部门陆续发布的裁量权基准门类齐全。", "partial"),
        ("enforcement.discretion", "省直有关部门发布的裁量权基准由各执法队照用，全年适用216件。", "full"),
    ],
)
def test_who_lacks_what_and_whose_it_is(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("kind", "issuer", "expected"),
    [
        ("department", "云川省水利厅", "done"),
        ("department", "东山市水利局", "elsewhere"),
        ("province", "云川省人民政府", "done"),
        ("county", "东山县人民政府", "elsewhere"),
    ],
)
def test_the_whole_province_is_a_provincial_department_s_own(kind: Kind, issuer: str, expected: str) -> None:
    assert assertion("全省1206名执法人员参加案卷评查。", kind=kind, issuer=issuer) == expected
