"""Bytes become the text that was written, whatever the encoding and whatever a page declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UnreadableError
from checker.reading.charset import decode

SHORT = "青石县2024年度法治政府建设情况的报告"
LONG = (
    SHORT + "\n\n市人民政府：\n\n2024年，我县办结行政复议案件36件，公开政府信息1,208条。现将有关情况报告如下。\n" * 20
)
TRADITIONAL = "青石縣政府建設情況報告\n市人民政府：\n我縣推進法治政府建設，現將有關情況報告如下。\n" * 5


@pytest.mark.parametrize("text", [SHORT, LONG])
@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "iso-8859-1", "nonsense"])
def test_round_trip_whatever_is_declared(text: str, codec: str, shown: str, declared: str | None) -> None:
    found = decode(text.encode(codec), "报告.txt", declared)
    assert (found.text, found.encoding, found.bad) == (text, shown, 0)


def test_big5() -> None:
    found = decode(TRADITIONAL.encode("big5"), "報告.txt")
    assert (found.text, found.encoding) == (TRADITIONAL, "big5")


def test_one_bad_byte_does_not_change_the_encoding() -> None:
    data = LONG.encode()
    found = decode(data[:90] + b"\xff" + data[90:], "报告.txt")
    assert (found.encoding, found.bad) == ("utf-8", 1)
    assert found.text.replace("\ufffd", "") == LONG
    assert "1 处字节无法按 utf-8 识别" in found.notes[0]


def test_a_character_cut_at_the_end() -> None:
    found = decode((LONG + "县").encode()[:-1], "报告.txt")
    assert found.encoding == "utf-8"
    assert found.text.startswith(LONG)


@pytest.mark.parametrize(
    "junk", [bytes(range(256)) * 20, bytes((i * 7919 + i * i) % 256 for i in range(4000)), b"\x01\x02\x03" * 300]
)
def test_junk_is_no_text(junk: bytes) -> None:
    with pytest.raises(UnreadableError, match="内容不是可识别的文字"):
        decode(junk, "乱码.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_sentence(data: bytes) -> None:
    try:
        found = decode(data, "任意.txt")
    except UnreadableError as error:
        sentences = str(error).count("。")
        assert sentences == 2
    else:
        assert isinstance(found.text, str)
