"""Older and other word processors' files (doc, wps, rtf, odt): LibreOffice makes a .docx of them.

Each conversion has its own profile (two on one profile fail), a time limit and a bound on memory;
the whole process group is ended afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from checker.errors import LimitError, MissingToolError, UnreadableError
from checker.model import Document
from checker.reading.detect import suffix_format
from checker.reading.docx import read_docx
from checker.reading.limits import Limits, require_size
from checker.reading.sandbox import kill_group

_PROGRAMS = ("soffice", "libreoffice")
_WINDOWS = (r"C:\Program Files\LibreOffice\program\soffice.exe",)
_MACINTOSH = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_RESAVE = "请用 Word 或 WPS 打开后另存为 .docx 再检查"
_INSTALL = "请安装 LibreOffice（如 apt install libreoffice-writer-nogui）后重试，或用 Word、WPS 另存为 .docx 后再检查"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LAUNCH = """
import os, resource, sys
limit = int(sys.argv[1])
for what, value in ((resource.RLIMIT_AS, limit), (resource.RLIMIT_CORE, 0)):
    try:
        resource.setrlimit(what, (value, value))
    except (ValueError, OSError):
        pass  # not every system bounds address space; the time limit still holds
os.execv(sys.argv[2], sys.argv[2:])
"""
_ATTEMPTS = 2
"""LibreOffice now and then ends at once, without a word, the first time it uses a new profile."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""The profile: no macros, no active content, no links fetched."""

_OFFICE_MEMORY = 4 * 1024 * 1024 * 1024
"""Least address space LibreOffice gets, in bytes: it maps far more than it uses (some 220 MB resident)."""


def read_office(data: bytes, name: str, limits: Limits) -> Document:
    """Read a doc, wps, rtf or odt file through LibreOffice; places are those of the .docx it makes.

    Raises MissingToolError where LibreOffice is not installed, LimitError where it takes longer than
    ``limits.max_seconds``, UnreadableError where it makes nothing of the file.
    """
    require_size(len(data), limits.max_bytes, name)
    form = _format(data, name)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableError(name, "文件设有打开密码", "请去掉密码，另存后再检查")
    program = find_office()
    if program is None:
        raise MissingToolError(name, f"读取 .{form} 文件需要 LibreOffice，本机没有找到", _INSTALL)
    converted = convert(program, data, form, name, limits)
    document = read_docx(converted, name, limits)
    return replace(document, format=form, sha256=sha256(data).hexdigest(), data=data)


def find_office() -> str | None:
    """The path of LibreOffice's program, or ``None``."""
    for program in _PROGRAMS:
        found = shutil.which(program)
        if found:
            return found
    return next((path for path in (*_WINDOWS, *_MACINTOSH) if Path(path).is_file()), None)


def convert(program: str, data: bytes, form: str, name: str, limits: Limits) -> bytes:
    """``data``, a file of format ``form``, as the .docx that ``program`` makes of it."""
    with tempfile.TemporaryDirectory(prefix="checker-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        source = room / f"report.{form}"
        source.write_bytes(data)
        out = room / "out"
        settings = room / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation={(room / 'profile').as_uri()}",
            "--convert-to",
            "docx",
            "--outdir",
            str(out),
            str(source),
        ]
        made = out / "report.docx"
        end = time.monotonic() + limits.max_seconds
        for _ in range(_ATTEMPTS):
            _run(_bounded(command, limits), room, name, limits.max_seconds, end - time.monotonic())
            if made.is_file():
                break
        else:
            raise UnreadableError(name, "LibreOffice 无法打开该文件，文件可能已损坏或设有密码", _RESAVE)
        require_size(made.stat().st_size, limits.max_bytes, name)
        return made.read_bytes()


def _run(command: list[str], room: Path, name: str, allowed: float, left: float) -> None:
    environment = {**os.environ, "HOME": str(room), "TMPDIR": str(room)}
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
            cwd=room,
        )
    except OSError as error:
        raise MissingToolError(name, "本机的 LibreOffice 无法启动", _INSTALL) from error
    with child:
        try:
            child.wait(max(left, 0.0))
        except subprocess.TimeoutExpired as error:
            raise LimitError(name, f"LibreOffice 转换超过 {allowed:g} 秒仍未完成", _RESAVE) from error
        finally:
            kill_group(child)


def _bounded(command: list[str], limits: Limits) -> list[str]:
    """``command`` started through an interpreter that first bounds its own memory, where that is possible."""
    if sys.platform == "win32":
        return command
    memory = max(limits.max_memory, _OFFICE_MEMORY)
    return [sys.executable, "-I", "-c", _LAUNCH, str(memory), *command]


def _format(data: bytes, name: str) -> str:
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        return "odt"
    return "wps" if suffix_format(name) == "wps" else "doc"
