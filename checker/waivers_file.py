"""Waiver files: read entry by entry, so that one wrong entry does not take the others with it; and templates."""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checker import fingerprint
from checker.errors import WaiverFileError
from checker.model import Assessment, Finding
from checker.waivers import ReportKey, Waiver
from checker.yaml_form import FormError, parsed, read_source, validated

_NEVER = date.min
_EMPTY = {
    "requested_by": "申请人",
    "approved_by": "批准人，与申请人不是同一人",
    "second_approved_by": "第二批准人，必备条目须有",
    "approved_on": "批准日",
    "expires": "最后有效日，当天仍有效",
}


def read_waivers(path: str | os.PathLike[str]) -> tuple[Waiver, ...]:
    """Every entry of the file, the malformed ones with their ``problems``.

    Raises ``WaiverFileError`` where the file as a whole is wrong: unreadable, no YAML, no list.
    """
    from checker.gate_forms import WaiverFileForm, WaiverForm

    name = os.fspath(path)
    try:
        source, _ = read_source(Path(path))
        entries = validated(source, source.data, WaiverFileForm).waivers
    except FormError as problems:
        raise WaiverFileError(name, problems.problems) from None
    waivers: list[Waiver] = []
    for index, entry in enumerate(entries):
        where = f"{source.path.name}:{source.line_of(('waivers', index))}"
        try:
            waivers.append(
                _waiver(validated(source, entry, WaiverForm, ("waivers", index), excerpt=False).model_dump(), where)
            )
        except FormError as problems:
            waivers.append(_malformed(entry, where, problems.problems))
    return tuple(waivers)


def _waiver(plain: dict[str, Any], where: str) -> Waiver:
    plain["report"] = ReportKey(**plain["report"])
    plain["second_approved_by"] = plain["second_approved_by"] or ""
    return Waiver(**plain, where=where)


def _malformed(entry: Any, where: str, problems: list[str]) -> Waiver:
    """What can be told of an entry that does not work: its criterion, and what is wrong."""
    criterion = entry.get("criterion") if isinstance(entry, Mapping) else None
    named = criterion if isinstance(criterion, str) else ""
    return Waiver(named, ReportKey(), "", "", "", "", _NEVER, _NEVER, where=where, problems=tuple(problems))


def template(assessment: Assessment, finding: Finding, given: Mapping[str, str] | None = None) -> str:
    """A waiver entry for a finding, as a whole file: what the finding says filled in, ``given`` fields too.

    What stays empty has a comment that says what belongs there; such an entry does not work yet.
    """
    given = given or {}
    identity, document = assessment.report.identity, assessment.report.clean.document
    lines = [
        "version: 1",
        "waivers:",
        f"  # {_plain(finding.name)}：{_plain(finding.message)}",
        f"  - criterion: {finding.criterion}",
        "    report:",
    ]
    if identity.title and identity.issuer and identity.year:
        lines += [
            f"      title: {_quoted(fingerprint.normal(identity.title.value))}",
            f"      issuer: {_quoted(fingerprint.normal(identity.issuer.value))}",
            f"      year: {identity.year}",
        ]
    else:
        lines.append(f"      source: {_quoted(Path(document.source.replace(chr(92), '/')).name)}")
    if assessment.report.parts > 1:
        lines.append(f"      part: {assessment.report.part}")
    lines += [
        f"    evidence: {_quoted(fingerprint.of_evidence(finding))}",
        f"    reason: {_quoted(given.get('reason', ''))}" + ("" if given.get("reason") else "  # 为什么可以例外"),
    ]
    for key, comment in _EMPTY.items():
        value = given.get(key, "")
        if key == "second_approved_by" and finding.level != "required" and not value:
            continue
        shown = value if key in ("approved_on", "expires") else _quoted(value)
        lines.append(f"    {key}: {shown}" if value else f"    {key}: {shown}  # {comment}".replace(":   #", ":  #"))
    if given.get("ticket"):
        lines.append(f"    ticket: {_quoted(given['ticket'])}")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def added(path: Path, made: str) -> str:
    """The text of the waiver file at ``path`` with the entry of a :func:`template` behind its last one.

    What stands in the file, comments too, is left as it is. Raises ``WaiverFileError`` where the file is wrong,
    or is written so that an entry cannot simply follow.
    """
    from checker.gate_forms import WaiverFileForm

    known = read_waivers(path)
    text = path.read_text("utf-8-sig")
    entry = made.partition("waivers:\n")[2]
    indents = re.findall(r"^( *)-[ ]+criterion:", text, re.MULTILINE)
    if indents:
        entry = textwrap.indent(textwrap.dedent(entry), indents[-1])
    joined = text.rstrip() + "\n" + entry
    try:
        source = parsed(joined.encode("utf-8"), path)
        whole = len(validated(source, source.data, WaiverFileForm).waivers) == len(known) + 1
    except FormError:
        whole = False
    if not whole:
        raise WaiverFileError(os.fspath(path), ["末尾接不上新的一条，请不写 --into，把输出的内容手工加到 waivers 下面"])
    return joined


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes, on one line; what YAML takes for a line break or refuses is escaped."""
    kept = json.dumps(text.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False)
    return "".join(
        char if char.isprintable() else f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
        for char in kept
    )
