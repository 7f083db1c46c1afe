"""For the site: a fence keeps its language only; what stands behind it is for the tests (tests/docs/pages.py)."""

from __future__ import annotations

import re
from typing import Any

_FENCE = re.compile(r"^( *```\w+)[^\n`]+$", re.M)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by mkdocs for every page."""
    return _FENCE.sub(r"\1", markdown)
