"""What a mistake in a rubric file is called: pydantic's errors as Chinese clauses, with suggestions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

_PLAIN = {
    "string_type": "应为文字",
    "list_type": "应为列表：写成 [甲, 乙]，或者每项一行、以“- ”开头",
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

_ASKED = (
    (r"\d+\.\d+\.\d+", "应为三段数字，如 1.0.0"),
    ("(0[1-9]|1[0-2])-", "应为月-日，如 01-31"),
    (r"\d{4}-\d{2}-\d{2}", "应为日期，如 2024-01-15"),
    (
        "[a-z][a-z0-9-]*",
        "应为编号，由小写字母、数字、连字符和点组成，如 local.hotline；已有的编号用 checker rubric show 查看",
    ),
)
"""What a pattern asks for, by a telling part of it."""

_MEANT = {
    "必备": "required",
    "应有": "expected",
    "鼓励": "encouraged",
    "全国": "national",
    "省": "province",
    "市": "city",
    "区": "county unit",
    "县": "county unit",
    "县区": "county unit",
    "区县": "county unit",
    "county": "unit",
    "乡镇": "township unit",
    "街道": "township unit",
    "部门": "department unit",
    "单位": "unit",
    "本单位": "unit",
    "符合": "full",
    "完整": "full",
    "pass": "full",
    "部分": "partial",
    "需核对": "warn partial",
    "warn": "partial",
    "未见": "none",
    "不符合": "fail none",
    "fail": "none",
    "不适用": "not_applicable",
    "举措": "measures act",
    "不足": "problems",
    "原因": "causes",
    "安排": "plan",
    "计划": "plan",
    "数字": "figure",
    "数量": "figure",
}
"""What people write for a fixed English word: the first of the words that the field takes is offered."""


_FIELDS = "，每个字段写作“字段: 值”，用半角冒号，后面空一格"


def _meant(written: str, allowed: Sequence[str]) -> str:
    """The suggestion for a value out of a fixed choice."""
    word = next((word for word in _MEANT.get(written, "").split() if word in allowed), "")
    return f"，您是不是想写“{word}”？" if word else did_you_mean(written, allowed)


def _ill_formed(item: Any) -> str:
    """What the pattern of a field asks for."""
    pattern = str(item.get("ctx", {}).get("pattern", ""))
    return next((told for part, told in _ASKED if part in pattern), _PLAIN["string_pattern_mismatch"])


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """``，您是不是想写“…”？`` where one of the names is close, else nothing."""
    close = difflib.get_close_matches(word, sorted(names), n=1, cutoff=0.6)
    return f"，您是不是想写“{close[0]}”？" if close else ""


def unknown_field(at: str, names: Sequence[str], value: Any = "") -> str:
    """A field that nobody knows, or one of ``names`` that stands where it does not belong; ``value``: what it holds."""
    if not at.isprintable():
        return f"字段名“{''.join(filter(str.isprintable, at))}”里有看不见的字符，请删去这一行的字段名重新输入"
    name, colon, rest = at.replace("：", ":", 1).partition(":")
    if colon and rest.strip():
        return f"“{at}”应写成“{name.strip()}: {rest.strip()}”，用半角冒号，后面空一格"
    if value is None and not at.isascii():
        return f"“{at}”前面的半角逗号把一句话断开了，请改用全角逗号，或者给整句话加引号"
    return f"“{at}”不能写在这里" if at in names else f"不认识的字段“{at}”" + did_you_mean(at, names)


def say(item: Any) -> str:
    """A pydantic error as one Chinese clause without a full stop."""
    kind, at = item["type"], next((name for name in reversed(item["loc"]) if isinstance(name, str)), "")
    if not item["loc"] and kind in _PLAIN:
        return f"整个文件{_PLAIN[kind]}" + (_FIELDS if "：" in str(item["input"]) else "")
    if kind == "extra_forbidden":
        return unknown_field(at, _field_names(), item["input"])
    if kind == "missing":
        return f"缺少“{at}”"
    if item["input"] is None and kind in _PLAIN:
        return f"“{at}”后面没有写内容，请写上，或者删去这一行"
    if kind == "string_type" and at == "version":
        return f"“{at}”{_ASKED[0][1]}"
    if kind == "string_pattern_mismatch":
        return f"“{at}”{_ill_formed(item)}"
    if kind == "literal_error":
        expected = [word.strip("' ") for word in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        hint = _meant(str(item["input"]), expected)
        return f"“{at}”的值“{item['input']}”不在可选范围（{'、'.join(expected)}）" + hint
    if kind == "invalid_key":
        return "字段名应为文字"
    if kind == "value_error":
        return str(item["ctx"]["error"])
    if kind == "greater_than_equal":
        return f"“{at}”的值不合规定（不能小于 {item['ctx']['ge']:g}）"
    if kind == "less_than_equal":
        return f"“{at}”的值不合规定（不能大于 {item['ctx']['le']:g}）"
    if kind in ("model_type", "dict_type", "model_attributes_type") and "：" in str(item["input"]):
        return f"“{at}”应为字段组{_FIELDS}"
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
