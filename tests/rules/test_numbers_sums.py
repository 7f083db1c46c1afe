"""numbers.sums: only what is declared exhaustive is held to its sum."""

from __future__ import annotations

import pytest

from tests.facts.helpers import defects, detect, quotes

NAME = "numbers.sums"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("办理建议64件、提案87件，共计161件。", "64＋87＝151"),
        ("供养1138人，其中集中供养176人、分散供养952人。", "176＋952＝1128"),
        ("新增企业820户、个体户1960户，合计2870户。", "820＋1960＝2780"),
        ("建议64件、提案87件，161件均按期办结。", "64＋87＝151"),
        ("清理文件90件，继续有效60件、修改5件、废止35件。", "60＋5＋35＝100"),
        ("评查案卷120卷，优秀40卷、合格70卷、不合格5卷。", "40＋70＋5＝115"),
        ("收集诉求300条，办结280条，另有15条正在协调。", "280＋15＝295"),
        ("查处案件48件，其中适用普通程序52件。", "其中一项为52件"),
        ("审核文件5894件，其中省级612件、市级1743件、县级3519件。", "612＋1743＋3519＝5874"),
        ("查处案件48件，其中简易程序30件、普通程序28件。", "30＋28＝58"),
        ("设调解组织12个（其中镇级1个，村级15个）。", "其中一项为15个"),
        ("全年立案50件：占道经营20件、油烟扰民18件。", "20＋18＝38"),
        ("划转城管（19项）、住建（6项）、农业（4项）等3个领域的39项处罚权。", "19＋6＋4＝29"),
        ("上年结转12件，新收130件，审结118件，结转下年14件。", "142"),
        ("受理80件，加上年结转11件，共97件。", "80＋11＝91"),
        ("全年受理案件80件，审结95件。", "多于受理80"),
        ("审结79件，其中维持31件、驳回12件、撤销和确认违法9件、调解和解终止25件。", "31＋12＋9＋25＝77"),
        ("处罚312件，罚款2846万元，其中大气类108件、水类176件、其他类26件。", "108＋176＋26＝310"),
        ("法律审查412件，其中文件类203件、合同类146件、答复类53件。", "203＋146＋53＝402"),
        ("受理627件，化解619件，化解率98.7%；其中婚姻192件、邻里201件、其他244件。", "192＋201＋244＝637"),
        ("受理627件，化解619件。其中婚姻192件、邻里201件、其他244件。", "192＋201＋244＝637"),
        ("查处案件57件，其中民事类30件，刑事类17件，行政类11件。", "30＋17＋11＝58"),
        ("办理建议86件，提案132件，办复率均为100%，其中已解决的245件。", "其中一项为245件"),
        ("受理92件，审结84件，其中维持39件、纠错11件、驳回9件、终止27件。", "39＋11＋9＋27＝86"),
    ],
)
def test_what_does_not_add_up(text: str, shown: str) -> None:
    (defect,) = defects(NAME, text)
    assert shown in defect.message
    assert "请核对" in defect.message
    assert not defect.grave


@pytest.mark.parametrize(
    "text",
    [
        "受理案件100件，其中处罚类30件、许可类20件。",  # 其中 is not all
        "确认违法和责令履行合计74件，驳回42件，终止112件。",  # the total is of what stands before it
        "办理建议86件，提案132件，办复率均为100%，其中已解决的145件。",  # of both together
        "办理建议86件、提案132件，全部答复，其中已解决的145件。",
        "查处案件57件，其中罚款30件，移送公安17件，办理行政复议案件60件。",  # another matter begins at the comma
        "受理案件100件，办结98件。其中处罚类30件、许可类20件、确认类48件。",  # nor in a sentence of its own
        "受理627件，化解619件。\n\n其中婚姻192件、邻里201件、其他244件。",  # another paragraph
        "办件7246件，其中线上4000件、线下2000件。",  # nor the two ways, so far off
        "修订预案26部，新编3部，年末共37部。",  # with what was there before
        "权责事项划掉131项、添上58项，眼下共4016项。",
        "合同41份，除3份水电合同外均经审查，未采纳意见的0份。",  # told apart by 除
        "审核文件9件，废止、宣布失效14件，继续有效38件。",  # of another total
        "接收移交案件600起，作出处罚决定450起，申请强制执行50起，移送10起。",
        "收到申请91件，受理73件，不予受理6件。",  # some were withdrawn
        "处罚310件，罚款2846万元，其中大气类108件、水类176件、其他类26件。",  # makes 310
        "法律审查412件，其中文件类203件、合同类46件、答复类53件。",  # far from all
        "入学两件事办件量分别为3418件、6902件。",  # two things, not a total
        "培训骨干80人，其中女性45人、党员52人。",  # the same people twice
        "审结79件，其中维持31件、驳回12件、撤销9件。",  # nothing of those that were settled
        "审结79件，其中维持11件、驳回2件、撤销9件、终止5件。",  # far from all
        "审结77件，其中维持31件、驳回12件、撤销和确认违法9件、调解和解终止25件。",  # makes 77
        "协管员19人，其中12人领取执法证，另有3人已报名。",
        "制定文件4件，其中2件退回修改后才印发，4件均已备案。",
        "召开会议5次，发文12次、督查8次、通报6次。",  # not parts of it
        "审查文件137件，登记编号135件。",
        "讲座3场、培训5场等活动共计20场。",
        "召开常委会会议3次、协调小组会议11次，研究事项40余项。",
        "全年受理案件80件，审结95件（含上年结转20件）。",
        "受理复议申请100件，审结120件，含历年积案。",
        "收到338件，受理301件，审结296件（含2023年结转19件），调解118件，占39.9%，纠错21件，占7.1%，其余24件在审。",
        "赋权42项（其中某镇为经济发达镇，2012年成立执法局，赋权877项）。",
        "建议64件，比上年的58件多6件，共计办理127件。",
        "审查文件15件，其他文件145件。",
        "4个中心镇赋权执法，其余13个乡镇派驻中队。",  # 中 of a word, not 其中
        "3家中小企业获得贷款，其余5家正在办理。",
        "审核文件5894件，其中省级612件、市级1743件、县级3419件。",  # two in a hundred short: others may be left out
        "受理627件，化解619件，化解率98.7%；其中婚姻92件、邻里101件、其他44件。",  # of something else
        "受理627件，化解619件，化解率98.7%；其中婚姻192件、邻里201件、其他234件。",  # makes 627
    ],
)
def test_what_is_not_declared_exhaustive(text: str) -> None:
    assert quotes(NAME, text) == []


@pytest.mark.parametrize(
    ("text", "verified"),
    [
        ("办理建议64件、提案87件，共计151件。", "办理建议64件、提案87件，共计151件"),
        ("文件46件决定保留25件，废止17件，4件予以修改。", "文件46件决定保留25件，废止17件，4件"),
        (
            "拆违46处、5200平方米，其中住宅31处、养殖棚9处、广告牌6处。",
            "拆违46处、5200平方米，其中住宅31处、养殖棚9处、广告牌6处",
        ),
        ("低保7246户，其中城市812户、农村6434户。", "低保7246户，其中城市812户、农村6434户"),
        ("立案387件，其中占道168件，油烟94件，其他125件。", "立案387件，其中占道168件，油烟94件，其他125件"),
        ("审计查出问题203个，整改196个，其余7个。", "审计查出问题203个，整改196个，其余7个"),
        (
            "排查纠纷286件，调解279件。其中邻里121件、物业94件、劳动38件、其他33件。",
            "其中邻里121件、物业94件、劳动38件、其他33件",
        ),
        (
            "划转城管（19项）、住建（6项）、农业（4项）等3个领域的29项处罚权。",
            "划转城管（19项）、住建（6项）、农业（4项）等3个领域的29项",
        ),
        (
            "排查纠纷186件，化解179件，其中婚姻52件、邻里63件、土地71件。",
            "排查纠纷186件，化解179件，其中婚姻52件、邻里63件、土地71件",
        ),
        (
            "查处案件58件，其中民事类30件，刑事类17件，行政类11件。",
            "查处案件58件，其中民事类30件，刑事类17件，行政类11件",
        ),
    ],
)
def test_what_adds_up_is_remembered(text: str, verified: str) -> None:
    found = detect(NAME, text)
    assert found.defects == ()
    assert found.examined == 1
    assert text[found.verified[0][0] : found.verified[0][1]] in verified


def test_flows_over_two_sentences() -> None:
    text = "新收214件，加上年结转11件，审结206件。年末未结19件。"
    assert detect(NAME, text).verified != ()
    assert len(defects(NAME, text.replace("19", "29"))) == 1


def test_the_same_measure_told_twice() -> None:
    text = "全县持证行政执法人员1163人。" + "依法开展各项工作，取得良好成效。" * 3 + "全县持证行政执法人员1136人。"
    (defect,) = defects(NAME, text)
    assert text[defect.start : defect.end] == "全县持证行政执法人员1136人"
    assert "1163人" in defect.message
    assert quotes(NAME, text.replace("1136", "1163")) == []


def test_nothing_of_the_kind() -> None:
    assert detect(NAME, "开展培训3期，参训460人次。").examined == 0
    assert detect(NAME, "完成上线事项220项，其中网办事项220项。").examined == 0


class TestListsOfParts:
    """Where a list of parts has no total of its own, parts of parts, and some in both."""

    def test_the_first_of_a_list_is_not_the_total_of_the_others(self) -> None:
        text = "全年立案3864宗。其中，市容类1920宗，市政类486宗，园林类112宗，规划类731宗，其他615宗。"
        assert quotes(NAME, text) == []
        (defect,) = defects(NAME, text.replace("615", "635"))
        assert "1920＋486＋112＋731＋635＝3884，文中总数为3864宗" in defect.message

    def test_parts_of_a_part_stand_in_its_bracket(self) -> None:
        assert quotes(NAME, "立案49件，其中处罚19件（简易程序13件，其他6件），检查20件，其他10件。") == []
        assert quotes(NAME, "立案49件，其中处罚19件（简易程序4件，其他6件）。") == [
            "其中处罚19件（简易程序4件，其他6件"
        ]

    def test_a_list_of_something_else_is_no_list_of_parts(self) -> None:
        assert (
            quotes(
                NAME,
                "新收申请338件，受理301件，审结296件（含上年结转19件），调解118件，占39.9%，责令履行21件，占7.1%，其余24件在审。",
            )
            == []
        )

    @pytest.mark.parametrize(
        "behind",
        [
            "（同时受两种处分的6人）",
            "（6人既受党纪处分又受政务处分）",
            "，两处分兼有的6人",
            "（两类重复6人）",
            "（其中6人为共同被告）",
            "，同时给予党纪政务处分6人",
        ],
    )
    def test_what_says_that_some_are_in_both(self, behind: str) -> None:
        assert quotes(NAME, f"给予处分109人，其中党纪处分84人、政务处分31人{behind}。") == []

    @pytest.mark.parametrize("behind", ["", "（均已执行）", "。同时受理举报6件", "，同时开展警示教育6场"])
    def test_without_it_the_parts_are_too_many(self, behind: str) -> None:
        text = "给予处分109人，其中党纪处分84人、政务处分31人"
        assert quotes(NAME, f"{text}{behind}。") == [text]

    def test_a_bracket_that_is_closed_opens_no_list(self) -> None:
        assert quotes(NAME, "全县216个行政村（社区），建成公共法律服务站17个、室216个。") == []
        assert quotes(NAME, "建成服务站点216个（站17个、室216个）。") == ["建成服务站点216个（站17个、室216个"]

    def test_what_a_share_is_of_is_no_total(self) -> None:
        assert quotes(NAME, "检查1203家，占应检企业2406家的50%，合格1180家、不合格23家。") == []
        assert quotes(NAME, "检查1203家，合格1180家、不合格25家。") == ["检查1203家，合格1180家、不合格25家"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("建议23件：主办11件、协办9件。", "建议23件：主办14件、协办9件。"),
        ("参训1042人，其中男731人、女301人。", "参训1042人，其中男731人、女311人。"),
        ("宣判12件，胜诉11件，败诉2件。", "宣判14件，胜诉11件，败诉2件。"),
        (
            "收到申请152件，其中受理131件、不予受理14件、申请人自行撤回5件。",
            "收到申请150件，其中受理131件、不予受理14件、申请人自行撤回5件。",
        ),
    ],
)
def test_classes_that_are_all_there_is(wrong: str, right: str) -> None:
    assert quotes(NAME, wrong) == [wrong[:-1]]
    assert quotes(NAME, right) == []
