"""The tables evaluators publish, made from the store: who reported in time, what is missing where, how far apart."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby, zip_longest
from typing import TypeVar

from checker.audit import comparison, disclosure, figures
from checker.audit.marks import Counts, Marks
from checker.audit.queries import LAST_DAY
from checker.audit.rows import kept
from checker.audit.statistics import Ranking, mean_interval, quantile, ranks, wilson
from checker.audit.store import Store
from checker.audit.tables import FEWEST, KINDS, LEVELS, UNKNOWN_YEAR, Cell, Row, Table
from checker.audit.units import UNKNOWN_REGION

T = TypeVar("T")
Y = TypeVar("Y", bound=Cell)
CONTENTS = {
    "section.measures": "主要举措和成效",
    "section.problems": "存在的不足",
    "section.causes": "不足的原因",
    "section.leader-duty": "第一责任人履职",
    "section.plan": "下一年度安排",
}
_APART = "\x1f"
_FEW = "（份数少，仅供参考）"


def tables(store: Store, marks: Marks | None = None) -> list[Table]:
    """All tables, in the order in which they are shown; ``marks`` are the store's where they are at hand."""
    marks = marks or Marks(store)
    measured = figures.measured(store)
    return [
        overview(store),
        verdicts(store),
        on_time(store, marks),
        late(store),
        early(store),
        missing(store),
        several(store),
        contents(store),
        *_criteria(store, marks),
        disclosure.table(store),
        figures.measures(measured),
        figures.outliers(store, measured),
        ranking(store),
        regions(store),
        *comparison.tables(store),
        doubts(store),
        unread(store),
    ]


def overview(store: Store) -> Table:
    files, problems = store.fetch("SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM problems)")[0]
    rows: list[Row] = [("文件", files), ("未能审查的文件", problems)]
    rows.append(("报告", store.fetch("SELECT count(*) FROM cohort")[0][0]))
    more = store.fetch("SELECT count(*), total(n) FROM (SELECT count(*) n FROM cohort GROUP BY position HAVING n > 1)")
    if more[0][0]:
        rows.append(("有几份报告的文件", more[0][0]))
    unknown = store.fetch("SELECT count(*) FROM cohort WHERE year IS NULL")[0][0]
    if unknown:
        rows.append(("年度不明的报告", unknown))
    for verdict, name in (("pass", "通过"), ("warn", "有需核对事项"), ("fail", "未通过")):
        rows.append((name, store.fetch("SELECT count(*) FROM cohort WHERE verdict = ?", (verdict,))[0][0]))
    scores = array("d", (score for (score,) in store.db.execute("SELECT score FROM cohort ORDER BY score")))
    rows.append(("得分中位数", round(quantile(scores, 0.5), 1) if scores else None))
    for own, name in ((0, "与其他单位相近、请核对的"), (1, "与本单位上年相近、请核对的")):
        rows.append((name, store.fetch("SELECT count(*) FROM copies WHERE own = ?", (own,))[0][0]))
    due, missing = store.fetch("SELECT count(*), total(NOT found) FROM roster")[0]
    if due:
        rows += [("名册内应有的报告", due), ("名册内未见的报告", int(missing))]
    if count := len(several(store).rows):
        rows.append(("同一年度有几份报告的单位", count))
    return Table("overview", "总体情况", ("项目", "数量"), rows)


def verdicts(store: Store) -> Table:
    groups: dict[tuple[str, Cell], tuple[array[float], dict[str, int]]] = defaultdict(
        lambda: (array("d"), {"pass": 0, "warn": 0, "fail": 0})
    )
    for kind, year, score, verdict in store.db.execute("SELECT kind, year, score, verdict FROM cohort ORDER BY score"):
        scores, counts = groups[kind, year or UNKNOWN_YEAR]
        scores.append(score)
        counts[verdict] += 1
    rows: list[Row] = []
    for (kind, year), (scores, counts) in _by_kind(groups):
        shown = (round(quantile(scores, share), 1) for share in (0.0, 0.5, 1.0))
        rows.append((KINDS[kind], year, len(scores), *counts.values(), *shown))
    heads = ("类别", "年度", "报告", "通过", "有需核对事项", "未通过", "最低得分", "得分中位数", "最高得分")
    return Table("verdicts", "审查结论", heads, rows)


def on_time(store: Store, marks: Marks) -> Table:
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0] * 7)
    for report, kind, year, published, due in store.db.execute(
        "SELECT report, kind, year, published_on, due FROM cohort WHERE year IS NOT NULL"
    ):
        held = counts[kind, year]
        held[0] += 1
        last = due or f"{year + 1}-03-31"
        held[3 if not published else 1 if published <= last else 2] += 1
        status = marks.status(report, "timing.reported")
        held[4 if status == "p" else 5 if status in "fw" else 6] += 1
    rows: list[Row] = []
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
        "公开期限为清单或者名册所列日期，未列的为次年4月1日前。报送按成文日期推断。率不含公开日期不明的报告。年度不明的报告未列入。",
    )


def late(store: Store) -> Table:
    found = store.db.execute(
        f"""SELECT kind, year, place, region, published_on, {LAST_DAY} FROM cohort
            WHERE published_on > {LAST_DAY} ORDER BY year, published_on DESC, place"""
    )
    heads = ("类别", "年度", "单位", "地区", "公开日期", "期限")
    rows = kept((KINDS[kind], *rest) for kind, *rest in found)
    return Table("late", "晚于期限公开", heads, rows, "公开日期取自清单或网页，请核对。")


def early(store: Store) -> Table:
    """Reports that were public before the day they bear: one of the two days is wrong, or was filled in later."""
    found = store.db.execute(
        """SELECT kind, year, place, region, published_on, issued_on FROM cohort
           WHERE published_on <> '' AND published_on < issued_on ORDER BY year, place, source"""
    )
    heads = ("类别", "年度", "单位", "地区", "公开日期", "成文日期")
    rows = kept((KINDS[kind], year or UNKNOWN_YEAR, *rest) for kind, year, *rest in found)
    return Table("early", "公开日期早于成文日期", heads, rows, "两个日期先后不合，请核对。按时公开仍按公开日期判断。")


def contents(store: Store) -> Table:
    counts: dict[tuple[str, Cell], dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    marks = ",".join("?" * len(CONTENTS))
    for kind, year, criterion, coverage in store.db.execute(
        f"""SELECT c.kind, c.year, f.criterion, f.coverage FROM cohort c JOIN findings f USING (report)
            WHERE f.criterion IN ({marks})""",
        list(CONTENTS),
    ):
        place = {"full": 0, "partial": 1, "none": 2}.get(coverage)
        if place is not None:
            counts[kind, year or UNKNOWN_YEAR][criterion][place] += 1
    rows: list[Row] = []
    for (kind, year), held in _by_kind(counts):
        for criterion, name in CONTENTS.items():
            full, partial, none = held[criterion]
            whole = full + partial + none
            low, high = wilson(full, whole)
            span = f"{100 * low:.0f}—{100 * high:.0f}" + (_FEW if whole < FEWEST else "")
            rows.append((KINDS[kind], year, name, whole, full, partial, none, _percent(full, whole), span))
    heads = ("类别", "年度", "内容", "报告", "完整", "部分", "未见", "完整率（%）", "95%区间（%）")
    return Table("contents", "五项内容", heads, rows, "第五项“其他需要报告的情况”不作要求；原因单列。")


def _criteria(store: Store, marks: Marks) -> Iterator[Table]:
    """Statuses by criterion and by region, kind, year, level."""
    regions: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, list[int]] = defaultdict(list)
    years: dict[Cell, list[int]] = defaultdict(list)
    for report, region, kind, year in store.db.execute("SELECT report, region, kind, year FROM cohort"):
        for groups, key in ((regions, region), (kinds, kind), (years, year or UNKNOWN_YEAR)):
            groups[key].append(report)
    every = [report for reports in kinds.values() for report in reports]
    by_kind = marks.counted({kind: kinds[kind] for kind in KINDS if kind in kinds})
    by_level = marks.by_level(every)
    for name, title, counted in (
        ("region", "地区", marks.counted(dict(sorted(regions.items())))),
        ("kind", "类别", ((KINDS[kind], counts) for kind, counts in by_kind)),
        ("year", "年度", marks.counted(dict(sorted(years.items(), key=lambda one: str(one[0]))))),
        ("level", "要求程度", ((LEVELS[level], by_level[level]) for level in LEVELS if level in by_level)),
    ):
        heads = (title, "条目", "符合", "需核对", "不符合", "不适用", "未能判定", "符合率（%）", "95%区间（%）")
        note = "符合率不含不适用和未能判定的；区间重叠的，差别没有实际意义。"
        rows = kept(row for value, counts in counted for row in _counted(value, counts, marks))
        yield Table(f"criteria-{name}", f"条目情况（按{title}）", heads, rows, note)


def _counted(value: Cell, counts: Counts, marks: Marks) -> Iterator[Row]:
    """A row for each criterion that was asked of a group of reports."""
    for criterion, (passed, warned, failed, *rest) in zip(marks.criteria, counts, strict=True):
        judged = passed + warned + failed
        if not judged and not any(rest):
            continue
        low, high = wilson(passed, judged)
        span = f"{100 * low:.0f}—{100 * high:.0f}" + (_FEW if judged < FEWEST else "") if judged else ""
        shown = marks.names.get(criterion, criterion)
        yield value, shown, passed, warned, failed, *rest, _percent(passed, judged), span


def missing(store: Store) -> Table:
    asked = store.fetch("SELECT count(*) FROM roster")[0][0]
    found = store.db.execute("SELECT place, kind, year, region FROM roster WHERE NOT found ORDER BY position")
    rows = kept((place, KINDS.get(kind, ""), year, region) for place, kind, year, region in found)
    note = (
        f"名册共{asked}行，按单位名称比对，请核对是否名称写法不同。" if asked else "没有给出名册，谁没有报送未作比对。"
    )
    return Table("missing", "名册内未见报告", ("单位", "类别", "年度", "上级"), rows, note)


def several(store: Store) -> Table:
    """Places with more than one report of one year: they count as often in every table."""
    found = store.db.execute(
        f"""SELECT place, kind, year, count(*), count(DISTINCT sha256), group_concat(source, '{_APART}')
            FROM (SELECT * FROM cohort ORDER BY position, part) WHERE year IS NOT NULL AND place <> source
            GROUP BY place, year HAVING count(*) > 1 ORDER BY min(position)"""
    )
    rows = kept(
        (place, KINDS[kind], year, count, "完全相同" if contents == 1 else "不完全相同", _files(sources))
        for place, kind, year, count, contents, sources in found
    )
    heads = ("单位", "类别", "年度", "报告", "内容", "文件")
    note = "各份都计入统计，未与上年比对，请核对是重复报送，还是名称相同的不同单位。"
    return Table("several", "同一单位同一年度的几份报告", heads, rows, note)


def _files(sources: str) -> str:
    return "、".join("/".join(source.replace("\\", "/").rsplit("/", 2)[-2:]) for source in sources.split(_APART))


def ranking(store: Store) -> Table:
    """Reports by score among their like; ranks that the criteria's number does not tell apart are said."""
    return Table(
        "ranking",
        "得分排序",
        ("类别", "年度", "名次", "单位", "地区", "得分", "得分区间", "名次区间"),
        kept(_ranked(store)),
        "只在同类同年度之间比较。名次区间重叠的，差别没有实际意义，不宜据此评优或通报。",
    )


def _ranked(store: Store) -> Iterator[Row]:
    groups: dict[tuple[str, int], tuple[array[float], array[int]]] = defaultdict(lambda: (array("d"), array("q")))
    for kind, year, score, judged in store.db.execute(
        "SELECT kind, year, score, passes + warns + fails FROM cohort WHERE year IS NOT NULL"
    ):
        scores, sizes = groups[kind, year]
        scores.append(round(score, 1))
        sizes.append(judged)
    order = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(KINDS))
    found = store.db.execute(
        f"""SELECT kind, year, place, region, score, passes + warns + fails FROM cohort
            WHERE year IS NOT NULL ORDER BY CASE kind {order} END, year, score DESC, place, source"""
    )
    for (kind, year), held in groupby(found, key=lambda row: (row[0], row[1])):
        scores, sizes = groups.pop((kind, year))
        ranking = Ranking(scores, map(_span, scores, sizes))
        for _, _, place, region, exact, judged in held:
            score = round(exact, 1)
            span = _span(score, judged)
            rank = ranking.rank(score, span)
            shown = f"{rank.rank}（并列）" if rank.tied else str(rank.rank)
            between = f"{100 * span[0]:.0f}—{100 * span[1]:.0f}"
            yield KINDS[kind], year, shown, place, region, score, between, f"{rank.best}—{rank.worst}"


def _span(score: float, judged: int) -> tuple[float, float]:
    """The interval of a score, as of the share of as many criteria."""
    return wilson(score / 100 * judged, judged)


def regions(store: Store) -> Table:
    years: dict[int, dict[str, array[float]]] = defaultdict(lambda: defaultdict(lambda: array("d")))
    for region, year, score in store.db.execute("SELECT region, year, score FROM cohort WHERE year IS NOT NULL"):
        years[year][region].append(score)
    rows: list[Row] = []
    for year, groups in sorted(years.items()):
        made = [(region, len(scores), *mean_interval(scores, 0.0, 100.0)) for region, scores in groups.items()]
        made = [(region, count, round(mean, 1), low, high) for region, count, mean, low, high in made]
        # what lies in no region that is told is no region among others: it comes last and has no rank
        made.sort(key=lambda row: (row[0] == UNKNOWN_REGION, -row[2], row[0]))
        unplaced = sum(row[0] == UNKNOWN_REGION for row in made)
        known = made[: len(made) - unplaced]
        placed = ranks([row[2] for row in known], [(row[3], row[4]) for row in known])
        for (region, count, mean, low, high), rank in zip_longest(made, placed):
            if rank is None:
                rows.append((year, "", region, count, mean, f"{low:.0f}—{high:.0f}", ""))
                continue
            shown = f"{rank.rank}（并列）" if rank.tied else str(rank.rank)
            between = f"{low:.0f}—{high:.0f}" + (_FEW if count < FEWEST else "")
            rows.append((year, shown, region, count, mean, between, f"{rank.best}—{rank.worst}"))
    heads = ("年度", "名次", "地区", "报告", "平均得分", "95%区间", "名次区间")
    note = "只在同一年度之间比较。名次区间重叠的，差别没有实际意义；各地区单位类别的构成不同，平均得分不宜直接比较。"
    return Table("regions", "地区平均得分", heads, rows, note)


def doubts(store: Store) -> Table:
    """What each report's reader should know of how it was read and whose it is, a line per sentence."""
    found = store.db.execute(
        """SELECT c.place, c.region, c.year, r.notes, c.source FROM cohort c JOIN reports r USING (report)
           WHERE r.notes <> '' ORDER BY c.position, c.part"""
    )
    rows = kept(
        (place, region, year or UNKNOWN_YEAR, note, _files(source))
        for place, region, year, notes, source in found
        for note in notes.splitlines()
    )
    return Table("doubts", "读取时需要留意的情况", ("单位", "地区", "年度", "情况", "文件"), rows)


def unread(store: Store) -> Table:
    rows = kept(store.db.execute("SELECT source, reason FROM problems ORDER BY position"))
    return Table("problems", "未能审查的文件", ("文件", "原因"), rows)


def _by_kind(held: Mapping[tuple[str, Y], T]) -> list[tuple[tuple[str, Y], T]]:
    kinds = list(KINDS)
    return sorted(held.items(), key=lambda one: (kinds.index(one[0][0]), str(one[0][1])))


def _percent(hits: int, of: int) -> float | None:
    return round(100 * hits / of, 1) if of else None
