"""The whole walk: one finding per criterion, evidence cut from the text, edits that must move a finding."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import pytest

from checker import check, load_rubric
from checker.errors import NotAReportError, UsageError
from checker.findings import find
from checker.measuring.stress import stress, totals
from checker.model import Assessment, Criterion, Identity, Report
from checker.pipeline import assess, check_document
from checker.reading import read
from checker.rendering import RenderOptions
from checker.rules.context import Context
from checker.structure import IdentityOptions
from checker.structure.bare import bare_report

FIXTURES = Path(__file__).parents[1] / "fixtures"
REPORTS = sorted((FIXTURES / "reports").glob("*.txt"))


@lru_cache(maxsize=64)
def assessed(path: Path) -> tuple[Assessment, ...]:
    return tuple(check(path))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_criterion_has_exactly_one_finding_and_no_rule_crashes(path: Path) -> None:
    for assessment in assessed(path):
        ids = [finding.criterion for finding in assessment.findings]
        assert ids == [criterion.id for criterion in assessment.rubric.criteria]
        assert [finding.message for finding in assessment.findings if finding.status == "error"] == []
        assert sum(assessment.counts.values()) == len(ids)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_quote_is_the_text_at_its_range(path: Path) -> None:
    for assessment in assessed(path):
        text = assessment.report.text
        for finding in assessment.findings:
            for quote in (*finding.evidence, *finding.near):
                assert 0 <= quote.start < quote.end <= len(text)
                assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_what_is_full_shows_evidence_and_what_is_not_says_why(path: Path) -> None:
    for assessment in assessed(path):
        for finding in assessment.findings:
            criterion = assessment.rubric.by_id[finding.criterion]
            if finding.coverage == "full" and criterion.rule == "matter":
                assert finding.evidence, finding.criterion
                assert {quote.assertion for quote in finding.evidence} <= {"done", "ongoing"}
            if finding.coverage == "none" and criterion.rule == "matter":
                assert not finding.evidence
            assert finding.message


OPEN = (
    "松林县2023年政府信息公开工作年度报告\n一、总体情况\n2023年，主动公开信息3021条。\n二、主动公开政府信息情况\n"
    "制发规章0件。\n三、收到和处理政府信息公开申请情况\n收到申请21件，办结21件。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议1件。\n五、存在的主要问题及改进情况\n公开不够及时。\n"
    "六、其他需要报告的事项\n无。\n"
)


def test_the_rubric_follows_the_kind_of_report(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text(OPEN, "utf-8")
    found = check(path)[0]
    assert found.rubric.id == "open-government"
    assert found.chosen == "标题含“政府信息公开工作年度报告”，报告年度 2023"


def test_a_rubric_that_is_named_overrules_the_document(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text(OPEN, "utf-8")
    found = check(path, "law-government-2021")[0]
    assert found.rubric.id == "law-government-2021"
    assert found.chosen.startswith("按指定的细则；文件看起来是政府信息公开工作年度报告")


def test_other_documents_are_named_and_not_scored(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text(
        "松林县2023年普法工作总结\n落实普法规划和普法责任清单。\n开展法律进乡村22场，普法骨干培训2期。\n", "utf-8"
    )
    with pytest.raises(NotAReportError, match=r"看起来是普法工作总结.*也不是其他能检查的报告"):
        check(path)


def test_a_known_report_that_was_not_asked_for_is_not_called_unknown() -> None:
    document = read(Path(__file__).parents[1] / "fixtures" / "open-government" / "baishi-town-2023.txt")
    said = r"看起来是政府信息公开工作年度报告，不是要检查的法治政府建设年度情况报告：.*。请核对文件。$"
    with pytest.raises(NotAReportError, match=said):
        check_document(document, only=True)


def test_a_rule_that_crashes_is_an_error_and_stops_no_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.rules import matter

    def crash(criterion: Criterion, context: Context) -> None:
        raise ZeroDivisionError("一处缺陷")

    monkeypatch.setitem(matter.RULES, "matter", crash)
    rubric = load_rubric("law-government-2021")
    report = bare_report("聘请法律顾问3名。", Identity(years=(2023,)))
    from checker.language import scan
    from checker.rubric.lexicon import lexicon_of
    from checker.rules.registry import judge_of

    judge_of.cache_clear()
    try:
        context = Context(report, rubric.tables, scan(report, lexicon_of(rubric)))
        found = find(rubric.by_id["decision.counsel"], context)
        assert found.status == "error"
        assert "ZeroDivisionError" in found.message
        assert assess(report, rubric).verdict == "fail"
    finally:
        judge_of.cache_clear()


def test_the_rubric_follows_the_year() -> None:
    years = {path.stem: assessed(path)[0].rubric.id for path in REPORTS}
    assert years["f07"] == "law-government-2016"
    assert years["f08"] == "law-government-2021"


def test_contents_are_expected_not_required_before_2018() -> None:
    rubric = load_rubric("law-government-2016")
    assert rubric.by_id["section.causes"].level_for(2017) == "expected"
    assert rubric.by_id["section.causes"].level_for(2018) == "required"


@pytest.mark.parametrize("stem", ["f03", "f05", "f12", "f16"])
def test_edits_move_the_findings_they_must_and_no_others(stem: str) -> None:
    assessment = assessed(FIXTURES / "reports" / f"{stem}.txt")[0]
    report: Report = assessment.report
    outcomes = list(stress([(stem, report)], assessment.rubric))
    for edit, (must_change, wanted, failed) in totals(outcomes).items():
        assert wanted > 0, edit
        allowed = 0.02 if must_change else 0.005
        assert failed <= max(allowed * wanted, 1), (edit, [o.failed for o in outcomes if o.edit == edit])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: IdentityOptions(kind=cast("Any", "village")),
            "类别只能是 province、.*，现在是“village”",
        ),
        (lambda: IdentityOptions(years=cast("Any", ("2023",))), "现在是“2023”"),
        (lambda: IdentityOptions(years=(23,)), "现在是“23”"),
        (lambda: RenderOptions(lang=cast("Any", "fr")), "语言只能是 zh 或 en，现在是“fr”"),
        (lambda: check(cast("Any", bytearray(b"a"))), "报告应为路径或者 bytes，现在是 bytearray"),
        (lambda: check("一份报告\n正文"), r"像是报告的正文，请写作 check\(text"),
    ],
)
def test_wrong_arguments_are_told_in_a_sentence_where_they_are_given(make: Callable[[], object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        make()
