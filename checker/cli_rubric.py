"""``checker rubric …``: the commands for those who write and test rubrics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker import cli_authors
from checker.cli_authors import DEFAULT
from checker.cli_shared import criterion_of, some_criterion
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.measuring.evaluate import Evaluation
    from checker.rubric.compilation import Compilation

app = typer.Typer(
    help="评价细则：列出、查看、编写、检查、测试、评估。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

cli_authors.register(app)

_SHOWN = 5
"""As many of a long list are named."""


@app.command("list")
def list_command() -> None:
    """列出内置的评价细则。"""
    from checker.rubric import builtin_names, load_rubric

    for name in builtin_names():
        rubric = load_rubric(name)
        typer.echo(f"{rubric.id}  {rubric.version}  {len(rubric.criteria)} 条  {rubric.title}")


@app.command("show")
def show_command(
    rubric: Annotated[str, typer.Argument(help="细则名称或文件。")] = DEFAULT,
    criterion: Annotated[str | None, typer.Argument(help="只看一个条目。")] = None,
    origin: Annotated[bool, typer.Option("--origin", help="同时显示每个值来自哪个文件哪一行，由谁因何改动。")] = False,
) -> None:
    """查看一部细则或其中一个条目。"""
    from checker.rubric import load_rubric

    loaded = load_rubric(rubric)
    work = _traced(rubric) if origin else None
    if criterion is None:
        typer.echo(
            f"{loaded.id} {loaded.version}　{loaded.title}　（{len(loaded.criteria)} 条，摘要 {loaded.sha256[:12]}）"
        )
        for group in loaded.groups:
            typer.echo(f"\n{group.name}（{group.id}）")
            for item in loaded.criteria:
                if item.group == group.id:
                    where = f"　[{item.origin}]" if origin else ""
                    out = "（不选用）" if item.rule == "deselected" else ""
                    typer.echo(f"  {item.id:<34}{_LEVELS[item.level]}  权重{item.weight:g}  {item.name}{out}{where}")
        for note in work.notes if work else ():
            typer.echo(f"\n{note}")
        return
    chosen = criterion_of(loaded, criterion, where=f"细则“{rubric}”里")
    _show_criterion(chosen)
    if work is not None:
        cli_authors.show_origins(work, chosen)


def _traced(rubric: str) -> Compilation:
    """The compilation with the origin of every value, made afresh: the cache keeps the rubric alone."""
    from checker.rubric.compilation import builtin_folder
    from checker.rubric.load import compile_file
    from checker.rubric.open import resolve

    return compile_file(resolve(rubric, builtin_folder()))


_LEVELS = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}


def _show_criterion(item: Any) -> None:
    typer.echo(f"{item.id}　{item.name}（{_LEVELS[item.level]}，权重 {item.weight:g}）")
    typer.echo(f"要求：{item.asks}")
    if item.kinds:
        typer.echo(f"适用：{'、'.join(item.kinds)}")
    if item.since:
        typer.echo(f"自 {item.since} 年度起")
    for basis in item.basis:
        typer.echo(
            f"依据：《{basis.instrument}》{basis.number}{basis.article}" + ("" if basis.verified else "（未核对原文）")
        )
    if item.rule == "deselected":
        typer.echo(f"不选用：{item.params['reason']}")
        return
    typer.echo(f"规则：{item.rule}")
    for key, value in item.params.items():
        typer.echo(f"  {key}: {value}")
    if item.advice:
        typer.echo(f"建议：{item.advice}")
    for case in item.cases:
        typer.echo(f"案例（{case.coverage}）：{case.text}　{case.why}")


@app.command("explain")
def explain_command(
    report: Annotated[str, typer.Argument(help="报告文件。")],
    criterion: Annotated[str, typer.Argument(help="条目编号或名称，如 enforcement.three-systems。")],
    rubric: Annotated[str | None, typer.Option("--rubric", "-r", help="细则名称或文件；不写则按报告选用。")] = None,
) -> None:
    """说明一个条目在一份报告里为什么得出这个结论（与 checker explain 相同）。"""
    from checker.measuring.explain import as_text, explain
    from checker.pipeline import check

    for assessed in check(report, rubric):
        wanted = criterion_of(assessed.rubric, criterion).id
        typer.echo(as_text(explain(assessed.report, assessed.rubric, wanted), assessed.report))


@app.command("test")
def cases_command(
    rubric: Annotated[str, typer.Argument(help="细则名称或文件。")] = DEFAULT,
    criterion: Annotated[str | None, typer.Argument(help="只测编号以此开头的条目。")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="也列出通过的案例。")] = False,
) -> None:
    """运行条目旁的案例。"""
    from checker.measuring.cases import run_cases
    from checker.rubric.more_cases import load_with_cases

    loaded = load_with_cases(rubric)
    if criterion is not None:
        some_criterion(loaded, criterion)
    results = run_cases(loaded, criterion)
    if not results:
        raise UsageError("没有可以运行的案例：这些条目没有写案例，或者没有选用。")
    failed = [result for result in results if not result.passed]
    for result in results if verbose else failed:
        mark = "通过" if result.passed else "不符"
        text = result.case.text.strip()[:100]
        typer.echo(f"{mark}  {result.criterion} {result.place}：{result.told}　{text}")
    typer.echo(f"共 {len(results)} 例，通过 {len(results) - len(failed)} 例，不符 {len(failed)} 例。")
    raise typer.Exit(1 if failed else 0)


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[Path, typer.Option("--gold", help="标注文件夹。")],
    rubric: Annotated[str | None, typer.Option("--rubric", "-r", help="细则名称或文件；不写则按年度选用。")] = None,
    reports: Annotated[Path | None, typer.Option("--reports", help="报告所在文件夹。")] = None,
    ablations: Annotated[bool, typer.Option("--ablations", help="同时给出去掉陈述性质、去掉部分角色的结果。")] = False,
    disagreements: Annotated[bool, typer.Option("--disagreements", "-d", help="列出不一致之处和双方依据。")] = False,
    only: Annotated[str | None, typer.Option("--only", help="只看编号以此开头的条目。")] = None,
    at_least: Annotated[
        float | None, typer.Option("--at-least", min=0, max=1, help="一致率低于此值（0—1）时退出状态为 1。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,
) -> None:
    """用已标注的报告评估细则，并与只看关键词的结果对照。"""
    from checker.measuring.evaluate import evaluate
    from checker.measuring.tables import as_text, to_json
    from checker.rubric import load_rubric

    chosen = load_rubric(rubric) if rubric else None
    result = evaluate(gold, chosen, reports, only=only)
    extra: dict[str, Evaluation] = {}
    if ablations:
        extra["去掉陈述性质"] = evaluate(gold, chosen, reports, "assertion", only)
        extra["去掉部分角色"] = evaluate(gold, chosen, reports, "roles", only)
    if as_json:
        typer.echo(to_json(result, extra))
    else:
        typer.echo(as_text(result, extra, disagreements=disagreements))
    if result.unknown:
        shown = "、".join(result.unknown[:_SHOWN]) + (" 等" if len(result.unknown) > _SHOWN else "")
        typer.echo(f"有 {len(result.unknown)} 个标注的条目细则里没有，没有计入：{shown}", err=True)
    if result.missing:
        typer.echo(f"有标注而未读出的报告：{'、'.join(result.missing)}", err=True)
        raise typer.Exit(2)
    if at_least is not None and result.overall.accuracy < at_least:
        typer.echo(f"一致率 {result.overall.accuracy:.3f} 低于要求的 {at_least:g}。", err=True)
        raise typer.Exit(1)


@app.command("stress")
def stress_command(
    reports: Annotated[list[str], typer.Argument(help="报告文件或文件夹。")],
    rubric: Annotated[str | None, typer.Option("--rubric", "-r", help="细则名称或文件；不写则按年度选用。")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="列出每处没有照规矩变化的结论。")] = False,
) -> None:
    """改动真实报告（删依据、移入不足、改为欠缺或计划、折行……），看结论是否该变则变、不该变不变。"""
    from checker import reading, structure, text
    from checker.errors import CheckerError
    from checker.measuring.stress import Outcome, stress, totals
    from checker.model import Report
    from checker.rubric import choose_rubric, load_rubric

    outcomes: list[Outcome] = []
    for name, document in reading.read_many(reports):
        if isinstance(document, CheckerError):
            raise document
        for part in structure.build(text.clean(document), None):
            if isinstance(part, Report):
                chosen = load_rubric(rubric or choose_rubric(part.identity))
                outcomes += stress([(name, part)], chosen)
    if verbose:
        for outcome in outcomes:
            for criterion in outcome.failed:
                typer.echo(f"{outcome.edit}　{outcome.report}　{criterion}")
    typer.echo("改动          应当      结论数   照办数   比例")
    for edit, (must_change, wanted, failed) in totals(outcomes).items():
        share = f"{100 * (wanted - failed) / wanted:.1f}%" if wanted else "–"
        typer.echo(f"{edit}　{'变' if must_change else '不变'}　{wanted:>6}　{wanted - failed:>6}　{share}")
    if not outcomes:
        raise UsageError("没有可以改动的报告，请检查路径。")
