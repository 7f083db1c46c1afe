"""Words of want told by their shape: “失之过粗”, “一评了之”, “聘而不用”, “有章不循”, “重数量轻质量”.

Such words are made anew by every writer, so they are told by how they are made; those that are not made stand in
``rubrics/lexicon/cues.yaml``. They are read as the cues of ``lacking-right`` are.
"""

from __future__ import annotations

import re

_POOR = "粗|宽|细|窄|软|松|少|低|慢|散|泛|杂|浅|弱|差|短|死|虚|旧|笼统|简单|随意|分散"
_SLACK = "聘顾学查督议建存罚培报备审述考立设联通合统管抓改发签定配评训讲挂收接办知"
_FAILS = "用问究处改决行管练审严评践发畅通融合紧实准培考看理动力彻备办复回示讲"
# "还是三年前的版本", "仍沿用旧的目录"
_AS_OF_OLD = (
    r"然?(?:是|为|沿用|用的是|停留在)[^，。；、]{0,8}?(?:年以?前|旧|去年|前年)的(?!问题|案|基础|欠|账)"
    r"[^，。；]{0,8}(?=[，。；\n]|\Z)"
)
_SHAPES = re.compile(
    # 通过, 经过, 超过 and 不过 are other words; 过少数 is none
    rf"过(?<![通经超越胜难错度掠渡穿不路走做搞抓办用有]过)(?!少数|细化|细致|短信|低保)(?:{_POOR})"
    rf"|太(?:{_POOR})|偏(?:粗|宽|窄|慢|散|虚|浅|旧|老|紧|短|泛|杂)(?!方)"
    r"|欠(?:规范|深入|精准|扎实|细致|协调|火候|到位|完善|合理|科学|充分|平衡|均衡|及时|妥当|稳妥|稳定|严谨|严密|严格|具体|明确|清晰|主动|佳)"
    r"|不(?<=[对接跟套供顶搭配赶凑顾忙管]不)(?:上|拢|齐|过来)(?!会|报|交|网|限)"
    rf"|还{_AS_OF_OLD}|仍{_AS_OF_OLD}"
    r"|慢(?<![不减放变]慢)(?=[，。；\n]|\Z)|各[一-龥]各的|自己[审查评管改考罚]自己|单薄(?=[，。；\n]|\Z)"
    r"|存在(?!的)[^，。；、\n\d]{0,14}?(?:现象|问题|情形|短板|不足|差距|盲区|漏洞|缺陷|偏差|薄弱环节)(?=[，。；\n]|\Z)"
    r"|一[抄挂发评罚拆关停签转推送贴读念考学讲审放印建改包交报批传查办培述议](?:了[之事]|完事)"
    rf"|而不(?<=[{_SLACK}]而不)[{_FAILS}](?![不没未])"
    r"|有(?:章不循|规不依|法不依|令不行|案不立|责不问|错不纠|权不用|编不满|名无实|岗无人|机构无人员|制度无执行|人员无资格|牌子无队伍|章难循|法难依)"
    r"|重(?<![加从严减避并注侧着偏繁沉尊多双]重)(?!点|大|要|新|视|庆|申|塑|构|罪|典|阳|启|回|返|拳)[一-龥]{1,4}、?轻(?<![从减]轻)(?!微|型|松|易|度)[一-龥]{1,4}"
)


def wanting(view: str) -> list[tuple[int, int]]:
    """``[start, end)`` of every such word of the text, in text order."""
    # what begins with a plain character is found fast; those two begin one before
    return [(match.start() - (match[0][0] in "不而"), match.end()) for match in _SHAPES.finditer(view)]
