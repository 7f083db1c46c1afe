"""Files that LibreOffice converts: its failures, by a stand-in; its work, where it is installed."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from checker.errors import LimitError, MissingToolError, UnreadableError
from checker.reading import office
from checker.reading.limits import Limits
from checker.reading.office import find_office, read_office
from tests.reading.builders.matrix import automatic_docx, converted, soffice, typed_docx
from tests.reading.builders.report import EXPECTED, PARTS, squeezed
from tests.reading.builders.word import docx, p, pack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
RTF = b"{\\rtf1 x}"
needs_soffice = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed (.ci/run installs it)")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH; :func:`program` puts a soffice of its own making into it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(office, "_WINDOWS", ())
    monkeypatch.setattr(office, "_MACINTOSH", ())
    return folder


def program(folder: Path, script: str) -> None:
    path = folder / "soffice"
    path.write_text("#!/bin/sh\nPATH=/usr/bin:/bin\n" + script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


COPY = """
while [ $# -gt 0 ]; do
  case "$1" in --outdir) out="$2"; shift;; esac
  last="$1"; shift
done
mkdir -p "$out"
"""


def test_without_libreoffice_the_sentence_names_the_remedy(stand_in: Path) -> None:
    with pytest.raises(MissingToolError) as caught:
        read_office(OLE, "年报.doc", Limits())
    assert str(caught.value) == (
        "无法读取“年报.doc”：读取 .doc 文件需要 LibreOffice，本机没有找到。"
        "请安装 LibreOffice（如 apt install libreoffice-writer-nogui）后重试，或用 Word、WPS 另存为 .docx 后再检查。"
    )


def test_what_the_program_makes_is_read_as_a_docx(stand_in: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("换来的正文")))
    program(stand_in, COPY + f'cp "{made}" "$out/report.docx"\n')
    document = read_office(OLE, "年报.wps", Limits())
    assert document.raw == "换来的正文"
    assert (document.format, document.data) == ("wps", OLE)
    assert document.sha256 == hashlib.sha256(OLE).hexdigest()
    assert document.blocks[0].location.paragraph == 1


@pytest.mark.parametrize(
    ("data", "name", "form"), [(OLE, "a.doc", "doc"), (OLE, "a.wps", "wps"), (RTF, "a.doc", "rtf"), (b"PK", "a", "odt")]
)
def test_the_file_is_handed_over_with_its_own_suffix(
    stand_in: Path, tmp_path: Path, data: bytes, name: str, form: str
) -> None:
    seen = tmp_path / "seen"
    program(stand_in, COPY + f'echo "$last" > "{seen}"\n')
    with pytest.raises(UnreadableError, match="LibreOffice 无法打开该文件"):
        read_office(data, name, Limits())
    assert seen.read_text().strip().endswith(f"report.{form}")


def test_the_profile_is_private_and_gone_afterwards(stand_in: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program(stand_in, f'echo "$@" > "{seen}"\n')
    with pytest.raises(UnreadableError):
        read_office(OLE, "a.doc", Limits())
    profile = next(word for word in seen.read_text().split() if word.startswith("-env:UserInstallation=file://"))
    assert not Path(profile.removeprefix("-env:UserInstallation=file://")).exists()


def test_a_program_that_hangs_is_ended_with_its_children(stand_in: Path, tmp_path: Path) -> None:
    seen = tmp_path / "pid"
    program(stand_in, f'sleep 300 &\necho $! > "{seen}"\nsleep 300\n')
    with pytest.raises(LimitError, match=r"LibreOffice 转换超过 0.8 秒"):
        read_office(OLE, "a.doc", Limits(max_seconds=0.8))
    pid = int(seen.read_text())
    for _ in range(200):  # the signal was sent; the system delivers it when it likes
        if has_ended(pid):
            break
        time.sleep(0.05)
    assert has_ended(pid)


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "zombie" in status.read_text()


@pytest.mark.parametrize("script", ["exit 1\n", "kill -SEGV $$\n", COPY + 'echo junk > "$out/report.docx"\n'])
def test_a_program_that_fails(stand_in: Path, script: str) -> None:
    program(stand_in, script)
    with pytest.raises(UnreadableError):
        read_office(OLE, "a.doc", Limits())


def test_a_program_that_does_nothing_the_first_time(stand_in: Path, tmp_path: Path) -> None:
    made, been = tmp_path / "made.docx", tmp_path / "been"
    made.write_bytes(docx(p("正文")))
    script = f'if [ ! -e "{been}" ]; then touch "{been}"; exit 0; fi\n'
    program(stand_in, script + COPY + f'cp "{made}" "$out/report.docx"\n')
    assert read_office(OLE, "a.doc", Limits()).raw == "正文"


def test_a_program_that_cannot_start(stand_in: Path) -> None:
    (stand_in / "soffice").write_bytes(b"\x00not a program")
    (stand_in / "soffice").chmod(0o755)
    with pytest.raises(UnreadableError):
        read_office(OLE, "a.doc", Limits())


def test_a_password_is_told_before_anything_runs(stand_in: Path) -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableError, match="文件设有打开密码"):
        read_office(locked, "a.doc", Limits())


def test_size_limit(stand_in: Path) -> None:
    with pytest.raises(LimitError):
        read_office(OLE, "a.doc", Limits(max_bytes=100))


def test_the_program_is_found_by_either_name(stand_in: Path) -> None:
    assert find_office() is None
    program(stand_in, "")
    (stand_in / "soffice").rename(stand_in / "libreoffice")
    assert find_office() == str(stand_in / "libreoffice")


@needs_soffice
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_libreoffice_gives_the_text_of_the_report(suffix: str) -> None:
    document = read_office(converted(typed_docx(), suffix), f"年报.{suffix}", Limits())
    assert squeezed(document.raw) == EXPECTED
    assert document.format == suffix
    assert [block.location.cell for block in document.blocks if block.kind == "cell"][-1] == (1, 4, 4)


@needs_soffice
@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_automatic_numbers_survive_libreoffice(suffix: str) -> None:
    document = read_office(converted(automatic_docx(), suffix), f"年报.{suffix}", Limits())
    assert squeezed(document.raw) == EXPECTED
    assert sum(1 for block in document.blocks if block.restored) == sum(1 for part in PARTS if part.number)


@needs_soffice
def test_libreoffice_on_a_damaged_file() -> None:
    data = converted(typed_docx(), "doc")
    for broken in (data[: len(data) // 3], OLE):
        try:
            document = read_office(broken, "坏.doc", Limits())
        except UnreadableError:
            continue
        assert document.blocks


LINKING = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:body><office:text>'
    '<text:p>正文<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="ADDRESS/b.png"'
    ' xlink:type="simple"/></draw:frame></text:p></office:text></office:body></office:document-content>'
)

MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@needs_soffice
def test_nothing_a_file_links_to_is_fetched() -> None:
    """The profile forbids it; with LibreOffice's own settings this picture is asked for twice."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        linking = LINKING.replace("ADDRESS", f"http://127.0.0.1:{server.server_port}")
        kind = b"application/vnd.oasis.opendocument.text"
        data = pack({"mimetype": kind, "META-INF/manifest.xml": MANIFEST, "content.xml": linking.encode()}, 0)
        document = read_office(data, "a.odt", Limits())
        server.shutdown()
    assert document.raw == "正文"
    assert asked == []
