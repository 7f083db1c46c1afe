"""The matching view of a text: widths, quotes, dashes, spaces and scripts folded, one for one.

What is folded: full-width digits and letters to ASCII; ``, ; : ( ) ? !`` to their full-width forms
(``,`` and ``:`` between two digits stay: 1,234 and 16:40); ``％`` to ``%``; ``[ ]`` to ``〔 〕``; corner
quotes to ``“ ” ‘ ’``; straight double quotes to ``“ ”`` where a paragraph holds an even number of them;
hyphens, minus signs and dashes to ``—`` (also between digits, so 2021-2025 and 2021—2025 are one);
wave dashes to ``～``; every space to an ASCII one; ``○`` and ``O`` within Chinese years to ``〇``;
compatibility ideographs and radicals to the ideograph; traditional characters to simplified ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from checker.text.pieces import pieces

# each character is followed by what it becomes; the last three are traditional forms that GB 2312 has too
_MARKS = (
    ",，;；:：(（)）?？!！％%﹪%﹐，﹔；﹕：﹙（﹚）﹖？﹗！[〔]〕［〔］〕"
    "「“」”『‘』’﹃‘﹄’﹁“﹂”．.•·‧·∙·･·・·後后於于麽么"
)
_DASHES = "-‐‑‒–—―−－﹣－⸺─━"
_WAVES = "~～〜∼˜"
_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# noncharacters stand for the marks that must outlive the table
_KEPT_COMMA, _KEPT_COLON = "\ufdd0", "\ufdd1"
_BETWEEN_DIGITS = re.compile(r"[,:](?<=[0-9０-９].)(?=[0-9０-９])")
_ZERO = re.compile(r"[○◯ＯOo](?<=[〇○◯ＯO一二三四五六七八九].)(?=[〇○◯ＯO一二三四五六七八九十年])")
_STRAIGHT = re.compile(r"[\"＂]")


def fold(text: str) -> str:
    """The folded view of ``text``; ``len(fold(text)) == len(text)`` always."""
    # no rule looks beyond its paragraph: a long text is folded by the piece, which takes far less room
    return "".join([_folded(text[start:end]) for start, end in pieces(text, "\n")])


def _folded(text: str) -> str:
    if "," in text or ":" in text:
        text = _BETWEEN_DIGITS.sub(_keep, text)
    if "O" in text or "o" in text or "Ｏ" in text or "○" in text or "◯" in text:
        text = _ZERO.sub("〇", text)
    if '"' in text or "＂" in text:
        text = "\n".join(map(_direct_quotes, text.split("\n")))
    # Few characters change: finding those is ten times faster than asking a table about each.
    changing, become = _changes()
    return changing.sub(lambda found: become[found[0]], text)


def _keep(match: re.Match[str]) -> str:
    return _KEPT_COMMA if match.group() == "," else _KEPT_COLON


def _direct_quotes(paragraph: str) -> str:
    """Straight quotes open and close by turns; with an odd number of them no direction is known."""
    pieces = _STRAIGHT.split(paragraph)
    if len(pieces) == 1 or len(pieces) % 2 == 0:
        return paragraph
    marks = ["“", "”"] * (len(pieces) // 2)
    return "".join([piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True)])


@cache
def _changes() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of every character that changes, and what each becomes."""
    become = {chr(code): new for code, new in _table().items()}
    return re.compile(f"[{re.escape(''.join(sorted(become)))}]"), become


@cache
def _table() -> dict[int, str]:
    lines = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()
    traditional, simplified = [line for line in lines if line and not line.startswith("#")]
    pairs = dict(zip(traditional, simplified, strict=True))
    table = {ord(old): new for old, new in pairs.items()}
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFADA)):
        ideograph = unicodedata.normalize("NFKC", chr(code))
        if len(ideograph) == 1 and ideograph != chr(code):
            table[code] = pairs.get(ideograph, ideograph)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[code] = chr(code - 0xFEE0)
    table.update({ord(old): new for old, new in zip(_MARKS[::2], _MARKS[1::2], strict=True)})
    table.update({ord(char): "—" for char in _DASHES})
    table.update({ord(char): "～" for char in _WAVES})
    table.update({ord(char): " " for char in _SPACES})
    table.update({ord(_KEPT_COMMA): ",", ord(_KEPT_COLON): ":"})
    return table
