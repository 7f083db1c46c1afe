"""Files made to hurt: each is answered with a sentence, none is suffered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from .made import GOOD, Desk


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return made.getvalue()


_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b'<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="a">&j;&x;</w:document>'
)
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a bomb": ("a.zip", lambda: packed(a_dot_txt=b"0" * 60_000_000)),
    "a bomb for Word": ("a.docx", lambda: packed(word__document_dot_xml=b" " * 60_000_000)),
    "entities": (
        "b.docx",
        lambda: packed(**{"[Content_Types].xml": _TYPES, "word/document.xml": _ENTITIES}),
    ),
    "a member that climbs": ("c.zip", lambda: packed(**{"../../etc/passwd.txt": GOOD})),
    "many reports": ("d.zip", lambda: packed(a_dot_txt=GOOD, b_dot_txt=GOOD)),
    "deep": ("e.html", lambda: b"<html>" + b"<div>" * 50_000 + b"x"),
    "no PDF": ("f.pdf", lambda: b"%PDF-1.7\n" + b"\xff" * 10_000),
    "no picture": ("g.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 1000),
    "one line": ("h.txt", lambda: "一".encode() * 300_000),
    "noise": ("i.txt", lambda: bytes(range(256)) * 200),
    "a wide name": ("宽" * 300 + ".docx", lambda: b"PK\x03\x04"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_answered(desk: Desk, what: str) -> None:
    name, make = HOSTILE[what]
    number = desk.begin()
    answer = desk.call("drafter", "POST", f"/submissions/{number}/versions", files={"file": (name, make())})
    if answer.status_code != 201:
        assert answer.status_code in (413, 422)
        assert answer.json()["error"]["message"].endswith("。")
        return
    assert desk.work() == 1
    version = desk.ok("drafter", "GET", f"/submissions/{number}/versions/1")
    assert version["state"] == "failed"
    assert version["problem"].endswith("。")
    assert "root:" not in version["problem"]
    # and the next one is served
    assert desk.upload("drafter", number, GOOD)["state"] == "done"


def test_a_body_that_says_one_thing_twice_or_is_no_utf8_json_is_refused_by_name(desk: Desk) -> None:
    path = f"/units/{desk.units['county']}/submissions"
    for body, code in (
        (b'{"year": 2023, "year": 2022}', "ambiguous"),
        (b'{"year": NaN}', "ambiguous"),
        ('{"year": 2023, "title": "报告"}'.encode("gb18030"), "encoding"),
        (b'{"year": 2023', "json"),
    ):
        answer = desk.call("drafter", "POST", path, content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert desk.ok("drafter", "GET", "/submissions")["items"] == []
    marked = b"\xef\xbb\xbf" + b'{"year": 2023}'
    assert desk.call("drafter", "POST", path, content=marked, headers={"Content-Type": "application/json"}).is_success


def test_two_files_in_one_request_are_refused(desk: Desk) -> None:
    number = desk.begin()
    both = [("file", ("一稿.txt", GOOD)), ("file", ("二稿.txt", GOOD))]
    answer = desk.call("drafter", "POST", f"/submissions/{number}/versions", files=both)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "several_files")
    assert desk.ok("drafter", "GET", f"/submissions/{number}/versions")["items"] == []
