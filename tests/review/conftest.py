from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

for needed in ("fastapi", "sqlalchemy", "alembic", "pwdlib", "python_multipart", "httpx2"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install -e '.[dev,serve]'")

from tests.review.made import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A service on SQLite with people of every role."""
    with open_desk(f"sqlite:///{tmp_path}/checker.db") as made:
        yield made
