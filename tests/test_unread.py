"""What recognition doubted or could not read is said, and never held against a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.errors import MissingToolError
from checker.findings import DOUBTFUL
from checker.model import Assessment, Document, Finding
from checker.pipeline import check, check_document
from checker.reading import ocr, read
from tests.reading.builders.paper import Sheet, pdf

LINES = [
    "松泉县人民政府2023年度法治政府建设情况报告",
    "云岭市人民政府：",
    "现将2023年度法治政府建设情况报告如下。",
    "一、主要举措和成效",
    "审查行政规范性文件草案17件，提出修改意见58条。全县行政应诉案件32件，负责人出庭应诉31件。",
    "二、存在的不足",
    "个别乡镇法制审核人员配备不到位，办案质量参差不齐。",
    "松泉县人民政府",
    "2024年1月22日",
]
UNREAD = "第 2、5 页没有读出文字，此项可能写在其中，请核对原件。"


def document() -> Document:
    return read("\n".join(LINES).encode(), name="扫描.txt")


def assess(**ledger: object) -> Assessment:
    known = document()
    (assessment,) = check_document(replace(known, ledger=replace(known.ledger, **ledger)))  # type: ignore[arg-type]
    return assessment


def finding(assessment: Assessment, criterion: str) -> Finding:
    return next(each for each in assessment.findings if each.criterion == criterion)


# ---------------------------------------------------------------------- doubtful characters


def test_evidence_on_a_doubtful_character_says_so() -> None:
    place = document().raw.index("17件")
    quote = finding(assess(doubtful=((place, place + 1, 0.61),)), "norms.review").evidence[0]
    assert "17件" in quote.text
    assert quote.note == DOUBTFUL


@pytest.mark.parametrize("beside", [-1, 0])
def test_evidence_beside_a_doubtful_character_says_nothing(beside: int) -> None:
    quote = finding(assess(), "norms.review").evidence[0]
    start = document().raw.index(quote.text)
    place = start - 1 if beside else start + len(quote.text)
    quote = finding(assess(doubtful=((place, place + 1, 0.2),)), "norms.review").evidence[0]
    assert quote.note == ""


def test_both_ends_of_the_evidence_count() -> None:
    quote = finding(assess(), "norms.review").evidence[0]
    start = document().raw.index(quote.text)
    for place in (start, start + len(quote.text) - 1):
        noted = finding(assess(doubtful=((place, place + 1, 0.2),)), "norms.review").evidence[0]
        assert noted.note == DOUBTFUL


def test_the_warning_comes_after_the_rules_own_note() -> None:
    text = "\n".join(LINES).replace("31件。", "31件，出庭应诉率达93.5%。")
    known = read(text.encode(), name="扫描.txt")
    doubtful = tuple((at, at + 1, 0.5) for at in range(known.raw.index("93.5"), known.raw.index("93.5") + 4))
    (assessment,) = check_document(replace(known, ledger=replace(known.ledger, doubtful=doubtful)))
    notes = [quote.note for quote in finding(assessment, "numbers.rates").evidence]
    assert any(note.endswith("；" + DOUBTFUL) for note in notes)


# ---------------------------------------------------------------------- pages that were not read


def test_silence_is_no_fail_where_pages_were_not_read() -> None:
    plain, unread = assess(), assess(pages_without_text=(2, 5))
    assert finding(plain, "section.plan").status == "fail"
    answer = finding(unread, "section.plan")
    assert (answer.status, answer.coverage) == ("error", "none")
    assert answer.message == finding(plain, "section.plan").message + UNREAD
    assert unread.counts["fail"] == 0
    assert plain.counts["fail"] == unread.counts["error"] > 0


def test_a_warning_by_silence_keeps_its_status_and_says_so() -> None:
    plain, unread = assess(), assess(pages_without_text=(2, 5))
    assert finding(plain, "duty.accounting").status == finding(unread, "duty.accounting").status == "warn"
    assert finding(unread, "duty.accounting").message.endswith(UNREAD)


def test_what_was_found_stays_as_it_is() -> None:
    unread = assess(pages_without_text=(2, 5))
    for criterion in ("norms.review", "form.title", "disputes.appearance"):
        answer = finding(unread, criterion)
        assert answer.status == finding(assess(), criterion).status
        assert "没有读出" not in answer.message


def test_a_slip_in_what_was_read_still_fails() -> None:
    text = "\n".join(LINES).replace("17件", "××件")
    known = read(text.encode(), name="扫描.txt")
    (assessment,) = check_document(replace(known, ledger=replace(known.ledger, pages_without_text=(2,))))
    assert finding(assessment, "text.placeholders").status in {"warn", "fail"}
    assert "没有读出" not in finding(assessment, "text.placeholders").message


def test_what_could_not_be_judged_is_never_a_pass() -> None:
    assert assess(pages_without_text=(2, 5)).verdict != "pass"


def test_many_pages_are_named_in_part() -> None:
    message = finding(assess(pages_without_text=tuple(range(1, 31))), "section.plan").message
    assert "第 1、2、3、4、5、6、7、8、9、10 等 30 页没有读出文字" in message


# ---------------------------------------------------------------------- through the readers


@pytest.fixture
def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)


def _sheet() -> Sheet:
    return Sheet().lines(80, 760, LINES, size=10)


def test_a_partly_scanned_pdf_without_the_extra(without_engine: None) -> None:
    (whole,) = check(pdf(_sheet()), name="年报.pdf")
    (assessment,) = check(pdf(_sheet(), Sheet().image(0, 0, 595, 842)), name="年报.pdf")
    assert whole.counts["fail"] > 0
    assert assessment.counts["fail"] == 0
    assert assessment.reading["pages_without_text"] == [2]
    assert "第 2 页没有可提取的文字，本机没有安装文字识别组件，这些页的内容没有读取" in assessment.reading["notes"]
    assert finding(assessment, "section.plan").message.endswith("第 2 页没有读出文字，此项可能写在其中，请核对原件。")


def test_a_whole_scan_without_the_extra_is_no_assessment_at_all(without_engine: None) -> None:
    with pytest.raises(MissingToolError, match="本机没有安装文字识别组件。请安装"):
        check(pdf(Sheet().image(0, 0, 595, 842)), name="扫描.pdf")


def test_the_ledger_shows_where_stray_spaces_stood() -> None:
    text = "\n".join(LINES).replace("规范性文件", "规范性 文件")
    (assessment,) = check(text.encode(), name="年报.txt")
    (entry,) = assessment.reading["repairs"].values()
    assert entry == {"count": 1, "characters": 1, "samples": ["查行政规范性␣文件草案17"]}
