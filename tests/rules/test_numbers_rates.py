"""numbers.rates: each rule from both sides, with the exact range and the recomputation shown."""

from __future__ import annotations

import pytest

from tests.facts.helpers import defects, detect, quotes

NAME = "numbers.rates"


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("组织考试，参考250人，合格231人，合格率94.2%。", "参考250人，合格231人，合格率94.2%", "231÷250＝92.4%"),
        ("调解纠纷800件，成功780件，成功率95.7%。", "调解纠纷800件，成功780件，成功率95.7%", "780÷800＝97.5%"),
        (
            "排查纠纷126起，调处成功121起，成功率达98%以上。",
            "排查纠纷126起，调处成功121起，成功率达98%以上",
            "文中成功率为98%以上",
        ),
        (
            "排查纠纷126起，调处成功121起，成功率超过97%。",
            "排查纠纷126起，调处成功121起，成功率超过97%",
            "文中成功率为超过97%",
        ),
        ("共享事项网办率81.2%（150项中123项）。", "共享事项网办率81.2%（150项中123项", "123÷150＝82.0%"),
        ("审结复议案件260件，其中调解65件，占35%。", "审结复议案件260件，其中调解65件，占35%", "65÷260＝25.0%"),
        ("办理360件，比上年的300件增长25%。", "办理360件，比上年的300件增长25%", "增长20.0%"),
        ("2023年立案300件，2024年立案240件，下降30%。", "2023年立案300件，2024年立案240件，下降30%", "下降20.0%"),
        ("事项由160项减至120项，减少45项。", "事项由160项减至120项，减少45项", "相差40项"),
        ("占比由11.4%提高到26.8%，提高14.4个百分点。", "占比由11.4%提高到26.8%，提高14.4个百分点", "相差15.4"),
        ("收到申请418件，比上年增加118件，增长28.3%。", "收到申请418件，比上年增加118件，增长28.3%", "39.3%"),
        ("事项由120项减至160项。", "事项由120项减至160项", "“减至”"),
        (
            "进驻单位36个、事项1208项，其中实行“最多跑一次”的1147项，占进驻事项的95.9%。",
            "事项1208项，其中实行“最多跑一次”的1147项，占进驻事项的95.9%",
            "1147÷1208＝95.0%",
        ),
        # what should be is the whole, whatever the part is called
        (
            "该由负责人出庭的455件，到了398件，出庭率90.5%。",
            "该由负责人出庭的455件，到了398件，出庭率90.5%",
            "398÷455＝87.5%",
        ),
        # 应诉 does not say that all did
        (
            "一审案件47件，负责人出庭应诉45件，出庭应诉率达到100%。",
            "一审案件47件，负责人出庭应诉45件，出庭应诉率达到100%",
            "45÷47＝95.7%",
        ),
        (
            "应当出庭68件，实际出庭66件，出庭应诉率为100%。",
            "应当出庭68件，实际出庭66件，出庭应诉率为100%",
            "66÷68＝97.1%",
        ),
        ("应报备文件9件，实际报备8件，报备率100%。", "应报备文件9件，实际报备8件，报备率100%", "8÷9＝88.9%"),
        # the 45 of another sentence is not the whole
        (
            "维持45件，占55.6%。一审案件47件，出庭应诉45件，出庭应诉率100%。",
            "一审案件47件，出庭应诉45件，出庭应诉率100%",
            "45÷47＝95.7%",
        ),
        ("应参加考试87人，85人一次合格，合格率91.7%。", "应参加考试87人，85人一次合格，合格率91.7%", "85÷87＝97.7%"),
        (
            "受理申请38件，35件按期办结、3件正在审理，按期办结率82.1%。",
            "受理申请38件，35件按期办结、3件正在审理，按期办结率82.1%",
            "35÷38＝92.1%",
        ),
        ("五年办理复议案件90件，其中直接纠错率12.9%。", "五年办理复议案件90件，其中直接纠错率12.9%", "没有整数件数"),
    ],
)
def test_what_does_not_agree(text: str, quote: str, shown: str) -> None:
    (defect,) = defects(NAME, text)
    assert text[defect.start : defect.end] == quote
    assert shown in defect.message
    assert defect.message.endswith("请核对。") or "请核对" in defect.message
    assert not defect.grave


@pytest.mark.parametrize(
    "text",
    [
        "法院通知负责人出庭的17件，出庭17件，出庭率100%。",  # the whole bears the name too
        "开庭95件，出庭60件，出庭率63.1%。",  # cut off
        "该由负责人出庭的455件，到了398件，出庭率87.5%。",  # of what should be, by another word
        "一审案件812件，败诉97件，败诉率11.9%；该由负责人出庭的455件，到了398件，出庭率87.5%。",
        "答复依申请公开7件，12345工单办结率99.6%。",  # of another thing
        "普通程序7318件、简易程序11324件，总量比2022年的20215件减少7.8%。",  # of the whole
        "点位由43处增至71处，办结的案件同比增长137.6%。",  # a change of another thing
        "开庭95件，出庭60件，出庭率63.2%。",  # rounded
        "受理300件，审结260件，其中调解65件，占25%。",  # of those closed
        "受理300件，审结260件，其中调解65件，占受理总数的21.7%。",
        "参加2.83万人，合格2.36万人，合格率83.4%。",  # both figures rounded
        "应由负责人出庭的58件全部出庭，出庭率100%。",
        "参考67人，合格67人，参考率、合格率均为100%。",
        "办理法律援助案件45件，群众满意率98.7%。",  # asked of people, not counted of cases
        "排查纠纷126起，调处成功121起，成功率达96%以上。",
        "排查纠纷126起，调处成功121起，成功率超过95%。",
        "排查纠纷126起，调处成功率达98%以上。",
        "承办政协提案264件，办结率达101.2%。",  # numbers.plausible tells of it
        "新聘调解员12名，调解成功率98.3%。",  # people are no cases
        "受理案件45件，按期办结率约97%。",
        "扫码检查3912次，比上年的6350次下降38.4%。",
        "事项由171项减至132项，减少39项、精简22.8%。",
        "收到申请418件，同比增长39.3%。",
        "县里有党员1200名，参训45名，占在职干部的90%。",  # the base is not told
        "办结1149条，按时办结率99.7%。",
        "代表和委员满意率分别为98.5%、98.3%。",
        "应参加考试的87人，85人一次合格，合格率97.7%。",
        "许可决定203件，重大处罚案件法制审核41件，审核率100%。",  # all of another thing
        "受理申请38件，其中35件按期办结、3件正在审理，按期办结率100%。",  # of those that were due
        "审结307件，准期结案率100%，直接纠错率44.6%，综合纠错率52.4%。",
        "应当出庭68件，实际出庭68件，出庭应诉率为100%。",
        "应当出庭10件，出庭率100%。",
    ],
)
def test_what_agrees_or_cannot_be_judged(text: str) -> None:
    assert quotes(NAME, text) == []


def test_targets_and_plans_are_not_judged() -> None:
    text = "参考250人，合格231人，合格率94.2%。"
    assert detect(NAME, text, role="plan").defects == ()
    assert quotes(NAME, "力争参考250人、合格231人，合格率94.2%。") == []


def test_what_holds_is_remembered() -> None:
    text = "评查案卷240件，评定优秀87件，优秀率36.3%。"
    found = detect(NAME, text)
    assert found.examined == 1
    assert [text[start:end] for start, end in found.verified] == ["评定优秀87件，优秀率36.3%"]


def test_nothing_of_the_kind() -> None:
    assert detect(NAME, "群众满意率98.6%。").examined == 0
    assert detect(NAME, "深入推进依法行政。").examined == 0


def test_offsets_with_half_width_marks_and_separators() -> None:
    text = "全市参考1,480人,通过1,320人,通过率92.3%。"
    assert quotes(NAME, text) == ["全市参考1,480人,通过1,320人,通过率92.3%"]


class TestSeveralClassesMakeARate:
    """撤销, 变更, 确认违法 and 责令 together make 纠错率; 调解 and 撤诉 make 调撤率."""

    @pytest.mark.parametrize(
        ("text", "quote", "shown"),
        [
            (
                "受理49件，审结45件，其中维持20件，撤销、确认违法9件，驳回5件，终止11件，纠错率25%。",
                "审结45件，其中维持20件，撤销、确认违法9件，驳回5件，终止11件，纠错率25%",
                "9÷45＝20.0%",
            ),
            (
                "审结45件，撤销5件、确认违法3件、责令履行1件，直接纠错率22.2%。",
                "审结45件，撤销5件、确认违法3件、责令履行1件，直接纠错率22.2%",
                "5＋3＋1＝9，9÷45＝20.0%",
            ),
            (
                "结案100件，其中调解30件、撤诉10件，调撤率45%。",
                "结案100件，其中调解30件、撤诉10件，调撤率45%",
                "30＋10＝40，40÷100＝40.0%",
            ),
        ],
    )
    def test_wrong(self, text: str, quote: str, shown: str) -> None:
        (defect,) = defects(NAME, text)
        assert (quotes(NAME, text), shown in defect.message) == ([quote], True)

    @pytest.mark.parametrize(
        "text",
        [
            "受理49件，审结45件，其中维持20件，撤销、确认违法9件，驳回5件，终止11件，纠错率20%。",
            "审结45件，撤销5件、确认违法3件、责令履行1件，直接纠错率20%。",
            "结案100件，其中调解30件、撤诉10件，调撤率40%。",
            "结案100件，其中调解30件、撤诉10件，调撤率30%。",  # the first alone may be called so
            "受理49件，审结45件，撤销9件，纠错率18.4%。",  # of what was taken in
            "审结92件，撤销9件、变更1件，调解20件，综合纠错率14.13%。",  # what else counts is not told
            "审结45件，撤销9件，纠错6件，纠错率13.3%。",  # the rate's own count goes first
            "撤销9件，纠错率25%。",  # the whole is not told
        ],
    )
    def test_right_or_not_known(self, text: str) -> None:
        assert defects(NAME, text) == ()


class TestPartsOfOneList:
    """Counts that stand in one list are not of each other, and what was not done is no count of what was."""

    @pytest.mark.parametrize(
        "text",
        [
            "收到意见37条，采纳29条、部分采纳5条、未采纳3条，采纳率91.9%。",
            "收到意见37条，采纳29条、部分采纳5条、未采纳3条，采纳率78.4%。",
            "排查纠纷4867件，其中村级化解3920件、镇级化解712件、县级化解180件，未化解55件，化解率98.9%。",
            "案件306件，其中不予处罚219件、减轻87件，占同期案件总数的8.1%。",
            "收到申请85件，办结80件、未办结5件，办结率94.1%。",
        ],
    )
    def test_right_or_not_known(self, text: str) -> None:
        assert defects(NAME, text) == ()

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            (
                "排查纠纷4867件，其中村级化解3920件、镇级化解712件、县级化解180件，未化解55件，化解率96.9%。",
                "3920＋712＋180＝4812，4812÷4867＝98.9%",
            ),
            ("查处85件，其中刑事25件（占29.4%）、行政10件（占21.8%）。", "10÷85＝11.8%"),
            ("收到申请85件，办结80件、未办结5件，办结率95.1%。", "80÷85＝94.1%"),
        ],
    )
    def test_wrong(self, text: str, shown: str) -> None:
        (defect,) = defects(NAME, text)
        assert shown in defect.message


@pytest.mark.parametrize(
    ("wrong", "shown", "right"),
    [
        ("办结率由12.6%降至10.4%，下降2.2%。", "相差2.2个百分点", "办结率由12.6%降至10.4%，下降2.2个百分点。"),
        ("办结率由12.6%降至10.4%，下降2.2%。", "个百分点", "办结率由12.6%降至10.4%，下降17.5%。"),
        ("保留347项，较上年的358项减少12项。", "相差11项", "保留347项，较上年的358项减少11项。"),
        ("办理1268件，占受理数1186件的93.5%。", "1268÷1186＝106.9%", "办理1109件，占受理数1186件的93.5%。"),
    ],
)
def test_changes_in_points_and_shares_with_their_whole(wrong: str, shown: str, right: str) -> None:
    (defect,) = defects(NAME, wrong)
    assert shown in defect.message
    assert defects(NAME, right) == ()
