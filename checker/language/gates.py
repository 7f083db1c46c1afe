"""Words by which a span may tell more than its matter; where none of them stands the questions need not be asked.

Most spans hold none of them, and one search here is cheaper than five questions. What is searched for begins with
plain characters, so that the scanner leaps from one to the next; what must stand before it is asked behind it. A word
that a question looks for and that is missing here is never found: the questions' own tests tell.
"""

from __future__ import annotations

import re

_PAPERS = ("责任书", "任务书", "责任制", "考核", "办法", "细则", "标准", "制度", "合同", "协议")
_SAYS = "[中里上]?(?:规定|载明|列明|写明|约定|要求|明确|定下)"
_READY = "(?:工作)?[已均基本全部]*(?:就绪|到位|停当|启动|展开)"
_BEGINS = "刚|是|完成|形成|拿|列|写|起草|提出|走|做|开|停|迈|进行|签|拟|动|起步|破题|启动"
# Words by which a span may tell a plan behind its matter, or only remark on it, or speak of others (future, remark,
# subject ask closer); where none stands those need not be asked.
MAY_PLAN = re.compile(
    r"将|拟|计划|准备|打算|争取|力争|有望|预计|待|酝酿|谋划|筹|考虑|论证|未能如期|顺延|推迟|延[后期]|定于|可行性|预期|有意|想办法|着手"
    r"|在(?<=[还仍正尚前下也]在)|未(?<=[尚还仍]未)|没(?<=[尚还仍]没)|正[抓加着积按起草筹报走申招编征研装施调改]|目标[任值是为定：]|目标(?=[，。；\n]|\Z)|方向(?=[，。；\n]|\Z)|愿景|期[望盼]|届时|暂[不缓]|下来|任务[目是为：]|指标[是为：]"
    r"|明年|来年|次年|翌年|下年|下一年|元旦|春节|换届|入(?:下|20\d\d年)|进(?:下|20\d\d年)|了(?=下|20\d\d年)|到(?=下|20\d\d年)|至(?=20\d\d年)|放在?下|排在?下|在(?=20\d\d年)"
    r"|目标|任务(?=数|量)|的任务|指标(?=数|值|是|为|：|[\d设定])|计划数|力争|规定(?=每|各|全年)|确保(?=在|于|年|\d)"
    r"|应(?<=[，准求定法]应)|应(?=达|完成|实现|不少|不低)|要(?=达|完成|实现|不少|不低)|须(?=完成|实现|不少|不低)|预备|预定|力求|设想|构想|日后|往后"
    r"|未来|择期|择日|择机|改期|另行|视情|缓行|缓办|呼之欲出|指日可待|箭在弦上|蓄势|整装|万事俱备|为期不远|近在眼前|时机|条件|机会(?=成熟)|如有"
    r"|入(?<=[进转]入)(?=筹备|准备|论证|酝酿|谋划|审批|报批|招标|采购|立项)|中(?<=[划酿备想]中)|在(?=规划|计划|设想|组建|构想)"
    r"|正在(?=准备|组建|抓紧|积极|加紧)|送审(?=[，。；\n]|\Z)|报批(?=[，。；\n]|\Z)|立项(?=[，。；\n]|\Z)"
    r"|初稿|思路(?=[已也基初形有])|框架(?=[已也基初形有])|雏形|到(?=20\d\d年)|年起(?<=\d年起)|年(?<=20\d\d年)(?=\d{1,2}月[份初底]?起)"
    r"|" + "|".join(f"{paper}{_SAYS}" for paper in _PAPERS) + f"|准备{_READY}|筹备{_READY}"
    r"|日程|议程|确保(?:在|于)?[一二三四上下年\d]|力求(?:在|于)?[一二三四上下年\d]"
    r"|等(?<=[须要得需能有好]等)|等[待候]|等(?=[^，。；]{2,16}(?:再|才|便可|即可|方可|就))|到第(?<=[改写]到第)"
    r"|" + "|".join(f"{barely}(?={_BEGINS})" for barely in "仅只刚才") + r"|只[得能好]留|刚[与同和]"
    r"|说不准|定不下|退回|眉目|着落|无[一定]|未[定能了]|迟迟|至今|停[留在]|卡在|处[在于]|各执一词|悬而未决|一半(?<=[了到]一半)|还不能|需等待|一推再推|往后放|留待|只能顺延|正在"
    r"|视(?=[^，。；]{2,16}定)|后方[可能]|后才能|走完|履行完|再[定说议行]|前(?<=[复准达位牌台确交之以]前)"
)
# What a span may say of a deed besides the cues of want: that it was done poorly, that those who should be there
# are few.
MAY_LACK = re.compile(
    r"以(?=[^，。；]{2,20}为主)|率仅|率只|率不|率才|有(?=[\d一二两三四五六七八九十]+[个家名份件])|原[定计拟本]|本[应该]|做到位|[没未]有?(?:再|曾)?(?:另|单独|专门|自行)|落实?到|不到位|不[好佳高]|缓慢|只[开起]|应付|过场|形式|虎头|见效|收效|表面|没有结果|没有下文|实效|不明显|不理想|仅有?[\d一二两三四五六七八九十占]|只有?[\d一二两三四五六七八九十占]"
)
MAY_ORDER = re.compile("要求|希望|盼望|期盼|呼吁|期待|建议|号召|规定|硬任务|硬指标|必答题|明确|提出|强调|指出")
MAY_REMARK = re.compile(
    r"如何|怎[么样]|何时|谁来|缺一不可|理应|有望|本可|若|倘|假如|如果|是(?<![一二三四五六七八九十]是)|要|须|应|外|任何|务必|不[能容可]|决不|绝不|切[不忌]|贵在|重在|才能|方能|全[省国自]|由(?:[省国自上中市州县区]|[一-龥]{2,3}市统一)"
    r"|外地|外省|外市|外县|多地|地方|各地|赴|毗邻|相邻|相近|邻|兄弟|先进|友邻|周边|其他|借鉴|可[供学鉴循用]|奋起|迎头|见贤|对标"
)
MAY_ADMIRE = re.compile(r"值得|可资|属(?=于|上级|[省市县区]级|部门|[县区市]直|职能|主管)")
MAY_SERVE = re.compile(r"准备|基础|铺路|条件|经验|素材|提供|方便|便于")
