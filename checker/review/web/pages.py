"""Making a page: templates, what every page shows, refusals as pages, answers to forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.datastructures import FormData

from checker.rendering.words import words as report_words
from checker.review import access
from checker.review.access import Actor
from checker.review.guard import identify
from checker.review.problems import InvalidError, RefusedError
from checker.review.web.words import Words
from checker.version import __version__

LANG_COOKIE = "checker_lang"
_MENU = (
    ("/", "报送工作", None),
    ("/cohort", "报送情况", "cohort.read"),
    ("/units", "单位和人员", "person.list"),
    ("/trail", "操作记录", "trail.read"),
    ("/hooks", "通知接口", "hook.list"),
)
_REPORT = files("checker.rendering.html")
_OWN = files("checker.review.web")


@cache
def environment() -> Any:
    """Templates of the pages, and those of the HTML report, which find our frame in place of theirs."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _source(name: str) -> str | None:
    for place in (_OWN / "templates", _REPORT):
        path = place / name
        if path.is_file():
            return path.read_text("utf-8")
    return None


def lang_of(request: Request, actor: Actor | None) -> str:
    """The language chosen by the switch, else the account's."""
    chosen = request.cookies.get(LANG_COOKIE, "")
    return chosen if chosen in ("zh", "en") else (actor.lang if actor else "zh")


def page(
    request: Request, template: str, actor: Actor | None, *, status: int = 200, section: str = "",
    crumbs: Sequence[tuple[str, str]] = (), **values: Any,
) -> HTMLResponse:  # fmt: skip
    """A page in the language of whoever reads it. ``section`` is the menu entry it belongs to."""
    t = Words(lang_of(request, actor))
    say = report_words(t.lang)
    menu = [(path, t(name)) for path, name, action in _MENU if actor and (action is None or access.may(actor, action))]
    base: dict[str, Any] = {
        "_": t,
        "t": t,
        "say": say,
        "lang": "en" if t.lang == "en" else "zh-CN",
        "version": __version__,
        "stamp": quote(__version__),
        "actor": actor,
        "csrf": Markup('<input type="hidden" name="csrf" value="{}">').format(actor.csrf) if actor else "",
        "menu": menu,
        "section": section,
        "crumbs": crumbs,
        "told": t.told(request.query_params.get("done", "")),
        "here": local(request.url.path + (f"?{request.url.query}" if request.url.query else "")),
        "refresh": False,
        "report_page": False,
        "patterns": "",
        "toolbar": "",
        "below": "",
        "script": "",
    }
    text = environment().get_template(template).render({**base, **values})
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def piece(template: str, request: Request, actor: Actor, **values: Any) -> Markup:
    """A part of a page, made for itself."""
    t = Words(lang_of(request, actor))
    csrf = Markup('<input type="hidden" name="csrf" value="{}">').format(actor.csrf)
    text: str = environment().get_template(template).render({"_": t, "t": t, "csrf": csrf, **values})
    # made by our own template, which escaped what it was given
    return Markup(text)


def go(path: str, done: str = "") -> Response:
    """To another page of ours after a form, with a word of what was done."""
    return RedirectResponse(f"{path}{'&' if '?' in path else '?'}done={done}" if done else path, 303)


def local(target: str) -> str:
    """``target`` if it leads to this site, else the front page: no link may carry people elsewhere."""
    parts = urlsplit(target.replace("\\", "/"))
    clean = not any(ord(char) < 33 for char in target)
    inside = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and clean else "/"


def error_page(request: Request, status: int, sentence: str, code: str) -> Response:
    """A refusal as a page; who is not signed in goes to sign in first."""
    if code == "unauthenticated" and request.method == "GET":
        return RedirectResponse(f"/login?next={quote(request.url.path)}", 303)
    if code == "must_change":
        return RedirectResponse("/account", 303)
    try:
        actor: Actor | None = identify(request)
    except RefusedError:
        actor = None
    t = Words(lang_of(request, actor))
    clauses = getattr(request.state, "clauses", ())
    back = local(urlsplit(request.headers.get("referer", "")).path or "/")
    return page(
        request, "error.html.j2", actor, status=status, sentence=t.problem(code, sentence), clauses=clauses, back=back,
        typed=status == 422,
    )  # fmt: skip


def text_of(form: FormData, key: str, most: int = 4000) -> str:
    """A field of a form. Raises ``InvalidError`` where it is too long or holds what no page can show."""
    value = form.get(key, "")
    if not isinstance(value, str) or len(value) > most:
        raise InvalidError("填写的内容过长，请缩短后再试。")
    kept = value.replace("\r\n", "\n").strip()
    if any((ord(char) < 32 and char not in "\n\t") or 0xD800 <= ord(char) < 0xE000 for char in kept):
        raise InvalidError("填写的内容含有不能显示的字符，请改正后再试。")
    return kept


def number_of(form: FormData, key: str) -> int:
    """Raises ``InvalidError`` where it is no positive number."""
    value = text_of(form, key, 12)
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 2**31):
        raise InvalidError("填写的内容有误，请核对。")
    return int(value)


def day_of_form(form: FormData, key: str) -> date:
    """Raises ``InvalidError`` where it is no day between 2000 and 2200."""
    try:
        day = date.fromisoformat(text_of(form, key, 10))
    except ValueError:
        raise InvalidError("日期写法不对，应写作 2024-12-31。") from None
    if not 2000 <= day.year <= 2200:
        raise InvalidError("日期不在合理范围内，请核对。")
    return day


def list_of(form: FormData, key: str) -> list[str]:
    return [value for value in form.getlist(key) if isinstance(value, str)]
