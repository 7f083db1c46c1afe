"""Comment ranges set into a story of WordprocessingML at exact characters, without changing its look.

Runs are cut by moving their children into a second run with the same properties; only a ``w:t`` that a
range begins or ends in is divided. Fields, tabs and pictures are moved as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from checker.reading.docx_map import RunRange

Element = etree._Element
Cut = tuple[int, int]
"""(child index, character in it): a place in a run; comments and instructions of the XML do not count."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INLINE = ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "bdo", "dir")
# Content controls whose text Word replaces from elsewhere or keeps in one piece: a comment goes around them.
_CLOSED = ("text", "dataBinding", "date", "comboBox", "dropDownList", "picture", "equation")
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange")


@dataclass(frozen=True, slots=True)
class _Point:
    """An edge of a range: at ``cut`` of a run, or beside ``element`` as a whole where ``cut`` is ``None``."""

    element: Element
    cut: Cut | None


@dataclass(slots=True)
class _Marks:
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


class Anchors:
    """Collects ranges, then sets them all at once: places of a :class:`RunRange` hold for the file as it was."""

    def __init__(self, root: Element, part: str) -> None:
        self.root = root
        self.part = part
        self.w = f"{{{etree.QName(root).namespace}}}"
        self._inline = frozenset(self.w + tag for tag in _INLINE)
        self._paragraphs = list(root.iter(self.w + "p"))
        self._runs: dict[int, list[Element]] = {}
        self._ranges: list[tuple[int, _Point, _Point]] = []
        self._next_revision = 0

    def exact(self, place: RunRange) -> bool:
        """Whether a range can begin and end at the very characters of ``place``."""
        if place.part != self.part:
            return False
        run = self._run(place)
        return self._outermost(run) is run

    def add(self, number: int, first: RunRange, last: RunRange) -> None:
        """Comment ``number`` from the first character of ``first`` to the last of ``last``, both in this part."""
        start, end = self._point(first, last=False), self._point(last, last=True)
        self._ranges.append((number, start, end))

    def add_around(self, number: int, element: Element) -> None:
        """Comment ``number`` around the run that ``element`` stands in (a note's mark, a paragraph's first run)."""
        run = element if element.tag == self.w + "r" else next(element.iterancestors(self.w + "r"), element)
        outer = self._outermost(run)
        self._ranges.append((number, _Point(outer, None), _Point(outer, None)))

    def apply(self, reference: Callable[[int], Element]) -> None:
        """Set every range; ``reference`` makes the run that carries a comment's mark."""
        cuts: dict[Element, set[Cut]] = {}
        for _, start, end in self._ranges:
            for point in (start, end):
                if point.cut is not None:
                    cuts.setdefault(point.element, set()).add(point.cut)
        begins: dict[Element, dict[Cut, Element]] = {}
        finishes: dict[Element, dict[Cut, Element]] = {}
        for run, wanted in cuts.items():
            begins[run], finishes[run] = self._split(run, wanted)
        marks: dict[Element, _Marks] = {}
        for number, start, end in self._ranges:
            first = start.element if start.cut is None else begins[start.element][start.cut]
            last = end.element if end.cut is None else finishes[end.element][end.cut]
            marks.setdefault(first, _Marks()).starts.append(number)
            marks.setdefault(last, _Marks()).ends.append(number)
        for element, own in marks.items():
            self._set(element, own, reference)

    # ------------------------------------------------------------------ places

    def _run(self, place: RunRange) -> Element:
        runs = self._runs.get(place.paragraph)
        if runs is None:
            runs = self._runs[place.paragraph] = list(self._paragraphs[place.paragraph].iter(self.w + "r"))
        return runs[place.run]

    def _point(self, place: RunRange, *, last: bool) -> _Point:
        run = self._run(place)
        outer = self._outermost(run)
        if outer is not run:
            return _Point(outer, None)
        children = _children(run)
        child = children[place.child]
        if child.tag != self.w + "t":
            return _Point(run, (place.child + last, 0))
        etree.strip_tags(child, etree.Comment, etree.ProcessingInstruction)
        at = place.offset + (place.end - place.start if last else 0)
        return _Point(run, (place.child + 1, 0) if at >= len(child.text or "") else (place.child, at))

    def _outermost(self, run: Element) -> Element:
        """The run itself, or what holds it and may not be opened: a text box, ruby, a bound content control."""
        w = self.w
        chain: list[Element] = [run]
        chain.extend(run.iterancestors())
        top = max((index for index, element in enumerate(chain) if element.tag == w + "p"), default=len(chain))
        for element in reversed(chain[:top]):
            if element.tag == w + "r" or element.tag not in self._inline:
                return element
            if element.tag == w + "sdt" and _is_closed(element, w):
                return element
        return run

    # ------------------------------------------------------------------ changes

    def _split(self, run: Element, wanted: set[Cut]) -> tuple[dict[Cut, Element], dict[Cut, Element]]:
        """Cut ``run`` at every place; the run that begins at, and the one that ends at each place."""
        children = _children(run)
        properties = children[0] if children and children[0].tag == self.w + "rPr" else None
        first, end = (0 if properties is None else 1, 0), (len(children), 0)
        inner = sorted(cut for cut in wanted if first < cut < end)
        pieces: list[Element] = []
        upper = len(children)
        for cut in reversed(inner):
            pieces.insert(0, self._tail_of(run, properties, children, cut, upper))
            # the left half of a divided w:t belongs to the next piece to the left
            upper = cut[0] + (1 if cut[1] else 0)
        pieces.insert(0, run)
        begins = {cut: pieces[index + 1] for index, cut in enumerate(inner)}
        finishes = {cut: pieces[index] for index, cut in enumerate(inner)}
        for cut in wanted.difference(inner):
            begins[cut] = finishes[cut] = run if cut <= first else pieces[-1]
        return begins, finishes

    def _tail_of(
        self, run: Element, properties: Element | None, children: list[Element], cut: Cut, upper: int
    ) -> Element:
        """A new run after ``run`` with its content from ``cut`` on, up to the child ``upper``."""
        piece = _like(run)
        if properties is not None:
            piece.append(self._copied(properties))
        index, at = cut
        if at:
            left = children[index]
            right = _like(left)
            piece.append(right)
            text = left.text or ""
            left.text, right.text = text[:at], text[at:]
            left.set(_SPACE, "preserve")
            right.set(_SPACE, "preserve")
            index += 1
        for child in children[index:upper]:
            piece.append(child)
        run.addnext(piece)
        return piece

    def _copied(self, properties: Element) -> Element:
        """Run properties once more; a recorded change in them gets an id of its own."""
        made = copy.deepcopy(properties)
        for change in made.iter(*[self.w + tag for tag in _REVISIONS]):
            if change.get(self.w + "id") is not None:
                change.set(self.w + "id", str(self._new_revision()))
        return made

    def _new_revision(self) -> int:
        if not self._next_revision:
            tags = [self.w + tag for tag in (*_REVISIONS, "bookmarkStart", "cellIns", "cellDel")]
            used = [int(value) for e in self.root.iter(*tags) if (value := e.get(self.w + "id") or "").isdigit()]
            self._next_revision = max(used, default=0)
        self._next_revision += 1
        return self._next_revision

    def _set(self, element: Element, marks: _Marks, reference: Callable[[int], Element]) -> None:
        for number in marks.starts:
            element.addprevious(self._mark("commentRangeStart", number))
        behind = element
        for number in marks.ends:
            for added in (self._mark("commentRangeEnd", number), reference(number)):
                behind.addnext(added)
                behind = added

    def _mark(self, tag: str, number: int) -> Element:
        made = etree.Element(self.w + tag)
        made.set(self.w + "id", str(number))
        return made


def _like(element: Element) -> Element:
    """An empty element with the name and the attributes of ``element``."""
    made = etree.Element(element.tag)
    for key, value in element.attrib.items():
        made.set(key, value)
    return made


def _children(run: Element) -> list[Element]:
    return [child for child in run if isinstance(child.tag, str)]


def _is_closed(control: Element, w: str) -> bool:
    properties = control.find(w + "sdtPr")
    return properties is not None and any(properties.find(w + tag) is not None for tag in _CLOSED)
