"""Questions put to an audit's store: ready ones by name, or SQL that only reads."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.audit import remote
from checker.audit.run import STORE
from checker.errors import UnreadableError, UsageError

_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: what it asks, and the statement that answers it."""

    title: str
    statement: str


QUESTIONS: Mapping[str, Question] = {
    "late": Question(
        "哪些报告晚于期限公开",
        """SELECT place 单位, region 地区, year 年度, published_on 公开日期 FROM cohort
           WHERE published_on <> '' AND published_on > CASE WHEN due <> '' THEN due ELSE (year + 1) || '-03-31' END
           ORDER BY published_on DESC, place""",
    ),
    "missing": Question(
        "名册内哪些单位未见报告",
        "SELECT place 单位, kind 类别, year 年度, region 上级 FROM roster WHERE NOT found ORDER BY position",
    ),
    "no-causes": Question(
        "哪些报告写了不足而未写原因",
        """SELECT c.place 单位, c.region 地区, c.year 年度 FROM cohort c
           JOIN findings p ON p.report = c.report AND p.criterion = 'section.problems' AND p.coverage = 'full'
           JOIN findings f ON f.report = c.report AND f.criterion = 'section.causes' AND f.coverage = 'none'
           ORDER BY c.position""",
    ),
    "weakest": Question(
        "哪些条目不符合的最多",
        """SELECT f.criterion 条目, sum(f.status = 'fail') 不符合, sum(f.status = 'warn') 需核对,
                  sum(f.status = 'pass') 符合 FROM cohort c JOIN findings f USING (report)
           GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1""",
    ),
    "copies": Question(
        "哪些报告之间文字相近，请核对",
        """SELECT a.place 单位, b.place 对照单位, a.year 年度, b.year 对照年度,
                  round(100 * c.containment, 1) 重合, c.block 部分
           FROM copies c JOIN cohort a ON a.report = c.one JOIN cohort b ON b.report = c.other
           ORDER BY c.containment DESC, c.one, c.other""",
    ),
    "stale": Question(
        "哪些报告沿用了上年的数据，请核对",
        """SELECT a.place 单位, a.year 年度, c.stale 相同数据 FROM copies c JOIN cohort a ON a.report = c.one
           WHERE c.own AND c.stale > 0 ORDER BY c.stale DESC, a.place""",
    ),
    "undelivered": Question(
        "上年安排在本年报告中未见提及的",
        """SELECT c.place 单位, c.year 年度, f.text 上年安排 FROM followed f JOIN cohort c USING (report)
           WHERE f.outcome = 'not-mentioned' ORDER BY c.position, f.number""",
    ),
    "repeated": Question(
        "连年照写的不足",
        """SELECT c.place 单位, c.year 年度, f.text 上年原文, f.this_text 本年原文
           FROM followed f JOIN cohort c USING (report) WHERE f.outcome = 'repeated' ORDER BY c.position, f.number""",
    ),
    "measures": Question(
        "各单位的复议、应诉数据",
        """SELECT c.place 单位, c.year 年度, m.measure 指标, m.value 数值 FROM measures m JOIN cohort c USING (report)
           ORDER BY c.position, m.measure""",
    ),
    "problems": Question("哪些文件未能审查，为什么", "SELECT source 文件, reason 原因 FROM problems ORDER BY position"),
}


def ask_at(folder: str, question: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """As :func:`ask`, of the store in an audit's folder, which may be a URL: the store is then fetched for it."""
    if not remote.is_url(folder):
        return ask(Path(folder) / STORE, question)
    url = remote.joined(folder, STORE)
    with tempfile.TemporaryDirectory() as kept:
        store = Path(kept) / STORE
        if remote.exists(url):
            store.write_bytes(remote.read(url))
        return ask(store, question)


def ask(store: Path, question: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """(heads, rows) of a ready question or of a statement of one's own; the store cannot be changed by it.

    Raises :class:`UsageError` for an unknown name or a wrong statement, :class:`UnreadableError` without a store.
    """
    ready = QUESTIONS.get(question.strip())
    statement = ready.statement if ready else question
    if ready is None and not question.strip().lower().startswith(("select", "with", "explain", "pragma table_info")):
        import difflib

        close = difflib.get_close_matches(question, QUESTIONS, n=1)
        hint = f"您是不是想问“{close[0]}”？" if close else f"可用的有：{'、'.join(QUESTIONS)}；也可以写 SELECT 语句。"
        raise UsageError(f"没有名为“{question}”的查询。{hint}")
    if not store.is_file():
        raise UnreadableError(str(store), "这里没有审查结果", "请先运行 checker audit，并用 -o 指明同一文件夹")
    db = sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)
    try:
        db.execute("PRAGMA query_only = ON")
        found = db.execute(statement)
        return [column[0] for column in found.description or ()], found.fetchmany(_MOST_ROWS)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise UsageError(f"查询语句有误：{error}。表和列的名称见 docs/audit.md。") from error
    finally:
        db.close()
