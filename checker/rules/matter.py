"""The rule kind ``matter``: is the matter raised, done, and with the support asked?

A matter has one or several elements. An element is met by a passage that says it was done (or is in
force) with the support asked. Enough elements met, or the matter named as a whole and done: full.
Anything else that raises it: partial, and the evidence says why it is not enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from checker.model import Criterion, Evidence, Judgement
from checker.rules.alike import NOTE, alike, nearest_alike
from checker.rules.context import Context
from checker.rules.headings import reaches_heading
from checker.rules.passages import Candidate, gather, rejected
from checker.rules.quoting import quote_range
from checker.rules.support import has_act

_MOST_EVIDENCE = 4
_NAMED = 2.0
# A short sentence without a figure is mostly a heading of its paragraph ("积极开展普法宣传。"), and one that leans on
# an order ("按照省里要求……") speaks of the order first: both count, but something better is shown before them.
_BARE = 22
_PALE = 4.0
_ORDERED = re.compile(r"[要按](?:(?<=要)求(?:各|全|我)|(?<=按)照[^，。；]{0,12}要求)")
_ASSERTION_ORDER = {"done": 0, "ongoing": 1, "planned": 2, "lacking": 3, "demanded": 4, "elsewhere": 5, "mentioned": 6}
_ROLE_ORDER = {"measures": 0, "leader-duty": 0, "other": 1, "lead": 2, "problems": 3, "causes": 3, "plan": 4, "task": 4}


def elements_of(criterion: Criterion) -> list[tuple[str, str, str]]:
    """(slot, element id, element name) of each element; a simple matter has one without a name."""
    elements: Sequence[Any] = criterion.params.get("elements") or ()
    if not elements:
        return [("find", "", "")]
    return [(f"find:{element['id']}", element["id"], element["name"]) for element in elements]


def judge_matter(criterion: Criterion, context: Context) -> Judgement:
    """Coverage of a matter by its elements; see the module's docstring."""
    addressee = context.report.identity.addressee
    addressed = criterion.params.get("addressed") or ()
    if addressee and addressee.start >= 0 and any(word in addressee.value for word in addressed):
        return Judgement("full", (Evidence(addressee.start, addressee.end, "done", "主送机关"),))
    units = tuple(criterion.params.get("units") or ())
    own_figure = criterion.params.get("figure") == "own"
    elements = elements_of(criterion)
    need = int(criterion.params.get("need") or len(elements))
    found: dict[str, list[Candidate]] = {}
    for slot, identifier, name in elements:
        found[identifier] = gather(
            context, criterion.id, slot, element=name, support=criterion.support, units=units, own_figure=own_figure
        )
    if criterion.params.get("within"):
        part = gather(
            context,
            criterion.id,
            "within",
            support=criterion.support,
            units=units,
            own_figure=own_figure,
            enough=len(context.scan.of(criterion.id, "within")),
        )
        found[elements[0][1]] += [candidate for candidate in part if candidate.role == criterion.params["role"]]
    names = {identifier: name for _, identifier, name in elements}
    shared = criterion.params.get("jointly") or () if context.report.identity.joint_with_party else ()
    met = [identifier for identifier in names if identifier in shared or any(c.counts for c in found[identifier])]
    whole = gather(context, criterion.id, "whole", support=criterion.support, units=units, own_figure=own_figure)
    candidates = [c for group in found.values() for c in group] + whole
    met_names = tuple(names[i] for i in met if names[i])
    unmet_names = tuple(name for i, name in names.items() if i not in met and name)
    if len(met) >= need or any(candidate.counts for candidate in whole):
        counting = [candidate for candidate in candidates if candidate.counts]
        return Judgement("full", best(counting, context, criterion), met=met_names, unmet=unmet_names)
    candidates += gather(context, criterion.id, "mention", mention_only=True)
    raised = any(candidate.reading.rule != "studied" for candidate in candidates)  # annotation, rule 3
    sounding = alike(criterion, context, candidates, raised=raised, units=units, own_figure=own_figure)
    told = [candidate for candidate in sounding if candidate.counts]
    if told and need == 1:
        return Judgement("full", (told[0].evidence(NOTE),))
    if raised:
        return Judgement("partial", best(candidates, context, criterion), met=met_names, unmet=unmet_names)
    if sounding:
        first = (told or sounding)[0]
        return Judgement("partial", (first.evidence(first.reason or NOTE),), unmet=unmet_names)
    if _may_be_silent(criterion, context):
        return Judgement("not_applicable", message="此类报告主体可以没有这方面的情况，报告中也未提到。")
    slots = [slot for slot, _, _ in elements] + ["whole", "mention"]
    near = best(candidates, context, criterion)[:1] or nearest(criterion, context, slots)
    return Judgement("none", near=near, unmet=unmet_names)


def _may_be_silent(criterion: Criterion, context: Context) -> bool:
    """Whether nothing is held against this kind of reporter for not raising the matter (部门可无)."""
    allowed = criterion.params.get("optional_for") or ()
    identity = context.report.identity
    return identity.kind in allowed or (
        "non-enforcing" in allowed and identity.kind == "department" and not identity.enforcing
    )


def best(candidates: Iterable[Candidate], context: Context, criterion: Criterion) -> tuple[Evidence, ...]:
    """The most telling passages first, one per place, at most :data:`_MOST_EVIDENCE`.

    What counts comes before what does not, done before ongoing, measures before other parts; then the
    passage that speaks of the matter most: in its own name, under a heading on it, with several hits,
    with a figure.
    """
    pool = list(candidates)
    weigh: _Weight | None = None
    ranked: dict[tuple[bool, int, int, bool], list[Candidate]] = {}
    for candidate in pool:
        ranked.setdefault(_rank(candidate), []).append(candidate)
    chosen: list[Candidate] = []
    for rank in sorted(ranked):
        group = ranked[rank]
        # Most passages are told apart by their rank; only those of one rank are weighed.
        if len(group) > 1:
            weigh = weigh or _Weight(criterion, pool, context)
            weights = [(-weigh(candidate), candidate.start, index) for index, candidate in enumerate(group)]
            group = [group[index] for _, _, index in sorted(weights)]
        for candidate in group:
            low, high = candidate.quote_start, candidate.quote_end
            for other in chosen:
                if low < other.quote_end and other.quote_start < high:
                    break
            else:
                chosen.append(candidate)
            if len(chosen) == _MOST_EVIDENCE:
                return tuple(candidate.evidence() for candidate in chosen)
    return tuple(candidate.evidence() for candidate in chosen)


def _rank(candidate: Candidate) -> tuple[bool, int, int, bool]:
    return (
        not candidate.counts,
        _ASSERTION_ORDER[candidate.reading.assertion],
        _ROLE_ORDER[candidate.role],
        not candidate.supported,
    )


class _Weight:
    """How much of a passage is about the matter, among the passages of a pool."""

    def __init__(self, criterion: Criterion, pool: Sequence[Candidate], context: Context) -> None:
        self._name = _pairs(criterion.name)
        self._places = sorted((candidate.start, candidate.end) for candidate in pool)
        self._view = context.scan.view
        self._headed = _under_headings(pool, context)
        self._of_quote: dict[tuple[int, int], tuple[int, float, float]] = {}

    def __call__(self, candidate: Candidate) -> float:
        """The weight: higher is more."""
        at, here = candidate.start, candidate.here
        quote = candidate.quote_start, candidate.quote_end
        known = self._of_quote.get(quote)
        if known is None:
            known = self._of_quote[quote] = self._look_at(*quote)
        weight, named, pale = known
        if self._headed and any(start <= at < end for start, end in self._headed):
            weight += 2
        if candidate.reading.has_figure:
            weight += 1
        told = 1.5 if here.told or has_act(here, at, candidate.end) else 0.0
        # The share is the only number that is no half: added last, equal weights stay equal.
        return weight + told + named - pale

    def _look_at(self, start: int, end: int) -> tuple[int, float, float]:
        """What the passages of a quote have in common.

        How many of them it holds (five at most); what it gains by the share of the matter's name, in character pairs;
        what it loses for being bare, or for leaning on an order.
        """
        quote, name = self._view[start:end], self._name
        first, last = bisect_left(self._places, (start,)), bisect_left(self._places, (end,))
        hits = sum(high <= end for _, high in self._places[first:last])
        named = _NAMED * (sum(map(quote.__contains__, name)) / len(name)) if name else 0.0
        bare = len(quote) <= _BARE and not any(mark.isdigit() for mark in quote)
        return min(hits, 5), named, _PALE * (bare + (_ORDERED.search(quote) is not None))


@lru_cache(maxsize=1024)
def _pairs(name: str) -> tuple[str, ...]:
    """The pairs of characters of a matter's name."""
    return tuple(pair for pair in dict.fromkeys(map("".join, pairwise(name))) if pair.isalpha())


def _under_headings(pool: Sequence[Candidate], context: Context) -> list[tuple[int, int]]:
    """The sections whose own heading speaks of the matter."""
    if not any(reaches_heading(context.scan, candidate.start) for candidate in pool):
        return []
    starts = sorted(candidate.start for candidate in pool)
    return [
        (section.start, section.end)
        for section in context.report.sections
        if bisect_left(starts, section.heading_start) < bisect_left(starts, section.heading_end)
    ]


def nearest(criterion: Criterion, context: Context, slots: Sequence[str]) -> tuple[Evidence, ...]:
    """Near misses of a matter that was not found.

    Ruled-out matches, else the passage that sounds most like the matter; for a matter without sample sentences the
    longest part of a pattern.
    """
    scan = context.scan
    out = rejected(context, criterion.id, slots)
    if out:
        start, end = out[0]
        return (Evidence(*quote_range(scan, start, end), "mentioned", "", "字面相近，但说的是另一件事"),)
    sounding = nearest_alike(criterion, context)
    if sounding is not None:
        return sounding
    part = scan.longest_part(criterion.id)
    if part is None:
        return ()
    return (Evidence(*quote_range(scan, *part), "mentioned", "", "只有个别相近的词，没有写明该事项"),)


RULES = {"matter": judge_matter}
