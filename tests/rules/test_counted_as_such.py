"""A story tells of one case, a later sentence of its paragraph counts the like of it: the count is the story's."""

from __future__ import annotations

import pytest

from tests.judging import coverage

STORY = "周女士不服街道的拆除决定，向区政府申请行政复议，办案人员到现场量了两次。街道把决定撤了。"


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("去年收到这样的申请186件，受理171件。", "full"),
        ("此类案件全年有12件。", "full"),
        ("去年收到信访事项186件。", "partial"),
        ("这样的夜晚，他们熬了许多个。", "partial"),
        ("\n去年收到这样的投诉186件。", "partial"),
    ],
)
def test_the_like_counted_later(behind: str, expected: str) -> None:
    assert coverage("disputes.reconsideration", STORY + behind) == expected
