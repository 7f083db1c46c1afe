"""White space is taken out exactly as the pattern ``\\s+`` takes it."""

from __future__ import annotations

import re
import sys

from checker.structure.blanks import unspaced


def test_every_character_is_white_space_to_both_or_to_neither() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert unspaced(everything) == re.sub(r"\s+", "", everything)
