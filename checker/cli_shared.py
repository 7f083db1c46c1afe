"""What the commands share: their options, checking with one bad file among good ones, writing outputs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from checker.errors import CheckerError, UsageError
from checker.paths import is_dir

if TYPE_CHECKING:
    from checker.model import Assessment, Criterion, Rubric
    from checker.rendering import Unread
    from checker.structure import IdentityOptions

Reports = Annotated[list[str], typer.Argument(help="报告文件、文件夹或压缩包；“-”表示标准输入。", show_default=False)]
RubricOption = Annotated[
    str | None, typer.Option("--rubric", "-r", help="细则名称或文件；不写则按报告年度选用内置细则。")
]
TailoringOption = Annotated[
    str | None, typer.Option("--tailoring", "-t", help="本地化文件：在选用的细则上增减条目、改级别、加本地叫法。")
]
FormatOption = Annotated[
    list[str] | None, typer.Option("--format", "-f", help="输出格式，可写多次；“格式:文件”写入文件。默认 terminal。")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="写入的文件，不写 -f 时按后缀选格式；或者文件夹，每份报告一个文件。"),
]
OneFileOption = Annotated[Path | None, typer.Option("--output", "-o", help="写入的文件。")]
LangOption = Annotated[str, typer.Option("--lang", help="输出语言：zh 或 en。")]
KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind", help="报告主体类别：省、市、县、乡镇、部门（或 province、city、county、township、department）。"
    ),
]
YearOption = Annotated[list[int] | None, typer.Option("--year", help="报告年度，多年报告可写多次。")]
IssuerOption = Annotated[str | None, typer.Option("--issuer", help="报告主体名称。")]
EnforcingOption = Annotated[bool | None, typer.Option("--enforcing/--not-enforcing", help="部门是否有行政执法职能。")]
_KINDS = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "县": "county",
    "区": "county",
    "县区": "county",
    "区县": "county",
    "县（市、区）": "county",
    "旗": "county",
    "乡镇": "township",
    "乡": "township",
    "镇": "township",
    "街道": "township",
    "部门": "department",
}
ForceOption = Annotated[bool, typer.Option("--force", help="即使看起来不是年度报告也检查。")]


def check_all(
    reports: list[str], rubric: str | None, identity: IdentityOptions, tailoring: str | None = None
) -> Iterator[list[Assessment] | CheckerError]:
    from checker import reading
    from checker.pipeline import check_document
    from checker.rubric import load_rubric

    loaded = load_rubric(rubric) if rubric else None
    for _name, document in reading.read_many(reports):
        if isinstance(document, CheckerError):
            yield document
            continue
        try:
            yield check_document(document, loaded, identity=identity, tailoring=tailoring)
        except CheckerError as error:
            yield error


def unread_of(error: CheckerError) -> Unread:
    """What the outputs tell of a file that gave no report."""
    from checker.errors import NotAReportError, UnreadableError, one_line
    from checker.rendering import Unread

    source = error.source if isinstance(error, UnreadableError | NotAReportError) else ""
    return Unread(source, one_line(str(error)))


def part_of(assessed: list[Assessment], report: str, part: int) -> Assessment:
    """The ``part``-th report of a file, from 1."""
    if not 1 <= part <= len(assessed):
        raise UsageError(f"“{report}”里有 {len(assessed)} 份报告，没有第 {part} 份。")
    return assessed[part - 1]


def criterion_of(rubric: Rubric, criterion: str, *, where: str = "") -> Criterion:
    """The criterion by its id, or by a name only one has; ``where`` begins the sentence that says there is none."""
    if criterion not in rubric.by_id:
        named = [one for one in rubric.criteria if one.name == criterion]
        if len(named) == 1:
            return named[0]
        raise UsageError(f"{where}没有条目“{criterion}”{_meant(rubric, criterion)}")
    return rubric.by_id[criterion]


def some_criterion(rubric: Rubric, prefix: str) -> None:
    """Refuse a beginning of an id that no criterion has: an empty result would read as “nothing is wrong”."""
    if not any(name.startswith(prefix) for name in rubric.by_id):
        raise UsageError(f"没有编号以“{prefix}”开头的条目{_meant(rubric, prefix)}")


def _meant(rubric: Rubric, criterion: str) -> str:
    """The criterion called so in Chinese, or one with an id much like it."""
    import difflib

    named = [one for one in rubric.criteria if criterion in (one.name, one.name.strip("“”"))]
    if named:
        return f"，您是不是想看“{named[0].id}”（{named[0].name}）？"
    close = difflib.get_close_matches(criterion, rubric.by_id, n=1)
    if close:
        return f"，您是不是想看“{close[0]}”？"
    return "。全部编号用 checker rubric show 查看。"


def identity_options(
    kind: str | None, enforcing: bool | None, year: list[int] | None, issuer: str | None, force: bool
) -> IdentityOptions:
    from checker.model import KINDS
    from checker.structure import IdentityOptions

    if kind is not None:
        known = _KINDS.get(kind.removesuffix("政府").removesuffix("级"), kind)
        if known not in KINDS:
            raise UsageError(f"--kind 只能是 省、市、县、乡镇、部门（{'、'.join(KINDS)}），现在是“{kind}”。")
        kind = known
    for value in year or ():
        if not 1990 <= value <= 2100:
            raise UsageError(f"--year 应为四位年份，现在是“{value}”。")
    return IdentityOptions(
        kind=kind,
        enforcing=enforcing,
        years=tuple(sorted(year or ())),
        issuer=issuer,
        force=force,
    )


def language(value: str) -> Literal["zh", "en"]:
    if value == "zh":
        return "zh"
    if value == "en":
        return "en"
    raise UsageError(f"--lang 只能是 zh 或 en，现在是“{value}”。")


def formats_asked(formats: list[str] | None, output: Path | None) -> list[str]:
    """The formats of -f; without any, the one whose files end like the file of -o; empty where nothing tells."""
    from checker.rendering import FORMATS

    if formats or output is None or is_dir(output) or not output.suffix:
        return formats or []
    fitting = [form for form in FORMATS.values() if output.name.lower().endswith(form.suffix)]
    if not fitting:
        raise UsageError(f"不知道“{output}”该写成哪种格式，请用 -f 写明，如 -f json；可用的有：{'、'.join(FORMATS)}。")
    return [max(fitting, key=lambda form: len(form.suffix)).name]


def targets_of(formats: list[str], output: Path | None) -> list[tuple[str, Path | None]]:
    """(format, file) pairs; ``None`` means standard output or, with -o, a file named after the report."""
    from checker.rendering import FORMATS

    targets: list[tuple[str, Path | None]] = []
    for item in formats:
        name, _, path = item.partition(":")
        if name not in FORMATS:
            import difflib

            close = difflib.get_close_matches(name, FORMATS, n=1)
            hint = f"您是不是想用“{close[0]}”？" if close else f"可用的有：{'、'.join(FORMATS)}。"
            raise UsageError(f"不认识输出格式“{name}”。{hint}")
        targets.append((name, Path(path) if path else None))
    to_stdout = [name for name, path in targets if path is None]
    if output is None and len(to_stdout) > 1:
        raise UsageError("一次只能向屏幕输出一种格式，其余请写成“格式:文件”，或用 -o 指定文件夹。")
    return targets


def write_out(
    assessed: list[Assessment], targets: list[tuple[str, Path | None]], output: Path | None, options: Any
) -> list[Path]:
    """Write each target; the files written, in order. ``UsageError`` where a target is a report itself."""
    from checker.rendering import FORMATS, render, write_atomically

    written: list[Path] = []

    own = {item.report.clean.document.sha256 for item in assessed}

    def write(place: Path, data: bytes) -> None:
        if place.is_file() and sha256(place.read_bytes()).hexdigest() in own:
            raise UsageError(f"“{place}”就是被检查的报告，没有写入，请换一个文件名或文件夹。")
        write_atomically(place, data)
        written.append(place)

    unnamed = sum(path is None for _, path in targets)
    for name, path in targets:
        form = FORMATS[name]
        target = path or output
        several = len(assessed) > 1
        if target is not None and (
            is_dir(target)
            or (path is None and (unnamed > 1 or (several and not target.suffix)))
            or (not form.many and several)
        ):
            target.mkdir(parents=True, exist_ok=True)
            for stem, group in _named(assessed, form.many):
                write(target / f"{stem}{form.suffix}", render(group, name, options))
        elif target is not None:
            write(target, render(assessed, name, options))
        elif form.binary:
            raise UsageError(f"{name} 格式不能显示在屏幕上，请用 -o 指定文件。")
        else:
            sys.stdout.write(render(assessed, name, options).decode("utf-8"))
            sys.stdout.flush()
    return written


def tell_written(assessed: list[Assessment], written: list[Path]) -> str:
    """For someone at a screen on which nothing else was shown: each report's verdict, then the files."""
    from checker.rendering.outcomes import points, verdict
    from checker.rendering.words import words

    say = words("zh")
    lines = [f"{say.title(one)}：{verdict(one, say)}，{points(one, say)}" for one in assessed]
    return "\n".join([*lines, f"已写出：{'、'.join(str(path) for path in written)}"]) + "\n"


def _named(assessed: list[Assessment], many: bool) -> Iterator[tuple[str, list[Assessment]]]:
    """File stems: the report's file name, with its part where the file holds several."""
    used: dict[str, int] = {}
    for item in assessed:
        stem = Path(item.report.clean.document.source).stem or "报告"
        if item.report.parts > 1:
            stem += f"-{item.report.part}"
        used[stem] = used.get(stem, 0) + 1
        yield (stem if used[stem] == 1 else f"{stem}~{used[stem]}"), [item]
