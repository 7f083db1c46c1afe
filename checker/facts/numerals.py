"""Numerals become decimals: 1,234  2.13万  三百二十  两万三  九十八点三  二〇二三."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

_DIGIT_FORMS = ("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {char: value for value, chars in enumerate(_DIGIT_FORMS) for char in chars}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
SCALES = {"": 1, **TENS, **MYRIADS}


def scale(text: str) -> int:
    """What 千万, 万亿 and the like multiply by; "" by one. Any run of scale marks has a product, also 万万."""
    product = 1
    for mark in text:
        product *= SCALES[mark]
    return product


def chinese_integer(text: str) -> int | None:
    """The value of a Chinese whole number (三百二十, 两万三, 二〇二三); ``None`` where it is not one."""
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    last = 0
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
            if not digit:
                last = 0
        elif char in TENS:
            section += (digit or 1) * TENS[char]
            last, digit = TENS[char], 0
        elif char in MYRIADS:
            scale = MYRIADS[char]
            if not (section or digit or total):
                return None
            whole = section + digit
            # 万亿 multiplies what was read so far; otherwise only the section since the last 亿
            total = (total + whole) * scale if scale > 10_000 or not total else total + whole * scale
            section, digit, last = 0, 0, scale
        else:
            return None
    # 两万三, 三百二: the last digit counts in tenths of the unit before it
    return total + section + (digit * last // 10 if last > 10 else digit)


# what most numerals in characters are: 一项, 两次, 十家
_SINGLE = {char: Decimal(cast("int", chinese_integer(char))) for char in (*DIGITS, *TENS)}


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral with or without 点; ``None`` where it is not one."""
    known = _SINGLE.get(text)
    if known is not None:
        return known
    whole, point, fraction = text.partition("点")
    value = chinese_integer(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    if not fraction or any(char not in DIGITS for char in fraction):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[char]) for char in fraction)}")


def arabic(text: str) -> Decimal:
    """The value of an Arabic numeral, with or without thousands separators."""
    if "," in text or "，" in text:
        text = text.replace(",", "").replace("，", "")
    return Decimal(text)
