"""Where the time goes: ``python -m tests.benchmarks.report [rounds]`` and ``... long [megabytes ...]``.

The first measures twenty reports of about 8,000 characters, warm, in one process: milliseconds of processor time
per report for each room, the least of several rounds (other work on the machine only ever adds), and the share of
the bare automaton over the same text, run by itself again and again. Rooms take turns report by report, so all
meet the same caches and the same load.

The second checks one text of each length in a fresh process and tells time, bytes a second and peak memory;
``gc`` says whether the collector runs as the library leaves it or as the command sets it.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time

from checker import findings, load_rubric, pipeline, reading, structure, text
from checker.language import scan
from checker.model import Report
from checker.quick_start import COLLECTS
from checker.rubric.lexicon import lexicon_of
from checker.rules.context import Context
from checker.rules.registry import judge_of
from tests.benchmarks.composed import fixture_reports, of_length

NAME = "law-government-2021"


class Clock:
    """Adds up processor time by room; :meth:`tick` charges what passed since the last one."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._last = time.process_time()

    def start(self) -> None:
        self._last = time.process_time()

    def tick(self, room: str) -> None:
        now = time.process_time()
        self.spent[room] = self.spent.get(room, 0.0) + now - self._last
        self._last = time.process_time()


def walk(data: bytes, clock: Clock) -> Report:
    """One report through all rooms, as :func:`checker.check` does it, with the clock beside."""
    rubric = load_rubric(NAME)
    lexicon = lexicon_of(rubric)
    clock.start()
    document = reading.read(data, name="报告.txt")
    clock.tick("读取")
    clean = text.clean(document)
    clock.tick("清理")
    report = structure.build(clean, None)[0]
    assert isinstance(report, Report)
    clock.tick("结构")
    lexicon.finder.automaton.find_matches_as_indexes(report.folded, overlapping=True)
    clock.tick("自动机")
    context = Context(report, rubric.tables, scan(report, lexicon))
    clock.tick("扫描")
    assert context.facts is not None
    clock.tick("数字识别")
    judged = []
    for criterion in sorted(rubric.criteria, key=lambda criterion: criterion.rule):
        if not findings.inapplicable(criterion, report.identity):
            judged.append((criterion, judge_of(criterion.rule)(criterion, context)))
            clock.tick({"matter": "事项规则", "defects": "文字和数字核对"}.get(criterion.rule, "其余规则"))
    for criterion, judgement in judged:
        findings._finding(criterion, report, judgement, level=criterion.level)
    clock.tick("成文（证据、措辞）")
    return report


def rooms(rounds: int) -> None:
    reports = fixture_reports()
    texts = [of_length(reports, which).encode() for which in range(len(reports))]
    rubric = load_rubric(NAME)
    least: dict[str, float] = {}
    wholes: list[float] = []
    alone: list[float] = []
    for _ in range(rounds + 1):
        clock = Clock()
        folded = [walk(data, clock).folded for data in texts]
        find = lexicon_of(rubric).finder.automaton.find_matches_as_indexes
        for _ in range(3):
            begun = time.process_time()
            for each_text in folded:
                find(each_text, overlapping=True)
            alone.append(time.process_time() - begun)
        begun = time.process_time()
        for data in texts:
            pipeline.check(data, rubric, name="报告.txt")
        wholes.append(time.process_time() - begun)
        for room, spent in clock.spent.items():
            least[room] = min(spent, least.get(room, spent))
    each = 1000 / len(texts)
    size = sum(len(data.decode()) for data in texts) / len(texts)
    automaton, between = min(alone), least.pop("自动机")
    whole = sorted(wholes[1:])
    print(f"{len(texts)} 份，平均 {size:.0f} 字")
    print(f"只跑自动机：连着跑 {automaton * each:.2f} 毫秒，夹在各步之间（缓存已被占用）{between * each:.2f} 毫秒")
    for room, spent in least.items():
        print(f"{room}\t{spent * each:.2f} 毫秒\t自动机的 {spent / automaton:.1f} 倍")
    for name, spent in (("全程，最快一轮", whole[0]), ("全程，中位数", whole[len(whole) // 2])):
        rate = len(texts) / spent
        print(f"{name}\t{spent * each:.1f} 毫秒\t自动机的 {spent / automaton:.1f} 倍\t每秒 {rate:.0f} 份")


def long_text(megabytes: float, collector: str) -> None:
    """Check one text of so many megabytes (UTF-8) and print what it took."""
    if collector == "command":
        gc.set_threshold(*COLLECTS)
    data = of_length(fixture_reports(), 0, int(megabytes * 1_000_000 / 2.76)).encode()
    rubric = load_rubric(NAME)
    pipeline.check(of_length(fixture_reports(), 1).encode(), rubric, name="热身.txt")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    found = pipeline.check(data, rubric, name="长文.txt")
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = len(data) / 1e6
    print(
        f"{size:.2f} MB（{len(found)} 份报告，gc {collector}）：{spent:.2f} 秒，{size / spent:.2f} MB/s，"
        f"内存峰值 {peak / 1024:.0f} MB（之前 {before / 1024:.0f} MB）",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["one"]:
        long_text(float(arguments[1]), arguments[2])
    elif arguments[:1] == ["long"]:
        for collector in ("library", "command"):
            for size in arguments[1:] or ["1", "10"]:
                # a fresh process each: peak memory never comes down again
                subprocess.run([sys.executable, "-m", "tests.benchmarks.report", "one", size, collector], check=True)
    else:
        rooms(int(arguments[0]) if arguments else 7)


if __name__ == "__main__":
    main(sys.argv[1:])
