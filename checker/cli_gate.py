"""``checker gate`` and ``checker waivers``: the only place of the gate that reads the clock.

Exit status of ``gate``: 0 every report passes, 1 one does not, 2 one could not be judged: an unreadable
file, a wrong policy, no decision. 2 goes before 1, so that a file nobody could read is never overlooked.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli_outputs import formats_asked, show, targets_of, write_out
from checker.cli_shared import (
    EnforcingOption,
    ForceOption,
    IssuerOption,
    KindOption,
    LangOption,
    OutputOption,
    Reports,
    RubricOption,
    TailoringOption,
    YearOption,
    check_all,
    identity_options,
    language,
    part_of,
    unread_of,
)
from checker.errors import CheckerError, PolicyError, UsageError, one_line

if TYPE_CHECKING:
    from checker.gate import Decision
    from checker.gate.baseline import Earlier
    from checker.model import Assessment, Finding, Rubric
    from checker.rendering import Unread
    from checker.rendering.terminal import Screen
    from checker.structure import IdentityOptions
    from checker.waivers_audit import Audited

waivers_app = typer.Typer(
    help="豁免：审查豁免文件，为一个结论写出豁免的样张。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

PolicyOption = Annotated[
    str, typer.Option("--policy", "-p", help="门槛规定：submission、publication、advisory，或 YAML 文件。")
]
DayOption = Annotated[str | None, typer.Option("--today", help="按哪一天判断豁免是否有效，如 2024-12-31；默认今天。")]
GateFormatOption = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", help="另外输出检查结果的格式，可写多次；“格式:文件”写入文件。"),
]
# China has had one zone without summer time since 1991; a fixed offset needs no zone database on Windows.
_SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


# Outputs of ours that would be read as the text of a report, and compared without sense.
_OTHER_RESULTS = (".sarif", ".xml", ".csv")


def register(app: typer.Typer) -> None:
    """Add ``gate`` and ``waivers`` to the command line."""
    app.command("gate")(gate_command)
    app.add_typer(waivers_app, name="waivers")


def gate_command(
    reports: Reports,
    policy: PolicyOption = "submission",
    waivers: Annotated[Path | None, typer.Option("--waivers", "-w", help="豁免文件（YAML）。")] = None,
    no_waivers: Annotated[bool, typer.Option("--no-waivers", help="不使用任何豁免，看真实情况。")] = False,
    baseline: Annotated[
        str | None, typer.Option("--baseline", "-b", help="前一稿或上年的报告，或 check --format json 的结果。")
    ] = None,
    no_regressions: Annotated[
        bool, typer.Option("--no-regressions", help="与基线相比不得有新出现、有退步的条目。")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="列出每项条件、查得的情况和由哪一项决定。")] = False,
    rubric: RubricOption = None,
    tailoring: TailoringOption = None,
    format: GateFormatOption = None,
    output: OutputOption = None,
    lang: LangOption = "zh",
    today: DayOption = None,
    kind: KindOption = None,
    enforcing: EnforcingOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    force: ForceOption = False,
) -> None:
    """按门槛规定判断报告能否放行：0 放行，1 不放行，2 不能作出结论。"""
    from dataclasses import replace

    from checker.gate import judge
    from checker.gate.baseline import choose, compare
    from checker.gate.policy import load_policy
    from checker.rendering import Unread
    from checker.waivers_file import read_waivers

    targets = targets_of(formats_asked(format, output), output)
    identity = identity_options(kind, enforcing, year, issuer, force)
    day, chosen = _day(today), load_policy(policy)
    if output is not None and not targets:
        raise UsageError("写了 -o 就要用 --format 指定格式，如 --format json -o 结果.json。")
    if no_regressions:
        if baseline is None:
            raise UsageError("--no-regressions 要与 --baseline 一起用，请指定前一稿或上年的报告。")
        forbid = tuple(dict.fromkeys((*chosen.baseline_forbid, "new", "regressed")))
        chosen = replace(chosen, baseline_forbid=forbid, baseline_demanded=True)
    signed = None if no_waivers or waivers is None else read_waivers(waivers)
    earlier = _earlier(baseline, rubric, identity, tailoring) if baseline is not None else ()
    decisions: list[Decision] = []
    failures: list[Unread] = []
    for result in check_all(reports, rubric, identity, tailoring):
        if isinstance(result, CheckerError):
            failures.append(unread_of(result))
            sys.stderr.write(f"错误：{result}\n")
            continue
        for assessment in result:
            entry = choose(earlier, assessment)
            against = compare(entry, assessment) if entry is not None else None
            try:
                decisions.append(judge(assessment, chosen, day, signed, against))
            except PolicyError as error:
                # made for another kind of report: the others are judged all the same
                name = assessment.report.clean.document.source
                said = f"“{one_line(name)}”不能按这份门槛判断。{error}"
                failures.append(Unread(name, one_line(said)))
                sys.stderr.write(f"错误：{said}\n")
    if not decisions and not failures:
        raise UsageError("没有找到可以检查的报告，请检查路径。")
    read = [*reports, policy, waivers, baseline, rubric, tailoring]
    _show(decisions, failures, targets, output, lang, explain, read)
    status = max((decision.exit for decision in decisions), default=2)
    raise typer.Exit(2 if failures else status)


def _show(
    decisions: Sequence[Decision],
    failures: Sequence[Unread],
    targets: list[tuple[str, Path | None]],
    output: Path | None,
    lang: str,
    explain: bool,
    read: Sequence[str | Path | None],
) -> None:
    """The gate's own text on standard output, or beside another format there, on standard error."""
    from checker.gate.text import as_text
    from checker.rendering import RenderOptions

    stdout_taken = output is None and any(path is None for _, path in targets)
    stream = sys.stderr if stdout_taken else sys.stdout
    if decisions:
        on = _screen(lang, stream)
        options = RenderOptions(
            lang=language(lang),
            width=on.width,
            color=sys.stdout.isatty() and output is None,
            unread=tuple(failures),
        )
        write_out([decision.assessment for decision in decisions], targets, output, options, read)
        told = as_text(decisions, on, explain=explain, unread=len(failures))
        if stdout_taken:
            sys.stderr.write(told)
        else:
            show(told)


def _screen(lang: str, stream: Any) -> Screen:
    from checker.gate.text import screen

    width = shutil.get_terminal_size((100, 24)).columns
    return screen(language(lang), min(max(width, 40), 120), stream.isatty())


def _day(given: str | None) -> date:
    """The day asked for, else today in Asia/Shanghai."""
    if given is None:
        return datetime.now(_SHANGHAI).date()
    try:
        if len(given) != len("2024-12-31"):
            raise ValueError
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"日期“{given}”写法不对，应写作 2024-12-31。") from None


def _earlier(
    baseline: str, rubric: str | None, identity: IdentityOptions, tailoring: str | None
) -> tuple[Earlier, ...]:
    from dataclasses import replace

    from checker.gate.baseline import of_assessment, read_result

    if baseline.lower().endswith((".json", ".jsonl")):
        return read_result(Path(baseline))
    if baseline.lower().endswith(_OTHER_RESULTS):
        raise UsageError(f"基线“{baseline}”不是报告，也不是 JSON 结果。请用前一稿，或 check --format json 写出的结果。")
    # The years given are this year's report's; the baseline may be last year's.
    found: list[Earlier] = []
    for result in check_all([baseline], rubric, replace(identity, years=()), tailoring):
        if isinstance(result, CheckerError):
            raise result
        found += [of_assessment(assessment) for assessment in result]
    if not found:
        raise UsageError(f"基线“{baseline}”里没有报告，请检查路径。")
    return tuple(found)


@waivers_app.command("audit")
def audit_command(
    files: Annotated[list[Path], typer.Argument(help="豁免文件（YAML），可以有几个。", show_default=False)],
    reports: Annotated[
        list[str] | None,
        typer.Option("--report", help="豁免所指的报告或文件夹，可写多次；给出时同时查依据是否变了、是否还用得到。"),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=0, help="提示这么多天以内到期的豁免。")] = 30,
    policy: PolicyOption = "submission",
    rubric: RubricOption = None,
    tailoring: TailoringOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
    lang: LangOption = "zh",
    today: DayOption = None,
    kind: KindOption = None,
    enforcing: EnforcingOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    force: ForceOption = False,
) -> None:
    """审查豁免文件：0 都有效，1 有不起作用或即将到期的，2 文件不能读。"""
    from checker.gate.policy import load_policy
    from checker.gate.text import audit_text
    from checker.rubric import builtin_names, load_rubric
    from checker.waivers_audit import audit
    from checker.waivers_file import read_waivers

    day, rules = _day(today), load_policy(policy).waivers
    signed = [waiver for file in files for waiver in read_waivers(file)]
    assessments: list[Assessment] | None = None
    if reports:
        assessments = []
        for result in check_all(reports, rubric, identity_options(kind, enforcing, year, issuer, force), tailoring):
            if isinstance(result, CheckerError):
                raise result
            assessments += result
    rubrics: list[Rubric] = [load_rubric(name) for name in ([rubric] if rubric else builtin_names(maps=False))]
    audited = audit(signed, day, rubrics, rules, days=days, assessments=assessments)
    if as_json:
        _write_json(audited, day)
    else:
        sys.stdout.write(audit_text(audited, _screen(lang, sys.stdout), days=days, today=day.isoformat()))
    raise typer.Exit(1 if any(one.needs_attention for one in audited) else 0)


def _write_json(audited: Sequence[Audited], today: date) -> None:
    from checker.rendering.json_format import dump

    rows = [
        {
            "where": one.use.waiver.where,
            "criterion": one.use.waiver.criterion,
            "state": one.use.state,
            "note": one.use.note,
            "days_left": one.days_left,
            "expiring": one.expiring,
        }
        for one in audited
    ]
    sys.stdout.write(dump({"today": today.isoformat(), "waivers": rows}, indent=2).decode() + "\n")


@waivers_app.command("new")
def new_command(
    report: Annotated[str, typer.Argument(help="报告文件。", show_default=False)],
    criterion: Annotated[str, typer.Argument(help="条目编号或名称，如 disputes.petitions。", show_default=False)],
    rubric: RubricOption = None,
    tailoring: TailoringOption = None,
    part: Annotated[int, typer.Option("--part", help="文件里有几份报告时，是第几份。")] = 1,
    reason: Annotated[str, typer.Option("--reason", help="理由。")] = "",
    requested_by: Annotated[str, typer.Option("--requested-by", help="申请人。")] = "",
    approved_by: Annotated[str, typer.Option("--approved-by", help="批准人。")] = "",
    second_approved_by: Annotated[str, typer.Option("--second-approved-by", help="第二批准人。")] = "",
    approved_on: Annotated[str, typer.Option("--approved-on", help="批准日，如 2024-03-01。")] = "",
    expires: Annotated[str, typer.Option("--expires", help="最后有效日，当天仍有效。")] = "",
    ticket: Annotated[str, typer.Option("--ticket", help="工单或文件编号。")] = "",
    into: Annotated[Path | None, typer.Option("--into", help="加进这个豁免文件，没有就新建。")] = None,
    kind: KindOption = None,
    enforcing: EnforcingOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    force: ForceOption = False,
) -> None:
    """为一个结论写出豁免样张；没有给出的各项留空待填。"""
    from checker.gate_forms import one_person
    from checker.pipeline import check
    from checker.rendering import write_atomically
    from checker.waivers_file import added, template

    for value in (approved_on, expires):
        if value:
            _day(value)
    if approved_on and expires and expires < approved_on:
        raise UsageError(f"最后有效日“{expires}”早于批准日“{approved_on}”，请核对。")
    signed = [one_person(name) for name in (requested_by, approved_by, second_approved_by) if name.strip()]
    if len(set(signed)) < len(signed):
        raise UsageError("申请人、批准人、第二批准人不能是同一人，请由另一人批准。")
    assessed = check(
        report, rubric, identity=identity_options(kind, enforcing, year, issuer, force), tailoring=tailoring
    )
    given = {
        "reason": reason,
        "requested_by": requested_by,
        "approved_by": approved_by,
        "second_approved_by": second_approved_by,
        "approved_on": approved_on,
        "expires": expires,
        "ticket": ticket,
    }
    chosen = part_of(assessed, report, part)
    made = template(chosen, _open_finding(chosen, criterion), given)
    if into is None:
        sys.stdout.write(made)
        return
    write_atomically(into, (added(into, made) if into.exists() else made).encode("utf-8"))


def _open_finding(assessment: Assessment, criterion: str) -> Finding:
    from checker.rubric.mistakes import did_you_mean
    from checker.waivers import WAIVABLE

    findings = {finding.criterion: finding for finding in assessment.findings}
    # the name is what the pages and letters show
    named = [finding for finding in assessment.findings if finding.name == criterion]
    finding = findings.get(criterion) or (named[0] if len(named) == 1 else None)
    if finding is None:
        hint = did_you_mean(criterion, sorted(findings))
        raise UsageError(f"细则“{assessment.rubric.id}”里没有条目“{criterion}”{hint or '。'}")
    if finding.status not in WAIVABLE:
        raise UsageError(f"条目“{finding.name}”没有需要处理的事项，用不着豁免。")
    return finding
