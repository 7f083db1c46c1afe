"""An assessment for readers of English: the rubric's own English where it has one, Chinese where it has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from checker.model import Assessment, Basis, Finding
from checker.rendering.english_reasons import reasons_en
from checker.structure.numerals import ordinal

_ARTICLE = re.compile(
    r"第([一二三四五六七八九十百零]+)条(?:第([一二三四五六七八九十]+)款)?(?:第([一二三四五六七八九十]+)项)?"
)


def in_english(assessment: Assessment) -> Assessment:
    """The same assessment with messages, advice and names of instruments in English as far as the data have them."""
    names = (assessment.rubric.tables.get("english") or {}).get("instruments") or {}
    findings = tuple(_finding(finding, names) for finding in assessment.findings)
    return replace(assessment, findings=findings, gate_reasons=reasons_en(assessment))


def _finding(finding: Finding, names: Mapping[str, str]) -> Finding:
    return replace(
        finding,
        message=finding.message_en or finding.message,
        advice=finding.advice_en or finding.advice,
        basis=tuple(_basis(basis, names) for basis in finding.basis),
    )


def _basis(basis: Basis, names: Mapping[str, str]) -> Basis:
    """The instrument with its English name before its own; articles by their numbers."""
    name = names.get(basis.instrument)
    if name is None:
        return basis
    article = _ARTICLE.sub(_numbered, basis.article)
    return replace(basis, instrument=f"{name} (《{basis.instrument}》)", article=f" {article}" if article else "")


def _numbered(match: re.Match[str]) -> str:
    parts = [f"art. {ordinal(match[1])}"]
    if match[2]:
        parts.append(f"para. {ordinal(match[2])}")
    if match[3]:
        parts.append(f"item {ordinal(match[3])}")
    return " ".join(parts)
