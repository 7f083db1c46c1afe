"""Who reports, for which years, on what paper, and where each was taken from."""

from __future__ import annotations

from datetime import date

import pytest

from checker.structure import IdentityOptions
from checker.structure.names import body_of
from checker.structure.numerals import dates
from checker.structure.years import spoken
from tests.structure.making import one

WORK = "一、主要举措和成效\n全年审核规范性文件12件，办理行政复议案件41件，评查执法案卷120卷，普法宣讲30场。\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("江州省人民政府", "province"),
        ("重庆市人民政府", "province"),
        ("重庆市云岭区人民政府", "county"),
        ("内蒙古自治区人民政府", "province"),
        ("呼伦贝尔市人民政府", "city"),
        ("杭州市", "city"),
        ("恩施州人民政府", "city"),
        ("兴安盟行政公署", "city"),
        ("义乌市人民政府", "county"),
        ("阿荣旗人民政府", "county"),
        ("中共云岭县委云岭县人民政府", "county"),
        ("中共云岭县委员会", "county"),
        ("云岭区人民政府清河街道办事处", "township"),
        ("云岭县白石镇人民政府", "township"),
        ("巴彦苏木", "township"),
        ("云岭经济技术开发区管理委员会", "township"),
        ("云岭县教育局", "department"),
        ("省发展和改革委员会", "department"),
        ("市国有资产监督管理委员会", "department"),
        ("国家税务总局云岭县税务局", "department"),
        ("某市人民政府", None),
    ],
)
def test_kind_of_a_name(name: str, kind: str | None) -> None:
    assert body_of(name).kind == kind


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("云岭县2023年度法治政府建设情况报告", (2023,)),
        ("云岭县二〇二三年法治政府建设情况报告", (2023,)),
        ("云岭区政府关于2020年和五年来法治政府建设工作报告", (2016, 2017, 2018, 2019, 2020)),
        ("云岭县2021—2025年法治政府建设情况报告", (2021, 2022, 2023, 2024, 2025)),
        ("云岭县xx年法治政府建设情况报告", ()),
    ],
)
def test_years_of_a_title(title: str, years: tuple[int, ...]) -> None:
    assert spoken(title) == years


def test_everything_from_a_complete_paper() -> None:
    text = (
        "云岭县人民政府关于2023年度法治政府建设情况的报告\n市委、市政府：\n2023年，我县推进法治政府建设。\n"
        f"{WORK}特此报告。\n云岭县人民政府\n2024年2月18日\n（此件公开发布）"
    )
    report = one(text)
    identity = report.identity
    assert (identity.kind, identity.kind_source, identity.years, identity.years_source) == (
        "county",
        "title",
        (2023,),
        "title",
    )
    assert identity.issued_on == date(2024, 2, 18)
    for known, words in (
        (identity.title, "云岭县人民政府关于2023年度法治政府建设情况的报告"),
        (identity.addressee, "市委、市政府"),
        (identity.signature, "云岭县人民政府"),
        (identity.issued_known, "2024年2月18日"),
    ):
        assert known is not None
        assert report.text[known.start : known.end] == words
    assert identity.conflicts == ()
    assert report.text[report.body_start :].startswith("2023年，我县")
    assert report.text[: report.body_end].rstrip().endswith("特此报告。")


def test_the_day_of_a_speech_stands_below_its_title() -> None:
    title = "关于云岭县2023年法治政府建设情况的报告\n"
    report = one(f"{title}——2024年1月20日在县第五届人民代表大会常务委员会第四十一次会议上\n各位委员：\n{WORK}")
    assert report.identity.issued_on == date(2024, 1, 20)
    known = report.identity.issued_known
    assert known is not None
    assert report.text[known.start : known.end] == "2024年1月20日"
    # the day of the paper itself goes before it, and a day told in the text is none
    signed = one(f"{title}——2024年1月20日在县委会议上\n各位委员：\n{WORK}云岭县人民政府\n2024年2月18日\n")
    assert signed.identity.issued_on == date(2024, 2, 18)
    told = one(f"{title}各位委员：\n2024年1月20日在县人大常委会会议上作了汇报。{WORK}")
    assert told.identity.issued_on is None


def test_a_report_in_a_form_has_its_title_and_day() -> None:
    report = one(
        f"云岭县卫生健康局2023年度法治政府建设情况报告表\n填报单位：云岭县卫生健康局\n填表日期：2024年1月9日\n{WORK}"
    )
    assert report.identity.title is not None
    assert (report.identity.title.value, report.identity.issued_on) == (
        "云岭县卫生健康局2023年度法治政府建设情况报告表",
        date(2024, 1, 9),
    )


def test_title_on_two_lines_and_joint_paper() -> None:
    report = one(
        f"中共云岭县委\n云岭县人民政府\n关于2023年度法治政府建设情况的报告\n市委、市政府：\n{WORK}中共云岭县委\n云岭县人民政府\n2024年2月18日"
    )
    assert report.identity.title is not None
    assert report.identity.title.value == "中共云岭县委云岭县人民政府关于2023年度法治政府建设情况的报告"
    assert report.identity.joint_with_party
    assert report.identity.kind == "county"
    assert report.identity.signature is not None
    assert report.identity.signature.value == "中共云岭县委云岭县人民政府"


def test_reporter_named_under_the_title() -> None:
    report = one(f"法治政府建设情况报告（2023年度）\n云岭县农业农村局\n{WORK}")
    assert report.identity.issuer is not None
    assert report.identity.issuer.value == "云岭县农业农村局"
    assert report.identity.kind == "department"


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("省人民政府：\n2023年，我市推进法治政府建设，各县（市、区）积极落实。", "city"),
        ("市委、市政府：\n2023年，我市推进法治政府建设，各乡镇（街道）积极落实。", "county"),
        ("2023年，我市推进法治政府建设，各县区、各县区依法治理办公室积极落实，指导各县区评查。", "city"),
        ("2023年，我市推进法治政府建设，各乡镇积极落实，指导各乡镇、各街道评查，各乡镇都有顾问。", "county"),
    ],
)
def test_rank_of_a_city_by_what_is_above_and_below_it(lead: str, kind: str) -> None:
    assert one(f"云岭市人民政府关于2023年度法治政府建设情况的报告\n{lead}\n{WORK}").identity.kind == kind


@pytest.mark.parametrize(
    ("self_reference", "kind"),
    [
        ("我镇党委、我镇政府", "township"),
        ("我局、局党组、我局", "department"),
        ("我县", "county"),
        ("我省", "province"),
    ],
)
def test_kind_from_how_the_text_speaks_of_itself(self_reference: str, kind: str) -> None:
    report = one(f"2023年，{self_reference}推进法治政府建设，规范行政执法，现将情况报告如下。\n{WORK}")
    assert (report.identity.title, report.identity.kind, report.identity.kind_source) == (None, kind, "body")


@pytest.mark.parametrize(
    ("work", "is_enforcing"),
    [
        ("查处非法采砂案件6件，罚款12万元，责令改正31家次。", True),
        ("作出行政处罚案件18件，立案21件，检查企业86家。", True),
        ("对饭店开展卫生监督120户次，作出行政处罚18起，罚款3万元。", True),
        ("下达整改指令书28份，责令停产3家，巡查河道190公里。", True),
        ("审核文件12件，组织培训3期，学习行政处罚法2次。", False),
        ("全年无行政处罚案件，未实施行政强制，审核合同20份。", False),
        ("组织评查各执法单位行政处罚案件120卷，指导各行政执法部门立案。", False),
        ("本局无行政执法权。协助查处案件2件，罚款入库3万元，立案1件。", False),
    ],
)
def test_whether_a_department_enforces(work: str, is_enforcing: bool) -> None:
    report = one(
        f"云岭县某某局2023年度法治政府建设情况报告\n一、主要工作\n{work}全年推进依法行政。\n二、存在的不足\n一是人员少。"
    )
    assert (report.identity.kind, report.identity.enforcing) == ("department", is_enforcing)


def test_masked_year_is_unknown() -> None:
    report = one(f"xx年，我市推进依法行政，2015年以来清理规范性文件。\n{WORK}")
    assert report.identity.years == ()
    assert report.identity.year is None


def test_year_from_headings_and_plan_where_there_is_no_title() -> None:
    report = one(
        "近年来，我镇推进法治政府建设，规范行政执法，加强普法。\n一、主要工作\n调解纠纷86件，审核规范性文件2件。\n二、2024年工作安排\n继续普法。"
    )
    assert (report.identity.years, report.identity.years_source) == ((2023,), "body")


def test_file_name_is_a_last_hint() -> None:
    text = f"近年来，我镇推进法治政府建设，规范行政执法，加强普法。\n{WORK}"
    named = one(text, name="白石镇2022年法治政府建设报告.txt")
    assert (named.identity.years, named.identity.years_source) == ((2022,), "filename")
    assert one(text).identity.years == ()


def test_page_metadata_gives_dates() -> None:
    report = one(f"成文日期：2024-01-09\n发布日期：2024-02-20\n白石镇2023年度法治政府建设情况报告\n{WORK}")
    assert report.identity.issued_on == date(2024, 1, 9)
    assert report.identity.published_on == date(2024, 2, 20)
    assert report.identity.published_known is not None
    assert report.identity.published_known.source == "metadata"


def test_impossible_date_is_no_date() -> None:
    report = one(f"白石镇2023年度法治政府建设情况报告\n{WORK}白石镇人民政府\n2024年2月30日")
    assert report.identity.issued_on is None
    assert report.identity.issued_known is not None
    assert report.identity.issued_known.value == "2024年2月30日"


def test_conflicts_are_said() -> None:
    report = one(
        f"白石镇2023年度法治政府建设情况报告\n2022年，我镇推进法治政府建设。\n{WORK}云岭县教育局\n2021年2月3日"
    )
    assert report.identity.conflicts == (
        "标题中的报告主体“白石镇”与署名“云岭县教育局”不一致，请核对。",
        "标题写2023年，正文开头写2022年，请核对报告年度。",
        "成文日期为2021年，与报告年度2023年不相衔接，请核对。",
    )


@pytest.mark.parametrize(
    ("public", "told"),
    [
        ("2024-01-09", ("公开日期2024-01-09早于成文日期2024-02-18，请核对。",)),
        ("2024-02-18", ()),
        ("2024-03-01", ()),
    ],
)
def test_public_before_its_own_day_is_said(public: str, told: tuple[str, ...]) -> None:
    head = f"发布日期：{public}\n白石镇2023年度法治政府建设情况报告\n"
    assert one(f"{head}{WORK}白石镇人民政府\n2024年2月18日").identity.conflicts == told


def test_options_go_before_the_text() -> None:
    told = IdentityOptions(
        kind="city", years=(2019,), issuer="云岭市人民政府", published_on=date(2020, 3, 1), enforcing=True
    )
    identity = one(f"白石镇2023年度法治政府建设情况报告\n{WORK}", told).identity
    assert (identity.kind, identity.kind_source, identity.years, identity.years_source) == (
        "city",
        "option",
        (2019,),
        "option",
    )
    assert identity.issuer is not None
    assert (identity.issuer.value, identity.issuer.source) == ("云岭市人民政府", "option")
    assert identity.published_on == date(2020, 3, 1)
    assert identity.enforcing


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年1月9日", date(2024, 1, 9)),
        ("2024-01-09 10:20", date(2024, 1, 9)),
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("2023年2月29日", None),
    ],
)
def test_dates(text: str, value: date | None) -> None:
    assert [found for _, _, found in dates(text)] == [value]


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("青岭县人民政府（章）", "青岭县人民政府"),
        ("（青岭县人民政府）", "青岭县人民政府"),
        ("单位（盖章）：青岭县人民政府", "青岭县人民政府"),
        ("报告单位：青岭县教育局", "青岭县教育局"),
        ("中共青岭县委 青岭县人民政府", "中共青岭县委青岭县人民政府"),
    ],
)
def test_signatures_with_seals_and_labels(signed: str, name: str) -> None:
    report = one(f"2023年度法治政府建设情况的报告\n市人民政府：\n一、主要工作\n{WORK}\n{signed}\n2024年2月1日")
    found = report.identity.signature
    assert found is not None
    assert (found.value, report.text[found.start : found.end].replace(" ", "")) == (name, name)
    assert report.identity.issued_on == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二四年二月一日", date(2024, 2, 1)),
        ("二0二四年二月一日", date(2024, 2, 1)),
        ("２０２４年２月１日", date(2024, 2, 1)),
        ("二〇二四年二月", None),
        ("2024年2月", None),
    ],
)
def test_dates_of_signatures(written: str, day: date | None) -> None:
    report = one(f"青岭县2023年度法治政府建设情况的报告\n一、主要工作\n{WORK}\n青岭县人民政府\n{written}")
    known = report.identity.issued_known
    assert known is not None
    assert report.text[known.start : known.end] == written
    assert report.identity.issued_on == day


def test_signature_below_the_links_of_the_page() -> None:
    report = one(
        f"白石镇2021年度法治政府建设工作总结\n一、主要工作\n{WORK}\n"
        "上一篇：白石镇防汛方案　下一篇：白石镇会议通知\n白石镇人民政府\n2021年12月"
    )
    identity = report.identity
    assert identity.signature is not None
    assert identity.signature.value == "白石镇人民政府"
    assert identity.issued_known is not None
    assert (identity.issued_known.value, identity.issued_on) == ("2021年12月", None)


def test_a_day_out_of_all_reason_tells_no_year() -> None:
    text = "云岭县法治政府建设情况报告\n" + WORK
    assert one(text, IdentityOptions(issued_on=date(2024, 2, 1), force=True)).identity.years == (2023,)
    assert one(text, IdentityOptions(issued_on=date(9999, 12, 31), force=True)).identity.years == ()


def test_labels_without_a_colon_date_and_name_the_paper() -> None:
    head = "发布单位  清河市东湖区司法局\n成文日期  2024-01-26      公开日期  2024-01-29\n"
    report = one(head + "东湖区2023年度法治政府建设情况报告\n" + WORK)
    assert report.identity.published_on == date(2024, 1, 29)
    assert report.identity.issued_on == date(2024, 1, 26)
    within = one("东湖区2023年度法治政府建设情况报告\n" + WORK + "公开日期 以网站为准。\n")
    assert within.identity.published_on is None
