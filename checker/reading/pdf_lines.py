"""What page layout works on: fragments (stretches of one line as drawn), lines, and one page of them.

All coordinates are *upright*: PDF points, x to the right and y upwards as the text is read, even where
the page was turned. :meth:`Page.box` turns a place back into the page's own coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from checker.reading.pdf_grid import Grid

Box = tuple[int, float, float, float, float]


SEEN = ""
"""The font name of recognised characters: a picture does not tell."""


class Look(NamedTuple):
    """How characters look: size in points (to half a point), font name, bold or not."""

    size: float
    font: str
    bold: bool


@dataclass(slots=True)
class Fragment:
    """Characters drawn side by side. ``cell`` is (table of the page, row, column), all from 0.

    ``weak`` are (offset in ``text``, confidence) of characters that recognition was not sure of.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    look: Look
    cell: tuple[int, int, int] | None = None
    weak: tuple[tuple[int, float], ...] = ()


@dataclass(slots=True)
class Line:
    """A visual line. ``page`` counts from 1; ``row`` is true where wide gaps part it like a table's row.

    ``cell`` is (table of the page, row, column) from 0, until tables are numbered for the document.
    """

    page: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    look: Look
    box: Box
    row: bool = False
    cell: tuple[int, int, int] | None = None
    weak: tuple[tuple[int, float], ...] = ()
    column: int = 0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(slots=True)
class Page:
    """One page as drawn. ``turn`` counts quarter turns of the text, counter-clockwise.

    ``scanned`` says that the page shows something but (nearly) no text that could be read;
    ``recognised`` that its text comes from character recognition.
    """

    number: int
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 595.0
    y1: float = 842.0
    turn: int = 0
    fragments: list[Fragment] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    images: int = 0
    scanned: bool = False
    recognised: bool = False

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """An upright rectangle as (page, left, bottom, right, top) in the page's own coordinates."""
        a, b = turned_back(x0, y0, self.turn)
        c, d = turned_back(x1, y1, self.turn)
        return (
            self.number,
            round(min(a, c), 1),
            round(min(b, d), 1),
            round(max(a, c), 1),
            round(max(b, d), 1),
        )


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of a page whose text runs ``turn`` quarters counter-clockwise, in upright coordinates."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn % 4]


def turned_back(x: float, y: float, turn: int) -> tuple[float, float]:
    """The inverse of :func:`turned`."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn % 4]
