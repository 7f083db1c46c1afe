"""text.typos: what the text itself or the curated table proves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.rules.defects import typos_repeats, wording
from checker.rules.defects.typos_repeats import _Lags
from tests.rules.clean_texts import TEXTS
from tests.rules.text_support import bare, check_ranges, detect, quotes, tables, whole

Y = "text.typos"


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("截止目前，培训4期。", "截止目前"),
        ("截止2023年底，培训4期。", "截止202"),
        ("按照上级布署推进。", "布署"),
        ("避免“体外循坏”问题。", "循坏"),
        ("组织干职工学习宪法。", "干职工"),
        ("对对全县单位开展评查。", "对对"),
        ("还达不到到省级要求。", "到到"),
        ("推进信访工作工作条例落实。", "工作工作"),
        ("11个单位完成梳理目录梳理工作。", "梳理目录梳理"),
        ("公示率达100%认真开展评查。", "达100%认真开展评查"),
        ("起数和人数分别下降9.5%8.2%。", "9.5%8.2%"),
        ("依法妥善处理各类信访纠纷2023年以来受理96件。", "纠纷2023年"),
        ("贯彻落实的还不够到位。", "落实的还不够到位"),
        ("工作干的好不好由群众评价。", "干的好不好"),
        ("审查合同76分，出具意见。", "76分"),
        ("审查行政协议1,200分。", "1,200分"),
        ("制发司法建议书共12分，全部回复。", "12分"),
        ("健全公众参予、专家论证程序。", "参予"),
        ("行政处罚决定撤消2件。", "处罚决定撤消"),
        ("学习宣传贯切宪法。", "宣传贯切"),
        ("完善制度，，加强培训。", "，，"),
        ("完善制度。，加强培训。", "。，"),
        ("已实施40家省市重点项目，进展顺利。", "40家省市重点项目"),
        ("第一批11单位参加，11个单位完成梳理。", "11单位"),
        ("现将有关情况报告如下\n一、主要工作", "报告如下"),
        ("推进“揭榜竞优”，印发《“接榜竞优”方案》，“揭榜竞优”2项。", "接榜竞优"),
    ],
)
def test_a_provable_slip_is_found(body: str, quote: str) -> None:
    assert quotes(Y, body) == [quote]


@pytest.mark.parametrize(
    "body",
    [
        "截至目前，报名截止日期为6月30日。",
        "审查合同76份，法治建设考核得96分，群众评价95.6分。",
        "考核细则规定，未审查合同5分、未备案3分，从总分中扣除。",
        "办结的合同3分钟内出证，合同76分类归档。",
        "对内参予以保密，撤消办事处2个，一贯切实履行职责。",
        "骨干职工、苦干实干职工参加。",
        "针对对口帮扶单位，为了了解情况，作为为民服务的窗口，以促进目的的实现。",
        "一件一件办、一项一项改，应审尽审、能简则简，件件有着落。",
        "交警支队支队长、根据根据地建设要求。",
        "满意率达100%，办结率98.5%、合格率97%。",
        "公示率达100%的单位有12个。",
        "在做好信访工作的基础上，2023年以来受理96件。",
        "印发《关于做好信访工作2023年以来情况总结的通知》。",
        "存在的不足和原因，做的工作还不多。",
        "第一批12个单位参加，第3单位作经验介绍。",
        "实施省市重点项目40个，走访企业40家。",
        "现将有关情况报告如下：\n一、主要工作",
        "打造“三级联动”“四级联动”机制，“事前公开”“事后公开”并行。",
        "召开会议，研究“放管服”改革；推进“一件事一次办”。",
        "坏的环境要改变，损坏环节要修复，究竟技术标准如何，原因该查清。",
        "纪委监委监督检查发现问题12个，纪委监委监察对象全覆盖。",
        "向向阳村村民宣讲12场。",
        "在《法制日报》（现《法治日报》）刊发稿件12篇。",
        "自己经办的案件，自己完成的工作，一百年未有的变化，逾期未办结的案件。",
    ],
)
def test_right_text_is_left_alone(body: str) -> None:
    assert quotes(Y, body) == []


def test_a_paragraph_without_its_full_stop() -> None:
    sound = "全县办理行政处罚案件310件，审核重大案件48件。组织执法人员培训2期，参训人员达到386人次，考试合格率97%。\n"
    lost = "县政府常务会议研究法治议题6次，听取汇报3次。推动形成纵向到底、横向到边的合法性审查工作新格局和新机制\n"
    assert quotes(Y, sound * 4 + lost + sound) == ["推动形成纵向到底、横向到边的合法性审查工作新格局和新机制"]
    # Where most paragraphs end so, line breaks were added or lost on the way.
    assert quotes(Y, lost * 8) == []


def test_a_units_own_words_silence() -> None:
    report = bare("“布署”是本地地名，按布署乡要求办理。")
    assert len(detect(Y, report).defects) == 2
    assert detect(Y, report, own_words=["布署"]).defects == ()


def test_the_table_is_consistent() -> None:
    rows = tables()["typos"]["confusions"]
    assert len(rows) > 300
    wrongs = [row["wrong"] for row in rows]
    assert len(set(wrongs)) == len(wrongs)
    assert all(row["wrong"] != row["right"] for row in rows)


@settings(max_examples=150)
@given(st.text(alphabet="工作的了𠮷对", max_size=30), st.integers(1, 4), st.integers(1, 3))
def test_lags_find_what_a_plain_comparison_finds(text: str, distance: int, length: int) -> None:
    plain = [
        at
        for at in range(len(text) - distance - length + 1)
        if text[at : at + length] == text[at + distance : at + distance + length]
    ]
    assert list(_Lags(text, 0, len(text)).equal_at(distance, length)) == plain
    assert list(_Lags(text, 3, 12).equal_at(distance, length)) == [at for at in plain if 3 <= at < 12]


@settings(max_examples=100)
@given(st.text(alphabet="对的工作布署目录梳理任务完成，。\n", max_size=60))
def test_a_long_text_looked_through_by_the_piece_gives_the_same(body: str) -> None:
    at_once = detect(Y, bare(body))
    with pytest.MonkeyPatch.context() as patch:
        for room in (typos_repeats, wording):
            patch.setattr(room, "PIECE", 17)
        assert detect(Y, bare(body)) == at_once


@settings(max_examples=100)
@given(st.text(alphabet="，。、；：“”的对工作100%年2023单位 \n", max_size=60))
def test_any_text_gives_proper_ranges(body: str) -> None:
    report = bare(body)
    check_ranges(report, detect(Y, report).defects)


@pytest.mark.parametrize("text", TEXTS)
def test_clean_reports_have_no_slip(text: str) -> None:
    assert detect(Y, whole(text)).defects == ()
