"""The command line: arguments in, text and exit status out. Only this room prints and exits.

Exit status: 0 the gate holds, 1 it does not, 2 it could not be judged.
"""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from checker.cli_help import speak_chinese
from checker.cli_outputs import (
    Closed,
    formats_asked,
    has_nowhere,
    quiet,
    refuse_inputs,
    show,
    targets_of,
    tell_written,
    write_out,
)
from checker.cli_shared import (
    EnforcingOption,
    ForceOption,
    FormatOption,
    IssuerOption,
    KindOption,
    LangOption,
    OneFileOption,
    OutputOption,
    Reports,
    RubricOption,
    TailoringOption,
    YearOption,
    check_all,
    criterion_of,
    identity_options,
    language,
    part_of,
    unread_of,
)
from checker.errors import CheckerError, UsageError

if TYPE_CHECKING:
    from checker.model import Assessment
    from checker.rendering import Unread

app = typer.Typer(
    name="checker",
    help="检查法治政府建设年度情况报告：缺什么、弱在哪、错在哪，并给出原文依据。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command; every error ends in one sentence on stderr and status 2, an unexpected one below its trace."""
    _use_utf8()
    speak_chinese()
    try:
        status = app(standalone_mode=False)
    except CheckerError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail("已中断。")
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(2) from None
    except Exception as error:
        usage = _usage_sentence(error)
        if usage is None and has_nowhere(error):
            usage = "标准输出或标准错误不能写入，没有得出结论。请检查磁盘空间和管道。"
        if usage is None:
            import traceback

            # 1 would say that a gate does not hold, and nobody knows that
            with suppress(OSError):
                traceback.print_exc()
            usage = f"程序出错（{type(error).__name__}），没有得出结论。请把上面的信息和所用的文件交给维护人员。"
        _fail(usage)
    # Outside its standalone mode the library returns the exit status instead of raising it.
    raise SystemExit(status if isinstance(status, int) else 0)


def _usage_sentence(error: Exception) -> str | None:
    """A mistake in the arguments as one Chinese sentence; ``None`` for anything else.

    Exits where the error is none: a command's own end, or no argument at all, which asks for the help.
    """
    kind = type(error).__name__
    if kind == "Exit":
        raise SystemExit(getattr(error, "exit_code", 0))
    if kind == "Abort":
        return "已中断。"
    if not hasattr(error, "format_message"):
        return None
    if kind == "NoArgsIsHelpError":
        sys.stdout.write(error.format_message() + "\n")
        raise SystemExit(2)
    param = getattr(error, "param", None)
    option = getattr(error, "option_name", None) or _written(param)
    means = (getattr(param, "help", None) or "").split("。")[0].split("；")[0]
    if error.format_message().startswith("No such command"):
        return _no_such_command(error)
    sentences = {
        "NoSuchOption": f"没有“{option}”这个选项，请用 --help 查看可用的选项。",
        "MissingParameter": f"缺少参数“{option}”{f'（{means}）' if means else ''}，请用 --help 查看用法。",
        "BadParameter": f"参数“{option}”的值{_bad_value(error)}不对，{_kind_of(param)}请用 --help 查看用法。",
    }
    return sentences.get(kind, "命令写法有误，请用 --help 查看用法。")


def _kind_of(param: object) -> str:
    """What a number's value should be; the other kinds are told in the help."""
    name = getattr(getattr(param, "type", None), "name", "")
    return {"integer": "应为整数，", "integer range": "应为整数，", "float": "应为数字，"}.get(name, "")


def _bad_value(error: Exception) -> str:
    """The value that was refused, as the library quotes it in its own sentence."""
    quoted = re.search(
        r"""^(?:Invalid value[^:]*: )?(['"])(.*?)\1 is not a valid|^(?:Invalid value[^:]*: )?([^\s'"]+) is not in""",
        str(error),
    )
    return f"“{quoted[2] or quoted[3]}”" if quoted else ""


def _no_such_command(error: Exception) -> str:
    from difflib import get_close_matches

    context: Any = getattr(error, "ctx", None)
    known = list(context.command.list_commands(context)) if context is not None else []
    quoted = re.search(r"""command (['"])(.*?)\1\.""", str(error))
    named = quoted[2] if quoted else ""
    close = get_close_matches(named, known, n=1)
    if context is not None and context.parent is not None:
        room = context.info_name
        hint = f"您是不是想用“{room} {close[0]}”？" if close else f"请用 checker {room} --help 查看可用的命令。"
        return f"“{room}”下没有“{named}”这个命令，{hint}"
    hint = f"您是不是想用“{close[0]}”？" if close else "请用 checker --help 查看可用的命令。"
    return f"没有“{named}”这个命令，{hint}"


def _use_utf8() -> None:
    """Windows consoles and pipes default to the code page; Chinese output needs UTF-8."""
    if sys.stdout is None:
        sys.stdout = Closed()
    if sys.stderr is None:
        sys.stderr = StringIO()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # what is written has its line ends already: the same bytes everywhere
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _written(param: object) -> str:
    """A parameter as it is written: an option with its dashes, an argument by its name."""
    if getattr(param, "param_type_name", "") == "option":
        return "、".join(getattr(param, "opts", ()))
    return str(getattr(param, "name", "")).upper()


def _fail(sentence: str) -> NoReturn:
    # where the sentence cannot be told, the status still tells that nothing was concluded
    try:
        if sentence:
            sys.stderr.write(f"错误：{sentence}\n")
            sys.stderr.flush()
    except OSError:
        quiet(sys.stderr)
    raise SystemExit(2)


@app.callback(invoke_without_command=False)
def _root(version: Annotated[bool, typer.Option("--version", "-V", help="显示版本。")] = False) -> None:
    if version:
        from checker.version import __version__

        typer.echo(f"checker {__version__}")
        raise typer.Exit(0)


@app.command("check")
def check_command(
    reports: Reports,
    rubric: RubricOption = None,
    tailoring: TailoringOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
    lang: LangOption = "zh",
    with_text: Annotated[bool, typer.Option("--with-text", help="JSON 中附上报告全文。")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="展开全部条目。")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="只要结论和需要处理的条目名称。")] = False,
    kind: KindOption = None,
    enforcing: EnforcingOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    force: ForceOption = False,
) -> None:
    """检查一份或多份报告。"""
    from checker.rendering import RenderOptions

    targets = targets_of(formats_asked(format, output) or ["terminal"], output)
    identity = identity_options(kind, enforcing, year, issuer, force)
    width = shutil.get_terminal_size((88, 24)).columns
    options = RenderOptions(
        lang=language(lang),
        width=min(max(width, 40), 110),
        color=sys.stdout.isatty(),
        with_text=with_text,
        verbose=verbose,
        summary=summary,
    )
    assessed: list[Assessment] = []
    failures: list[Unread] = []
    for result in check_all(reports, rubric, identity, tailoring):
        if isinstance(result, CheckerError):
            failures.append(unread_of(result))
            sys.stderr.write(f"错误：{result}\n")
        else:
            assessed += result
    if assessed:
        written = write_out(
            assessed, targets, output, replace(options, unread=tuple(failures)), [*reports, rubric, tailoring]
        )
        on_screen = output is None and any(path is None for _, path in targets)
        if sys.stdout.isatty() and not on_screen:
            show(tell_written(assessed, written))
    if failures or not assessed:
        if not assessed and not failures:
            raise UsageError("没有找到可以检查的报告，请检查路径。")
        raise typer.Exit(2)
    raise typer.Exit(1 if any(item.verdict == "fail" for item in assessed) else 0)


@app.command("explain")
def explain_command(
    report: Annotated[str, typer.Argument(help="报告文件。")],
    criterion: Annotated[str, typer.Argument(help="条目编号或名称，如 enforcement.three-systems。")],
    rubric: RubricOption = None,
    tailoring: TailoringOption = None,
    part: Annotated[int, typer.Option("--part", help="文件里有几份报告时，看第几份。")] = 1,
    kind: KindOption = None,
    enforcing: EnforcingOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    force: ForceOption = False,
) -> None:
    """说明一个条目为什么得出这个结论：查了什么、找到哪些原文、由哪条规则决定。"""
    from checker.measuring.explain import as_text, explain
    from checker.pipeline import check

    assessed = check(
        report, rubric, identity=identity_options(kind, enforcing, year, issuer, force), tailoring=tailoring
    )
    chosen = part_of(assessed, report, part)
    wanted = criterion_of(chosen.rubric, criterion).id
    typer.echo(as_text(explain(chosen.report, chosen.rubric, wanted), chosen.report))


@app.command("verify")
def verify_command(
    result: Annotated[Path, typer.Argument(help="checker check --format json 写出的结果文件。")],
    reports: Annotated[list[Path] | None, typer.Argument(help="报告文件或文件夹；不写则按结果里记的位置找。")] = None,
    rubric: RubricOption = None,
) -> None:
    """按结果里记录的细则和版本重新检查一遍，看结论是否逐条相同。"""
    from checker.measuring.verify import verify

    verified = verify(result, reports or (), rubric)
    for one in verified:
        typer.echo(f"{'相同' if one.same else '不同'}　{one.source} 第 {one.part} 份　{one.rubric}")
        for sentence in (*one.differences, *one.notes):
            typer.echo(f"    {sentence}")
    if not verified:
        raise UsageError(f"结果文件“{result}”里没有可以核验的报告。")
    raise typer.Exit(0 if all(one.same for one in verified) else 1)


@app.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(help="前一稿（或上年）的报告。")],
    new: Annotated[str, typer.Argument(help="这一稿的报告。")],
    rubric: RubricOption = None,
    tailoring: TailoringOption = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="terminal、html 或 json；不写则按 -o 的后缀，默认 terminal。")
    ] = None,
    output: OneFileOption = None,
    lang: LangOption = "zh",
    kind: KindOption = None,
    enforcing: EnforcingOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    force: ForceOption = False,
) -> None:
    """两稿对照：哪些结论变了，是哪句话的改动引起的。"""
    from checker.pipeline import check
    from checker.rendering import RenderOptions, write_atomically
    from checker.rendering.diff import compare
    from checker.rendering.diff_output import render_comparison

    form = format or next(iter(formats_asked(None, output)), "terminal")
    if form not in ("terminal", "html", "json"):
        raise UsageError(f"两稿对照的格式只能是 terminal、html、json，现在是“{form}”。")
    identity = identity_options(kind, enforcing, year, issuer, force)
    before = check(old, rubric, identity=identity, tailoring=tailoring)
    after = check(new, rubric, identity=identity, tailoring=tailoring)
    if len(before) != 1 or len(after) != 1:
        raise UsageError("两稿对照要求每个文件只有一份报告，请先拆开。")
    options = RenderOptions(lang=language(lang), color=sys.stdout.isatty() and output is None)
    data = render_comparison(compare(before[0], after[0]), form, options)
    if output is not None:
        refuse_inputs([output], [old, new, rubric, tailoring])
        write_atomically(output, data)
    else:
        show(data.decode("utf-8"))


@app.command("doctor")
def doctor_command(
    format: Annotated[str, typer.Option("--format", "-f", help="terminal 或 json。")] = "terminal",
) -> None:
    """看看本机装了什么，缺的各能带来什么、怎样装。"""
    from checker.doctor import as_json, as_text, examine, necessary

    if format not in ("terminal", "json"):
        raise UsageError(f"输出格式只能是 terminal 或 json，现在是“{format}”。")
    parts = examine()
    sys.stdout.write(as_text(parts) if format == "terminal" else as_json(parts))
    raise typer.Exit(0 if necessary(parts) else 2)


_OWN = ("check", "explain", "diff", "verify", "doctor")


def _named_command() -> str | None:
    return next((argument for argument in sys.argv[1:] if not argument.startswith("-")), None)


def _register() -> None:
    """Add the other rooms' commands, unless one of this room's is called: a cold check builds only its own.

    Building all commands takes a quarter of the start of ``checker check``.
    """
    named = _named_command()
    if named in _OWN and not {"--help", "-h"} & set(sys.argv[1:2]):
        app.registered_commands[:] = [command for command in app.registered_commands if command.name == named]
        return
    from checker import cli_audit, cli_gate, cli_rubric, cli_serve

    app.add_typer(cli_rubric.app, name="rubric")
    cli_gate.register(app)
    cli_audit.register(app)
    cli_serve.register(app)


_register()
