"""What a course was on tells of the course, not of the matter (annotation, rule 3); who was taught is another thing."""

from __future__ import annotations

import pytest

from tests.judging import coverage


@pytest.mark.parametrize(
    ("criterion", "text", "expected"),
    [
        ("enforcement.case-review", "以案卷评查为题开展培训。", "partial"),
        ("enforcement.case-review", "培训内容包括案卷评查。", "partial"),
        ("enforcement.case-review", "围绕案卷评查授课2次。", "partial"),
        ("enforcement.case-review", "案卷评查专题讲座2场。", "partial"),
        ("enforcement.case-review", "组织学习案卷评查标准。", "partial"),
        ("enforcement.case-review", "培训与案卷评查同步开展，评查120卷。", "full"),
        ("enforcement.case-review", "组织案卷评查，请专家授课。", "full"),
        ("disputes.mediation", "人民调解员培训6期。", "full"),
        ("disputes.reconsideration", "行政复议业务培训3期。", "partial"),
        ("disputes.reconsideration", "受理行政复议申请86件，业务培训3期。", "full"),
        ("enforcement.personnel", "执法人员培训3期420人次。", "full"),
        ("duty.law-lectures", "干部任前法律知识测试3批58人。", "full"),
    ],
)
def test_the_topic_of_a_course_is_no_deed(criterion: str, text: str, expected: str) -> None:
    assert coverage(criterion, text) == expected
