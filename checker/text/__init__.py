"""Cleaned text with the map back to the source, and the folded view in which phrases are sought."""

from __future__ import annotations

from checker.text.cleaning import clean
from checker.text.fold import fold
from checker.text.places import clean_offset, residue

__all__ = ["clean", "clean_offset", "fold", "residue"]
