"""The words the structure is known by, from ``rubrics/lexicon/{structure,places}.yaml``, compiled on demand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker import cache
from checker.errors import RubricError
from checker.version import __version__

GAP = r"[^。；;\n]{0,12}?"
_ORDINAL = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]+\s*)"


@dataclass(frozen=True, slots=True)
class Other:
    """A kind of document that is not this report: ``title`` words, and its ``own`` fixed wordings."""

    name: str
    title: re.Pattern[str]
    own: tuple[str, ...]


class Patterns(Mapping[str, "re.Pattern[str]"]):
    """Patterns by role, each compiled when it is first asked for."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups = {role: tuple(phrases) for role, phrases in groups.items()}
        # by role, not by phrases as any_of keeps them: hashing all phrases costs more than most searches
        self._made: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, role: str) -> re.Pattern[str]:
        made = self._made.get(role)
        if made is None:
            made = self._made[role] = _any_of(self._groups[role])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._groups)

    def __len__(self) -> int:
        return len(self._groups)


class Words:
    """The cues of this room; what needs compiling is compiled when first asked for. Mappings are by role."""

    def __init__(self, data: Mapping[str, Any], places: Mapping[str, Any]) -> None:
        self._data = data
        self.headings = Patterns(data["headings"])
        self.rejects = Patterns(data["heading-rejects"])
        self.subheadings = Patterns(data["subheadings"])
        self.weak = Patterns(data["weak-headings"])
        self.leader = Patterns(data["leader-headings"])
        self.density = Patterns(data["density"])
        self.enforcing = Patterns(data["enforcing"])
        self._lead = Patterns(data["lead-ins"])
        self.own_body: tuple[str, ...] = tuple(data["own"]["body"])
        self.page = {name: tuple(labels) for name, labels in data["page"].items()}
        self.provinces = frozenset(places["provinces"].split())
        self.prefectures = frozenset(places["prefectures"].split())
        self.county_cities = frozenset(places["county-cities"].split())

    @cached_property
    def problems_lead(self) -> re.Pattern[str]:
        """A lead-in of shortcomings: a turn, a “there still is”, a lack."""
        turn, still, lack = (alternatives(self._data["lead-ins"][name]) for name in ("turn", "still", "lack"))
        return re.compile(rf"(?:{turn})[^。\n]{{0,120}}?(?:{still})[^。；;\n]{{0,40}}?(?:{lack})")

    @cached_property
    def any_heading(self) -> re.Pattern[str]:
        """Any word of :attr:`headings`: a heading without one speaks of no role."""
        return any_of(phrase for phrases in self._data["headings"].values() for phrase in phrases)

    @cached_property
    def any_subheading(self) -> re.Pattern[str]:
        """Any word of :attr:`subheadings`."""
        return any_of(phrase for phrases in self._data["subheadings"].values() for phrase in phrases)

    @property
    def plan_lead(self) -> re.Pattern[str]:
        """How a sentence on what comes next begins."""
        return self._lead["plan"]

    @property
    def causes_lead(self) -> re.Pattern[str]:
        """How a paragraph on causes begins."""
        return self._lead["causes"]

    @cached_property
    def own_title(self) -> re.Pattern[str]:
        """The subject and the genre of this kind of report in one title."""
        subject, genre = (alternatives(self._data["own"][name]) for name in ("subject", "genre"))
        return re.compile(rf"(?:{subject})[^。；;：:！？!?\n]{{0,24}}?(?:{genre})")

    @property
    def specific(self) -> Mapping[str, Any]:
        """What makes a shortcoming of this kind of report specific: matters and scopes."""
        specific: Mapping[str, Any] = self._data["specific"]
        return specific

    @cached_property
    def table_rows(self) -> re.Pattern[str] | None:
        """A row of this kind's tables, with the ordinal before it; ``None`` where it has no tables."""
        rows = self._data.get("table-rows")
        return re.compile(rf"(?P<ordinal>{_ORDINAL}+)?(?:{alternatives(rows)})") if rows else None

    @cached_property
    def own_subject(self) -> re.Pattern[str]:
        """The subject of this kind of report."""
        return any_of(self._data["own"]["subject"])

    @cached_property
    def others(self) -> tuple[Other, ...]:
        """Kinds of documents that are not this report."""
        return tuple(Other(o["name"], any_of(o["title"]), tuple(o["own"])) for o in self._data["others"])


def phrase(text: str) -> str:
    """A phrase of the lexicon as a regular expression: ``…`` steps over up to twelve characters."""
    return GAP.join(re.escape(part) for part in text.split("…"))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first; a pattern that never matches if there are none."""
    return _any_of(tuple(phrases))


@lru_cache(maxsize=128)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternatives(phrases))


def alternatives(phrases: Iterable[str]) -> str:
    """The regular expression of :func:`any_of`, not compiled."""
    ordered = sorted(set(phrases), key=lambda item: (-len(item), item))
    return "|".join(phrase(item) for item in ordered) if ordered else r"(?!)"


def folder() -> Path:
    """Where the lexicon's data files are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rubrics" / "lexicon"
    return inside if inside.is_dir() else package.parent / "rubrics" / "lexicon"


@lru_cache(maxsize=8)
def table(name: str) -> Mapping[str, Any]:
    """The data file ``name``.yaml of the lexicon as plain data. Raises ``RubricError``.

    What was parsed once is kept by the digest of the file's bytes: a warm start needs no YAML.
    """
    path = folder() / f"{name}.yaml"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    kept = f"table-{name}-{__version__}-{sha256(content).hexdigest()[:32]}"
    data = cache.read(kept)
    if isinstance(data, dict):
        return data
    data = _parsed(path, content)
    cache.keep(kept, data)
    return data


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    import yaml

    try:
        data = yaml.load(content.decode("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(data, dict):
        raise RubricError(str(path), [f"{path.name}:1: 词表应是“名称: 内容”的形式"])
    return data


def _unreadable(path: Path, error: Exception) -> RubricError:
    return RubricError(str(path), [f"{path.name}：词表读不出来（{type(error).__name__}），请恢复该文件"])


@lru_cache(maxsize=1)
def _main_words() -> Words:
    return Words(table("structure"), table("places"))


_reading_as: ContextVar[Words | None] = ContextVar("the kind of report being read", default=None)


def words() -> Words:
    """The lexicon of this room: that of the kind of report being read, else of the main kind."""
    return _reading_as.get() or _main_words()


@contextmanager
def reading_as(own: Words | None) -> Iterator[None]:
    """Read by the words of another kind of report while this lasts; ``None`` is the main kind."""
    token = _reading_as.set(own)
    try:
        yield
    finally:
        _reading_as.reset(token)
