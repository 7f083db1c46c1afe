"""Names of publication facts (索引号, 发布机构, …) and the lines that state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# canonical name -> the names that pages use for it; the first is the canonical one itself
_NAMES: dict[str, str] = {
    "索引号": "信息索引号 信息索引 索引编号 索引码 索取号",
    "发布机构": "信息发布机构 发布单位 发布部门 发布机关 公开机构 公开主体 公开单位 公开责任部门 公开部门 "
    "信息公开单位 责任部门 公开机关 信息提供单位",
    "成文日期": "成文时间 生成日期 生成时间 发文日期 发文时间 印发日期 印发时间 制发日期 形成日期 签发日期 "
    "产生日期 信息生成日期 文件日期",
    "发布日期": "发布时间 公开日期 公开时间 公布日期 公布时间 发表时间 发表日期 发稿时间 信息时间 录入时间 "
    "上传时间 信息发布日期 信息提供日期 信息公开日期 上线日期 "
    "發布時間 發布日期 發佈時間 發佈日期 公開日期 時間 时间 日期 PubDate",
    "更新日期": "更新时间 修改时间 最后更新 最近更新",
    "名称": "信息名称 标题 文件名称 文件标题 文章标题 题名 信息标题 信息题名 公开名称 文件名 ArticleTitle",
    "文号": "发文字号 发文文号 发文号 文件编号 文件号 文书号 公文字号 文件字号 文件文号 信息文号",
    "来源": "來源 信息來源 信息来源 文章来源 稿件来源 内容来源 稿源 出处 消息来源 来源单位 文件来源 ContentSource",
    "发文机关": "发文机构 发文单位 发文部门 制发机关 制定机关 签发机关 责任单位",
    "作者": "文章作者 撰稿 撰稿人 供稿 供稿单位 通讯员 上传人 上传者 发布人 发布者 信息员 Author",
    "编辑": "责任编辑 责编 审核 审核人 录入 录入员 录入人 校对 初审 复审 终审 一审 二审 三审 审稿 编审",
    "浏览次数": "浏览量 浏览 点击 点击数 点击量 点击率 点击次数 阅读 阅读量 阅读数 阅读次数 访问量 访问次数 "
    "人气 查看次数 访问 下载次数 浏览数 阅览次数 热度",
    "主题分类": "主题 信息分类 组配分类 栏目 所属栏目 栏目分类 公开类别 信息类别 所属类别 类别 分类 "
    "服务对象分类 服务对象 主题类别 所属主题 分类号 所属分类 信息类型 ColumnName",
    "体裁": "体裁分类 公文种类 文种",
    "主题词": "关键词 关键字 标签 Keywords",
    "有效性": "时效 时效性 效力状态 效力 是否有效 有效期 生效日期 生效时间 废止日期 失效日期 失效时间 实施日期 "
    "施行日期 有效状态 文件状态 废止时间 信息有效性 规范性文件有效性 统一编号 统一登记号 登记号",
    "公开方式": "公开形式 公开时限 公开范围 公开程序 公开载体 公开属性 公开期限 公开选项 信息格式 语种 信息语种 "
    "文件格式 载体类型 记录形式 公开对象 获取方式 依申请公开 保密审查",
    "内容概述": "内容摘要 信息概要 概述 摘要 内容概要 信息摘要 内容描述 Description",
    "字体": "字号大小 字体大小 字号 文字大小 视力保护色 背景色 保护视力色",
    "分享": "分享到 分享至 分享",
}
CANONICAL: dict[str, str] = {
    spelled.lower(): name for name, others in _NAMES.items() for spelled in (name, *others.split())
}
FACTS = frozenset(_NAMES) - {"字体", "分享", "浏览次数", "编辑"}
"""Canonical names whose values are worth keeping as metadata."""
_DATES = ("成文日期", "发布日期", "更新日期")
DISTINCT = frozenset(
    spelled
    for name in ("索引号", "发布机构", "成文日期", "发布日期", "文号", "浏览次数", "有效性", "字体", "公开方式")
    for spelled in (name, *_NAMES[name].split())
    if spelled not in {"时间", "日期", "效力", "时效", "浏览", "点击", "阅读", "访问", "人气", "PubDate"}
)


# Names as written, or any word spaced out letter by letter ("索 引 号"): canonical() knows which of those are names.
# One pattern of all names with optional spaces would take a quarter of a second to compile.
_SPACE = r"[ \t\u3000\xa0]"
_ALTERNATIVES = "|".join(
    [re.escape(name) for name in sorted(CANONICAL, key=lambda name: (-len(name), name)) if not name.isascii()]
    + [rf"[\u4e00-\u9fff](?:{_SPACE}{{1,12}}[\u4e00-\u9fff]){{1,5}}"]
)
_LABEL = re.compile(
    rf"(?:(?<![\u4e00-\u9fff《“])({_ALTERNATIVES}){_SPACE}*[:：]"
    rf"|[\[【〔［]{_SPACE}*({_ALTERNATIVES}){_SPACE}*[:：]?{_SPACE}*[\]】〕］]{_SPACE}*[:：]?"
    rf"|[\[【〔［(（]{_SPACE}*({_ALTERNATIVES}){_SPACE}*[:：])"
)
_ALONE = re.compile(rf"[\[【〔［*·•\-]?{_SPACE}*({_ALTERNATIVES}){_SPACE}*[\]】〕］]?{_SPACE}*[:：]?{_SPACE}*")
_DATE_HEAD = re.compile(
    rf"{_SPACE}*(?:[\[【(（\-]{_SPACE}*)?(?:发布(?:于|时间)?{_SPACE}*)?"
    rf"(20\d\d(?:[-/.]\d{{1,2}}[-/.]\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日)"
    rf"(?:[ T\u3000]{{1,3}}\d{{1,2}}:\d\d(?::\d\d)?)?){_SPACE}*(?:[\]】)）|]{_SPACE}*)?"
)
# below a title: "2024-02-19", "某某发布 · 2019-03-29 09:20", "某某网  发布时间：2019-03-29"
_DAY_ALONE = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z0-9/]{2,16}[ \t\u3000\xa0·•|｜—-]+)?(?:(?:发布|更新)?(?:时间|日期)[:：]?\s*)?[\[【(（]?\s*"
    r"(20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?)\s*[\]】)）]?"
)
# "2023-03-21 11:48 政策库 阅读 617": behind a moment, what a page tells of itself
_BESIDE_MOMENT = re.compile(r"[^。，；、：:]{0,24}")
# "作者: 发布时间 2025年09月05日": a label without a colon where the value of the one before should be
_DATED_LABEL = re.compile(
    rf"({_ALTERNATIVES}){_SPACE}+(20\d\d(?:[-/.]\d{{1,2}}[-/.]\d{{1,2}}|年\d{{1,2}}月\d{{1,2}}日))(?!\d)"
)
_CUT = re.compile(
    r"\s*(?:[\[【(（|｜]\s*)?(?:打\s*印|关\s*闭|收\s*藏|字体|字号|分享|浏览|访问|阅读量|点击|扫一扫|下载|大\s+中\s+小).*$"
)
_VALUE_LIMIT = 90
_BULLETS = " \t\u3000\xa0-·•|｜*"
_WHITE = str.maketrans("", "", " \t\u3000\xa0\n")


@dataclass(frozen=True, slots=True)
class Fact:
    """A stated publication fact: canonical name and the half-open place of its value in the line."""

    name: str
    value: str
    start: int
    end: int


def canonical(name: str) -> str | None:
    """The canonical name for a label as a page spells it, or ``None``: ``"索 引 号"`` gives ``"索引号"``."""
    return CANONICAL.get(name.translate(_WHITE).strip("[]【】〔〕［］:：").lower())


def lone_label(line: str) -> str | None:
    """The canonical name where a line is nothing but a label; its value may be the next line."""
    match = _ALONE.fullmatch(line.strip())
    return canonical(match[1]) if match else None


def stated_facts(line: str) -> tuple[Fact, ...] | None:
    """The facts of a line that only states such, with empty values dropped; ``None`` for other lines.

    ``来源：某局  发布日期：2024-03-01  【字体：大 中 小】`` states two.
    """
    if len(line) > 600:
        return None
    dated = _DATE_HEAD.match(line)
    if not dated:
        opening = _LABEL.match(line, len(line) - len(line.lstrip(_BULLETS)))
        if opening is None or _spelled(opening).lower() not in CANONICAL:
            return None
    labels = [label for label in _LABEL.finditer(line) if _spelled(label).lower() in CANONICAL]
    if not labels:
        moment = dated and ":" in dated[1] and _BESIDE_MOMENT.fullmatch(line.rstrip(), dated.end())
        return (_dated(dated),) if dated and moment else None
    head = line[: labels[0].start()].strip(_BULLETS)
    facts: list[Fact] = []
    if head:
        if not dated or line[dated.end() : labels[0].start()].strip(" \t\u3000\xa0|｜"):
            return None
        facts.append(_dated(dated))
    distinct = len(labels) > 1 or bool(facts)
    for fact, spelled in _values(line, labels):
        if fact.end - fact.start > _VALUE_LIMIT or "。" in fact.value[:-1]:
            return None
        distinct = distinct or spelled in DISTINCT or fact.end - fact.start <= 40
        if fact.value:
            facts.append(fact)
    return tuple(facts) if distinct else None


def day_alone(line: str) -> tuple[Fact, ...] | None:
    """The day of publication where the line is nothing but such a day in figures (``2024-02-19``)."""
    day = _DAY_ALONE.fullmatch(line)
    return None if day is None else (_dated(day),)


def states_labels(line: str) -> bool:
    """True for a line that states facts by their labels; a moment alone (``2016年01月22日 10:15``) may be the value
    of the label above."""
    facts = stated_facts(line)
    return facts is not None and not (len(facts) == 1 and facts[0].value == line.strip(_BULLETS))


def facts_in(lines: Sequence[tuple[int, str]]) -> list[Fact]:
    """The facts that lines (offset, text) state, on one line or as a name and its value on the next."""
    found: list[Fact] = []
    taken = -1
    for index, (start, text) in enumerate(lines):
        stated = stated_facts(text) if index != taken else None
        if stated:
            found += [Fact(fact.name, fact.value, start + fact.start, start + fact.end) for fact in stated]
        elif (name := lone_label(text)) and index + 1 < len(lines):
            at, value = lines[index + 1]
            bare = value.strip(" \t\u3000\xa0")
            if bare and len(bare) <= _VALUE_LIMIT and not lone_label(bare) and not states_labels(bare):
                at += value.index(bare)
                taken = index + 1
                found.append(Fact(name, bare, at, at + len(bare)))
    return [fact for fact in found if fact.name in FACTS and fact.value]


def _values(line: str, labels: list[re.Match[str]]) -> Iterator[tuple[Fact, str]]:
    for index, label in enumerate(labels):
        spelled = _spelled(label)
        start = label.end()
        end = labels[index + 1].start() if index + 1 < len(labels) else len(line)
        name = CANONICAL[spelled.lower()]
        text = line[start:end]
        text = _CUT.sub("", text) if name in FACTS else text
        text = text.rstrip(" \t\u3000\xa0|｜[【（(;；]】")
        if label[3]:
            text = text.rstrip(")）")
        lead = len(text) - len(text.lstrip(" \t\u3000\xa0|｜"))
        inner = _DATED_LABEL.match(text, lead)
        if inner and (other := canonical(inner[1])) in _DATES:
            yield Fact(other, inner[2], start + inner.start(2), start + inner.end(2)), inner[1]
            continue
        yield Fact(name, text[lead:], start + lead, start + len(text)), spelled


def _spelled(label: re.Match[str]) -> str:
    """The name a label match found, without the spaces in it."""
    return next(group for group in label.groups() if group).translate(_WHITE)


def _dated(match: re.Match[str]) -> Fact:
    return Fact("发布日期", match[1], match.start(1), match.end(1))
