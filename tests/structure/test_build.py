"""What holds for every report that comes out of the room, whatever went in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Report
from checker.structure import IdentityOptions, build
from tests.structure.making import bare

_PIECES = st.sampled_from(
    [
        "云岭县2023年度法治政府建设情况报告\n",
        "市人民政府：\n",
        "一、主要举措和成效\n",
        "（一）规范执法。",
        "1.评查案卷120卷。",
        "二、存在的不足和原因\n",
        "虽然取得成绩，但还存在一些不足。一是人员少。二是尺度不统一。\n",
        "究其原因，是编制少。",
        "三、党政主要负责人履行第一责任人职责情况\n",
        "下一步，我县将增加人员。",
        "2024年工作安排\n",
        "全年办理行政复议案件41件，依法行政水平提高。\n",
        "云岭县人民政府\n2024年2月1日\n",
        "、",
        "（",
        "）",
        "12.5%",
        "\n",
        "　　",
        "【篇一】",
        "【篇二】",
    ]
)


def _check(report: Report) -> None:
    length = len(report.text)
    assert len(report.folded) == length
    assert report.clean.text[report.document_start :][:length] == report.text
    assert 0 <= report.body_start <= report.body_end <= length
    place = 0
    for start, end, _ in report.roles:
        assert start == place
        assert end > start or length == 0
        place = end
    assert place == length
    last = 0
    for index, section in enumerate(report.sections):
        assert last <= section.start
        last = section.start
        assert section.start <= section.heading_start <= section.heading_end <= section.end <= length
        assert -1 <= section.parent < index
        if section.parent >= 0:
            parent = report.sections[section.parent]
            assert parent.start <= section.start
            assert section.end <= parent.end
    for paragraph in report.paragraphs:
        assert 0 <= paragraph.start <= paragraph.end <= length
    identity = report.identity
    for known in (identity.title, identity.addressee, identity.signature, identity.issued_known):
        if known is not None and known.start >= 0:
            assert "".join(report.text[known.start : known.end].split()) == "".join(known.value.split())


@given(st.lists(_PIECES, max_size=24).map("".join))
@settings(max_examples=120)
def test_offsets_roles_and_tree_hold_together(text: str) -> None:
    for part in build(bare(text), IdentityOptions(force=True)):
        assert isinstance(part, Report)
        _check(part)


@given(st.text(max_size=120))
@settings(max_examples=60)
def test_any_text_is_answered(text: str) -> None:
    found = build(bare(text), IdentityOptions(force=True))
    assert found
    for part in found:
        if isinstance(part, Report):
            _check(part)


@given(st.lists(_PIECES, max_size=16).map("".join))
@settings(max_examples=30)
def test_the_same_text_gives_the_same_report(text: str) -> None:
    one = build(bare(text), IdentityOptions(force=True))
    two = build(bare(text), IdentityOptions(force=True))
    assert [getattr(part, "sections", None) for part in one] == [getattr(part, "sections", None) for part in two]
    assert [getattr(part, "identity", None) for part in one] == [getattr(part, "identity", None) for part in two]


@pytest.mark.parametrize(
    "text",
    [
        "【篇一】（云岭县人民政府\n2024年2月1日\n二、存在的不足\n【篇一】）【篇二】云岭县人民政府\n2024年2月1日\n1.评查案卷120卷。",
        "三、第一责任人职责情况\n1.评查案卷120卷。2024年工作安排\n（\n）12.5%虽然取得成绩，但还存在一些不足。一是人员少。"
        "二是尺度不统一。\n）云岭县人民政府\n2024年2月1日\n12.5%",
    ],
)
def test_a_heading_ends_where_its_section_does(text: str) -> None:
    for part in build(bare(text), IdentityOptions(force=True)):
        assert isinstance(part, Report)
        _check(part)
