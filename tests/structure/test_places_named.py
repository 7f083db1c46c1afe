"""Two names that speak of different places, and those that only say one place in another way."""

from __future__ import annotations

import pytest

from checker import check
from checker.structure import IdentityOptions
from checker.structure.places_named import disagree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县人民政府", "云山县人民政府"),
        ("甲川市云溪县司法局", "云山县司法局"),
        ("青石镇人民政府", "白石镇人民政府"),
        ("丹霞市自然资源局", "丹江市自然资源局"),
    ],
)
def test_different_places(one: str, other: str) -> None:
    assert disagree(one, other)
    assert disagree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县人民政府", "云溪县人民政府"),
        ("甲川市云溪县人民政府", "云溪县人民政府"),
        ("甲川市云溪市人民政府", "云溪市人民政府"),
        ("中共云溪县委 云溪县人民政府", "云溪县人民政府办公室"),
        ("云溪县住建局", "云溪县住房和城乡建设局"),
        ("望湖街道办事处", "北墅区人民政府望湖街道办事处"),
        ("青河经济开发区管委会", "甲川青河经济技术开发区管理委员会"),
        ("青河自治州人民政府", "青河州人民政府"),
        ("××县人民政府", "云山县人民政府"),
        ("县人民政府", "云山县人民政府"),
        ("关于我乡2021年工作的报告", "青石乡人民政府"),
        ("云溪县人民政府", "甲川市人民政府"),
    ],
)
def test_one_place_or_none_told(one: str, other: str) -> None:
    assert not disagree(one, other)
    assert not disagree(other, one)


def test_a_signature_of_another_county_is_shown() -> None:
    text = "云溪县人民政府关于2024年度法治政府建设情况的报告\n一、主要工作\n全年评查案卷120卷。\n{}\n2025年1月20日\n"
    for signature, coverage, told in (
        ("云山县人民政府", "partial", "标题中的报告主体“云溪县人民政府”与署名“云山县人民政府”不一致，请核对。"),
        ("云溪县人民政府", "full", ""),
    ):
        (assessment,) = check(text.format(signature).encode(), name="a.txt")
        (found,) = (one for one in assessment.findings if one.criterion == "form.issuer")
        assert found.coverage == coverage
        assert [quote.text for quote in found.evidence] == [signature]
        assert "".join(assessment.report.identity.conflicts) == told


def test_a_year_told_from_outside_is_not_said_to_be_the_title_s() -> None:
    text = "清水县人民政府关于2022年度法治政府建设情况的报告\n2022年，我县评查案卷120卷。\n"
    (assessment,) = check(text.encode(), name="a.txt", identity=IdentityOptions(years=(2023,)))
    assert assessment.report.identity.conflicts == ("指定的报告年度是2023年，标题写2022年，请核对报告年度。",)
