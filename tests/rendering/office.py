"""A .docx looked at from outside: its comments, the text each range covers, and what would make Word repair it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter

from lxml import etree

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# The order of children that the schema asks for (ISO 29500, CT_PPr, CT_RPr, CT_TcPr).
_ORDERS = {
    name: words.split()
    for name, words in {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
        "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
        "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign "
        "hideMark",
    }.items()
}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def bodies(data: bytes) -> str:
    return members(data)["word/document.xml"].decode()


def comments_of(data: bytes) -> list[tuple[str, str]]:
    """(author, text by paragraphs) of every comment, in the order of the part."""
    root = etree.fromstring(members(data)["word/comments.xml"])
    return [
        (
            next(value for key, value in comment.attrib.items() if str(key).endswith("}author")),  # type: ignore[misc]
            "\n".join("".join(p.itertext()) for p in comment.iter("{*}p")),
        )
        for comment in root.iter("{*}comment")
    ]


def ranges_of(data: bytes) -> dict[int, str]:
    """The text between each comment's start and end, read as a reader of the document reads it."""
    open_: dict[int, list[str]] = {}
    closed: dict[int, str] = {}
    code = 0
    for event, element in etree.iterwalk(etree.fromstring(members(data)["word/document.xml"]), events=("start", "end")):
        name = etree.QName(element).localname
        if event == "end":
            if name == "p":
                for parts in open_.values():
                    parts.append("\n")
            continue
        if next(element.iterancestors("{*}Fallback"), None) is not None:
            continue
        if name == "commentRangeStart":
            open_[_id(element)] = []
        elif name == "commentRangeEnd":
            closed[_id(element)] = "".join(open_.pop(_id(element)))
        elif name == "fldChar":
            kind = next(iter(element.attrib.values()))
            code += {"begin": 1, "separate": -1}.get(str(kind), 0)
        elif name in ("t", "tab", "noBreakHyphen") and not code:
            said = element.text or "" if name == "t" else {"tab": "\t", "noBreakHyphen": "-"}[name]
            for parts in open_.values():
                parts.append(said)
    assert not open_
    return closed


def problems(data: bytes) -> list[str]:
    """What makes Word offer a repair: dangling relations, parts without a type, ids twice, a wrong order."""
    parts = members(data)
    found: list[str] = []
    types = etree.fromstring(parts["[Content_Types].xml"])
    defaults = {e.get("Extension") for e in types.iter(_TYPES + "Default")}
    overrides = [e.get("PartName") or "" for e in types.iter(_TYPES + "Override")]
    found += [f"type twice {name}" for name, count in Counter(overrides).items() if count > 1]
    found += [f"type of nothing {name}" for name in overrides if name[1:] not in parts]
    for name in parts:
        if name.rsplit(".", 1)[-1] not in defaults and f"/{name}" not in overrides and name != "[Content_Types].xml":
            found.append(f"no type {name}")
        if name.endswith((".xml", ".rels")):
            etree.fromstring(parts[name])
        if name.endswith(".rels"):
            found += _relations(name, parts)
    found += _comments(parts)
    for name in ("word/document.xml", "word/comments.xml", "word/styles.xml", "word/footer1.xml"):
        if name in parts:
            found += _orders(etree.fromstring(parts[name]))
    return found


def _relations(name: str, parts: dict[str, bytes]) -> list[str]:
    root = etree.fromstring(parts[name])
    ids = [relation.get("Id") for relation in root.iter(_REL)]
    found = [f"relation twice {key}" for key, count in Counter(ids).items() if count > 1]
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in root.iter(_REL):
        target = relation.get("Target") or ""
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if relation.get("TargetMode") != "External" and path not in parts:
            found.append(f"relation to nothing {target}")
    base = posixpath.basename(name).removesuffix(".rels")
    source = posixpath.join(folder, base)
    if source in parts and source.endswith(".xml"):
        used = {
            value
            for element in etree.fromstring(parts[source]).iter()
            for key, value in element.attrib.items()
            if "relationships}" in str(key)
        }
        found += [f"reference to nothing {key}" for key in used if key not in ids]
    return found


def _comments(parts: dict[str, bytes]) -> list[str]:
    document = etree.fromstring(parts["word/document.xml"])
    sets = [
        sorted(_id(element) for element in document.iter(f"{{*}}{tag}"))
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]
    own: list[int] = []
    if "word/comments.xml" in parts:
        own = sorted(_id(element) for element in etree.fromstring(parts["word/comments.xml"]).iter("{*}comment"))
    found = [] if sets[0] == sets[1] == sets[2] == own else [f"comment ids differ {sets} {own}"]
    found += [] if len(own) == len(set(own)) else ["comment id twice"]
    order: list[tuple[str, int]] = []
    for element in document.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference"):
        order.append((etree.QName(element).localname, _id(element)))
    for key in own:
        if [name for name, number in order if number == key] != [
            "commentRangeStart", "commentRangeEnd", "commentReference",
        ]:  # fmt: skip
            found.append(f"comment {key} ends before it starts")
    revisions = Counter(
        _id(element) for element in document.iter("{*}ins", "{*}del", "{*}rPrChange", "{*}moveFrom", "{*}moveTo")
        if any(str(key).endswith("}id") for key in element.attrib)
    )  # fmt: skip
    found += [f"revision twice {key}" for key, count in revisions.items() if count > 1]
    return found


def _orders(root: etree._Element) -> list[str]:
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        order = _ORDERS.get(etree.QName(element).localname)
        names = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
        if order is not None:
            if names != sorted(names, key=order.index):
                found.append(f"order {names}")
        elif "rPr" in names and etree.QName(element).localname == "r" and names[0] != "rPr":
            found.append("rPr not first")
        if etree.QName(element).localname == "tc" and (not names or names[-1] != "p"):
            found.append("cell without a paragraph at its end")
    return found


def _id(element: etree._Element) -> int:
    return int(next(str(value) for key, value in element.attrib.items() if str(key).endswith("}id")))
