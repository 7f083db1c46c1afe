"""``checker audit``: many reports at once, and questions to what came of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from checker.errors import UsageError, one_line
from checker.paths import is_there

_EVERY = 0.5


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit")(audit_command)


def audit_command(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="报告文件夹、压缩包、清单（CSV、JSONL）、文件或其地址；写“query 名称”则查询已有结果。",
            show_default=False,
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="结果文件夹或地址；中断后再运行会接着做。")],
    roster: Annotated[str, typer.Option("--roster", help="应报送单位名册（CSV、JSONL）。")] = "",
    rubric: Annotated[str | None, typer.Option("--rubric", "-r", help="细则名称或文件；不写则按报告年度选用。")] = None,
    engine: Annotated[str, typer.Option("--engine", help="local、dask 或 spark。")] = "local",
    scheduler: Annotated[str, typer.Option("--scheduler", help="集群地址（Dask 或 Spark）；不写则在本机启动。")] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="进程数；0 为全部处理器。")] = 0,
    pages: Annotated[bool, typer.Option("--pages/--no-pages", help="是否为每份报告写网页。")] = True,
    full_pages: Annotated[bool, typer.Option("--full-pages", help="网页附报告全文（较慢，占空间）。")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="同时写出 Parquet（需要 pyarrow）。")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="查询结果的格式：table、csv、json。")] = "table",
) -> None:
    """批量审查：谁没有报、谁晚了、哪里缺什么、哪些文字相近、上年安排是否落实。"""
    if paths[0] == "query":
        _query(output, paths[1:], format)
        return
    from checker.audit import remote
    from checker.audit.engines import engine_of
    from checker.audit.run import Options, audit
    from checker.audit.sources import STORE, passed_over

    for path in [*paths, *([roster] if roster else [])]:
        if not (remote.exists(path) if remote.is_url(path) else is_there(Path(path))):
            raise UsageError(f"“{path}”不存在，请核对路径。")
    wanted = "full" if full_pages else "short" if pages else ""
    options = Options(rubric or "", roster, wanted, parquet)
    outcome = audit(paths, output, options, engine_of(engine, jobs, scheduler), _Progress())
    sys.stdout.write(
        f"共 {outcome.files} 个文件，{outcome.reports} 份报告（本次新审查 {outcome.judged} 个文件），"
        f"未通过 {outcome.failing} 份，未能审查 {outcome.problems} 个文件。\n"
        f"结果在“{outcome.folder}”：dashboard.html、audit.xlsx、circular.docx、{STORE}。\n"
    )
    if others := passed_over(paths):
        named = "、".join(Path(other).name for other in others[:3]) + ("等" if len(others) > 3 else "")
        sys.stdout.write(f"另有 {len(others)} 个文件不是能审查的类型，没有计入：{one_line(named)}。\n")
    if outcome.problems or not outcome.reports:
        raise typer.Exit(2)
    raise typer.Exit(1 if outcome.failing else 0)


class _Progress:
    """One line on stderr: how many, how fast, how long still. On no terminal a line every ten seconds."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()
        self._step = ""
        self._live = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step != self._step:
            self._step, self._begun = step, now
        elif now - self._last < (_EVERY if self._live else 10) and done != total:
            return
        self._last = now
        line = _SAYS[step]
        if done:
            spent = max(now - self._begun, 0.001)
            rate = done / spent
            line += f" {done}" + (f"/{total}" if total else "") + f"，每秒 {rate:.1f} 份"
            if total > done:
                line += f"，约剩 {_span((total - done) / rate)}"
        sys.stderr.write(f"\r\x1b[K{line}" if self._live else f"{line}\n")
        if self._live and step in ("write", "upload"):
            sys.stderr.write("\n")
        sys.stderr.flush()


_UNFINISHED = "SELECT count(*) FROM files f WHERE problem = '' AND key NOT IN (SELECT key FROM contents)"
_SAYS = {
    "list": "正在登记文件",
    "judge": "正在审查",
    "copies": "正在比对文字",
    "follow": "正在比对上年安排",
    "write": "正在写出结果",
    "upload": "正在上传结果",
}


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def _query(folder: str, words: list[str], format: str) -> None:
    from checker.audit import remote
    from checker.audit.queries import QUESTIONS, ask_at

    if not words:
        for name, question in QUESTIONS.items():
            typer.echo(f"{name:<12}{question.title}")
        return
    if format not in ("table", "csv", "json"):
        raise UsageError(f"--format 只能是 table、csv、json，现在是“{format}”。")
    heads, rows = ask_at(folder, " ".join(words))
    if not remote.is_url(folder) and ask_at(folder, _UNFINISHED)[1][0][0]:
        sys.stderr.write("注意：上次审查没有做完，下面只是已审查的部分。请再运行一次原来的审查命令，会接着做。\n")
    if format == "json":
        import json

        typer.echo(json.dumps([dict(zip(heads, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif format == "csv":
        import csv

        from checker.rendering.csv_table import cell

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows([[cell(value) if isinstance(value, str) else value for value in row] for row in rows])
    else:
        typer.echo("\t".join(heads))
        for row in rows:
            typer.echo("\t".join("" if cell is None else str(cell).replace("\n", " ") for cell in row))
        typer.echo(f"共 {len(rows)} 条")
