"""``--format junit``: a suite per report, a case per criterion.

fail is a failure, error an error, not_applicable skipped. JUnit has no warning: a warn passes, and
says in ``system-out`` what is to be checked. A waived fail is skipped with the waiver as its message.

Under a gate each of its conditions is a case as well: a gate may be broken by warnings alone, and a board
of nothing but green would then stand beside a job that stopped. Where the gate lets the report pass, or only
advises, nothing is a failure: a fail says in ``system-out`` what it is, as a warn does. A file that could not be
checked is a suite of one error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from checker.model import Assessment, Finding
from checker.rendering import RenderOptions, Unread
from checker.rendering.words import Words, number, words

_UNREAD = {"tests": 1, "failures": 0, "errors": 1, "skipped": 0}
# XML 1.0 has no way to write these characters, not even escaped.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    say = words(options.lang)
    suites = [_suite(assessment, say) for assessment in assessments] + [_unread(one) for one in options.unread]
    totals = [_tally(assessment) for assessment in assessments] + [_UNREAD for _ in options.unread]
    attributes = {"name": "checker"} | {key: str(sum(t[key] for t in totals)) for key in _tally_keys()}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', _open("testsuites", attributes)]
    for suite in suites:
        lines += suite
    lines.append("</testsuites>")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _tally_keys() -> tuple[str, ...]:
    return ("tests", "failures", "errors")


def _lets_pass(assessment: Assessment) -> bool:
    """Whether a gate was asked and stops nothing, as ``advisory`` never does."""
    return assessment.gate.get("exit") == 0


def _outcome(assessment: Assessment, finding: Finding) -> str:
    if finding.status == "fail" and finding.waiver is None:
        return "passed" if _lets_pass(assessment) else "failure"
    if finding.status == "fail":
        return "skipped"
    return {"error": "error", "not_applicable": "skipped"}.get(finding.status, "passed")


def _clauses(assessment: Assessment) -> list[tuple[str, dict[str, Any]]]:
    """The conditions of the gate, each with its outcome here: none where no policy was asked."""
    outcomes = {"held": "passed", "broken": "passed" if _lets_pass(assessment) else "failure", "undecided": "error"}
    return [(outcomes[clause["outcome"]], clause) for clause in assessment.gate.get("clauses", ())]


def _tally(assessment: Assessment) -> dict[str, int]:
    outcomes = [_outcome(assessment, finding) for finding in assessment.findings]
    outcomes += [outcome for outcome, _ in _clauses(assessment)]
    return {
        "tests": len(outcomes),
        "failures": outcomes.count("failure"),
        "errors": outcomes.count("error"),
        "skipped": outcomes.count("skipped"),
    }


def _suite(assessment: Assessment, say: Words) -> Iterator[str]:
    report = assessment.report
    name = report.clean.document.source
    if report.parts > 1:
        name += f" #{report.part}"
    attributes = {"name": name, "id": str(report.part)}
    yield _open("testsuite", attributes | {key: str(value) for key, value in _tally(assessment).items()})
    yield "<properties>"
    for key, value in (
        ("title", say.title(assessment)),
        ("sha256", report.clean.document.sha256),
        ("rubric", f"{assessment.rubric.id} {assessment.rubric.version}"),
        ("verdict", assessment.verdict),
        ("score", number(assessment.score.value, 2)),
    ):
        yield _open("property", {"name": key, "value": value}, close=True)
    yield "</properties>"
    for outcome, clause in _clauses(assessment):
        yield from _condition(outcome, clause)
    for finding in assessment.findings:
        yield from _case(assessment, finding, say)
    yield "</testsuite>"


def _condition(outcome: str, clause: dict[str, Any]) -> Iterator[str]:
    case = {"name": clause["asks"], "classname": f"gate.{clause['kind']}"}
    if clause["outcome"] == "held":
        yield _open("testcase", case, close=True)
        return
    yield _open("testcase", case)
    told = "\n".join(filter(None, (clause["found"], "\n".join(clause["criteria"]), clause["where"])))
    if outcome == "passed":
        yield f"<system-out>{_text(told)}</system-out>"
    else:
        yield _open(outcome, {"message": clause["found"], "type": clause["outcome"]}) + _text(told) + f"</{outcome}>"
    yield "</testcase>"


def _unread(one: Unread) -> Iterator[str]:
    attributes = {"name": one.source or "-", "id": "1"} | {key: str(value) for key, value in _UNREAD.items()}
    yield _open("testsuite", attributes)
    yield _open("testcase", {"name": one.source or "-", "classname": "reading"})
    yield _open("error", {"message": one.reason, "type": "unread"}, close=True)
    yield "</testcase>"
    yield "</testsuite>"


def _case(assessment: Assessment, finding: Finding, say: Words) -> Iterator[str]:
    case = {"name": say.name(assessment, finding), "classname": finding.criterion}
    outcome = _outcome(assessment, finding)
    body = "\n".join(_told(finding, say))
    if outcome == "passed" and finding.status == "pass":
        yield _open("testcase", case, close=True)
        return
    yield _open("testcase", case)
    if outcome == "passed":
        status = say(f"status.{finding.status}")
        yield f"<system-out>{_text(status + say('colon') + body)}</system-out>"
    elif outcome == "skipped":
        message = say.waiver(finding) or finding.message or say("status.not_applicable")
        yield _open("skipped", {"message": message}, close=True)
    else:
        yield _open(outcome, {"message": finding.message, "type": finding.status}) + _text(body) + f"</{outcome}>"
    yield "</testcase>"


def _told(finding: Finding, say: Words) -> Iterator[str]:
    yield finding.message
    for quote in (*finding.evidence, *finding.near):
        kind, place, note = say.assertion(quote), say.place(quote), say.note(quote, finding.message)
        told = " ".join(filter(None, (kind and f"[{kind}]", quote.text, place and f"({place})")))
        yield told + (f" — {say('not-counted', note=note)}" if note else "")
    if finding.waiver is not None:
        yield f"{say('waiver')}{say('colon')}{say.waiver(finding)}"
    if finding.advice:
        yield f"{say('advice')}{say('colon')}{say.advice(finding)}"
    for basis in finding.basis:
        yield f"{say('basis')}{say('colon')}{say.basis(basis)}"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_legal(text))


def _open(tag: str, attributes: dict[str, str], *, close: bool = False) -> str:
    made = "".join(f" {key}={quoteattr(_legal(value))}" for key, value in attributes.items())
    return f"<{tag}{made}{'/' if close else ''}>"
