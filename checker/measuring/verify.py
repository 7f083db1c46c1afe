"""``checker verify``: a written result is made again and compared, finding by finding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker import pipeline, strict_json
from checker.errors import CheckerError, NotAReportError, UnreadableError, UsageError, one_line
from checker.model import Assessment, Finding, Quote, Rubric
from checker.paths import is_dir, is_file, is_there
from checker.rubric import load_rubric
from checker.rubric.mistakes import say
from checker.structure import IdentityOptions
from checker.version import __version__


@dataclass(frozen=True, slots=True)
class Verified:
    """One assessment of the result. ``differences`` are sentences; none where all agrees.

    ``notes`` say what was not as recorded without changing a finding (another version of the checker).
    """

    source: str
    part: int
    rubric: str
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return not self.differences


def verify(result: Path, reports: Sequence[Path] = (), rubric: str | None = None) -> list[Verified]:
    """Make every assessment of a JSON result again with the rubric it names, and compare.

    Reports are looked for among ``reports`` (files or folders) by their digest, then where the result says
    they were. ``rubric`` says where to find a rubric or tailoring that is not built in. Raises ``CheckerError``
    where the result, a report or the rubric cannot be read.
    """
    recorded = _read(result)
    files = _by_digest(reports)
    if files and not any(entry["report"]["sha256"] in files for entry in recorded["assessments"]):
        raise UsageError("给出的文件里没有当时检查的报告（内容的摘要不符），请给出当时检查的原文件。")
    made: dict[tuple[str, str], list[Assessment]] = {}
    verified: list[Verified] = []
    for entry in recorded["assessments"]:
        report = entry["report"]
        file = files.get(report["sha256"]) or _recorded_file(result, report)
        loaded = _rubric(entry["rubric"], rubric)
        key = (str(file), loaded.sha256)
        if key not in made:
            made[key] = _again(file, loaded, _identity(report))
        again = next((one for one in made[key] if one.report.part == report["part"]), None)
        notes = []
        if recorded.get("checker_version") != __version__:
            notes.append(f"结果由检查器 {recorded.get('checker_version')} 作出，现在是 {__version__}")
        if entry["gate"]:
            notes.append("结果由 checker gate 作出：各条结论已核对，放行与否请用原来的门槛规定另行核对")
        differences = _versions(entry["rubric"], loaded)
        if again is None:
            differences.append(f"文件里读不出第 {report['part']} 份报告")
        else:
            differences += compare(entry, again)
        name = f"{loaded.id} {loaded.version}"
        verified.append(
            Verified(
                one_line(report["source"]),
                report["part"],
                name,
                tuple(map(one_line, differences)),
                tuple(map(one_line, notes)),
            )
        )
    return verified


def _again(file: Path, rubric: Rubric, identity: IdentityOptions) -> list[Assessment]:
    """What was judged once is judged again, even where it took ``--force`` then."""
    try:
        return pipeline.check(file, rubric, identity=identity)
    except NotAReportError:
        return pipeline.check(file, rubric, identity=replace(identity, force=True))


def _read(result: Path) -> dict[str, Any]:
    from pydantic import ValidationError

    from checker.measuring.verify_form import ResultForm

    remedy = "请用 checker check --format json 的输出"
    try:
        value = strict_json.loads(result.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        # a name that no file can have is a ValueError without a position
        if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
            raise UnreadableError(str(result), "不是 JSON 文件", remedy) from None
        if isinstance(error, strict_json.AmbiguousError):
            raise UnreadableError(str(result), "同一个键写了两次，或者有不是数的数", remedy) from None
        raise UnreadableError(str(result), "找不到或者打不开这个文件", "请检查路径") from None
    if not isinstance(value, dict) or not isinstance(value.get("assessments"), list):
        raise UnreadableError(str(result), "不是检查结果（没有 assessments）", remedy)
    try:
        return ResultForm.model_validate(value).model_dump()
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(map(str, first["loc"][:-1]))
        raise UnreadableError(str(result), f"不是完整的检查结果（{at}：{say(first)}）", remedy) from None


def _by_digest(reports: Sequence[Path]) -> dict[str, Path]:
    """The files named, and those in the folders named, by their SHA-256."""
    found: dict[str, Path] = {}
    for path in reports:
        if not is_there(path):
            raise UnreadableError(str(path), "找不到这个文件或文件夹", "请检查路径")
        for file in sorted(path.rglob("*")) if is_dir(path) else [path]:
            if file.is_file():
                found.setdefault(hashlib.sha256(file.read_bytes()).hexdigest(), file)
    return found


def _recorded_file(result: Path, report: Mapping[str, Any]) -> Path:
    """The report where the result says it was: from here, or from the folder of the result."""
    for candidate in (Path(report["source"]), result.parent / report["source"]):
        if is_file(candidate):
            if hashlib.sha256(candidate.read_bytes()).hexdigest() != report["sha256"]:
                text = "文件内容与检查时不同（摘要不符）"
                raise UnreadableError(report["source"], text, "请在命令后面给出当时检查的原文件")
            return candidate
    raise UnreadableError(report["source"], "找不到当时检查的报告", "请在命令后面给出报告文件或其所在文件夹")


def _rubric(recorded: Mapping[str, Any], named: str | None) -> Rubric:
    if named is not None:
        return load_rubric(named)
    try:
        return load_rubric(str(recorded["id"]))
    except CheckerError:
        raise UsageError(f"结果用的细则“{recorded['id']}”不是内置细则，请用 --rubric 指明它的文件。") from None


def _identity(report: Mapping[str, Any]) -> IdentityOptions:
    """The options that were given then: what came from an option is an option again.

    Whether a department enforces is not recorded with its source; told again, it is what it was either way.
    """
    told_kind = report.get("kind_source") == "option"
    told_years = report.get("years_source") == "option"
    return IdentityOptions(
        kind=report["kind"] if told_kind else None,
        enforcing=report["enforcing"] if told_kind or report["kind"] == "department" else None,
        years=tuple(report["years"]) if told_years else (),
    )


def _versions(recorded: Mapping[str, Any], rubric: Rubric) -> list[str]:
    if recorded["id"] != rubric.id:
        return [f"细则不同：当时是 {recorded['id']}，现在是 {rubric.id}"]
    if recorded["version"] != rubric.version:
        return [f"细则版本不同：当时是 {recorded['version']}，现在是 {rubric.version}"]
    if recorded["sha256"] != rubric.sha256:
        return [
            f"细则版本号都是 {rubric.version}，内容却不同"
            f"（摘要当时是 {str(recorded['sha256'])[:12]}，现在是 {rubric.sha256[:12]}）"
        ]
    return []


def compare(recorded: Mapping[str, Any], again: Assessment) -> list[str]:
    """What differs between a recorded assessment and the one made now, as sentences without full stops."""
    found: list[str] = []
    # the verdict of a gate is its policy's, not the rubric's
    if not recorded.get("gate") and recorded["verdict"] != again.verdict:
        found.append(f"总结论：当时 {recorded['verdict']}，现在 {again.verdict}")
    if abs(float(recorded["score"]) - again.score.value) > 0.005:
        found.append(f"得分：当时 {recorded['score']:g}，现在 {again.score.value:g}")
    then = {finding["criterion"]: finding for finding in recorded["findings"]}
    now = {finding.criterion: finding for finding in again.findings}
    found += [f"{name}：当时有这一条，现在没有" for name in then if name not in now]
    found += [f"{name}：当时没有这一条" for name in now if name not in then]
    for name, finding in now.items():
        if name in then:
            found += _compare_finding(then[name], finding)
    return found


def _compare_finding(then: Mapping[str, Any], now: Finding) -> list[str]:
    found: list[str] = []
    for key, told in (("level", "级别"), ("weight", "权重"), ("status", "结论"), ("coverage", "覆盖程度")):
        value = getattr(now, key)
        if then[key] is not None and then[key] != value:
            found.append(f"{now.criterion}：{told}当时 {then[key]}，现在 {value}")
    if not found:
        for key, told in (("message", "说明"), ("advice", "建议")):
            if then[key] != getattr(now, key):
                found.append(f"{now.criterion}：{told}的文字不同")
        if [_place(quote) for quote in then["evidence"]] != [_quoted(quote) for quote in now.evidence]:
            found.append(f"{now.criterion}：所引的原文不同")
    return found


def _place(quote: Mapping[str, Any]) -> tuple[Any, ...]:
    return (quote["start"], quote["end"], quote["text"], quote["assertion"], quote["element"])


def _quoted(quote: Quote) -> tuple[Any, ...]:
    return (quote.start, quote.end, quote.text, quote.assertion, quote.element)
