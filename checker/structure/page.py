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


def page_metadata(known: Sequence[Metadatum], text: str, head_end: int, tail_start: int) -> list[Metadatum]:
    """``known`` and what lines of ``text`` before ``head_end`` and after ``tail_start`` add to it.

    Places of the added are -1: they are no part of the source's own metadata.
    """
    result = list(known)
    for low, high in ((0, head_end), (tail_start, len(text))):
        for match in _line().finditer(text, low, min(high, low + _READ)):
            result.append(Metadatum(match[1], match[2].strip()))
    return result
