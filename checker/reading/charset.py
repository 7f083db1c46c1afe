"""Bytes become text: byte order marks, strict UTF-8, then the legacy encoding that reads most like Chinese.

A declaration (``<meta charset>``) is only a hint: pages that say one thing and are another are common.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from checker.errors import UnreadableError

_BOMS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
_ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf8": "utf-8", "utf-8": "utf-8",
    "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
_SHOWN = {"big5hkscs": "big5"}
# The most frequent characters of official Chinese in both scripts, with the punctuation: text decoded
# rightly is full of them, text decoded wrongly has next to none.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而"
    "方后多定行学法所民得经三之进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应"
    "开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道"
    "命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特"
    "件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处"
    "府治政府依法行政报告情况落实推进规范监督执法工作建设市县省镇街道委员会年度领导责任制度服务"
    "個這為來時們會說過對發國經學產種電進著機業當開還關從動點與應無內數氣變條沒結"
    "，。、；：（）《》“”—！？〔〕0123456789,.:;()　 \n"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; ``bad`` counts characters that could not be decoded."""

    text: str
    encoding: str
    bad: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        if not self.bad:
            return ()
        return (f"有 {self.bad} 处字节无法按 {self.encoding} 识别，已用“\ufffd”代替，请核对原文件",)


def decode(data: bytes, source: str, declared: str | None = None) -> Decoded:
    """The text in ``data``. Raises :class:`UnreadableError` where it is no text."""
    found = _by_mark(data) or _wide(data) or _utf8(data) or _legacy(data, declared)
    if found is None or not _is_text(found):
        raise UnreadableError(source, "内容不是可识别的文字", "请确认文件没有损坏，并另存为 UTF-8 文本、docx 或 pdf")
    return found


def _by_mark(data: bytes) -> Decoded | None:
    for mark, codec, shown in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            return Decoded(text, shown, text.count("\ufffd"))
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: line breaks and digits leave NUL bytes on one side only."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return None
    # the high byte is NUL: in little-endian text it stands at odd places
    order = ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")
    for codec in order:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _likeness(text[:_SAMPLE]) > 0.25 and not _CONTROL.search(text[:_SAMPLE]):
            return Decoded(text, "utf-16")
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    head = data[:_SAMPLE].decode("utf-8", "replace")
    if head.count("\ufffd") > max(3, len(head) // 100):
        return None  # plainly another encoding: spare the long way through the whole file
    # one bad byte, or a cut in the middle of a character, does not make a file another encoding
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(_NON_ASCII.findall(text[:_SAMPLE])) - text[:_SAMPLE].count("\ufffd")
    if bad <= max(2, len(text) // 500) and good > 8 * min(bad, text[:_SAMPLE].count("\ufffd") + 1):
        return Decoded(text, "utf-8", bad)
    return None


def _legacy(data: bytes, declared: str | None) -> Decoded | None:
    hint = _ALIASES.get((declared or "").strip().lower())
    sample = data[:_SAMPLE]
    best: tuple[float, str] | None = None
    for codec in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        if codec.startswith("utf-16") and len(data) % 2:
            continue
        text = sample.decode(codec, "replace")
        # a sample may end within a character
        score = _likeness(text) - 4.0 * max(text.count("\ufffd") - 1, 0) / max(len(text), 1)
        score += 0.03 if codec == hint else 0.0
        if best is None or score > best[0]:
            best = (score, codec)
    if best is None or best[0] < 0.12:
        return None
    codec = best[1]
    text = data.decode(codec, "replace")
    return Decoded(text, _SHOWN.get(codec, codec[:6] if codec.startswith("utf") else codec), text.count("\ufffd"))


def _likeness(text: str) -> float:
    """Share of the characters that official Chinese is full of."""
    return sum(map(_FREQUENT.__contains__, text)) / max(len(text), 1)


def _is_text(found: Decoded) -> bool:
    sample = found.text[:_SAMPLE]
    size = max(len(sample), 1)
    return len(_CONTROL.findall(sample)) <= size // 100 and sample.count("\ufffd") <= max(size // 20, 2)
