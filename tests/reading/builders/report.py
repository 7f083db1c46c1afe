"""The source of the format matrix: one report in our own words, as a list of parts.

The county, its figures and its bodies are invented. Numbers are kept apart from their headings, so
that one builder can type them and another can leave them to automatic numbering.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartKind = Literal["title", "addressee", "text", "h1", "h2", "h3", "table", "signature"]


@dataclass(frozen=True, slots=True)
class Part:
    """``number`` is the typed number of a heading; ``rows`` the cells of a table."""

    kind: PartKind
    text: str = ""
    number: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


TITLE = "青禾县人民政府2023年度法治政府建设情况报告"
PARTS: tuple[Part, ...] = (
    Part("title", TITLE),
    Part("addressee", "云岭市人民政府："),
    Part(
        "text",
        "2023年，青禾县人民政府在县委领导下围绕中心工作推进依法行政，把法治政府建设同全县重点任务一并部署、一并检查。"
        "现将有关情况报告如下。",
    ),
    Part("h1", "年度工作开展情况", "一、"),
    Part("h2", "加强组织领导和统筹部署", "（一）"),
    Part(
        "text",
        "县政府党组把习近平法治思想列为理论学习中心组的必学内容，全年组织集体学法4次，参加领导干部260余人次。"
        "县委全面依法治县委员会召开全体会议2次，审议通过年度工作要点和任务清单，逐项明确牵头单位和完成时限。"
        "把法治建设成效纳入对乡镇和部门的年度绩效考核，组织12个乡镇、28个部门的主要负责人在年终述职时一并述法。"
        "5月对9个单位开展法治政府建设督察，指出问题31个，全部整改到位。"
        "上一年度法治政府建设情况已按时向县委和县人大常委会报告，并在县政府门户网站公开。",
    ),
    Part("h2", "健全依法决策机制", "（二）"),
    Part(
        "text",
        "印发年度重大行政决策事项目录，列入目录的3件事项全部履行公众参与、专家论证、风险评估、合法性审查和集体讨论决定程序。"
        "审查规范性文件草案17件，提出修改意见58条，向市政府和县人大常委会报送备案12件；清理现行规范性文件92件，废止11件。"
        "聘请法律顾问7名，出具书面意见43份。",
    ),
    Part("h2", "严格规范公正文明执法", "（三）"),
    Part("h3", "落实执法三项制度。", "1."),
    Part(
        "text",
        "全县28个执法单位公开执法事项1436项，配备执法记录仪315台，重大执法决定经法制审核214件。",
    ),
    Part("h3", "开展执法监督检查。", "2."),
    Part(
        "text",
        "抽查行政处罚、行政许可案卷180份，发现问题66处，逐一发出整改通知并在年内办结。组织执法人员轮训5期，培训620人。",
    ),
    Part("h3", "完善执法体制和裁量基准。", "3."),
    Part(
        "text",
        "组建乡镇综合行政执法队12支，把78项县级行政处罚权交由乡镇行使；11个执法部门公布行政处罚裁量权基准，"
        "对首次轻微违法且及时改正的96起案件依法不予处罚，向公安机关移送涉嫌犯罪案件5件。"
        "围绕食品安全、安全生产和生态环境开展专项执法行动8次，查处违法案件143件。",
    ),
    Part("h2", "依法化解矛盾纠纷", "（四）"),
    Part(
        "text",
        "县政府收到行政复议申请74件，受理69件，审结63件，其中调解和解结案21件。各部门行政应诉案件32件，"
        "负责人出庭应诉31件，出庭应诉率达93.5%。各级调解组织调处纠纷2185件，调解成功2150件。"
        "依法办理信访事项417件，按期办结率99.5%。三年来的主要数据见下表。",
    ),
    Part(
        "table",
        rows=(
            ("指标", "2021年", "2022年", "2023年"),
            ("行政复议受理数（件）", "47", "58", "69"),
            ("行政应诉案件数（件）", "39", "35", "32"),
            ("规范性文件审查数（件）", "14", "15", "17"),
        ),
    ),
    Part("h2", "优化营商环境", "（五）"),
    Part(
        "text",
        "动态调整县级权责清单，取消和承接事项63项。推行政务服务“一件事”集成办理，36个事项实现一次申请、一窗受理，"
        "平均办理时限压缩四成。开展涉企收费和行政检查专项清理，取消重复检查项目19个；"
        "对42份涉企政策措施草案进行公平竞争审查，纠正限制性条款5处。"
        "开展跨部门“双随机、一公开”联合抽查27次，检查市场主体880户。",
    ),
    Part("h2", "提升应急处置和数字化水平", "（六）"),
    Part(
        "text",
        "修订县级突发事件应急预案22个，组织防汛、森林防火应急演练35场，全年未发生较大以上生产安全事故。"
        "建成县级政务数据共享平台，归集电子证照41万份，执法办案平台接入单位24个。",
    ),
    Part("h2", "加强监督和普法宣传", "（七）"),
    Part(
        "text",
        "县政府自觉接受人大监督、民主监督，办理人大代表建议88件、政协提案103件，按时答复率均为100%。"
        "支持审计机关依法履职，完成审计项目26个，促进整改问题84个。按期回复司法建议4件、检察建议9件。"
        "主动公开政府信息5120条，受理依申请公开37件，全部依法答复。落实“谁执法谁普法”责任制，举办宪法宣传周等活动76场，"
        "培养乡村“法律明白人”840名，为困难群众办理法律援助案件215件。",
    ),
    Part("h1", "主要负责人履行推进法治建设第一责任人职责情况", "二、"),
    Part(
        "text",
        "县政府主要负责人切实履行推进法治建设第一责任人职责，全年主持召开常务会议研究法治议题6次，"
        "听取专题汇报2次，带头讲法治课1场，对行政复议体制改革等重点工作亲自部署、亲自协调、亲自督办。",
    ),
    Part("h1", "存在的主要问题及原因", "三、"),
    Part(
        "text",
        "对照上级要求，工作中仍有差距：一是个别乡镇法制审核力量薄弱，专职审核人员配备不到位；"
        "二是部分执法人员运用法律解决问题的能力不强，案卷制作还不够规范。究其原因，主要是基层编制紧张，经常性培训的办法不多。",
    ),
    Part("h1", "下一年度工作打算", "四、"),
    Part("h2", "补齐基层力量短板", "（一）"),
    Part(
        "text",
        "2024年，将为12个乡镇各配备不少于2名法制审核人员，建立县级部门与乡镇结对审核的办法，上半年完成首轮轮训。",
    ),
    Part("h2", "提升执法规范化水平", "（二）"),
    Part(
        "text",
        "每季度开展一次案卷评查，评查结果在县政府门户网站公开，并纳入年度考核。推动执法监督平台与各单位办案系统对接，"
        "让每一项执法决定都可查询、可追溯。",
    ),
    Part("h2", "增强普法实际效果", "（三）"),
    Part(
        "text",
        "面向企业经营者、青少年和新就业群体分类制定普法菜单，推动法治宣传进村组、进工地、进校园，全年计划开展活动不少于60场。",
    ),
    Part("text", "特此报告。"),
    Part("signature", "青禾县人民政府"),
    Part("signature", "2024年1月22日"),
)
"""One slip is deliberate: 31 of 32 is not 93.5 %, so that a finding of the number rules can be compared too."""


def lines() -> list[str]:
    """Every paragraph and cell of the report with its number, in reading order."""
    found: list[str] = []
    for part in PARTS:
        if part.kind == "table":
            found.extend(cell for row in part.rows for cell in row)
        else:
            found.append(part.number + part.text)
    return found


def squeezed(text: str) -> str:
    """``text`` without any white space: what must be the same in every format."""
    return "".join(text.split())


EXPECTED = squeezed("".join(lines()))
