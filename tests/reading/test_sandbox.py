"""The child process: its answer, its bounds, and what becomes of a child that misbehaves."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import LimitError, UnreadableError
from checker.model import Block, Document, Ledger, Location, Metadatum, Setaside
from checker.reading.docx import parse_docx, read_docx
from checker.reading.limits import Limits
from checker.reading.sandbox import run_guarded
from checker.reading.sandbox_wire import document_from, document_to
from tests.reading.builders.word import docx, p

PLAIN = Limits()


def test_the_child_gives_what_the_parser_gives() -> None:
    data = docx(p("一、总体情况") + p("正文。"))
    assert run_guarded("docx", data, "样本.docx", PLAIN) == parse_docx(data, "样本.docx", PLAIN)


def test_errors_of_the_parser_come_back_as_they_were() -> None:
    with pytest.raises(UnreadableError) as caught:
        run_guarded("docx", b"PK", "样本.docx", PLAIN)
    with pytest.raises(UnreadableError) as expected:
        parse_docx(b"PK", "样本.docx", PLAIN)
    assert str(caught.value) == str(expected.value)
    with pytest.raises(LimitError):
        run_guarded("docx", docx(p("字")), "样本.docx", Limits(max_members=1))


def test_time_is_bounded() -> None:
    with pytest.raises(LimitError, match="解析超过 1 秒仍未完成"):
        run_guarded("probe", b"loop", "样本", Limits(max_seconds=1))


@pytest.mark.skipif(sys.platform != "linux", reason="address space is bounded on Linux")
def test_memory_is_bounded() -> None:
    with pytest.raises(LimitError, match=r"解析所需内存超过上限 400\.0 MB"):
        run_guarded("probe", b"memory", "样本", Limits(max_memory=400 * 1024 * 1024))


def test_memory_that_a_library_misses_in_its_own_words() -> None:
    with pytest.raises(LimitError, match="解析所需内存超过上限"):
        run_guarded("probe", b"alloc", "样本", PLAIN)


def test_a_crash_is_one_sentence() -> None:
    with pytest.raises(UnreadableError, match="解析时程序异常中止"):
        run_guarded("probe", b"crash", "样本", PLAIN)


def test_noise_and_unforeseen_errors_of_a_parser() -> None:
    with pytest.raises(UnreadableError, match="解析失败（ValueError）"):
        run_guarded("probe", b"print", "样本", PLAIN)


def test_a_large_docx_goes_to_the_child_and_a_small_one_does_not() -> None:
    code = (
        "import sys;from checker.reading.docx import read_docx;from checker.reading.limits import Limits;"
        "d=read_docx(sys.stdin.buffer.read(),'a.docx',Limits());"
        "print(len(d.raw),'checker.reading.sandbox' in sys.modules)"
    )
    for body, expected in ((p("字"), "1 False"), (p("字" * 1000) * 1500, "1501499 True")):
        done = subprocess.run([sys.executable, "-c", code], input=docx(body), capture_output=True, check=True)
        assert done.stdout.decode().strip() == expected


def test_plain_text_imports_no_heavy_library() -> None:
    code = (
        "import sys;from checker.reading import read;read('一、总体情况'.encode(),name='a.txt');"
        "heavy={'lxml','pypdfium2','rapidocr','onnxruntime','PIL','numpy','subprocess','checker.reading.sandbox'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


_locations = st.builds(
    Location,
    line=st.none() | st.integers(1, 9),
    page=st.none() | st.integers(1, 9),
    paragraph=st.none() | st.integers(1, 9),
    cell=st.none() | st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9)),
    boxes=st.lists(st.tuples(st.integers(1, 9), *[st.floats(0, 900)] * 4), max_size=2).map(tuple),
)
_aside = st.lists(st.builds(Setaside, st.integers(0, 9), st.integers(0, 9), st.text(max_size=4)), max_size=2).map(tuple)
_documents = st.builds(
    Document,
    source=st.text(max_size=5),
    sha256=st.text(max_size=5),
    format=st.just("pdf"),
    raw=st.text(max_size=20),
    blocks=st.lists(st.builds(Block, st.integers(0, 9), st.integers(0, 9), location=_locations), max_size=3).map(tuple),
    wrapped=st.booleans(),
    encoding=st.none() | st.just("utf-8"),
    metadata=st.lists(st.builds(Metadatum, st.text(max_size=3), st.text(max_size=3)), max_size=2).map(tuple),
    ledger=st.builds(
        Ledger,
        characters=st.integers(0, 99),
        pages_without_text=st.lists(st.integers(1, 9), max_size=3).map(tuple),
        set_aside=_aside,
        repairs=_aside,
        doubtful=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)), max_size=2).map(tuple),
        notes=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    ),
)


@given(_documents)
def test_a_document_survives_the_wire(document: Document) -> None:
    import json

    text = json.dumps(document_to(document), ensure_ascii=False)
    assert document_from(json.loads(text)) == document


def test_reading_twice_gives_the_same() -> None:
    data = docx(p("字"))
    assert read_docx(data, "a.docx", PLAIN) == read_docx(data, "a.docx", PLAIN)
