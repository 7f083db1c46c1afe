"""``docs/integrators/cli.md`` from the program itself: ``python -m tests.docs.command_page`` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "integrators" / "cli.md"
HEAD = """# Command line

Written from the program by `python -m tests.docs.command_page`; do not edit. Help texts are Chinese, as on the screen.
Exit status: 0 the gate holds, 1 it does not, 2 it could not be judged.
"""


def page() -> str:
    """The whole page."""
    os.environ.setdefault("COLUMNS", "100")
    import typer

    from checker.cli import app

    root = typer.main.get_command(app)
    return HEAD + "".join(_command(root, "checker"))


def _command(command: Any, name: str) -> Iterator[str]:
    children = getattr(command, "commands", None)
    if children is not None:
        for child in sorted(children):
            yield from _command(children[child], f"{name} {child}")
        return
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    usage = " ".join([name, *(argument.make_metavar(None) for argument in arguments), "[OPTIONS]" if options else ""])
    yield f"\n## {name}\n\n{(command.help or '').strip()}\n\n`{usage.strip()}`\n"
    if options or arguments:
        yield "\n| | 说明 |\n| --- | --- |\n"
    for argument in arguments:
        yield f"| `{argument.make_metavar(None)}` | {_cell(argument.help)} |\n"
    for option in options:
        if option.hidden or option.name == "help":
            continue
        names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
        yield f"| {names}{'（必写）' if option.required else ''} | {_cell(option.help)}{_default(option)} |\n"


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


def _default(option: Any) -> str:
    value = option.default
    if value is None or callable(value) or isinstance(value, bool) or value in ((), [], ""):
        return ""
    return f" 默认 `{value}`。"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
