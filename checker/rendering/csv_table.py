"""``--format csv``: one row per finding, with a byte-order mark so that Chinese Excel reads it as UTF-8."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from checker.model import Assessment, Finding, Quote
from checker.rendering import RenderOptions
from checker.rendering.outcomes import outcome
from checker.rendering.words import Words, words

_COLUMNS = (
    "source",
    "part.short",
    "issuer",
    "year.short",
    "group",
    "criterion.id",
    "criterion",
    "level",
    "status",
    "coverage",
    "message",
    "unmet",
    "evidence",
    "assertion",
    "place",
    "offset.short",
    "near",
    "advice",
    "basis",
    "waiver",
)
# A spreadsheet takes a cell that begins so for a formula; the full-width forms are folded by some.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    say = words(options.lang)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([say(f"csv.{column}" if "." in column else column) for column in _COLUMNS])
    for assessment in assessments:
        groups = say.groups(assessment)
        for finding in assessment.findings:
            writer.writerow([cell(value) for value in _row(assessment, finding, groups, say)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")


def cell(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs: a formula's first character gets a ``'`` before it."""
    clean = _CONTROL.sub("", text)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def _row(assessment: Assessment, finding: Finding, groups: dict[str, str], say: Words) -> list[str]:
    report = assessment.report
    issuer = report.identity.issuer
    return [
        report.clean.document.source,
        str(report.part),
        issuer.value if issuer else "",
        say("list").join(map(str, report.identity.years)),
        groups[finding.group],
        finding.criterion,
        say.name(assessment, finding),
        say(f"level.{finding.level}"),
        outcome(assessment, finding, say).name,
        say(f"coverage.{finding.coverage}"),
        finding.message,
        say("list").join(finding.unmet),
        _lines([quote.text for quote in finding.evidence]),
        _lines([say(f"assertion.{quote.assertion}") for quote in finding.evidence]),
        _lines([say.place(quote) for quote in finding.evidence]),
        _lines([f"{quote.start}–{quote.end}" for quote in finding.evidence]),
        _lines([_near(quote, say) for quote in finding.near]),
        finding.advice,
        say("sep").join(say.basis(basis) for basis in finding.basis),
        say.waiver(finding),
    ]


def _near(quote: Quote, say: Words) -> str:
    kind = say(f"assertion.{quote.assertion}")
    note = say("in-brackets", text=say("not-counted", note=quote.note)) if quote.note else ""
    return f"[{kind}] {quote.text}{note}"


def _lines(values: Sequence[str]) -> str:
    """Several passages share a cell, one to a line, in the same order in every column."""
    return "\n".join(value.replace("\n", " ") for value in values)
