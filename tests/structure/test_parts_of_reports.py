"""Shortened reports in many manners (``fixtures/parts``): every part is known for what it is.

Written by two who had not seen how parts are recognised (p…, q…), then used to widen it. Not held against the room:
entries marked ``doubt``, the opening paragraph, closing formulas and other remarks, and causes taken for a piece of the
shortcomings, which no judgement tells apart.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker import reading, structure, text
from checker.model import Report
from checker.structure import IdentityOptions

MISSED = {"q32", "q34", "q38"}
"""“责任单”, “任务单”; a plan told in rates; a plan inside a shortcoming."""

FOLDER = Path(__file__).parents[2] / "fixtures" / "parts"


def place(report: Report, words: str) -> int:
    """Where the words stand, white space aside (cleaning takes some away)."""
    found = re.search(r"\s*".join(map(re.escape, words.replace(" ", "").replace("\u3000", ""))), report.text)
    assert found is not None, words
    return found.start()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: str(path.stem))
def test_each_part_has_its_role(path: Path) -> None:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = IdentityOptions(years=(told["year"],), force=True)
    (report,) = structure.build(text.clean(reading.read(told["text"].encode(), name="报告.txt")), known)
    assert isinstance(report, Report)
    starts = [place(report, part["from"]) for part in told["parts"]]
    wrong = []
    for part, start, end in zip(told["parts"], starts, [*starts[1:], report.body_end], strict=True):
        meant = {"problems", "causes"} if part["role"] in ("problems", "causes") else {part["role"]}
        right = sum(max(0, min(end, high) - max(start, low)) for low, high, role in report.roles if role in meant)
        if not part.get("doubt") and part["role"] not in ("lead", "other") and right < 0.8 * (end - start):
            wrong.append((part["from"], part["role"], report.role_at(start)))
    assert bool(wrong) == (path.stem in MISSED), wrong
