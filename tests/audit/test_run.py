"""An audit as a whole: every file one row, nothing lost or counted twice when stopped, the same in every engine."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.audit import pairwise
from checker.audit.engines import Local
from checker.audit.run import STORE, Options, audit
from checker.audit.sources import Entry
from checker.audit.store import Store
from checker.audit.work import Judged, Task, judge_all
from checker.errors import UnreadableError, UsageError

from .conftest import Audited, dump, fatal
from .generator import generate, write

_PLAIN = Options(pages="")
_OTHER_KIND = Path(__file__).parents[2] / "fixtures" / "open-government" / "baishi-town-2023.txt"


class _StoppedError(Exception):
    pass


class _Dying:
    """Works in this process and is stopped after a number of chunks."""

    def __init__(self, after: int) -> None:
        self._after = after

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, list[Judged]]]:
        for number, done in enumerate(Local(1).run(tasks)):
            if number == self._after:
                raise _StoppedError
            yield done


def test_every_file_is_a_report_or_a_problem(audited: Audited) -> None:
    outcome = audited.outcome
    assert (outcome.files, outcome.reports, outcome.problems) == (61, 60, 1)
    (problem,) = audited.store.fetch("SELECT source, reason FROM problems")
    assert Path(problem[0]).name == "坏文件.docx"
    assert problem[1].startswith("无法读取：")


def test_a_reason_names_no_path_and_no_option(tmp_path: Path) -> None:
    source = tmp_path / "reports"
    write(generate(1, seed=3, length=1), source)
    (source / "会议通知.txt").write_text("关于召开会议的通知\n各单位：\n定于3月5日召开会议。\n", encoding="utf-8")
    (source / "空.docx").write_bytes(b"")
    shutil.copy(_OTHER_KIND, source / "信息公开.txt")
    audit([source], tmp_path / "out", _PLAIN, Local(1))
    with closing(Store(tmp_path / "out" / STORE)) as store:
        found = {Path(name).name: reason for name, reason in store.fetch("SELECT source, reason FROM problems")}
    assert found == {
        "会议通知.txt": "看起来是通知、公告，不是这次审查的报告：标题含“的通知”。请核对是否放错了文件。",
        "信息公开.txt": "看起来是政府信息公开工作年度报告，不是这次审查的报告：标题含“政府信息公开工作年度报告”。"
        "请核对是否放错了文件。",
        "空.docx": "无法读取：文件是空的，没有任何文字。请确认文件已保存完整。",
    }


def test_a_rubric_for_another_kind_of_report_is_refused(small: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="细则“open-government”用于另一种报告"):
        audit([small], tmp_path / "out", Options(rubric="open-government", pages=""), _Dying(0))


def test_a_wrong_roster_is_told_before_anything_is_judged(small: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("序号,机构\n1,云岭县\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="没有找到写单位名称的列"):
        audit([small], tmp_path / "out", Options(roster=str(roster), pages=""), _Dying(0))
    assert not (tmp_path / "out").exists()


def test_stopped_anywhere_it_ends_the_same(small: Path, tmp_path: Path, small_rows: dict[str, list[str]]) -> None:
    for after in (0, 2, 1):
        with pytest.raises(_StoppedError):
            audit([small], tmp_path, _PLAIN, _Dying(after))
    outcome = audit([small], tmp_path, _PLAIN, Local(1))
    assert 0 < outcome.judged < 31
    assert dump(tmp_path) == small_rows


def test_what_was_not_judged_yet_is_a_problem_until_it_is(small: Path, tmp_path: Path) -> None:
    with pytest.raises(_StoppedError):
        audit([small], tmp_path, _PLAIN, _Dying(1))
    with closing(Store(tmp_path / STORE)) as store:
        judged = store.fetch("SELECT count(*) FROM cohort")[0][0]
        left = store.fetch("SELECT count(*) FROM problems WHERE reason LIKE '尚未审查完%'")[0][0]
    # of the first chunk of eight, one is the empty file, a problem of its own
    assert (judged, left) == (7, 23)


def test_second_run_judges_nothing(small: Path, tmp_path: Path, small_rows: dict[str, list[str]]) -> None:
    audit([small], tmp_path, _PLAIN, Local(1))
    assert audit([small], tmp_path, _PLAIN, Local(1)).judged == 0
    assert dump(tmp_path) == small_rows


def test_changed_file_alone_is_judged_again(tmp_path: Path) -> None:
    reports, folder = tmp_path / "in", tmp_path / "out"
    made = write(generate(4, seed=5, copies=0, two_years=0, length=1), reports)
    audit([reports], folder, _PLAIN, Local(1))
    one = next(iter(made.values()))
    path = reports / one.region / f"{one.name}.txt"
    path.write_text(one.text.replace("新的进展", "新进展"), encoding="utf-8")
    outcome = audit([reports], folder, _PLAIN, Local(1))
    assert (outcome.judged, outcome.reports) == (1, 4)


def test_removed_file_leaves_the_cohort(tmp_path: Path) -> None:
    reports, folder = tmp_path / "in", tmp_path / "out"
    made = write(generate(3, seed=5, copies=0, two_years=0, length=1), reports)
    audit([reports], folder, _PLAIN, Local(1))
    one = next(iter(made.values()))
    (reports / one.region / f"{one.name}.txt").unlink()
    outcome = audit([reports], folder, _PLAIN, Local(1))
    assert (outcome.files, outcome.reports, outcome.judged) == (2, 2, 0)


def test_one_file_handed_in_from_two_regions_is_two_reports_and_a_copy(tmp_path: Path) -> None:
    reports, folder = tmp_path / "in", tmp_path / "out"
    (one,) = generate(1, seed=5, two_years=0, length=1)
    for region in ("甲市", "乙市", "乙市/再报"):
        (reports / region).mkdir(parents=True)
        (reports / region / "报告.txt").write_text(one.text, encoding="utf-8")
    outcome = audit([reports], folder, _PLAIN, Local(1))
    assert (outcome.files, outcome.reports, outcome.judged) == (3, 3, 2)
    with closing(Store(folder / STORE)) as store:
        assert store.fetch("SELECT count(*) FROM reports") == [(2,)]
        assert store.fetch("SELECT DISTINCT own, containment FROM copies") == [(0, 1.0)]


def test_a_file_that_changes_between_listing_and_judging_is_told_and_judged_next_time(
    tmp_path: Path,
) -> None:
    reports, folder = tmp_path / "in", tmp_path / "out"
    write(generate(1, seed=5, copies=0, two_years=0, length=1), reports)
    (file,) = reports.rglob("*.txt")
    seen = judge_all(Task(0, ((Entry(str(file), str(file)), "another key"),), replace(_settings(), digest="d")))
    assert [(one.passing, one.problem) for one in seen] == [(True, "审查期间文件有改动，请再运行一次。")]
    assert audit([reports], folder, _PLAIN, Local(1)).judged == 1


def test_pages_are_written_and_linked(tmp_path: Path) -> None:
    reports, folder = tmp_path / "in", tmp_path / "out"
    write(generate(2, seed=5, copies=0, two_years=0, length=1), reports)
    audit([reports], folder, Options(), Local(1))
    with closing(Store(folder / STORE)) as store:
        pages = [page for (page,) in store.fetch("SELECT page FROM cohort")]
    assert len(pages) == 2
    assert all((folder / page).read_bytes().startswith(b"<!") for page in pages)


def test_comparing_in_two_processes_gives_what_one_gives(
    small: Path, tmp_path: Path, small_rows: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairwise, "MANY", 1)
    audit([small], tmp_path, _PLAIN, Local(2))
    assert small_rows["followed"]
    assert small_rows["copies"]
    assert dump(tmp_path) == small_rows


def test_two_processes_give_what_one_gives(small: Path, tmp_path: Path, small_rows: dict[str, list[str]]) -> None:
    audit([small], tmp_path, _PLAIN, Local(2))
    assert dump(tmp_path) == small_rows


def test_file_that_kills_its_worker_loses_no_other(tmp_path: Path) -> None:
    reports, folder = tmp_path / "in", tmp_path / "out"
    write(generate(20, seed=5, copies=0, two_years=0, length=1), reports)
    (reports / "killer.txt").write_text("某县", encoding="utf-8")
    outcome = audit([reports], folder, _PLAIN, Local(2, fatal))
    assert (outcome.reports, outcome.problems) == (20, 1)
    with closing(Store(folder / STORE)) as store:
        ((source, reason),) = store.fetch("SELECT source, reason FROM problems")
    assert source.endswith("killer.txt")
    assert "意外终止" in reason
    # it may have been the machine: the next run tries again
    assert audit([reports], folder, _PLAIN, Local(1)).judged == 1


def test_nothing_to_audit_is_an_error(tmp_path: Path) -> None:
    manifest = tmp_path / "m.csv"
    manifest.write_text("path\n", encoding="utf-8")
    with pytest.raises(UsageError, match="没有找到"):
        audit([manifest], tmp_path / "out", _PLAIN, Local(1))


def test_store_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / STORE).write_bytes(b"this is not a database" * 100)
    with pytest.raises(UnreadableError, match="不是本程序的结果库"):
        Store(tmp_path / STORE)


def test_a_refused_store_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store(tmp_path / STORE)) as store:
        store.remember("schema", "0")
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noting(*args: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **options))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noting)
    with pytest.raises(UnreadableError, match="另一版本"):
        Store(tmp_path / STORE)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")


def test_chunk_is_kept_whole_or_not_at_all(audited: Audited, tmp_path: Path) -> None:
    entry, key = next(iter(_one(audited)))
    (judged,) = judge_all(Task(0, ((entry, key),), _settings()))
    broken = replace(judged.reports[0], rows={**judged.reports[0].rows, "facts": [(1,)]})
    with closing(Store(tmp_path / STORE)) as store:
        with pytest.raises(Exception, match="columns"):
            store.add([replace(judged, key="other", reports=()), replace(judged, reports=(broken,))])
        assert store.known_keys() == set()
        assert store.fetch("SELECT count(*) FROM findings") == [(0,)]


def _one(audited: Audited) -> Iterator[tuple[Any, str]]:
    from checker.audit.sources import entries

    for entry in entries([audited.source]):
        if entry.source.endswith(".txt"):
            yield entry, "key"


def _settings() -> Any:
    from checker.audit.work import Settings

    return Settings()
