"""One report in every format: the same findings, with the same evidence."""

from __future__ import annotations

from collections import Counter

import pytest

from checker.findings import DOUBTFUL
from checker.reading.ocr import is_available
from tests.reading.builders.matrix import soffice
from tests.reading.findings_matrix import SAMPLES, answers, assessed, differing, expected

SCAN_SHARE = 0.95


def needs(name: str) -> list[pytest.MarkDecorator]:
    """Skip where the tool that makes or reads the sample is not installed."""
    sample = SAMPLES[name]
    marks = []
    if sample.office:
        reason = "LibreOffice is not installed (.ci/run installs it)"
        marks.append(pytest.mark.skipif(soffice() is None, reason=reason))
    if sample.scan:
        reason = "the extra ocr is not installed (.ci/run installs it)"
        marks.append(pytest.mark.skipif(not is_available(), reason=reason))
    return marks


TEXTS = [pytest.param(name, marks=needs(name)) for name, sample in SAMPLES.items() if not sample.scan]
SCANS = [pytest.param(name, marks=needs(name)) for name, sample in SAMPLES.items() if sample.scan]


def test_the_report_speaks_to_nearly_every_criterion() -> None:
    """Else equal findings would be equal silence."""
    counts = Counter(coverage for coverage, _, _ in expected().values())
    assert counts["full"] >= 65
    assert counts["none"] + counts["not_applicable"] <= 6
    assert expected()["numbers.rates"][0] == "partial"
    assert not [finding.message for finding in assessed("docx-typed").findings if finding.status == "error"]


@pytest.mark.parametrize("name", TEXTS)
def test_text_formats_give_identical_findings(name: str) -> None:
    assert differing(name) == {}
    identity, same = assessed(name).report.identity, assessed("docx-typed").report.identity
    assert (identity.years, identity.kind, identity.issued_on) == (same.years, same.kind, same.issued_on)
    assert identity.issuer is not None
    assert same.issuer is not None
    assert identity.issuer.value == same.issuer.value


@pytest.mark.parametrize("name", SCANS)
def test_scans_give_the_same_answer_to_nearly_every_criterion(name: str) -> None:
    base, got = expected(), answers(assessed(name))
    equal = sum(base[criterion][:2] == got[criterion][:2] for criterion in base)
    assert equal >= SCAN_SHARE * len(base), differing(name)
    assert "error" not in {status for _, status, _ in got.values()}


@pytest.mark.parametrize("name", SCANS)
def test_scans_say_which_evidence_is_doubtful(name: str) -> None:
    report = assessed(name).report
    ledger, origin = report.clean.ledger, report.clean.origin
    for finding in assessed(name).findings:
        for quote in finding.evidence:
            start, end = origin.back_range(report.document_start + quote.start, report.document_start + quote.end)
            doubted = any(low < end and start < high for low, high, _ in ledger.doubtful)
            assert (DOUBTFUL in quote.note) == doubted
