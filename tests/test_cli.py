"""The command line: exit status, one clear sentence for every mistake, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checker import check
from checker.cli_outputs import tell_written

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "fixtures" / "formats" / "heyuan-county-2023.docx"
WEAK = ROOT / "fixtures" / "reports" / "f13.txt"


def run(*arguments: str | Path, stdin: bytes = b"", seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def sentence(result: subprocess.CompletedProcess[bytes]) -> str:
    assert result.returncode == 2, result.stdout.decode() + result.stderr.decode()
    text = result.stderr.decode()
    assert "Traceback" not in text
    assert result.stdout == b""
    assert len(text.strip().splitlines()) == 1, text
    return text


def test_a_good_report_holds_the_gate() -> None:
    result = run("check", REPORT)
    assert result.returncode == 0
    assert "禾源县2023年度法治政府建设情况报告" in result.stdout.decode()


def test_a_weak_report_does_not() -> None:
    assert run("check", WEAK, "--summary").returncode == 1


def test_version_is_told_without_the_engine() -> None:
    assert run("--version").stdout.startswith(b"checker ")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "空"),
        ("junk.txt", bytes(range(256)) * 40, "junk.txt"),
        ("junk.docx", b"PK\x03\x04" + b"\x00" * 200, "junk.docx"),
        ("note.txt", "今天天气很好，适合出门散步。".encode(), "note.txt"),
    ],
)
def test_unusable_files_get_one_sentence(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert words in sentence(run("check", path))


def test_a_missing_file_never_ends_well(tmp_path: Path) -> None:
    assert "nowhere.docx" in sentence(run("check", tmp_path / "nowhere.docx"))


def test_an_empty_name_is_not_the_folder_one_is_in() -> None:
    assert "没有写文件名" in sentence(run("gate", ""))


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    sentence(run("check", tmp_path))


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes("法治政府建设。".encode() * 2_500_000)
    assert "large.txt" in sentence(run("check", path))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", REPORT, "--colour"),
        ("check",),
        ("chek", REPORT),
        ("check", REPORT, "--format", "jason"),
        ("check", REPORT, "--lang", "fr"),
        ("check", REPORT, "--kind", "village"),
        ("check", REPORT, "--year", "23"),
        ("check", REPORT, "--year", "二〇二三"),
        ("check", REPORT, "--rubric", "law-goverment"),
        ("check", REPORT, "--format", "docx"),
        ("check", REPORT, "--format", "json", "--format", "html"),
        ("explain", REPORT, "duty.statment"),
        ("rubric", "show", "law-government-2021", "duty.statment"),
        ("rubric", "evaluate", "--gold", "nowhere"),
    ],
)
def test_wrong_arguments_get_one_sentence(arguments: tuple[str | Path, ...]) -> None:
    sentence(run(*arguments))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek", REPORT), "错误：没有“chek”这个命令，您是不是想用“check”？"),
        (("审查",), "错误：没有“审查”这个命令，请用 checker --help 查看可用的命令。"),
        (("rubric", "tset"), "错误：“rubric”下没有“tset”这个命令，您是不是想用“rubric test”？"),
        (("rubric", "审查"), "错误：“rubric”下没有“审查”这个命令，请用 checker rubric --help 查看可用的命令。"),
    ],
)
def test_an_unknown_command_is_named(arguments: tuple[str | Path, ...], said: str) -> None:
    assert sentence(run(*arguments)).strip() == said


def test_a_broken_rubric_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nversion: 1.0.0\ntitel: 我的细则\n", "utf-8")
    result = run("check", REPORT, "--rubric", path)
    assert result.returncode == 2
    assert "mine.yaml:3：不认识的字段“titel”，您是不是想写“title”？" in result.stderr.decode()


def test_one_bad_file_among_good_ones_is_told_and_the_others_checked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    result = run("check", bad, REPORT, "--format", "json")
    assert result.returncode == 2
    assert len(json.loads(result.stdout)["assessments"]) == 1
    assert "bad.txt" in result.stderr.decode()


def test_json_is_the_same_bytes_under_any_hash_seed() -> None:
    first = run("check", WEAK, "--format", "json", "--with-text", seed="1")
    second = run("check", WEAK, "--format", "json", "--with-text", seed="4242")
    assert first.stdout == second.stdout
    assert first.stdout


def test_standard_input_is_a_report() -> None:
    result = run("check", "-", "--format", "json", stdin=WEAK.read_bytes())
    assert result.returncode == 1
    assert json.loads(result.stdout)["assessments"][0]["report"]["kind"] == "township"


def test_several_formats_at_once(tmp_path: Path) -> None:
    out, page = tmp_path / "out.json", tmp_path / "out.html"
    result = run("check", REPORT, "-f", f"json:{out}", "-f", f"html:{page}", "-f", "terminal")
    assert result.returncode == 0
    assert json.loads(out.read_bytes())["schema_version"] == "1.0"
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert result.stdout


def test_many_reports_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    run("check", REPORT, WEAK, "-f", "markdown", "-o", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["f13.md", "heyuan-county-2023.md"]


def test_options_override_what_the_text_says() -> None:
    result = run("check", WEAK, "-f", "json", "--kind", "county", "--year", "2018")
    report = json.loads(result.stdout)["assessments"][0]
    assert report["report"]["kind"] == "county"
    assert report["report"]["years"] == [2018]
    assert report["rubric"]["id"] == "law-government-2016"


@pytest.mark.parametrize(
    "arguments", [(), ("--help",), ("check", "--help"), ("rubric", "evaluate", "--help"), ("gate", "--help")]
)
def test_help_is_in_chinese(arguments: tuple[str, ...]) -> None:
    said = run(*arguments).stdout.decode()
    assert said.startswith("用法：")
    assert "选项：" in said
    english = ("Usage", "Options:", "Commands:", "Arguments:", "Show this message", "[required]", "[default")
    assert [word for word in english if word in said] == []
    assert not {"TEXT", "PATH", "INTEGER", "FLOAT", "RANGE"} & set(said.split())


@pytest.mark.parametrize("kind", ["县", "县级政府", "county"])
def test_the_kind_may_be_said_in_chinese(kind: str) -> None:
    result = run("check", WEAK, "-f", "json", "--kind", kind)
    assert json.loads(result.stdout)["assessments"][0]["report"]["kind"] == "county"


@pytest.mark.parametrize("command", ["check", "gate"])
def test_a_report_is_not_written_over(command: str, tmp_path: Path) -> None:
    report = tmp_path / "报告.docx"
    report.write_bytes(REPORT.read_bytes())
    assert "就是被检查的报告" in sentence(run(command, report, "-f", "docx", "-o", report))
    assert report.read_bytes() == REPORT.read_bytes()
    run(command, report, "-f", "docx", "-o", tmp_path / "批注.docx")
    assert (tmp_path / "批注.docx").read_bytes() != REPORT.read_bytes()


def test_someone_at_a_screen_hears_what_was_written() -> None:
    assessed = check(WEAK)
    said = tell_written(assessed, [Path("批注.docx"), Path("结果.html")])
    title = assessed[0].report.identity.title
    assert title is not None
    points = f"{assessed[0].score.value:.1f}".removesuffix(".0")
    assert said == f"{title.value}：未通过，{points} 分\n已写出：批注.docx、结果.html\n"


def test_a_pipe_hears_nothing_of_what_was_written(tmp_path: Path) -> None:
    result = run("check", WEAK, "-f", f"json:{tmp_path / 'a.json'}")
    assert (result.stdout, result.stderr) == (b"", b"")


def test_explain_shows_every_candidate_and_the_rule() -> None:
    text = run("explain", REPORT, "enforcement.three-systems").stdout.decode()
    assert "\n结论：符合（覆盖程度：完整）　" in text
    assert "写到这些算写到（find" in text
    assert "\n相关的原文 " in text
    assert "怎样才算符合" not in text


def test_explain_tells_what_rests_on_no_phrases_in_plain_words() -> None:
    text = run("explain", WEAK, "text.placeholders").stdout.decode()
    assert "\n结论：不符合（覆盖程度：未见）　" in text
    assert "\n依据 " in text
    assert "怎样才算符合：" in text


def test_diff_of_two_drafts(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(WEAK.read_text("utf-8").replace("xxx", "陈某"), "utf-8")
    result = run("diff", WEAK, draft)
    assert result.returncode == 0
    assert result.stdout


def test_a_named_output_beside_another_format_is_a_file(tmp_path: Path) -> None:
    page, word = tmp_path / "out.html", tmp_path / "out.docx"
    assert run("check", REPORT, "-f", "html", "-f", f"docx:{word}", "-o", page).returncode == 0
    assert page.is_file()
    assert word.is_file()


def test_a_result_is_verified_by_making_it_again(tmp_path: Path) -> None:
    kept = tmp_path / "result.json"
    run("check", WEAK, "-f", "json", "-o", kept)
    same = run("verify", kept, WEAK)
    assert same.returncode == 0
    assert same.stdout.decode().startswith("相同")
    data = json.loads(kept.read_bytes())
    data["assessments"][0]["findings"][0]["status"] = "fail"
    kept.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    other = run("verify", kept, WEAK)
    assert other.returncode == 1
    assert other.stdout.decode().startswith("不同")


def test_a_tailoring_changes_the_rubric_chosen_by_the_year(tmp_path: Path) -> None:
    path = tmp_path / "province.yaml"
    path.write_text(
        "tailors: law-government-2021\nid: east-province\nversion: 1.0.0\ntitle: 东省裁剪\n"
        "who: 省委依法治省办\nwhen: 2024-01-02\nwhy: 省里要求述法\n"
        "changes:\n  - {id: duty.accounting, level: required, why: 省里要求述法}\n",
        "utf-8",
    )
    result = run("check", WEAK, "-t", path, "-f", "json")
    assert result.stderr.decode() == ""
    findings = {f["criterion"]: f for f in json.loads(result.stdout)["assessments"][0]["findings"]}
    assert findings["duty.accounting"]["level"] == "required"


def test_a_value_that_is_refused_is_quoted() -> None:
    assert sentence(run("check", REPORT, "--year", "2023年")).strip() == (
        "错误：参数“--year”的值“2023年”不对，应为整数，请用 --help 查看用法。"
    )


def test_without_a_format_the_suffix_of_the_file_tells_it(tmp_path: Path) -> None:
    assert run("check", REPORT, "-o", tmp_path / "a.json").returncode == 0
    assert json.loads((tmp_path / "a.json").read_bytes())["schema_version"] == "1.0"
    assert run("check", REPORT, "-o", tmp_path / "a.txt").returncode == 0
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("! 有需核对事项")
    assert "不知道" in sentence(run("check", REPORT, "-o", tmp_path / "a.xls"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.txt"]


def test_several_reports_go_to_a_folder_where_no_suffix_says_file(tmp_path: Path) -> None:
    assert run("check", REPORT, WEAK, "-f", "json", "-o", tmp_path / "each").returncode == 1
    assert sorted(path.name for path in (tmp_path / "each").iterdir()) == ["f13.json", "heyuan-county-2023.json"]
    assert run("check", REPORT, WEAK, "-f", "json", "-o", tmp_path / "all.json").returncode == 1
    assert len(json.loads((tmp_path / "all.json").read_bytes())["assessments"]) == 2


def test_a_result_is_no_report(tmp_path: Path) -> None:
    for name in ("a.json", "a.jsonl", "a.sarif"):
        assert run("check", REPORT, "-o", tmp_path / name).returncode == 0
        assert "这是检查结果，不是报告" in sentence(run("check", tmp_path / name))
    assert run("verify", tmp_path / "a.json").returncode == 0


def test_two_drafts_are_compared_by_the_tailored_rubric(tmp_path: Path) -> None:
    head = "tailors: law-government-2021\nid: qingxi\nversion: 1.0.0\ntitle: 甲\nwho: 乙\nwhen: 2024-01-15\nwhy: 丙\n"
    (tmp_path / "qingxi.yaml").write_text(head + "changes:\n  - {id: duty.accounting, weight: 40}\n", "utf-8")
    plain = run("diff", REPORT, ROOT / "fixtures" / "reports" / "f01.txt").stdout.decode()
    ours = run(
        "diff", REPORT, ROOT / "fixtures" / "reports" / "f01.txt", "-t", tmp_path / "qingxi.yaml"
    ).stdout.decode()
    assert plain.splitlines()[1] != ours.splitlines()[1]
    run("diff", REPORT, REPORT, "-o", tmp_path / "d.html")
    assert (tmp_path / "d.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "现在是“csv”" in sentence(run("diff", REPORT, REPORT, "-o", tmp_path / "d.csv"))


@pytest.mark.parametrize(("said", "kind"), [("镇", "乡镇、街道"), ("区县", "县级政府"), ("县（市、区）", "县级政府")])
def test_a_kind_may_be_said_as_it_is_spoken(said: str, kind: str) -> None:
    assert f" · {kind} · " in run("check", REPORT, "--kind", said, "--summary").stdout.decode()


def test_explain_takes_the_name_and_offers_what_is_meant() -> None:
    assert run("explain", REPORT, "述法").returncode == 0
    assert "您是不是想看“duty.four-personally”（“四个亲自”）？" in sentence(run("explain", REPORT, "四个亲自"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("law-government-2021", "“law-government-2021”是细则的名称；--tailoring 后面写本地化文件，细则请用 --rubric。"),
        ("", "没有写本地化文件的文件名。"),
        ("fixtures", "这是一个文件夹，请写明其中的本地化文件。"),
        ("none.yaml", "找不到文件“none.yaml”，请检查路径。"),
    ],
)
def test_a_tailoring_that_is_no_file_gets_its_sentence(written: str, said: str) -> None:
    assert sentence(run("check", REPORT, "-t", written)).strip() == f"错误：评价细则“{written}”有误：{said}"
