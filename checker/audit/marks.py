"""What every criterion said of every report of the cohort, as a string of letters for each report.

A letter is the first of the status (pass, warn, fail, not_applicable, error), ``-`` where the report was not asked.
Strings take little room for a hundred thousand reports, and the letters at one place of many are counted at once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from checker.audit.store import Store

STATUSES = "pwfne"
Counts = list[list[int]]
"""For each criterion how many reports have each of ``STATUSES``."""
Key = TypeVar("Key", bound=Hashable)

_NOT_ASKED = "-"
_APART = "\x1f"
_JOINED = f"""SELECT report, group_concat(criterion, '{_APART}'), group_concat(level, '{_APART}'),
              group_concat(substr(status, 1, 1), '') FROM findings GROUP BY report"""
_AT_ONCE = 4_096


class Marks:
    """The letters of the cohort's reports, one for each of ``criteria``.

    ``criteria`` are ids in rubric order; ``names`` are those of them that a rubric names, with their names: they
    come first.
    """

    def __init__(self, store: Store) -> None:
        held = {report for (report,) in store.db.execute("SELECT report FROM cohort")}
        # reports of one kind and rubric were asked the same
        forms: dict[tuple[str, str], int] = {}
        self._letters: dict[int, str] = {}
        self._form: dict[int, int] = {}
        for report, criteria, levels, letters in store.db.execute(_JOINED):
            form = forms.setdefault((criteria, levels), len(forms))
            if report in held:
                self._letters[report], self._form[report] = letters, form
        asked = [criteria.split(_APART) for criteria, _ in forms]
        met = {criterion for one in asked for criterion in one}
        known = store.fetch("SELECT criterion, name FROM criteria ORDER BY position")
        self.names: dict[str, str] = {criterion: name for criterion, name in known if criterion in met}
        self.criteria = [*self.names, *sorted(met - self.names.keys())]
        self._levels = [
            dict(zip(one, levels.split(_APART), strict=True)) for one, (_, levels) in zip(asked, forms, strict=True)
        ]
        self._put_in_order(asked)

    def _put_in_order(self, asked: Sequence[Sequence[str]]) -> None:
        """From the order in which each report was asked into that of ``criteria``."""
        if not self.criteria:
            return
        orders = []
        for one in asked:
            places = {criterion: place for place, criterion in enumerate(one)}
            # what was not asked is the mark behind the last letter
            orders.append(itemgetter(*(places.get(criterion, -1) for criterion in self.criteria)))
        for report, form in self._form.items():
            self._letters[report] = "".join(orders[form](self._letters[report] + _NOT_ASKED))

    def __getitem__(self, report: int) -> str:
        return self._letters.get(report) or _NOT_ASKED * len(self.criteria)

    def status(self, report: int, criterion: str) -> str:
        """The letter of one criterion, ``-`` also for one that nobody was asked."""
        return self[report][self.criteria.index(criterion)] if criterion in self.criteria else _NOT_ASKED

    def counted(self, groups: Mapping[Key, Sequence[int]]) -> Iterator[tuple[Key, Counts]]:
        """The counts of each group of reports; a report that a group names twice counts twice."""
        wide = len(self.criteria)
        for key, reports in groups.items():
            counts = [[0] * len(STATUSES) for _ in range(wide)]
            for start in range(0, len(reports), _AT_ONCE):
                letters = "".join(self[report] for report in reports[start : start + _AT_ONCE])
                for place, held in enumerate(counts):
                    column = letters[place::wide]
                    for at, status in enumerate(STATUSES):
                        held[at] += column.count(status)
            yield key, counts

    def by_level(self, reports: Sequence[int]) -> dict[str, Counts]:
        """The counts of all reports by the level that each criterion had for them."""
        forms: dict[int, list[int]] = {}
        for report in reports:
            if report in self._form:
                forms.setdefault(self._form[report], []).append(report)
        found: dict[str, Counts] = {}
        for form, counts in self.counted(forms):
            for place, criterion in enumerate(self.criteria):
                level = self._levels[form].get(criterion)
                if level is not None:
                    held = found.setdefault(level, [[0] * len(STATUSES) for _ in self.criteria])
                    held[place] = [one + more for one, more in zip(held[place], counts[place], strict=True)]
        return found
