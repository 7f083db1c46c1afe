"""Targets of what gates, audits and measurements take: policies, waivers, results, manifests, labels, settings."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from collections.abc import Callable
from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from checker import fingerprint, load_rubric
from checker.errors import CheckerError
from checker.gate import judge
from checker.gate.baseline import choose, compare, of_assessment, read_result
from checker.gate.policy import Policy, load_policy, policy_folder
from checker.gate.text import as_text, audit_text, screen
from checker.model import Assessment
from checker.pipeline import check
from checker.reading.limits import Limits
from checker.rendering.objects import result
from checker.rubric import builtin_names
from checker.waivers import WaiverRules
from checker.waivers_audit import audit
from checker.waivers_file import read_waivers, template
from tests.fuzz import trees
from tests.fuzz.files import TEXT, parsed
from tests.fuzz.target import Opener, Target, must, told
from tests.fuzz.texts import ROOT

TODAY = date(2024, 3, 1)
RUBRIC = "law-government-2021"


@cache
def assessed() -> Assessment:
    return check(TEXT.encode(), RUBRIC, name="报告.txt")[0]


def guarded(use: Callable[[bytes], Any]) -> Callable[[bytes], str]:
    """An attempt: ``read`` where ``use`` comes to its end, else the error meant for the user."""

    def attempt(data: bytes) -> str:
        try:
            use(data)
        except CheckerError as error:
            return told(error)
        return "read"

    return attempt


# ------------------------------------------------------------------ gate


@cache
def policies() -> list[Any]:
    whole = {
        "id": "my-city", "version": "1.0.0", "title": "本市规定", "must_pass": ["reporting.upward", "numbers.rates"],
        "forbid": {"required": ["fail"], "expected": ["warn"], "encouraged": ["not_applicable"]}, "max_warn": 40,
        "min_score": 30, "score": "without_waivers", "count": {"error": "undecided", "not_applicable": "fail"},
        "rubric_gate": True, "baseline": {"forbid": ["regressed", "new"], "demanded": True},
        "waivers": {"allowed": True, "levels": ["required"], "approvers": ["甲"], "criteria": ["duty.statement"],
                    "never": ["reporting.upward"], "max_days": 90, "second_approver": ["required"]},
    }  # fmt: skip
    return [whole, *(parsed(path) for path in sorted(policy_folder().glob("*.yaml")))]


def _policy(folder: Path) -> Target:
    made, path, own = assessed(), folder / "policy.yaml", of_assessment(assessed())

    def use(data: bytes) -> None:
        path.write_bytes(data)
        chosen = load_policy(path)
        for against in (None, compare(own, made)):
            decided = judge(made, chosen, TODAY, (), against)
            must(decided.exit in (0, 1, 2), "exit")
            as_text([decided], screen("zh", 80, False), explain=True)

    return Target(lambda draw: trees.as_yaml(draw, policies()), guarded(use))


@cache
def waivers() -> list[Any]:
    made = assessed()
    open_ = [finding for finding in made.findings if finding.status in ("fail", "warn")]
    entries: list[Any] = [
        {
            "criterion": finding.criterion,
            "report": {"title": made.report.identity.title.value, "issuer": "青屏县人民政府", "year": 2023, "part": 1}
            if made.report.identity.title
            else {"source": "报告.txt"},
            "evidence": fingerprint.of_evidence(finding),
            "reason": "由市级统一报告", "requested_by": "甲", "approved_by": "乙", "second_approved_by": "丙",
            "approved_on": "2024-02-01", "expires": "2024-03-31", "ticket": "1",
        }
        for finding in open_[:3]
    ]  # fmt: skip
    entries[1]["report"] = {"source": "报告.txt"}
    entries[2]["report"] = {"sha256": made.report.clean.document.sha256}
    return [{"version": 1, "waivers": entries}, {"waivers": entries[:1]}]


def _waivers(folder: Path) -> Target:
    made, path = assessed(), folder / "waivers.yaml"
    policy = load_policy("submission")
    rubrics = [load_rubric(name) for name in builtin_names(maps=False)]

    def use(data: bytes) -> None:
        path.write_bytes(data)
        signed = read_waivers(path)
        for waiver in signed:
            for problem in waiver.problems:
                must(len(problem.splitlines()) == 1, f"no single line: {problem!r}")
        as_text([judge(made, policy, TODAY, signed)], screen("zh", 80, False), explain=True)
        for assessments in (None, [made]):
            audited = audit(signed, TODAY, rubrics, WaiverRules(), assessments=assessments)
            audit_text(audited, screen("zh", 80, False), days=30, today=TODAY.isoformat())

    return Target(lambda draw: trees.as_yaml(draw, waivers()), guarded(use))


def _waiver_template(folder: Path) -> Target:
    """What ``checker waivers new`` writes of any given words is YAML that is read as written."""
    made, path = assessed(), folder / "waivers.yaml"
    keys = ("reason", "requested_by", "approved_by", "second_approved_by", "approved_on", "expires", "ticket")
    good = {key: "2024-03-01" if key in ("approved_on", "expires") else f"甲{key}" for key in keys}

    def make(draw: random.Random) -> bytes:
        given = {key: trees.text(draw, value) for key, value in good.items() if draw.random() < 0.8}
        return json.dumps({"finding": draw.randrange(len(made.findings)), "given": given}).encode()

    def use(data: bytes) -> None:
        asked = json.loads(data)
        given = {key: value for key, value in asked["given"].items() if key not in ("approved_on", "expires")}
        path.write_text(template(made, made.findings[asked["finding"]], given), "utf-8")
        signed = read_waivers(path)
        must(len(signed) == 1, "not one entry")
        must(signed[0].criterion == made.findings[asked["finding"]].criterion, "another criterion")

    return Target(make, guarded(use))


# ------------------------------------------------------------------ results


@cache
def results() -> list[Any]:
    made = result([assessed()])
    for entry in made["assessments"]:
        entry["findings"] = [one for one in entry["findings"] if one["evidence"]][:6] + entry["findings"][:4]
    told_so = json.loads(json.dumps(made))
    told_so["assessments"][0]["report"].update(kind_source="option", years_source="option")
    return [json.loads(json.dumps(made)), told_so]


def _baseline(folder: Path) -> Target:
    made = assessed()
    policy = Policy("a", "甲", baseline_forbid=("new", "regressed", "incomparable"), baseline_demanded=True)

    def use(data: bytes) -> None:
        path = folder / ("earlier.jsonl" if data.startswith(b"\n") else "earlier.json")
        path.write_bytes(data)
        earlier = read_result(path)
        entry = choose(earlier, made)
        against = compare(entry or earlier[0], made)
        json.dumps(against.record())
        as_text([judge(made, policy, TODAY, None, against)], screen("zh", 80, False), explain=True)

    def make(draw: random.Random) -> bytes:
        data = trees.as_json(draw, results())
        return b"\n" + data + b"\n" + data if draw.random() < 0.2 else data

    return Target(make, guarded(use))


def _verify(folder: Path) -> Target:
    from checker.measuring.verify import verify

    report = folder / "报告.txt"
    report.write_text(TEXT, "utf-8")

    def use(data: bytes) -> None:
        path = folder / "result.json"
        path.write_bytes(data)
        for one in verify(path, [report]):
            for sentence in (*one.differences, *one.notes):
                must(len(sentence.splitlines()) == 1, f"no single line: {sentence!r}")

    return Target(lambda draw: trees.as_json(draw, results()), guarded(use))


# ------------------------------------------------------------------ audit

_ROWS: list[dict[str, Any]] = [
    {"path": "报告.txt", "place": "青屏县", "kind": "county", "year": "2023", "parent": "临江市",
     "due": "2024-03-31", "published": "2024年3月1日", "url": "https://example.gov.cn/1.html"},
    {"文件": "内/报告.docx", "地区": "柳河镇", "类别": "乡镇", "年度": "2023年度", "所属": "青屏县",
     "截止日期": "2024/3/31", "公开日期": "2024.3.1", "网址": ""},
    {"file": "http://127.0.0.1:1/x.txt", "place": "望湖县", "kind": "区", "year": 2022, "region": "临江市"},
    {"名称": "省司法厅", "主体类别": "厅", "报告年度": "2021.0", "上级": "省", "期限": "2024-01-01 00:00:00"},
]  # fmt: skip
_CSV_TOKENS = ('"', ",", "\r", "\n", "\x00", '""', ";", "\t", "\ufeff", "=1+1", "'", "a" * 140_000, "\x1a", "\x0b")


def _manifest(folder: Path) -> Target:
    """Manifests and rosters, as CSV in two encodings or JSON lines (where the input begins with ``{`` or ``[``)."""
    from checker.audit.forms import read_form
    from checker.audit.sources import content, entries, key_of

    (folder / "报告.txt").write_text(TEXT, "utf-8")
    limits = Limits(max_seconds=5.0)

    def make(draw: random.Random) -> bytes:
        rows = [trees.damaged(draw, _ROWS) for _ in range(draw.randint(1, 3))]
        rows = [row if isinstance(row, dict) else {"path": row} for row in rows]
        if draw.random() < 0.4:
            return b"\n".join(trees.as_json(draw, [row], 0.15) for row in rows)
        stream = io.StringIO()
        heads = list(dict.fromkeys(str(key) for row in rows for key in row)) or ["path"]
        writer = csv.DictWriter(stream, heads, quoting=draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
        writer.writeheader()
        writer.writerows({str(key): value for key, value in row.items()} for row in rows)
        text = stream.getvalue()
        if draw.random() < 0.3:
            return trees.scratched(draw, text, _CSV_TOKENS)
        return text.encode("gb18030" if draw.random() < 0.2 else "utf-8", "replace")

    def use(data: bytes) -> None:
        path = folder / ("manifest.jsonl" if data.lstrip()[:1] in (b"{", b"[") else "manifest.csv")
        path.write_bytes(data)
        read_form(str(path))
        with chdir(folder):
            for entry in entries([path]):
                entry.options()
                if entry.problem:
                    must(len(entry.problem.splitlines()) == 1, f"no single line: {entry.problem!r}")
                elif not entry.path.startswith(("http", "/")) or entry.path.startswith(os.fspath(folder)):
                    try:
                        key_of(content(entry, limits), entry, "")
                    except CheckerError as error:
                        told(error)

    return Target(make, guarded(use))


# ------------------------------------------------------------------ measuring, service


@cache
def labels() -> list[Any]:
    made: list[Any] = []
    for name in ("f01", "f02", "f03"):
        label = parsed(ROOT / "fixtures" / "gold" / f"{name}.yaml")
        few = dict(list(label["labels"].items())[:8])
        made.append({**label, "file": "报告.txt", "labels": few, "range": [0, 100], "note": "甲"})
    return made


def _gold(folder: Path) -> Target:
    from checker.measuring.evaluate import evaluate

    rubric = load_rubric(RUBRIC)
    (folder / "报告.txt").write_text(TEXT, "utf-8")

    def use(data: bytes) -> None:
        (folder / "a.yaml").write_bytes(data)
        evaluate(folder, rubric)

    return Target(lambda draw: trees.as_yaml(draw, labels()), guarded(use))


def _settings(folder: Path) -> Target:
    from checker.review.settings import load

    good = (
        'database = "sqlite:///a.db"\nhost = "127.0.0.1"\nport = 8000\nworkers = 2\nrubric = ""\nmax_body = 1000000\n'
        'base_url = "https://a.cn"\nlock_after = 5\nlock_seconds = 900\noidc_issuer = "https://b.cn"\n'
    )
    tokens = (
        "=",
        "[a]",
        "[[a]]",
        '"""',
        "'''",
        "true",
        "-1",
        "9" * 5000,
        "1e400",
        "nan",
        "1979-05-27",
        "{a=1}",
        "\x00",
    )

    def use(data: bytes) -> None:
        path = folder / "service.toml"
        path.write_bytes(data)
        load(path, {})

    return Target(lambda draw: trees.scratched(draw, good, tokens), guarded(use))


TARGETS: dict[str, Opener] = {
    "policy": _policy,
    "waivers": _waivers,
    "waiver-template": _waiver_template,
    "baseline": _baseline,
    "verify": _verify,
    "manifest": _manifest,
    "gold": _gold,
    "settings": _settings,
}
