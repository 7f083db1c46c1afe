"""The tables evaluators publish, made from the store: who reported in time, what is missing where, how far apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from checker.audit import comparison, disclosure
from checker.audit.measures import BY_ID, MEASURES
from checker.audit.queries import LAST_DAY
from checker.audit.statistics import fences, quantile, ranks, wilson
from checker.audit.store import Store
from checker.audit.tables import KINDS, LEVELS, Cell, Table

T = TypeVar("T")
CONTENTS = {
    "section.measures": "主要举措和成效",
    "section.problems": "存在的不足",
    "section.causes": "不足的原因",
    "section.leader-duty": "第一责任人履职",
    "section.plan": "下一年度安排",
}
_FEWEST = 8
_FEW = "（份数少，仅供参考）"


def tables(store: Store) -> list[Table]:
    """All tables, in the order in which they are shown."""
    counted = _counted(store)
    by = (
        ("criteria-region", "地区"),
        ("criteria-kind", "类别"),
        ("criteria-year", "年度"),
        ("criteria-level", "要求程度"),
    )
    return [
        overview(store),
        verdicts(store),
        on_time(store),
        late(store),
        missing(store),
        contents(store),
        *(_criteria(store, counted, at, name, title) for at, (name, title) in enumerate(by)),
        disclosure.table(store),
        measures(store),
        outliers(store),
        ranking(store),
        regions(store),
        *comparison.tables(store),
        unread(store),
    ]


def overview(store: Store) -> Table:
    files, problems = store.fetch("SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM problems)")[0]
    rows: list[tuple[Cell, ...]] = [("文件", files), ("未能审查的文件", problems)]
    rows.append(("报告", store.fetch("SELECT count(*) FROM cohort")[0][0]))
    for verdict, name in (("pass", "通过"), ("warn", "有需核对事项"), ("fail", "未通过")):
        rows.append((name, store.fetch("SELECT count(*) FROM cohort WHERE verdict = ?", (verdict,))[0][0]))
    scores = [score for (score,) in store.fetch("SELECT score FROM cohort ORDER BY score")]
    rows.append(("得分中位数", round(quantile(scores, 0.5), 1) if scores else None))
    for own, name in ((0, "与其他单位相近、请核对的"), (1, "与本单位上年相近、请核对的")):
        rows.append((name, store.fetch("SELECT count(*) FROM copies WHERE own = ?", (own,))[0][0]))
    missing = store.fetch("SELECT count(*) FROM roster WHERE NOT found")[0][0]
    if store.fetch("SELECT count(*) FROM roster")[0][0]:
        rows.append(("名册内未见报告的单位", missing))
    return Table("overview", "总体情况", ("项目", "数量"), rows)


def verdicts(store: Store) -> Table:
    groups: dict[tuple[str, int], list[tuple[float, str]]] = defaultdict(list)
    for kind, year, score, verdict in store.fetch(
        "SELECT kind, year, score, verdict FROM cohort WHERE year IS NOT NULL ORDER BY score"
    ):
        groups[kind, year].append((score, verdict))
    rows: list[tuple[Cell, ...]] = []
    for (kind, year), held in _by_kind(groups):
        counts = [sum(verdict == name for _, verdict in held) for name in ("pass", "warn", "fail")]
        scores = [score for score, _ in held]
        shown = (round(quantile(scores, share), 1) for share in (0.0, 0.5, 1.0))
        rows.append((KINDS[kind], year, len(held), *counts, *shown))
    heads = ("类别", "年度", "报告", "通过", "有需核对事项", "未通过", "最低得分", "得分中位数", "最高得分")
    return Table("verdicts", "审查结论", heads, rows)


def on_time(store: Store) -> Table:
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0] * 7)
    late = dict(store.fetch("SELECT report, status FROM findings WHERE criterion = 'timing.reported'"))
    for report, kind, year, published, due in store.fetch(
        "SELECT report, kind, year, published_on, due FROM cohort WHERE year IS NOT NULL"
    ):
        held = counts[kind, year]
        held[0] += 1
        last = due or f"{year + 1}-03-31"
        held[3 if not published else 1 if published <= last else 2] += 1
        status = late.get(report, "not_applicable")
        held[4 if status == "pass" else 5 if status in ("fail", "warn") else 6] += 1
    rows: list[tuple[Cell, ...]] = []
    for (kind, year), (count, public, after, unknown, sent, behind, untold) in _by_kind(counts):
        low, high = wilson(public, public + after)
        shown = _percent(public, public + after)
        span = f"{100 * low:.0f}—{100 * high:.0f}" if public + after else ""
        rows.append((KINDS[kind], year, count, public, after, unknown, shown, span, sent, behind, untold))
    return Table(
        "on-time",
        "按时报送与公开",
        (
            "类别",
            "年度",
            "报告",
            "按时公开",
            "晚于期限",
            "公开日期不明",
            "按时公开率（%）",
            "95%区间（%）",
            "按时报送",
            "晚于3月1日等期限",
            "报送日期不明",
        ),
        rows,
        "公开期限为清单所列日期，未列的为次年4月1日前。报送按成文日期推断。率不含日期不明的报告。",
    )


def late(store: Store) -> Table:
    rows = store.fetch(
        f"""SELECT kind, year, place, region, published_on, {LAST_DAY} FROM cohort
            WHERE published_on > {LAST_DAY} ORDER BY year, published_on DESC, place"""
    )
    heads = ("类别", "年度", "单位", "地区", "公开日期", "期限")
    shown: list[tuple[Cell, ...]] = [(KINDS[kind], *rest) for kind, *rest in rows]
    return Table("late", "晚于期限公开", heads, shown, "公开日期取自清单或网页，请核对。")


def contents(store: Store) -> Table:
    counts: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    marks = ",".join("?" * len(CONTENTS))
    for kind, year, criterion, coverage in store.fetch(
        f"""SELECT c.kind, c.year, f.criterion, f.coverage FROM cohort c JOIN findings f USING (report)
            WHERE f.criterion IN ({marks}) AND c.year IS NOT NULL""",
        list(CONTENTS),
    ):
        place = {"full": 0, "partial": 1, "none": 2}.get(coverage)
        if place is not None:
            counts[kind, year][criterion][place] += 1
    rows: list[tuple[Cell, ...]] = []
    for (kind, year), held in _by_kind(counts):
        for criterion, name in CONTENTS.items():
            full, partial, none = held[criterion]
            whole = full + partial + none
            low, high = wilson(full, whole)
            span = f"{100 * low:.0f}—{100 * high:.0f}" + (_FEW if whole < _FEWEST else "")
            rows.append((KINDS[kind], year, name, whole, full, partial, none, _percent(full, whole), span))
    heads = ("类别", "年度", "内容", "报告", "完整", "部分", "未见", "完整率（%）", "95%区间（%）")
    return Table("contents", "五项内容", heads, rows, "第五项“其他需要报告的情况”不作要求；原因单列。")


def _criteria(store: Store, counted: Counted, at: int, name: str, title: str) -> Table:
    """Statuses by criterion and by the ``at``-th of region, kind, year, level."""
    names = criteria(store)
    order = {criterion: number for number, criterion in enumerate(names)}
    sums: dict[tuple[Cell, str], list[int]] = defaultdict(lambda: [0] * 5)
    for key, counts in counted.items():
        held = sums[key[at], key[4]]
        sums[key[at], key[4]] = [one + more for one, more in zip(held, counts, strict=True)]
    words = {1: KINDS, 3: LEVELS}.get(at, {})
    ranked = list(words)
    rows: list[tuple[Cell, ...]] = []
    for (value, criterion), summed in sorted(
        sums.items(),
        key=lambda one: (
            ranked.index(str(one[0][0])) if one[0][0] in ranked else 0,
            str(one[0][0]),
            order.get(one[0][1], 0),
        ),
    ):
        passed, warned, failed = summed[:3]
        judged = passed + warned + failed
        shown = words.get(str(value), value) if words else value
        low, high = wilson(passed, judged)
        span = f"{100 * low:.0f}—{100 * high:.0f}" + (_FEW if judged < _FEWEST else "") if judged else ""
        rows.append((shown, names.get(criterion, criterion), *summed, _percent(passed, judged), span))
    heads = (title, "条目", "符合", "需核对", "不符合", "不适用", "未能判定", "符合率（%）", "95%区间（%）")
    note = "符合率不含不适用和未能判定的；区间重叠的，差别没有实际意义。"
    return Table(name, f"条目情况（按{title}）", heads, rows, note)


Counted = dict[tuple[Cell, Cell, Cell, Cell, str], tuple[int, int, int, int, int]]
"""How many findings of each status, by (region, kind, year, level, criterion)."""


def _counted(store: Store) -> Counted:
    found = store.db.execute(
        """SELECT c.region, c.kind, c.year, f.level, f.criterion,
           sum(f.status = 'pass'), sum(f.status = 'warn'), sum(f.status = 'fail'),
           sum(f.status = 'not_applicable'), sum(f.status = 'error')
           FROM cohort c JOIN findings f USING (report) GROUP BY 1, 2, 3, 4, 5"""
    )
    return {tuple(row[:5]): tuple(row[5:]) for row in found}


def measures(store: Store) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for (measure, kind, year), held in _measured(store):
        values = sorted(value for value, _ in held)
        low, high = fences(values)
        outside = sum(not low <= value <= high for value in values) if len(values) >= _FEWEST else None
        shown = (round(quantile(values, share), 2) for share in (0.25, 0.5, 0.75))
        rows.append((BY_ID[measure].name, KINDS[kind], year, len(values), values[0], *shown, values[-1], outside))
    heads = ("指标", "类别", "年度", "写明的报告", "最低", "下四分位", "中位数", "上四分位", "最高", "离群")
    return Table("measures", "主要指标", heads, rows, "只统计写明该数据的报告；不足 8 份不判离群。")


def outliers(store: Store) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for (measure, kind, year), held in _measured(store):
        values = sorted(value for value, _ in held)
        if len(values) < _FEWEST:
            continue
        low, high = fences(values)
        rows += [
            (BY_ID[measure].name, KINDS[kind], year, place, value, round(quantile(values, 0.5), 2))
            for value, place in held
            if not low <= value <= high
        ]
    heads = ("指标", "类别", "年度", "单位", "数值", "同类中位数")
    return Table("outliers", "离群数据", heads, rows, "与同类相差较大的数据，请核对是否属实；相差大不等于有误。")


def missing(store: Store) -> Table:
    found = store.fetch("SELECT place, kind, year, region FROM roster WHERE NOT found ORDER BY position")
    rows: list[tuple[Cell, ...]] = [(place, KINDS.get(kind, ""), year, region) for place, kind, year, region in found]
    return Table(
        "missing", "名册内未见报告", ("单位", "类别", "年度", "上级"), rows, "按单位名称比对，请核对是否名称写法不同。"
    )


def ranking(store: Store) -> Table:
    """Reports by score among their like; ranks that the criteria's number does not tell apart are said."""
    groups: dict[tuple[str, int], list[tuple[str, str, float, int, str]]] = defaultdict(list)
    for kind, year, place, region, score, judged, verdict in store.fetch(
        """SELECT kind, year, place, region, score, passes + warns + fails, verdict FROM cohort
           WHERE year IS NOT NULL ORDER BY score DESC, place, source"""
    ):
        groups[kind, year].append((place, region, round(score, 1), judged, verdict))
    rows: list[tuple[Cell, ...]] = []
    for (kind, year), held in _by_kind(groups):
        spans = [wilson(score / 100 * judged, judged) for _, _, score, judged, _ in held]
        for (place, region, score, _, _), span, rank in zip(
            held, spans, ranks([one[2] for one in held], spans), strict=True
        ):
            shown = f"{rank.rank}（并列）" if rank.tied else str(rank.rank)
            between = f"{100 * span[0]:.0f}—{100 * span[1]:.0f}"
            rows.append((KINDS[kind], year, shown, place, region, score, between, f"{rank.best}—{rank.worst}"))
    return Table(
        "ranking",
        "得分排序",
        ("类别", "年度", "名次", "单位", "地区", "得分", "得分区间", "名次区间"),
        rows,
        "只在同类同年度之间比较。名次区间重叠的，差别没有实际意义，不宜据此评优或通报。",
    )


def regions(store: Store) -> Table:
    groups: dict[str, list[float]] = defaultdict(list)
    for region, score in store.fetch("SELECT region, score FROM cohort"):
        groups[region].append(score)
    made = []
    for region, scores in sorted(groups.items()):
        mean = sum(scores) / len(scores)
        spread = (sum((score - mean) ** 2 for score in scores) / max(len(scores) - 1, 1)) ** 0.5
        half = 1.96 * spread / len(scores) ** 0.5 if len(scores) > 1 else 50.0
        made.append((region, len(scores), round(mean, 1), max(0.0, mean - half), min(100.0, mean + half)))
    made.sort(key=lambda row: (-row[2], row[0]))
    placed = ranks([row[2] for row in made], [(row[3], row[4]) for row in made])
    rows: list[tuple[Cell, ...]] = [
        (
            f"{rank.rank}（并列）" if rank.tied else str(rank.rank),
            region,
            count,
            mean,
            f"{low:.0f}—{high:.0f}" + (_FEW if count < _FEWEST else ""),
            f"{rank.best}—{rank.worst}",
        )
        for (region, count, mean, low, high), rank in zip(made, placed, strict=True)
    ]
    heads = ("名次", "地区", "报告", "平均得分", "95%区间", "名次区间")
    return Table("regions", "地区平均得分", heads, rows, "名次区间重叠的，差别没有实际意义。")


def unread(store: Store) -> Table:
    rows = store.fetch("SELECT source, reason FROM problems ORDER BY position")
    return Table("problems", "未能审查的文件", ("文件", "原因"), rows)


def criteria(store: Store) -> dict[str, str]:
    """Ids and names of the criteria the cohort was judged by, in rubric order."""
    return dict(
        store.fetch(
            """SELECT criterion, name FROM criteria WHERE criterion IN (SELECT DISTINCT criterion FROM findings)
               ORDER BY position"""
        )
    )


def _measured(store: Store) -> Iterable[tuple[tuple[str, str, int], list[tuple[float, str]]]]:
    held: dict[tuple[str, str, int], list[tuple[float, str]]] = defaultdict(list)
    for measure, kind, year, value, place in store.fetch(
        """SELECT m.measure, c.kind, c.year, m.value, c.place FROM measures m JOIN cohort c USING (report)
           WHERE c.year IS NOT NULL ORDER BY c.position"""
    ):
        held[measure, kind, year].append((value, place))
    order = [measure.id for measure in MEASURES]
    kinds = list(KINDS)
    return sorted(held.items(), key=lambda one: (order.index(one[0][0]), kinds.index(one[0][1]), one[0][2]))


def _by_kind(held: Mapping[tuple[str, int], T]) -> list[tuple[tuple[str, int], T]]:
    kinds = list(KINDS)
    return sorted(held.items(), key=lambda one: (kinds.index(one[0][0]), one[0][1]))


def _percent(hits: int, of: int) -> float | None:
    return round(100 * hits / of, 1) if of else None
