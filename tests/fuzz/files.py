"""Targets of what authors and offices write: rubrics, lexicons, tailorings, terms, cases, policies, waivers.

A file that loads must also serve: what it makes is used on a short report, where nothing may end as ``error``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checker import load_rubric
from checker.cache import sealed, unsealed
from checker.errors import CheckerError
from checker.model import Assessment, Report, Rubric
from checker.pipeline import assess
from checker.rubric import apply_tailoring
from checker.rubric.load import compile_rubric
from checker.rubric.more_cases import load_with_cases
from checker.rubric.open import to_rubric
from checker.structure import IdentityOptions, build
from checker.text import clean
from tests.fuzz.target import Opener, Target, must, told
from tests.fuzz.texts import ROOT
from tests.fuzz.trees import as_yaml

TODAY = date(2024, 3, 1)
TEXT = """\
青屏县人民政府关于2023年度法治政府建设情况的报告

市人民政府：

2023年，青屏县推进法治政府建设，现将有关情况报告如下。

一、主要举措和成效

（一）规范执法。全年办理行政处罚案件126件，办结率100%，组织执法培训4期，制定规范性文件6件并备案。

（二）府院携手。召开府院联席会议4次，化解涉企纠纷18件，县长主持召开常务会议听取法治工作汇报2次。

二、存在的不足和原因

个别乡镇执法力量薄弱，主要原因是培训不够。

三、2024年工作安排

加强乡镇执法培训，开展案卷评查。

青屏县人民政府

2024年2月6日
"""
SMALL = ROOT / "rubrics"
_MOST_ROWS = 3


@cache
def report() -> Report:
    """A short report, as the walk sees it."""
    from checker.reading import read

    made = build(clean(read(TEXT.encode(), name="报告.txt")), IdentityOptions(force=True))[0]
    assert isinstance(made, Report)
    return made


def serve(rubric: Rubric) -> Assessment:
    """The rubric judges the short report; no finding may be one that could not be judged."""
    made = assess(report(), rubric)
    for finding in made.findings:
        must(finding.status != "error", f"{finding.criterion}: {finding.message}")
        for quote in (*finding.evidence, *finding.near):
            must(made.report.text[quote.start : quote.end] == quote.text, f"quote of {finding.criterion}")
    return made


def parsed(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


@cache
def criteria() -> list[Any]:
    """One criterion of each rule kind, and a few more, with at most one case."""
    kinds: dict[tuple[str, ...], Any] = {}
    for path in sorted((SMALL / "criteria").rglob("*.yaml")):
        for one in parsed(path).get("criteria", ()):
            kinds.setdefault((one["rule"]["kind"], *sorted(one["rule"])), one)
    return [{**one, "cases": one.get("cases", [])[:1], "rule": _short_rule(one["rule"])} for one in kinds.values()]


def _short_rule(rule: Any) -> Any:
    """A rule with the first phrases of each list; elements, columns and rows stay, for others name them."""
    phrases = ("find", "whole", "mention", "reject", "formula", "report", "recipients", "units")
    made = {key: value[:4] if key in phrases else value for key, value in rule.items()}
    if "elements" in made:
        made["elements"] = [{**one, "find": one["find"][:3]} for one in made["elements"]]
    return made


def shortened(value: Any) -> Any:
    """A lexicon with the first rows of each list, without what only the built-in one may have."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items() if key != "title_errors"}
    if isinstance(value, list):
        return [shortened(inner) for inner in value[:_MOST_ROWS]]
    return value[:60] if isinstance(value, str) else value


@cache
def lexicon() -> dict[str, Any]:
    return {path.name: shortened(parsed(path)) for path in sorted((SMALL / "lexicon").glob("*.yaml"))}


def lay_out(folder: Path) -> None:
    """What rubrics and tailorings rest on: a small rubric with a lexicon, a terms file, a file of cases."""
    write(folder / "base.yaml", base())
    write(folder / "criteria.yaml", {"group": {"id": "more", "name": "更多"}, "criteria": renamed(criteria()[:3], "x")})
    for name, data in lexicon().items():
        for place in ("lexicon", "words") if name in ("groups.yaml", "cues.yaml") else ("lexicon",):
            write(folder / place / name, data)
    write(folder / "terms.yaml", TERMS[0])
    write(folder / "cases.yaml", cases()[0])


def renamed(found: Sequence[Any], suffix: str) -> list[Any]:
    return [{**one, "id": f"{one['id']}-{suffix}"} for one in found]


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")


def base() -> Any:
    """A rubric of few criteria and words: what tailorings rest on."""
    return {
        "id": "base", "version": "1.0.0", "title": "底本", "lexicon": "words", "group": {"id": "local", "name": "本地"},
        "criteria": criteria()[:9],
    }  # fmt: skip


@cache
def rubrics() -> list[Any]:
    head = {"id": "local", "version": "1.0.0", "title": "本地细则", "years": [2016, None], "lexicon": "words"}
    group = {"id": "local", "name": "本地要求", "name_en": "Local"}
    chosen = criteria()
    gate = {"fail_on": ["fail", "error"], "must_pass": [chosen[0]["id"]], "min_score": 20, "max_warn": 3}
    half = len(chosen) // 2
    return [
        {**head, "group": group, "criteria": chosen, "lexicon": "lexicon"},
        {**head, "group": group, "criteria": chosen[:half], "gate": gate, "include": ["criteria.yaml"]},
        {**head, "group": group, "criteria": chosen[half:], "cases": ["cases.yaml"], "report_type": "open-government"},
        {**head, "extends": "base", "changes": changes(), "criteria": renamed(chosen[:1], "y"), "gate": gate},
        {**head, "purpose": "map", "group": group, "gate": {"fail_on": []},
         "criteria": [{**one, "level": "encouraged"} for one in chosen[:4]]},
        *({**head, "group": group, "criteria": [one]} for one in chosen),
    ]  # fmt: skip


def changes() -> list[Any]:
    mine = [one for one in criteria()[:9] if one["rule"]["kind"] == "matter" and len(one["rule"].get("find", ())) > 1]
    found = [one["id"] for one in mine]
    phrase = mine[-1]["rule"]["find"][0]
    other = [one for one in criteria()[:9] if one["rule"]["kind"] == "matter" and "elements" in one["rule"]]
    return [
        {"id": found[0], "level": "required", "weight": 2, "find": ["述法会"], "reject": ["口头述法"], "why": "省里"},
        {"id": found[-1], "since": 2020, "until": 2024, "kinds": ["county", "enforcing"], "remove": {"find": [phrase]}},
        {"id": other[0]["id"], "elements": {other[0]["rule"]["elements"][0]["id"]: ["阳光执法栏"]}, "asks": "甲"},
    ]  # fmt: skip


def tailorings() -> list[Any]:
    head = {
        "tailors": "base", "fits": ["law-government-2021"], "id": "binhe", "version": "1.0.0", "title": "滨河省细则",
        "layer": "province", "who": "滨河省司法厅", "when": "2024-01-05", "why": "本省条例",
    }  # fmt: skip
    ids = [one["id"] for one in criteria()]
    signed = {"who": "甲", "when": "2024-02-01", "why": "乙"}
    return [
        {**head, "terms": "terms.yaml"},
        {**head, "deselect": [{"id": ids[0], **signed}, {"id": ids[1].split(".")[0] + ".*", "why": "丙"}]},
        {**head, "only": {"ids": ids[:3], "why": "丁"}},
        {**head, "deselect": [{"id": ids[0], "why": "戊"}], "select": [{"id": ids[1].split(".")[0] + ".*"}]},
        {**head, "changes": [{**one, **signed} for one in changes()]},
        {**head, "renames": [{"from": "行政执法", "to": ["阳光执法", "执法"], **signed}]},
        {**head, "groups": {next(iter(lexicon()["groups.yaml"])): ["甲乙"]}, "new_groups": {"新组": ["丙丁", "戊"]}},
        {**head, "group": {"id": "own", "name": "本地"}, "criteria": renamed(criteria()[:2], "z")},
        {**head, "gate": {"fail_on": ["fail"], "must_pass": ids[:1], "min_score": 50, **signed}},
    ]


TERMS: list[Any] = [
    {"names": ["青屏县司法局"], "abbreviations": ["县府"], "leaders": ["县长"], "places": ["柳河镇"]},
    {"own_words": ["青屏"]},
    {"groups": {"主要领导": ["县长"]}, "renames": [{"from": "行政执法", "to": "阳光执法", "who": "甲", "why": "乙"}]},
]  # fmt: skip


@cache
def cases() -> list[Any]:
    with_cases = [one for one in criteria()[:12] if one["cases"]]
    return [
        {one["id"]: one["cases"] for one in with_cases[:6]},
        {with_cases[0]["id"]: [{"is": "full", "report": TEXT, "year": 2023, "kind": "county", "quote": ["乙"]}]},
    ]  # fmt: skip


# ------------------------------------------------------------------ the targets


def _file(folder: Path, name: str, seeds: Callable[[], Sequence[Any]], use: Callable[[Path], Any]) -> Target:
    """A target of one YAML file in a folder."""

    def attempt(data: bytes) -> str:
        path = folder / name
        path.write_bytes(data)
        try:
            use(path)
        except CheckerError as error:
            return told(error)
        return "read"

    return Target(lambda draw: as_yaml(draw, seeds()), attempt)


def _rubric(folder: Path) -> Target:
    lay_out(folder)
    return _file(folder, "local.yaml", rubrics, _use_rubric)


def _use_rubric(path: Path) -> None:
    """As loaded afresh, and as the cache would give it back."""
    plain = compile_rubric(path)
    serve(to_rubric(plain))
    again = unsealed(sealed(plain))
    must(again == plain or unsealed(sealed(again)) == again, "not kept as it was")


def _tailoring(folder: Path) -> Target:
    lay_out(folder)
    return _file(folder, "prov.yaml", tailorings, lambda path: serve(load_rubric(path, cache=False)))


def _applied(folder: Path) -> Target:
    """The same files, applied to a rubric that was chosen by the report's year."""
    lay_out(folder)
    base = load_rubric(folder / "base.yaml", cache=False)
    return _file(folder, "prov.yaml", tailorings, lambda path: serve(apply_tailoring(base, path)))


def _terms(folder: Path) -> Target:
    lay_out(folder)
    write(folder / "prov.yaml", tailorings()[0])
    return _file(
        folder, "terms.yaml", lambda: TERMS, lambda path: serve(load_rubric(path.parent / "prov.yaml", cache=False))
    )


def _cases(folder: Path) -> Target:
    from checker.measuring.cases import run_cases

    lay_out(folder)
    write(folder / "local.yaml", rubrics()[2] | {"criteria": criteria()[:12]})
    return _file(folder, "cases.yaml", cases, lambda path: run_cases(load_with_cases(path.parent / "local.yaml")))


def _lexicon(folder: Path) -> Target:
    """The first line of an input names the file of the lexicon, the rest is its content."""
    lay_out(folder)
    others = [one for one in criteria() if one["rule"]["kind"] not in ("matter", "part", "table")]
    write(folder / "whole.yaml", {**rubrics()[0], "criteria": [*others, criteria()[0]]})

    def make(draw: random.Random) -> bytes:
        name = draw.choice(sorted(lexicon()))
        return name.encode() + b"\n" + as_yaml(draw, [lexicon()[name]])

    def attempt(data: bytes) -> str:
        name, _, content = data.partition(b"\n")
        path = folder / "lexicon" / name.decode()
        path.write_bytes(content)
        try:
            serve(load_rubric(folder / "whole.yaml", cache=False))
        except CheckerError as error:
            return told(error)
        finally:
            write(path, lexicon()[name.decode()])
        return "read"

    return Target(make, attempt)


TARGETS: dict[str, Opener] = {
    "rubric": _rubric,
    "lexicon": _lexicon,
    "tailoring": _tailoring,
    "tailoring-applied": _applied,
    "terms": _terms,
    "cases": _cases,
}
