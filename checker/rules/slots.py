"""Where a rule's parameters hold patterns: slot name -> patterns, the same for every rule kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PLAIN_SLOTS = ("find", "within", "whole", "mention", "reject", "formula", "report", "recipients")


def pattern_sets(params: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """All pattern lists of a rule: ``find``, ``find:<element>``, ``whole``, ``mention``, ``reject``, …"""
    sets: dict[str, Sequence[str]] = {slot: params[slot] for slot in PLAIN_SLOTS if params.get(slot)}
    for element in params.get("elements") or ():
        sets[f"find:{element['id']}"] = element["find"]
    return sets
