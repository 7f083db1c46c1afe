"""A matter told in words that no phrase holds: found by what its sample sentences sound like, and read as ever."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from checker.language import Lexicon, scan
from checker.language.lexicon import from_plain, to_plain
from checker.model import Criterion, Identity, Judgement, Known
from checker.rubric import load_rubric
from checker.rubric.lexicon import repairs_of, samples_of
from checker.rules.alike import NOTE
from checker.rules.context import Context
from checker.rules.matter import judge_matter
from checker.rules.passages import NOTHING_TOLD
from checker.structure.bare import bare_report

TRANSFER = "年内把9起涉嫌犯罪的案子连同材料移交公安机关，退回补充的1起。"


@lru_cache(maxsize=1)
def without_phrases() -> Lexicon:
    """The lexicon of the built-in rubric with its cues and samples, and none of its phrases."""
    tables = load_rubric("law-government-2021").tables
    return from_plain(to_plain({}, {}, tables["cues"], repairs_of(tables), samples_of(tables)))


def judged(text: str, criterion: str, role: str = "measures") -> tuple[Judgement, str]:
    rubric = load_rubric("law-government-2021")
    identity = Identity(kind="county", years=(2023,), issuer=Known("东山县人民政府", "option"))
    report = bare_report(text, identity, role)
    judgement = judge_matter(rubric.by_id[criterion], Context(report, rubric.tables, scan(report, without_phrases())))
    first = (judgement.evidence or judgement.near or (None,))[0]
    return judgement, "" if first is None else report.text[first.start : first.end]


def test_a_passage_that_sounds_like_the_matter_is_its_evidence_and_says_so() -> None:
    judgement, quote = judged(f"组织植树两次。{TRANSFER}", "enforcement.criminal-transfer")
    assert (judgement.coverage, quote) == ("full", TRANSFER.rstrip("。"))
    assert judgement.evidence[0].note == NOTE


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"下一年，{TRANSFER}", "plan"),
        (TRANSFER, "problems"),
        ("要求各单位把涉嫌犯罪的案子连同材料移交公安机关。", "measures"),
        ("省公安厅组织集中行动，把涉嫌犯罪的案子连同材料移交公安机关9起。", "measures"),
    ],
)
def test_it_is_read_like_any_other_passage(text: str, role: str) -> None:
    judgement, _ = judged(text, "enforcement.criminal-transfer", role)
    assert judgement.coverage in ("partial", "none")


def test_what_sounds_more_like_another_matter_is_not_taken() -> None:
    assert judged(TRANSFER, "enforcement.discretion")[0].coverage == "none"
    assert judged(TRANSFER, "oversight.judicial")[0].coverage == "none"


def test_a_title_that_is_only_studied_sounds_like_nothing() -> None:
    judgement, _ = judged("学习《行政执法机关移送涉嫌犯罪案件的规定》。", "enforcement.criminal-transfer")
    assert judgement.coverage == "none"


def test_without_one_of_the_words_that_must_be_there_it_is_not_the_matter() -> None:
    assert judged("上年度报告3月在县政府门户网站全文挂出。", "reporting.public")[0].coverage == "full"
    assert judged("办事指南3月在县政府门户网站全文挂出。", "reporting.public")[0].coverage == "none"


def test_where_nothing_is_told_done_the_matter_is_only_raised() -> None:
    judgement, quote = judged("上年度报告在县政府门户网站全文挂出。", "reporting.public")
    assert (judgement.coverage, quote) == ("partial", "上年度报告在县政府门户网站全文挂出")
    assert judgement.evidence[0].note == NOTHING_TOLD


def test_an_absence_shows_what_sounds_most_like_the_matter() -> None:
    judgement, quote = judged("组织植树两次。涉嫌犯罪线索及时说清。", "enforcement.criminal-transfer")
    assert (judgement.coverage, quote) == ("none", "涉嫌犯罪线索及时说清")


def test_several_elements_are_not_told_by_likeness() -> None:
    text = "执法人员出门先亮证，全程开着执法记录仪，处罚决定七日内上网公示，重大案件一律先审后定。"
    judgement, _ = judged(text, "enforcement.three-systems")
    assert judgement.coverage == "partial"
    assert judgement.unmet


def test_a_lexicon_without_samples_takes_nothing() -> None:
    rubric = load_rubric("law-government-2021")
    report = bare_report(TRANSFER, Identity(kind="county", years=(2023,)), "measures")
    bare = replace(without_phrases(), likeness={})
    criterion: Criterion = rubric.by_id["enforcement.criminal-transfer"]
    assert judge_matter(criterion, Context(report, rubric.tables, scan(report, bare))).coverage == "none"
