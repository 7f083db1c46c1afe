"""The ruled lines of a scanned table, found on the picture itself."""

from __future__ import annotations

import math
from typing import Any

from checker.reading.pdf_grid import Rule

_DARK = 180
_SHORTEST = 60
_STEP = 5
_THICK = 10 + _STEP
_SLANT = 0.02
_RULES_AT_MOST = 400


def drawn_rules(picture: Any, shortest: float, slope: float) -> list[Rule]:
    """Level and upright lines of ``picture`` (an array of pixels) as (x0, y0, x1, y1) in pixels from the
    upper left corner, after turning it about that corner so that lines of this slope are level.
    ``shortest`` keeps the strokes of large characters out."""
    import cv2
    import numpy

    grey = picture.min(axis=2)
    if slope:
        length = math.hypot(1.0, slope)
        matrix = numpy.array([[1.0, slope, 0.0], [-slope, 1.0, 0.0]]) / length
        grey = cv2.warpAffine(grey, matrix, (grey.shape[1], grey.shape[0]), borderValue=255)
    dark = (grey < _DARK).astype(numpy.uint8)
    least = int(max(shortest, _SHORTEST))
    found: list[Rule] = []
    for size, across in (((least, 1), (1, _STEP)), ((1, least), (_STEP, 1))):
        # thickened across its run, a line that a slight slant or noise breaks into steps is whole again
        thick = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, across))
        kept = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(kept, connectivity=8)
        if count - 1 > _RULES_AT_MOST:
            return []  # a photograph, not a table
        for x, y, width, height, _ in boxes[1:].tolist():
            long, thin = (width, height) if size[0] > 1 else (height, width)
            if thin <= _THICK + _SLANT * long:
                middle_x, middle_y = x + width / 2, y + height / 2
                if size[0] > 1:
                    found.append((middle_x - long / 2, middle_y, middle_x + long / 2, middle_y))
                else:
                    found.append((middle_x, middle_y - long / 2, middle_x, middle_y + long / 2))
    return found
