"""The sentences of ``fixtures/deeds.yaml`` that were used for development: what is judged otherwise is named.

The held part is measured only: ``python -m tests.language.test_deed_bank``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from tests.judging import coverage

BANK = Path(__file__).parents[2] / "fixtures/deeds.yaml"
TAKEN = frozenset(
    [
        "c078",
        "e006",
        "e007",
        "e019",
        "e024",
        "e032",
        "e033",
        "e037",
        "e047",
        "e054",
        "e061",
        "e065",
        "e066",
        "e069",
        "e073",
        "e079",
        "e080",
        "e083",
        "e106",
        "f007",
        "f019",
        "f036",
        "f061",
        "f080",
        "f088",
        "f089",
        "g053",
        "g074",
        "v189",
        "v218",
        "v257",
        "v277",
        "v289",
        "w111",
        "w136",
        "w150",
        "w183",
        "w188",
        "w198",
        "w230",
        "w245",
        "w268",
        "w270",
        "w280",
        "w295",
        "w318",
        "w325",
        "x101",
        "y029",
        "y167",
        "z083",
        "z159",
        "z173",
    ]
)
"""No deed, yet taken for one."""
MISSED = frozenset(
    [
        "c002",
        "c015",
        "c021",
        "d001",
        "d013",
        "d034",
        "d089",
        "e112",
        "e114",
        "e116",
        "e124",
        "e135",
        "e141",
        "e143",
        "e147",
        "f099",
        "f110",
        "v009",
        "v105",
        "v169",
        "v206",
        "w001",
        "w002",
        "w010",
        "w011",
        "w027",
        "w050",
        "w052",
        "w073",
        "w083",
        "w098",
        "w115",
        "w123",
        "w131",
        "w132",
        "w147",
        "w219",
        "w226",
        "w234",
        "w291",
        "w345",
        "w371",
        "w378",
        "w380",
        "w386",
        "w393",
        "y211",
        "z013",
        "z103",
    ]
)
"""A deed, yet not full."""
OTHERWISE = frozenset(
    [
        "c018",
        "c047",
        "c050",
        "d062",
        "e058",
        "e075",
        "e076",
        "e078",
        "e086",
        "e089",
        "f021",
        "f030",
        "f066",
        "f068",
        "f069",
        "f070",
        "f071",
        "f081",
        "f083",
        "f086",
        "f087",
        "v102",
        "w013",
        "w031",
        "w063",
        "w086",
        "w093",
        "w094",
        "w157",
        "w180",
        "w197",
        "w304",
        "y049",
        "y055",
        "y105",
        "y179",
        "z051",
        "z111",
        "z199",
    ]
)
"""Raised or not: judged the other way."""


def judged(part: str) -> list[tuple[str, str, str]]:
    """(id, the writer's answer, ours) for the sentences of a part."""
    found = []
    sentences: list[dict[str, Any]] = yaml.safe_load(BANK.read_text("utf-8"))
    for sentence in sentences:
        if sentence["part"] == part:
            ours = coverage(sentence["criterion"], sentence["text"], sentence["kind"])
            found.append((sentence["id"], sentence["answer"], ours))
    return found


def test_deeds_are_full_and_what_is_none_is_not() -> None:
    found = judged("dev")
    assert len(found) == 1494
    assert {one for one, answer, ours in found if ours == "full" != answer} == TAKEN
    assert {one for one, answer, ours in found if answer == "full" != ours} == MISSED
    assert {one for one, answer, ours in found if answer != ours and "full" not in (answer, ours)} == OTHERWISE


if __name__ == "__main__":
    for name in ("dev", "held"):
        found = judged(name)
        agreed = sum(answer == ours for _, answer, ours in found)
        print(name, f"{agreed}/{len(found)}", dict(Counter((answer, ours) for _, answer, ours in found)))
