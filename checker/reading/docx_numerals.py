"""A list number as Word shows it: the number formats of OOXML (ECMA-376 part 1, 17.18.59).

Only the formats that occur in Chinese office documents are spelled out; any other is shown in
Arabic digits, as Word itself does for a format it does not know.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_LEGAL_DIGITS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def number(value: int, form: str) -> str:
    """``value`` in the format ``form`` (``w:numFmt/@w:val``); formats unknown here give ``"12"``."""
    return _FORMS.get(form, str)(value)


def _counting(
    value: int,
    digits: str = _DIGITS,
    units: tuple[str, ...] = _UNITS,
    *,
    bare_ten: bool = True,
    bare_unit: bool = False,
) -> str:
    """Spoken numerals up to 99,999,999: 十二, 一百零三. ``bare_unit`` (Japanese) drops the 一 before
    百 and 千 and the 零 between."""
    zero = "" if bare_unit else "零"
    if value <= 0 or value > 99_999_999:
        return digits[0] if value == 0 else str(value)
    if value >= 10_000:
        high = _counting(value // 10_000, digits, units, bare_ten=bare_ten, bare_unit=bare_unit)
        high += "万" if units == _UNITS else "萬"
        rest = value % 10_000
        if not rest:
            return high
        low = _counting(rest, digits, units, bare_ten=False, bare_unit=bare_unit)
        return high + (zero if rest < 1000 else "") + low
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += zero if gap else ""
        gap = False
        text += ("" if bare_unit and digit == 1 and power else digits[digit]) + units[power]
    return text[1:] if bare_ten and 10 <= value < 20 and not bare_unit else text


def _chinese(value: int) -> str:
    """``chineseCounting``: spoken below one hundred, digit by digit from there on."""
    return _counting(value) if value < 100 else _digital(value)


def _japanese(value: int) -> str:
    return _counting(value, bare_unit=True)


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(max(value, 0)))


def _legal(value: int) -> str:
    return _counting(value, _LEGAL_DIGITS, _LEGAL_UNITS, bare_ten=False)


def _legal_traditional(value: int) -> str:
    return _counting(value, _LEGAL_DIGITS_TRADITIONAL, _LEGAL_UNITS, bare_ten=False)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else str(value)


def _row(first: str, count: int) -> Callable[[int], str]:
    """A row of ready-made signs in Unicode; beyond its end Word falls back to digits."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if 21 <= value <= 35:
        return chr(0x3251 + value - 21)
    if 36 <= value <= 50:
        return chr(0x32B1 + value - 36)
    return str(value)


def _letter(value: int) -> str:
    """a … z, aa, bb, …: Word repeats the letter."""
    if value <= 0 or value > 780:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    if value <= 0 or value >= 4000:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def _full_width(value: int) -> str:
    return str(value).translate(_FULL_WIDTH)


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _counting,
    "taiwaneseDigital": _digital,
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital,
    "ideographDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _row("㊀", 10),
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
