"""``checker rubric …``: the commands that write, lint, draw, compare and mutate rubrics."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli_shared import some_criterion
from checker.errors import UnwritableError, UsageError, why_not
from checker.paths import is_there

if TYPE_CHECKING:
    from checker.measuring.lint import Remark
    from checker.rubric.compilation import Compilation

DEFAULT = "law-government-2021"
_SHOWN = 20
_UNHELD = ("没有案例用到", "有案例用到而结论不变")
RubricArgument = Annotated[str, typer.Argument(help="细则名称，或者细则、本地化文件。")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``checker rubric``."""
    app.command("new")(new_command)
    app.command("lint")(lint_command)
    app.command("schema")(schema_command)
    app.command("docs")(docs_command)
    app.command("diff")(diff_command)
    app.command("mutate")(mutate_command)


def new_command(
    name: Annotated[str, typer.Argument(help="新细则的编号，也是文件名。")],
    extends: Annotated[str | None, typer.Option("--extends", help="在这部细则上增加。")] = None,
    tailors: Annotated[str | None, typer.Option("--tailors", help="写一份本地化文件，以这部细则为底。")] = None,
    folder: Annotated[Path, typer.Option("--folder", help="写到哪个文件夹。")] = Path(),
) -> None:
    """写一份带说明的细则（或本地化）文件，供照着修改。"""
    import re

    from checker.rubric.compilation import builtin_folder
    from checker.rubric.open import resolve
    from checker.rubric.published import shipped
    from checker.rubric.starter import rubric_text, tailoring_text

    if extends and tailors:
        raise UsageError("--extends 和 --tailors 只能写一个：前者是新细则，后者是本地化文件。")
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise UsageError(f"编号“{name}”只能用小写字母、数字和连字符，并以字母开头，如 binhe-province。")
    base = extends or tailors
    if base:
        below = resolve(base, builtin_folder())
        if base.endswith((".yaml", ".yml")) and extends:
            extends = _from(folder, below)
        elif base.endswith((".yaml", ".yml")):
            tailors = _from(folder, below)
    kind = "tailoring" if tailors else "rubric"
    text = tailoring_text(name, tailors) if tailors else rubric_text(name, extends)
    path = folder / f"{name}.yaml"
    if is_there(path):
        raise UnwritableError(str(path), "文件已经存在", "请换一个编号，或者先移走原来的文件")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        (folder / f"{kind}.schema.json").write_text(shipped(kind), "utf-8", newline="\n")
    except OSError as error:
        raise UnwritableError(str(path), f"写不进去（{why_not(error)}）", "请检查文件夹和权限") from None
    typer.echo(f"已写出 {path}（编辑器补全用的 {kind}.schema.json 在同一文件夹）。")
    typer.echo(f"下一步：修改后运行 checker rubric lint {path} --strict，再运行 checker rubric test {path}。")


def _from(folder: Path, base: Path) -> str:
    """The path of a file as it is written in a file of another folder."""
    try:
        return Path(os.path.relpath(base.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return base.resolve().as_posix()


def lint_command(
    rubric: RubricArgument = DEFAULT,
    strict: Annotated[bool, typer.Option("--strict", help="条目缺案例、依据或建议也算错误。")] = False,
    everything: Annotated[bool, typer.Option("--all", help="逐条列出，不归并、不截断。")] = False,
    only: Annotated[str | None, typer.Option("--only", help="只看编号以此开头的条目。")] = None,
) -> None:
    """检查细则本身：不符的案例、无用和重复的短语、容易误中的写法、重叠的条目。"""
    from checker.measuring.lint import lint

    remarks = lint(rubric, strict=strict)
    if only:
        from checker.rubric import load_rubric

        some_criterion(load_rubric(rubric), only)
        remarks = [remark for remark in remarks if remark.criterion.startswith(only)]
    errors = [remark for remark in remarks if remark.severity == "错误"]
    _tell(remarks, everything)
    typer.echo(f"错误 {len(errors)} 处，提示 {len(remarks) - len(errors)} 处。")
    raise typer.Exit(1 if errors else 0)


def _tell(remarks: list[Remark], everything: bool) -> None:
    """Errors in full; hints of one kind cut after the first few, phrases without a case by criterion."""
    never: dict[str, int] = {}
    shown: dict[str, int] = {}
    for remark in remarks:
        shown[remark.code] = shown.get(remark.code, 0) + 1
        if remark.code == "never" and not everything:
            never[remark.criterion] = never.get(remark.criterion, 0) + 1
        elif everything or remark.severity == "错误" or shown[remark.code] <= _SHOWN:
            typer.echo(f"{remark.severity}  {remark.where}  {remark.criterion}  {remark.text}  [{remark.code}]")
    for code, count in shown.items():
        if (
            code != "never"
            and count > _SHOWN
            and not everything
            and any(remark.code == code and remark.severity == "提示" for remark in remarks)
        ):
            typer.echo(f"提示  另有 {count - _SHOWN} 处同类提示 [{code}]，用 --all 列出。")
    for criterion, count in never.items():
        typer.echo(
            f"提示  {criterion}  有 {count} 个短语在本条目的案例里从未命中，用 --all --only {criterion} 列出  [never]"
        )


def schema_command(
    kind: Annotated[str, typer.Argument(help="rubric、criteria、tailoring、terms 等。")] = "rubric",
) -> None:
    """输出文件格式的 JSON Schema，供编辑器补全和校验。"""
    from checker.rubric.published import NAMES, shipped

    if kind not in NAMES:
        raise UsageError(f"没有名为“{kind}”的格式，可用的有：{'、'.join(NAMES)}。")
    typer.echo(shipped(kind), nl=False)


def docs_command(
    rubrics: Annotated[list[str] | None, typer.Argument(help="细则名称或文件；不写则为全部内置细则。")] = None,
    folder: Annotated[Path, typer.Option("--folder", help="写到哪个文件夹。")] = Path("docs/rubrics"),
    check: Annotated[bool, typer.Option("--check", help="只核对是否最新，不写；有过期的返回 1。")] = False,
) -> None:
    """从细则生成说明页。"""
    from checker.measuring.drawing import page, stale
    from checker.rubric import builtin_names, load_rubric

    loaded = [load_rubric(name) for name in rubrics or builtin_names()]
    outdated = stale(folder, loaded)
    if check:
        for path in outdated:
            typer.echo(f"过期：{path}")
        typer.echo(f"核对 {len(loaded)} 页，过期 {len(outdated)} 页。")
        if outdated:
            typer.echo("请运行 checker rubric docs 重新生成。")
        raise typer.Exit(1 if outdated else 0)
    folder.mkdir(parents=True, exist_ok=True)
    for rubric in loaded:
        path = folder / f"{rubric.id}.md"
        if path in outdated:
            path.write_text(page(rubric), "utf-8", newline="\n")
            typer.echo(f"已写出 {path}")
    typer.echo(f"共 {len(loaded)} 页，更新 {len(outdated)} 页。")


def diff_command(
    old: Annotated[str, typer.Argument(help="原来的细则：名称或文件。")],
    new: Annotated[str, typer.Argument(help="新的细则：名称或文件。")],
    reports: Annotated[list[str] | None, typer.Option("--reports", help="也看这些报告的结论有哪些变化。")] = None,
) -> None:
    """用文字说明两部细则（两个版本）有什么不同，并看哪些结论会变。"""
    from checker.measuring.versions import changed_findings, describe
    from checker.rubric import load_rubric

    before, after = load_rubric(old), load_rubric(new)
    lines = describe(before, after)
    for line in lines:
        typer.echo(line)
    typer.echo(f"共 {len(lines)} 处不同。" if lines else "两部细则内容相同。")
    if not reports:
        return
    changes, errors = changed_findings(before, after, reports)
    for change in changes:
        typer.echo(change.sentence())
    typer.echo(f"结论有变化的 {len(changes)} 处。" if changes else "结论没有变化。")
    for error in errors:
        typer.echo(f"错误：{error}", err=True)
    if errors:
        raise typer.Exit(2)


def mutate_command(
    rubric: RubricArgument = DEFAULT,
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="只抽查这么多项；不写则全部。")] = None,
    seed: Annotated[int, typer.Option("--seed", help="抽查的随机种子。")] = 0,
    what: Annotated[
        list[str] | None, typer.Option("--what", help="只查某种：短语、词组、线索词、误写、概念等。")
    ] = None,
    only: Annotated[str | None, typer.Option("--only", help="只查条目编号（或词组名、线索类别）以此开头的。")] = None,
    places: Annotated[bool, typer.Option("--places", help="也按条目、词组、线索类别分列。")] = False,
    survivors: Annotated[Path | None, typer.Option("--survivors", help="把没有案例守住的项写进这个文件。")] = None,
    at_least: Annotated[
        float | None, typer.Option("--at-least", min=0, max=1, help="守住的比例低于此值（0—1）返回 1。")
    ] = None,
) -> None:
    """逐项去掉短语、线索词、误写，看案例能否发现：没有案例发现的，就是没有案例守住的。"""
    from checker.measuring.mutate import KINDS, by_place, mutate, tally
    from checker.rubric.more_cases import load_with_cases

    unknown = [kind for kind in what or () if kind not in KINDS]
    if unknown:
        raise UsageError(f"--what 只能是 {'、'.join(KINDS)}，现在是“{unknown[0]}”。")
    chosen = [kind for kind in KINDS if not what or kind in what]
    verdicts = mutate(load_with_cases(rubric), sample=sample, seed=seed, kinds=chosen, only=only)
    if not verdicts:
        raise UsageError("没有可以去掉的项。")
    typer.echo("种类　总数　守住　没有案例用到　比例")
    for name, (count, killed, unheld) in tally(verdicts).items():
        typer.echo(f"{name}　{count}　{killed}　{unheld}　{100 * killed / count:.1f}%")
    for (kind, place), (count, killed, unheld) in by_place(verdicts).items() if places else ():
        typer.echo(f"{kind} {place}　{count}　{killed}　{unheld}　{100 * killed / count:.1f}%")
    if survivors is not None:
        left = [verdict for verdict in verdicts if not verdict.killed]
        lines = ["\t".join((v.mutant.what, v.mutant.place, v.mutant.entry, _UNHELD[bool(v.held)])) for v in left]
        try:
            survivors.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
        except OSError as error:
            raise UnwritableError(str(survivors), f"写不进去（{why_not(error)}）", "请检查路径和权限") from None
        typer.echo(f"没有守住的 {len(lines)} 项已写入 {survivors}。")
    share = sum(verdict.killed for verdict in verdicts) / len(verdicts)
    if at_least is not None and share < at_least:
        raise typer.Exit(1)


def show_origins(work: Compilation, item: Any) -> None:
    """Where each value of a criterion was written; phrases from one line stand together."""
    origins = work.origins.get(item.id, {})
    typer.echo("出处：")
    lists: dict[str, dict[str, list[str]]] = {}
    for path, origin in origins.items():
        if len(path) == 1:
            typer.echo(f"  {path[0]}　{origin}")
        else:
            lists.setdefault(path[0], {}).setdefault(str(origin), []).append(path[1])
    from checker.rules.slots import pattern_sets

    for slot, patterns in pattern_sets(item.params).items():
        for where, phrases in lists.get(slot, {}).items():
            here = [phrase for phrase in phrases if phrase in patterns]
            if here:
                shown = "、".join(here[:4]) + (f" 等 {len(here)} 个" if len(here) > 4 else "")
                typer.echo(f"  {slot}　{where}　{shown}")
