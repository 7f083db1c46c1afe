"""Form and time limits: exact evidence, and the sentences for what is not in the text."""

from __future__ import annotations

from datetime import date

import pytest

from checker.model import Criterion, Judgement, Report
from checker.rules import form, timing
from checker.rules.context import Context
from checker.structure import IdentityOptions
from tests.structure.making import one

WORK = "一、主要工作\n全年审核规范性文件12件，办理行政复议案件41件，评查案卷120卷，普法宣讲30场。\n"


def judge(report: Report, kind: str) -> Judgement:
    criterion = Criterion("x.y", "", "form", "required", "", kind, {})
    return {**form.RULES, **timing.RULES}[kind](criterion, Context(report, {}, None))  # type: ignore[arg-type]


def quotes(report: Report, judgement: Judgement) -> list[str]:
    return [report.text[e.start : e.end] for e in judgement.evidence]


@pytest.mark.parametrize(
    ("title", "coverage", "unmet"),
    [
        ("云岭县人民政府关于2023年度法治政府建设情况的报告", "full", ()),
        ("云岭县2023年法治政府建设年度报告", "full", ()),
        ("市政府2023年法治政府建设情况报告", "full", ()),
        ("白石镇2023年度法治政府建立情况报告", "full", ()),
        ("云岭县教育局关于2021—2025年法治政府建设情况的报告", "full", ()),
        ("关于2023年度法治政府建设情况的报告", "partial", ("报告主体",)),
        ("云岭县人民政府法治政府建设情况报告", "partial", ("报告年度",)),
        ("云岭县2023年度依法行政工作报告", "partial", ("“法治政府建设”字样",)),
        ("云岭县2023年度法治政府建设工作总结", "partial", ("“法治政府建设（年度、情况）报告”的文种",)),
    ],
)
def test_title(title: str, coverage: str, unmet: tuple[str, ...]) -> None:
    report = one(f"{title}\n{WORK}")
    judgement = judge(report, "title")
    assert (judgement.coverage, judgement.unmet) == (coverage, unmet)
    assert quotes(report, judgement) == [title]


@pytest.mark.parametrize(
    ("title", "addressee", "coverage"),
    [
        ("云岭县人民政府关于2023年度法治政府建设情况的报告", "市委、市政府", "full"),
        ("云岭县人民政府关于2023年度法治政府建设情况的报告", "县委、县人大常委会", "partial"),
        ("江州省人民政府关于2023年度法治政府建设情况的报告", "国务院", "full"),
        ("江州省人民政府关于2023年度法治政府建设情况的报告", "省人大常委会", "partial"),
        ("云岭县教育局2023年度法治政府建设情况报告", "县委、县政府，市教育局", "full"),
        ("云岭县教育局2023年度法治政府建设情况报告", "局党组", "partial"),
        ("白石镇2023年度法治政府建设情况报告", "县委全面依法治县委员会办公室", "full"),
        ("白石镇2023年度法治政府建设情况报告", "县司法局", "partial"),
        ("白石镇2023年度法治政府建设情况报告", "各村（社区）党委", "partial"),
    ],
)
def test_addressee(title: str, addressee: str, coverage: str) -> None:
    report = one(f"{title}\n{addressee}：\n{WORK}")
    judgement = judge(report, "addressee")
    assert judgement.coverage == coverage
    assert quotes(report, judgement) == [addressee]


def test_no_addressee() -> None:
    assert (
        judge(one(f"白石镇2023年度法治政府建设情况报告\n现将有关情况报告如下：\n{WORK}"), "addressee").coverage
        == "none"
    )


def test_signature_and_date_are_quoted() -> None:
    report = one(f"白石镇2023年度法治政府建设情况报告\n{WORK}白石镇人民政府\n2024年1月9日")
    assert quotes(report, judge(report, "issuer")) == ["白石镇人民政府"]
    assert quotes(report, judge(report, "issue-date")) == ["2024年1月9日"]


def test_facts_of_the_page_are_told_without_a_quote() -> None:
    report = one(f"发布机构：云岭县人民政府\n成文日期：2024-01-09\n云岭县2023年度法治政府建设情况报告\n{WORK}")
    issuer, day = judge(report, "issuer"), judge(report, "issue-date")
    assert (issuer.coverage, issuer.evidence) == ("full", ())
    assert issuer.message == "正文后未见署名，页面信息载明发布机构为“云岭县人民政府”。"
    assert (day.coverage, day.evidence, day.message) == ("full", (), "页面信息载明的成文日期为2024-01-09。")


@pytest.mark.parametrize("text", ["2024年1月", "2024年2月30日", "202417"])
def test_incomplete_or_impossible_date(text: str) -> None:
    report = one(f"白石镇2023年度法治政府建设情况报告\n{WORK}白石镇人民政府\n{text}")
    judgement = judge(report, "issue-date")
    assert judgement.coverage == "partial"
    assert quotes(report, judgement) == [text]


@pytest.mark.parametrize(
    ("kind", "year", "day", "coverage"),
    [
        ("county", 2023, date(2024, 3, 1), "full"),
        ("county", 2023, date(2024, 3, 2), "none"),
        ("province", 2023, date(2024, 4, 1), "full"),
        ("province", 2023, date(2024, 4, 2), "none"),
        ("department", 2017, date(2018, 3, 31), "full"),
        ("county", 2017, date(2018, 4, 1), "none"),
        ("township", 2018, date(2019, 3, 20), "none"),
    ],
)
def test_deadline_of_reporting(kind: str, year: int, day: date, coverage: str) -> None:
    told = IdentityOptions(kind=kind, years=(year,), issued_on=day)  # type: ignore[arg-type]
    assert judge(one(f"法治政府建设情况报告\n{WORK}", told), "reported-by").coverage == coverage


def test_a_page_in_time_proves_a_paper_in_time_but_a_late_page_proves_nothing() -> None:
    early = IdentityOptions(years=(2020,), published_on=date(2021, 1, 18))
    late = IdentityOptions(years=(2020,), published_on=date(2021, 3, 18))
    text = f"白石镇2020年度法治政府建设情况报告\n{WORK}"
    assert judge(one(text, early), "reported-by").coverage == "full"
    assert judge(one(text, late), "reported-by").coverage == "not_applicable"


@pytest.mark.parametrize(("day", "coverage"), [(date(2024, 3, 31), "full"), (date(2024, 4, 1), "none")])
def test_deadline_of_publishing(day: date, coverage: str) -> None:
    told = IdentityOptions(published_on=day)
    judgement = judge(one(f"白石镇2023年度法治政府建设情况报告\n{WORK}", told), "published-by")
    assert judgement.coverage == coverage
    assert f"{day.month}月{day.day}日" in judgement.message


@pytest.mark.parametrize(
    ("published", "issued", "coverage", "told"),
    [
        (date(2024, 1, 9), date(2024, 2, 18), "full", True),
        (date(2024, 2, 18), date(2024, 2, 18), "full", False),
        (date(2024, 3, 1), date(2024, 2, 18), "full", False),
        (date(2024, 1, 9), None, "full", False),
        (date(2024, 4, 9), date(2024, 4, 18), "none", True),
        (date(2024, 4, 9), date(2024, 2, 18), "none", False),
    ],
)
def test_public_before_its_own_day_is_told_and_changes_no_coverage(
    published: date, issued: date | None, coverage: str, told: bool
) -> None:
    options = IdentityOptions(published_on=published, issued_on=issued)
    judgement = judge(one(f"白石镇2023年度法治政府建设情况报告\n{WORK}", options), "published-by")
    assert judgement.coverage == coverage
    assert ("早于成文日期" in judgement.message) is told
    if told and issued:
        assert judgement.message.endswith(
            f"公开日期（2024年{published.month}月9日）早于成文日期（2024年{issued.month}月18日），两个日期请核对。"
        )


@pytest.mark.parametrize(
    ("close", "coverage", "quote"),
    [
        ("现将一年来的情况如实汇报，请市政府审阅。", "partial", "请市政府审阅"),
        ("现向市委报告如下。", "partial", "现向市委报告如下"),
        ("请各乡镇人民政府遵照执行。", "none", ""),
        ("现将有关情况报告如下。", "none", ""),
    ],
)
def test_recipients_named_in_the_text_only(close: str, coverage: str, quote: str) -> None:
    report = one(f"云岭县人民政府2023年度法治政府建设情况报告\n2023年，我县推进法治政府建设，{close}\n{WORK}")
    judgement = judge(report, "addressee")
    assert (judgement.coverage, quotes(report, judgement)) == (coverage, [quote] if quote else [])
