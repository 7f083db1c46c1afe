"""What a mistake in a rubric file is called: pydantic's errors as Chinese clauses, with suggestions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

_PLAIN = {
    "string_type": "应为文字",
    "list_type": "应为列表",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "dict_type": "应为字段组",
    "model_type": "应为字段组",
    "model_attributes_type": "应为字段组",
    "string_too_short": "不能为空",
    "too_short": "不能为空",
    "too_long": "的项数过多",
    "string_pattern_mismatch": "写法不合规定",
    "date_type": "应为日期，如 2024-01-15",
    "date_parsing": "应为日期，如 2024-01-15",
    "date_from_datetime_parsing": "应为日期，如 2024-01-15",
    "date_from_datetime_inexact": "应为日期，如 2024-01-15",
}


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """``，您是不是想写“…”？`` where one of the names is close, else nothing."""
    close = difflib.get_close_matches(word, sorted(names), n=1, cutoff=0.6)
    return f"，您是不是想写“{close[0]}”？" if close else ""


def unknown_field(at: str, names: Sequence[str]) -> str:
    """A field that nobody knows, or one of ``names`` that stands where it does not belong."""
    return f"“{at}”不能写在这里" if at in names else f"不认识的字段“{at}”" + did_you_mean(at, names)


def say(item: Any) -> str:
    """A pydantic error as one Chinese clause without a full stop."""
    kind, at = item["type"], next((name for name in reversed(item["loc"]) if isinstance(name, str)), "")
    if not item["loc"] and kind in _PLAIN:
        return f"整个文件{_PLAIN[kind]}"
    if kind == "extra_forbidden":
        return unknown_field(at, _field_names())
    if kind == "missing":
        return f"缺少“{at}”"
    if kind == "literal_error":
        expected = [word.strip("' ") for word in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        hint = did_you_mean(str(item["input"]), expected)
        return f"“{at}”的值“{item['input']}”不在可选范围（{'、'.join(expected)}）" + hint
    if kind == "invalid_key":
        return "字段名应为文字"
    if kind == "value_error":
        return str(item["ctx"]["error"])
    if kind == "greater_than_equal":
        return f"“{at}”的值不合规定（不能小于 {item['ctx']['ge']:g}）"
    if kind == "less_than_equal":
        return f"“{at}”的值不合规定（不能大于 {item['ctx']['le']:g}）"
    return f"“{at}”{_PLAIN.get(kind, '的值不合规定（' + str(item['msg']) + '）')}"


@cache
def _field_names() -> Sequence[str]:
    """Every field that some form knows, under the name it has in YAML."""
    from pydantic import BaseModel

    from checker.rubric import lexicon_forms, schema, tailoring_forms

    names: set[str] = set()
    for module in (schema, tailoring_forms, lexicon_forms):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel):
                names.update(field.alias or name for name, field in value.model_fields.items())
    return sorted(names)
