"""What the commands share: their options, checking with one bad file among good ones, writing outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from checker.errors import CheckerError, UsageError

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
