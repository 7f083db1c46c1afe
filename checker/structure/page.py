"""Facts about the publication that stand in lines of their own around the report: 发布日期：2024-02-20."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker.model import Metadatum
from checker.structure.lexicon import words

_READ = 3000


@cache
def _line() -> re.Pattern[str]:
    groups = words().page
    named = sorted({n for group in ("issued", "published", "publisher", "title") for n in groups[group]} | {"索引号"})
    names = "|".join(sorted(named, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?:^|[\n　 ])[\[【(（]?\s*({names})\s*[\]】)）]?\s*[：:]\s*([^\n　]+?)"
        rf"(?=[\n　]|\s{{2}}|$|\s(?:{names})[：:])"
    )


@cache
def _unmarked() -> re.Pattern[str]:
    """A label without a colon: a date behind its name ("公开日期 2026-01-29"), a body's name that fills its line."""
    groups = words().page
    dates = "|".join(sorted({*groups["issued"], *groups["published"]}, key=lambda name: (-len(name), name)))
    bodies = "|".join(sorted(groups["publisher"], key=lambda name: (-len(name), name)))
    day = r"20\d\d(?:年\d{1,2}月\d{1,2}日|(?P<between>[-./])\d{1,2}(?P=between)\d{1,2})(?!\d)"
    return re.compile(
        rf"(?m:^|(?<=[ 　]))({dates})[ 　\t]+({day})|(?m:^)({bodies})[ 　\t]+([^\s：:，。]{{4,30}})(?m:$)"
    )


def page_metadata(known: Sequence[Metadatum], text: str, head_end: int, tail_start: int) -> list[Metadatum]:
    """``known`` and what lines of ``text`` before ``head_end`` and after ``tail_start`` add to it.

    Places of the added are -1: they are no part of the source's own metadata.
    """
    result = list(known)
    for low, high in ((0, head_end), (tail_start, len(text))):
        for match in _line().finditer(text, low, min(high, low + _READ)):
            result.append(Metadatum(match[1], match[2].strip()))
        for match in _unmarked().finditer(text, low, min(high, low + _READ)):
            result.append(Metadatum(match[1] or match[4], match[2] or match[5]))
    return result
