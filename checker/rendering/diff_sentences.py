"""Which sentences of one draft the other has not: removed, added, rewritten, moved."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from checker.model import Report

ChangeKind = Literal["added", "removed", "changed", "moved"]

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’』」）]?")
# Beyond this many pairs of sentences an alignment takes seconds; then only what is in one draft alone is told.
_MOST_PAIRS = 25_000_000
_MOST_PAIRED = 60
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """``report.text[start:end]`` without leading and trailing space, with the headings above it."""

    start: int
    end: int
    text: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One edit: ``old`` is ``None`` for an addition, ``new`` for a removal; a move has both, with the same words."""

    kind: ChangeKind
    old: Sentence | None
    new: Sentence | None


def sentences(report: Report) -> list[Sentence]:
    """The text cut at 。！？ and line ends, spaces around each sentence left out."""
    made: list[Sentence] = []
    for match in _SENTENCE.finditer(report.text):
        text = match.group().strip()
        if text:
            start = match.start() + match.group().index(text)
            made.append(Sentence(start, start + len(text), text, ()))
    return made


def changes(old: Report, new: Report) -> list[Change]:
    """Edits in the order of the new draft, removals where they stood."""
    before, after = sentences(old), sentences(new)
    found = _aligned(before, after)
    return [_placed(change, old, new) for change in _moves(found)]


def _placed(change: Change, old: Report, new: Report) -> Change:
    """Section paths are looked up for what changed only."""
    before = replace(change.old, section=old.path_at(change.old.start)) if change.old else None
    after = replace(change.new, section=new.path_at(change.new.start)) if change.new else None
    return replace(change, old=before, new=after)


def _key(text: str) -> str:
    return "".join(text.split())


def _aligned(before: list[Sentence], after: list[Sentence]) -> list[Change]:
    a, b = [_key(s.text) for s in before], [_key(s.text) for s in after]
    head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest = min(len(a), len(b)) - head
    tail = next((i for i in range(rest) if a[-1 - i] != b[-1 - i]), rest)
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    before, after = before[head : head + len(a)], after[head : head + len(b)]
    if len(a) * len(b) > _MOST_PAIRS:
        return _apart(before, after, a, b)
    found: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paired(before[i:j], after[k:m])
    return found


def _apart(before: list[Sentence], after: list[Sentence], a: list[str], b: list[str]) -> list[Change]:
    gone, come = Counter(a) - Counter(b), Counter(b) - Counter(a)
    found: list[Change] = []
    for sentence, key in zip(before, a, strict=True):
        if gone[key] > 0:
            gone[key] -= 1
            found.append(Change("removed", sentence, None))
    for sentence, key in zip(after, b, strict=True):
        if come[key] > 0:
            come[key] -= 1
            found.append(Change("added", None, sentence))
    return found


def _paired(gone: list[Sentence], come: list[Sentence]) -> list[Change]:
    """Within one edit, old and new sentences that are alike are one rewriting; pairs keep their order."""
    found: list[Change] = []
    at = 0
    if len(gone) <= _MOST_PAIRED and len(come) <= _MOST_PAIRED:
        for sentence in gone:
            match = next((i for i in range(at, len(come)) if _alike(sentence.text, come[i].text)), None)
            if match is None:
                found.append(Change("removed", sentence, None))
                continue
            found += [Change("added", None, other) for other in come[at:match]]
            found.append(Change("changed", sentence, come[match]))
            at = match + 1
    else:
        found += [Change("removed", sentence, None) for sentence in gone]
    return found + [Change("added", None, other) for other in come[at:]]


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _moves(found: list[Change]) -> list[Change]:
    """A sentence removed here and added there is one move, told where it stands now."""
    removed: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        if change.kind == "removed" and change.old:
            removed[_key(change.old.text)].append(change)
    taken: set[int] = set()
    made: list[Change] = []
    for change in found:
        partners = removed.get(_key(change.new.text), []) if change.kind == "added" and change.new else []
        if partners:
            partner = partners.pop(0)
            taken.add(id(partner))
            made.append(Change("moved", partner.old, change.new))
        else:
            made.append(change)
    return [change for change in made if id(change) not in taken]
