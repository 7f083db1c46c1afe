"""What others did elsewhere, wish for or are told to do is not the reporter's; what they did with it is."""

from __future__ import annotations

import pytest

from checker import check
from tests.judging import coverage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("邻县开展案卷评查。", "partial"),
        ("同属一市的泽川县开展案卷评查。", "partial"),
        ("同在一市，我县开展案卷评查。", "full"),
        ("省、市两级相继开展案卷评查。", "partial"),
        ("市县两级相继开展案卷评查。", "full"),
        ("省司法厅印发清单，对312卷案卷评查作出了安排。", "partial"),
        ("省司法厅印发清单后，县里对312卷案卷评查作出了安排。", "full"),
        ("外地开展案卷评查。", "partial"),
        ("据媒体报道，多地开展案卷评查。", "partial"),
        ("赴杭州学习案卷评查做法。", "partial"),
        ("赴各乡镇开展案卷评查。", "full"),
        ("考察了外地的案卷评查。", "partial"),
        ("考察后开展案卷评查。", "full"),
        ("司法部部署案卷评查。", "partial"),
        ("按照司法部部署，开展案卷评查。", "full"),
        ("中央要求开展案卷评查。", "partial"),
        ("群众希望开展案卷评查。", "partial"),
        ("人大代表建议开展案卷评查。", "partial"),
        ("群众反映，希望开展案卷评查。", "partial"),
        ("群众反映后，及时开展案卷评查。", "full"),
        ("采纳人大代表建议，开展案卷评查。", "full"),
        ("人大代表建议的案卷评查如期开展，评查120卷。", "full"),
        ("省厅来我县开展案卷评查。", "full"),
        ("县检察院开展案卷评查。", "full"),
    ],
)
def test_whose_act_it_is(text: str, expected: str) -> None:
    assert coverage("enforcement.case-review", text) == expected


def test_the_level_a_department_works_on_is_no_superior() -> None:
    text = (
        "{}关于2024年度法治政府建设情况的报告\n一、主要工作\n省级行政权力事项取消9项，调整后的权责清单4月向社会公布。\n"
        "{}\n2025年1月20日\n"
    )
    for name, expected in (("岱东省交通运输厅", "full"), ("云溪县交通运输局", "partial")):
        (assessment,) = check(text.format(name, name).encode(), name="a.txt")
        (found,) = (one for one in assessment.findings if one.criterion == "function.power-list")
        assert found.coverage == expected, name
