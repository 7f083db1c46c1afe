"""Automatic numbering: the label Word shows before a paragraph, restored from the file's lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.reading.docx_numerals import number
from checker.reading.docx_package import Element
from checker.reading.docx_styles import Style, Styles, W, attribute, integer, on

_PLACE = re.compile(r"%([1-9])")
_ENDS_ITSELF = frozenset("、，．。.：:；;）)】]〕》")
_CUSTOM = {
    "①": "decimalEnclosedCircle",
    "一": "chineseCountingThousand",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01": "decimalZero",
}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str = ""


@dataclass(slots=True)
class _List:
    """A ``w:num``: its abstract list, the levels as overridden, the starts it imposes on first use."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` is what stands before the paragraph's own characters; a bullet has none."""

    text: str
    bullet: bool = False


class Numbering:
    """The lists of one document with their running counters. Ask in document order, once a paragraph."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self.unknown_lists: set[str] = set()
        if root is not None:
            for element in root.iterchildren(W + "abstractNum"):
                self._abstract.setdefault(element.get(W + "abstractNumId") or "", element)
            for element in root.iterchildren(W + "num"):
                self._nums.setdefault(element.get(W + "numId") or "", element)

    def label(self, properties: Element | None, style: Style) -> Label | None:
        """Count the paragraph with these ``w:pPr`` and return its label; ``None`` if it is not in a list."""
        direct = None if properties is None else properties.find(W + "numPr")
        num_id, ilvl = style.num_id, None
        if direct is not None:
            own = attribute(direct, "numId")
            num_id = own if own is not None else num_id
            ilvl = integer(attribute(direct, "ilvl"))
            if ilvl is None and own is not None and own != style.num_id:
                ilvl = 0
        if num_id is None or num_id == "0":
            return None
        chosen = self._list(num_id)
        if chosen is None:
            self.unknown_lists.add(num_id)
            return None
        if ilvl is None:
            ilvl = self._level_of_style(chosen, style)
        return self._step(num_id, chosen, min(max(ilvl, 0), 8))

    def _level_of_style(self, chosen: _List, style: Style) -> int:
        for wanted in (style.id, style.num_style):
            for index, level in sorted(chosen.levels.items()):
                if wanted and level.style == wanted:
                    return index
        return style.ilvl or 0

    def _step(self, num_id: str, chosen: _List, ilvl: int) -> Label:
        counters = self._counters.setdefault(chosen.abstract, {})
        for index in range(ilvl):
            # a level that was never used shows its start, and counts on from there
            self._begin(num_id, chosen, index, counters, used=True)
        self._begin(num_id, chosen, ilvl, counters, used=False)
        counters[ilvl] += 1
        for deeper in [index for index in counters if index > ilvl]:
            restart = chosen.levels.get(deeper, _Level()).restart
            if restart is None or ilvl < restart:
                del counters[deeper]
        level = chosen.levels.get(ilvl, _Level(text=f"%{ilvl + 1}."))
        if level.form == "bullet":
            return Label("", bullet=True)
        return Label(_shown(level, chosen, counters))

    def _begin(self, num_id: str, chosen: _List, index: int, counters: dict[int, int], used: bool) -> None:
        override = chosen.overrides.get(index)
        first = (num_id, index) not in self._started
        if override is not None and first and not used:
            self._started.add((num_id, index))
            counters[index] = override - 1
        elif index not in counters:
            start = override if override is not None else chosen.levels.get(index, _Level()).start
            counters[index] = start if used else start - 1

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._resolve(num_id)
        return self._lists[num_id]

    def _resolve(self, num_id: str) -> _List | None:
        element = self._nums.get(num_id)
        if element is None:
            return None
        identifier = attribute(element, "abstractNumId") or ""
        abstract = self._abstract.get(identifier)
        for _ in range(5):  # a list may borrow its levels from a list style, which names another list
            link = attribute(abstract, "numStyleLink")
            target = self._styles.get(link).num_id if link else None
            other = self._nums.get(target) if target else None
            if other is None:
                break
            identifier = attribute(other, "abstractNumId") or ""
            abstract = self._abstract.get(identifier)
        if abstract is None:
            return None
        chosen = _List(identifier)
        for level in abstract.iterchildren(W + "lvl"):
            self._put_level(chosen, level)
        for override in element.iterchildren(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl"))
            whole = override.find(W + "lvl")
            if whole is not None:
                self._put_level(chosen, whole)
            start = integer(attribute(override, "startOverride"))
            if index is not None and start is not None:
                chosen.overrides[index] = start
        return chosen

    @staticmethod
    def _put_level(chosen: _List, element: Element) -> None:
        index = integer(element.get(W + "ilvl"))
        if index is None or not 0 <= index <= 8:
            return
        start = integer(attribute(element, "start"))
        chosen.levels[index] = _Level(
            form=_form(element),
            text=attribute(element, "lvlText") or "",
            start=1 if start is None else start,
            restart=integer(attribute(element, "lvlRestart")),
            legal=bool(on(element, "isLgl")),
            suffix=attribute(element, "suff") or "tab",
            style=attribute(element, "pStyle") or "",
        )


def _form(level: Element) -> str:
    found = next(level.iter(W + "numFmt"), None)
    if found is None:
        return "decimal"
    value = found.get(W + "val") or "decimal"
    if value == "custom":
        first = (found.get(W + "format") or "").split(",")[0].strip()
        return _CUSTOM.get(first, "decimal")
    return value


def _shown(level: _Level, chosen: _List, counters: dict[int, int]) -> str:
    def value(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        form = chosen.levels.get(index, _Level()).form
        if level.legal and form != "none":
            form = "decimal"
        return number(counters.get(index, 1), form)

    text = _PLACE.sub(value, level.text)
    if not text or level.suffix == "nothing":
        return text
    # Word's tab or space after "一、" is layout; after "第一章" it separates words.
    return text if text[-1] in _ENDS_ITSELF else text + " "
