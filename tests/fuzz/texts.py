"""Broken texts from the lines of the fixtures."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
NASTY = (
    "将未不要是的了《》“”（）()：:；。，,、％%‰.-—～0123456789一二三四五六七八九十百千万亿两零〇"
    "年月日件次起亩元第条款项\u3000\t\u200b\ufeff🈶𠮷"
)


@cache
def lines() -> tuple[str, ...]:
    """All lines of the text files among the fixtures."""
    found: list[str] = []
    for path in sorted((ROOT / "fixtures").rglob("*.txt")):
        try:
            found += [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        except UnicodeDecodeError:
            continue
    return tuple(found)


def made(draw: random.Random) -> str:
    """A text of 1 to 14 lines."""
    picked = [damaged(draw, draw.choice(lines())) for _ in range(draw.randint(1, 14))]
    return draw.choice(("\n", "\n\n", "\r\n", "\n　　")).join(picked)


def damaged(draw: random.Random, line: str) -> str:
    """The line, half the time as it is, else with one to six places damaged."""
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
