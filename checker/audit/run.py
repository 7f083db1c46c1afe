"""The walk of an audit: list, judge what is not judged yet, compare, write. Killed anywhere, it goes on from there.

Nothing here prints or reads the clock; the caller is told how far it is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from checker.audit import remote, work
from checker.audit.engines import Engine, Local
from checker.audit.forms import read_lines
from checker.audit.reasons import reason_of
from checker.audit.sources import STORE, Entry, content, entries, key_of
from checker.audit.store import Store
from checker.audit.work import Judged, Settings, Task
from checker.errors import CheckerError, UnwritableError, UsageError, why_not
from checker.model import Rubric
from checker.structure.types import MAIN
from checker.version import __version__

_CHUNK = 8
_BATCH = 64
"""Results written in one transaction."""

Told = Callable[[str, int, int], None]
"""Called with the step, how many are done, how many there are (0: not known). The steps, in order: list, judge, copies,
follow, write, upload."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an audit is asked for. ``rubric`` is a name or path, empty for the one that fits each report's year.

    ``pages`` is the page that each report gets: ``short`` (conclusions and passages), ``full`` (with the report's
    whole text), or empty for none.
    """

    rubric: str = ""
    roster: str = ""
    pages: str = "short"
    parquet: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an audit came to. ``judged`` are the files judged in this run, ``reports`` those of the cohort."""

    files: int
    reports: int
    problems: int
    failing: int
    judged: int
    folder: str


def audit(
    paths: Iterable[str | os.PathLike[str]],
    folder: Path | str,
    options: Options | None = None,
    engine: Engine | None = None,
    tell: Told = lambda step, done, total: None,
) -> Outcome:
    """Audit the reports of ``paths`` into ``folder``; see docs/audit.md for what is written there.

    Paths and folder may be URLs. Raises ``CheckerError`` where the folder cannot be written, the rubric or the
    roster is wrong, or no file was found. A file that cannot be judged is a line of ``problems``, not an error.
    """
    options = options or Options()
    if not remote.is_url(str(folder)):
        return _audit(paths, Path(folder), options, engine or Local(), tell)
    results = remote.Results(str(folder), STORE)
    outcome = _audit(paths, results.fetch(), options, engine or Local(), tell)
    tell("upload", 0, 0)
    results.put()
    return replace(outcome, folder=results.url)


def _audit(
    paths: Iterable[str | os.PathLike[str]], folder: Path, options: Options, engine: Engine, tell: Told
) -> Outcome:
    paths = tuple(paths)  # gone over twice
    settings = Settings(options.rubric, options.pages)
    for rubric in _rubrics(settings) if options.rubric else ():
        # days, contents and the circular's words are those of one kind of report
        if rubric.report_type != MAIN:
            raise UsageError(
                f"成批审查的表格和通报只为法治政府建设年度情况报告而设，细则“{rubric.id}”用于另一种报告，"
                "请用 checker check 检查。"
            )
    if options.roster:
        # what is wrong with it is told before hours of work, not after
        _ = read_lines(options.roster, "place")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(str(folder), "输出文件夹不能建立", "请核对路径和权限") from error
    settings = replace(settings, digest=settings_digest(settings))
    with closing(Store(folder / STORE)) as store:
        count = store.list_files(_keyed(entries(paths), settings, tell))
        if not count:
            raise UsageError("没有找到可以审查的文件，请检查路径。")
        store.name_criteria(_rubrics(settings))
        judged = _judge(store, settings, engine, paths, tell)
        from checker.audit.derive import derive

        derive(store, options.roster, engine.jobs if isinstance(engine, Local) else 0, tell)
        tell("write", 0, 0)
        from checker.audit.outputs import are_written, write_outputs

        state = store.state()
        if store.recall("written") != state or not are_written(folder, parquet=options.parquet):
            write_outputs(store, folder, parquet=options.parquet)
            store.remember("written", state)
        reports, failing = store.fetch("SELECT count(*), total(verdict = 'fail') FROM cohort")[0]
        problems = store.fetch("SELECT count(*) FROM problems")[0][0]
    return Outcome(count, int(reports), int(problems), int(failing), judged, str(folder))


def settings_digest(settings: Settings) -> str:
    """What makes the same content give the same rows: program, row format, rubrics, pages wanted."""
    rubrics = [rubric.sha256 for rubric in _rubrics(settings)]
    parts = [__version__, work.FORMAT, *rubrics, settings.pages]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _rubrics(settings: Settings) -> list[Rubric]:
    from checker.rubric import builtin_names, load_rubric

    return [load_rubric(name) for name in ([settings.rubric] if settings.rubric else builtin_names(maps=False))]


def _keyed(listed: Iterable[Entry], settings: Settings, tell: Told) -> Iterator[tuple[Entry, str, str, str]]:
    """Every entry with its content's sha256, the key of its result, and why it cannot be read if it cannot."""
    tell("list", 0, 0)
    for count, entry in enumerate(listed, start=1):
        if entry.problem:
            yield entry, "", "", entry.problem
            continue
        try:
            key, sha256 = key_of(content(entry, settings.limits), entry, settings.digest)
        except CheckerError as error:
            yield entry, "", "", reason_of(error)
            continue
        yield entry, sha256, key, ""
        if count % 200 == 0:
            tell("list", count, 0)


def _judge(
    store: Store, settings: Settings, engine: Engine, paths: Iterable[str | os.PathLike[str]], tell: Told
) -> int:
    """Judge every content that is not judged yet; the number of files judged."""
    known = store.known_keys()
    wanted = {
        source: key
        for key, source in store.fetch("SELECT key, min(source) FROM files WHERE key <> '' GROUP BY key")
        if key not in known
    }
    if not wanted:
        return 0
    total, done = len(wanted), 0
    tell("judge", 0, total)
    waiting: list[Judged] = []
    try:
        for task, results in engine.run(_tasks(wanted, paths, settings)):
            done += len(task.entries)
            waiting += results
            if len(waiting) >= _BATCH:
                _keep(store, waiting)
                waiting = []
            tell("judge", done, total)
    finally:
        # an engine that fails, or a user who stops it: what was judged until then is not judged again
        _keep(store, waiting)
    return done


def _keep(store: Store, results: list[Judged]) -> None:
    # pages go before the rows that name them: what the store knows of is there
    for one in results:
        for report in one.reports:
            if report.page:
                _write_page(store.path.parent / str(report.row[-1]), report.page)
    store.add([one for one in results if not one.passing])
    passing = [(one.problem, one.key) for one in results if one.passing]
    if passing:
        with store.transaction() as db:
            db.executemany("UPDATE files SET problem = ? WHERE key = ?", passing)


def _tasks(wanted: dict[str, str], paths: Iterable[str | os.PathLike[str]], settings: Settings) -> Iterator[Task]:
    pending = (
        (entry, wanted[shown])
        for entry in entries(paths)
        if (shown := entry.source.encode("utf-8", "backslashreplace").decode("utf-8")) in wanted
    )
    number = 0
    while chunk := tuple(islice(pending, _CHUNK)):
        yield Task(number, chunk, settings)
        number += 1


def _write_page(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableError(str(path), f"写入没有完成（{why_not(error)}）", "请检查磁盘空间和权限") from error
