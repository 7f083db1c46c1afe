"""What was not done is no evidence, and what only looks like a negation is: both sides."""

from __future__ import annotations

import pytest

from tests.language.test_assertion import assertion


@pytest.mark.parametrize(
    "text",
    [
        # an object behind the verb
        "今年没有开展案卷评查。",
        "本年度未组织案卷评查。",
        "没有按规定逐卷开展案卷评查。",
        "未对新办案件进行案卷评查。",
        "没有任何单位开展案卷评查。",
        "没有按照省厅要求开展任何形式的案卷评查。",
        "无人组织案卷评查。",
        "未制定裁量权基准。",
        "没有法律顾问。",
        "没有一名专职法律顾问。",
        "由于疫情原因未开展案卷评查。",
        "因未开展案卷评查，被市里扣分。",
        "长期没有开展案卷评查。",
        "若干单位没有开展案卷评查。",
        # the topic before it
        "案卷评查没有开展，由县司法局牵头补上。",
        "案卷评查没有开展，要求限期整改。",
        "案卷评查没有开展。",
        "案卷评查一次也没有搞。",
        "案卷评查工作，因机构调整，全年未启动。",
        "案卷评查没有落到实处。",
        "案卷评查一直没人管。",
        "案卷评查毫无进展。",
        "案卷评查无从谈起。",
        "计划评查120卷的案卷评查，年内一卷未评。",
        "应当开展案卷评查，但一直没有落实。",
        "案卷评查因人手紧张搁置。",
        "案卷评查后来被叫停。",
        "案卷评查推迟到下一年。",
        "案卷评查不了了之。",
        "案卷评查形同虚设。",
        "三项制度没有落地，执法公示不更新。",
    ],
)
def test_what_was_not_done_is_lacking(text: str) -> None:
    assert assertion(text) == "lacking"


@pytest.mark.parametrize(
    "text",
    [
        # a bad thing that did not happen
        "案卷评查120卷，未发现不合格案卷。",
        "完成案卷评查120卷，没有一卷被退回。",
        "完成案卷评查，没有走过场。",
        "负责人出庭12件，无一缺席。",
        "完成执法培训考试，无一人缺考。",
        # a fact of the year
        "全年没有制定规范性文件。",
        "全年未办理行政诉讼案件。",
        "本年度无重大行政决策程序事项，未公布案卷评查目录。",
        "案卷评查全部走完，没有一项先斩后奏。",
        # a rule, a condition
        "未经案卷评查的案件不得归档，全年归档120卷。",
        "没有公平竞争审查结论，一律不上会，全年审查12件。",
        # those told apart
        "对未按时报送的3个单位组织案卷评查。",
        "未附公平竞争审查结论的涉企文件，办公室一律不予收文，退回2件。",
        "未整改到位的挂牌督办，完成案卷评查120卷。",
        # denied in turn, or as it used to be
        "没有一个单位不开展案卷评查。",
        "以往没有案卷评查，今年首次评查120卷。",
        "多年来没有案卷评查，今年首次评查120卷。",
        "凡没有案卷评查结论的，一律不归档，全年归档120卷。",
        "没有停留在发文，而是逐卷开展案卷评查。",
        "通过案卷评查发现未公示12件，已整改。",
        # no negation at all
        "依法没收违法所得，完成案卷评查120卷。",
        "引入无人机巡查，完成案卷评查120卷。",
        "走没走程序、留没留痕迹，案卷评查逐卷过问。",
        "轻微违法不予处罚，完成案卷评查120卷。",
    ],
)
def test_what_only_looks_like_it_is_done(text: str) -> None:
    assert assertion(text) in ("done", "ongoing")


def test_an_act_that_was_not_done_speaks_for_nothing_else() -> None:
    assert assertion("法律顾问按月值班，没有开展执法培训。", nth=1) == "lacking"
    assert assertion("执法培训没有开展，法律顾问按月值班。", nth=1) == "ongoing"


def test_a_phrase_told_again_and_again_is_cut_up_once() -> None:
    # took minutes where any number of phrases might stand between negator and verb
    for phrase in ("按要求", "对此", "“一”", "按对要求“一”"):
        # what stands so far from the negator is not governed by it
        assert assertion(f"没有{phrase * 200}案卷评查。") == "done"


def test_the_negation_is_named() -> None:
    from checker.language import read_assertion, scan
    from checker.model import Identity, Known
    from checker.structure.bare import bare_report
    from tests.language.test_assertion import lexicon

    text = "今年没有认真组织案卷评查。"
    report = bare_report(
        text, Identity(kind="county", years=(2023,), issuer=Known("东山县人民政府", "option")), "measures"
    )
    found = scan(report, lexicon())
    ((start, end),) = found.of("matter", "find")
    reading = read_assertion(found, start, end)
    assert (reading.assertion, reading.rule, reading.cue) == ("lacking", "cue", "没有认真组织")


def test_a_negator_looks_no_further_than_any_clause_reaches() -> None:
    from checker.language.negators import negation_at, negators

    view = "甲" * 1000 + "未开展评查" + "乙" * 1000
    (match,) = negators(view, 0, len(view))
    found = negation_at(view, match, 0, len(view))
    assert found is not None
    assert (found.low, found.high) == (800, 1201)
