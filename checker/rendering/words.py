"""Words of the outputs in one language: the catalogue, and phrases about the model's values.

What a rubric says comes in English as far as the rubric has it (:mod:`checker.rendering.english`); criteria
and groups have an English name of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from checker.model import Assessment, Basis, Finding, Location, Quote, Status
from checker.rendering.catalogue import EN, ZH

# The entries of ``Assessment.reading`` that a reader is told, in this order.
_READ = (
    "report_characters",
    "characters",
    "pages",
    "tables",
    "sections",
    "figures",
    "pages_without_text",
    "images",
    "tracked_changes",
    "comments",
    "set_aside",
    "repairs",
    "doubtful",
    "unassigned_lines",
    "untyped_numbers",
)
# Where a note of the reader's tells the same count and more, the count alone is left out.
_TOLD_BY_NOTE = {"tracked_changes": "处修订痕迹"}
_MOST_NAMED = 8

# What needs someone's attention, the gravest first.
OPEN: tuple[Status, ...] = ("fail", "error", "warn")


class Words:
    """The catalogue in one language: ``words("points", score="87.5")``."""

    __slots__ = ("_entries", "lang")

    def __init__(self, lang: str, entries: dict[str, str]) -> None:
        self.lang = lang
        self._entries = entries

    def __call__(self, key: str, /, **values: object) -> str:
        entry = self._entries[key]
        return entry.format(**values) if values else entry

    def has(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> frozenset[str]:
        return frozenset(self._entries)

    # ------------------------------------------------------------------ phrases about model values

    def name(self, assessment: Assessment, finding: Finding) -> str:
        """The criterion's name in this language."""
        if self.lang == "en":
            criterion = assessment.rubric.by_id.get(finding.criterion)
            if criterion is not None and criterion.name_en:
                return criterion.name_en
        return finding.name

    def groups(self, assessment: Assessment) -> dict[str, str]:
        """Group ids to names, in rubric order; groups only a finding names come last."""
        english = self.lang == "en"
        named = {g.id: (g.name_en or g.name if english else g.name) for g in assessment.rubric.groups}
        for finding in assessment.findings:
            named.setdefault(finding.group, finding.group)
        return named

    def basis(self, basis: Basis) -> str:
        """A ground in law on one line: 《…》（号）第…条."""
        title = basis.instrument
        if "《" not in title and basis.tier not in ("通行做法", "国家标准"):
            title = f"《{title}》"
        number = f"（{basis.number}）" if basis.number else ""
        mark = "" if basis.verified or not basis.article else f"（{self('unverified')}）"
        return f"{title}{number}{basis.article}{mark}{self._not_in_force(basis)}"

    def _not_in_force(self, basis: Basis) -> str:
        if basis.standing == "in_force":
            return ""
        day = basis.effective if basis.standing == "later" else basis.until
        return self("in-brackets", text=self(f"basis-{basis.standing}", day=day))

    def points(self, assessment: Assessment) -> str:
        """The score, and beside it the score with waivers where waivers were used."""
        plain = self("points", score=number(assessment.score.value))
        if assessment.score_waived is None:
            return plain
        return plain + self("in-brackets", text=self("waived", score=number(assessment.score_waived.value)))

    def advice(self, finding: Finding) -> str:
        """The advice without a leading 建议, which the label already says."""
        return finding.advice.removeprefix("建议") if self.lang == "zh" else finding.advice

    def waiver(self, finding: Finding) -> str:
        """The applied waiver in one sentence, empty where there is none."""
        waiver = finding.waiver
        if waiver is None:
            return ""
        return self(
            "waiver.line",
            reason=waiver.reason,
            requested_by=waiver.requested_by,
            approved_by=self("list").join(filter(None, (waiver.approved_by, waiver.second_approved_by))),
            approved_on=waiver.approved_on,
            expires=waiver.expires,
        )

    def location(self, location: Location) -> str:
        """The place in the source file, empty where the format has no places."""
        parts: list[str] = []
        if location.page is not None:
            parts.append(self("loc.page", n=location.page))
        if location.cell is not None:
            table, row, column = location.cell
            parts.append(self("loc.cell", t=table, r=row, c=column))
        elif location.line is not None:
            parts.append(self("loc.line", n=location.line))
        elif location.paragraph is not None:
            parts.append(self("loc.paragraph", n=location.paragraph))
        return " ".join(parts)

    def place(self, quote: Quote) -> str:
        """Section path and place of a passage, as one line."""
        path = " › ".join(heading.strip() for heading in quote.section)
        return " · ".join(part for part in (path, self.location(quote.location)) if part)

    def assertion(self, quote: Quote) -> str:
        """What a passage does with the matter, for a reader; empty where it only mentions it, which tells nothing.

        Tables and data formats name every assertion: there an empty cell would look like a lost one.
        """
        return "" if quote.assertion == "mentioned" else self(f"assertion.{quote.assertion}")

    def note(self, quote: Quote, said: str) -> str:
        """The note of a passage; empty where ``said``, which the reader has before it, says it already."""
        return "" if quote.note in said else quote.note

    def elements(self, finding: Finding) -> tuple[str, str]:
        """What of a matter's elements is told and what is not, as two lists; empty where the message names them.

        Data formats give the elements as they are; a reader need not read them twice.
        """
        told = self("list").join(finding.met) if finding.unmet else ""
        named = all(element in finding.message for element in (*finding.met, *finding.unmet))
        return ("", "") if named else (told, self("list").join(finding.unmet))

    def years(self, years: tuple[int, ...]) -> str:
        if not years:
            return self("unknown-year")
        contiguous = len(years) > 2 and years == tuple(range(years[0], years[-1] + 1))
        shown = f"{years[0]}–{years[-1]}" if contiguous else self("list").join(str(year) for year in years)
        return self("year", years=shown)

    def who(self, assessment: Assessment) -> list[str]:
        """The identity line's parts: kind, year, issuer, dates."""
        identity = assessment.report.identity
        kind = self(f"kind.{identity.kind}")
        if identity.kind == "department" and identity.enforcing:
            kind += self("in-brackets", text=self("enforcing"))
        parts = [kind, self.years(identity.years)]
        if identity.issuer is not None:
            parts.insert(0, identity.issuer.value)
        if identity.issued_on is not None:
            parts.append(self("issued", date=identity.issued_on.isoformat()))
        if identity.published_on is not None:
            parts.append(self("published", date=identity.published_on.isoformat()))
        return parts

    def chosen(self, assessment: Assessment) -> str:
        """Why this rubric was used; empty where nothing was chosen."""
        if not assessment.chosen:
            return ""
        if self.lang == "zh":
            return assessment.chosen
        identity = assessment.report.identity
        told = self(f"chosen.{identity.type_source}")
        return f"{told}, {identity.year}" if identity.year else told

    def title(self, assessment: Assessment) -> str:
        known = assessment.report.identity.title
        return known.value if known is not None and known.value.strip() else self("untitled")

    def reading(self, assessment: Assessment) -> list[str]:
        """What was read and what was not: a phrase per known entry of ``reading`` that is not zero, then its notes."""
        found = assessment.reading
        notes = found.get("notes", ())
        told = " ".join(map(str, notes)) if isinstance(notes, list | tuple) and self.lang == "zh" else ""
        parts: list[str] = []
        for key in _READ:
            if key in _TOLD_BY_NOTE and _TOLD_BY_NOTE[key] in told:
                continue
            if key == "characters" and "report_characters" in found:
                continue
            count = _count(found.get(key))
            if count:
                parts.append(self(f"reading.{key}", n=f"{count:,}") + self._which(key, found[key]))
        if isinstance(notes, list | tuple):
            parts.extend(str(note) for note in notes)
        return parts

    def _which(self, key: str, value: object) -> str:
        """The page numbers, or the reasons, behind a count."""
        named: list[str] = []
        if key == "pages_without_text" and isinstance(value, list | tuple):
            named = [str(page) for page in value[:_MOST_NAMED]]
        elif isinstance(value, Mapping):
            named = [str(reason) for reason in list(value)[:_MOST_NAMED]]
        return self("in-brackets", text=self("list").join(named)) if named else ""


def _count(value: object) -> int:
    """A number as it is; a list by its length; reasons with their counts by the sum."""
    if isinstance(value, Mapping):
        return sum(
            _count(entry.get("count", 0)) if isinstance(entry, Mapping) else _count(entry) for entry in value.values()
        )
    if isinstance(value, list | tuple):
        return len(value)
    return value if isinstance(value, int) else 0


@cache
def words(lang: str) -> Words:
    """The catalogue for ``zh`` or ``en``; any other language reads Chinese."""
    return Words("en", EN) if lang == "en" else Words("zh", ZH)


def number(value: float, places: int = 1) -> str:
    """``87.5``, ``90``: rounded, without a trailing zero."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
