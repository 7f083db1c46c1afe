"""Praise taken back, plans told behind their matter, what is demanded by a notice: both sides of each."""

from __future__ import annotations

import pytest

from tests.language.test_assertion import assertion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("负责人出庭应诉情况较上年有明显好转，但离应出尽出的要求仍有差距。", "lacking"),
        ("负责人出庭应诉情况较上年有明显好转，全年出庭34件，出庭率100%。", "done"),
        ("执法公示虽已全面部署，但录入不及时的现象仍然存在。", "lacking"),
        ("执法公示虽已全面完成，但录入不及时的现象仍然存在。", "done"),
        ("部分执法单位的裁量权基准未能随新修订的《行政处罚法》及时调整。", "lacking"),
        ("裁量权基准随新修订的《行政处罚法》及时调整，印发37项。", "done"),
        ("述法权责清单停在划转之前，至今未按新的“三定”更新。", "lacking"),
        ("案卷评查只做了半截，评查通报到年底没有印发。", "lacking"),
        ("案卷评查全年做了两轮，印发通报2期。", "done"),
        ("持证人员偏少，离执法培训全覆盖还有不小差距。", "lacking"),
        ("规范性文件漏送审查的情况仍偶有发生。", "lacking"),
        ("案卷评查推迟到2024年。", "lacking"),
        ("案卷评查不走形式，抽查120卷。", "done"),
    ],
)
def test_a_turn_takes_back_what_is_no_deed(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县执法培训考试将在省里统一部署后组织。", "planned"),
        ("全县执法培训考试在省里统一部署后组织，参加214人。", "done"),
        ("我县将抓住这一契机，推动执法公示、述法常态化。", "planned"),
        ("我县抓住这一契机，建成执法公示平台。", "done"),
        ("我县将执法公示结果向社会公开，全年326条。", "done"),
        ("我县将整改情况和案卷评查结果通报各单位3次。", "done"),
        ("我县将由县司法局组织案卷评查。", "planned"),
    ],
)
def test_what_will_be_done_is_told_from_what_is_disposed_of(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各部门主要负责人每半年至少应听取一次述法汇报。", "demanded"),
        ("主要负责人全年听取述法汇报2次。", "done"),
        ("裁量权基准方面，县政府办公室印发通知，要求各部门抓紧承接省级基准。", "demanded"),
        ("裁量权基准方面，县政府办公室印发通知，公布细化基准1200项。", "done"),
    ],
)
def test_a_demand_is_no_deed_whoever_issued_it(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8月，市委依法治市办对我县开展了法治督察，反馈问题17个。", "done"),
        ("8月，市委依法治市办对全市各县开展了法治督察，反馈问题17个。", "elsewhere"),
        ("8月，市委依法治市办对我市各县开展了法治督察，反馈问题17个。", "elsewhere"),
        ("市检察院就行政诉讼等制发检察建议3件，均在两个月内回复。", "done"),
        ("市检察院就行政诉讼等制发检察建议3件，推动行业整治。", "elsewhere"),
        ("市检察院就行政诉讼等制发检察建议3件，将按期回复。", "elsewhere"),
    ],
)
def test_what_is_done_to_the_reporter_or_answered_by_it_is_its_own(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以本局为被告的行政诉讼案件，全年未发生。", "done"),
        ("行政诉讼案件全年没有一件。", "done"),
        ("行政诉讼案件，截至12月底为零。", "done"),
        ("行政诉讼台账，全年没有建立。", "lacking"),
        ("负责人出庭应诉，全年没有。", "lacking"),
        ("行政规范性文件，全年一件未发。", "done"),
        ("规范性文件清理，全年没有开展。", "lacking"),
        ("规范性文件配套方案没有制定。", "lacking"),
    ],
)
def test_that_nothing_happened_may_be_told_with_its_topic_first(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省生态环境厅将许可事项委托下级实施，大幅压减案卷评查次数。", "elsewhere"),
        ("省生态环境厅将许可事项委托下级实施，我县压减案卷评查次数。", "done"),
        ("县生态环境局将许可事项委托各镇实施，大幅压减案卷评查次数。", "done"),
        ("年底述职，除局长一并述法外，其他成员均未提交报告。", "done"),
        ("年底述职，其他成员均未提交述法报告。", "lacking"),
        ("涉企案卷评查要先到县优化办备案，全年检查次数减少三成。", "done"),
        ("涉企案卷评查要先到县优化办备案，严控检查次数。", "demanded"),
        ("严格落实述法要求，各部门年终要把抓法治的情况写进报告。", "demanded"),
        ("拟罚款5万元以上的案子，先由法制机构审核，执法公示后归档。", "done"),
        ("拟建立执法公示平台，公示后归档。", "planned"),
    ],
)
def test_who_did_it_and_whether_it_was_done(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要求各部门全年组织案卷评查2次。", "demanded"),
        ("印发通知，要求各单位12月底前完成案卷评查120卷。", "demanded"),
        ("各执法单位要开展执法培训4期以上。", "demanded"),
        ("倡导各单位开展执法培训，每季度1次。", "demanded"),
        ("各执法单位应评查的案卷评查案卷120卷，实际评查120卷。", "done"),
        ("各执法单位均开展执法培训4期以上。", "done"),
        ("按照要求组织案卷评查2次。", "done"),
    ],
)
def test_a_figure_does_not_make_a_demand_a_deed(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年的目标任务是组织案卷评查2次。", "planned"),
        ("目标任务是组织案卷评查2次，实际完成3次。", "done"),
        ("准备组织案卷评查2次。", "planned"),
        ("准备工作扎实，组织案卷评查2次。", "done"),
        ("组织案卷评查2次，已列入2024年计划。", "planned"),
        ("组织案卷评查2次，列入2023年计划。", "done"),
        ("组织案卷评查2次，预计2024年完成。", "planned"),
        ("组织案卷评查2次，其余预计2024年完成。", "done"),
        ("省里要求组织案卷评查2次。", "demanded"),
        ("按照省里要求组织案卷评查2次。", "done"),
        ("考核办法规定，各单位组织案卷评查2次。", "demanded"),
        ("印发考核办法明确各单位案卷评查2次。", "done"),
        ("上级要求，我县组织案卷评查2次。", "done"),
        ("由市里统一组织案卷评查2次。", "elsewhere"),
        ("由县里统一组织案卷评查2次。", "done"),
        ("省级层面组织案卷评查2次。", "elsewhere"),
        ("兄弟县组织案卷评查2次。", "elsewhere"),
        ("考察外地组织案卷评查的经验3次。", "elsewhere"),
        ("组织案卷评查2次，但进展缓慢。", "lacking"),
        ("组织案卷评查2次，没有做到位。", "lacking"),
        ("组织案卷评查2次，发现文书不到位问题30处。", "done"),
    ],
)
def test_figures_do_not_hide_what_a_sentence_says(text: str, expected: str) -> None:
    assert assertion(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("考核分量省里有下限，案卷评查细则还在同组织部门衔接。", "planned"),
        ("案卷评查细则同组织部门衔接后印发，评查120卷。", "done"),
        ("执法公示平台走完了招标程序，尚没有上线。", "planned"),
        ("执法公示平台一期上线，公示326条，二期尚没有上线。", "done"),
        ("述法稿已经成形，等候通知。", "planned"),
        ("本局的案卷评查排在2024年。", "planned"),
        ("原定下半年集中开展案卷评查，四季度改由各单位自行抽评。", "lacking"),
        ("原定2次的案卷评查增至3次，评查120卷。", "done"),
        ("行政执法三项制度要求市县两级执法单位一个不漏落实到位。", "demanded"),
        ("每个部门都应开展执法培训。", "demanded"),
        ("由县委编办统一编制执法公示清单。", "done"),
        ("由市委编办统一编制执法公示清单。", "elsewhere"),
        ("三项制度在墙上齐全，落到案子里还打着折扣。", "lacking"),
    ],
)
def test_what_waits_was_put_off_or_is_asked_of_others(text: str, expected: str) -> None:
    assert assertion(text) == expected
