"""The words the generated reports are made of; all of our own making."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

OFFICES = ("司法局", "市场监督管理局", "生态环境局", "城市管理局", "交通运输局", "教育局", "农业农村局", "水利局")
_ONE = "云岭青松柏安临清永新平兴昌宁丰泰和源江河溪泉石白金银玉龙凤鹤鹿梅兰竹桂枫梧榆槐樟楠桐"
_TWO = "岭川原谷湾浦洲屿埠桥塘坪坝坡垭峪湖潭港津城台山阳阴关口渡墩堡寨营店集沟梁塬淀陂"
_THREE = (
    "晨曙朗澄澈熙蔚岚霁沐汐泓澜漪瀚沁润涵沛淳渊湛湄洵淇漳汶沅沭淦澧滦涞浏涟潇湘瑾瑜璟琪琳珂珑瑶璇琅珺琬琰琥珀玳瑁翡翠钰铭锦钧"
    "铎锐铠镜钟鼎鉴铃铜铁桑柳杏桃梨柿枣榴莲荷菱芦苇蒲艾葵菊萱蕙芷芸茗茶荔萝蓝茵葛藤蔓薇芙蓉蔷榕榆桦杉桉椿楸栗榛槿棠檀柏枫橡橙"
    "柚桔麦稻粟黍稷菽麻棉丝绫罗绮绣缎绸鹰雁鸿鹏鸥鹭鸾凰燕雀莺鹃鸽雕骏骐骥骊驹驰骋驿鲤鲈鳜鲟鳌蛟螭麟豹虎狮象犀貂狐獐麋羚骆驼霞"
    "霄霖霏雪霜露雾虹雷霆电曦旭昊昱晖晟晏晓晗暄暖曜曲阿阔阙陌陇陶隆隐雄雍雅韶颂颖馨鲁麓黎黔黛齐"
)
_NUMERALS = "一二三四五六七八九十"


def coin_place(rng: random.Random) -> str:
    return rng.choice(_ONE) + rng.choice(_THREE) + rng.choice(_TWO)


def share(part: int, whole: int) -> str:
    """A percentage that some whole number of cases really has."""
    return f"{100 * part / whole:.1f}".removesuffix(".0")


def numeral(number: int) -> str:
    if number <= 10:
        return _NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")


# --- matters: (heading, core sentences); {n} a figure, {p} a share, {d} a coined document, {x} a coined name
MATTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "加强党对法治政府建设的领导",
        (
            "召开{x}法治建设推进会{n}次，听取{n}个单位的工作汇报，研究解决{x}等方面的难题{n}个。",
            "把法治政府建设列入年度工作要点，印发{d}，分解任务{n}项并逐季督办。",
        ),
    ),
    (
        "深化行政审批制度改革",
        (
            "推进“放管服”改革，压减{x}领域审批材料{n}份，{n}个事项实现当场办结。",
            "动态调整权责清单，新增{n}项、取消{n}项，{x}窗口全年办件{n}件。",
        ),
    ),
    (
        "持续优化法治化营商环境",
        (
            "为{x}园区{n}家企业开展法治体检，提出整改意见{n}条。",
            "开展公平竞争审查，审查涉企文件{n}件，修改{d}等{n}件。",
        ),
    ),
    (
        "加强行政规范性文件监督管理",
        (
            "全年审核规范性文件{n}件，提出意见{n}条，按规定报备{n}件，清理后废止{d}等{n}件。",
            "对{d}等{n}件规范性文件开展合法性审核，并向上一级备案{n}件。",
        ),
    ),
    (
        "推进科学民主依法决策",
        (
            "公布重大行政决策事项目录，对{x}建设规划等{n}个事项履行公众参与、专家论证、风险评估、合法性审查和集体讨论程序。",
            "法律顾问参与{x}等决策论证{n}次，出具意见书{n}份。",
        ),
    ),
    (
        "严格规范公正文明执法",
        (
            "全面落实行政执法公示、执法全过程记录、重大执法决定法制审核制度，公示执法信息{n}条，法制审核{n}件。",
            "组织{x}专项执法检查{n}次，立案查处{n}件，评查案卷{n}卷。",
        ),
    ),
    (
        "依法预防处置突发事件",
        (
            "修订{d}，开展{x}应急演练{n}场，参加人员{n}人次。",
            "在{x}设立应急物资储备点{n}处，依法处置险情{n}起。",
        ),
    ),
    (
        "有效化解社会矛盾纠纷",
        (
            "{x}调解室等{n}个人民调解组织全年调解纠纷{a}件，成功率{p}%。",
            "在{x}设立联合接访点，办理信访事项{a}件，按期答复率{p}%。",
        ),
    ),
    ("办好行政复议和行政应诉案件", ("",)),
    (
        "加强对行政权力的制约监督",
        (
            "办理人大代表建议{n}件、政协提案{n}件，整改{x}审计问题{n}个。",
            "主动公开政府信息{n}条，办理依申请公开{n}件，涉及{x}的按期答复。",
        ),
    ),
    (
        "提升数字法治政府建设水平",
        (
            "建成{x}数据平台，汇集数据{n}万条，{n}个部门接入共享。",
            "{x}移动执法系统配发终端{n}台，线上办案{n}件。",
        ),
    ),
    (
        "深入开展法治宣传教育",
        (
            "在{x}广场等地开展普法活动{n}场，发放资料{n}份，培养法律明白人{n}名。",
            "落实谁执法谁普法责任制，举办{x}讲堂{n}期，听众{n}人次。",
        ),
    ),
)
_WHO = (
    "{o}会同{x}管理所",
    "{x}工作专班",
    "驻{x}执法中队",
    "{o}牵头的{x}小组",
    "{x}片区各单位",
    "{x}服务站",
    "由{o}抽调的{x}业务骨干",
)
_WHEN = (
    "自{m}月起",
    "{m}月中旬",
    "汛期过后",
    "上半年",
    "用{n}天时间",
    "在{m}月的集中行动里",
    "结合{x}试点",
    "利用赶集日",
)
_DID = (
    "走访{x}沿线{n}户商铺",
    "把{x}台账逐条过了{n}遍",
    "到{x}、{y}两地蹲点{n}天",
    "给{y}整理出{n}条办事指引",
    "同{y}签了{n}份责任书",
    "请{y}派{n}名业务员讲课",
    "抽查{x}档案{n}册",
    "把{y}的旧台账换成电子台账{n}本",
    "在{y}张贴告示{n}处",
    "邀请{n}名住户代表旁听{x}听证",
)
_GOT = (
    "收回意见{n}条，{x}提的当月办妥",
    "{y}一带的投诉比上年少了{n}件",
    "补齐{x}缺漏{n}处",
    "形成{d}并发到{n}个窗口",
    "帮{y}的{n}家经营户省下跑腿{n}趟",
    "{x}的做法在{y}推开",
    "清出{y}遗留事项{n}个",
    "{x}一线人员人均办件{n}件",
)
_WHY = (
    "针对{x}一带反映集中的停车难",
    "为弄清{y}的底数",
    "围绕{d}的落地",
    "着眼{x}周边企业用工需要",
    "针对{y}汛后修缮",
    "为方便{x}老年住户办证",
    "按照{d}的分工",
)

SHORTCOMINGS = (
    "{x}片区执法人员只有{n}名，取证不规范的问题在{y}检查中比较突出。",
    "{d}实施后的评估没有跟上，{x}等{n}个单位尚未报送结果。",
    "合法性审核力量薄弱，{x}{n}个站所没有专职审核人员。",
    "行政调解在{y}推进较慢，{x}调解点全年只受理{n}件。",
    "{x}数据接口尚未打通，{y}等{n}个部门仍靠人工报送。",
    "面向{y}外来务工人员的普法不够深入，{x}宣讲只办了{n}场。",
    "{x}案卷归档不及时，抽查的{n}卷里缺少送达回证的较多。",
    "行政应诉准备不充分，{y}涉及的{n}件案件举证材料不全。",
)
_CAUSES = (
    "{x}机构调整后人员没有及时配齐，培训也跟不上；个别负责人对{y}工作重视不够，责任没有压实。",
    "主要是{d}配套不到位，经费和编制向{x}倾斜不够，考核对{y}约束不强。",
)
PLACEHOLDER = "完善基层服务网络。全年新建服务点XX个，配备人员××名，群众办事更加便利。"
IMPLAUSIBLE = "做好窗口服务工作。全年受理申请200件，按期办结率为118%，群众比较满意。"
_SYNONYMS = (
    ("开展", "组织"),
    ("全年", "一年来"),
    ("办理", "处理"),
    ("落实", "执行"),
    ("提出", "给出"),
    ("走访", "上门了解"),
    ("整理", "梳理"),
    ("收回", "征集"),
    ("抽查", "随机查看"),
    ("形成", "制定"),
    ("邀请", "请来"),
    ("设立", "建立"),
    ("举办", "开办"),
    ("发放", "分发"),
    ("当月", "当月内"),
    ("补齐", "补全"),
)


@dataclass(frozen=True)
class Promise:
    """A plan item and what it is about: the thing's name and the figure aimed at."""

    text: str
    thing: str
    form: int
    number: int


_PROMISES = (
    (
        "建设{t}",
        "启动{t}建设，年内建成站点{k}个并投入使用。",
        "{t}建成投用，站点{k}个全部开门办公。",
        "{t}正在建设，已完成站点{h}个，其余尚在施工。",
    ),
    (
        "出台{t}",
        "制定{t}，下半年经集体讨论后印发，配套细则{k}件。",
        "印发{t}，配套细则{k}件一并公布。",
        "{t}已完成初稿，正在征求意见，尚未印发。",
    ),
    (
        "开展{t}",
        "组织{t}，计划培训{k}人次，覆盖全部站所。",
        "{t}已办结业，培训{k}人次，站所全部参加。",
        "{t}办了第一期，培训{h}人次，第二期推迟到下一年。",
    ),
    (
        "推行{t}",
        "在{k}个单位试行{t}，总结经验后推开。",
        "{t}在{k}个单位试行期满，已总结推开。",
        "{t}只在{h}个单位试行，推开工作仍在进行。",
    ),
)
_THINGS = (
    ("{x}法律服务中心", "{x}执法服务所", "{x}联合调解中心", "{x}应急指挥站"),
    ("《{x}管理办法》", "《{x}执法监督细则》", "《{x}决策后评估办法》", "《{x}文件清理规定》"),
    ("“{x}”执法轮训", "“{x}”法治讲习", "“{x}”办案练兵", "“{x}”调解员研修"),
    ("“{x}”说理文书", "“{x}”码上监督", "“{x}”柔性执法清单", "“{x}”联合检查"),
)


class Coiner:
    """Fills the slots of phrases for one report."""

    def __init__(self, rng: random.Random, place: str, kind: str, year: int) -> None:
        self.rng, self.place, self.kind, self.year = rng, place, kind, year
        self.last = 1

    @property
    def issuer(self) -> str:
        return self.place if self.kind == "department" else f"{self.place}人民政府"

    @property
    def own(self) -> str:
        return "我" + ("局" if self.kind == "department" else self.place[-1])

    def name(self) -> str:
        return self.rng.choice(_THREE) + self.rng.choice(_THREE) + self.rng.choice(_TWO)

    def base(self) -> str:
        """A count that the next share is a share of."""
        self.last = self.rng.randint(20, 900)
        return str(self.last)

    def fill(self, text: str) -> str:
        rng = self.rng
        values = {
            "x": self.name,
            "y": self.name,
            "n": lambda: str(rng.choice((rng.randint(3, 40), rng.randint(41, 900)))),
            "m": lambda: str(rng.randint(2, 11)),
            "a": self.base,
            "p": lambda: share(rng.randint(self.last * 4 // 5, self.last), self.last),
            "d": lambda: f"《{self.name()}{rng.choice(('工作规程', '实施细则', '管理办法', '任务清单', '服务指南'))}》",
            "o": lambda: rng.choice(OFFICES),
        }
        return re.sub(r"\{(\w)\}", lambda match: values[match[1]](), text)

    def opening(self) -> str:
        return (
            f"{self.year}年，{self.own}坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想和党的二十大精神，"
            f"认真落实《法治政府建设实施纲要（2021—2025年）》，法治政府建设取得新的进展。现将有关情况报告如下："
        )

    def matter(self, matter: tuple[str, tuple[str, ...]], length: int, measures: dict[str, float]) -> str:
        heading, cores = matter
        rng = self.rng
        core = self._cases(measures) if not cores[0] else self.fill(rng.choice(cores))
        details = "".join(self.detail() for _ in range(length))
        return f"{heading}。{core}{details}"

    def _cases(self, measures: dict[str, float]) -> str:
        rng = self.rng
        accepted, suits = rng.randint(12, 480), rng.randint(5, 260)
        corrected = float(share(rng.randint(1, accepted // 3), accepted))
        appeared = float(share(rng.choice((suits, rng.randint(suits // 2, suits))), suits))
        measures.update(
            {"review.accepted": accepted, "review.corrected": corrected, "suit.cases": suits, "suit.appeared": appeared}
        )
        one = rng.choice(
            ("全年受理行政复议案件{0}件，纠错率{1:g}%。", "行政复议机构新收申请后受理{0}件，直接纠错率为{1:g}%。")
        )
        two = rng.choice(
            ("行政应诉案件{2}件，行政机关负责人出庭应诉率{3:g}%。", "办理应诉案件{2}件，负责人出庭应诉率达到{3:g}%。")
        )
        return (one + two).format(accepted, corrected, suits, appeared)

    def detail(self) -> str:
        rng = self.rng
        pieces = [rng.choice(_WHEN), rng.choice(_WHO) + rng.choice(_DID), rng.choice(_GOT)]
        if rng.random() < 0.5:
            pieces.insert(0, rng.choice(_WHY))
        if rng.random() < 0.3:
            pieces.append(rng.choice(_GOT))
        return self.fill("，".join(pieces) + "。")

    def duty(self, length: int) -> str:
        text = (
            "主要负责人切实履行推进法治建设第一责任人职责，对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办，"
            "主持会议研究{x}等法治工作{n}次，带头学法{n}次，年终述法{n}人。"
        )
        return self.fill(text) + "".join(self.detail() for _ in range(length // 2))

    def shortcoming(self, number: int) -> str:
        return self.fill(SHORTCOMINGS[number])

    def cause(self) -> str:
        return self.fill(self.rng.choice(_CAUSES))

    def promise(self) -> Promise:
        form = self.rng.randrange(len(_PROMISES))
        thing = self.fill(self.rng.choice(_THINGS[form]))
        number = self.rng.randint(4, 60)
        head, body, _, _ = _PROMISES[form]
        return Promise(f"{head.format(t=thing)}。{body.format(t=thing, k=number)}", thing, form, number)

    def kept(self, promise: Promise, outcome: str) -> str:
        _, _, done, partly = _PROMISES[promise.form]
        text = done if outcome == "delivered" else partly
        return text.format(t=promise.thing, k=promise.number, h=max(1, promise.number // 2))


def relabelled(text: str, was: str, now: str) -> str:
    return text.replace(was, now)


def other_figures(rng: random.Random, text: str) -> str:
    return re.sub(r"\d+", lambda match: str(rng.randint(3, 900)), text)


def _sentences(text: str) -> list[str]:
    return [one + "。" for one in text.split("。") if one]


def shortened(rng: random.Random, text: str) -> str:
    kept = _sentences(text)
    return "".join(one for number, one in enumerate(kept) if number == 0 or rng.random() < 0.7)


def reordered(rng: random.Random, text: str) -> str:
    first, *rest = _sentences(text)
    rng.shuffle(rest)
    return first + "".join(rest)


def synonyms(rng: random.Random, text: str) -> str:
    for was, now in _SYNONYMS:
        if rng.random() < 0.6:
            text = text.replace(was, now)
    return text
