"""Words of want told by their shape or by an idiom, and what takes them back: both sides of each."""

from __future__ import annotations

import pytest

from checker.language.wanting import standing_out, wanting
from tests.judging import coverage


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("基准失之过粗", ["过粗"]),
        ("说理偏短", ["偏短"]),
        ("清单还是三年前的版本", ["还是三年前的版本"]),
        ("仍在清理以前的旧账", []),
        ("对基准理解不一，", ["不一"]),
        ("房间大小不一，", []),
        ("证照难以使用。", ["难以使用"]),
        ("使造假难以藏身。", []),
        ("对群众难以自办的事提供代办，", []),
        ("办事仍不方便。", ["仍不方便"]),
        ("整改仍不放松。", []),
        ("系统互不联通", ["互不联通"]),
        ("平等相待、互不干涉", []),
        ("数据共享程度低，", ["程度低"]),
        ("行政成本低，", []),
        ("发案比例低于全市平均，", []),
        ("成立案卷质量小组", []),
        ("谈成绩多、谈问题少，", ["谈成绩多、谈问题少"]),
        ("办事多、跑路少，", []),
        ("未经审查即对外签署", ["未经审查即"]),
        ("未经审查的不得签署", []),
        ("执法欠规范", ["欠规范"]),
        ("一评了之", ["一评了之"]),
        ("聘而不用、顾而不问", ["聘而不用", "顾而不问"]),
        ("有章不循、有案不立", ["有章不循", "有案不立"]),
        ("重数量轻质量", ["重数量轻质量"]),
        ("重部署、轻落实", ["重部署、轻落实"]),
        ("通过少量案件", []),
        ("经过细致审查，超过低保标准", []),
        ("办理过少数案件", []),
        ("偏远乡镇，偏方", []),
        ("从重、从轻、减轻处罚", []),
        ("重点抓轻微违法", []),
        ("一办到底，一包到底", []),
        ("有章可循，管而不死，活而不乱", []),
    ],
)
def test_shapes(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in wanting(text)] == found


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("enforcement.case-review", "全县案卷评查一评了之。", "partial"),
        ("enforcement.case-review", "全县案卷评查不搞一评了之，逐案反馈意见。", "full"),
        ("enforcement.case-review", "全县案卷评查没有一评了之，逐案反馈意见。", "full"),
        ("enforcement.case-review", "案卷评查从“一评了之”变为逐案点评。", "full"),
        ("enforcement.case-review", "针对案卷评查千篇一律，县司法局印发评查标准。", "full"),
        ("enforcement.case-review", "案卷评查千篇一律。", "partial"),
        ("enforcement.case-review", "评查案卷56卷，指出文书过粗、说理偏短等问题31个，逐一反馈。", "full"),
        ("enforcement.case-review", "评查案卷文书过粗、说理偏短。", "partial"),
        ("enforcement.discretion", "各单位执行裁量基准宽严不一。", "partial"),
        ("enforcement.discretion", "公布裁量基准，整治宽严不一。", "full"),
        ("enforcement.discretion", "施行裁量基准，“同案不同罚”的投诉今年归零。", "full"),
        ("decision.counsel", "法律顾问“聘而不用”在一些乡镇依然存在。", "partial"),
        ("oversight.congress", "办理代表建议不重答复轻落实，42件全部办结。", "full"),
        ("oversight.congress", "办理代表建议重答复轻落实。", "partial"),
        ("enforcement.reform", "推进综合行政执法改革，扭转了各自为政的局面。", "full"),
    ],
)
def test_what_is_wanting_is_no_deed_unless_it_was_put_right(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("完成27项，差的那1项就是裁量基准。", ["差的那1项就是"]),
        ("未完成的1项是案卷评查。", ["未完成的1项是"]),
        ("唯一没有落地的是述法。", ["没有落地的是"]),
        ("最后完成的1项是案卷评查。", []),
        ("态度较差的是个别窗口。", []),
        ("没有办结的是因为案情复杂。", []),
    ],
)
def test_what_stands_out_as_not_done(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in standing_out(text)] == found


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("enforcement.discretion", "28项任务完成27项，差的那1项就是裁量基准细化。", "partial"),
        ("enforcement.discretion", "28项任务全部完成，最后完成的1项是裁量基准细化。", "full"),
        ("decision.counsel", "两名同志想申领公职律师证，材料还压在审批环节。", "partial"),
        ("decision.counsel", "想把法律顾问请到村里。", "partial"),
        ("decision.counsel", "想方设法聘请法律顾问，签约律师3名。", "full"),
        ("decision.counsel", "想群众之所想，聘请法律顾问3名。", "full"),
        ("enforcement.leniency", "对轻微违法，请各县水利局多提醒，能不罚的尽量不罚。", "partial"),
        ("enforcement.case-review", "请各队于10月底前完成案卷评查。", "partial"),
        ("enforcement.case-review", "提请各队开展案卷评查3次。", "full"),
        ("decision.legality", "没有合法性审查意见的议题，办公室不予排会。", "full"),
        ("decision.legality", "没有合法性审查意见的议题占一成。", "partial"),
    ],
)
def test_wished_for_asked_of_others_or_left_over(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
