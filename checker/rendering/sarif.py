"""``--format sarif``: SARIF 2.1.0, a run per report, a result per criterion.

Regions are in Unicode code points against the report's text, which the file carries as an artifact
nested in the source file. fail and warn are kind ``fail`` (level error and warning), what could not be
judged is ``review``, a waiver is an accepted external suppression.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote as percent

from checker import fingerprint
from checker.model import Assessment, Criterion, Finding, Quote
from checker.rendering import RenderOptions, Unread
from checker.rendering.json_format import dump
from checker.rendering.objects import location_object
from checker.rendering.words import Words, number, words
from checker.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_KINDS = {
    "fail": ("fail", "error"),
    "warn": ("fail", "warning"),
    "pass": ("pass", "none"),
    "not_applicable": ("notApplicable", "none"),
    "error": ("review", "none"),
}
_LEVELS = {"required": "error", "expected": "warning", "encouraged": "note"}
_SOURCE, _TEXT = 0, 1


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    say = words(options.lang)
    log: dict[str, Any] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": []}
    # every run is of the same invocation; the list of files stands once
    unread = [_unread(one) for one in options.unread]
    elsewhere = [_told_first(len(unread))] if unread else []
    log["runs"] = [_run(one, say, elsewhere if at else unread) for at, one in enumerate(assessments)]
    return dump(log) + b"\n"


def _run(assessment: Assessment, say: Words, unread: list[dict[str, Any]]) -> dict[str, Any]:
    report = assessment.report
    rules = {criterion.id: index for index, criterion in enumerate(assessment.rubric.criteria)}
    waived = any(finding.waiver is not None for finding in assessment.findings)
    writer = _Writer(assessment, say, rules, waived)
    return {
        "tool": {
            "driver": {
                "name": "checker",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "en" if say.lang == "en" else "zh-CN",
                "rules": [_rule(criterion, say) for criterion in assessment.rubric.criteria],
            }
        },
        "automationDetails": {"id": f"{assessment.rubric.id}/{report.part}"},
        "language": "en" if say.lang == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(assessment, unread)],
        "artifacts": _artifacts(assessment),
        "results": [writer.result(finding) for finding in assessment.findings],
        "properties": {
            "verdict": assessment.verdict,
            "score": round(assessment.score.value, 2),
            "gateReasons": list(assessment.gate_reasons),
            "rubric": f"{assessment.rubric.id} {assessment.rubric.version}",
            "rubricSha256": assessment.rubric.sha256,
        },
    }


def _uri(source: str) -> str:
    return percent(source.replace("\\", "/"), safe="/", errors="replace")


def _artifacts(assessment: Assessment) -> list[dict[str, Any]]:
    document = assessment.report.clean.document
    return [
        {
            "location": {"uri": _uri(document.source), "index": _SOURCE},
            "hashes": {"sha-256": document.sha256},
            "roles": ["analysisTarget"],
        },
        {
            "location": {"uri": f"report-{assessment.report.part}.txt", "index": _TEXT},
            "parentIndex": _SOURCE,
            "mimeType": "text/plain",
            "encoding": "UTF-8",
            "contents": {"text": assessment.report.text},
            "roles": ["analysisTarget"],
        },
    ]


def _invocation(assessment: Assessment, unread: list[dict[str, Any]]) -> dict[str, Any]:
    errors = [
        {"level": "error", "message": {"text": finding.message}, "associatedRule": {"id": finding.criterion}}
        for finding in assessment.findings
        if finding.status == "error"
    ]
    told = [*errors, *unread]
    made: dict[str, Any] = {"executionSuccessful": not told}
    if told:
        made["toolExecutionNotifications"] = told
    return made


def _unread(one: Unread) -> dict[str, Any]:
    made: dict[str, Any] = {"level": "error", "message": {"text": one.reason}}
    if one.source:
        made["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.source)}}}]
    return made


def _told_first(count: int) -> dict[str, Any]:
    said = f"同一次检查中另有 {count} 个文件未能检查，名称和原因见第一个 run。"
    return {"level": "error", "message": {"text": said}}


def _rule(criterion: Criterion, say: Words) -> dict[str, Any]:
    name = criterion.name_en if say.lang == "en" and criterion.name_en else criterion.name
    basis = [say.basis(one) for one in criterion.basis]
    text = [criterion.asks or name]
    if criterion.advice:
        text.append(criterion.advice)
    if basis:
        text.append(f"{say('basis')}{say('colon')}{say('sep').join(basis)}")
    return {
        "id": criterion.id,
        "name": name,
        "shortDescription": {"text": name},
        "fullDescription": {"text": criterion.asks or name},
        "help": {"text": "\n".join(text)},
        "defaultConfiguration": {"level": _LEVELS[criterion.level]},
        "properties": {"group": criterion.group, "level": criterion.level, "weight": criterion.weight},
    }


class _Writer:
    """Results of one run; knows where the text's lines begin."""

    def __init__(self, assessment: Assessment, say: Words, rules: dict[str, int], waived: bool) -> None:
        self.assessment = assessment
        self.say = say
        self.rules = rules
        self.waived = waived
        text = assessment.report.text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def result(self, finding: Finding) -> dict[str, Any]:
        kind, level = _KINDS[finding.status]
        name = self.say.name(self.assessment, finding)
        made: dict[str, Any] = {"ruleId": finding.criterion}
        if finding.criterion in self.rules:
            made["ruleIndex"] = self.rules[finding.criterion]
        made["kind"] = kind
        made["level"] = level
        text = f"{name}{self.say('colon')}{finding.message}" if finding.message else name
        made["message"] = {"text": text}
        quotes = [*finding.evidence, *finding.near]
        made["locations"] = [self.location(quotes[0]) if quotes else self.whole()]
        if len(quotes) > 1:
            made["relatedLocations"] = [self.location(quote, index) for index, quote in enumerate(quotes[1:], start=1)]
        made["partialFingerprints"] = {
            "criterion/v1": fingerprint.of_criterion(self.assessment, finding),
            "passage/v1": fingerprint.of_passage(self.assessment, finding),
        }
        if self.waived:
            # SARIF: where one result of a run says how it stands with suppressions, all must
            made["suppressions"] = self.suppressions(finding)
        made["properties"] = self.properties(finding)
        return made

    def whole(self) -> dict[str, Any]:
        return {"physicalLocation": {"artifactLocation": _artifacts(self.assessment)[_TEXT]["location"]}}

    def location(self, quote: Quote, number_: int | None = None) -> dict[str, Any]:
        made: dict[str, Any] = {} if number_ is None else {"id": number_}
        made["physicalLocation"] = {
            "artifactLocation": {"uri": f"report-{self.assessment.report.part}.txt", "index": _TEXT},
            "region": self.region(quote),
        }
        if quote.section:
            path = " / ".join(quote.section)
            made["logicalLocations"] = [{"fullyQualifiedName": path, "kind": "section"}]
        kind = self.say(f"assertion.{quote.assertion}")
        note = f"{self.say('colon')}{self.say('not-counted', note=quote.note)}" if quote.note else ""
        made["message"] = {"text": f"{kind}{note}"}
        made["properties"] = {
            "assertion": quote.assertion,
            "element": quote.element,
            "source": location_object(quote.location),
        }
        return made

    def region(self, quote: Quote) -> dict[str, Any]:
        first = bisect_right(self.starts, quote.start) - 1
        last = bisect_right(self.starts, max(quote.end - 1, quote.start)) - 1
        return {
            "charOffset": quote.start,
            "charLength": quote.end - quote.start,
            "startLine": first + 1,
            "startColumn": quote.start - self.starts[first] + 1,
            "endLine": last + 1,
            "endColumn": quote.end - self.starts[last] + 1,
            "snippet": {"text": quote.text},
        }

    def suppressions(self, finding: Finding) -> list[dict[str, Any]]:
        if finding.waiver is None:
            return []
        return [{"kind": "external", "status": "accepted", "justification": self.say.waiver(finding)}]

    def properties(self, finding: Finding) -> dict[str, Any]:
        return {
            "status": finding.status,
            "coverage": finding.coverage,
            "level": finding.level,
            "weight": number(finding.weight, 2),
            "advice": finding.advice,
            "basis": [self.say.basis(basis) for basis in finding.basis],
            "met": list(finding.met),
            "unmet": list(finding.unmet),
        }
