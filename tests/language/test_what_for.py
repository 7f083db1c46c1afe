"""What is aimed at, prepared for later, done for something else, of an earlier year or another's duty is no deed."""

from __future__ import annotations

import pytest

from checker import load_rubric
from checker.language import COUNTED
from checker.measuring.explain import explain
from tests.judging import coverage
from tests.structure.making import one


def _judged(criterion: str, text: str, kind: str, expected: str) -> None:
    assert coverage(criterion, text, kind) == expected


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("norms.filing", "2022年全市报备规范性文件37件，本年度情况正在汇总。", "partial"),
        ("norms.filing", "全市报备规范性文件37件，比2022年的31件增加6件。", "full"),
        ("disputes.reconsideration", "2022年全市受理行政复议案件356件，本年度数据待核定后公布。", "partial"),
        ("disputes.reconsideration", "2022年受理行政复议案件301件，今年受理356件。", "full"),
        ("disputes.reconsideration", "受理行政复议案件356件，其中2022年结转的12件全部审结。", "full"),
        ("reporting.public", "2022年度法治政府建设情况报告已在市政府网站公开。", "full"),
        ("reporting.public", "2022年度法治政府建设情况于2月报送省政府，3月在政府网站公布。", "full"),
    ],
)
def test_a_figure_of_an_earlier_year(criterion: str, text: str, expected: str) -> None:
    _judged(criterion, text, "city", expected)


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("norms.cleanup", "为下一步规范性文件清理做准备，县档案馆移交文件汇编24册。", "partial"),
        ("norms.cleanup", "为做好机构改革，清理规范性文件24件。", "full"),
        ("enforcement.personnel", "为方便日后组织执法培训，县司法局添置投影设备3套。", "partial"),
        ("enforcement.personnel", "为做好换证工作，组织执法培训3期，412人参加。", "full"),
        ("disputes.reconsideration", "添置办案用车1辆，以期为行政复议提供更好保障。", "partial"),
        ("disputes.legal-services", "为农民工提供法律援助182件。", "full"),
    ],
)
def test_what_another_act_is_to_serve(criterion: str, text: str, expected: str) -> None:
    _judged(criterion, text, "county", expected)


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("disputes.litigation", "三年内把行政诉讼败诉率压减至8%以下，是既定目标。", "partial"),
        ("disputes.litigation", "行政诉讼败诉率降到7.6%，低于8%的既定目标，一审案件共212件。", "full"),
        ("leadership.demonstration", "创建省级法治政府建设示范县，仍是我县努力的方向。", "partial"),
        ("leadership.demonstration", "创建省级法治政府建设示范县，通过了市里的初评。", "full"),
        ("duty.law-lectures", "2024年度常务会议学法计划已经排定，届时安排6个专题。", "partial"),
        ("duty.law-lectures", "年度常务会议学法计划已经排定，全年学法6次。", "full"),
        ("enforcement.personnel", "执法人员培训的方案和名单都已备妥，明年开春即可开班。", "partial"),
        ("enforcement.personnel", "执法人员培训的方案已经印发，全年开班6期。", "full"),
        ("norms.cleanup", "规范性文件清理，按照省司法厅统一部署，将于2024年上半年铺开。", "partial"),
        ("norms.cleanup", "规范性文件清理，按照省司法厅统一部署，于上半年完成，废止23件。", "full"),
        ("oversight.judicial", "检察建议超期不复的，今后由分管副县长约谈。", "partial"),
        ("oversight.judicial", "检察建议超期不复的，由分管副县长约谈，全年约谈3人次。", "full"),
        ("leadership.demonstration", "示范创建我县暂不申报，先把欠账还上。", "partial"),
        ("enforcement.reform", "执法队伍整合，“三定”方案已上报市里，批复还没有下来。", "partial"),
        ("decision.counsel", "聘请法律顾问一事正按政府采购程序办理。", "partial"),
        ("decision.counsel", "按政府采购程序聘请法律顾问2名，正按约坐班。", "full"),
        ("digital.government", "智慧执法平台一期通过初验，因安全测评没有通过，年内未能上线。", "partial"),
        ("digital.government", "智慧执法平台一期8月上线，二期因安全测评没有通过，年内未能上线。", "full"),
        ("norms.cleanup", "规范性文件清理原定四季度启动。", "partial"),
    ],
)
def test_aims_and_papers_for_later(criterion: str, text: str, expected: str) -> None:
    _judged(criterion, text, "county", expected)


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("function.market-oversight", "“双随机、一公开”监管属于部门职责，镇里没有介入。", "partial"),
        ("function.market-oversight", "“双随机、一公开”监管抽查商户36家。", "full"),
        ("enforcement.criminal-transfer", "执法人员发现涉嫌犯罪的，应当依法及时移送。", "partial"),
        ("enforcement.criminal-transfer", "执法人员发现涉嫌犯罪的，依法及时移送，全年移送3件。", "full"),
        ("emergency.response", "各村、各部门要健全应急预案体系，落实24小时值班。", "partial"),
        ("emergency.response", "健全应急预案体系，落实24小时值班，全年演练6次。", "full"),
    ],
)
def test_what_others_are_to_do(criterion: str, text: str, expected: str) -> None:
    _judged(criterion, text, "township", expected)


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("function.market-oversight", "跨部门“双随机”联合抽查96次如数完成，没有一次顺延。", "full"),
        ("function.market-oversight", "跨部门“双随机”联合抽查一再顺延。", "partial"),
        ("digital.government", "接入的48处视频点位没有闲置，全年自动抓拍线索63条。", "full"),
        ("oversight.judicial", "梳理出的6件未履行生效裁判，经县政府督办已履行完毕。", "full"),
        ("oversight.judicial", "梳理出的6件未履行生效裁判，县政府作了通报。", "partial"),
        ("enforcement.criminal-transfer", "年内没有需要向司法机关移送的涉嫌犯罪案件。", "full"),
        (
            "duty.agenda",
            "县政府常务会议原定每季度听取一次法治工作汇报，三季度没有召开，四季度一并补听，研究议题6个。",
            "full",
        ),
        ("leadership.planning", "《岚县2023年法治政府建设重点任务》列18条，3月印发，完成16条。", "full"),
        ("leadership.planning", "《岚县2023年法治政府建设重点任务》列18条。", "partial"),
        ("disputes.mediation", "坚持和发展新时代“枫桥经验”，努力做到小事不出村、矛盾不上交。", "partial"),
        ("enforcement.criminal-transfer", "行刑衔接协议文本商量妥了，三家都还没有签字。", "partial"),
        ("enforcement.criminal-transfer", "行刑衔接协议文本商量妥了，三家都已签字。", "full"),
        ("leadership.inspection", "对县直6个部门的法治督察，因年底人手抽调而取消。", "partial"),
        ("leadership.inspection", "对县直6个部门的法治督察，因年底人手抽调而合并进行，反馈问题12个。", "full"),
        ("disputes.appearance", "上半年行政机关负责人出庭应诉率只有88%，经通报约谈，全年升至94.6%。", "full"),
        ("disputes.appearance", "行政机关负责人出庭应诉率只有88%，经过通报约谈。", "partial"),
        ("function.streamlining", "“一件事”原计划6月上线，推迟三个月，9月上线以来办理1100件。", "full"),
        ("function.streamlining", "“一件事”原计划6月上线，推迟三个月，还在调试。", "partial"),
        ("emergency.response", "应急预案从未演练过。", "partial"),
        ("enforcement.case-review", "案卷评查做了没有？", "partial"),
        ("enforcement.case-review", "案卷评查做了120卷。", "full"),
        ("oversight.audit", "县政府自觉接受审计监督和舆论监督。", "partial"),
        ("oversight.audit", "县政府自觉接受审计监督，整改问题37个。", "full"),
    ],
)
def test_none_of_them_and_slogans_of_ones_own(criterion: str, text: str, expected: str) -> None:
    _judged(criterion, text, "county", expected)


def test_a_title_with_the_wrong_year_makes_no_report_one_of_the_year_before() -> None:
    rubric = load_rubric("law-government-2021")
    body = (
        "栎州市2024年度法治政府建设情况报告\n一、主要工作\n2023年全市报备规范性文件37件。2023年全市受理行政复议案件356件。\n"
        "二、存在的不足\n一是持证人员只有3人。\n栎州市人民政府\n2024年1月20日\n"
    )
    assert explain(one(body), rubric, "norms.filing").finding.coverage == "full"
    right = body.replace("356件。", "356件。2024年清理文件3件，今年评查案卷5卷。")
    assert explain(one(right), rubric, "norms.filing").finding.coverage == "partial"


def test_the_number_of_an_item_counts_nothing() -> None:
    assert [match[0] for match in COUNTED.finditer("3.信访工作，12.深化改革，1.5万件，1,234件，98.6%")] == [
        "1.5万件",
        "1,234件",
        "98.6%",
    ]
    assert not COUNTED.search("24小时值班，最多跑一次，平台二期")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县政府常务会议研究行政执法、行政复议等法治议题8个。", "partial"),
        ("县政府常务会议研究行政复议工作2次，办理行政复议案件41件。", "full"),
        ("办理行政复议等案件41件。", "full"),
    ],
)
def test_a_figure_of_the_agenda_is_none_of_the_matter(text: str, expected: str) -> None:
    assert coverage("disputes.reconsideration", text) == expected
