"""Where the commands write: formats and their files, checked as a whole before the first of them is written."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from io import TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from checker.errors import UsageError, why_not
from checker.paths import is_dir, is_file, is_there

if TYPE_CHECKING:
    from checker.model import Assessment

Target = tuple[str, Path | None]
"""A format and the file asked for; without one, standard output or what -o names."""
Place = tuple[Path | None, str, list["Assessment"]]
"""A file, ``None`` for standard output; what it is written in; what it holds."""
_UNWRITABLE = frozenset((errno.ENOSPC, errno.EIO, errno.EBADF, errno.EDQUOT, errno.EINVAL))


def formats_asked(formats: list[str] | None, output: Path | None) -> list[str]:
    """The formats of -f; without any, the one whose files end like the file of -o; empty where nothing tells."""
    from checker.rendering import FORMATS

    if formats or output is None or is_dir(output) or not output.suffix:
        return formats or []
    fitting = [form for form in FORMATS.values() if output.name.lower().endswith(form.suffix)]
    if not fitting:
        raise UsageError(f"不知道“{output}”该写成哪种格式，请用 -f 写明，如 -f json；可用的有：{'、'.join(FORMATS)}。")
    return [max(fitting, key=lambda form: len(form.suffix)).name]


def targets_of(formats: list[str], output: Path | None) -> list[Target]:
    """(format, file) pairs; ``None`` means standard output or, with -o, a file named after the report."""
    from checker.rendering import FORMATS

    targets: list[Target] = []
    for item in formats:
        name, mark, path = item.partition(":")
        if name not in FORMATS:
            import difflib

            close = difflib.get_close_matches(name, FORMATS, n=1)
            hint = f"您是不是想用“{close[0]}”？" if close else f"可用的有：{'、'.join(FORMATS)}。"
            raise UsageError(f"不认识输出格式“{name}”。{hint}")
        if mark and not path.strip():
            raise UsageError(f"“{item}”的冒号后面没有文件名，请写成“{name}:文件”，或去掉冒号。")
        targets.append((name, Path(path) if path else None))
    to_stdout = [name for name, path in targets if path is None]
    if output is None and len(to_stdout) > 1:
        raise UsageError("一次只能向屏幕输出一种格式，其余请写成“格式:文件”，或用 -o 指定文件夹。")
    if output is None and to_stdout and FORMATS[to_stdout[0]].binary:
        raise UsageError(f"{to_stdout[0]} 格式不能显示在屏幕上，请用 -o 指定文件。")
    return targets


def write_out(
    assessed: list[Assessment],
    targets: list[Target],
    output: Path | None,
    options: Any,
    inputs: Iterable[str | Path | None] = (),
) -> list[Path]:
    """Write each target; the files written, in order.

    ``inputs`` are the paths that were read. ``UsageError``, with nothing written, where a target is one of them or a
    report itself, where two are one file, or where several reports would be written to a file that holds one.
    """
    from checker.rendering import render, write_atomically

    places = list(_places(assessed, targets, output))
    _refuse_unfit([place for place, _, _ in places if place is not None], inputs, assessed)
    for place, name, group in places:
        data = render(group, name, options)
        if place is None:
            show(data.decode("utf-8"))
        else:
            make_folder(place.parent)
            write_atomically(place, data)
    return [place for place, _, _ in places if place is not None]


def _places(assessed: list[Assessment], targets: list[Target], output: Path | None) -> Iterator[Place]:
    from checker.rendering import FORMATS

    unnamed = sum(path is None for _, path in targets)
    several = len(assessed) > 1
    for name, path in targets:
        form, target = FORMATS[name], path or output
        if target is None:
            yield None, name, assessed
        elif (
            is_dir(target)
            or (path is None and (unnamed > 1 or (several and not target.suffix)))
            or (not form.many and several and not target.suffix)
        ):
            yield from ((target / f"{stem}{form.suffix}", name, [one]) for stem, one in _named(assessed))
        elif several and not form.many:
            raise UsageError(f"{name} 格式一个文件只写一份报告，这次有{len(assessed)}份，请用 -o 指定文件夹。")
        else:
            yield target, name, assessed


def refuse_inputs(places: Iterable[Path], inputs: Iterable[str | Path | None]) -> None:
    """``UsageError`` where one of ``places`` is a file that was read."""
    read = [path for one in inputs if one is not None and is_file(path := Path(one))]
    for place in places:
        if is_file(place) and any(place.samefile(path) for path in read):
            raise UsageError(f"“{place}”是这次读入的文件，没有写入，请换一个文件名或文件夹。")


def _refuse_unfit(places: list[Path], inputs: Iterable[str | Path | None], assessed: list[Assessment]) -> None:
    own = {item.report.clean.document.sha256 for item in assessed}
    for place in places:
        if is_file(place) and sha256(place.read_bytes()).hexdigest() in own:
            raise UsageError(f"“{place}”就是被检查的报告，没有写入，请换一个文件名或文件夹。")
    refuse_inputs(places, inputs)
    seen: set[str] = set()
    for place in places:
        key = str(place.absolute()).casefold()
        if key in seen:
            raise UsageError(f"“{place}”被指定了两次，后写的会盖掉先写的，请各用一个文件名。")
        seen.add(key)


def make_folder(place: Path) -> None:
    """The folder with those above it; ``UsageError`` where it cannot be made."""
    if is_dir(place):
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "同名的文件已经存在" if is_there(place) else why_not(error)
        raise UsageError(f"不能建立文件夹“{place}”（{why}），请换一个位置。") from None


def show(text: str) -> None:
    """Write to standard output, all of it; ``UsageError`` where that is full or closed."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        if not has_nowhere(error):
            raise
        quiet(sys.stdout)
        raise UsageError("结果没有写全（标准输出不能写入），请检查磁盘空间，或用 -o 指定文件。") from None


def has_nowhere(error: Exception) -> bool:
    """Whether a stream, no named file, could not be written."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _UNWRITABLE


def quiet(stream: Any) -> None:
    """Let what is left in the stream's buffer go nowhere: at the end it would change the exit status."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class Closed(TextIOBase):
    """In the place of a standard output that is closed: nobody would see what is written."""

    def write(self, text: str) -> NoReturn:
        raise UsageError("标准输出已关闭，结果无处可写，请用 -o 指定文件。")


def tell_written(assessed: list[Assessment], written: list[Path]) -> str:
    """For someone at a screen on which nothing else was shown: each report's verdict, then the files."""
    from checker.rendering.outcomes import points, verdict
    from checker.rendering.words import words

    say = words("zh")
    lines = [f"{say.title(one)}：{verdict(one, say)}，{points(one, say)}" for one in assessed]
    return "\n".join([*lines, f"已写出：{'、'.join(str(path) for path in written)}"]) + "\n"


def _named(assessed: list[Assessment]) -> Iterator[tuple[str, Assessment]]:
    """File stems, no two alike: the report's file name, with its part where the file holds several."""
    used: set[str] = set()
    for item in assessed:
        stem = plain = Path(item.report.clean.document.source).stem or "报告"
        if item.report.parts > 1:
            stem = plain = f"{stem}-{item.report.part}"
        number = 1
        while stem.casefold() in used:  # one file where names of two cases are one
            number += 1
            stem = f"{plain}~{number}"
        used.add(stem.casefold())
        yield stem, item
