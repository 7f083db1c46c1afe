"""Fixtures of the service. Without the extra ``serve`` these tests are left out, and the header says so."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

_NEEDED = ("fastapi", "sqlalchemy", "alembic", "pwdlib", "python_multipart", "httpx2")
_MISSING = [name for name in _NEEDED if find_spec(name) is None]
collect_ignore_glob = ["test_*.py"] if _MISSING else []


def pytest_report_header() -> str:
    return (
        f"service: not tested, {', '.join(_MISSING)} not installed (pip install -e '.[dev,serve]')" if _MISSING else ""
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    """A service on SQLite with people of every role."""
    from tests.review.made import open_desk

    with open_desk(f"sqlite:///{tmp_path}/checker.db") as made:
        yield made


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Any]:
    """The same with the web pages."""
    from tests.review.made import open_desk

    with open_desk(f"sqlite:///{tmp_path}/checker.db", pages=True) as made:
        yield made
