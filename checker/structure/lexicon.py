"""The words the structure is known by, from ``rubrics/lexicon/{structure,places}.yaml``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.errors import RubricError

GAP = r"[^。；;\n]{0,12}?"


@dataclass(frozen=True, slots=True)
class Other:
    """A kind of document that is not this report: ``title`` words, and its ``own`` fixed wordings."""

    name: str
    title: re.Pattern[str]
    own: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Compiled cues; ``headings``, ``rejects`` and ``subheadings`` are by role."""

    headings: Mapping[str, re.Pattern[str]]
    rejects: Mapping[str, re.Pattern[str]]
    subheadings: Mapping[str, re.Pattern[str]]
    weak: Mapping[str, re.Pattern[str]]
    leader_who: re.Pattern[str]
    leader_what: re.Pattern[str]
    leader_not: re.Pattern[str]
    density: Mapping[str, re.Pattern[str]]
    problems_lead: re.Pattern[str]
    plan_lead: re.Pattern[str]
    causes_lead: re.Pattern[str]
    others: tuple[Other, ...]
    own_title: re.Pattern[str]
    own_body: tuple[str, ...]
    enforcing_acts: re.Pattern[str]
    enforcing_strong: re.Pattern[str]
    enforcing_none: re.Pattern[str]
    enforcing_names: re.Pattern[str]
    page: Mapping[str, tuple[str, ...]]
    provinces: frozenset[str]
    prefectures: frozenset[str]
    county_cities: frozenset[str]


def phrase(text: str) -> str:
    """A phrase of the lexicon as a regular expression: ``…`` steps over up to twelve characters."""
    return GAP.join(re.escape(part) for part in text.split("…"))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, the longest first; a pattern that never matches if there are none."""
    return _any_of(tuple(phrases))


@lru_cache(maxsize=128)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(phrases), key=lambda item: (-len(item), item))
    return re.compile("|".join(phrase(item) for item in ordered) if ordered else r"(?!)")


def folder() -> Path:
    """Where the lexicon's data files are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rubrics" / "lexicon"
    return inside if inside.is_dir() else package.parent / "rubrics" / "lexicon"


@lru_cache(maxsize=8)
def table(name: str) -> Mapping[str, Any]:
    """The data file ``name``.yaml of the lexicon as plain data. Raises ``RubricError``."""
    import yaml

    path = folder() / f"{name}.yaml"
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RubricError(str(path), [f"{path.name}：词表读不出来（{type(error).__name__}），请恢复该文件"]) from error
    if not isinstance(data, dict):
        raise RubricError(str(path), [f"{path.name}:1: 词表应是“名称: 内容”的形式"])
    return data


@lru_cache(maxsize=1)
def words() -> Words:
    """The compiled lexicon of this room."""
    data, places = table("structure"), table("places")
    lead = data["lead-ins"]
    turn, still, lack = (any_of(lead[name]).pattern for name in ("turn", "still", "lack"))
    subject, genre = (any_of(data["own"][name]).pattern for name in ("subject", "genre"))
    return Words(
        headings={role: any_of(items) for role, items in data["headings"].items()},
        rejects={role: any_of(items) for role, items in data["heading-rejects"].items()},
        subheadings={role: any_of(items) for role, items in data["subheadings"].items()},
        weak={role: any_of(items) for role, items in data["weak-headings"].items()},
        leader_who=any_of(data["leader-headings"]["who"]),
        leader_what=any_of(data["leader-headings"]["what"]),
        leader_not=any_of(data["leader-headings"]["not"]),
        density={role: any_of(items) for role, items in data["density"].items()},
        problems_lead=re.compile(rf"(?:{turn})[^。\n]{{0,120}}?(?:{still})[^。；;\n]{{0,40}}?(?:{lack})"),
        plan_lead=any_of(lead["plan"]),
        causes_lead=any_of(lead["causes"]),
        others=tuple(Other(o["name"], any_of(o["title"]), tuple(o["own"])) for o in data["others"]),
        own_title=re.compile(rf"(?:{subject})[^。；;：:！？!?\n]{{0,24}}?(?:{genre})"),
        own_body=tuple(data["own"]["body"]),
        enforcing_acts=any_of(data["enforcing"]["acts"]),
        enforcing_strong=any_of(data["enforcing"]["strong"]),
        enforcing_none=any_of(data["enforcing"]["none"]),
        enforcing_names=any_of(data["enforcing"]["names"]),
        page={name: tuple(labels) for name, labels in data["page"].items()},
        provinces=frozenset(places["provinces"].split()),
        prefectures=frozenset(places["prefectures"].split()),
        county_cities=frozenset(places["county-cities"].split()),
    )
