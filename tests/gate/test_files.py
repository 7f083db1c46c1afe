"""Policy and waiver files: every mistake at once, with its line and a suggestion; templates that read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker import fingerprint
from checker.errors import PolicyError, WaiverFileError
from checker.gate.policy import fit, load_policy
from checker.model import Known
from checker.rubric import builtin_names, load_rubric
from checker.waivers import ReportKey, WaiverRules, apply
from checker.waivers_audit import audit
from checker.waivers_file import read_waivers, template
from checker.yaml_form import FormError
from tests.gate.made import TITLE, TODAY, assessment, finding, row, waiver

GOOD = """version: 1
waivers:
  - criterion: duty.agenda
    report: {source: 青屏县2023.docx}
    evidence: "0123456789abcdef0123456789abcdef"
    reason: 由市级统一报告
    requested_by: 县司法局 甲
    approved_by: 市司法局 乙
    approved_on: 2024-02-01
    expires: 2024-12-31
    ticket: 12
"""


def write(folder: Path, text: str, name: str = "w.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


# ----------------------------------------------------------------- policies


def test_every_mistake_of_a_policy_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """id: mine
titel: 我的
must_pas: [reporting.upward]
forbid:
  required: [fial]
  encouraged: fail
max_warn: yes
min_score: 120
waivers:
  max_days: 0
  nver: [a.b]
count: {error: ignore}
""",
        "p.yaml",
    )
    with pytest.raises(PolicyError) as caught:
        load_policy(path)
    assert [problem.partition("　→")[0] for problem in caught.value.problems] == [
        "p.yaml:1：缺少“title”",
        "p.yaml:2：不认识的字段“titel”，您是不是想写“title”？",
        "p.yaml:3：不认识的字段“must_pas”，您是不是想写“must_pass”？",
        "p.yaml:5：“required”的值“fial”不在可选范围（fail、warn、not_applicable），您是不是想写“fail”？",
        "p.yaml:6：“encouraged”应为列表：写成 [甲, 乙]，或者每项一行、以“- ”开头",
        "p.yaml:7：“max_warn”应为整数",
        "p.yaml:8：“min_score”的值不合规定（不能大于 100）",
        "p.yaml:10：“max_days”的值不合规定（不能小于 1）",
        "p.yaml:11：不认识的字段“nver”，您是不是想写“never”？",
        "p.yaml:12：“error”的值“ignore”不在可选范围（fail、warn、undecided）",
    ]
    assert str(caught.value).startswith(f"门槛规定“{path}”有 10 处错误，请改正后重试：\n  p.yaml:1：")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "p.yaml:1：文件是空的"),
        ("- 1\n", "p.yaml:1：内容应为字段组，每行写作“字段: 值”"),
        ("id: mine\nid: his\n", "p.yaml:2：“id”重复出现"),
        ("id: mine\ntitle: 我的\n", "没有写任何要求"),
        ("id: mine\ntitle: 我的\nforbid: {expected: [fail]}\n", "“expected”的值“fail”不在可选范围"),
        ("id: mine\ntitle: [\n", "YAML 写法有误"),
    ],
)
def test_one_mistake_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(write(tmp_path, text, "p.yaml"))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_misspelt_builtin_policy() -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("submision")
    assert str(caught.value) == (
        "门槛规定“submision”有误：没有名为“submision”的内置门槛规定，您是不是想写“submission”？"
    )
    with pytest.raises(PolicyError, match="可用的有：advisory、publication、submission"):
        load_policy("xyz")


@pytest.mark.parametrize("make", ["missing", "folder", "latin"])
def test_a_policy_that_cannot_be_read(tmp_path: Path, make: str) -> None:
    path = tmp_path / "p.yaml"
    if make == "folder":
        path.mkdir()
    elif make == "latin":
        path.write_bytes("id: 报告".encode("gbk"))
    words = {"missing": "找不到文件", "folder": "这是一个文件夹", "latin": "不是 UTF-8"}[make].removeprefix("这")
    with pytest.raises(PolicyError, match=words):
        load_policy(path)


def test_a_criterion_that_the_rubric_does_not_have(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id: mine\ntitle: 我的\nmust_pass:\n  - reporting.upward\n  - reporting.upwards\nwaivers: {never: [no.such]}\n",
        "p.yaml",
    )
    with pytest.raises(PolicyError) as caught:
        fit(load_policy(path), load_rubric("law-government-2021"))
    assert caught.value.problems == [
        "p.yaml:5：细则“law-government-2021”里没有条目“reporting.upwards”，您是不是想写“reporting.upward”？",
        "p.yaml:6：细则“law-government-2021”里没有条目“no.such”",
    ]


@pytest.mark.parametrize("policy", ["submission", "publication", "advisory"])
@pytest.mark.parametrize("rubric", [name for name in builtin_names() if name.startswith("law-government-")])
def test_builtin_policies_fit_builtin_rubrics(policy: str, rubric: str) -> None:
    joined = fit(load_policy(policy), load_rubric(rubric))
    assert joined.error == "fail"
    assert "fail" in dict(joined.forbid)["required"]


def test_the_builtin_policies_are_for_the_annual_report_on_law_based_government() -> None:
    with pytest.raises(PolicyError) as caught:
        fit(load_policy("submission"), load_rubric("open-government"))
    assert "细则“open-government”里没有条目“reporting.upward”" in caught.value.problems[0]


def test_what_a_policy_file_says_arrives(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """id: mine
version: 2.1.0
title: 我的
advise: true
must_pass: [reporting.upward, reporting.upward]
forbid: {expected: [warn], required: [fail]}
max_warn: 3
min_score: 60
score: without_waivers
count: {error: undecided, not_applicable: fail}
waivers: {levels: [expected], max_days: 90, second_approver: [expected], approvers: [丙]}
baseline: {forbid: [new], demanded: true}
""",
        "p.yaml",
    )
    policy = load_policy(path)
    assert policy.must_pass == ("reporting.upward",)
    assert policy.forbid == (("required", ("fail",)), ("expected", ("warn",)))
    assert (policy.max_warn, policy.min_score, policy.score) == (3, 60.0, "without_waivers")
    assert (policy.error, policy.not_applicable, policy.advise) == ("undecided", "fail", True)
    assert policy.waivers == WaiverRules(
        levels=("expected",), statuses=("fail", "warn"), max_days=90, second_approver=("expected",), approvers=("丙",)
    )
    assert (policy.baseline_forbid, policy.baseline_demanded) == (("new",), True)
    assert policy.where("max_warn") == "p.yaml:7"
    assert policy.where("forbid.encouraged") == ""


# ----------------------------------------------------------------- waiver files


def test_a_waiver_file_arrives(tmp_path: Path) -> None:
    (one,) = read_waivers(write(tmp_path, GOOD.replace("ticket: 12", "ticket: 府办 12")))
    assert one.report == ReportKey(source="青屏县2023.docx")
    assert (one.approved_on, one.expires, one.days) == (date(2024, 2, 1), date(2024, 12, 31), 335)
    assert (one.where, one.problems, one.ticket) == ("w.yaml:3", (), "府办 12")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    ticket: 12\n", "    ticket: 12\n", "w.yaml:11：“ticket”应为文字"),
        ("2024-12-31", "2024-02-30", "w.yaml:10：没有“2024-02-30”这一天，请核对日期"),
        ("2024-12-31", "2024年12月31日", "w.yaml:10：“2024年12月31日”不是日期，应写作 2024-12-31"),
        ("2024-12-31", "2024-1-5", "w.yaml:10：“2024-1-5”不是日期，应写作 2024-12-31"),
        ("2024-12-31", "", "w.yaml:10：日期没有填写，应写作 2024-12-31"),
        ("2024-12-31", "2024-01-31", "w.yaml:3：到期日早于批准日，请核对日期"),
        ("市司法局 乙", "县司法局 甲", "w.yaml:3：批准人与申请人是同一人，请由另一人批准"),
        ("市司法局 乙", "县司法局　甲", "w.yaml:3：批准人与申请人是同一人，请由另一人批准"),
        ("由市级统一报告", '""', "w.yaml:6：“reason”不能为空"),
        ("    reason: 由市级统一报告\n", "", "w.yaml:3：缺少“reason”"),
        ("    expires: 2024-12-31\n", "", "w.yaml:3：缺少“expires”"),
        ("0123456789abcdef0123", "0123", "w.yaml:5：“evidence”写法不合规定"),
        ('"0123456789abcdef0123456789abcdef"', "12345678901234567890123456789012", "w.yaml:5：“evidence”应为文字"),
        ("source: 青屏县2023.docx", "issuer: 青屏县", "report 须写 source（文件名）、sha256，或者同时"),
        ("approved_by: 市", "aproved_by: 市", "不认识的字段“aproved_by”，您是不是想写“approved_by”？"),
    ],
)  # fmt: skip
def test_a_malformed_entry_stops_and_the_others_work(tmp_path: Path, old: str, new: str, problem: str) -> None:
    good = GOOD.replace("ticket: 12", 'ticket: "12"').partition("waivers:\n")[2]
    bad = GOOD if "应为文字" in problem and "ticket" in problem else GOOD.replace("    ticket: 12\n", "")
    text = bad.replace(old, new) + good
    first, second = read_waivers(write(tmp_path, text))
    assert any(problem in one for one in first.problems), first.problems
    assert first.criterion == "duty.agenda"
    assert second.problems == ()


@pytest.mark.parametrize("entry", ["1", "duty.agenda", "[1, 2]", "null", "{criterion: [x]}"])
def test_an_entry_of_any_shape_is_only_malformed(tmp_path: Path, entry: str) -> None:
    (one,) = read_waivers(write(tmp_path, f"waivers:\n  - {entry}\n"))
    assert one.problems


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("waviers: []\n", "不认识的字段“waviers”，您是不是想写“waivers”？"),
        ("waivers: {}\n", "“waivers”应为列表"),
        ("[]\n", "内容应为字段组"),
        ("", "文件是空的"),
        ("version: 2\nwaivers: []\n", "w.yaml:1"),
        ("waivers:\n  - a: 1\n    a: 2\n", "w.yaml:3：“a”重复出现"),
    ],
)
def test_a_file_wrong_as_a_whole_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(WaiverFileError) as caught:
        read_waivers(write(tmp_path, text))
    assert words in str(caught.value)


def test_a_missing_waiver_file(tmp_path: Path) -> None:
    with pytest.raises(WaiverFileError, match="找不到文件"):
        read_waivers(tmp_path / "none.yaml")


# ----------------------------------------------------------------- templates

MADE = assessment([row("agenda", coverage="partial"), row("accounting", "expected", "none")])
SIGNED = {
    "reason": "由市级统一报告",
    "requested_by": "甲",
    "approved_by": "乙",
    "second_approved_by": "丙",
    "approved_on": "2024-02-01",
    "expires": "2024-03-31",
    "ticket": "12",
}


@pytest.mark.parametrize("criterion", ["duty.agenda", "duty.accounting"])
def test_a_filled_template_is_a_waiver_that_works(tmp_path: Path, criterion: str) -> None:
    path = write(tmp_path, template(MADE, finding(MADE, criterion), SIGNED))
    given_ = read_waivers(path)
    rules = WaiverRules(second_approver=("required",), max_days=60)
    assert [use.state for use in apply(MADE, given_, TODAY, rules)[1]] == ["applied"]
    assert given_[0].ticket == "12"
    assert given_[0].report == ReportKey(title=TITLE, issuer="青屏县人民政府", year=2023)


def test_an_empty_template_does_not_work_until_it_is_filled(tmp_path: Path) -> None:
    text = template(MADE, finding(MADE, "duty.agenda"))
    assert f'evidence: "{fingerprint.of_evidence(finding(MADE, "duty.agenda"))}"' in text
    (one,) = read_waivers(write(tmp_path, text))
    assert len(one.problems) == 5  # a second approver is the policy's to ask for
    assert "second_approved_by" not in template(MADE, finding(MADE, "duty.accounting"))


@given(st.text())
def test_any_words_survive_the_template(words: str) -> None:
    report = replace(MADE.report, identity=replace(MADE.report.identity, title=Known(words, "title")))
    made = replace(MADE, report=report)
    given_ = {**SIGNED, "reason": words, "requested_by": words}
    plain = yaml.safe_load(template(made, replace(finding(made, "duty.agenda"), name=words, message=words), given_))
    (entry,) = plain["waivers"]
    assert entry["reason"] == words.encode("utf-8", "replace").decode()
    assert entry["report"]["title"] == fingerprint.normal(words).encode("utf-8", "replace").decode()


# ----------------------------------------------------------------- audit


def test_audit_without_reports() -> None:
    rubrics = [MADE.rubric]
    given_ = [
        waiver(MADE, "duty.agenda"),
        waiver(MADE, "duty.agenda", expires=date(2024, 3, 30)),
        waiver(MADE, "duty.agenda", expires=date(2024, 2, 29)),
        waiver(MADE, "duty.none"),
        waiver(MADE, "duty.agenda", expires=date(2024, 12, 31)),
        waiver(MADE, "duty.agenda", approved_on=date(2024, 3, 2)),
        waiver(MADE, "duty.agenda", problems=("缺少“reason”",)),
    ]
    audited = audit(given_, TODAY, rubrics, WaiverRules(max_days=200), days=30)
    assert [one.use.state for one in audited] == [
        "applied", "applied", "expired", "orphaned", "refused", "early", "malformed",
    ]  # fmt: skip
    # 1 to 31 March are 31 days, 1 to 30 March are 30
    assert [one.days_left for one in audited[:3]] == [31, 30, 0]
    assert [one.expiring for one in audited] == [False, True, False, False, False, False, False]
    assert [one.needs_attention for one in audited] == [False, True, True, True, True, True, True]


@pytest.mark.parametrize(("days", "expiring"), [(0, False), (1, True)])
def test_the_last_day_counts_as_one_day_left(days: int, expiring: bool) -> None:
    (one,) = audit([waiver(MADE, "duty.agenda", expires=TODAY)], TODAY, [MADE.rubric], WaiverRules(), days=days)
    assert (one.days_left, one.expiring) == (1, expiring)


def test_audit_with_reports_finds_the_unused_and_the_changed() -> None:
    given_ = [
        waiver(MADE, "duty.agenda"),
        waiver(MADE, "duty.agenda", evidence="0" * 32),
        waiver(MADE, "duty.agenda", report=ReportKey(source="别县.docx")),
    ]
    audited = audit(given_, TODAY, [MADE.rubric], WaiverRules(), assessments=[MADE])
    assert [one.use.state for one in audited] == ["applied", "unused", "unused"]
    assert audited[2].use.note == "给出的报告里没有它所指的报告（别县.docx）"
    (changed,) = audit(given_[1:2], TODAY, [MADE.rubric], WaiverRules(), assessments=[MADE])
    assert changed.use.state == "changed"
    (alone,) = audit(given_[:1], TODAY, [MADE.rubric], WaiverRules(), assessments=[])
    assert alone.use.state == "unused"


def test_the_problem_lists_of_a_form_error() -> None:
    assert str(FormError(["一", "二"])) == "一；二"
