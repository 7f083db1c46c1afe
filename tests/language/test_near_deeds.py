"""Sentences that come near to telling a deed, each beside one that tells it."""

from __future__ import annotations

import pytest

from checker.model import Kind
from tests.judging import coverage

# (criterion, who reports, tells no deed, tells it)
_PAIRS: list[tuple[str, Kind, str, str]] = [
    # nothing but how hard one tries and what for
    (
        "disputes.publicity",
        "county",
        "深入开展法治宣传教育，大力弘扬法治精神，努力营造尊法学法守法用法的浓厚氛围。",
        "深入开展“法律进乡村”活动，营造尊法学法守法用法的浓厚氛围。",
    ),
    (
        "oversight.openness",
        "township",
        "健全党务、政务公开制度，扎实做好信息公开工作，自觉接受群众监督。",
        "健全党务、政务公开制度，自觉接受群众监督，全年公开信息320条。",
    ),
    (
        "leadership.party",
        "county",
        "切实加强党对法治政府建设的领导，充分发挥依法治县委员会作用，确保各项任务落实。",
        "切实加强党对法治政府建设的领导，依法治县委员会召开会议2次，确保各项任务落实。",
    ),
    (
        "function.business-environment",
        "city",
        "持续推进权责清单制度，围绕规范权力运行、转变政府职能、优化营商环境的目标，涉及行政职权事项3437项。",
        "围绕打造一流营商环境目标，推出惠企措施46条。",
    ),
    # praise, and what is around it
    (
        "disputes.petitions",
        "county",
        "信访工作切实加强，来信来访秩序总体平稳。",
        "信访工作切实加强，化解信访积案12件。",
    ),
    (
        "duty.law-lectures",
        "city",
        "领导干部学法的积极性、主动性明显提高，化解矛盾靠法的氛围日益浓厚。",
        "领导干部学法的积极性、主动性明显提高，政府常务会会前学法6次。",
    ),
    (
        "oversight.audit",
        "county",
        "审计“经济体检”的作用日益受到看重，屡审屡犯问题整改将作为下一年督查重点。",
        "审计“经济体检”的作用日益受到看重，屡审屡犯问题已整改23个。",
    ),
    (
        "disputes.appearance",
        "county",
        "全区一审行政诉讼案件207件，败诉率7.4%，行政机关负责人出庭应诉工作保持良好态势。",
        "全区一审行政诉讼案件207件，行政机关负责人出庭应诉工作保持良好态势，出庭率96%。",
    ),
    (
        "enforcement.leniency",
        "county",
        "努力让每一次执法既有力度、更有温度。",
        "对首违轻微的不予处罚31件，努力让执法更有温度。",
    ),
    # put off, waited for, still to be joined, late
    (
        "capacity.training",
        "county",
        "全局法治培训两次改期，到年底仍未办成。",
        "全局法治培训两次改期，6月办成，参训230人。",
    ),
    (
        "disputes.legal-services",
        "county",
        "区法律援助中心在街道设点的牌子做好了，等装修完便可挂出。",
        "区法律援助中心在街道设点，装修完就挂了牌，受理援助申请64件。",
    ),
    (
        "digital.government",
        "city",
        "省一体化行政执法平台6月上线，试点地区执法数据实现一网汇聚，我市争取明年三季度接入。",
        "省一体化行政执法平台6月上线，我市已全部接入，录入案件2100件。",
    ),
    (
        "enforcement.reform",
        "county",
        "镇级赋权，市里圈定53项，我县拟于2024年上半年承接。",
        "镇级赋权，市里圈定53项，我县6月全部下放到镇。",
    ),
    (
        "oversight.openness",
        "township",
        "低保的名单，去年有两个季度贴出去迟了一个多月。",
        "低保的名单每季度按时张贴，全年公开政务信息84条。",
    ),
    (
        "duty.assessment",
        "county",
        "把依法行政列入乡镇高质量发展考核的建议，已送县考核办研究，年内未获采纳。",
        "把依法行政列入乡镇高质量发展考核，占4分。",
    ),
    # too few, a lesson, no exception
    (
        "decision.counsel",
        "county",
        "鼓励乡镇聘请法律顾问，截至年底仅4个乡镇签订了服务合同。",
        "鼓励乡镇聘请法律顾问，截至年底14个乡镇全部签订了服务合同。",
    ),
    (
        "decision.legality",
        "city",
        "政府合同动辄关系数亿元资金，先签约后审查的教训值得汲取。",
        "政府合同先审查后签约，全年审查212份。",
    ),
    # demanded, not done
    (
        "enforcement.reform",
        "county",
        "执法力量下沉、职权下放，要充分考虑镇街接不接得住、用不用得好，不能一放了之。",
        "执法力量下沉、职权下放，镇街承接事项96项。",
    ),
    (
        "enforcement.personnel",
        "county",
        "新招录的42名执法人员须抓紧报名参加资格考试，决不允许无证上岗。",
        "新招录的42名执法人员参加了资格考试，39名取得执法证。",
    ),
    (
        "disputes.petitions",
        "county",
        "初信初访，谁首接谁兜底，决不能把“小麻烦”拖成“老大难”。",
        "初信初访办结312件，决不让“小麻烦”拖成“老大难”。",
    ),
    # whose act it is
    (
        "digital.government",
        "township",
        "县大数据中心在全县推广“村村享”一体化平台，实现证明材料线上开具、部门数据共享。",
        "在全镇推广“村村享”一体化平台，全年线上开具证明2100件。",
    ),
    (
        "leadership.inspection",
        "county",
        "市委依法治市办今年对4个县区进行督察，我县未被抽中，但问题清单已转发。",
        "市委依法治市办今年到我县督察，反馈问题8个，已整改7个。",
    ),
    (
        "enforcement.three-systems",
        "township",
        "关于行政执法公示、执法全过程记录和重大执法决定法制审核，区里10月组织观摩，街道回来后传达了观摩体会。",
        "行政执法公示、执法全过程记录和重大执法决定法制审核全面落实，区里10月组织观摩。",
    ),
]


@pytest.mark.parametrize(("criterion", "kind", "near", "deed"), _PAIRS, ids=[f"{c}-{n[:8]}" for c, _, n, _ in _PAIRS])
def test_what_comes_near_is_no_deed(criterion: str, kind: Kind, near: str, deed: str) -> None:
    assert (coverage(criterion, near, kind=kind), coverage(criterion, deed, kind=kind)) == ("partial", "full")


@pytest.mark.parametrize(
    ("criterion", "kind", "deed", "near"),
    [
        (
            "decision.procedure",
            "county",
            "停车收费方案先后经过听证、专家论证和风险评估，县政府常务会议集体讨论后决定暂缓实施。",
            "停车收费方案的听证、专家论证和风险评估暂缓实施。",
        ),
        (
            "leadership.inspection",
            "city",
            "省委依法治省办对各市开展了法治督察，指出了我市存在的执法力量不足等问题。",
            "省委依法治省办对各市开展了法治督察，指出了执法力量不足等问题。",
        ),
        (
            "norms.review",
            "county",
            "发布行政规范性文件7件，没有一件绕开审核关。",
            "发布行政规范性文件7件，没有一件经过审核。",
        ),
        (
            "duty.law-lectures",
            "department",
            "党组中心组原定学法5次，因抗疫并减为4次，没有用书面传阅凑数。",
            "党组中心组原定学法5次，因抗疫没有办成。",
        ),
        (
            "capacity.training",
            "county",
            "原定6月举办的法治专题研讨班改为视频形式，县处级干部310人参加，9名考试未达标的参加了补训。",
            "原定6月举办的法治专题研讨班没有办成。",
        ),
        (
            "function.power-list",
            "township",
            "权责清单按县里要求公布在镇政务公开栏，共列93项。",
            "县里要求把权责清单公布在镇政务公开栏。",
        ),
        (
            "enforcement.leniency",
            "county",
            "首次占道的不急于开罚单，发放《提醒告知书》417份。",
            "组织学习《提醒告知书》的写法。",
        ),
        (
            "leadership.demonstration",
            "county",
            "省级法治政府建设示范县创建顺利通过实地评估。",
            "省级法治政府建设示范县由省里评定。",
        ),
        (
            "enforcement.personnel",
            "township",
            "县政府赋予我乡行政处罚事项38项，乡综合行政执法办公室7月挂牌，其中2人通过了执法资格考试。",
            "县政府组织执法资格考试，2人通过了考试。",
        ),
        (
            "disputes.petitions",
            "county",
            "初信初访办结312件，决不让“小麻烦”拖成“老大难”。",
            "初信初访决不让“小麻烦”拖成“老大难”。",
        ),
    ],
)
def test_what_came_of_it_in_the_end_counts(criterion: str, kind: Kind, deed: str, near: str) -> None:
    assert coverage(criterion, deed, kind=kind) == "full"
    assert coverage(criterion, near, kind=kind) != "full"


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        ("duty.accounting", "15名镇、部门主要负责人书面述法，其中3人述法材料避重就轻，退回重写。"),
        ("decision.legality", "提交常务会议的12项重大事项会前均经司法局合法性审查，3项因依据不足暂缓上会。"),
    ],
)
def test_what_is_said_of_some_leaves_the_deed_standing(criterion: str, text: str) -> None:
    assert coverage(criterion, text) == "full"


@pytest.mark.parametrize(
    ("criterion", "deed", "near"),
    [
        (
            "oversight.judicial",
            "县检察院就餐饮平台未公示商户许可信息发来检察建议1件，我县约谈平台2家并按期回复。",
            "县检察院发来的检察建议未按期回复。",
        ),
        (
            "enforcement.discretion",
            "对裁量权基准中过于宽泛的档次作了细化，形成图表式手册发给每个执法中队。",
            "裁量权基准中部分档次过于宽泛。",
        ),
        ("enforcement.discretion", "裁量基准不统一的问题得到解决。", "裁量基准不统一的问题需要逐步解决。"),
        (
            "duty.agenda",
            "镇党委会议两次听取法治政府建设汇报，对存在问题和薄弱环节进行研究分析，部署任务12项。",
            "镇党委会议研究法治建设工作不够，存在问题较多。",
        ),
        (
            "enforcement.three-systems",
            "执法公示、全过程记录、法制审核中的问题已经整改，公示执法信息1200条，记录340次，审核92件。",
            "行政执法公示、全过程记录、法制审核落实不到位的问题应尽快整改。",
        ),
    ],
)
def test_what_advice_and_amendments_are_about_is_not_what_is_lacking(criterion: str, deed: str, near: str) -> None:
    assert coverage(criterion, deed) == "full"
    assert coverage(criterion, near) == "partial"
