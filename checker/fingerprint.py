"""What a finding is known by when the text moves: digests of its words without their place.

All fingerprints are 32 hexadecimal digits. Edits elsewhere in the report, line breaks, spaces and
full or half width do not change them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from checker.model import Assessment, Finding, Quote

LENGTH = 32


def normal(text: str) -> str:
    """``text`` without white space and format characters, widths folded (NFKC)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return "".join(text.split())


def of_criterion(assessment: Assessment, finding: Finding) -> str:
    """The criterion in this report: who reports, for which years, which part of the file."""
    return _digest(_who(assessment, finding))


def of_passage(assessment: Assessment, finding: Finding) -> str:
    """As :func:`of_criterion`, with the first passage the finding rests on."""
    quotes = finding.evidence or finding.near
    return _digest([*_who(assessment, finding), normal(quotes[0].text) if quotes else ""])


def of_evidence(finding: Finding) -> str:
    """What a waiver is given for: the criterion, its status and coverage, and every passage it rests on.

    Passages count in any order. A finding without evidence rests on its nearest misses. Whose report
    it is does not enter, so that a renamed file keeps its waivers.
    """
    quotes = finding.evidence or finding.near
    return _digest([finding.criterion, finding.status, finding.coverage, *sorted(normals(quotes))])


def normals(quotes: Iterable[Quote]) -> list[str]:
    """The passages' words without their places, in the order given."""
    return [normal(quote.text) for quote in quotes]


def _who(assessment: Assessment, finding: Finding) -> list[str]:
    identity = assessment.report.identity
    issuer = identity.issuer.value if identity.issuer else ""
    return [issuer, ",".join(map(str, identity.years)), str(assessment.report.part), finding.criterion]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


# Zero-width spaces and joiners, soft hyphens, bidi marks and the byte-order mark: no reader sees them.
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF])
