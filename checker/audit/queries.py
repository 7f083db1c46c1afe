"""Questions put to an audit's store: ready ones by name, or SQL that only reads."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.audit import remote
from checker.audit.measures import MEASURES
from checker.audit.sources import STORE
from checker.audit.tables import KINDS
from checker.errors import UnreadableError, UsageError
from checker.paths import is_file

_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: what it asks, and the statement that answers it."""

    title: str
    statement: str


LAST_DAY = "(CASE WHEN due <> '' THEN due ELSE (year + 1) || '-03-31' END)"
"""The last day to publish in time, of a line of ``cohort``."""


def _named(column: str, names: Mapping[str, str]) -> str:
    """An expression for what people call the values of a column."""
    cases = " ".join(f"WHEN '{value}' THEN '{name}'" for value, name in names.items())
    return f"(CASE {column} {cases} ELSE {column} END)"


_KIND = _named("kind", KINDS)
_ORDER = f"instr('{','.join(KINDS)}', kind)"
_MEASURE = _named("m.measure", {measure.id: measure.name for measure in MEASURES})

QUESTIONS: Mapping[str, Question] = {
    "late": Question(
        "哪些报告晚于期限公开",
        f"""SELECT place 单位, region 地区, year 年度, published_on 公开日期, {LAST_DAY} 期限 FROM cohort
            WHERE published_on > {LAST_DAY} ORDER BY published_on DESC, place""",
    ),
    "missing": Question(
        "名册内哪些单位未见报告",
        f"SELECT place 单位, {_KIND} 类别, year 年度, region 上级 FROM roster WHERE NOT found ORDER BY position",
    ),
    "several": Question(
        "哪些单位同一年度有几份报告",
        """SELECT place 单位, year 年度, count(*) 报告, count(DISTINCT sha256) 不同的内容,
                  group_concat(source, '；') 文件
           FROM (SELECT * FROM cohort ORDER BY position, part) WHERE year IS NOT NULL AND place <> source
           GROUP BY place, year HAVING count(*) > 1 ORDER BY min(position)""",
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
        """SELECT n.name 条目, f.criterion 编号, sum(f.status = 'fail') 不符合, sum(f.status = 'warn') 需核对,
                  sum(f.status = 'pass') 符合
           FROM cohort c JOIN findings f USING (report) LEFT JOIN criteria n USING (criterion)
           GROUP BY f.criterion ORDER BY 3 DESC, 4 DESC, 2""",
    ),
    "copies": Question(
        "哪些报告之间文字相近，请核对",
        """SELECT a.place 单位, b.place 对照单位, a.year 年度, b.year 对照年度,
                  round(100 * c.containment, 1) "重合（%）", c.block 部分
           FROM copies c JOIN cohort a ON a.report = c.one JOIN cohort b ON b.report = c.other
           ORDER BY c.containment DESC, c.one, c.other""",
    ),
    "passages": Question(
        "相近的文字逐段对照，请核对",
        """SELECT a.place 单位, a.year 年度, r.section 部分, b.place 对照单位, b.year 对照年度, r.text 原文,
                  r.other_text 对照原文
           FROM runs r JOIN cohort a ON a.report = r.one JOIN cohort b ON b.report = r.other
           ORDER BY a.position, b.position, r.number""",
    ),
    "foreign": Question(
        "哪些报告里有对照单位的地名，请核对",
        """SELECT a.place 单位, a.year 年度, b.place 对照单位, b.year 对照年度, c.foreign_names 出现的地名
           FROM copies c JOIN cohort a ON a.report = c.one JOIN cohort b ON b.report = c.other
           WHERE c.foreign_names <> '' ORDER BY a.position, b.position""",
    ),
    "stale": Question(
        "哪些数据与本单位上年报告完全相同，请核对",
        """SELECT c.place 单位, c.year 年度, s.measure 内容, s.value 数值, s.unit 计量单位
           FROM stale s JOIN cohort c USING (report) ORDER BY c.position, s.number""",
    ),
    "undelivered": Question(
        "上年安排在本年报告中未见提及的",
        """SELECT c.place 单位, c.year 年度, f.text 上年安排, f.this_text 本年最相近的原文
           FROM followed f JOIN cohort c USING (report)
           WHERE f.outcome = 'not-mentioned' ORDER BY c.position, f.number""",
    ),
    "repeated": Question(
        "连年照写的不足",
        """SELECT c.place 单位, c.year 年度, f.years 连续年数, f.text 上年原文, f.this_text 本年原文
           FROM followed f JOIN cohort c USING (report) WHERE f.outcome = 'repeated'
           ORDER BY f.years DESC, c.position, f.number""",
    ),
    "measures": Question(
        "各单位的复议、应诉数据",
        f"""SELECT c.place 单位, c.year 年度, {_MEASURE} 指标, m.value 数值 FROM measures m JOIN cohort c USING (report)
            ORDER BY c.position, m.measure""",
    ),
    "published": Question(
        "各类别各年度按时公开的比例",
        f"""SELECT {_KIND} 类别, year 年度, count(*) 报告,
                   sum(published_on <> '' AND published_on <= {LAST_DAY}) 按时公开,
                   sum(published_on <> '' AND published_on > {LAST_DAY}) 晚于期限, sum(published_on = '') 日期不明
            FROM cohort WHERE year IS NOT NULL GROUP BY 1, 2 ORDER BY {_ORDER}, 2""",
    ),
    "causes": Question(
        "各类别各年度写明不足原因的比例",
        f"""SELECT {_KIND} 类别, c.year 年度, count(*) 报告, sum(f.coverage = 'full') 写明原因,
                   round(100 * avg(f.coverage = 'full'), 1) "比例（%）"
            FROM cohort c JOIN findings f ON f.report = c.report AND f.criterion = 'section.causes'
            WHERE f.coverage <> 'not_applicable' GROUP BY 1, 2 ORDER BY {_ORDER}, 2""",
    ),
    "failing": Question(
        "哪些报告未通过，因为什么",
        """SELECT c.place 单位, c.year 年度, c.score 得分, n.name 条目, f.message 说明
           FROM cohort c JOIN findings f USING (report) LEFT JOIN criteria n USING (criterion)
           WHERE c.verdict = 'fail' AND f.status = 'fail' ORDER BY c.position, n.position""",
    ),
    "scores": Question(
        "各地区的得分",
        """SELECT region 地区, year 年度, count(*) 报告, round(min(score), 1) 最低, round(avg(score), 1) 平均,
                  round(max(score), 1) 最高 FROM cohort GROUP BY 1, 2 ORDER BY 1, 2""",
    ),
    "doubts": Question(
        "哪些报告在读取时有需要留意的情况",
        """SELECT c.place 单位, c.year 年度, r.notes 情况, c.source 文件 FROM cohort c JOIN reports r USING (report)
           WHERE r.notes <> '' ORDER BY c.position, c.part""",
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
    if not is_file(store):
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
