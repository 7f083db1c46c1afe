"""Tables of what reports share with each other and with the year before; all of it is to be checked by a person."""

from __future__ import annotations

from collections import Counter, defaultdict

from checker.audit.rows import kept
from checker.audit.store import Store
from checker.audit.tables import KINDS, Row, Table

# a workbook and its reader have room for so many; the store has all
_MOST_ROWS = 50_000
_MOST_RUNS = 5
_CHECK = "由文字比对得出，请对照两处原文核对。"


def tables(store: Store) -> list[Table]:
    """Copies, their passages side by side, figures that are last year's, last year's plans and shortcomings."""
    return [copied(store), passages(store), stale(store), outcomes(store), promised(store)]


def copied(store: Store) -> Table:
    rows = store.db.execute(
        """WITH once AS (SELECT report, place, year, min(position) FROM cohort GROUP BY report)
           SELECT a.place, a.year, b.place, b.year,
                  CASE c.level WHEN 'largely' THEN '大段相近，请核对' ELSE '部分相近，请核对' END,
                  round(100 * c.containment, 1), c.block, c.characters, c.foreign_names,
                  (SELECT count(*) FROM stale s WHERE c.own AND s.report = c.one),
                  (SELECT text FROM runs r WHERE r.one = c.one AND r.other = c.other AND r.number = 1),
                  (SELECT other_text FROM runs r WHERE r.one = c.one AND r.other = c.other AND r.number = 1)
           FROM copies c JOIN once a ON a.report = c.one JOIN once b ON b.report = c.other
           ORDER BY c.own, c.containment DESC, c.one, c.other"""
    )
    heads = (
        "单位",
        "年度",
        "对照单位",
        "对照年度",
        "提示",
        "最相近部分的重合（%）",
        "最相近部分",
        "相同文字数",
        "文中的对方地名",
        "与上年相同的数据",
        "原文",
        "对照原文",
    )
    note = "已除去同批五分之一以上报告都有的文字。相近可能出于共同的来源或要求，请核对后再下结论。"
    return Table("copies", "相近文字", heads, kept(rows), note)


def outcomes(store: Store) -> Table:
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for kind, year, outcome, count in store.db.execute(
        "SELECT c.kind, c.year, f.outcome, count(*) FROM followed f JOIN cohort c USING (report) GROUP BY 1, 2, 3"
    ):
        counts[kind, year][outcome] += count
    kinds = list(KINDS)
    rows: list[Row] = []
    for (kind, year), held in sorted(counts.items(), key=lambda one: (kinds.index(one[0][0]), one[0][1])):
        done, begun, silent = (held[outcome] for outcome in ("delivered", "partly", "not-mentioned"))
        whole = done + begun + silent
        share = round(100 * done / whole, 1) if whole else None
        rows.append((KINDS[kind], year, whole, done, begun, silent, share, held["repeated"]))
    heads = (
        "类别",
        "年度",
        "上年安排",
        "已见落实",
        "部分落实或进行中",
        "未见提及",
        "已见落实率（%）",
        "不足再次出现",
    )
    return Table("outcomes", "上年安排跟进汇总", heads, rows, "只含两年各有一份报告的单位。" + _CHECK)


def promised(store: Store) -> Table:
    names = {
        "delivered": "已见落实",
        "partly": "部分落实或进行中",
        "not-mentioned": "未见提及",
        "repeated": "不足再次出现",
    }
    found = store.db.execute(
        """SELECT c.region, c.place, c.year, f.outcome, nullif(f.years, 0), f.text, f.this_text
           FROM followed f JOIN cohort c USING (report) ORDER BY c.position, f.role, f.number LIMIT ?""",
        (_MOST_ROWS,),
    )
    rows = kept((region, place, year, names[outcome], *rest) for region, place, year, outcome, *rest in found)
    heads = ("地区", "单位", "年度", "情况", "连续年数", "上年原文", "本年原文")
    note = "未见提及的，“本年原文”是最相近的一句（可能只是再次打算、仍然欠缺或者别处的工作），没有相近的为空。" + _CHECK
    return Table("follow-through", "上年安排与不足的跟进", heads, rows, note)


def passages(store: Store) -> Table:
    rows = store.db.execute(
        """WITH once AS (SELECT report, place, year, min(position) AS position FROM cohort GROUP BY report)
           SELECT a.place, a.year, r.section, b.place, b.year, r.other_section, r.text, r.other_text
           FROM copies c JOIN runs r USING (one, other)
           JOIN once a ON a.report = r.one JOIN once b ON b.report = r.other
           WHERE r.number <= ? ORDER BY c.own, a.position, b.position, r.number LIMIT ?""",
        (_MOST_RUNS, _MOST_ROWS),
    )
    heads = ("单位", "年度", "所在部分", "对照单位", "对照年度", "对照部分", "原文", "对照原文")
    note = (
        "逐段对照，数字、本地称谓不同也列出。相近可能出于共同的来源或要求，请核对。每对报告列最长的五段，全部见结果库。"
    )
    return Table("passages", "相近段落对照", heads, kept(rows), note)


def stale(store: Store) -> Table:
    rows = store.db.execute(
        """SELECT c.region, c.place, c.year, s.measure, s.value, s.unit
           FROM stale s JOIN cohort c USING (report) ORDER BY c.position, s.number"""
    )
    whole = ((*row[:4], int(row[4]) if row[4] == int(row[4]) else row[4], row[5]) for row in rows)
    heads = ("地区", "单位", "年度", "内容", "数值", "计量单位")
    note = "与本单位上年报告分毫不差的数据（有效数字不足三位的除外），三处以上才列出，请核对是否更新。"
    return Table("stale", "与上年相同的数据", heads, kept(whole), note)
