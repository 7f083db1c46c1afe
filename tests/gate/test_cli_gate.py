"""``checker gate`` and ``checker waivers`` as they are called: exit status, what is said, where it goes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

from checker.cli import main
from checker.rendering.json_format import schema
from checker.waivers_file import read_waivers

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "fixtures" / "reports" / "f03.txt"
WEAK = ROOT / "fixtures" / "reports" / "f13.txt"
SIGNED = ("--reason", "示例", "--requested-by", "甲", "--approved-by", "乙", "--second-approved-by", "丙")
DATES = ("--approved-on", "2024-01-01", "--expires", "2024-03-31")


class Run:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["checker", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        said = capsys.readouterr()
        code = caught.value.code
        return Run(code if isinstance(code, int) else 0, said.out, said.err)

    return call


def test_a_good_draft_passes_and_a_weak_one_does_not(run) -> None:  # type: ignore[no-untyped-def]
    good = run("gate", GOOD)
    assert (good.status, good.err) == (0, "")
    assert good.out.startswith("✓ 放行   禾源县2023年度法治政府建设情况报告\n")
    weak = run("gate", WEAK)
    assert weak.status == 1
    assert "✗ 必须符合的条目未通过：" in weak.out
    assert "占位符" in weak.out
    both = run("gate", GOOD, WEAK)
    assert both.status == 1
    assert both.out.endswith("共 2 份报告：放行 1，不放行 1，不能作出结论 0\n")


def test_a_report_of_another_kind_does_not_hide_the_others(run) -> None:  # type: ignore[no-untyped-def]
    other = ROOT / "fixtures" / "open-government" / "baishi-town-2023.txt"
    result = run("gate", GOOD, other)
    assert result.status == 2
    assert "共 1 份报告：放行 1，不放行 0，不能作出结论 0，未能检查 1 个文件" in result.out
    assert result.err.startswith("错误：“")
    assert "baishi-town-2023.txt”不能按这份门槛判断。门槛规定“submission”有误：" in result.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--requested-by", "甲", "--approved-by", "甲"), "不能是同一人"),
        (("--approved-by", "乙", "--second-approved-by", "乙"), "不能是同一人"),
        (("--requested-by", "王强", "--approved-by", "王　强"), "不能是同一人"),
        (("--approved-on", "2024-03-02", "--expires", "2024-03-01"), "早于批准日“2024-03-02”"),
    ],
)
def test_a_waiver_that_could_never_hold_is_not_written(run, given: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    result = run("waivers", "new", WEAK, "text.placeholders", *given)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_a_fault_of_the_program_is_no_decision(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("checker.cli_gate.targets_of", broken)
    result = run("gate", GOOD)
    assert (result.status, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith("错误：程序出错（ZeroDivisionError），没有得出结论。")


def test_an_unreadable_file_goes_before_everything(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    for others in ((GOOD,), (WEAK,), ()):
        result = run("gate", *others, empty)
        assert result.status == 2
        assert "empty.txt" in result.err
    assert "放行 1，不放行 0，不能作出结论 0，未能检查 1 个文件" in run("gate", GOOD, empty).out
    assert run("gate", empty, "--policy", "advisory").status == 2
    folder = tmp_path / "none"
    folder.mkdir()
    assert run("gate", folder).status == 2


@pytest.mark.parametrize("command", ["check", "gate"])
def test_the_outputs_tell_the_files_that_were_not_checked(run, tmp_path: Path, command: str) -> None:  # type: ignore[no-untyped-def]
    good, empty, memo = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.txt"
    good.write_bytes(GOOD.read_bytes())
    made = tmp_path.parent / f"{command}.json"
    assert run(command, tmp_path, "-f", f"json:{made}").status in (0, 1)
    assert "unread" not in json.loads(made.read_text("utf-8"))
    empty.write_bytes(b"")
    memo.write_text("关于召开会议的通知\n各科室：请于周五参加会议。\n", encoding="utf-8")
    result = run(command, tmp_path, "-f", f"json:{made}", "-f", f"sarif:{made.with_suffix('.sarif')}")
    assert result.status == 2
    told = json.loads(made.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema()).validate(told)
    assert [one["report"]["source"] for one in told["assessments"]] == [str(good)]
    assert [one["source"] for one in told["unread"]] == [str(empty), str(memo)]
    assert [f"错误：{one['reason']}" for one in told["unread"]] == [
        line for line in result.err.splitlines() if line.startswith("错误：")
    ]
    (sarif,) = json.loads(made.with_suffix(".sarif").read_text("utf-8"))["runs"]
    (invocation,) = sarif["invocations"]
    assert invocation["executionSuccessful"] is False
    reasons = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert reasons[-2:] == [one["reason"] for one in told["unread"]]


def test_a_draft_that_neither_names_nor_addresses_a_higher_level(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = GOOD.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("中共瓯岭市委、瓯岭市人民政府")]
    silent = "\n".join(lines).replace("向县委、县人大常委会报告", "形成")
    assert len(lines) == len(text.splitlines()) - 1
    assert silent.count("向县委、县人大常委会报告") == 0
    draft = tmp_path / "draft.txt"
    draft.write_text(silent, "utf-8")
    for policy, status in (("submission", 1), ("publication", 1), ("advisory", 0)):
        result = run("gate", draft, "--policy", policy)
        assert result.status == status
        assert "必须符合的条目未通过：向上级报告" in result.out


def test_explain_is_a_table_of_all_clauses(run) -> None:  # type: ignore[no-untyped-def]
    table = run("gate", GOOD, "--explain").out
    rows = [line for line in table.splitlines() if line.startswith(("  ✓ ", "  ✗ "))]
    assert len(rows) == 4
    assert "submission.yaml:" in rows[2]
    assert "指定的 4 个条目必须符合" in rows[2]
    assert "都符合" in rows[2]
    english = run("gate", GOOD, "--explain", "--lang", "en").out
    assert "The 4 criteria named must pass" in english


def test_json_carries_the_decision(run) -> None:  # type: ignore[no-untyped-def]
    result = run("gate", WEAK, "--format", "json", "--today", "2024-03-01")
    assert result.status == 1
    assert result.err.startswith("✗ 不放行")
    data = json.loads(result.out)
    jsonschema.validate(data, schema())
    (one,) = data["assessments"]
    assert (one["verdict"], one["score_waived"]) == ("fail", None)
    gate = one["gate"]
    assert (gate["outcome"], gate["exit"], gate["today"]) == ("broken", 1, "2024-03-01")
    assert gate["policy"]["id"] == "submission"
    assert len(gate["policy"]["sha256"]) == 64
    assert [clause["kind"] for clause in gate["clauses"]] == ["judged", "error", "must_pass", "forbid"]


def test_check_says_nothing_of_a_gate(run) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(run("check", WEAK, "--format", "json").out)
    jsonschema.validate(data, schema())
    assert data["assessments"][0]["gate"] is None
    assert data["assessments"][0]["score_waived"] is None


def test_the_life_of_a_waiver(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "waivers.yaml"
    path.write_text(run("waivers", "new", WEAK, "text.placeholders", *SIGNED, *DATES).out, "utf-8")
    last = run("gate", WEAK, "-w", path, "--today", "2024-03-31", "--format", "json")
    (one,) = json.loads(last.out)["assessments"]
    jsonschema.validate(json.loads(last.out), schema())
    finding = next(f for f in one["findings"] if f["criterion"] == "text.placeholders")
    plain = next(
        f
        for f in json.loads(run("check", WEAK, "-f", "json").out)["assessments"][0]["findings"]
        if f["criterion"] == "text.placeholders"
    )
    assert finding["waiver"]["expires"] == "2024-03-31"
    assert {**finding, "waiver": None} == plain
    assert one["score_waived"] > one["score"]
    assert [waiver["state"] for waiver in one["gate"]["waivers"]] == ["applied"]
    assert "占位符" not in one["gate_reasons"][0]
    shown = run("gate", WEAK, "-w", path, "--today", "2024-03-31").out
    assert "── 豁免（1） ──" in shown
    assert "占位符（结论仍为“不符合”）：示例（申请：甲；批准：乙、丙，2024-01-01；有效期至 2024-03-31）" in "".join(
        line.strip() for line in shown.splitlines()
    )
    assert "（计入豁免 " in shown
    assert "（计入豁免 " in run("gate", WEAK, "-w", path, "--today", "2024-03-31", "-f", "terminal").out
    after = run("gate", WEAK, "-w", path, "--today", "2024-04-01").out
    assert "── 不起作用的豁免（1） ──" in after
    assert "已于 2024-03-31 到期" in after
    strange = run("gate", GOOD, "-w", path, "--today", "2024-03-31")
    assert strange.status == 0
    said = " ".join(strange.out.split())
    assert "! 有 1 条豁免所指的报告不在本次检查之内，请核对：waivers.yaml:4 text.placeholders" in said
    assert "不在本次检查之内" not in run("gate", GOOD, WEAK, "-w", path, "--today", "2024-03-31").out
    ignored = run("gate", WEAK, "-w", path, "--no-waivers", "--today", "2024-03-31").out
    assert "豁免" not in ignored
    assert run("waivers", "audit", path, "--today", "2024-02-01").status == 0
    soon = run("waivers", "audit", path, "--report", WEAK, "--today", "2024-03-02")
    assert (soon.status, soon.out.splitlines()[-1]) == (
        1,
        "共 1 条豁免：1 条有效，0 条不起作用，1 条 30 天内到期（按 2024-03-02）",
    )
    assert "将于 2024-03-31 到期（还有 30 天）" in soon.out
    gone = run("waivers", "audit", path, path, "--today", "2024-04-01", "--json")
    assert gone.status == 1
    assert len(json.loads(gone.out)["waivers"]) == 2
    assert json.loads(gone.out)["waivers"][0]["state"] == "expired"


def test_waivers_are_audited_as_the_gate_reads_the_report(run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    letter = tmp_path / "letter.txt"
    letter.write_text("各位同事：\n天气转冷，请注意保暖。全年共办理××件事。\n", encoding="utf-8")
    path = tmp_path / "w.yaml"
    asked = ("--force", "--kind", "county", "--year", "2023")
    signed = (
        "--requested-by",
        "甲",
        "--approved-by",
        "乙",
        "--second-approved-by",
        "丙",
        "--approved-on",
        "2024-01-01",
        "--expires",
        "2024-03-31",
    )
    made = run("waivers", "new", letter, "text.placeholders", "--reason", "待补", *signed, "--into", path, *asked)
    assert made.status == 0
    assert run("waivers", "audit", path, "--report", letter, "--today", "2024-02-01").status == 2
    forced = run("waivers", "audit", path, "--report", letter, "--today", "2024-02-01", "--days", "0", *asked)
    assert (forced.status, forced.out.splitlines()[-1]) == (
        0,
        "共 1 条豁免：1 条有效，0 条不起作用，0 条 0 天内到期（按 2024-02-01）",
    )


def test_the_template_of_a_met_criterion_is_refused(run) -> None:  # type: ignore[no-untyped-def]
    result = run("waivers", "new", GOOD, "text.placeholders")
    assert (result.status, result.err) == (2, "错误：条目“占位符”没有需要处理的事项，用不着豁免。\n")
    result = run("waivers", "new", GOOD, "text.placeholder")
    assert result.err == (
        "错误：细则“law-government-2021”里没有条目“text.placeholder”，您是不是想写“text.placeholders”？\n"
    )


def test_the_gate_names_ids_and_a_template_takes_the_name_as_well(run) -> None:  # type: ignore[no-untyped-def]
    assert "占位符（text.placeholders）" in run("gate", WEAK).out
    assert "(text.placeholders)" in run("gate", WEAK, "--lang", "en").out
    by_name, by_id = run("waivers", "new", WEAK, "占位符"), run("waivers", "new", WEAK, "text.placeholders")
    assert (by_name.status, by_name.out) == (0, by_id.out)
    assert "条目“占位”" not in by_name.err
    assert run("waivers", "new", WEAK, "占位").err == "错误：细则“law-government-2021”里没有条目“占位”。\n"
    told = run("explain", WEAK, "占位符")
    assert (told.status, told.out) == (0, run("explain", WEAK, "text.placeholders").out)


def test_a_second_waiver_is_added_to_the_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "waivers.yaml"
    for criterion in ("text.placeholders", "reporting.upward"):
        made = run("waivers", "new", WEAK, criterion, *SIGNED, *DATES, "--into", path)
        assert (made.status, made.out, made.err) == (0, "", "")
    assert [one.criterion for one in read_waivers(path)] == ["text.placeholders", "reporting.upward"]
    assert [one.problems for one in read_waivers(path)] == [(), ()]
    path.write_text("# 台账\nversion: 1\nwaivers:\n- criterion: x\n  # 待补\n", "utf-8")
    assert run("waivers", "new", WEAK, "占位符", "--into", path).status == 0
    assert path.read_text("utf-8").startswith("# 台账\nversion: 1\nwaivers:\n- criterion: x\n  # 待补\n# 占位符：")
    assert [one.criterion for one in read_waivers(path)] == ["x", "text.placeholders"]


@pytest.mark.parametrize("text", ["version: 1\nwaivers: []\n", "waivers:\n  - criterion: x\nversion: 1\n"])
def test_a_file_that_no_entry_can_follow_is_left_as_it_is(run, tmp_path: Path, text: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "waivers.yaml"
    path.write_text(text, "utf-8")
    result = run("waivers", "new", WEAK, "占位符", "--into", path)
    assert result.status == 2
    assert "末尾接不上新的一条，请不写 --into，把输出的内容手工加到 waivers 下面" in result.err
    assert path.read_text("utf-8") == text


def test_another_output_is_no_baseline(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "kept.sarif"
    assert run("gate", WEAK, "--format", f"sarif:{path}").status == 1
    result = run("gate", WEAK, "--baseline", path)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        f"错误：基线“{path}”不是报告，也不是 JSON 结果。请用前一稿，或 check --format json 写出的结果。\n"
    )


def test_baseline_from_a_report_and_from_a_kept_result(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    fixed = tmp_path / "fixed.txt"
    fixed.write_text(WEAK.read_text("utf-8").replace("xxx", "陈某"), "utf-8")
    kept = tmp_path / "kept.json"
    run("check", WEAK, "--format", "json", "-o", kept)
    for baseline in (WEAK, kept):
        result = run("gate", fixed, "-b", baseline, "--policy", "advisory", "--no-regressions", "--format", "json")
        assert result.status == 0
        (one,) = json.loads(result.out)["assessments"]
        states = {item["criterion"]: item for item in one["gate"]["baseline"]["items"]}
        assert states["text.placeholders"]["state"] in ("fixed", "improved")
        clause = next(clause for clause in one["gate"]["clauses"] if clause["kind"] == "baseline")
        assert clause["outcome"] == "held"
        back = run("gate", WEAK, "-b", baseline, "--no-regressions", "--format", "json")
        (same,) = json.loads(back.out)["assessments"]
        assert {item["state"] for item in same["gate"]["baseline"]["items"]} == {"unchanged"}
    worse = run("gate", WEAK, "-b", fixed, "--no-regressions")
    assert worse.status == 1
    assert "与基线相比有 1 个“新出现”或“有退步”的条目：占位符" in worse.out
    stranger = run("gate", GOOD, "-b", WEAK, "--no-regressions")
    assert stranger.status == 2
    assert "没有可对照的基线" in stranger.out
    assert run("gate", GOOD, "-b", WEAK).status == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--policy", "submision"), "您是不是想写“submission”？"),
        (("--policy", "nowhere.yaml"), "找不到文件“nowhere.yaml”"),
        (("--waivers", "nowhere.yaml"), "找不到文件“nowhere.yaml”"),
        (("--baseline", "nowhere.json"), "nowhere.json"),
        (("--baseline", "nowhere.txt"), "nowhere.txt"),
        (("--no-regressions",), "要与 --baseline 一起用"),
        (("--today", "2024-02-30"), "日期“2024-02-30”写法不对"),
        (("--today", "20240301"), "日期“20240301”写法不对"),
        (("-o", "x"), "--format"),
        (("--format", "jason"), "json"),
        (("--rubric", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_wrong_arguments_get_one_sentence_and_two(run, arguments: tuple[str, ...], words: str) -> None:  # type: ignore[no-untyped-def]
    result = run("gate", GOOD, *arguments)
    assert (result.status, result.out) == (2, "")
    assert words in result.err
    assert len(result.err.splitlines()) == 1


def test_a_tailoring_holds_at_the_gate_as_it_does_in_a_check(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    tailored = tmp_path / "binhe.yaml"
    tailored.write_text(
        "tailors: law-government-2021\nid: binhe\nversion: 1.0.0\ntitle: 滨河省细则\n"
        "who: 滨河省司法厅\nwhen: '2024-01-05'\nwhy: 本省条例\n"
        "changes:\n  - {id: duty.four-personally, level: required, why: 本省条例第九条}\n",
        encoding="utf-8",
    )
    result = tmp_path / "result.json"
    assert run("gate", GOOD, "--tailoring", tailored, "--format", f"json:{result}").status == 0
    (assessment,) = json.loads(result.read_text(encoding="utf-8"))["assessments"]
    assert assessment["rubric"]["id"] == "binhe"
    levels = {finding["criterion"]: finding["level"] for finding in assessment["findings"]}
    assert levels["duty.four-personally"] == "required"
    missing = run("gate", GOOD, "--tailoring", tmp_path / "none.yaml")
    assert missing.status == 2
    assert "none.yaml" in missing.err
