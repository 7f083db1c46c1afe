"""``--format github``: workflow commands that GitHub shows as annotations.

fail and error become ``::error``, warn ``::warning``, a waived finding ``::notice``; the verdict comes
last, an error where it fails, since that may rest on warnings alone; else, and under a policy that only
advises, a notice. Lines are given where the source has lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Assessment, Finding
from checker.rendering import RenderOptions
from checker.rendering.width import safe, shorten
from checker.rendering.words import OPEN, Words, number, words

_COMMANDS = {"fail": "error", "error": "error", "warn": "warning"}
_QUOTE_LENGTH = 120


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    say = words(options.lang)
    lines: list[str] = []
    for assessment in assessments:
        for status in OPEN:
            lines += [_annotation(assessment, f, say) for f in assessment.findings if f.status == status]
        lines.append(_verdict(assessment, say))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _annotation(assessment: Assessment, finding: Finding, say: Words) -> str:
    command = "notice" if finding.waiver is not None else _COMMANDS[finding.status]
    properties = {"file": assessment.report.clean.document.source}
    quotes = finding.evidence or finding.near
    if quotes and quotes[0].location.line is not None:
        properties["line"] = str(quotes[0].location.line)
    properties["title"] = f"{say(f'status.{finding.status}')}{say('colon')}{say.name(assessment, finding)}"
    parts = [finding.message]
    if quotes:
        passage = f"“{shorten(safe(quotes[0].text), _QUOTE_LENGTH)}”"
        kind, note = say.assertion(quotes[0]), say.note(quotes[0], finding.message)
        passage += f" [{kind}]" if kind else ""
        parts.append(passage + (f" — {say('not-counted', note=note)}" if note else ""))
    if finding.advice:
        parts.append(f"{say('advice')}{say('colon')}{say.advice(finding)}")
    if finding.waiver is not None:
        parts.append(f"{say('waiver')}{say('colon')}{say.waiver(finding)}")
    return _command(command, properties, "\n".join(parts))


def _verdict(assessment: Assessment, say: Words) -> str:
    points = say("points", score=number(assessment.score.value))
    properties = {"file": assessment.report.clean.document.source, "title": say("title")}
    text = [f"{say(f'verdict.{assessment.verdict}')} · {points}", *assessment.gate_reasons]
    advises = assessment.gate.get("exit") == 0
    return _command("error" if assessment.verdict == "fail" and not advises else "notice", properties, "\n".join(text))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    made = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {made}::{_data(message)}"


def _data(text: str) -> str:
    clean = "\n".join(safe(line) for line in text.split("\n"))
    return clean.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
