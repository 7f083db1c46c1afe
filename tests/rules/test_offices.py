"""text.obsolete-names: abolished offices by the report's year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.clean_texts import TEXTS
from tests.rules.text_support import bare, detect, found, quotes, whole

O = "text.obsolete-names"  # noqa: E741


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("按照县法制办的要求报送材料。", ["县法制办"]),
        ("市政府法制办公室审查文件12件。", ["市政府法制办公室"]),
        ("县工商局、县环保局、县安监局联合执法。", ["县工商局", "县环保局", "县安监局"]),
        ("市国土资源局牵头清理。", ["市国土资源局"]),
        ("县食品药品监督管理局、县质监局抽检。", ["县食品药品监督管理局", "县质监局"]),
        ("县地税局、县国税局联合办税。", ["县地税局", "县国税局"]),
        ("依法治县领导小组召开会议。", ["依法治县领导小组"]),
    ],
)
def test_an_abolished_office_in_office(body: str, expected: list[str]) -> None:
    assert quotes(O, body, year=2022) == expected
    assert quotes(O, body, year=2017) == []


@pytest.mark.parametrize(
    "body",
    [
        "县司法局、县市场监管局、县生态环境局、县自然资源局、县应急管理局联合执法。",
        "原县法制办的职责由县司法局承担，原市国土资源局的档案已移交。",
        "机构改革后，县工商局的职责划入县市场监管局。",
        "2017年，县国土局作出的处罚决定依法公开。",
        "贯彻《市环保局执法规范》。",
        "组织农业部门、环保部门、文化部门开展检查。",
        "市人大常委会法制办公机构、县公安局法制大队参加。",
        "煤矿安监局、矿山安全监察局依法监察，市文化旅游局参加。",
        "设立乡镇法制办事窗口。",
        "工商银行县支行、农业银行县支行签约。",
    ],
)
def test_offices_in_force_and_history_are_left_alone(body: str) -> None:
    assert quotes(O, body, year=2022) == []


def test_the_word_for_principle_is_not_the_mark_of_a_former_office() -> None:
    assert quotes(O, "坚持统一原则，县法制办审查文件。", year=2022) == ["县法制办"]


@pytest.mark.parametrize(
    ("body", "last_right_year"),
    [("县扶贫办开展核查。", 2021), ("市银保监分局开展检查。", 2023), ("县法制办审查文件。", 2018)],
)
def test_each_office_has_its_last_year(body: str, last_right_year: int) -> None:
    assert quotes(O, body, year=last_right_year) == []
    assert len(quotes(O, body, year=last_right_year + 1)) == 1


def test_without_a_year_nothing_is_examined() -> None:
    detection = detect(O, bare("县法制办审查文件。", year=None))
    assert detection.examined == 0
    assert detection.defects == ()


def test_of_several_years_the_first_decides() -> None:
    report = bare("县法制办审查文件。", year=2022)
    several = replace(report, identity=replace(report.identity, years=(2018, 2019, 2020, 2021, 2022)))
    assert detect(O, several).defects == ()


def test_the_message_names_the_present_office() -> None:
    ((_, message),) = found(O, "县环保局检查企业。", year=2023)
    assert "现多为生态环境部门" in message
    assert "请核对" in message


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_none(text: str) -> None:
    assert detect(O, whole(text)).defects == ()


def test_a_quotation_mark_that_lost_its_partner_hides_no_office() -> None:
    assert quotes(O, "推行“一单两库监管，县工商局、县环保局开展“双随机”抽查。", year=2022) == ["县工商局", "县环保局"]
    assert quotes(O, "办好“县工商局投诉”专栏。", year=2022) == []
