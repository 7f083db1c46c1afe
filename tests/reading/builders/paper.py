"""PDF files drawn by hand: every character, rule and picture at a place the test chose.

The fonts are Adobe's standard Chinese ones by name, not embedded: their code tables are in every
PDF reader, so the text can be extracted although nothing is shipped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians, sin

SONG, HEI, NAMELESS = "F1", "F2", "F3"
_NAMES = {SONG: "STSong-Light", HEI: "STHeiti-Regular", NAMELESS: "ABCDEF+Subset"}


@dataclass
class Sheet:
    """One page, A4 upright unless told otherwise; points from the lower left corner."""

    width: float = 595
    height: float = 842
    content: list[str] = field(default_factory=list)
    picture: bool = False

    def text(self, x: float, y: float, string: str, *, size: float = 16, font: str = SONG, angle: float = 0) -> Sheet:
        """Draw ``string``; full-width characters are ``size`` wide."""
        code = string.encode("utf-16-be").hex().upper()
        c, s = cos(radians(angle)), sin(radians(angle))
        self.content.append(f"BT /{font} {size} Tf {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x} {y} Tm <{code}> Tj ET")
        return self

    def lines(self, x: float, y: float, strings: list[str], *, size: float = 16, pitch: float = 28) -> Sheet:
        """Draw lines one below the other; a string's leading ideographic spaces are an indent."""
        for index, string in enumerate(strings):
            bare = string.lstrip("　")
            self.text(x + (len(string) - len(bare)) * size, y - index * pitch, bare, size=size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self.content.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        """A fully ruled table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def image(self, x: float, y: float, width: float, height: float) -> Sheet:
        """A grey picture without text."""
        self.picture = True
        self.content.append(f"q {width} 0 0 {height} {x} {y} cm /Im Do Q")
        return self


def pdf(*sheets: Sheet, title: str = "") -> bytes:
    """A PDF file of ``sheets``."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode() if isinstance(body, str) else body)
        return len(objects)

    catalog = add("<< /Type /Catalog /Pages 2 0 R >>")
    add("")  # the pages, once their numbers are known
    fonts = {}
    for key, name in _NAMES.items():
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
            " /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
        )
        # the codes of the nameless font say nothing about characters, as in badly made files
        ordering, encoding = ("Identity", "Identity-H") if key == NAMELESS else ("GB1", "UniGB-UCS2-H")
        descendant = add(
            f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /FontDescriptor {descriptor} 0 R /DW 1000"
            f" /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> >>"
        )
        fonts[key] = add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding}"
            f" /DescendantFonts [{descendant} 0 R] >>"
        )
    picture = add(
        _stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
        )
    )
    named = " ".join(f"/{key} {number} 0 R" for key, number in fonts.items())
    kids = []
    for sheet in sheets:
        content = add(_stream("", "\n".join(sheet.content).encode()))
        pictures = f" /XObject << /Im {picture} 0 R >>" if sheet.picture else ""
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Contents {content} 0 R"
                f" /Resources << /Font << {named} >>{pictures} >> >>"
            )
        )
    listed = " ".join(f"{number} 0 R" for number in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    information = add(f"<< /Title <{('﻿' + title).encode('utf-16-be').hex()}> >>")
    return _file(objects, catalog, information)


def _stream(head: str, body: bytes) -> bytes:
    return f"<< {head} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"


def _file(objects: list[bytes], catalog: int, information: int) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} 0 R /Info {information} 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
