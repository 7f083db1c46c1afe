"""The tables evaluators publish, made from the store: who reported in time, what is missing where, how far apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from checker.audit.measures import BY_ID, MEASURES
from checker.audit.statistics import fences, quantile, ranks, wilson
from checker.audit.store import Store

T = TypeVar("T")
Cell = str | int | float | None
KINDS = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇、街道",
    "department": "政府部门",
}
CONTENTS = {
    "section.measures": "主要举措和成效",
    "section.problems": "存在的不足",
    "section.causes": "不足的原因",
    "section.leader-duty": "第一责任人履职",
    "section.plan": "下一年度安排",
}
_FEWEST = 8
_FEW = "（份数少，仅供参考）"


@dataclass(frozen=True, slots=True)
class Table:
    """A table for people: ``rows`` in order, shares in per cent, ``note`` says how to read it."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    note: str = ""


def tables(store: Store) -> list[Table]:
    """All tables, in the order in which they are shown."""
    return [make(store) for make in _MAKERS]


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


def _criteria(store: Store, column: str, name: str, title: str) -> Table:
    names = criteria(store)
    order = {criterion: number for number, criterion in enumerate(names)}
    rows: list[tuple[Cell, ...]] = []
    found = store.fetch(
        f"""SELECT c.{column}, f.criterion, total(f.status = 'pass'), total(f.status = 'warn'),
            total(f.status = 'fail'), total(f.status = 'not_applicable'), total(f.status = 'error')
            FROM cohort c JOIN findings f USING (report) GROUP BY 1, 2"""
    )
    for value, criterion, *counts in sorted(found, key=lambda row: (str(row[0]), order.get(row[1], 0))):
        passed, warned, failed, away, wrong = map(int, counts)
        judged = passed + warned + failed
        shown = KINDS.get(value, value) if column == "kind" else value
        row = (shown, names.get(criterion, criterion), passed, warned, failed, away, wrong, _percent(passed, judged))
        rows.append(row)
    heads = (title, "条目", "符合", "需核对", "不符合", "不适用", "未能判定", "符合率（%）")
    return Table(name, f"条目情况（按{title}）", heads, rows, "符合率不含不适用和未能判定的。")


def by_region(store: Store) -> Table:
    return _criteria(store, "region", "criteria-region", "地区")


def by_kind(store: Store) -> Table:
    return _criteria(store, "kind", "criteria-kind", "类别")


def by_year(store: Store) -> Table:
    return _criteria(store, "year", "criteria-year", "年度")


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


def copied(store: Store) -> Table:
    rows = store.fetch(
        """WITH once AS (SELECT report, place, year, min(position) FROM cohort GROUP BY report)
           SELECT a.place, a.year, b.place, b.year,
                  CASE c.level WHEN 'largely' THEN '大段相近，请核对' ELSE '部分相近，请核对' END,
                  round(100 * c.containment, 1), c.block, c.characters, c.foreign_names, c.stale,
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
    return Table("copies", "相近文字", heads, rows, note)


def promised(store: Store) -> Table:
    names = {
        "delivered": "已见落实",
        "partly": "部分落实或进行中",
        "not-mentioned": "未见提及",
        "repeated": "不足再次出现",
    }
    found = store.fetch(
        """SELECT c.region, c.place, c.year, f.outcome, f.text, f.this_text
           FROM followed f JOIN cohort c USING (report) ORDER BY c.position, f.role, f.number"""
    )
    rows = [(region, place, year, names[outcome], *texts) for region, place, year, outcome, *texts in found]
    heads = ("地区", "单位", "年度", "情况", "上年原文", "本年原文")
    return Table("follow-through", "上年安排与不足的跟进", heads, rows, "由文字比对得出，请对照两处原文核对。")


def unread(store: Store) -> Table:
    rows = store.fetch("SELECT source, reason FROM problems ORDER BY position")
    return Table("problems", "未能审查的文件", ("文件", "原因"), rows)


_MAKERS: tuple[Callable[[Store], Table], ...] = (
    overview,
    on_time,
    contents,
    by_region,
    by_kind,
    by_year,
    measures,
    outliers,
    missing,
    ranking,
    regions,
    copied,
    promised,
    unread,
)


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
