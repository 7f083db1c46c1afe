"""The zip of a .docx taken apart and put together again: what was not changed comes back byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from checker.rendering.letter_word import EPOCH, R_NS, W_NS

Element = etree._Element

_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_W = f"{_STRICT}wordprocessingml/main"
_STRICT_R = f"{_STRICT}officeDocument/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"


class Package:
    """A .docx that was read before: sizes, counts and document types were checked by the reader."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # of members with one name the last is the file's; a second one is not written again
            self._infos = {info.filename: info for info in archive.infolist()}
            self._members = {name: archive.read(info) for name, info in self._infos.items()}
        self._changed: dict[str, Element] = {}
        self.main_name = next(
            (path for kind, path, _ in self._related("") if kind == "officeDocument"), "word/document.xml"
        )
        self.main = self._parse(self.main_name)
        self.w = f"{{{etree.QName(self.main).namespace}}}"
        self._strict = self.w == f"{{{_STRICT_W}}}"
        self._comments = next((path for kind, path, _ in self._related(self.main_name) if kind == "comments"), "")
        self._notes: dict[str, list[Element]] = {}

    # ------------------------------------------------------------------ looking

    def next_comment(self) -> int:
        """An id above those of all comments the file has, or once had."""
        used = [0]
        tags = [self.w + tag for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")]
        elements = [*self.main.iter(*tags)]
        if self._comments:
            elements += self._part(self._comments).iter(self.w + "comment")
        for element in elements:
            value = element.get(self.w + "id") or ""
            used.append(int(value) + 1 if value.isdigit() else 0)
        return max(used)

    def next_bookmark(self) -> int:
        """An id above those of all bookmarks of the main part."""
        used = [mark.get(self.w + "id") or "" for mark in self.main.iter(self.w + "bookmarkStart")]
        return max((int(value) + 1 for value in used if value.isdigit()), default=0)

    def style(self, name: str) -> str:
        """The id of the style called ``name``, empty where the file has none."""
        path = next((path for kind, path, _ in self._related(self.main_name) if kind == "styles"), "")
        if path:
            for style in self._part(path).iter(self.w + "style"):
                own = style.find(self.w + "name")
                if own is not None and (own.get(self.w + "val") or "").lower() == name:
                    key = style.get(self.w + "styleId") or ""
                    return key if key.isalnum() else ""
        return ""

    def note_mark(self, part: str, paragraph: int) -> Element | None:
        """The mark in the main text of the footnote or endnote that holds a paragraph of ``part``."""
        if part not in self._notes:
            self._notes[part] = list(self._part(part).iter(self.w + "p"))
        for holder in self._notes[part][paragraph].iterancestors(self.w + "footnote", self.w + "endnote"):
            kind = etree.QName(holder).localname + "Reference"
            wanted = holder.get(self.w + "id")
            return next((mark for mark in self.main.iter(self.w + kind) if mark.get(self.w + "id") == wanted), None)
        return None

    def first_run(self) -> Element | None:
        body = self.main.find(self.w + "body")
        return None if body is None else next(body.iter(self.w + "r"), None)

    def peek(self, kind: str) -> list[Element]:
        """The elements in the parts of one ``kind`` that the main part refers to, to be looked at only."""
        return [
            element
            for each, path, _ in self._related(self.main_name)
            if each == kind
            for element in self._part(path)
            if isinstance(element.tag, str)
        ]

    def parts(self, kind: str) -> list[Element]:
        """The parsed parts of one ``kind`` that the main part refers to; what is changed in them is written."""
        paths = [path for each, path, _ in self._related(self.main_name) if each == kind]
        for path in paths:
            self._changed.setdefault(path, self._part(path))
        return [self._changed[path] for path in paths]

    # ------------------------------------------------------------------ changing

    def elements(self, xml: str) -> list[Element]:
        """Elements of ``xml``, written with the prefix ``w``, in the namespace of this file."""
        namespace, relations = (_STRICT_W, _STRICT_R) if self._strict else (W_NS, R_NS)
        return list(etree.fromstring(f'<w:x xmlns:w="{namespace}" xmlns:r="{relations}">{xml}</w:x>'))

    def add_comments(self, xml: str) -> None:
        """Append ``w:comment`` elements to the file's comments; a file without any gets the part."""
        if self._comments:
            root = self._part(self._comments)
            self._changed[self._comments] = root
        else:
            root = etree.Element(self.w + "comments", nsmap={"w": self.w[1:-1]})
            self._comments = self._new_part(root)
        root.extend(self.elements(xml))

    def append_blocks(self, xml: str) -> None:
        """Put block-level elements behind the last one of the body, before its section's properties."""
        body = self.main.find(self.w + "body")
        if body is None:
            return
        last = body.find(self.w + "sectPr")
        at = len(body) if last is None else body.index(last)
        for offset, element in enumerate(self.elements(xml)):
            body.insert(at + offset, element)

    def data(self) -> bytes:
        """The .docx. Members keep their order, date and kind of compression; new ones come last."""
        changed = {name: _serialised(root) for name, root in {self.main_name: self.main, **self._changed}.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in [*self._infos, *(name for name in changed if name not in self._infos)]:
                old = self._infos.get(name)
                info = zipfile.ZipInfo(name, old.date_time if old else EPOCH)
                stored = old is not None and old.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                info.external_attr = old.external_attr if old else 0
                info.create_system = 0
                archive.writestr(info, changed.get(name, self._members.get(name, b"")))
        return buffer.getvalue()

    # ------------------------------------------------------------------ parts

    def _new_part(self, root: Element) -> str:
        folder = posixpath.dirname(self.main_name)
        names = (f"comments{number or ''}.xml" for number in range(len(self._members) + 1))
        name = next(name for name in names if posixpath.join(folder, name) not in self._members)
        path = posixpath.join(folder, name)
        types = self._part(_CONTENT_TYPES)
        etree.SubElement(types, _TYPES + "Override", PartName=f"/{path}", ContentType=_COMMENTS_TYPE)
        relations_name = _relations_of(self.main_name)
        if relations_name in self._members:
            relations = self._part(relations_name)
        else:
            relations = etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
        used = {relation.get("Id") for relation in relations}
        key = next(key for number in range(1, len(used) + 2) if (key := f"rId{number}") not in used)
        kind = f"{_STRICT_R if self._strict else R_NS}/comments"
        etree.SubElement(relations, _RELATIONS + "Relationship", Id=key, Type=kind, Target=name)
        self._changed |= {_CONTENT_TYPES: types, relations_name: relations, path: root}
        return path

    def _related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """(last word of the type, part name, id) of what ``part`` refers to inside the file."""
        name = _relations_of(part)
        if name not in self._members:
            return
        for relation in self._part(name).iter(_RELATIONS + "Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            folder = posixpath.dirname(part)
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path in self._members:
                yield (relation.get("Type") or "").rsplit("/", 1)[-1], path, relation.get("Id") or ""

    def _part(self, name: str) -> Element:
        """The parsed part; one that is being changed as it stands by now."""
        return self._changed[name] if name in self._changed else self._parse(name)

    def _parse(self, name: str) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self._members[name], parser)


def _relations_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _serialised(root: Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
