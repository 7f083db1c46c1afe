"""Words that ask something of somebody (要, 应, 须, 要求, 强调), and a day on which something was done."""

from __future__ import annotations

import re

# What is searched for begins with plain characters: the scanner then leaps from one to the next; what must not stand
# before it is asked behind it.
# 要 as a modal verb, not part of 主要, 重要, 需要, 必要, 要求, 要点, 要素 and the like.
MODAL = re.compile(
    r"要(?<![主需重必纪摘概首紧只不简提扼撮险切纲机辑显次催索讨]要)(?![求点素件害闻情务领塞么约道旨义目事回]|[^，。；]{1,10}的[，、])"
    # 应 likewise: 应在……中载明, 应于……前公布; 对应, 相应, 适应, 应诉 and 应急 are none
    r"|[都均也]应(?=[一-龥])|应(?<![对相适反响顺呼感供效理照一]应)"
    r"(?:(?=[于在把将按逐每均也都][^，。；])|(?=定期|先|逐级|更好|更加|更多|严格|依法|主动|认真|切实|建立|制定|对照|积极|纳入|列入|确保|加强"
    r"|听取|召开|研究|落实|执行|遵守|履行|配备|聘请|健全|完善|坚持|做到|高度|充分|进一步|带头|亲自|经常|至少|每|不少于|不低于|不得|达到))"
    r"|理应(?<![受办审管治]理应)"
    # 须于1月底前报到; 须经审核方可上会 is a rule in force
    r"|须(?<![必无急务]须)(?=随机|派|公示|有人|对|每|全|于|在|抓紧|尽快|按|及时|严格|逐|向|把|将|认真|切实|加快|进一步|主动|一律|加强|做到|确保)"
)
# 要求 as a verb with somebody to do it; 按照……要求 and 工作要求 are nouns.
REQUIRE = re.compile(
    r"要求(?<![的关相作部署体件法定照级文项务]要求)(?:(?:[一-龥]{0,6}?)(?:各|全体|所有|政府|部门|单位|镇|乡|街道|企业|机关|人员|干部|队|科室|社区|商户|网格员)"
    # "下发通知，要求严格执行……": whoever is asked was named before
    r"|(?<=[，；：。\n并]要求)(?:严格|认真|切实|坚决|坚持|落实|加强|做好|抓好|规范|依法|必须|及时|全面|执行|遵守|实行|推行|开展|建立|健全))"
    # "对轻微违法，请各县水利局多提醒", not 邀请各, 提请各
    r"|请(?<![邀聘提报申呈恳敬商函吁宴延约]请)各(?:县|区|市|镇|乡|街道?|单位|部门|地|级|科室?|所|队|局|村|社区|旗|站|中心)[^，。；]{0,12}?"
    r"(?:多|抓[紧好]|尽[快量早]|认真|切实|按|于|在|结合|对照|及时|主动|务|参照|高度|自行|支持|加强|把|做好|落实|推行|推广|严格|予以|遵照|以此)(?!了)"
)
# "会议强调，要……，……，开展……": what is said behind the comma is asked, clause after clause
SPEECH = re.compile(
    r"(?:强调|指出|提出(?=[，：])|要求(?<![的关相作部署体件法定照级文项务确体高新]要求)|号召|希望)(?:[，：]|(?=要(?![求点素件])|各|必须|全体))"
)
DAY = r"\d{1,2}月\d{1,2}日"
DATED = re.compile(
    rf"(?:{DAY}|\d{{1,2}}月(?:[上中下]旬|[底初])|[一二三四五六七八九十]{{1,2}}月(?:里|[上中下]旬|[底初]))(?!之?前|以前|起)"
)
"""When something was done, to the day or nearly: no term before which, or from which on, it must be."""
