"""Broken trees from good ones: values and keys of a parsed file swapped, dropped, doubled, retyped, renamed.

Such an input gets past the parser, to whatever trusts the shape of what was parsed. Some are damaged as text on
top, so that the parser has its share.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Sequence
from typing import Any

import yaml

Path_ = tuple[Any, ...]
_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3, 10**9, 10**30, 0.5, -0.0, 1e400, float("nan"), "", " ", "0", "2024", "2024-02-30",
    "2024-01-31", "null", "年", "县\u200b", "a" * 5000, "一" * 300, "…", "+", "(", "<", "甲…乙", "(甲|)", "<无此组>",
    "a.b", "../x", "x.yaml", "甲\n乙", "甲\u2028乙", "\x00", "\x85", "🈶", [], {}, [[]], [None], [""], {"a": 1},
    {"": None}, {None: None}, {1: 2},
)  # fmt: skip
_YAML_TOKENS = (
    "&a ", "*a", "<<: *a", "<<: ", "!!int ", "!!float ", "!!bool ", "!!set ", "!!omap ", "!!binary ", "!!timestamp ",
    "!x ", "? ", "- ", ": ", "| ", "> ", "[", "]", "{", "}", "'", '"', "#", "%YAML 9.9\n", "---\n", "...\n", "\t",
    "\ufeff", "0x_", "0b_", "1_000", "1:30", ".inf", ".nan", "=", "~", "9" * 5000, "[" * 60, "- " * 60, '"\\', "@", "`",
)  # fmt: skip
_JSON_TOKENS = (
    "[", "]", "{", "}", '"', ",", ":", "null", "NaN", "-Infinity", "1e999", "9" * 5000, "[" * 3000, '{"a":' * 3000,
    "\\ud800", "\\u0000", "\ufeff", "\n", "'", "//", "\x00", '{"a":1,"a":2}',
)  # fmt: skip


def as_yaml(draw: random.Random, seeds: Sequence[Any], rate: float = 0.3) -> bytes:
    """A damaged tree as a YAML file; ``rate`` of them are damaged as text too."""
    tree = damaged(draw, seeds)
    try:
        text = yaml.dump(
            tree,
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=draw.choice((False, False, None, True)),
        )
    except yaml.YAMLError:
        text = json.dumps(tree, ensure_ascii=False, default=str)
    return scratched(draw, text, _YAML_TOKENS) if draw.random() < rate else text.encode()


def as_json(draw: random.Random, seeds: Sequence[Any], rate: float = 0.2) -> bytes:
    """The same as JSON."""
    text = json.dumps(_with_text_keys(damaged(draw, seeds)), ensure_ascii=draw.random() < 0.3)
    return scratched(draw, text, _JSON_TOKENS) if draw.random() < rate else text.encode()


def scratched(draw: random.Random, text: str, tokens: Sequence[str]) -> bytes:
    """The text with one to four lines, tokens or bytes damaged."""
    for _ in range(draw.randint(1, 4)):
        lines = text.split("\n")
        number = draw.randrange(len(lines))
        line = lines[number]
        at = draw.randrange(len(line) + 1)
        match draw.randrange(6):
            case 0:
                lines.insert(draw.randrange(len(lines) + 1), line)
            case 1:
                del lines[number]
            case 2:
                lines[number] = draw.choice((" ", "  ", "\t", "- ")) + line
            case 3:
                lines[number] = line[:at]
            case _:
                lines[number] = line[:at] + draw.choice(tokens) * draw.choice((1, 1, 1, 2, 40)) + line[at:]
        text = "\n".join(lines)
    data = bytearray(text.encode())
    if data and draw.random() < 0.3:
        at = draw.randrange(len(data))
        match draw.randrange(3):
            case 0:
                data[at] ^= 1 << draw.randrange(8)
            case 1:
                del data[at:]
            case _:
                data[at:at] = draw.randbytes(draw.choice((1, 3)))
    return bytes(data)


def damaged(draw: random.Random, seeds: Sequence[Any]) -> Any:
    """A copy of one of the seeds with none to four places damaged; foreign values come from the other seeds."""
    tree = copy.deepcopy(draw.choice(seeds))
    for _ in range(draw.choice((0, 1, 1, 1, 2, 2, 4))):
        tree = _once(draw, tree, seeds)
    return tree


def _once(draw: random.Random, tree: Any, seeds: Sequence[Any]) -> Any:
    places = list(_places(tree))
    place = draw.choice(places)
    if not place:
        return _another(draw, tree, seeds) if draw.random() < 0.2 else tree
    parent = _at(tree, place[:-1])
    key, value = place[-1], _at(tree, place)
    match draw.randrange(7):
        case 0:
            del parent[key]
        case 1:
            parent[key] = copy.deepcopy(_at(tree, draw.choice(places)))
        case 2:
            _double(draw, parent, key)
        case 3 if isinstance(parent, dict):
            named = _rename(draw, key, seeds)
            made = {named if each == key else each: inner for each, inner in parent.items()}
            parent.clear()
            parent.update(made)
        case _:
            parent[key] = _another(draw, value, seeds)
    return tree


def _double(draw: random.Random, parent: Any, key: Any) -> None:
    if isinstance(parent, list):
        parent[key:key] = [copy.deepcopy(parent[key]) for _ in range(draw.choice((1, 1, 50)))]
    else:
        parent[f"{key}2"] = copy.deepcopy(parent[key])


def _rename(draw: random.Random, key: Any, seeds: Sequence[Any]) -> Any:
    others = [place[-1] for seed in seeds for place in _places(seed) if place and isinstance(place[-1], str)]
    return draw.choice((draw.choice(others or ["a"]), None, 0, "", f"{key}x", str(key)[1:], "=", "<<", True, "\u2028"))


def _another(draw: random.Random, value: Any, seeds: Sequence[Any]) -> Any:
    match draw.randrange(6):
        case 0:
            return copy.deepcopy(draw.choice(list(_values(draw.choice(seeds)))))
        case 1 if isinstance(value, str):
            return text(draw, value)
        case 1 if isinstance(value, int | float):
            return draw.choice((value + 1, -value, value * 10 ** draw.choice((3, 9, 40)), str(value), value / 3))
        case 2:
            return draw.choice(([value], {"a": value}, [value, value], str(value), [[value]]))
        case _:
            return copy.deepcopy(draw.choice(_ODD))


def text(draw: random.Random, value: str) -> str:
    at = draw.randrange(len(value) + 1)
    mark = draw.choice("…+()<>|\n\x00\u2028 .*-_年月日0一县“”：:#'\"\\/🈶")
    return draw.choice(
        (value[:at] + mark + value[at:], value[:at], value[at:], value * 2, value[:at] + value[at + 1 :])
    )


def _places(tree: Any, at: Path_ = ()) -> Any:
    yield at
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _places(value, (*at, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _places(value, (*at, index))


def _values(tree: Any) -> Any:
    return (_at(tree, place) for place in _places(tree))


def _at(tree: Any, place: Path_) -> Any:
    for step in place:
        tree = tree[step]
    return tree


def _with_text_keys(tree: Any) -> Any:
    """JSON takes a few other keys as text; two that become one would be lost, which is no harm."""
    if isinstance(tree, dict):
        return {str(key): _with_text_keys(value) for key, value in tree.items()}
    return [_with_text_keys(value) for value in tree] if isinstance(tree, list) else tree
