"""Whole assessments before and after a change that must not change any: byte for byte.

    python -m tests.differential keep baseline.json fixtures/reports fixtures/formats
    python -m tests.differential compare baseline.json

``keep`` writes the digest of the JSON output of every file under every built-in rubric; ``compare`` runs the
same files with the tree at hand, twice in one process (what is kept between reports must not show), and names
every file whose output differs. Rubrics and reports must be the same; keep the baseline out of the repository.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from checker import check, load_rubric
from checker.errors import CheckerError
from checker.rendering import RenderOptions
from checker.rendering.json_format import render

RUBRICS = ("law-government-2016", "law-government-2021", "law-government-2026")
SUFFIXES = (".txt", ".docx", ".html", ".md")


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The reports under the paths, sorted; folders are walked."""
    found: list[Path] = []
    for path in paths:
        found += [path] if path.is_file() else [p for p in sorted(path.rglob("*")) if p.suffix in SUFFIXES]
    return found


def output_of(path: Path, rubric: str) -> bytes:
    """The JSON output of one file, or the sentence with which it is refused."""
    try:
        return render(check(path, load_rubric(rubric)), RenderOptions())
    except CheckerError as error:
        return f"{type(error).__name__}: {error}".encode()


def digests(files: Iterable[Path]) -> dict[str, str]:
    """File and rubric -> SHA-256 of the output."""
    return {
        f"{path}\t{rubric}": hashlib.sha256(output_of(path, rubric)).hexdigest() for path in files for rubric in RUBRICS
    }


def main(arguments: list[str]) -> int:
    order, kept, *named = arguments
    baseline = Path(kept)
    if order == "keep":
        made = digests(files_of(map(Path, named)))
        baseline.write_text(json.dumps(made, ensure_ascii=False, indent=0), "utf-8")
        print(f"{len(made)} outputs kept")
        return 0
    known: dict[str, str] = json.loads(baseline.read_text("utf-8"))
    files = list(dict.fromkeys(Path(name.split("\t")[0]) for name in known))
    differing = [name for _ in range(2) for name, digest in digests(files).items() if known[name] != digest]
    for name in dict.fromkeys(differing):
        print("differs:", name)
    print(f"{len(known)} outputs compared twice, {len(set(differing))} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
