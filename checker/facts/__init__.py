"""Figures: every number of a report as a typed claim, told apart from dates, ordinals, codes and names."""

from checker.facts.claims import Claim, Facts
from checker.facts.extract import extract, extract_text
from checker.facts.frames import Item, Sentence

__all__ = ["Claim", "Facts", "Item", "Sentence", "extract", "extract_text"]
