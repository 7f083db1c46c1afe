"""Comments for sources of other formats: where they go, what they say, and that nothing harms them."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker import check
from checker.model import Assessment, Case, Criterion, Finding, Section
from checker.rendering import RenderOptions, render
from checker.rendering.annotated_homes import Homes, role_of
from checker.rendering.annotated_notes import MOST_NOTES, notes
from checker.rendering.letter_word import plain
from checker.rendering.letter_words import OFFICE_EN, OFFICE_ZH, office_words

from . import samples
from .office import comments_of, members, problems, ranges_of

ZH = office_words("zh")


def test_the_words_of_both_languages_have_the_same_keys() -> None:
    assert OFFICE_ZH.keys() == OFFICE_EN.keys()


def test_every_comment_of_the_sample() -> None:
    data = render([samples.realistic()], "docx")
    said = [text.split("\n")[0] for _, text in comments_of(data)]
    assert list(zip(said, (ranges_of(data)[number] for number in range(len(said))), strict=True)) == [
        ("【不符合】行政执法“三项制度”（必备）", "（二）规范行政执法"),
        ("【不符合】残留内容（必备）", "<script>alert('1')</script>"),
        ("【未能判定】数值合理（必备）", "一、2023年主要举措和成效"),
        ("【需核对】不足的原因（必备）", "三、存在的不足和原因"),
        ("【需核对】领导干部学法（应有）", "一、2023年主要举措和成效"),
        ("【需核对】信访法治化（应有）", "（三）化解矛盾纠纷"),
        ("【需核对】率与件数相符（必备）", "出庭率达到103.3%"),
    ]
    assert {author for author, _ in comments_of(data)} == {"报告检查器"}
    assert problems(data) == []


def test_a_comment_says_what_is_wrong_where_it_belongs_and_why() -> None:
    assert comments_of(render([samples.realistic()], "docx"))[0][1].split("\n") == [
        "【不符合】行政执法“三项制度”（必备）",
        "未见本年度落实行政执法“三项制度”的做法，请核对是否遗漏。",
        "未写明：行政执法公示、执法全过程记录、重大执法决定法制审核",
        "宜写入“（二）规范行政执法”部分。",
        "最接近的原文：“一是行政执法“三项制度”落实不够到位。”（说明：仅见于存在不足部分）",
        "最接近的原文：“将推进行政执法“三项制度”全覆盖。”（说明：仅为下一年度安排）",
        "建议：分别写明行政执法公示、执法全过程记录、重大执法决定法制审核的做法和数量。",
        "规定依据：《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）第二十五条",
    ]


def test_a_passage_that_holds_is_not_marked_as_open() -> None:
    text = (
        "青溪县人民政府2023年度法治政府建设情况报告\n一、主要工作\n全县办理行政处罚案件312件，全部公示执法信息。"
        "重大执法决定法制审核24件。\n二、存在的问题\n一是部分乡镇案卷质量不高。二是文件清理不及时。\n"
        "三、下一步工作\n一是组织乡镇案卷评查，提高案卷质量。\n"
    )
    (assessment,) = check(text.encode(), name="a.txt")
    said = [text.split("\n") for _, text in comments_of(render([assessment], "docx"))]
    assert [lines[0] for lines in said if "三项制度" in lines[0] or "安排回应" in lines[0]] == [
        "【需核对】行政执法“三项制度”（必备）",
        "【已写明】行政执法“三项制度”（必备）",
        "【需核对】安排回应不足（应有）",
        "【已写明】安排回应不足（应有）",
    ]
    assert [lines[1] for lines in said if lines[0].startswith("【已写明】")] == [
        "行政执法公示",
        "回应“部分乡镇案卷质量不高”",
    ]


def test_the_text_is_whole_and_set_by_its_outline() -> None:
    document = docx.Document(io.BytesIO(render([samples.realistic()], "docx")))
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs[:5]] == [  # type: ignore[union-attr]
        ("Title", "青屏县人民政府2023年法治政府建设年度情况报告"),
        ("Normal", "青屏市人民政府："),
        ("Normal", "2023年，青屏县坚持依法行政，现将有关情况报告如下。"),
        ("Heading 1", "一、2023年主要举措和成效"),
        ("Heading 2", "（一）健全行政决策机制"),
    ]
    assert "\n".join(paragraph.text for paragraph in document.paragraphs) == samples.TEXT.strip()


def test_a_heading_run_into_its_text_keeps_its_own_type() -> None:
    text = "一、主要举措\n（一）规范执法。全年办理案件52件。\n"
    report = samples.build_report(text, samples.identity(), source="a.txt")
    start = text.index("（一）")
    sections = (report.sections[0], replace(report.sections[1], heading_end=start + 7))
    report = replace(report, sections=sections)
    data = render([samples.assess(report, [], samples.rubric_for(()))], "docx")
    runs = docx.Document(io.BytesIO(data)).paragraphs[1].runs
    assert [run.text for run in runs] == ["（一）规范执法", "。全年办理案件52件。"]
    assert "楷体_GB2312" in etree.tostring(runs[0]._r, encoding="unicode")


# ---------------------------------------------------------------------- where the missing belongs


def home_of(assessment: Assessment, rule: str, **params: object) -> tuple[str, str, str, str]:
    base = Criterion("x.y", "某事项", "x", "required", "某事项", rule, params)
    rubric = replace(assessment.rubric, criteria=(*assessment.rubric.criteria, base))
    finding: Finding = replace(assessment.findings[0], criterion="x.y", group="x", name="某事项", evidence=())
    home = Homes(replace(assessment, rubric=rubric)).of(finding)
    return assessment.report.text[home.start : home.end], home.heading, home.before, home.after


MEASURES, DUTY = "一、2023年主要举措和成效", "二、党政主要负责人履行推进法治建设第一责任人职责情况"
PROBLEMS, PLAN = "三、存在的不足和原因", "四、2024年工作安排"


@pytest.mark.parametrize(
    ("rule", "params", "expected"),
    [
        ("section", {"role": "plan"}, PLAN),
        ("causes", {}, PROBLEMS),
        ("specific-problems", {}, PROBLEMS),
        ("four-personally", {}, DUTY),
        ("matter", {}, MEASURES),
        ("title", {}, "青屏县人民政府2023年法治政府建设年度情况报告"),
        ("issue-date", {}, "2024年1月19日"),
        ("report-upward", {}, "青屏县人民政府2023年法治政府建设年度情况报告"),
        ("defects", {}, "青屏县人民政府2023年法治政府建设年度情况报告"),
    ],
)
def test_homes(rule: str, params: dict[str, object], expected: str) -> None:
    assert home_of(samples.realistic(), rule, **params)[0] == expected


REPORT = """白沙县2024年度法治政府建设情况报告
一、主要工作
（一）坚持党的领导，推动法治政府建设
县政府常务会议研究法治政府建设4次。
（二）规范行政执法
落实行政执法公示制度，公示处罚决定320条，法制审核重大执法决定46件，评查案卷60卷。
（三）化解行政争议
受理行政复议案件76件，审结70件，调解矛盾纠纷210件。
白沙县人民政府
2025年2月10日
"""


@pytest.mark.parametrize(
    ("criterion", "heading"),
    [
        ("enforcement.discretion", "（二）规范行政执法"),  # others of its group are told there
        ("disputes.petitions", "（三）化解行政争议"),
        ("digital.government", "一、主要工作"),  # shares only 法治政府 with a heading
        ("oversight.audit", "一、主要工作"),  # 公示 in passing makes no section on oversight
    ],
)
def test_a_missing_matter_belongs_where_its_kin_are_told(criterion: str, heading: str) -> None:
    (assessment,) = check(REPORT.encode(), name="a.txt")
    finding = next(one for one in assessment.findings if one.criterion == criterion)
    assert finding.coverage == "none"
    assert Homes(assessment).of(finding).heading == heading


def without(role: str) -> Assessment:
    sample = samples.realistic()
    sections = tuple(replace(s, role="other") if s.role == role else s for s in sample.report.sections)
    return replace(sample, report=replace(sample.report, sections=sections))


def test_a_missing_part_belongs_between_its_neighbours() -> None:
    assert home_of(without("leader-duty"), "section", role="leader-duty") == (PLAN, "", PROBLEMS, PLAN)
    assert home_of(without("plan"), "section", role="plan") == (PROBLEMS, "", PROBLEMS, "")
    assert home_of(without("measures"), "section", role="measures") == (DUTY, "", "", DUTY)


def test_without_any_part_the_title_stands_for_all() -> None:
    sample = samples.realistic()
    bare = replace(sample, report=replace(sample.report, sections=()))
    assert home_of(bare, "section", role="plan")[0].startswith("青屏县人民政府2023年")


def test_the_role_of_a_matter_is_that_of_its_cases() -> None:
    cases = (Case("full", "甲", role="leader-duty"), Case("full", "乙", role="leader-duty"), Case("none", "丙"))
    criterion = Criterion("a.b", "甲", "a", "expected", "甲", "matter", {}, cases=cases)
    assert role_of(criterion) == "leader-duty"
    assert role_of(replace(criterion, cases=())) == "measures"


def test_a_section_by_lead_in_is_marked_by_its_paragraph() -> None:
    sample = samples.realistic()
    start = sample.report.text.index("将推进")
    section = Section(start, len(sample.report.text), start, start, 1, None, "plan", by_lead_in=True)
    kept = tuple(s for s in sample.report.sections if s.role != "plan")
    report = replace(sample.report, sections=(*kept, section))
    assert home_of(replace(sample, report=report), "section", role="plan")[0] == "将推进行政执法“三项制度”全覆盖。"


# ---------------------------------------------------------------------- much and hostile


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_options_and_languages(lang: str) -> None:
    for summary in (False, True):
        options = RenderOptions(lang=lang, summary=summary, verbose=True)  # type: ignore[arg-type]
        data = render([samples.realistic()], "docx", options)
        assert problems(data) == []
        assert data == render([samples.realistic()], "docx", options)
    assert len(comments_of(data)) > len(comments_of(render([samples.realistic()], "docx")))


def test_hostile_text_comes_out_as_text() -> None:
    data = render([samples.hostile()], "docx", RenderOptions(summary=True))
    assert problems(data) == []
    for name, xml in members(data).items():
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", xml), name
        assert b"<script" not in xml
    assert ranges_of(data)[0] == plain(samples.HOSTILE)


def test_ten_thousand_findings_make_a_thousand_comments_and_a_word_on_the_rest() -> None:
    data = render([samples.hostile(10_000)], "docx", RenderOptions(summary=True))
    said = [text for _, text in comments_of(data)]
    assert len(said) == MOST_NOTES + 1
    assert said[-1] == "批注只列最重要的 1000 条，另有 9000 条未列出，完整结果见 Excel 或网页格式。"
    assert problems(data) == []
    assert len(data) < 3_000_000


def test_defects_all_get_a_comment_matters_three() -> None:
    sample = samples.big(1)
    finding = replace(sample.findings[0], status="warn", evidence=sample.findings[0].evidence * 5)
    many = replace(sample, findings=(finding,))
    assert len(notes(many, RenderOptions(), ZH)) == 3
    rubric = replace(many.rubric, criteria=(replace(many.rubric.criteria[0], rule="defects"),))
    assert len(notes(replace(many, rubric=rubric), RenderOptions(), ZH)) == 10


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 480), st.integers(1, 60)), max_size=12))
def test_any_ranges_of_a_text_are_covered_exactly(ranges: list[tuple[int, int]]) -> None:
    sample = samples.realistic()
    text = sample.report.text.rstrip("\n")
    wanted = [(start, min(start + length, len(text))) for start, length in ranges if start < len(text)]
    quotes = tuple(
        replace(sample.findings[0].evidence[0], text=text[start:end], start=start, end=end) for start, end in wanted
    )
    criteria = (replace(sample.rubric.by_id["text.residue"], rule="defects"),)
    finding = replace(next(f for f in sample.findings if f.criterion == "text.residue"), evidence=quotes)
    made = replace(sample, findings=(finding,) if quotes else (), rubric=replace(sample.rubric, criteria=criteria))
    data = render([made], "docx")
    found = ranges_of(data) if quotes else {}
    # a range that is nothing but a line break has no characters of its own
    assert [found[number].strip("\n") for number in range(len(wanted))] == [
        text[start:end].strip("\n") for start, end in wanted
    ]
    assert problems(data) == []
