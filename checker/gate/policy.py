"""Policies: YAML in, :class:`Policy` out; the built-in ones, and what a rubric's own gate adds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from checker.errors import PolicyError
from checker.model import Gate, Level, Rubric, Status
from checker.rubric.mistakes import did_you_mean
from checker.waivers import WaiverRules
from checker.yaml_form import FormError, read_source, validated

LEVELS: tuple[Level, ...] = ("required", "expected", "encouraged")
DEFAULT = "submission"
# The statuses that a level can give a finding (see checker.scoring); only these can be forbidden to it.
_POSSIBLE: Mapping[Status, tuple[Level, ...]] = {
    "fail": ("required",),
    "warn": ("required", "expected"),
    "not_applicable": LEVELS,
}


@dataclass(frozen=True, slots=True)
class Policy:
    """The conditions of a gate, each clause as the file wrote it; ``places`` says where (``file:line``).

    ``forbid`` are (level, statuses). ``advise`` tells and never holds back. ``error``: what could not
    be judged counts as a fail, as a warn, or leaves the report undecided. ``not_applicable`` says
    whether a criterion that must pass may be inapplicable.
    """

    id: str
    title: str
    version: str = "1.0.0"
    title_en: str = ""
    sha256: str = "0" * 64
    advise: bool = False
    must_pass: tuple[str, ...] = ()
    forbid: tuple[tuple[Level, tuple[Status, ...]], ...] = ()
    max_warn: int | None = None
    min_score: float = 0.0
    score: Literal["with_waivers", "without_waivers"] = "with_waivers"
    error: Literal["fail", "warn", "undecided"] = "fail"
    not_applicable: Literal["ignore", "fail"] = "ignore"
    rubric_gate: bool = False
    waivers: WaiverRules = field(default_factory=WaiverRules)
    baseline_forbid: tuple[str, ...] = ()
    baseline_demanded: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    def where(self, clause: str) -> str:
        """``file:line`` of a clause, empty where the policy was not read from a file."""
        return self.places.get(clause, "")


def policy_folder() -> Path:
    return Path(__file__).parent / "policies"


def policy_names() -> tuple[str, ...]:
    """The built-in policies."""
    return tuple(sorted(path.stem for path in policy_folder().glob("*.yaml")))


def load_policy(name_or_path: str | os.PathLike[str] = DEFAULT) -> Policy:
    """A policy by built-in name or by path of a YAML file. Raises ``PolicyError`` with every mistake."""
    text = os.fspath(name_or_path)
    named = not text.endswith((".yaml", ".yml")) and "/" not in text and "\\" not in text
    path = policy_folder() / f"{text}.yaml" if named else Path(text)
    if named and text not in policy_names():
        hint = did_you_mean(text, policy_names()) or f"，可用的有：{'、'.join(policy_names())}"
        raise PolicyError(text, [f"没有名为“{text}”的内置门槛规定{hint}"])
    try:
        return _read(path)
    except FormError as problems:
        raise PolicyError(text, problems.problems) from None


def _read(path: Path) -> Policy:
    from checker.gate_forms import PolicyForm

    source, data = read_source(path)
    form = validated(source, source.data, PolicyForm)
    rules: dict[str, Any] = form.waivers.model_dump()
    keys: list[tuple[str | int, ...]] = [
        *((key,) for key in ("must_pass", "max_warn", "min_score", "count", "baseline", "waivers")),
        *(("forbid", level) for level in LEVELS),
        *(("must_pass", index) for index in range(len(form.must_pass))),
        *(("waivers", key, index) for key in ("criteria", "never") for index in range(len(rules[key]))),
    ]
    return Policy(
        id=form.id,
        title=form.title,
        version=form.version,
        title_en=form.title_en,
        sha256=hashlib.sha256(data).hexdigest(),
        advise=form.advise,
        must_pass=tuple(dict.fromkeys(form.must_pass)),
        forbid=tuple((level, tuple(getattr(form.forbid, level))) for level in LEVELS if getattr(form.forbid, level)),
        max_warn=form.max_warn,
        min_score=form.min_score,
        score=form.score,
        error=form.count.error,
        not_applicable=form.count.not_applicable,
        rubric_gate=form.rubric_gate,
        waivers=_rules(rules),
        baseline_forbid=tuple(form.baseline.forbid),
        baseline_demanded=form.baseline.demanded,
        places={
            ".".join(map(str, key)): f"{path.name}:{source.line_of(key)}" for key in keys if _written(source.data, key)
        },
    )


def _rules(plain: dict[str, Any]) -> WaiverRules:
    made: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
    return WaiverRules(**made)


def _written(data: Any, path: tuple[str | int, ...]) -> bool:
    """Whether the file itself has something at ``path``."""
    for step in path:
        if isinstance(step, str) and not (isinstance(data, dict) and step in data):
            return False
        data = data[step]
    return True


def fit(policy: Policy, rubric: Rubric) -> Policy:
    """The policy as it holds for a rubric, the rubric's own gate joined in where the policy asks for it.

    Raises ``PolicyError`` where it names a criterion that the rubric does not have: a condition that
    nothing can break must not look like one that holds. For the same reason a map has no gate at all.
    """
    if rubric.purpose == "map":
        told = f"细则“{rubric.id}”是披露事项的地图，不作合格判断，不能设门槛；看披露情况请用 checker check"
        raise PolicyError(policy.id, [told])
    problems: list[str] = []
    wanted = {
        "must_pass": policy.must_pass,
        "waivers.criteria": policy.waivers.criteria,
        "waivers.never": policy.waivers.never,
    }
    for key, criteria in wanted.items():
        for index, criterion in enumerate(criteria):
            if criterion not in rubric.by_id:
                where = policy.where(f"{key}.{index}")
                hint = did_you_mean(criterion, sorted(rubric.by_id))
                problems.append((f"{where}：" if where else "") + f"细则“{rubric.id}”里没有条目“{criterion}”{hint}")
    if problems:
        raise PolicyError(policy.id, problems)
    return _joined(policy, rubric.gate) if policy.rubric_gate else policy


def _joined(policy: Policy, gate: Gate) -> Policy:
    """The stricter of both, clause by clause."""
    forbid: dict[Level, tuple[Status, ...]] = dict(policy.forbid)
    for status, levels in _POSSIBLE.items():
        if status in gate.fail_on:
            for level in levels:
                forbid[level] = tuple(dict.fromkeys((*forbid.get(level, ()), status)))
    limits = [limit for limit in (policy.max_warn, gate.max_warn) if limit is not None]
    return replace(
        policy,
        must_pass=tuple(dict.fromkeys((*policy.must_pass, *gate.must_pass))),
        forbid=tuple((level, forbid[level]) for level in LEVELS if forbid.get(level)),
        max_warn=min(limits) if limits else None,
        min_score=max(policy.min_score, gate.min_score),
        error="fail" if "error" in gate.fail_on else policy.error,
    )


def record(policy: Policy) -> dict[str, Any]:
    """What a result says about the policy that decided it."""
    return {"id": policy.id, "version": policy.version, "title": policy.title, "sha256": policy.sha256}
