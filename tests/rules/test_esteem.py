"""What is thought of a matter is no deed; a clause that tells a deed beside it is."""

from __future__ import annotations

import pytest

from tests.judging import coverage

CRITERION = "enforcement.case-review"


@pytest.mark.parametrize(
    "text",
    [
        "把案卷评查作为重中之重。",
        "深刻认识案卷评查的重要性。",
        "案卷评查意义重大。",
        "案卷评查的氛围日益浓厚。",
        "案卷评查迈上新台阶。",
        "案卷评查永远在路上。",
        "增强案卷评查自觉。",
        "旨在推动案卷评查。",
        "案卷评查有口皆碑。",
        "努力让案卷评查更有温度。",
        "案卷评查工作有情怀、有担当，赢得百姓真心点赞。",
    ],
)
def test_esteem_is_no_deed(text: str) -> None:
    assert coverage(CRITERION, text) == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "把案卷评查作为重中之重，评查案卷120卷。",
        "把案卷评查列为年度督察内容。",
        "案卷评查迈上新台阶，全年评查案卷120卷。",
        "案卷评查工作有序开展。",
        "全面实行案卷评查。",
        "案卷评查有口皆碑，全年评查案卷120卷。",
    ],
)
def test_a_deed_beside_it_is_one(text: str) -> None:
    assert coverage(CRITERION, text) == "full"
