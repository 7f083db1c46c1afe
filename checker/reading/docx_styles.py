"""The style sheet of a .docx: what a paragraph inherits by its style (heading level, numbering, hiding)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.reading.docx_package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TOC_NAME = re.compile(r"(?:toc\s*(?:[1-9]|heading)|目录\s*[1-9]|TOC\s*标题)", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all that it inherits.

    ``outline`` is the outline level from 1, ``None`` for body text. ``num_id``/``ilvl`` are the
    list it belongs to; ``num_style`` is the id of the style in the chain that joined the list.
    """

    id: str
    name: str
    outline: int | None = None
    num_id: str | None = None
    ilvl: int | None = None
    num_style: str = ""
    hidden: bool = False
    is_toc: bool = False
    is_title: bool = False
    is_caption: bool = False


def on(parent: Element | None, tag: str) -> bool | None:
    """A toggle such as ``w:vanish``: true or false where it stands, ``None`` where it does not."""
    found = None if parent is None else parent.find(W + tag)
    return None if found is None else (found.get(W + "val") or "1") not in _OFF


def attribute(parent: Element | None, tag: str) -> str | None:
    """``w:val`` of the child ``tag``, ``None`` where there is no such child."""
    found = None if parent is None else parent.find(W + tag)
    return None if found is None else found.get(W + "val")


def integer(value: str | None) -> int | None:
    """A small whole number, or ``None``: files of other makers hold all sorts of things here."""
    try:
        found = int(value) if value else None
    except ValueError:
        return None
    return found if found is None or abs(found) < 1_000_000 else None


class Styles:
    """Styles by id, each resolved once along its ``basedOn`` chain (cycles end the chain)."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        for element in [] if root is None else root.iterchildren(W + "style"):
            identifier = element.get(W + "styleId") or ""
            self._elements.setdefault(identifier, element)
            is_paragraph = element.get(W + "type", "paragraph") == "paragraph"
            if is_paragraph and (element.get(W + "default") or "0") not in _OFF:
                self._default = self._default or identifier

    def paragraph(self, identifier: str | None) -> Style:
        """The style of a paragraph; without a name the default paragraph style."""
        return self.get(identifier if identifier in self._elements else self._default)

    def get(self, identifier: str | None) -> Style:
        """The style of that id, or an empty one."""
        key = identifier or ""
        if key not in self._resolved:
            chain: list[str] = []
            current: str | None = key
            while current and current in self._elements and current not in chain and len(chain) < 50:
                chain.append(current)
                current = attribute(self._elements[current], "basedOn")
            self._resolved[key] = self._resolve(key, chain)
        return self._resolved[key]

    def _resolve(self, key: str, chain: list[str]) -> Style:
        outline: int | None = None
        num_id: str | None = None
        ilvl: int | None = None
        num_style = ""
        hidden: bool | None = None
        outline_known = False
        names = []
        for identifier in chain:
            element = self._elements[identifier]
            names.append((attribute(element, "name") or identifier).strip())
            properties = element.find(W + "pPr")
            if not outline_known:
                level = integer(attribute(properties, "outlineLvl"))
                by_name = _HEADING_NAME.fullmatch(names[-1])
                if level is not None:
                    outline, outline_known = (level + 1 if 0 <= level < 9 else None), True
                elif by_name:
                    outline, outline_known = int(by_name.group(1)), True
            numbering = None if properties is None else properties.find(W + "numPr")
            if numbering is not None:
                ilvl = ilvl if ilvl is not None else integer(attribute(numbering, "ilvl"))
                if num_id is None and attribute(numbering, "numId") is not None:
                    num_id, num_style = attribute(numbering, "numId"), identifier
            if hidden is None:
                hidden = on(element.find(W + "rPr"), "vanish")
        name = names[0] if names else ""
        return Style(
            id=key,
            name=name,
            outline=outline,
            num_id=num_id,
            ilvl=ilvl,
            num_style=num_style,
            hidden=bool(hidden),
            is_toc=any(_TOC_NAME.fullmatch(each) for each in names),
            is_title=name.lower() in {"title", "标题"},
            is_caption=name.lower() in {"caption", "题注"},
        )
