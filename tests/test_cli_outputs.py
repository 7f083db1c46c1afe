"""Where the commands write: nothing that was read, nothing twice, all or nothing; what becomes of closed streams."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPORT = (
    "河源县2023年度法治政府建设情况报告\n一、主要工作\n全年评查案卷120卷。\n二、2024年工作安排\n一是抓好评查。\n"
    "河源县人民政府\n2024年1月29日\n"
)


def run(folder: Path, *arguments: str, shell: str = "") -> tuple[int, str, str]:
    """Status, standard output and standard error of a command, with ``shell`` behind it (a redirection)."""
    command = [sys.executable, "-m", "checker", *arguments]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", *command] if shell else command,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", REPORT), ("b.txt", REPORT.replace("120", "121")), ("bad.docx", "不是文档")):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said", "kept"),
    [
        (("check", "a.txt", "-f", "json:new.json", "-f", "docx"), "docx 格式不能显示在屏幕上", ()),
        (("check", "a.txt", "-f", "json:"), "“json:”的冒号后面没有文件名", ()),
        (("check", "a.txt", "-f", "json:new.json", "-f", "html:NEW.json"), "被指定了两次", ()),
        (("check", "a.txt", "b.txt", "-f", "docx:new.docx"), "一个文件只写一份报告，这次有2份", ()),
        (("check", "a.txt", "bad.docx", "-f", "json", "-o", "bad.docx"), "“bad.docx”是这次读入的文件", ("bad.docx",)),
        (("diff", "a.txt", "b.txt", "-f", "html", "-o", "b.txt"), "“b.txt”是这次读入的文件", ("b.txt",)),
        (("check", "a.txt", "b.txt", "-f", "docx", "-o", "bad.docx/x"), "不能建立文件夹", ("bad.docx",)),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is(
    folder: Path, arguments: tuple[str, ...], said: str, kept: tuple[str, ...]
) -> None:
    before = {name: (folder / name).read_bytes() for name in kept}
    status, _, told = run(folder, *arguments)
    assert status == 2
    assert said in told
    assert "Traceback" not in told
    assert not list(folder.glob("[nN][eE][wW]*"))
    assert {name: (folder / name).read_bytes() for name in kept} == before


@pytest.mark.parametrize("option", ["--policy", "--waivers", "--baseline"])
def test_the_gate_writes_over_nothing_it_reads(folder: Path, option: str) -> None:
    content = {
        "--policy": "version: 1\nid: 本县\nname: 本县门槛\ngate:\n  mandatory: hold\n",
        "--waivers": "version: 1\nwaivers: []\n",
        "--baseline": REPORT,
    }[option]
    own = folder / ("own.txt" if option == "--baseline" else "own.yaml")
    own.write_text(content, "utf-8")
    status, _, told = run(folder, "gate", "b.txt", option, own.name, "-f", f"json:{own.name}")
    assert status == 2
    assert "Traceback" not in told
    assert own.read_text("utf-8") == content


def test_no_two_reports_go_to_one_file(folder: Path) -> None:
    for name in ("x/报告.txt", "y/报告.txt", "报告~2.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(REPORT, "utf-8")
    run(folder, "check", "x/报告.txt", "y/报告.txt", "报告~2.txt", "-f", "json", "-o", "out/")
    assert len(list((folder / "out").iterdir())) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="asks for /dev/full")
@pytest.mark.parametrize(
    ("arguments", "shell", "said"),
    [
        (("check", "a.txt", "-f", "json"), "> /dev/full", "标准输出不能写入"),
        (("gate", "a.txt"), "> /dev/full", "标准输出不能写入"),
        (("check", "a.txt"), ">&-", "标准输出已关闭"),
        (("gate", "a.txt"), ">&-", "标准输出已关闭"),
        (("check", "-"), "<&-", "无法读取“标准输入”"),
        (("gate", "nothing.txt"), "2> /dev/full", ""),
        (("gate", "nothing.txt"), "2>&-", ""),
    ],
)
def test_streams_that_are_full_or_closed(folder: Path, arguments: tuple[str, ...], shell: str, said: str) -> None:
    status, shown, told = run(folder, *arguments, shell=shell)
    assert status == 2
    assert said in told
    assert "Traceback" not in shown + told
