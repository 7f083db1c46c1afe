"""The zip and XML layer of a .docx: parts by name, parsed without entities, network or surprise sizes.

Nothing is written to disk and only the parts that are read are unpacked, so names like
``../../x`` are no more than keys that nothing asks for.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from checker.errors import LimitError, UnreadableError
from checker.reading.damaged_zip import DAMAGED_ZIP
from checker.reading.limits import RATIO_FLOOR, Limits, megabytes, require, require_size

Element = etree._Element

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (_STRICT + b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        _STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (_STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (_STRICT + b"drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
    (_STRICT + b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "文件不完整或已损坏"
_RESAVE = "请用 Word 或 WPS 重新打开并另存为 .docx 后再检查"
_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
_XML_SUFFIXES = (".xml", ".rels")


@dataclass
class Package:
    """An opened .docx. ``main`` is the name of the main document part.

    ``xml_bytes`` is the declared unpacked size of all XML parts together: the measure of what
    parsing may cost.
    """

    name: str
    archive: zipfile.ZipFile
    limits: Limits
    main: str = "word/document.xml"
    xml_bytes: int = 0
    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def xml(self, part: str) -> Element | None:
        """The parsed part, or ``None`` where the package has none of that name."""
        info = self.members.get(part)
        return None if info is None else parse_xml(self._unpack(info), self.name)

    def related(self, part: str) -> list[tuple[str, str]]:
        """What ``part`` refers to inside the package: (last word of the type, part name), in file order."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        found = []
        for relation in [] if root is None else root.iter(_RELATIONSHIP):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if path in self.members:
                found.append(((relation.get("Type") or "").rsplit("/", 1)[-1], path))
        return found

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        bound = min(info.file_size, self.limits.max_expanded_bytes)
        try:
            with self.archive.open(info) as stream:
                data = stream.read(bound + 1)
        except RuntimeError as error:  # password, unknown compression
            raise UnreadableError(self.name, "文件设有密码或用了少见的压缩方式", "请去掉密码，另存后再检查") from error
        except DAMAGED_ZIP as error:
            raise UnreadableError(self.name, _DAMAGED, _RESAVE) from error
        require(len(data) <= bound, self.name, "压缩包内文件的实际大小与所标大小不符", _RESAVE)
        return data


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """Open ``data`` as a .docx after checking counts and declared sizes; no part is unpacked yet
    but the list of relations. Raises UnreadableError and LimitError."""
    require_size(len(data), limits.max_bytes, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED_ZIP as error:
        raise UnreadableError(name, f"{_DAMAGED}，不是完整的 Word 文档", _RESAVE) from error
    infos = archive.infolist()
    require(
        len(infos) <= limits.max_members,
        name,
        f"压缩包内有 {len(infos)} 个文件，超过上限 {limits.max_members}",
        _RESAVE,
    )
    total = sum(info.file_size for info in infos)
    require(
        total <= limits.max_expanded_bytes,
        name,
        f"解压后有 {megabytes(total)}，超过上限 {megabytes(limits.max_expanded_bytes)}",
        _RESAVE,
    )
    require(
        total <= RATIO_FLOOR or total <= limits.max_ratio * len(data),
        name,
        f"压缩比超过上限 {limits.max_ratio}",
        _RESAVE,
    )
    package = Package(name, archive, limits)
    package.members = {info.filename: info for info in infos}
    package.xml_bytes = sum(info.file_size for info in infos if info.filename.endswith(_XML_SUFFIXES))
    for kind, part in package.related(""):
        if kind == "officeDocument":
            package.main = part
            break
    if package.main not in package.members:
        raise UnreadableError(name, "文件里没有 Word 正文", _RESAVE)
    return package


def parse_xml(data: bytes, name: str) -> Element:
    """The root of one XML part. A document type, which OOXML forbids, is refused before parsing:
    without one there are no entities to expand or to fetch. Depth is bounded by libxml2 (256)."""
    if _DOCTYPE.search(data):
        raise UnreadableError(name, "文件内部含有不允许的实体声明", _RESAVE)
    if _STRICT in data:
        for strict, usual in _STRICT_NAMES:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise LimitError(name, "文件内部嵌套过深", _RESAVE) from error
        raise UnreadableError(name, f"{_DAMAGED}，内部结构读不通", _RESAVE) from error
    except (ValueError, LookupError) as error:
        raise UnreadableError(name, _DAMAGED, _RESAVE) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(name, "文件内部含有不允许的实体声明", _RESAVE)
    return root
