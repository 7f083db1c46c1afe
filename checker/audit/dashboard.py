"""``dashboard.html``: the whole audit in one page that needs nothing else and runs nothing but its own script.

The data stands in the page as JSON that no browser runs; the script puts it on the page as text only. Its
policy admits the style and the script by their hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import chain, islice
from typing import Any

from checker.audit.cohort import CONTENTS
from checker.audit.marks import Marks
from checker.audit.queries import LAST_DAY
from checker.audit.store import Store
from checker.audit.tables import KINDS, Table

_VERDICTS = ("fail", "warn", "pass")
_MOST_TABLE_ROWS = 2_000
_SHORT = 240
_AT_ONCE = 500
# tables that the page draws itself, from the reports
_DRAWN = ("ranking", "criteria-region", "criteria-kind")
# (the single place column, its year column) of tables whose rows name reports: their names open the reports' pages
_NAMED = (("单位", "年度"), ("对照单位", "对照年度"))


def render(store: Store, tables: Sequence[Table]) -> bytes:
    """The page as UTF-8; the same store gives the same bytes."""
    return b"".join(pieces(gather(store, tables, Marks(store))))


def pieces(data: Mapping[str, Any]) -> Iterator[bytes]:
    """The page around the data of :func:`gather`, in pieces, so that it need not be held."""
    style, script = _asset("dashboard.css"), _asset("dashboard.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {_digest(style)}; script-src {_digest(script)}"
    )
    page = _asset("dashboard.html")
    filled = page.replace("%POLICY%", escape(policy)).replace("%STYLE%", style).replace("%SCRIPT%", script)
    # the data's place is filled last: nothing in it can be taken for a mark of the template
    head, _, tail = filled.partition("%DATA%")
    for piece in chain([head], _written(data), [tail]):
        yield piece.encode("utf-8", "replace")


def _written(data: Mapping[str, Any]) -> Iterator[str]:
    """The data as JSON; iterators are written as they come, reports a few hundred at a time."""
    opened = "{"
    for name, value in data.items():
        yield f"{opened}{_json(name)}:"
        opened = ","
        if not isinstance(value, Iterator):
            yield _json(value)
            continue
        between = "["
        while some := list(islice(value, _AT_ONCE if name == "rows" else 1)):
            yield between + _json(some)[1:-1]
            between = ","
        yield "[]" if between == "[" else "]"
    yield "}"


def _json(value: Any) -> str:
    return _inert(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _inert(data: str) -> str:
    """JSON in which no end tag, comment or line separator of HTML and scripts can stand."""
    marks = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
    for mark, written in marks.items():
        data = data.replace(mark, written)
    return data


def gather(store: Store, tables: Sequence[Table], marks: Marks) -> dict[str, Any]:
    """What the page holds: names, a row and a string of statuses per report, the other tables.

    ``rows`` (of reports) and ``tables`` are iterators: they are there once.
    """
    order = {criterion: index for index, criterion in enumerate(marks.names)}
    regions = [region for (region,) in store.fetch("SELECT DISTINCT region FROM cohort ORDER BY 1")]
    return {
        "criteria": list(marks.names.values()),
        "regions": regions,
        "kinds": list(KINDS.values()),
        "rows": _reports(store, marks, regions),
        "contents": [[order[criterion], name] for criterion, name in CONTENTS.items() if criterion in order],
        "tables": (shown(table) for table in tables if table.name not in _DRAWN),
    }


def _reports(store: Store, marks: Marks, regions: Sequence[str]) -> Iterator[list[Any]]:
    number = {region: index for index, region in enumerate(regions)}
    kinds = list(KINDS)
    for report, place, region, kind, year, verdict, score, page, url, source, published, in_time in store.db.execute(
        f"""SELECT report, place, region, kind, year, verdict, score, page, url, source, published_on,
            CASE WHEN published_on = '' OR year IS NULL THEN -1 ELSE published_on <= {LAST_DAY} END
            FROM cohort ORDER BY position, part"""
    ):
        link = page or (url if url.startswith(("http://", "https://")) else "")
        shown = source.rsplit("/", 1)[-1]
        yield [
            place,
            number[region],
            kinds.index(kind),
            year or 0,
            _VERDICTS.index(verdict),
            round(score, 1),
            marks[report][: len(marks.names)],
            link,
            shown,
            published,
            in_time,
        ]


def shown(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "note": table.note,
        "columns": table.columns,
        "all": len(table.rows),
        "named": [[table.columns.index(name) for name in pair] for pair in _NAMED if set(pair) <= set(table.columns)],
        "rows": [[_short(cell) for cell in row] for row in islice(table.rows, _MOST_TABLE_ROWS)],
    }


def _short(cell: Any) -> Any:
    if isinstance(cell, str) and len(cell) > _SHORT:
        return cell[: _SHORT - 1] + "…"
    return cell


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (files("checker.audit") / name).read_text(encoding="utf-8")
