"""Which reports are surely another body's, and which may be the unit's own."""

from __future__ import annotations

import pytest

from checker.model import Identity, Known
from checker.review.issuers import other_issuer


def _of(issuer: str, source: str = "title", signature: str = "") -> Identity:
    return Identity(issuer=Known(issuer, source), signature=Known(signature, "signature") if signature else None)


@pytest.mark.parametrize(
    ("unit", "issuer"),
    [
        ("某某市", "禾源县人民政府"),
        ("临江市人民政府", "临江市青屏县人民政府"),
        ("青屏县人民政府", "临江市人民政府"),
        ("青屏县", "临江市望湖县人民政府办公室"),
        ("柳河镇人民政府", "青屏县槐树坪乡人民政府"),
        ("望渡街道办事处", "沧澜区人民政府杏桥街道办事处"),
        ("青屏县教育局", "望湖县教育局"),
        ("青屏县司法局", "望湖县人民政府"),
        ("岚江省人民政府", "岚西省人民政府"),
        ("济宁市人民政府", "柳州市人民政府"),
    ],
)
def test_another_place_is_told(unit: str, issuer: str) -> None:
    assert other_issuer(unit, _of(issuer)) == issuer


@pytest.mark.parametrize(
    ("unit", "issuer"),
    [
        ("青屏县", "青屏县人民政府"),
        ("青屏县人民政府", "青屏县政府办公室"),
        ("青屏县人民政府", "青屏县"),
        ("青屏县人民政府", "中共青屏县委青屏县人民政府"),
        ("青屏县委、县政府", "青屏县人民政府"),
        ("江都区人民政府", "扬州市江都区人民政府"),
        ("柳河镇人民政府", "青屏县柳河镇人民政府"),
        ("望湖街道办事处", "澜江市北墅区人民政府望湖街道办事处"),
        ("岩脚乡人民政府", "岩脚苗族乡人民政府"),
        # a county that became a district; a department that draws up the report
        ("青屏区人民政府", "青屏县人民政府"),
        ("青屏县人民政府", "青屏县司法局"),
        ("青屏县委全面依法治县委员会办公室", "青屏县人民政府"),
        # short forms and former names of departments
        ("青屏县市监局", "青屏县市场监督管理局"),
        ("县住建局", "青屏县住房和城乡建设局"),
        ("市住房和城乡建设局", "青屏县住房和城乡建设局"),
        ("市城市管理局", "临江市综合行政执法局"),
        # zones have many names
        ("临江高新区管委会", "清河高新技术产业开发区管理委员会"),
        # names without a place, or blanked
        ("县人民政府", "禾源县人民政府"),
        ("法治科", "禾源县人民政府"),
        ("青屏县人民政府", "市政府"),
        ("青屏县人民政府", "某某县人民政府"),
        ("青屏县人民政府", "××县人民政府"),
    ],
)
def test_what_may_be_the_same_body_is_not_told(unit: str, issuer: str) -> None:
    assert other_issuer(unit, _of(issuer)) == ""


def test_nothing_is_told_where_the_issuer_is_unknown_or_in_doubt() -> None:
    assert other_issuer("青屏县", Identity()) == ""
    # who put the page on the web is no sure ground
    assert other_issuer("青屏县", _of("临江市司法局", "metadata")) == ""
    # title and signature disagree, and one of them is the unit
    assert other_issuer("青屏县", _of("禾源县人民政府", "title", "青屏县人民政府")) == ""
    assert other_issuer("青屏县", _of("禾源县人民政府", "title", "禾源县人民政府")) == "禾源县人民政府"
