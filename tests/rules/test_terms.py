"""text.fixed-terms: statutory names and fixed phrases, by period."""

from __future__ import annotations

import pytest
import yaml

from tests.rules.clean_texts import TEXTS
from tests.rules.text_support import bare, check_ranges, detect, found, quotes, tables, whole

T = "text.fixed-terms"
SEVEN = "职能科学、权责法定、执法严明、公开公正、智能高效、廉洁诚信、人民满意"
SIX = "职能科学、权责法定、执法严明、公开公正、廉洁高效、守法诚信"
DUTIES = "重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办"


@pytest.mark.parametrize(
    ("body", "quote", "suggestion"),
    [
        ("推进法治政府建立工作。", "法治政府建立", "法治政府建设"),
        ("优化政务效劳环境。", "政务效劳", "政务服务"),
        ("作出行政惩罚36件。", "行政惩罚", "行政处罚"),
        ("审查标准性文件12件。", "标准性文件", "规范性文件"),
        ("开展法治审核32件。", "法治审核", "法制审核"),
        ("推进法制政府建设。", "法制政府", "法治政府"),
        ("落实行政执法公式制度。", "行政执法公式", "行政执法公示"),
        ("落实执法全进程记录。", "执法全进程记录", "执法全过程记录"),
        ("践行“绿水青山就是金山”理念。", "绿水青山就是金山", "绿水青山就是金山银山"),
        ("引导群众尊法守法学法用法。", "尊法守法学法用法", "尊法学法守法用法"),
        ("引导群众遵法学法守法用法。", "遵法学法守法用法", "尊法学法守法用法"),
        ("坚持严格公正规范文明执法。", "严格公正规范文明执法", "严格规范公正文明执法"),
        ("坚持依法执政、依法治国、依法行政共同推进。", "依法执政、依法治国、依法行政", "依法治国、依法执政、依法行政"),
        ("坚持放管结合、简政放权、优化服务。", "放管结合、简政放权、优化服务", "简政放权、放管结合、优化服务"),
        ("落实《市政府办公室关于转发的通知》。", "关于转发的通知", "文件名称"),
    ],
)
def test_a_rewritten_term_is_found_with_the_right_one(body: str, quote: str, suggestion: str) -> None:
    report = bare(body)
    (defect,) = detect(T, report).defects
    assert report.text[defect.start : defect.end] == quote
    assert suggestion in defect.suggestion


@pytest.mark.parametrize(
    "body",
    [
        "落实重大执法决定法制审核制度，维护国家法制统一。",
        "市人大常委会法制工作委员会、县公安局法制大队、原法制办。",
        "践行绿水青山就是金山银山理念，推进生态文明建设。",
        "引导群众学法用法守法，培养守法习惯，尊法崇法。",
        "坚持规范公正文明执法，做到严格执法、公正司法。",
        "取得高质量进展，充分肯定成绩，群众满足感增强，矛盾中心明确。",
        "社会主义法治建立在制度之上，证照分别由两个部门颁发。",
        f"建设{SEVEN}的法治政府。",
        f"主要负责人对{DUTIES}。",
        "对重点工作亲自部署、亲自过问、亲自协调、亲自督办。",
        "对重大问题亲自研究，带队督导。",
        "把党风廉政建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要案件亲自督办落到实处。",
        "中共中央总书记、国家主席习近平作出重要指示，习近平总书记强调。",
        "学习贯彻党的十九大、二十大精神和二十届二中全会精神。",
        "党的二十大胜利召开。习近平总书记在二十大报告中强调法治。",
        "谋划二十大工程，举办“学习二十大精神”征文。",
    ],
)
def test_right_terms_are_left_alone(body: str) -> None:
    assert found(T, body) == []


def test_the_secretary_learnt_about_is_not_written_short() -> None:
    assert quotes(T, "学习总书记法治思想12次。", year=2023) == ["总书记"]
    assert quotes(T, "贯彻习总书记法治思想12次。", year=2023) == ["习总书记"]


@pytest.mark.parametrize(
    ("year", "string", "wrong"),
    [
        (2023, SEVEN, False),
        (2018, SIX, False),
        (2020, SIX, False),
        (2021, SIX, False),
        (2021, SEVEN, False),
        (2023, SIX, True),
        (2018, SEVEN, True),
        (None, SIX, False),
        (None, SEVEN, False),
        (2023, SEVEN.replace("、人民满意", ""), True),
        (2023, SEVEN.replace("智能高效", "廉洁高效"), True),
        (2023, SEVEN.replace("公开公正、智能高效", "智能高效、公开公正"), True),
        (2018, SIX.replace("廉洁高效", "高效廉洁"), True),
    ],
)
def test_the_attributes_of_a_law_based_government_by_year(year: int | None, string: str, wrong: bool) -> None:
    assert bool(quotes(T, f"建设{string}的法治政府。", year=year)) is wrong
    assert bool(quotes(T, f"建设以{string}为标志的法治政府。", year=year)) is wrong


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (DUTIES.replace("亲自过问", "亲自解决"), "重大问题亲自解决"),
        (DUTIES.replace("重要任务", "重要案件"), "重要案件亲自督办"),
        (DUTIES.replace("、重要任务亲自督办", ""), "重要工作亲自部署、重大问题亲自过问、重点环节亲自协调"),
    ],
)
def test_the_four_duties(body: str, quote: str) -> None:
    assert quotes(T, f"县长对法治建设{body}。") == [quote]


def test_the_first_of_the_four_duties_clipped() -> None:
    ((quote, message),) = found(T, "县长对法治建设亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办。")
    assert "亲自部署" in quote
    assert "重要工作亲自部署" in message


@pytest.mark.parametrize(
    ("body", "year", "count"),
    [
        ("深入学习贯彻二十大精神。", 2023, 1),
        ("深入学习贯彻党的二十大精神。", 2023, 0),
        ("深入学习贯彻党的二十大精神。", 2020, 1),
        ("贯彻党的二十届三中全会精神。", 2023, 1),
        ("贯彻党的二十届三中全会精神。", 2024, 0),
        ("深入学习习近平法治思想。", 2018, 1),
        ("深入学习习近平法治思想。", 2020, 0),
        ("贯彻全面依法治国新理念新思想新战略。", 2022, 1),
        ("贯彻全面依法治国新理念新思想新战略。", 2019, 0),
        ("贯彻习近平法治思想和全面依法治国新理念新思想新战略。", 2022, 0),
        ("落实总书记重要指示精神。", 2023, 1),
        ("落实习总书记重要指示精神。", 2023, 1),
        ("落实总书记重要指示精神。", 2010, 0),
        ("开展法制宣传教育。", 2016, 0),
        ("开展法制宣传教育。", 2022, 1),
    ],
)
def test_phrases_of_a_period(body: str, year: int, count: int) -> None:
    assert len(quotes(T, body, year=year)) == count


def test_weak_rewritings_count_only_in_a_rewritten_text() -> None:
    weak = "不断提升监视能力，落实状况良好。"
    assert quotes(T, weak) == []
    rewritten = "推进法治政府建立，优化政务效劳，作出行政惩罚，审查标准性文件，实现全掩盖，化解冲突纠纷。" + weak
    assert {"监视能力", "落实状况"} <= set(quotes(T, rewritten))


def test_a_units_own_words_silence() -> None:
    report = bare("打造“政务效劳”小品牌。")
    assert detect(T, report).defects
    assert detect(T, report, own_words=["“政务效劳”小品牌"]).defects == ()


def test_the_lists_are_consistent() -> None:
    rows = tables()["distortions"]
    assert len(rows) > 500
    wrongs = [row["wrong"] for row in rows]
    rights = {row["right"] for row in rows}
    assert len(set(wrongs)) == len(wrongs)
    assert not set(wrongs) & rights
    assert all((row["wrong"] != row["right"] and len(row["wrong"]) >= 3) or row["wrong"] == "法冶" for row in rows)
    assert yaml.safe_load(yaml.safe_dump(rows, allow_unicode=True)) == rows


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_no_slip(text: str) -> None:
    report = whole(text)
    detection = detect(T, report)
    check_ranges(report, detection.defects)
    assert detection.defects == ()


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ("落实严重执法决议法制检查。", ["严重执法决议法制检查"]),
        ("大众参与、行家证明、稳定危险评估后按决议顺序办理。", ["行家证明", "稳定危险评估", "决议顺序"]),
        ("聘请公职状师4名，收到检察倡议5份。", ["公职状师", "检察倡议"]),
        ("推行双随机、一公然，加强过后监管。", ["过后监管"]),
        ("贯彻党的二十大精神和会议肉体，党政次要负责人认真部署。", ["会议肉体", "党政次要负责人"]),
        ("印发法治当局建设规划，开展树模创建。", ["法治当局", "树模创建"]),
    ],
)
def test_words_swapped_all_through_a_text_are_found_in_each_term(body: str, quotes: list[str]) -> None:
    report = bare(body)
    found = [report.text[d.start : d.end] for d in detect(T, report).defects]
    assert [quote for quote in quotes if quote not in found] == []


@pytest.mark.parametrize(
    "body",
    [
        "坚持公平公正竞争，开展竞争执法检查。",
        "县级机关担任人民调解员的有12人。",
        "公布当事人权利清单，开展合法性检查。",
        "开展部门联合检查，结合执法实践编写案例。",
        "机关主要担任大会服务工作。",
    ],
)
def test_ordinary_words_are_not_taken_for_swapped_ones(body: str) -> None:
    assert not detect(T, bare(body)).defects
