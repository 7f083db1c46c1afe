"""法治政府建设年度情况报告检查器.

>>> from checker import check, load_rubric
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.version import __version__

if TYPE_CHECKING:
    from checker.pipeline import check
    from checker.rubric import load_rubric

__all__ = ["__version__", "check", "load_rubric"]


def __getattr__(name: str) -> Any:
    """Import the engine when it is first asked for, so that ``checker --version`` stays quick."""
    if name == "check":
        from checker.pipeline import check

        return check
    if name == "load_rubric":
        from checker.rubric import load_rubric

        return load_rubric
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
