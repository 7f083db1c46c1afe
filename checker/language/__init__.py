"""Language: phrases found in one pass, and the assertion of each passage."""

from checker.language.assertion import Reading, read_assertion
from checker.language.frame import COUNTED, Surroundings, concrete, surroundings
from checker.language.lexicon import Lexicon
from checker.language.lexicon import build as build_lexicon
from checker.language.patterns import PatternError
from checker.language.scan import Scan, scan
from checker.language.subject import own_tier

__all__ = [
    "COUNTED",
    "Lexicon",
    "PatternError",
    "Reading",
    "Scan",
    "Surroundings",
    "build_lexicon",
    "concrete",
    "own_tier",
    "read_assertion",
    "scan",
    "surroundings",
]
