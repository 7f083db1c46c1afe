"""Broken files from good ones: byte-level damage, and damage inside the members of a zip archive."""

from __future__ import annotations

import io
import random
import zipfile

_INTERESTING = (b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"-1", b"99999999999", b"<", b">", b"&", b"\n\n\n")
_TOKENS = {
    "html": (b"<table>", b"<tr><td>", b"</div>", b"<div>" * 50, b"<!--", b"-->", b"<script>", b"<p>", b"<br>", b"&#0;",
             b"&#x10FFFF;", b'<meta charset="utf-16">', b"<h1>", b"<a href=x>", b"<svg>", b"<template>", b"\xa1\xa1"),
    "md": (b"# ", b"|---|", b"> ", b"```", b"- ", b"1. ", b"    ", b"[x](y)", b"***", b"<!--", b"---\n"),
    "txt": ("　　".encode(), "一、".encode(), "（二）".encode(), "。".encode(), b"- 1 -\n", b"\r", b"\x0c",
            "《".encode(), "）".encode(), b"\xff\xfe", b"\xef\xbb\xbf", "第1页\n".encode(), b"\t"),
    "pdf": (b"obj", b"endobj", b"/Kids [", b"/Count 99999", b"/Length -1", b" Tj ", b"/Type /Page", b"<feff",
            b"stream\n", b"1e38 ", b"-1e38 ", b" cm ", b" q q q q ", b"/MediaBox [0 0 1 1]", b"/Rotate 33"),
    "xml": (b"<w:tbl>", b"</w:p>", b"<w:p>", b'w:val="-1"', b'w:val="99999999999"', b"<w:ins>", b"&amp;", b"&x;",
            b"<!DOCTYPE w>", b"<w:numPr>", b"<w:br/>", b"<w:fldChar/>", b"<mc:Choice>", b"<w:gridSpan/>", b"]]>"),
    "rtf": (b"\\par ", b"{", b"}", b"\\bin99999 ", b"\\u-1?", b"\\trowd", b"\\cell", b"\\listtext", b"\\'ff"),
}  # fmt: skip


def mutate(data: bytes, random_: random.Random, form: str) -> bytes:
    """``data`` with one to six places damaged; zip-based formats are damaged inside their members half the time."""
    if form in {"docx", "odt", "zip"} and random_.random() < 0.6:
        return _inside(data, random_)
    return _bytes(data, random_, _TOKENS.get(form, ()))


def _bytes(data: bytes, random_: random.Random, tokens: tuple[bytes, ...]) -> bytes:
    out = bytearray(data)
    for _ in range(random_.randint(1, 6)):
        if not out:
            break
        place = random_.randrange(len(out))
        length = min(random_.choice((1, 2, 8, 64, 700, 9000)), len(out) - place)
        match random_.randrange(8):
            case 0:
                out[place] ^= 1 << random_.randrange(8)
            case 1:
                out[place : place + length] = random_.randbytes(length)
            case 2:
                del out[place : place + length]
            case 3:
                out[place:place] = out[place : place + length] * random_.choice((1, 2, 30))
            case 4:
                out[place:place] = random_.choice(_INTERESTING)
            case 5:
                source = random_.randrange(len(out))
                out[place : place + length] = out[source : source + length]
            case 6 if tokens:
                out[place:place] = random_.choice(tokens) * random_.choice((1, 1, 1, 5, 600))
            case _:
                if random_.random() < 0.15:
                    del out[place:]
                else:
                    out[place] = random_.randrange(256)
    return bytes(out)


def _inside(data: bytes, random_: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = random_.choice(sorted(members))
    if random_.random() < 0.5:
        name = next((each for each in sorted(members) if each.endswith(("document.xml", "content.xml"))), name)
    tokens = _TOKENS["xml"] if name.endswith((".xml", ".rels")) else ()
    match random_.randrange(8):
        case 0:
            del members[name]
        case 1:
            members[name + random_.choice(("", "x", "/../x"))] = members[random_.choice(sorted(members))]
        case _:
            members[name] = _bytes(members[name], random_, tokens)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", random_.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    return buffer.getvalue()
