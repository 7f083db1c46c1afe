"""Put the real outputs into the pages: ``python -m tests.docs.rewrite [PAGE...]``. Look at the difference after."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.docs.pages import PAGES, run_page, stage

for page in [Path(name).resolve() for name in sys.argv[1:]] or PAGES:
    with tempfile.TemporaryDirectory() as scratch:
        stage(Path(scratch))
        outcome = run_page(page, Path(scratch))
    if outcome.text != page.read_text("utf-8"):
        page.write_text(outcome.text, "utf-8")
        print(f"rewritten: {page}")
    for problem in outcome.problems:
        print(f"{page}: {problem.splitlines()[0]}")
