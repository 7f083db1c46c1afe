"""``--format html``: one file that needs nothing else; text of the report can never run as script.

Jinja2 escapes everything; the style and the script are the package's own files, and the page's content
security policy admits these two by their hash and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.model import Assessment
from checker.rendering import RenderOptions
from checker.rendering.charts import patterns
from checker.rendering.html.view import page
from checker.rendering.words import Words, words
from checker.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


def render(assessments: Sequence[Assessment], options: RenderOptions) -> bytes:
    say = words(options.lang)
    return fill(
        "page.html.j2", say, ("page.js",), pages=[page(one, index, say) for index, one in enumerate(assessments)]
    )


def fill(template: str, say: Words, scripts: Sequence[str], **values: Any) -> bytes:
    """A template of this folder with the shared style, its scripts and their policy, as UTF-8."""
    from markupsafe import Markup

    style = _asset("style.css")
    script = "".join(_asset(name) for name in scripts)
    text = (
        _environment()
        .get_template(template)
        .render(
            say=say,
            lang="en" if say.lang == "en" else "zh-CN",
            version=__version__,
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            patterns=Markup(patterns()),
            **values,
        )
    )
    return text.encode("utf-8", "replace")


def _policy(style: str, script: str) -> str:
    allowed = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src {_digest(style)}"
    return f"{allowed}; script-src {_digest(script)}" if script else allowed


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return (files("checker.rendering.html") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_asset),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
