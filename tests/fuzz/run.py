"""A fuzz run of one reader on a time budget: ``python -m tests.fuzz.run FORMAT [SECONDS] [SEED]``.

Not part of the test suite. Inputs are damaged copies of the matrix report; each goes through reading and
cleaning as in the program, with memory bound as in the sandbox and an alarm for hangs. A parent starts the
loop in a child, so that a crash of the interpreter is seen too. Prints one line of figures; inputs that
crash, hang or break the contract are written to ``fuzz-found/`` for a test to be made of them.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from checker.errors import CheckerError
from checker.model import Document
from checker.reading.limits import Limits
from checker.reading.source import read
from checker.text import clean
from tests.fuzz.mutate import mutate
from tests.reading.builders import matrix
from tests.reading.builders.word import pack

FOUND = Path("fuzz-found")
HANG = 20
"""Seconds after which an input counts as a hang."""

SLOW = 2.0
LIMITS = Limits(max_seconds=15.0)
_IN_PROCESS = {"pdf-parser": "pdf"}
"""Formats whose parser is run here and not in the sandbox: a crash then ends the loop's process."""


def seeds(form: str) -> list[bytes]:
    """Good files of the format."""
    match form:
        case "txt":
            return [matrix.txt(encoding) for encoding in ("utf-8", "gb18030", "utf-16")]
        case "md":
            return [matrix.txt("utf-8", "").replace(b"\r\n", b"\n\n")]
        case "html":
            return [matrix.html(page) for page in ("paragraphs", "breaks", "plain")]
        case "docx":
            return [matrix.typed_docx(), matrix.automatic_docx()]
        case "zip":
            members = {"年报.txt": matrix.txt(), "内/年报.html": matrix.html(), "内/年报.docx": matrix.typed_docx()}
            return [pack(members), pack({"层.zip": pack(members), **members})]
        case "pdf" | "pdf-parser":
            from tests.reading.test_hostile import PAPER

            return [matrix.converted(matrix.typed_docx(), "pdf"), PAPER]
        case "png" | "jpeg" | "tiff":
            pictures = matrix.page_images(matrix.converted(matrix.typed_docx(), "pdf"), 60)
            return [matrix.saved([picture.crop((0, 0, 500, 260)) for picture in pictures[:2]], form)]
        case _:
            return [matrix.converted(matrix.typed_docx(), form)]


def attempt(data: bytes, form: str) -> str:
    """What came of it: ``read``, or the class of the error meant for the user; anything else escapes."""
    name = f"样本.{_IN_PROCESS.get(form, form)}"
    try:
        if form == "pdf-parser":
            from checker.reading.pdf import parse_pdf

            hold(parse_pdf(data, name, LIMITS))
        elif form == "zip":
            from checker.reading.archive import members
            from checker.reading.source import read_bytes

            for inner, content in members(data, name, LIMITS):
                if isinstance(content, bytes):
                    try:
                        hold(read_bytes(content, inner, LIMITS))
                    except CheckerError as error:
                        _one_sentence(error)
        else:
            hold(read(data, name=name, limits=LIMITS))
    except CheckerError as error:
        return _one_sentence(error)
    return "read"


def _one_sentence(error: CheckerError) -> str:
    if "\n" in str(error):
        raise AssertionError(str(error))
    return type(error).__name__


def hold(document: Document) -> None:
    """The contract of a Document and of its clean text."""
    position = -1
    for block in document.blocks:
        assert position < block.start < block.end <= len(document.raw)
        position = block.end
    cleaned = clean(document)
    assert len(cleaned.folded) == len(cleaned.text)
    for paragraph in cleaned.paragraphs[:50]:
        start, end = cleaned.origin.back_range(paragraph.start, paragraph.end)
        assert 0 <= start <= end <= len(document.raw)


def loop(form: str, seconds: float, seed: int) -> None:
    """Fuzz in this process; one line of JSON with the counts on standard output."""
    good = seeds(form)
    resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3, 3 * 1024**3))
    signal.signal(signal.SIGALRM, _late)
    random_ = random.Random(seed)
    counts: Counter[str] = Counter()
    slowest = 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutate(random_.choice(good), random_, _IN_PROCESS.get(form, form))
        _current(form).write_bytes(data)
        start = time.monotonic()
        signal.alarm(HANG)
        try:
            counts[attempt(data, form)] += 1
        except BaseException as error:  # every kind of escape is a find
            signal.alarm(0)
            kind = "hang" if isinstance(error, TimeoutError) else "crash"
            counts[kind] += 1
            (FOUND / f"{form}-{kind}-{type(error).__name__}-{counts[kind]}").write_bytes(data)
            print(f"{kind}: {type(error).__name__}: {error}", file=sys.stderr)
        signal.alarm(0)
        took = time.monotonic() - start
        if took > max(slowest, SLOW):
            (FOUND / f"{form}-slow-{took:.1f}s").write_bytes(data)
        slowest = max(slowest, took)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"counts": counts, "slowest_s": round(slowest, 2), "peak_mb": peak}))


def _late(*_: object) -> None:
    raise TimeoutError


def _current(form: str) -> Path:
    return FOUND / f"{form}-current"


def main() -> None:
    """Run the loop in a child until the budget is used up, again after each crash of the child."""
    form, seconds = sys.argv[1], float(sys.argv[2] if len(sys.argv) > 2 else 60)
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    FOUND.mkdir(exist_ok=True)
    if os.environ.get("CHECKER_FUZZ_CHILD"):
        loop(form, seconds, seed)
        return
    environment = {**os.environ, "CHECKER_FUZZ_CHILD": "1"}
    command = [sys.executable, "-m", "tests.fuzz.run", form, str(seconds), str(seed)]
    done = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=seconds * 3 + 120
    )
    line = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
    if done.returncode:
        _current(form).rename(FOUND / f"{form}-died-{abs(done.returncode)}")
        line = f"the interpreter died with {done.returncode}: {done.stderr[-400:]}"
    else:
        _current(form).unlink(missing_ok=True)
    print(form, line, done.stderr[-2000:] if not done.returncode else "")


if __name__ == "__main__":
    main()
