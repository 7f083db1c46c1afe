"""Assertion of a passage: both sides of every rule."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from checker.language import Lexicon, build_lexicon, read_assertion, scan
from checker.model import Identity, Kind, Known
from checker.structure.bare import bare_report

MATTERS = [
    "三项制度",
    "述法",
    "裁量权基准",
    "执法公示",
    "案卷评查",
    "应诉台账",
    "重大行政决策程序",
    "法治督察",
    "公平竞争审查",
    "负责人出庭",
    "行政诉讼",
    "法律顾问",
    "执法培训",
    "规范性文件",
    "记录设备",
    "枫桥经验",
]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    cues = yaml.safe_load((Path(__file__).parents[2] / "rubrics/lexicon/cues.yaml").read_text("utf-8"))
    return build_lexicon({("matter", "find"): MATTERS}, {}, cues)


def assertion(
    text: str, role: str = "measures", kind: Kind = "county", issuer: str = "东山县人民政府", nth: int = 0
) -> str:
    identity = Identity(kind=kind, years=(2023,), issuer=Known(issuer, "option"))
    found = scan(bare_report(text, identity, role), lexicon())
    start, end = found.of("matter", "find")[nth]
    return read_assertion(found, start, end).assertion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已全面推行行政执法三项制度。", "done"),
        ("三项制度落实不够到位。", "lacking"),
        ("三项制度、裁量权基准落实还不够到位。", "lacking"),
        ("三项制度有待进一步加强。", "lacking"),
        ("三项制度落实到位率达100%。", "done"),
        ("尚未建立应诉台账。", "lacking"),
        ("建立应诉台账，做到一案一档。", "done"),
        ("不断完善执法公示平台，公示信息326条。", "done"),
        ("执法公示不完善。", "lacking"),
        ("全年未发生行政诉讼败诉案件。", "done"),
        ("未发生行政诉讼案件。", "done"),
        ("对轻微违法不予处罚，配套执法公示清单27项。", "done"),
        ("开展不见面审批，推行执法公示。", "done"),
        ("缺乏专门的法律顾问。", "lacking"),
        ("聘请3名法律顾问。", "done"),
        ("记录设备配备到位。", "done"),
        ("记录设备配备有待到位。", "lacking"),
        ("案卷评查抽查120卷，发现问题不足10处。", "done"),
        ("对裁量权基准逐项比对，清理不一致36项。", "done"),
        ("裁量权基准各地不一致。", "lacking"),
        ("个别单位规范性文件未经审核即印发。", "lacking"),
        ("个别单位规范性文件经约谈后完成备案3件。", "done"),
    ],
)
def test_deficiency_is_told_from_pseudo_negation(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将述法纳入年度考核。", "done"),
        ("将进一步推动述法。", "planned"),
        ("我局将开展案卷评查。", "planned"),
        ("将案卷评查结果通报全县。", "done"),
        ("将12个部门的三项制度落实情况列为检查内容。", "done"),
        ("下一步，推行三项制度。", "planned"),
        ("2024年推行三项制度。", "planned"),
        ("2023年推行三项制度。", "done"),
        ("以落实《三年行动计划（2022—2024年）》为抓手，开展案卷评查3轮。", "done"),
        ("下一步，完善三项制度；组织案卷评查；开展执法培训。", "planned"),
        ("将推进三项制度作为重要工作。", "ongoing"),
        ("力争年底前实现法律顾问全覆盖。", "planned"),
        ("对拟出台的28件政策措施开展公平竞争审查。", "done"),
        ("拟出台三项制度实施细则。", "planned"),
        ("现将三项制度落实情况报告如下。", "ongoing"),
    ],
)
def test_future_jiang_is_told_from_disposal(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出台《东山县重大行政决策程序规定》。", "done"),
        ("学习《重大行政决策程序暂行条例》。", "mentioned"),
        ("按照《重大行政决策程序暂行条例》要求推进工作。", "mentioned"),
        ("印发《三项制度工作手册》，发放600册。", "done"),
        ("提出“让三项制度在每一个办案环节都落地生根”的目标。", "mentioned"),
        ("坚持和发展新时代“枫桥经验”。", "ongoing"),
        ("述法是压实责任的有效手段，力度不减。", "mentioned"),
        ("述法是12名局长的必答题。", "done"),
        ("为贯彻落实三项制度工作要求，县司法局制定方案。", "mentioned"),
        ("落实市里印发的《三项制度实施办法》。", "mentioned"),
    ],
)
def test_titles_and_slogans_are_mentions_unless_made(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省政府出台重大行政决策程序规定。", "elsewhere"),
        ("县政府出台重大行政决策程序规定。", "done"),
        ("省委、省政府印发文件，明确三项制度任务。", "elsewhere"),
        ("按照省政府部署，推行三项制度，配备执法记录仪80台。", "done"),
        ("在市委、市政府坚强领导下，推行三项制度，公示案件52件。", "done"),
        ("市司法局汇编发布裁量权基准，供全市适用。", "elsewhere"),
        ("接受市司法局法治督察，整改问题9个。", "done"),
        ("市政府部署开展法治督察；我县开展法治督察2次。", "elsewhere"),
    ],
)
def test_a_superiors_act_is_not_ones_own(text: str, expected: str) -> None:
    assert assertion(text) == expected


def test_the_superior_is_known_by_its_name_and_its_offices() -> None:
    assert assertion("省审计厅牵头开展执法培训。") == "elsewhere"
    assert assertion("市检察院搭建三项制度平台。") == "elsewhere"
    assert assertion("县检察院搭建三项制度平台2个。") == "done"
    assert assertion("市市场监管局印发裁量权基准。") == "elsewhere"
    assert assertion("市场监管局印发裁量权基准。") == "done"


def test_own_subject_takes_over_after_a_superior() -> None:
    assert assertion("市政府开展法治督察，我县随即组织法治督察3轮。", nth=1) == "done"


def test_county_level_city_calls_itself_shi() -> None:
    text = "市政府出台重大行政决策程序规定。"
    assert assertion(text, issuer="东山市人民政府") == "done"
    assert assertion(text, kind="township", issuer="西河镇人民政府") == "elsewhere"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要求各镇落实三项制度。", "demanded"),
        ("会议强调，要抓好三项制度。", "demanded"),
        ("执法机关应当落实三项制度。", "demanded"),
        ("按照要求落实三项制度，公示结果413条。", "done"),
        ("要持续推进三项制度。", "demanded"),
        ("三项制度落实工作要及早谋划。", "demanded"),
        ("各执法部门要不折不扣落实三项制度，让执法更有温度。", "demanded"),
        ("主要落实三项制度，重要案件开展执法公示。", "done"),
        ("各部门应当健全三项制度，做到执法公示不遗漏。", "demanded"),
    ],
)
def test_demands_are_not_acts(text: str, expected: str) -> None:
    assert assertion(text) == expected


def test_a_demand_ends_where_an_act_follows() -> None:
    text = "县长要求各镇落实三项制度，随后印发三项制度手册600册。"
    assert [assertion(text, nth=0), assertion(text, nth=1)] == ["demanded", "done"]


@pytest.mark.parametrize("text", ["推行三项制度。", "已建立三项制度。", "继续推行三项制度。"])
def test_plan_and_problem_parts_never_say_done(text: str) -> None:
    assert assertion(text, role="plan") == "planned"
    assert assertion(text, role="problems") == "lacking"


def test_continue_is_decided_by_the_section() -> None:
    assert assertion("继续推行三项制度。") in ("done", "ongoing")
    assert assertion("继续推行三项制度。", role="plan") == "planned"


def test_widths_do_not_matter() -> None:
    full, half = "三项制度落实不够到位，需改进。", "三项制度落实不够到位,需改进."
    assert assertion(full) == assertion(half) == "lacking"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what it is, what it ought to be: nobody's act
        ("法律顾问是依法决策的参谋，不能只挂名、不出力。", "mentioned"),
        ("三项制度，是戴在执法者头上的“紧箍”，各执法单位一刻不能放松。", "mentioned"),
        ("重大行政决策程序，一步都不能省。", "mentioned"),
        ("法治督察永远在路上，监督的弦须臾不可松。", "ongoing"),
        ("述法是压实责任的有效手段，全年组织34名主要负责人现场述法。", "done"),
        ("法律顾问是依法决策的参谋，县政府聘请法律顾问6名，审查合同83份。", "done"),
        ("推行三项制度，这是规范执法的关键。", "done"),
        ("一是三项制度落地，公示信息326条。", "done"),
    ],
)
def test_a_remark_is_nobodys_act(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省行政诉讼败诉率为13.7%。", "elsewhere"),
        ("全省首个县级案卷评查中心在我县挂牌。", "done"),
        ("执法培训由省里统一组织，4.6万人参考。", "elsewhere"),
        ("执法培训由县司法局统一组织，460人参加。", "done"),
        ("毗邻的岚浦县推行三项制度，执法更有温度。", "elsewhere"),
        ("岚水县推行三项制度，做法值得借鉴。", "elsewhere"),
        ("借鉴先进做法，推行三项制度，公示信息326条。", "done"),
        ("岚水县推行三项制度，经验可循。", "elsewhere"),
        ("岚水县案卷评查的优秀率，是我们还要迎头赶上的目标。", "elsewhere"),
        ("迎头赶上，开展案卷评查2次。", "done"),
        ("省法治督察办检查了我县12个单位。", "done"),
        ("省法治督察办检查了12个市。", "elsewhere"),
    ],
)
def test_what_is_told_of_others_is_not_ones_own(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案卷评查计划明年上半年开展。", "planned"),
        ("规范性文件待与省里衔接后印发。", "planned"),
        ("案卷评查已开展2次，评查案卷120本，为明年打下基础。", "done"),
        ("按照年度计划开展案卷评查2次。", "done"),
    ],
)
def test_a_plan_may_stand_behind_its_matter(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案卷评查指出毛病四十六处。", "done"),
        ("案卷评查覆盖面走到十一个乡镇。", "done"),
        ("对照第二十条落实三项制度。", "ongoing"),
        ("案卷评查是一个大方向。", "mentioned"),
    ],
)
def test_numerals_from_ten_on_count(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what governs the first clause governs the ones that go on with it
        ("要落实述职制度，把法治督察结果作为述职的重要内容。", "demanded"),
        ("要落实述职制度，我县开展法治督察2次。", "done"),
        ("拟组建专班，充分发挥法律顾问作用。", "planned"),
        ("拟组建专班，法律顾问全年审查合同83份。", "done"),
        ("拟组建专班，全县法律顾问发挥作用。", "ongoing"),
        # 一件事 is a name, no figure; one case is
        ("要以“高效办成一件事”为牵引推行三项制度。", "demanded"),
        ("要更加规范，全年案卷评查一件。", "done"),
        # a list of nouns that a demand speaks of
        ("案卷评查、职权下放，要充分考虑乡镇接不接得住。", "mentioned"),
        ("案卷评查开展了，要充分运用结果。", "done"),
        ("两部案卷评查办法正在酝酿论证，条件成熟后列入计划。", "planned"),
    ],
)
def test_what_governs_the_first_clause_governs_the_next(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an opening that looks ahead governs its sentence and the ones behind it in the paragraph
        ("下一步，补齐短板；推行三项制度。", "planned"),
        ("下一步，补齐人手。同时，推行三项制度。", "planned"),
        ("2024年，要补齐人手；推行三项制度。", "planned"),
        ("下一步，补齐人手。全年开展案卷评查2次。", "done"),
        ("下一步，补齐人手。\n推行三项制度，公示信息326条。", "done"),
        ("2024年1月，补齐人手；推行三项制度，公示信息326条。", "done"),
        ("法治督察的事，县里准备从2024年起每季度做一次。", "planned"),
        ("法治督察的事，县里做完了，2024年起不再重复。", "done"),
        # a turn takes back what stands before it; a consequence is no lack
        ("三项制度虽然发了文，但录像忘开的情况时有发生。", "lacking"),
        ("三项制度，虽然发了文，但录像忘开的情况时有发生。", "lacking"),
        ("三项制度虽然发文晚，但公示信息326条。", "done"),
        ("法治督察的事，区里已经有要求，县里准备从2024年起每季度做一次。", "planned"),
        ("案卷评查记录不规范被通报12家。", "done"),
        ("案卷评查后改掉不规范的表述22处。", "done"),
        ("没有人手开展案卷评查。", "lacking"),
        ("案卷评查没有一家企业提出异议。", "done"),
        ("没有建议提案交我局承办，案卷评查。", "done"),
        ("案卷评查，局长亲自催要结果，已经收齐。", "done"),
        ("案卷评查记录不规范，12家有此情况。", "lacking"),
    ],
)
def test_what_stands_before_or_behind_decides(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the report is on 2023
        ("2019年至2021年，全县评查案卷（案卷评查）420本。", "mentioned"),
        ("早在2019年，我县就推行三项制度，公示信息326条。", "mentioned"),
        ("2019年以来，推行三项制度，公示信息326条。", "done"),
        ("2019年至2023年，开展案卷评查12次。", "done"),
        ("2019年，推行三项制度，2023年公示信息326条。", "done"),
        ("2022年，推行三项制度，公示信息326条。", "done"),
        ("2021年，推行三项制度，今年公示信息326条。", "done"),
    ],
)
def test_what_is_dated_before_the_report_is_not_of_its_years(text: str, expected: str) -> None:
    assert assertion(text) == expected


def test_a_dated_paper_of_ones_own_is_an_act() -> None:
    assert assertion("3月印发的《东山县法治督察工作方案》列了三十八件事。") == "done"
    assert assertion("省里印发的《法治督察工作方案》列了三十八件事。") == "mentioned"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下发通知，要求严格执行述法规定。", "demanded"),
        ("按照上级要求落实述法规定，已述法12人。", "done"),
        ("印发通知，要求严格落实三项制度，全年公示三项制度信息312条。", "done"),
        ("述法报告正在起草。", "planned"),
        ("述职时，将述法情况与党建情况一并进行了报告。", "done"),
        ("将依法推进述法工作。", "planned"),
        ("努力做到三项制度件件过关。", "ongoing"),
        ("会前学法11次，地方组织法、信访工作条例、公平竞争审查制度各一次。", "mentioned"),
        ("出台地方办法、信访工作规定、公平竞争审查制度。", "done"),
        ("9月市司法局对各区开展案卷评查。", "elsewhere"),
        ("县政府赋予行政处罚权，县司法局组织案卷评查。", "done"),
        ("法律顾问聘用办法正按程序报批。", "planned"),
        ("述法报告已经起草，正在接受评议。", "done"),
    ],
)
def test_what_is_asked_for_or_begun_is_not_there(text: str, expected: str) -> None:
    assert assertion(text, nth=-1) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("组织学习《行政处罚法》《公平竞争审查条例》。", "studied"),
        ("会前学法11次，地方组织法、信访工作条例、公平竞争审查制度各一次。", "studied"),
        ("落实《公平竞争审查条例》。", "title"),
        ("贯彻《公平竞争审查宣传方案》。", "title"),  # the study is of the title
    ],
)
def test_what_is_learnt_from_is_told_from_what_is_named(text: str, rule: str) -> None:
    identity = Identity(kind="county", years=(2023,), issuer=Known("东山县人民政府", "option"))
    found = scan(bare_report(text, identity, "measures"), lexicon())
    ((start, end),) = found.of("matter", "find")
    reading = read_assertion(found, start, end)
    assert (reading.assertion, reading.rule) == ("mentioned", rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《国务院关于裁量权基准的意见》印发后，发出通知，要求各单位学习。", "mentioned"),
        ("《县裁量权基准》印发，各单位照此执行。", "done"),
        ("三项制度待省厅新版目录下发后再作调整。", "planned"),
        ("三项制度待省厅新版目录下发后作了调整。", "done"),
        ("裁量权基准拟把处罚分为三档，已两次征求意见，待省厅审定后印发。", "planned"),
        ("裁量权基准拟将处罚分为三档。", "planned"),
        ("落实裁量权基准56项，对拟将罚款降到最低档的案件集体讨论。", "done"),
        ("拟出台的文件23件都过了审；案卷评查30卷。", "done"),
        ("拟出台文件23件；案卷评查30卷。", "done"),
        ("下一步，拟出台的文件都过审；案卷评查30卷。", "planned"),
        ("裁量权基准2月下旬收尾。", "done"),
        ("裁量权基准2月下旬以前收尾。", "ongoing"),
        ("没有当事人把我局告上法院，行政诉讼为零。", "done"),
        ("裁量权基准已完成会审，结果拟于2024年上半年公布。", "planned"),
        ("裁量权基准的修订工作仍在进行，目前已初审31个部门。", "planned"),
        ("案卷评查方案已印发，因疫情未能如期进行，顺延至一季度。", "planned"),
        ("公布裁量权基准320项，完成自查，其余事项将于明年公布。", "done"),
        ("案卷评查40卷，通报将于下周印发。", "done"),
        ("全年没有人到法院告我们，行政诉讼为零。", "done"),
        ("全年没有开展行政诉讼培训。", "lacking"),
    ],
)
def test_times_conditions_and_nobody_suing(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("朔陵市司法局组织案卷评查30卷。", "elsewhere"),  # its 市委 is named below
        ("配合市委开展案卷评查30卷。", "done"),
        ("县级部门下放的案卷评查由青山镇统一开展。", "done"),
        ("市司法局制定的案卷评查办法，已转发各村。", "elsewhere"),
        ("市司法局开展案卷评查30卷。", "elsewhere"),
        ("县检察院对案卷评查提出建议2条。", "done"),  # it acts on the township (annotation, rule 4)
        ("正在筹建案卷评查专家库，编制已批。", "planned"),
        ("筹建案卷评查专家库12人。", "done"),
        ("对接市委，开展案卷评查30卷，对接市司法局，对接及时。", "done"),  # 对接 stands without 市 too
        ("严格落实案卷评查要求。", "ongoing"),
        ("严格落实案卷评查要求，评查30卷。", "done"),
        ("按照县里下发的案卷评查方案抓好分工。", "mentioned"),
        ("按照下发的案卷评查方案抓好分工。", "done"),
        ("各单位应在年底前完成案卷评查。", "demanded"),
        ("相应建立案卷评查制度。", "done"),
        ("案卷评查办法尚在拟订。", "planned"),
        ("案卷评查材料将于2025年3月收齐。", "planned"),
        ("案卷评查还靠上级代做。", "lacking"),
    ],
)
def test_whose_it_is_and_what_ought_to_be(text: str, expected: str) -> None:
    # the issuer stands under 朔陵市, which only the text names
    assert assertion(f"{text}按程序报朔陵市委备案。", kind="township", issuer="东山县青山镇人民政府") == expected
