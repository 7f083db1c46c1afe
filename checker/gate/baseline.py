"""Baseline: an assessment against the previous draft's or last year's, from a report or a kept JSON result.

A finding's key is its criterion with the digest of its passages, so that text moved about changes
nothing, and a new slip beside an old one of the same criterion is still seen as new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from checker import fingerprint, strict_json
from checker.errors import UnreadableError, why_not
from checker.model import ASSERTIONS, COVERAGES, STATUSES, Assessment, Finding, Location, Quote
from checker.rendering.diff import state_of

State = Literal["new", "regressed", "incomparable", "improved", "fixed", "unchanged"]
STATES: tuple[State, ...] = ("new", "regressed", "incomparable", "improved", "fixed", "unchanged")
_LEVELS = ("required", "expected", "encouraged")
_MOST_BYTES = 100_000_000
# How a government is written short and long: 青屏县 and 青屏县人民政府 are one reporter.
_SUFFIXES = ("人民政府办公室", "人民政府", "街道办事处")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a baseline says of one report: who, for which years, and its findings by criterion."""

    source: str
    issuer: str
    years: tuple[int, ...]
    findings: Mapping[str, Finding]


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion in both. ``came`` and ``gone`` are passages at fault that only one of them has."""

    criterion: str
    state: State
    before: Finding | None
    after: Finding | None
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Against:
    """The comparison with one earlier report, criteria in the order of the new rubric."""

    earlier: Earlier
    items: tuple[Item, ...]

    def of(self, state: State) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.state == state)

    def record(self) -> dict[str, Any]:
        """As plain data, as JSON shows it."""
        return {
            "source": self.earlier.source,
            "items": [
                {
                    "criterion": item.criterion,
                    "state": item.state,
                    "before": item.before.status if item.before else None,
                    "after": item.after.status if item.after else None,
                    "new_passages": list(item.came),
                    "gone_passages": list(item.gone),
                }
                for item in self.items
            ],
        }


def compare(earlier: Earlier, assessment: Assessment) -> Against:
    """What stands otherwise than before.

    ``new`` is open now and was not, or shows a slip that was not there; ``fixed`` the reverse;
    ``regressed`` and ``improved`` were open before and still are, graver or milder.
    """
    after = {finding.criterion: finding for finding in assessment.findings}
    slips = {criterion.id for criterion in assessment.rubric.criteria if criterion.rule == "defects"}
    items = [_item(name, earlier.findings.get(name), now, name in slips) for name, now in after.items()]
    items += [
        Item(name, "incomparable", was, None) for name, was in sorted(earlier.findings.items()) if name not in after
    ]
    return Against(earlier, tuple(items))


def _item(criterion: str, was: Finding | None, now: Finding, slips: bool) -> Item:
    state = state_of(was, now)
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    if slips and was is not None and state not in ("incomparable", "new_finding", "fixed"):
        came, gone = _passages(was, now)
    if came and state in ("unchanged", "improved"):
        return Item(criterion, "new" if now.status in ("warn", "fail") else "unchanged", was, now, came, gone)
    if state == "unchanged" and gone and now.status in ("warn", "fail"):
        return Item(criterion, "improved", was, now, came, gone)
    named: State = "new" if state == "new_finding" else state
    return Item(criterion, named, was, now, came, gone)


def _passages(was: Finding, now: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Passages that only one of both has, each as often as it is more."""
    before, after = Counter(fingerprint.normals(was.evidence)), Counter(fingerprint.normals(now.evidence))
    return tuple(sorted((after - before).elements())), tuple(sorted((before - after).elements()))


def choose(earlier: Sequence[Earlier], assessment: Assessment) -> Earlier | None:
    """The entry that speaks of the same reporter: same year first (a draft), else the last year before.

    ``None`` where none does. Where a reporter is unknown on either side, a single entry is taken.
    """
    identity = assessment.report.identity
    issuer = _short(identity.issuer.value if identity.issuer else "")
    same = [entry for entry in earlier if issuer and _short(entry.issuer) == issuer]
    if not same:
        alone = earlier[0] if len(earlier) == 1 else None
        return alone if alone is not None and not (issuer and alone.issuer) else None
    year = identity.year
    if year is None:
        return same[-1]
    for entry in same:
        if year in entry.years:
            return entry
    before = [entry for entry in same if entry.years and entry.years[-1] < year]
    return max(before, key=lambda entry: entry.years[-1]) if before else same[-1]


def _short(issuer: str) -> str:
    name = fingerprint.normal(issuer)
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def of_assessment(assessment: Assessment) -> Earlier:
    """A report checked just now as a baseline."""
    identity = assessment.report.identity
    return Earlier(
        assessment.report.clean.document.source,
        identity.issuer.value if identity.issuer else "",
        identity.years,
        {finding.criterion: finding for finding in assessment.findings},
    )


def read_result(path: Path) -> tuple[Earlier, ...]:
    """The entries of a file that ``checker check --format json`` or ``jsonl`` wrote.

    Raises ``UnreadableError`` where it is no such file.
    """
    name = str(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableError(name, "文件过大", "请确认这是 checker check --format json 的输出")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        what = "文件不存在" if isinstance(error, FileNotFoundError) else why_not(error)
        raise UnreadableError(name, what, "请核对作为基线的文件名和路径") from None
    except UnicodeDecodeError:
        raise UnreadableError(name, "文件不是 UTF-8 编码", "请用 checker check --format json 重新生成") from None
    try:
        lines = [text] if path.suffix.lower() != ".jsonl" else [line for line in text.split("\n") if line.strip()]
        made = tuple(_earlier(entry) for line in lines for entry in strict_json.loads(line)["assessments"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        made = ()
    if not made:
        raise UnreadableError(name, "里面没有检查结果", "请用 checker check --format json 重新生成")
    return made


def _earlier(entry: Mapping[str, Any]) -> Earlier:
    report = entry["report"]
    findings = [_finding(item) for item in entry["findings"]]
    years = tuple(int(year) for year in report["years"])
    by_criterion = {finding.criterion: finding for finding in findings}
    # each criterion has one finding: with none, or two of one, everything could pass as incomparable
    if not findings or len(by_criterion) < len(findings):
        raise ValueError("not one finding for each criterion")
    return Earlier(str(report["source"]), str(report["issuer"] or ""), years, by_criterion)


def _finding(item: Mapping[str, Any]) -> Finding:
    return Finding(
        criterion=str(item["criterion"]),
        name=str(item["name"]),
        group=str(item.get("group", "")),
        level=_one_of(item["level"], _LEVELS),
        weight=float(item.get("weight", 1.0)),
        status=_one_of(item["status"], STATUSES),
        coverage=_one_of(item["coverage"], COVERAGES),
        message=str(item["message"]),
        advice=str(item["advice"]),
        basis=(),
        evidence=tuple(_quote(quote) for quote in item["evidence"]),
        near=tuple(_quote(quote) for quote in item.get("near", ())),
    )


def _quote(item: Mapping[str, Any]) -> Quote:
    return Quote(
        text=str(item["text"]),
        start=int(item["start"]),
        end=int(item["end"]),
        section=tuple(str(heading) for heading in item["section"]),
        assertion=_one_of(item["assertion"], ASSERTIONS),
        element=str(item["element"]),
        location=Location(),
        note=str(item.get("note", "")),
    )


def _one_of(value: Any, allowed: Sequence[str]) -> Any:
    if value not in allowed:
        raise ValueError(value)
    return value
