"""A map at the terminal: how much of each group was disclosed, what was not seen, what was only mentioned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.model import Assessment
from checker.rendering import outcomes
from checker.rendering.width import columns, pad, safe

if TYPE_CHECKING:
    from checker.rendering.terminal import Screen

_BAR = 12


def table(assessment: Assessment, screen: Screen) -> Iterator[str]:
    """One line a group: disclosed of applicable as a bar and in numbers, then the rest."""
    say = screen.words
    groups = outcomes.groups(assessment, say)
    wide = max((columns(safe(group.name)) for group in groups), default=0)
    for group in groups:
        full, applicable = group.counts.get("full", 0), group.applicable
        filled = round(_BAR * full / applicable) if applicable else 0
        rest = "  ".join(
            f"{say(f'map.{key}')} {group.counts[key]}" for key in outcomes.MAP_KEYS[1:] if group.counts.get(key)
        )
        share = f"{full}/{applicable}"
        cells = f"{'█' * filled}{'░' * (_BAR - filled)} {pad(share, 7)}{rest}"
        yield from screen.row(group.name, wide, cells)


def lists(assessment: Assessment, screen: Screen) -> Iterator[str]:
    """The names of what was not seen, then of what was only mentioned, by group."""
    say = screen.words
    groups = outcomes.groups(assessment, say)
    for key, code in (("none", "1"), ("partial", "1;33")):
        named = [(g.name, g.absent if key == "none" else g.mentioned) for g in groups]
        total = sum(len(names) for _, names in named)
        if not total:
            continue
        yield ""
        yield screen.paint(f"── {say(f'map.{key}')}{say('in-brackets', text=total)} ──", code)
        for group, names in named:
            if names:
                yield from screen.wrap(f"{group}{say('colon')}{say('sep').join(names)}", first="  ", rest="    ")
