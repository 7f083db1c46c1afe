"""What an audit reads: folders, archives and manifests become a list of files, none of them opened yet."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import cast

from checker.audit import archives, remote
from checker.audit.forms import MANIFESTS, read_form
from checker.audit.reasons import reason_of
from checker.audit.units import place_of
from checker.errors import CheckerError, UnreadableError
from checker.model import Kind
from checker.paths import is_dir
from checker.reading.limits import Limits
from checker.reading.source import is_readable_name, load
from checker.structure import IdentityOptions

STORE = "audit.sqlite"
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")
_RESULTS = (STORE, "dashboard.html", "audit.xlsx", "circular.docx", "pages", "parquet")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the cohort: where it is, and what the manifest says of it.

    ``source`` names it for people and in the store; ``member`` is its name inside the archive ``path``,
    after those of the archives within that it lies in.
    ``problem`` is set where already listing it failed. Days are ISO text, empty where not told.
    """

    source: str
    path: str
    member: archives.Names = ()
    place: str = ""
    region: str = ""
    kind: str = ""
    year: int | None = None
    due: str = ""
    published: str = ""
    url: str = ""
    problem: str = ""

    def options(self) -> IdentityOptions:
        """What the manifest settles about the report's identity."""
        return IdentityOptions(
            kind=cast("Kind", self.kind) if self.kind else None,
            years=(self.year,) if self.year else (),
            published_on=date.fromisoformat(self.published) if self.published else None,
        )


def entries(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Entry]:
    """The files of folders, archives, manifests and single files, in the order given and then of names.

    Each may be a path or a URL. A file met twice, by whatever path, is listed once, with what a manifest says of it
    wherever the manifest stands among ``paths``. Folders are walked without a limit on their number of files.
    """
    names = [os.fspath(given) for given in paths]
    forms = [name for name in names if PurePosixPath(name.replace("\\", "/")).suffix.lower() in MANIFESTS]
    listed = {name: list(_at(name) if remote.is_url(name) else _listed(Path(name))) for name in dict.fromkeys(forms)}
    told: dict[str, Entry] = {}
    for entry in chain.from_iterable(listed.values()):
        if not entry.problem:
            told.setdefault(_identity(entry), entry)
    seen: set[str] = set()
    for name in names:
        for entry in listed.get(name) or (_at(name) if remote.is_url(name) else _listed(Path(name))):
            same = _identity(entry)
            if same not in seen:
                seen.add(same)
                yield told.get(same, entry)


def _identity(entry: Entry) -> str:
    """The same for the same file, however its path was written; links are followed."""
    path = entry.path if remote.is_url(entry.path) else os.path.realpath(entry.path)
    return "\0".join((path, *entry.member, entry.problem and entry.source))


def _listed(path: Path) -> Iterator[Entry]:
    if is_dir(path):
        yield from _folder(path)
    elif path.suffix.lower() in MANIFESTS:
        yield from _manifest(str(path))
    elif path.suffix.lower() == ".zip":
        yield from _archive(str(path), "")
    else:
        yield Entry(str(path), str(path))


def passed_over(paths: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The files in local folders that are not listed because no report has such a name, in order."""
    names = [os.fspath(path) for path in paths]
    folders = [Path(name) for name in names if not remote.is_url(name) and is_dir(Path(name))]
    return [
        str(Path(root, name))
        for folder in folders
        for root, files in _walked(folder)
        for name in files
        if not is_readable_name(name) and not name.startswith((".", "~$")) and name.lower() not in _OF_THE_SYSTEM
    ]


def _walked(folder: Path, shut: list[OSError] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Every folder with the names of its files, in order; hidden ones and an earlier audit's results left out.

    Why a folder cannot be listed is added to ``shut``.
    """
    for root, inner, files in os.walk(folder, onerror=None if shut is None else shut.append):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__MACOSX")))
        if STORE in files:
            # among the results is a page for each report
            inner[:] = [name for name in inner if name not in _RESULTS]
            files[:] = [name for name in files if name not in _RESULTS]
        yield root, sorted(files)


def _folder(folder: Path) -> Iterator[Entry]:
    found, shut = False, list[OSError]()
    for root, files in _walked(folder, shut):
        parts = Path(root).relative_to(folder).parts
        region = parts[0] if parts else ""
        for name in files:
            if not is_readable_name(name):
                continue
            found = True
            path = Path(root, name)
            if path.suffix.lower() == ".zip":
                yield from _archive(str(path), region)
            else:
                yield Entry(str(path), str(path), region=region)
    for error in shut:
        yield _failed(str(error.filename), "文件夹不能打开", "请核对权限")
    if not found and not shut:
        yield _failed(str(folder), "文件夹中没有可检查的文件", "请放入 docx、pdf、html、txt 等格式的报告")


def _at(url: str) -> Iterator[Entry]:
    """As :func:`_listed`, at a URL."""
    suffix = PurePosixPath(url).suffix.lower()
    try:
        if remote.is_folder(url):
            yield from _remote_folder(url)
        elif suffix in MANIFESTS:
            yield from _manifest(url)
        elif suffix == ".zip":
            yield from _archive(url, "")
        else:
            yield Entry(url, url)
    except UnreadableError as error:
        yield Entry(url, url, problem=reason_of(error))


def _remote_folder(url: str) -> Iterator[Entry]:
    listed = list(remote.listed(url))
    results = {
        name.removesuffix(STORE) + own for name in listed if PurePosixPath(name).name == STORE for own in _RESULTS
    }
    names = [
        name
        for name in listed
        if archives.is_wanted(name) and results.isdisjoint((name, *map(str, PurePosixPath(name).parents)))
    ]
    for name in names:
        file, parts = remote.joined(url, name), name.split("/")
        region = parts[0] if len(parts) > 1 else ""
        if name.lower().endswith(".zip"):
            yield from _archive(file, region)
        else:
            yield Entry(file, file, region=region)
    if not names:
        yield _failed(url, "文件夹中没有可检查的文件", "请放入 docx、pdf、html、txt 等格式的报告")


def _manifest(path: str) -> Iterator[Entry]:
    try:
        form = read_form(path, "path")
    except CheckerError as error:
        yield Entry(path, path, problem=reason_of(error))
        return
    for line in form.lines:
        if not line.path:
            continue
        file = _beside(path, line.path)
        yield Entry(
            source=file,
            path=file,
            place=place_of(line.place) or line.place,
            region=line.parent,
            kind=line.kind,
            year=line.year,
            due=line.due,
            published=line.published,
            url=line.url,
        )
    if form.faults:
        # the reports of such lines are read all the same
        yield Entry(path, path, problem=reason_of(UnreadableError(path, *form.complaint())))


def _beside(manifest: str, name: str) -> str:
    """What a manifest calls ``name``: a URL or absolute path as it is, else relative to the manifest."""
    if remote.is_url(name):
        return name
    if remote.is_url(manifest):
        return remote.joined(manifest.rsplit("/", 1)[0], name.replace("\\", "/"))
    return name if Path(name).is_absolute() else str(Path(manifest).parent / name)


def _archive(path: str, region: str) -> Iterator[Entry]:
    for member in archives.listed(path):
        source = f"{path}/{member.shown}" if member.shown else path
        if member.problem is not None:
            yield Entry(source, path, member.names, problem=reason_of(member.problem))
            continue
        folders = member.folders
        yield Entry(source, path, member.names, region=region or (folders[0] if folders else ""))


def _failed(source: str, what: str, remedy: str) -> Entry:
    return Entry(source, source, problem=reason_of(UnreadableError(source, what, remedy)))


# --------------------------------------------------------------------------- content


def content(entry: Entry, limits: Limits) -> bytes:
    """The bytes of an entry within the limits; raises :class:`UnreadableError`."""
    if not entry.member:
        if remote.is_url(entry.path):
            return remote.read(entry.path, limits.max_bytes)
        return load(Path(entry.path), limits)
    return archives.content(entry.path, entry.member, entry.source, limits)


def key_of(data: bytes, entry: Entry, settings: str) -> tuple[str, str]:
    """(key of the result, sha256 of the content): equal keys have equal results.

    The key covers the content, what the manifest says of the identity, whose report it is said to be (one file handed
    in by two units is two reports), the file's name (a year may be read from it) and ``settings``, the digest of
    rubric, program and options.
    """
    digest = hashlib.sha256(data).hexdigest()
    told = json.dumps(asdict(entry.options()) | {"of": [entry.place, entry.region]}, sort_keys=True, default=str)
    stem = PurePosixPath(entry.source.replace("\\", "/")).name
    return hashlib.sha256("\x1f".join((digest, told, stem, settings)).encode()).hexdigest()[:32], digest
