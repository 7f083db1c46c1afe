"""What a meeting, a leader or a superior said is to be done is asked, until something is told that came of it."""

from __future__ import annotations

import pytest

from tests.judging import coverage


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        (
            "enforcement.key-areas",
            "会议强调，要紧盯食品、药品等领域，加大力度，开展专项整治，严厉打击违法行为。",
            "partial",
        ),
        (
            "enforcement.key-areas",
            "会议强调，要紧盯食品、药品等领域，加大力度，会后开展专项整治，严厉打击违法行为。",
            "full",
        ),
        (
            "enforcement.case-review",
            "市司法局要求，各县每年开展案卷评查，评查结果通报全市，评查不少于50宗。",
            "partial",
        ),
        ("enforcement.case-review", "按照市司法局要求，开展案卷评查，评查结果通报全县，评查50宗。", "full"),
        ("disputes.appearance", "市中院希望各单位负责人出庭应诉，出庭应诉率要达到100%。", "partial"),
        ("disputes.appearance", "市中院希望各单位负责人出庭应诉，全年出庭应诉率达到100%。", "full"),
    ],
)
def test_what_is_said_is_asked(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
