"""Makes the data by which ``text.typos`` finds a character replaced by one that sounds or looks alike.

``python -m tests.rules.build_sounds`` writes the four files of ``checker/rules/sounds``; it needs pypinyin (any
0.5x). Sources: the readings of pypinyin (MIT), the words and frequencies of jieba (MIT), and how reports word
things, counted in this repository's own rubrics and development fixtures. Places that a gold label calls a slip
are left out of the count, and so are the lists of slips themselves.
"""

from __future__ import annotations

import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import yaml

from checker.rules.sounds.seen import LONG, LONG_HASHES, SHORT_HASHES, places
from checker.rules.sounds.tables import EDGE, NUMERALS

ROOT = Path(__file__).parents[2]
LOOKALIKES = Path(__file__).with_name("lookalikes.txt")
OUT = ROOT / "checker" / "rules" / "sounds"
HELD_OUT = {*range(21, 29), 35, 39, 40, *range(42, 53, 2), *range(73, 79)}
# Reports that came later are looked at by nobody here.
DEVELOPMENT = {f"f{number:02d}" for number in range(1, 98) if number not in HELD_OUT}
SLIP_LISTS = {"typos.yaml", "distortions.yaml", "rewritten.yaml"}
LABELS_OF_SLIPS = {"text.typos", "text.fixed-terms"}
NOTE = "Made by python -m tests.rules.build_sounds; do not edit."
SOURCES = "Sources: jieba's dictionary (MIT), pypinyin's readings (MIT), this repository's rubrics and fixtures."
HAN = re.compile("[一-鿿]+")
# A reading counts where it has this share of a character's words.
LEAST_SHARE = 0.08
# Words of jieba that are kept; those of the reports are kept whatever their frequency there.
LEAST_FREQUENCY = 20
LEAST_IDIOM = 50
LEAST_SEEN = 3
STEP = 4
MOST_PLACES = 12
LONGEST = 6
# What one use in a report weighs beside jieba's counts.
OWN_WEIGHT = 20
COMMON_PAIRS = 20_000
SHORT_BITS, LONG_BITS = 9, 16


def characters() -> list[str]:
    """The 3,755 characters in common use: the first level of GB 2312."""
    rows = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    return [row.decode("gb2312") for row in rows if not (row[0] == 0xD7 and row[1] > 0xF9)]


def jieba_words() -> dict[str, tuple[int, str]]:
    """Every word of jieba's dictionary that is all Chinese characters: its frequency and part of speech."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.submodule_search_locations
    lines = Path(spec.submodule_search_locations[0], "dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines)
    return {word: (int(number), kind) for word, number, kind in rows if HAN.fullmatch(word)}


def merged(syllable: str) -> str:
    """The syllable as most who do not tell zh, ch, sh, eng and ing from z, c, s, en and in say it."""
    return re.sub("(?<=[ei])ng$", "n", re.sub("^([zcs])h", r"\1", syllable))


def readings(words: dict[str, tuple[int, str]]) -> dict[str, list[str]]:
    """Syllable without tone, near ones in one -> the characters commonly read so, in the order of GB 2312."""
    from pypinyin import lazy_pinyin

    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for word, (frequency, _) in words.items():
        if 2 <= len(word) <= 4 and frequency >= 3:
            for character, syllable in zip(word, map(merged, lazy_pinyin(word)), strict=True):
                counted[character][syllable] += frequency
    made: dict[str, list[str]] = defaultdict(list)
    for character in characters():
        known = counted.get(character) or Counter(map(merged, lazy_pinyin(character)))
        for syllable, number in known.items():
            if number >= LEAST_SHARE * known.total():
                made[syllable].append(character)
    return dict(sorted(made.items()))


def lookalikes() -> dict[str, list[str]]:
    """Groups of characters that look alike, named "~001" and so on, as if each were a syllable."""
    groups = LOOKALIKES.read_text(encoding="utf-8").split("\n", 1)[1].split()
    return {f"~{number:03}": list(group) for number, group in enumerate(groups, 1)}


def codes(by_syllable: dict[str, list[str]]) -> dict[str, list[str]]:
    """Character -> its sounds, each written as one private character."""
    sound_of: dict[str, list[str]] = defaultdict(list)
    for number, group in enumerate(by_syllable.values()):
        for character in group:
            sound_of[character].append(chr(0xE000 + number))
    return sound_of


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _strings(key)
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def own_texts() -> list[str]:
    """Runs of Chinese characters in rubrics and development fixtures, without those that hold a labelled slip."""
    slips: set[str] = set()
    texts: list[str] = []
    for path in sorted((ROOT / "fixtures" / "reports").glob("*.txt")):
        if path.stem not in DEVELOPMENT:
            continue
        texts.append(path.read_text(encoding="utf-8", errors="replace"))
        gold = yaml.safe_load((ROOT / "fixtures" / "gold" / f"{path.stem}.yaml").read_text(encoding="utf-8"))
        for defect in gold.get("defects") or ():
            if defect["criterion"] in LABELS_OF_SLIPS:
                slips.add(str(defect["text"]))
    for path in sorted((ROOT / "rubrics").rglob("*.yaml")):
        if path.name not in SLIP_LISTS:
            texts.append("\n".join(_strings(yaml.safe_load(path.read_text(encoding="utf-8")))))
    runs = [run for text in texts for run in HAN.findall(text)]
    # A label may quote sound words beside the slip; what stands in many places is none of one report's slips.
    longest = {max(HAN.findall(slip) or [""], key=len) for slip in slips}
    holding = {slip: {run for run in runs if slip in run} for slip in longest if len(slip) >= 3}
    cut_out = {run for found in holding.values() if len(found) <= MOST_PLACES for run in found}
    return [run for run in runs if run not in cut_out]


def _listed() -> set[str]:
    """The pairs by which the listed slips differ from what is right: the list alone reports those."""
    table = yaml.safe_load((ROOT / "rubrics" / "lexicon" / "typos.yaml").read_text(encoding="utf-8"))
    found: set[str] = set()
    for row in table["confusions"]:
        right = str(row["right"])
        for wrong in [row["wrong"]] if isinstance(row["wrong"], str) else row["wrong"]:
            same = len(wrong) == len(right)
            for at in range(len(wrong) - 1):
                if not same or wrong[at : at + 2] != right[at : at + 2]:
                    found.add(wrong[at : at + 2])
    return found


def cut(run: str, cost: dict[str, float], unknown: float) -> list[str]:
    """The likeliest words of a run."""
    best = [0.0] + [-math.inf] * len(run)
    back = [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        for begin in range(max(0, end - 8), end):
            value = cost.get(run[begin:end], unknown if end - begin == 1 else -math.inf) + best[begin]
            if value > best[end]:
                best[end], back[end] = value, begin
    words = []
    while end := len(run):
        words.append(run[back[end] :])
        run = run[: back[end]]
    return words[::-1]


def _bloom(entries: set[str], bits: int, hashes: int) -> bytes:
    size = -(-len(entries) * bits // 8) * 8
    field = bytearray(size // 8)
    for item in entries:
        for place in places(item, size, hashes):
            field[place >> 3] |= 1 << (place & 7)
    return bytes(field)


def _grouped(pairs: Iterable[tuple[str, str]], sounds: dict[str, list[str]]) -> list[str]:
    """The characters that others stand beside, and a line for each: ``AbcBd``, b and c of sound A, d of sound B."""
    beside: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for near, other in sorted(pairs):
        for sound in sounds.get(other, ()):
            beside[near][sound].append(other)
    rows = sorted(beside.items())
    return [
        "".join(near for near, _ in rows),
        *("".join(sound + "".join(others) for sound, others in sorted(groups.items())) for _, groups in rows),
    ]


def sound_lines(by_syllable: dict[str, list[str]], sounds: dict[str, list[str]]) -> Iterator[str]:
    """Each character at its first syllable; after an empty line those with more, their other sounds as characters."""
    for number, (syllable, group) in enumerate(by_syllable.items()):
        yield f"{syllable} {''.join(each for each in group if sounds[each][0] == chr(0xE000 + number))}"
    yield ""
    for character, more in sorted(sounds.items()):
        if len(more) > 1:
            yield character + "".join(more[1:])


def _line(first: str, rest: list[str]) -> str:
    """The character, its own weight where it is a word, and then every longer word between spaces."""
    lone = rest[0][0] < "\x7f"
    return f"{first}{'' if lone else ' '}{' '.join(rest)} "


def _pairs_file(words: set[str], common: Iterable[str], sound_of: dict[str, list[str]]) -> bytes:
    """The commonest pairs; what follows a character in these words; after an empty line what precedes it."""
    follow: set[tuple[str, str]] = set()
    precede: set[tuple[str, str]] = set()
    for word in words:
        for left, right in pairwise(word):
            if right not in NUMERALS:
                follow.add((left, right))
            if left not in NUMERALS:
                precede.add((right, left))
    return _file(
        "Neighbours: the commonest pairs, then what follows and, after an empty line, what precedes a character.",
        ["".join(sorted(common)), *_grouped(follow, sound_of), "", *_grouped(precede, sound_of)],
    )


def _words_file(frequency: Mapping[str, int]) -> bytes:
    """The logarithm of the sum of all frequencies, and the words by first character with the logarithm of theirs."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word, number in frequency.items():
        by_first[word[0]].append(f"{word[1:]}{chr(48 + round(STEP * math.log(number)))}")
    total = math.log(sum(frequency.values()))
    lines = (_line(first, sorted(rest)) for first, rest in sorted(by_first.items()))
    return _file("Words by first character, each with the logarithm of its frequency.", [f"{total:.4f}", *lines])


def _seen_file(texts: set[str]) -> bytes:
    """Two Bloom filters, of the short texts and of the long ones; the note ends with the size of the first."""
    long = {text for text in texts if len(text) >= LONG}
    short_field = _bloom(texts - long, SHORT_BITS, SHORT_HASHES)
    note = f"# Texts seen, {len(texts) - len(long)} short, {len(long)} long: Bloom filters. {NOTE} {SOURCES} "
    return (
        f"{note}Bytes of the first: {len(short_field)}\n".encode() + short_field + _bloom(long, LONG_BITS, LONG_HASHES)
    )


def _file(what: str, lines: Iterable[str]) -> bytes:
    return "\n".join((f"# {what} {NOTE}", f"# {SOURCES}", *lines, "")).encode()


def build() -> dict[str, bytes]:
    """The files by name."""
    words = jieba_words()
    by_syllable = {**readings(words), **lookalikes()}
    sound_of = codes(by_syllable)
    total = sum(frequency for frequency, _ in words.values())
    cost = {word: math.log(max(frequency, 1) / total) for word, (frequency, _) in words.items()}
    own: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    fours: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for run in own_texts():
        own.update(cut(run, cost, -math.log(total)))
        twos.update(run[at : at + 2] for at in range(len(run) - 1))
        fours.update(run[at : at + 4] for at in range(len(run) - 3))
        if len(run) >= 3:
            edges.update((EDGE + run[:3], run[-3:] + EDGE))
    terms = {word for word, number in own.items() if number >= 2 and 2 <= len(word) <= LONGEST}
    idioms = {
        word for word, (number, kind) in words.items() if kind == "i" and number >= LEAST_IDIOM and len(word) == 4
    }
    # Names of places keep a character of theirs from being taken for one of a word: 评为聊城市.
    frequency = {
        word: number
        for word, (number, kind) in words.items()
        if len(word) <= LONGEST and (number >= LEAST_FREQUENCY or kind == "ns")
    }
    for word, number in own.items():
        if len(word) == 1 or word in terms:
            frequency[word] = (words[word][0] if word in words else 0) + OWN_WEIGHT * number
    seen = {word for word, (number, _) in words.items() if len(word) in (2, 3) and number >= LEAST_SEEN}
    seen |= idioms | set(twos) | set(fours) | {edge for edge, number in edges.items() if number >= 2} | _listed()
    common = [pair for pair, _ in sorted(twos.items(), key=lambda item: (-item[1], item[0]))[:COMMON_PAIRS]]
    return {
        "sounds.txt": _file(
            "Syllables (no tone; zh as z, ch as c, sh as s, eng as en, ing as in) and the characters read so;"
            " ~ groups of characters that look alike.",
            sound_lines(by_syllable, sound_of),
        ),
        "pairs.txt": _pairs_file(terms | idioms, common, sound_of),
        "words.txt": _words_file(frequency),
        "seen.bin": _seen_file(seen),
    }


if __name__ == "__main__":
    for name, data in build().items():
        (OUT / name).write_bytes(data)
        sys.stdout.write(f"{name}: {len(data)} bytes, {len(zlib.compress(data))} compressed\n")
