"""What docs/gate.md says is run; the hook, the action and the template call the command as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WEAK = ROOT / "fixtures" / "reports" / "f13.txt"
GOOD = ROOT / "fixtures" / "reports" / "f03.txt"
PAGE = (ROOT / "docs" / "gate.md").read_text("utf-8")
BASH = shutil.which("bash")

needs_bash = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="wants bash")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a draft, the draft before it, and ``checker`` on the path."""
    shutil.copy(WEAK, tmp_path / "草稿.txt")
    shutil.copy(WEAK, tmp_path / "上一稿.txt")
    shutil.copy(GOOD, tmp_path / "好稿.txt")
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "checker"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def shell(script: str, place: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    assert BASH is not None
    path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **variables}
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=place, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def blocks() -> list[tuple[str, str, str]]:
    """(language, rest of the fence's first line, content) of every fenced block of the page."""
    return re.findall(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", PAGE, re.M | re.S)


@needs_bash
def test_every_command_of_the_page_runs_as_it_says(place: Path) -> None:
    ran = 0
    for language, rest, content in blocks():
        if language == "yaml" and rest:
            (place / rest).write_text(content, "utf-8")
        elif language == "sh":
            wanted = int(rest.removeprefix("status=")) if rest else 0
            lines = content.strip().splitlines()
            for index, line in enumerate(lines):
                result = shell(line, place)
                assert result.returncode in ((0, 1) if index < len(lines) - 1 else (wanted,)), (line, result.stderr)
                assert "Traceback" not in result.stderr
                assert not result.stderr.startswith("错误")
                ran += 1
        elif language == "python":
            result = shell(f"{sys.executable} - <<'END'\n{content}END", place)
            assert result.stdout.startswith("1 ("), result.stderr
            ran += 1
    assert ran >= 10


def test_every_yaml_block_is_yaml() -> None:
    for language, _, content in blocks():
        if language == "yaml":
            assert yaml.safe_load(content)


def test_the_page_links_to_what_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (ROOT / "docs" / target).is_file(), target


def hooks() -> dict[str, dict[str, object]]:
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@needs_bash
def test_the_pre_commit_hooks(place: Path) -> None:
    gate = hooks()["fazhi-gate"]
    assert shell(f"{gate['entry']} --policy submission 好稿.txt", place).returncode == 0
    assert shell(f"{gate['entry']} 草稿.txt 好稿.txt", place).returncode == 1
    assert re.search(str(gate["files"]), "drafts/青屏县.docx")
    assert not re.search(str(gate["files"]), "waivers.yaml")
    audit = hooks()["fazhi-waivers"]
    (place / "waivers.yaml").write_text("waivers: []\n", "utf-8")
    assert shell(f"{audit['entry']} waivers.yaml", place).returncode == 0
    assert re.search(str(audit["files"]), "drafts/waivers.yaml")


@needs_bash
@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ("好稿.txt\n", 0),
        ("  好稿.txt \r\n", 0),
        ("好稿.txt\n草稿.txt", 1),
        ("没有.txt", 2),
        ("--policy=advisory", 2),
        ("$(touch hacked)", 2),
    ],
)
def test_the_github_action(place: Path, reports: str, status: int) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    assert step["id"] == "gate"
    # nothing that a caller writes is put into the script itself
    assert "${{" not in step["run"]
    defaults = {name: str(entry.get("default", "")) for name, entry in action["inputs"].items()}
    given = {**defaults, "reports": reports}
    variables = {
        name: given[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value).group(1)]  # type: ignore[union-attr]
        for name, value in step["env"].items()
    }
    output = place / "output"
    result = shell(step["run"], place, GITHUB_OUTPUT=str(output), **variables)
    assert result.returncode == status, result.stderr
    assert output.read_text("utf-8") == f"status={status}\n"
    assert not (place / "hacked").exists()
    if status < 2:
        data = json.loads((place / "gate-result.json").read_text("utf-8"))
        assert [one["gate"]["exit"] for one in data["assessments"]][-1] == status
        assert ("::error" in result.stdout) == (status == 1)


@needs_bash
@pytest.mark.parametrize(("report", "status"), [("好稿.txt", 0), ("草稿.txt", 1), ("没有.txt", 2)])
def test_the_gitlab_template(place: Path, report: str, status: int) -> None:
    job = yaml.safe_load((ROOT / "docs" / "integrations" / "gitlab-gate.yml").read_text("utf-8"))["fazhi-gate"]
    variables = {**job["variables"], "GATE_REPORTS": report, "GATE_BASELINE": "上一稿.txt" if status else ""}
    result = shell("\n".join(job["script"]), place, **variables)
    assert result.returncode == status, result.stderr
    if status < 2:
        assert (place / "gate-junit.xml").is_file()
        assert (place / "gate-result.json").is_file()
