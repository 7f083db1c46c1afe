"""Language: phrases found in one pass, and the assertion of each passage."""

from checker.language.assertion import read_assertion, read_in
from checker.language.duties import DATED
from checker.language.frame import AIMS, Frame, Reading, concrete, frame, frame_from
from checker.language.lexicon import Lexicon
from checker.language.lexicon import build as build_lexicon
from checker.language.patterns import PatternError
from checker.language.scan import COUNTED, Scan, scan
from checker.language.subject import own_tier

__all__ = [
    "AIMS",
    "COUNTED",
    "DATED",
    "Frame",
    "Lexicon",
    "PatternError",
    "Reading",
    "Scan",
    "build_lexicon",
    "concrete",
    "frame",
    "frame_from",
    "own_tier",
    "read_assertion",
    "read_in",
    "scan",
]
