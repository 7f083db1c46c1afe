"""What was formerly done and what is only aimed at are no deeds of the year: both sides of each."""

from __future__ import annotations

import pytest

from tests.judging import coverage

CRITERION = "enforcement.case-review"


@pytest.mark.parametrize(
    "text",
    [
        "往年每年开展案卷评查。",
        "五年前开展过案卷评查。",
        "上届政府开展案卷评查5次。",
        "机构改革前每年开展案卷评查。",
        "“十三五”期间评查案卷1200卷。",
        "2016年首次开展案卷评查时，共评查36卷。",
        "上一任局长在任期间开展案卷评查5次。",
        "上一届政府任期最后一年，开展案卷评查5次。",
        "2019年汛期，开展案卷评查5次。",
        "案卷评查上一次开展是在三年前。",
        "案卷评查全年目标120卷。",
        "案卷评查的任务数是120卷。",
        "以评查案卷120卷为目标。",
        "考核标准要求评查案卷120卷。",
        "责任书载明评查案卷120卷。",
        "规定每年评查案卷120卷。",
        "年初定下评查案卷120卷的任务。",
        "案卷评查应达到120卷。",
    ],
)
def test_former_deeds_and_targets(text: str) -> None:
    assert coverage(CRITERION, text) == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "以前案卷评查一年一次，今年改为一季一次。",
        "2016年首次开展案卷评查时，共评查36卷，今年评查120卷。",
        "2019年立案的案件结案时，逐卷开展案卷评查。",
        "过去五年每年开展案卷评查。",
        "以前所未有的力度开展案卷评查。",
        "五年前成立的案卷评查小组全年评查120卷。",
        "“十四五”期间评查案卷1200卷。",
        "历史上首次开展案卷评查。",
        "案卷评查完成全年目标120卷。",
        "案卷评查目标120卷，实际完成130卷。",
        "年初定下的120卷案卷评查任务全部完成。",
        "落实每年评查不少于100卷的规定，评查案卷120卷。",
        "按照市里下达的指标，评查案卷120卷。",
    ],
)
def test_deeds_that_speak_of_both(text: str) -> None:
    assert coverage(CRITERION, text) == "full"


def test_what_was_never_ended_is_wanting_whatever_its_figure() -> None:
    assert coverage("disputes.petitions", "交办的3件重复信访积案年代久，至今没有化开。") == "partial"
    assert coverage("disputes.petitions", "化解重复信访积案3件，至今没有反弹。") == "full"
