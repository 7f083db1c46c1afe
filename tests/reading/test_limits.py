"""What cannot be read ends in one clear sentence."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import LimitError, UnreadableError
from checker.reading import Limits, read, read_many
from checker.reading.detect import detect


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf\r\n \t", "文件是空的"),
        ("\u3000\u3000\n".encode(), "文件里没有文字"),
        (b"\x7fELF" + bytes(60), "这是程序或数据文件"),
        (b"Rar!\x1a\x07\x00" + bytes(60), "这是 RAR 压缩文件"),
        (b"GIF89a" + bytes(60), "这是 GIF 图片"),
    ],
)
def test_files_that_hold_no_report(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, name="文件.txt")
    assert str(caught.value).startswith("无法读取“文件.txt”：" + sentence)
    assert str(caught.value).count("\n") == 0


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="文件不存在"):
        read(tmp_path / "没有.txt")
    with pytest.raises(UnreadableError, match="这是一个文件夹"):
        read(tmp_path)
    with pytest.raises(UnreadableError):
        read("含\x00字符.txt")


def test_a_text_that_is_too_large_by_default() -> None:
    data = "法治政府建设。\n".encode() * 1_000_000
    with pytest.raises(LimitError, match=r"文件有 21\.0 MB，超过上限 20\.0 MB"):
        read(data, name="大.txt")


def test_limits_can_be_set() -> None:
    data = "法治政府建设。\n".encode() * 10
    assert read(data, name="小.txt", limits=Limits(max_text_bytes=len(data))).format == "txt"
    with pytest.raises(LimitError):
        read(data, name="小.txt", limits=Limits(max_text_bytes=len(data) - 1))
    with pytest.raises(LimitError):
        read(data, name="小.txt", limits=Limits(max_bytes=len(data) - 1))
    with pytest.raises(LimitError, match="文字超过 20 个字符"):
        read(data, name="小.txt", limits=Limits(max_characters=20))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Input:
        buffer = io.BytesIO("青石县报告\n".encode())

    monkeypatch.setattr("sys.stdin", _Input())
    [(name, document)] = read_many(["-"])
    assert name == "标准输入"
    assert not isinstance(document, Exception)
    assert document.raw == "青石县报告\n"


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"%PDF-1.7", "a.txt", "pdf"),
        (b"{\\rtf1", "a.doc", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps", "wps"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a", "doc"),
        (b"<html><body>x", "a.doc", "html"),
        (b"\x89PNG\r\n\x1a\n", "a", "png"),
        (b"BM is how this text begins", "a.txt", "txt"),
        (b"# x", "a.md", "md"),
        ("<p>一</p><p>二</p><p>三</p>".encode(), "a", "html"),
        ("条例<试行>".encode(), "a.txt", "txt"),
        ("<html><body>一".encode("utf-16"), "a.txt", "html"),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str, form: str) -> None:
    assert detect(data, name) == form


def test_a_text_file_loads_no_heavy_library() -> None:
    program = (
        "import sys; from checker.reading import read; from checker.text import clean;"
        "clean(read('青石县报告\\n全年办结案件36件。'.encode(), name='a.txt'));"
        "print([m for m in ('lxml', 'selectolax', 'docx', 'pypdfium2', 'zipfile', 'jieba', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
