"""What a stretch of text does, told from its clauses: wants, intends, reports, or shows the leaders at work.

A heading may say anything (“差距在哪里”, “书记镇长怎么抓的”); the sentences under it cannot hide what they do.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import islice

_CLAUSE = re.compile(r"[^。；;！？!?\n]{4,}")
# “第二条，关于案卷。”: the name of an item, which says nothing of it
_TOPIC = re.compile(
    r"\s*(?:第[一二三四五六七八九十\d]{1,3}[条点个项]?|其[一二三四五六七八九十]|[一二三四五六七八九十]是|[（(]?\d{1,2}[）).、．])?[，,、：\s]?"
    r"关于[^，。：]{1,14}"
)
READ = 700
_MOST = 16

# Words of want in plain speech, wider than the lexicon's: told apart by how many clauses have them, never by one.
WANT = re.compile(
    r"不(?!断|忘|仅|但|同|动产|予|再|得|低于|少于|超过|懈|漏|只|论|管|含|发生|出[村镇县乡]|上交|起|限|罚|处罚|敢腐|能腐|想腐|良|法|文明|合格|规则|涉)"
    r"|没(?!收|有?(?:一[人件起例次]|发生|出现|再犯)|闹|出[过现]|被|接到)|未(?!来|成年|发生|发现|受|出现|接|检|予)|缺|尚|仍|(?<!困)难(?!题)|困难(?!群众|职工|家庭|企业|人员|学生|党员|户|老人|残疾)|偏[\u4e00-\u9fff]|(?:较|过|太|还|比较|相对)[少低弱差慢窄浅紧松散乱单薄]|"
    r"薄弱|滞后|短板|差距|盲区|脱节|迟缓|老化|断档|紧张|紧缺|悬殊|反复|单一|空白|打折扣|流于|粗糙|短缺|吃力|欠|弱|糙|堵|重[^。，]{1,5}轻|有待|只有|仅|问题|"
    r"各自为|各管各|烟囱|参差|挂名|了事|息事|走样|漏(?:项|了|签|报|审)|补[审签]|靠后|倒数|点名|[少晚慢低窄浅旧散](?=[，。；、]|$)|"
    r"沿用|说了算|顾此失彼|凭(?:经验|感觉|印象)|应付|敷衍|零散|随意|反弹|依赖|生疏|单薄|还有(?:一定|不小|较大)?距离|温差|空泛|零(?:办件|办理|使用|立案|处罚)|只[去来做办查学开讲管]了?[一两]|(?:天|月|年|次|遍|趟)[^，。；]{0,4}才|退回来?重|重做|看不[到见]|没[有]?一[名个位]|(?:^|[，：])(?:应当?|要求|提出|希望)?建议(?!书|案|稿|[和与、办]|\d)|流失|断层|冷清|看得见、?管|拖(?:着|到|了|延)"
)
# A state that is wanting still, said of the reporter's own work; what “不” alone never tells.
# Only as a predicate: “文书不规范” is wanting still, “不规范的文书当场退回” was dealt with.
LACK = re.compile(
    r"(?:不[够足强高深到平健完规严及明匹适细实力均顺齐牢广硬]|不(?:多|够|满意|爱看|愿看|会用|会做|熟悉|适应|清楚|主动|经常|及时|理想|全面|透彻|扎实|了解)|"
    r"有待|尚[未有不存]|仍[然有需未存不以]|还[没不有存需要是差停]|薄弱|滞后|短板|差距|欠|缺(?!席|水)|偏[少低弱重长慢旧软高窄大老]|较[少低弱差慢窄]|(?:太|过于)[少低弱差慢窄旧]|只有|仅[有占为\d]|"
    r"跟不上|赶不上|接不住|管不好|留不住|凑不|够不[到上着]|打不开|推不动|落不[下实]|没人|没[有能]?[^，。]{0,8}(?:人|过|律师|到位|跟上|打通|落实|覆盖|形成|开展|建立)|"
    r"大多[没不未]|各建各的|老一套|单一|空白|盲区|脱节|紧缺|紧张|悬殊|断档|流于|粗糙|打折扣|重[^，。]{1,6}轻|两张皮|走过场|一头热|上热下冷|兼职|身兼|兼任|难以|不了|各自为[战政]|参差|挂名|了事|靠后|漏[项签]|补[审签]|说了算|无人(?:牵头|管|过问)|起步晚|没有?厘清|不统一|不尽[如人]|[的得]少[，。；]?$|没合|没有?跟上|没有?一[名个位]|退回来?重|只[去来做办查学开讲管]了?[一两]|还没|不熟|生疏|单薄)(?![^，。；]{0,3}的(?!$|[问情现]))"
)
# Troubles that were dealt with are work done, not want.
HANDLED = re.compile(
    r"问题导向|(?:排查|整改|化解|解决|查处|通报|督促|责令|纠正|清理|办结|销号|约谈|整治|消除|破解)[^，。；]{0,12}?"
    r"(?:\d|到位|完毕|完成|[一二三四五六七八九十]+[件起处个项])|予以(?:通报|处罚|纠正|约谈)|全部(?:整改|化解|办结|销号)|坚决(?:不|杜绝|防止)|确保不|(?:绝|决)不"
    r"|发现[^。；]{0,40}(?:已|全部|均|当场|随即)|[由从][^。；]{1,20}[降减压缩](?:为|到|至|少到)"
    r"|(?:原来|过去|以往|曾)[^。；]{2,30}，(?:今年|现[在已]|如今|去年)|^[^，]{0,4}针对[^。；]{2,40}，(?:建立|出台|制定|开展|组织|推行|实行|配备|印发)"
)
AHEAD = re.compile(
    r"将(?!其|情况|有关|法治|[^，。]{1,12}(?:纳入|作为|列入|报|移))|继续|进一步|力争|争取|确保|要(?![求点素件案闻])|年内|年底前|月底前|[上下]半年|前(?:完成|到位|建成|出台|落实)|打算|准备|计划|"
    r"下一步|明年|今后|不再|改(?:用|为|成)|着力|持续|加快|一律|建立|健全|完善|推动|推进|加强|深化|强化|提升|补齐|每(?:季|月|年|学期|半年)|开展|组织|实行|推行"
)
DONE = re.compile(
    r"了(?!事|解|然)|已|全年|累计|同比|先后|今年以来|一年来|共\d|\d+(?:\.\d+)?[%％]|较上年|比上年|均(?!衡|等)"
)
_COUNT = re.compile(r"\d(?:万|亿|余|多)?[次件期场份人户卷个项名课]")
_LEADER = (
    r"(?:党政)?主要(?:负责人|负责同志|领导)|(?:党(?:工?委|组))?书记(?![员处])|[省市州盟县区旗镇乡局厅]长(?!制|期|效|三角)|"
    r"主任(?![科会])|一把手|主官|党政负责人|班长"
)
LED = re.compile(
    rf"(?:{_LEADER})[^。；\n]{{0,24}}?(?:主持|听取|批示|带头|亲自|述法|讲[^，。]{{0,6}}课|讲的|督办|协调|包[^装括]|签|召集|出庭|部署|研究|过问|带队|"
    rf"带[^，。]{{1,6}}到|带着|开会|批了|拍板|盯|派了|定下|叫到|坐到|问进展|谈拢|履行|担任|调度|推动|领学|牵头|审定|接访|跑了|在场|自己|列席|到会|走访)|四个亲自|第一责任人|亲自(?:部署|过问|协调|督办)"
)


@lru_cache(maxsize=256)
def _wanting(clause: str) -> bool:
    """Kept for a while: a part's first paragraph is asked about again by itself."""
    return WANT.search(clause) is not None and HANDLED.search(clause) is None


class Tone:
    """Shares, 0 to 1, of the first clauses of ``folded[start:end]``; each is read when first asked for."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        stretches = _CLAUSE.finditer(folded, start, min(end, start + READ))
        self._clauses = [match[0] for match in islice(stretches, _MOST) if not _TOPIC.fullmatch(match[0])]

    @property
    def clauses(self) -> int:
        """How many clauses were read."""
        return len(self._clauses)

    @cached_property
    def want(self) -> float:
        """Clauses that want something and do not tell how it was dealt with."""
        return sum(map(_wanting, self._clauses)) / (len(self._clauses) or 1)

    def wants_less_than(self, share: float) -> bool:
        """Whether :attr:`want` is below ``share``; told as soon as the clauses left cannot reach it."""
        count = len(self._clauses)
        wanting, left = 0, count
        for clause in self._clauses:
            if (wanting + left) / count < share:
                return True
            left -= 1
            wanting += _wanting(clause)
        return wanting / (count or 1) < share

    @cached_property
    def lack(self) -> float:
        """Clauses that name a state still wanting and do not tell how it was dealt with."""
        lacking = sum(1 for clause in self._clauses if LACK.search(clause) and not HANDLED.search(clause))
        return lacking / (len(self._clauses) or 1)

    @cached_property
    def done(self) -> float:
        """Clauses that tell of a thing done."""
        return self._share(DONE)

    @cached_property
    def told(self) -> float:
        """Clauses that tell of a thing done and want nothing."""
        quiet = sum(1 for clause in self._clauses if DONE.search(clause) and not WANT.search(clause))
        return quiet / (len(self._clauses) or 1)

    @cached_property
    def counted(self) -> float:
        """Clauses that count something and intend nothing."""
        quiet = sum(1 for clause in self._clauses if _COUNT.search(clause) and not AHEAD.search(clause))
        return quiet / (len(self._clauses) or 1)

    @cached_property
    def ahead(self) -> float:
        """Clauses that intend something and tell nothing done."""
        quiet = sum(1 for clause in self._clauses if AHEAD.search(clause) and not DONE.search(clause))
        return quiet / (len(self._clauses) or 1)

    @cached_property
    def led(self) -> float:
        """Clauses that show the principal leaders at work."""
        return self._share(LED)

    def opens_led(self) -> bool:
        """Whether the first clause shows them, which is cheaper to ask."""
        return bool(self._clauses) and LED.search(self._clauses[0]) is not None

    def _share(self, pattern: re.Pattern[str]) -> float:
        return sum(1 for clause in self._clauses if pattern.search(clause)) / (len(self._clauses) or 1)
