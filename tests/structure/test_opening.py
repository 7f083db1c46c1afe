"""Pages are often saved without the title: the opening sentence tells who reports, the announcement that it reports."""

from __future__ import annotations

import pytest

from checker.model import NotAReport
from checker.structure import build
from tests.structure.making import clean, one

WORK = "一、主要工作\n规范行政执法，推进依法行政，审核规范性文件2件。\n二、存在的不足\n一是人员少。\n"


@pytest.mark.parametrize(
    ("opening", "issuer", "kind"),
    [
        ("2023年，在市委、市政府的正确领导下，云岭县全面贯彻习近平法治思想", "云岭县", "county"),
        (
            "2023年，云岭县人力资源和社会保障局学习习近平法治思想，服务全市",
            "云岭县人力资源和社会保障局",
            "department",
        ),
        ("2023年市水务局在市委、市政府和省水利厅的指导下，我市我市推进法治建设", "市水务局", "department"),
        ("一年来，青杨街街道办事处坚持以习近平法治思想为指导，服务全县", "青杨街街道办事处", "township"),
        ("这一年，澜川市委、市政府以习近平法治思想为指导", "澜川市", "city"),
        ("2023年，青溪县委、县政府高度重视法治建设", "青溪县", "county"),
        ("2023年，松林新区坚持以习近平法治思想为指导，获评全市第一批示范", "松林新区", "township"),
        ("2023年，松林新区人民政府坚持以习近平法治思想为指导", "松林新区人民政府", "county"),
        ("2023年，商务部深入贯彻习近平法治思想", "商务部", "department"),
        ("2023年，白石乡法治政府建设工作在县委、县政府的领导下", "白石乡", "township"),
    ],
)
def test_the_subject_of_the_opening_reports(opening: str, issuer: str, kind: str) -> None:
    identity = one(f"{opening}，推进法治政府建设，现将情况报告如下：\n{WORK}").identity
    assert identity.issuer is not None
    assert (identity.issuer.value, identity.issuer.source, identity.kind) == (issuer, "body", kind)


@pytest.mark.parametrize(
    "opening",
    [
        "2023年，我县全面贯彻习近平法治思想",
        "2023年，县政府坚持以习近平法治思想为指导",
        "2023年，各乡镇认真贯彻县委部署",
        "2023年，持续深化党委全面领导，我县推进依法行政",
        "2023年，乡党委政府始终坚持依法行政",
        "社区认真落实普法责任，我县推进依法行政",
        "在澜川市委、市政府的坚强领导下，全镇上下团结一致",
    ],
)
def test_no_name_is_made_of_what_is_none(opening: str) -> None:
    assert one(f"{opening}，推进法治政府建设，现将情况报告如下：\n{WORK}").identity.issuer is None


def test_the_opening_names_more_than_the_title() -> None:
    text = (
        "经济开发区2023年度法治政府建设情况报告\n2023年，云岭经济开发区在县委、县政府的领导下推进法治政府建设。\n"
        + WORK
    )
    issuer = one(text).identity.issuer
    assert issuer is not None
    assert issuer.value == "云岭经济开发区"
    other = one(text.replace("云岭经济开发区", "高桥经济园区")).identity.issuer
    assert other is not None
    assert other.value == "经济开发区"


@pytest.mark.parametrize(
    "title", ["2021年上半年法治政府建设情况报告", "2023年区五年法治政府建设工作情况报告", "乡镇法治政府建设工作总结"]
)
def test_periods_and_ranks_are_no_issuer(title: str) -> None:
    assert one(f"{title}\n我县推进法治政府建设。\n{WORK}").identity.issuer is None


def test_a_repeated_title_is_no_heading() -> None:
    report = one(
        "2023年云岭县法治政府建设工作情况报告\n\n云岭县法治政府建设工作情况的报告\n\n"
        f"2023年，云岭县推进法治政府建设。\n{WORK}"
    )
    assert [report.text[s.heading_start : s.heading_end] for s in report.sections] == ["一、主要工作", "二、存在的不足"]


def test_a_sentence_is_no_title() -> None:
    report = one(
        f"县政府发布2023年度法治政府建设情况的报告。\n云岭县2023年度法治政府建设情况报告\n2023年，成效明显。\n{WORK}"
    )
    assert report.identity.title is not None
    assert report.identity.title.value == "云岭县2023年度法治政府建设情况报告"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (f"认真总结2023年度法治政府建设情况，现报告如下。\n{WORK}", (2023,)),
        (f"公示公告\n2023年我县推进法治政府建设，现将情况报告如下。\n{WORK}", (2023,)),
        (f"我县推进法治政府建设。\n{WORK}2023年，党组开会3次。2023年，集体学法4次。\n", (2023,)),
        (f"我县推进法治政府建设。\n{WORK}2023年，党组开会3次。2022年，集体学法4次。\n", ()),
        (f"您当前的位置: 首页> 政务公开> 法治政府建设年度报告 > 2021年度\n我县推进法治政府建设。\n{WORK}", (2021,)),
    ],
)
def test_the_year_without_a_title(text: str, years: tuple[int, ...]) -> None:
    assert one(text).identity.years == years


@pytest.mark.parametrize(
    "text",
    [
        "2023年，某部坚持服务发展。现将2023年度法治政府建设情况报告如下：\n一、稳步推进业务\n审批项目20个，"
        "巡查六百次，帮助企业三百家，检查市场一千家次，清理场地十处，办理证书三万本，接受咨询四千次，受理投诉二十件，都已办结，企业满意。",
        "努力打开航运法治建设新局面。现将主要工作情况报告如下：\n一、稳步推进业务\n审批项目20个，开展依法培训，"
        "巡航六百次，救助遇险人员三百人，检查船舶一千艘次，清理沉船十艘，办理船员证书三万本，接受咨询四千次，受理投诉二十件，都已办结，群众满意，来信表扬十次。",
    ],
)
def test_what_says_that_it_reports_is_a_report(text: str) -> None:
    rest = "巡查六百次，帮助企业三百家，检查市场一千家次，接受咨询四千次，受理投诉二十件，企业满意。" * 4
    one(f"{text}{rest}")


@pytest.mark.parametrize(
    ("looks_like", "text"),
    [
        (
            "工作要点、计划或方案",
            "为推进法治政府建设，结合我县实际，制定本方案。\n一、健全依法行政体制\n规范行政执法，推进行政复议。\n二、完善制度\n审核规范性文件。",
        ),
        (
            "新闻稿",
            "4月22日下午，县长某某主持召开县政府常务会议，听取2023年度法治政府建设情况汇报。\n会上，县司法局汇报了依法行政、行政执法情况。",
        ),
        (
            "论文或文章",
            "奋进法治政府建设新征程\n摘要：2022年法治政府建设成效显著，行政执法、行政复议改革深入。\n关键词：法治政府；依法行政\n一、总体情况\n法治政府建设取得成绩。",
        ),
        (
            "普法工作总结",
            "2021年是“八五”普法起步之年，我镇推进法律七进。\n（一）加强组织领导。普法责任到人。\n（二）开展法治宣传。法治宣传24场。",
        ),
    ],
)
def test_untitled_papers_that_are_none(looks_like: str, text: str) -> None:
    (found,) = build(clean(text))
    assert isinstance(found, NotAReport)
    assert found.looks_like == looks_like


def test_a_government_s_office_is_a_department() -> None:
    identity = one(f"2023年，县人民政府办公室坚持以习近平法治思想为指导，现将情况报告如下：\n{WORK}").identity
    assert identity.kind == "department"


def test_news_of_a_meeting_that_heard_the_report_is_no_report() -> None:
    text = (
        "市政府常务会议审议2023年度法治政府建设情况报告\n3月7日上午，市长李明主持召开市政府常务会议，听取了《云岭市2023年度法治政府建设情况报告》。"
        "会上，市司法局介绍了全市办理行政复议案件、推进依法行政的情况，会议要求各部门抓好落实。"
    )
    (found,) = build(clean(text))
    assert isinstance(found, NotAReport)


def test_a_title_of_a_trade_s_own_rule_of_law_is_one() -> None:
    identity = one(f"云岭市公安局交通警察支队2019年法治公安建设工作总结\n一年来，推进法治公安建设。\n{WORK}").identity
    assert identity.issuer is not None
    assert (identity.issuer.value, identity.kind) == ("云岭市公安局交通警察支队", "department")


def test_a_title_over_two_lines_that_ends_its_first_with_the_year() -> None:
    identity = one(f"青杨街道2023年度\n法治建设工作总结暨2024年工作计划\n\n青杨街道推进法治建设。\n{WORK}").identity
    assert identity.title is not None
    assert identity.title.value == "青杨街道2023年度法治建设工作总结暨2024年工作计划"
    assert (identity.kind, identity.years) == ("township", (2023,))


def test_a_white_paper_is_no_report() -> None:
    text = (
        "青杨区行政复议与行政应诉白皮书\n（2022年度）\n"
        + "本白皮书对全区行政复议案件作统计，被申请人以街道居多，推进依法行政，附典型案例。" * 8
    )
    (found,) = build(clean(text))
    assert isinstance(found, NotAReport)
    assert found.looks_like == "白皮书"
