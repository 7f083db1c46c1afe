"""Fuzz of the whole walk behind reading: ``python -m tests.fuzz.walk [SECONDS] [SEED]``. Not part of the test suite.

Inputs are lines of the fixtures, drawn, cut, doubled, damaged and put together. Each is checked by a rubric drawn with
it. What must hold: no exception but a :class:`CheckerError`, no finding that could not be judged, and every quote is
the text at its place. Prints one line of figures; what breaks is kept in ``fuzz-found/`` for a test of it.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from checker import check, load_rubric
from checker.errors import CheckerError
from checker.model import Assessment
from checker.structure import IdentityOptions

ROOT = Path(__file__).parents[2]
FOUND = Path("fuzz-found")
RUBRICS = ("law-government-2016", "law-government-2021", "law-government-2026", "leader-duty", "open-government")
NASTY = (
    "将未不要是的了《》“”（）()：:；。，,、％%‰.-—～0123456789一二三四五六七八九十百千万亿两零〇"
    "年月日件次起亩元第条款项\u3000\t\u200b\ufeff🈶𠮷"
)


def lines() -> list[str]:
    found: list[str] = []
    for path in sorted((ROOT / "fixtures").rglob("*.txt")):
        try:
            found += [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        except UnicodeDecodeError:
            continue
    return found


def made(draw: random.Random, pool: list[str]) -> str:
    """A text of 1 to 14 lines."""
    picked = [damaged(draw, draw.choice(pool)) for _ in range(draw.randint(1, 14))]
    return draw.choice(("\n", "\n\n", "\r\n", "\n　　")).join(picked)


def damaged(draw: random.Random, line: str) -> str:
    for _ in range(draw.choice((0, 0, 1, 2, 6))):
        at = draw.randrange(len(line) + 1)
        kind = draw.randrange(5)
        if kind == 0:
            line = line[:at] + "".join(draw.choices(NASTY, k=draw.randint(1, 4))) + line[at:]
        elif kind == 1:
            line = line[:at] + line[at + draw.randint(1, 8) :]
        elif kind == 2:
            line = line[:at] + line[max(at - draw.randint(1, 20), 0) :]
        elif kind == 3:
            line = line[:at] + draw.choice(NASTY) + line[at + 1 :]
        else:
            line = line[:at]
    return line[: draw.choice((80, 400, 4000))]


def broken(assessed: list[Assessment]) -> str:
    """What is wrong with the result, or ""."""
    for one in assessed:
        text = one.report.text
        for finding in one.findings:
            if finding.status == "error":
                return f"error: {finding.criterion}: {finding.message}"
            for quote in (*finding.evidence, *finding.near):
                if text[quote.start : quote.end] != quote.text:
                    return f"quote: {finding.criterion}"
    return ""


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    pool = lines()
    rubrics = [load_rubric(name) for name in RUBRICS]
    draw = random.Random(seed)
    counts: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = made(draw, pool)
        known = IdentityOptions(years=(draw.randint(2016, 2026),), force=True)
        counts["inputs"] += 1
        try:
            wrong = broken(check(text.encode("utf-8", "replace"), draw.choice(rubrics), name="x.txt", identity=known))
        except CheckerError:
            counts["refused"] += 1
            continue
        except Exception:
            wrong = traceback.format_exc()
        if wrong:
            counts["broken"] += 1
            FOUND.mkdir(exist_ok=True)
            (FOUND / f"walk-{seed}-{counts['inputs']}.txt").write_text(f"{text}\n\n=====\n{wrong}", "utf-8")
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())), f"in {seconds:.0f} s, seed {seed}")


if __name__ == "__main__":
    main()
