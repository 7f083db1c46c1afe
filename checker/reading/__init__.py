"""A file becomes a :class:`~checker.model.Document`: every character knows where it came from.

The format is told by the content first and the suffix second. Each format has one module with one
function ``read_x(data, name, limits) -> Document``; it is imported only when such a file is met.
"""

from __future__ import annotations

from checker.reading.limits import DEFAULT_LIMITS, Limits
from checker.reading.source import read, read_many

__all__ = ["DEFAULT_LIMITS", "Limits", "read", "read_many"]
