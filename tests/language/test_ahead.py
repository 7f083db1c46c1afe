"""What lies ahead is no deed, however it is said; what was put off and then done is one: both sides of each."""

from __future__ import annotations

import pytest

from tests.judging import coverage

CRITERION = "enforcement.case-review"


@pytest.mark.parametrize(
    "text",
    [
        "待机构到位后启动案卷评查。",
        "案卷评查条件允许时开展。",
        "择期开展案卷评查。",
        "方案获批后即组织案卷评查。",
        "后续开展案卷评查。",
        "预备开展案卷评查。",
        "着手筹备案卷评查。",
        "设想每年开展案卷评查。",
        "日后开展案卷评查。",
        "案卷评查方案已报批，等待批复。",
        "案卷评查方案初稿已形成。",
        "案卷评查有望开展。",
        "案卷评查呼之欲出。",
        "案卷评查各项准备就绪。",
        "案卷评查进入筹备阶段。",
        "案卷评查另行安排。",
        "案卷评查改期。",
        "案卷评查计划中。",
        "案卷评查留待明年。",
        "案卷评查未来将常态化。",
        "到2027年实现案卷评查全覆盖。",
        "计划用三年时间实现案卷评查全覆盖。",
        "案卷评查列为2026年重点任务。",
        "自2026年1月起开展案卷评查。",
        "2026年起开展案卷评查。",
    ],
)
def test_what_lies_ahead_is_no_deed(text: str) -> None:
    assert coverage(CRITERION, text) == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "待材料补齐后复核，评查案卷36卷。",
        "预备党员参加案卷评查。",
        "方案获批后组织了案卷评查。",
        "后续开展案卷评查120卷。",
        "案卷评查做好后续组织实施。",
        "案卷评查后续跟进到位。",
        "组织未来执法骨干参加案卷评查。",
        "案卷评查改期，最终于9月举行，评查120卷。",
        "案卷评查按预定时间完成。",
        "案卷评查计划如期完成。",
        "案卷评查准备充分，评出优秀案卷12卷。",
        "另行安排专人开展案卷评查。",
        "到2022年实现案卷评查全覆盖。",
        "今年起每年开展案卷评查。",
        "按照到2027年基本建成法治政府的目标，开展案卷评查。",
        "落实2021—2025年规划，开展案卷评查。",
    ],
)
def test_what_was_done_is(text: str) -> None:
    assert coverage(CRITERION, text) == "full"
