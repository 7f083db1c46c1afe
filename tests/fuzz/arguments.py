"""The target of the command line: commands with damaged arguments, run in this process in a folder of their own."""

from __future__ import annotations

import io
import json
import random
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer

from checker import cli
from tests.fuzz.files import TEXT, rubrics, tailorings, write
from tests.fuzz.records import TODAY, policies, results, waivers
from tests.fuzz.target import Opener, Target, must

COMMANDS = (
    "check 报告.txt",
    "check 报告.txt 坏.docx",
    "check 夹 --summary",
    "check 报告.txt --kind county --year 2023 --issuer 青屏县",
    "check 报告.txt -r local.yaml --format json -o 结果.json",
    "check 报告.txt -t prov.yaml --lang en --force",
    "check 报告.txt --format jsonl --with-text --enforcing",
    "check 报告.txt --format markdown:结果.md -f csv:表.csv",
    "explain 报告.txt duty.statement --part 1",
    "verify 结果0.json 报告.txt",
    "diff 报告.txt 报告.txt --format json",
    f"gate 报告.txt --policy policy.yaml --waivers waivers.yaml --today {TODAY}",
    "gate 报告.txt --baseline 结果0.json --explain",
    "gate 报告.txt --no-regressions --baseline 报告.txt --format json -o 门.json",
    f"waivers audit waivers.yaml --today {TODAY}",
    "waivers new 报告.txt disputes.petitions --reason 甲 --expires 2024-03-01",
    "rubric list",
    "rubric show local.yaml --origin",
    "rubric test local.yaml",
    "rubric schema tailoring",
    "rubric diff local.yaml base.yaml",
    "rubric lint local.yaml --strict",
    "rubric new 甲 --extends law-government-2021 --folder 夹2",
    "rubric explain 报告.txt duty.statement -r law-government-2021",
)
_WORDS = (
    "",
    " ",
    "-",
    "--",
    "-x",
    "--无",
    "-1",
    "0",
    "999999999999999999999",
    "2023",
    "1e3",
    "nan",
    "2024-02-30",
    "０",
    "county",
    "县",
    "坏.docx",
    "无.txt",
    "夹",
    "空夹",
    "local.yaml",
    "prov.yaml",
    "policy.yaml",
    "waivers.yaml",
    "结果0.json",
    "a\x00b",
    "a\nb",
    "长" * 300,
    "json",
    "html:",
    ":x",
    "sarif:结果.sarif",
    "夹/没有/x.json",
    "..",
    ".",
    "*",
    "law-government-2021",
    "law-goverment-2021",
    "duty.statement",
    "en",
    "xx",
    "--help",
    "--json",
    "--lang",
    "--year",
    "--format",
    "-o",
    "\udcff",
)
_LEFT_OUT = frozenset({"serve", "doctor", "audit", "mutate", "docs", "stress", "evaluate", "-"})
"""Too slow to be tried thousands of times, or waiting for standard input."""


def _lay_out(folder: Path) -> None:
    (folder / "报告.txt").write_text(TEXT, "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    for name in ("夹", "空夹"):
        (folder / name).mkdir()
    (folder / "夹" / "报告.txt").write_text(TEXT, "utf-8")
    write(folder / "base.yaml", {**rubrics()[0], "lexicon": None})
    write(folder / "local.yaml", {**rubrics()[3], "lexicon": None})
    write(folder / "prov.yaml", {**tailorings()[3], "tailors": "law-government-2021", "changes": []})
    write(folder / "policy.yaml", policies()[0])
    write(folder / "waivers.yaml", waivers()[0])
    (folder / "结果0.json").write_text(json.dumps(results()[0], ensure_ascii=False), "utf-8")


def _open(folder: Path) -> Target:
    _lay_out(folder)
    command = typer.main.get_command(cli.app)  # made once: from the annotations of thirty functions
    kept = frozenset(_files(folder))

    def make(draw: random.Random) -> bytes:
        while True:
            arguments = draw.choice(COMMANDS).split(" ")
            for _ in range(draw.choice((0, 1, 1, 2, 3))):
                at = draw.randrange(len(arguments) + 1)
                match draw.randrange(4):
                    case 0:
                        arguments.insert(at, draw.choice(_WORDS))
                    case 1:
                        del arguments[at : at + 1]
                    case 2:
                        arguments.insert(at, draw.choice(draw.choice(COMMANDS).split(" ")))
                    case _:
                        arguments[at : at + 1] = [draw.choice(_WORDS)]
            # the cases of a built-in rubric take seconds
            heavy = {"test", "lint"}.intersection(arguments) and "local.yaml" not in arguments
            if not heavy and not _LEFT_OUT.intersection(arguments):
                return json.dumps(arguments).encode()

    def attempt(data: bytes) -> str:
        status, out, told = _run(command, json.loads(data), folder)
        made = frozenset(_files(folder)) - kept
        for path in made:
            must(not path.endswith(".part"), f"half-written: {path}")
            (folder / path).unlink()
        for name in ("夹2",):
            if (folder / name).is_dir() and not any((folder / name).iterdir()):
                (folder / name).rmdir()
        must(kept <= frozenset(_files(folder)), "a file is gone")
        must(status in (0, 1, 2), f"status {status}")
        must("Traceback" not in told, told[-400:])
        must(status != 2 or bool(told.strip()) or "Usage" in out or "用法" in out, "2 without a word")
        return f"status {status}"

    return Target(make, attempt)


def _run(command: Any, arguments: list[str], folder: Path) -> tuple[object, str, str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "replace") for _ in range(2))
    status: object = 0
    arguments = ["checker", *arguments]
    with (
        chdir(folder),
        patch.object(sys, "argv", arguments),
        patch.object(cli, "app", command),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            cli.main()
        except SystemExit as stop:
            status = stop.code or 0
    for stream in (out, err):
        stream.flush()
    return status, *(stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err))  # type: ignore[attr-defined]


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


TARGETS: dict[str, Opener] = {"arguments": _open}
