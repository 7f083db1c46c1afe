"""One walk over a text for a pattern that many stretches of it ask for, instead of a search for each."""

from __future__ import annotations

import re


class Ahead:
    """Whether a pattern may begin in stretches of one text that are asked for in text order.

    The next place is found once and remembered, so that all questions together cost one walk over the text.
    For patterns without anchors and without looks beyond their own match.
    """

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._next = -1

    def may_stand_in(self, start: int, end: int) -> bool:
        """False where the pattern surely begins nowhere in ``[start, end)``; ``start`` never goes back."""
        if self._next < start:
            found = self._pattern.search(self._text, start)
            self._next = found.start() if found else len(self._text)
        return self._next < end
