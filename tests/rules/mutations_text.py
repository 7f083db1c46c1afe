"""Plants one slip into a clean report, by a seed: what the ``text.*`` detectors must find.

A mutation gives the changed text and the range (in it) where the slip stands. Run as a script it prints
the table of recall and false alarms per class.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.rules.clean_texts import TEXTS
from tests.rules.text_support import HOMES, detect, whole

_HAN = re.compile(r"[\u4e00-\u9fff]")
_REACH = 8


@dataclass(frozen=True)
class Mutation:
    """The changed text, the class planted, and the range in the text where it stands."""

    criterion: str
    text: str
    start: int
    end: int
    what: str


def _replace(text: str, start: int, end: int, new: str) -> tuple[str, int, int]:
    return text[:start] + new + text[end:], start, start + max(len(new), 1)


def _pick(rng: random.Random, matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    found = list(matches)
    return rng.choice(found) if found else None


def _body(text: str) -> int:
    return text.index("：\n", text.index("年")) + 2


# --------------------------------------------------------------------------- one function per class

_NUMERALS = "一二三四五六七八九十"


def numbering(rng: random.Random, text: str) -> tuple[str, int, int] | None:
    """Another ordinal in a heading (not the first of its kind) or in an inline run."""
    pattern = rng.choice(
        [
            r"(?m)^[二三四五](?=、)",
            r"(?m)(?<=^（)[二三四五](?=）)",
            r"(?<=[；：。，])[二三四](?=[是要])",
            r"(?m)^[2345](?=\.)",
        ]
    )
    match = _pick(rng, re.finditer(pattern, text))
    if match is None:
        return None
    old = match.group()
    digits = "0123456789"
    row = digits if old.isdecimal() else "〇" + _NUMERALS
    at = row.index(old)
    new = row[rng.choice([at + 2, at + 1, at - 1])]
    return _replace(text, match.start(), match.end(), new)


def paired_marks(rng: random.Random, text: str) -> tuple[str, int, int] | None:
    """One half of a pair lost, or one too many."""
    match = _pick(rng, re.finditer(r"[“”《》（）〔〕]", text[_body(text) :]))
    if match is None:
        return None
    at = match.start() + _body(text)
    # A bracket of an ordinal is the business of numbering; the paragraph's own marks are ours.
    if match.group() in "（）" and re.search(r"（[一二三四五六七八九十]{0,2}$", text[:at]):
        return None
    if match.group() in "（）" and re.match(r"（[一二三四五六七八九十]{1,2}）", text[at:]):
        return None
    if rng.random() < 0.8:
        return text[:at] + text[at + 1 :], max(0, at - 14), at + 14
    return text[:at] + match.group() + text[at:], max(0, at - 14), at + 16


def placeholders(rng: random.Random, text: str) -> tuple[str, int, int] | None:
    """A number, a name or a year that was never filled in; or a template's own remark."""
    blanks = ["××", "xx", "XX", "x", "X", "***", "____", "×", "ＸＸ", "＊＊", "○○", "X X"]
    kind = rng.randrange(6)
    body = _body(text)
    if kind <= 1:
        match = _pick(rng, re.finditer(r"(?<![\d.—年月/·号第])\d+(?=[件次份名项人期户家场个])", text[body:]))
        blank = rng.choice([blank for blank in blanks if blank not in ("○○", "ＸＸ")])
        return None if match is None else _replace(text, body + match.start(), body + match.end(), blank)
    if kind == 2:
        match = _pick(rng, re.finditer(r"青禾(?=县)|临川(?=市)|柳河(?=镇)", text))
        return (
            None if match is None else _replace(text, *match.span(), rng.choice(["xx", "××", "X", "某某", "*", "○○"]))
        )
    if kind == 3:
        match = _pick(rng, re.finditer(r"20\d\d(?=〕|年(?!—|—|》|）))", text))
        return (
            None
            if match is None
            else _replace(text, *match.span(), rng.choice(["20xx", "20××", "202X", "xxxx", "20**"]))
        )
    match = _pick(rng, re.finditer(r"(?<=[\u4e00-\u9fff\d])(?=[，。；])", text[body:]))
    if match is None:
        return None
    remark = rng.choice(
        ["（待补充）", "（略）", "【】", "（）", "（此处填写数据）", "【请填写】", "（待核实）", "《》"]
    )
    return _replace(text, body + match.start(), body + match.start(), remark)


_NOTICES = (
    "扫一扫在手机打开当前页",
    "【打印本页】",
    "责任编辑：办公室",
    "当前位置：首页>政务公开",
    "本文来源：某范文网",
    "分享到：微信 微博",
    "【字体：大 中 小】",
    "上一篇：通知公告",
    "浏览次数：125",
    "更多相关文档请点击下载",
    "第3页 共9页",
    "关闭窗口",
)


def residue(rng: random.Random, text: str) -> tuple[str, int, int] | None:
    """A page number or a line of furniture in the middle of the body."""
    body = _body(text)
    stop = text.rindex("。")
    notices = _NOTICES
    lines = [match.start() for match in re.finditer("\n\n", text[body:stop])]
    if rng.random() < 0.5 and lines:
        at = body + rng.choice(lines)
        new = "\n" + rng.choice([*notices, "- 5 -", "— 7 —", "第2页 共8页", "第 4 页"])
        return text[:at] + new + text[at:], max(0, at - 10), at + len(new) + 10
    match = _pick(rng, re.finditer("。(?=[\u4e00-\u9fff])", text[body:stop]))
    if match is None:
        return None
    at = body + match.end()
    new = rng.choice(notices)
    return _replace(text, at, at, new)


_SWAPS = [
    ("法治政府建设", "法治政府建立"),
    ("习近平法治思想", "习近平法制思想"),
    ("法制审核", "法治审核"),
    ("行政执法公示制度", "行政执法公式制度"),
    ("执法全过程记录", "执法全过程纪录"),
    ("党的二十大精神", "二十大精神"),
    ("智能高效", "廉洁高效"),
    ("、人民满意", ""),
    ("职能科学、权责法定", "权责法定、职能科学"),
    ("重大问题亲自过问", "重大问题亲自解决"),
    ("重要任务亲自督办", "重要案件亲自督办"),
    ("、重要任务亲自督办", ""),
    ("重要工作亲自部署、重大问题亲自过问", "重大问题亲自过问、重要工作亲自部署"),
    ("尊法学法守法用法", "尊法守法学法用法"),
    ("尊法学法守法用法", "学法尊法守法用法"),
    ("严格规范公正文明执法", "严格公正规范文明执法"),
    ("简政放权、放管结合、优化服务", "放管结合、简政放权、优化服务"),
    ("依法治国、依法执政、依法行政", "依法执政、依法治国、依法行政"),
    ("谁执法谁普法", "谁普法谁执法"),
    ("行政复议", "行政复义"),
    ("规范性文件", "标准性文件"),
    ("行政处罚", "行政惩罚"),
    ("“枫桥经验”", "“枫侨经验”"),
    ("矛盾纠纷", "冲突纠纷"),
    ("政务服务", "政务效劳"),
    ("行政机关负责人出庭应诉", "行政机构负责人出庭应诉"),
    ("双随机、一公开", "双随机、一公布"),
    ("公平竞争", "公平竟争"),
    ("习近平新时代中国特色社会主义思想", "习近平新时代特色社会主义思想"),
]


def _one_of(swaps: list[tuple[str, str]]) -> Callable[[random.Random, str], tuple[str, int, int] | None]:
    def mutate(rng: random.Random, text: str) -> tuple[str, int, int] | None:
        able = [swap for swap in swaps if swap[0] in text]
        if not able:
            return None
        old, new = rng.choice(able)
        match = rng.choice(list(re.finditer(re.escape(old), text)))
        made, start, end = _replace(text, *match.span(), new)
        return made, start - 12 * (not new or len(old) > 20), end

    return mutate


_OFFICES = [
    ("县司法局", "县政府法制办"),
    ("县市场监管局", "县工商局"),
    ("县市场监管局", "县质监局"),
    ("县生态环境局", "县环保局"),
    ("县应急管理局", "县安监局"),
    ("市自然资源局", "市国土资源局"),
    ("市司法局", "市法制办"),
    ("市公安局、", "市食品药品监督管理局、"),
    ("县政府常务会议", "依法治县领导小组会议"),
    ("村（社区）调解委员会", "村（社区）和县卫计局"),
    ("司法所", "县工商所"),
    ("县市场监管局、", "县市场监管局、县地税局、"),
]

_CITED = [
    ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要（2022—2025年）"),
    ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要（2021—2025）"),
    ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施刚要（2021—2025年）"),
    ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要（2015—2020年）"),
    ("督察工作规定》", "督查工作规定》"),
    ("厅字〔2019〕28号", "厅字〔2019〕18号"),
    ("督察工作规定》", "督察规定》"),
    ("重大行政决策程序暂行条例", "重大行政决策暂行条例"),
    ("《信访工作条例》", "《信访条例》"),
    ("《公平竞争审查条例》", "《公平竞争审查条列》"),
    ("《习近平法治思想学习纲要》", "《习近平法治思想学习纲领》"),
    ("《行政处罚法》", "《行政处法》"),
    ("《道路运输条例》", "《道路运输条列》"),
    ("《保障农民工工资支付条例》", "《保障农民工资支付条例》"),
    ("《保障农民工工资支付条例》", "《公平竞争审查条例》"),
    ("提升行政执法质量三年行动计划（2023—2025年）", "提升行政执法质量三年行动计划（2022—2025年）"),
]

_SPELLED = [
    ("培训", "陪训"),
    ("规范", "规犯"),
    ("落实", "落买"),
    ("规章", "规张"),
    ("案件", "案件案件"),
    ("宣传", "宜传"),
    ("监督", "监督监督"),
    ("年底前", "截止目前"),
    ("审查", "审察起诉"),
    ("调解", "调解调解"),
    ("年末", "年未"),
    ("公布", "，公布"),
    ("群众", "群纵"),
    ("建设", "健设"),
    ("部署", "布署"),
    ("执法", "执法的的"),
    ("工作", "工作工作"),
    ("人员", "人员人员"),
    ("组织", "组织组织"),
    ("决策", "决策决策"),
    ("环境", "坏境"),
    ("循环", "循坏"),
    ("诉讼", "诉颂"),
    ("裁量", "栽量"),
    ("纠纷", "纠份"),
    ("环节", "坏节"),
    ("制度", "治渡"),
]


def typos(rng: random.Random, text: str) -> tuple[str, int, int] | None:
    """A doubled word or mark, a slip of the table, or a lost mark after a percentage."""
    body = _body(text)
    kind = rng.randrange(4)
    if kind == 0:
        match = _pick(rng, re.finditer("[，。；](?=[\u4e00-\u9fff])", text[body:]))
        if match is None:
            return None
        at = body + match.start()
        return text[:at] + rng.choice("，。、；") + text[at:], max(0, at - 2), at + 3
    if kind == 1:
        match = _pick(rng, re.finditer(r"(?:达|达到|率)\d+(?:\.\d+)?%[，。；](?=[\u4e00-\u9fff])", text[body:]))
        if match is None:
            return None
        at = body + match.end()
        word = rng.choice(["认真", "进一步", "加强", "开展", "推进"])
        return text[: at - 1] + word + text[at:], body + match.start(), at + 2
    if kind == 2:
        match = _pick(rng, re.finditer(_DOUBLED, text[body:]))
        if match is None or match.group() in ("执法",):
            return None
        at = body + match.start()
        return text[:at] + match.group() + text[at:], at, at + 2 * len(match.group())
    able = [swap for swap in _SPELLED if swap[0] in text[body:] and swap[1] in _KNOWN]
    old, new = rng.choice(able)
    match = _pick(rng, re.finditer(re.escape(old), text[body:]))
    return None if match is None else _replace(text, body + match.start(), body + match.end(), new)


_DOUBLED = "工作|监督|培训|案件|决策|审查|人员|制度|规范|开展|落实|组织|调解|宣传|建设|机制|部门|单位|法治"
_KNOWN = {"陪训", "规犯", "规张", "宜传", "群纵", "布署", "坏境", "诉颂", "栽量", "纠份", "截止目前", "落买"}

MUTATORS: dict[str, Callable[[random.Random, str], tuple[str, int, int] | None]] = {
    "text.numbering": numbering,
    "text.paired-marks": paired_marks,
    "text.placeholders": placeholders,
    "text.residue": residue,
    "text.fixed-terms": _one_of(_SWAPS),
    "text.obsolete-names": _one_of(_OFFICES),
    "text.citations": _one_of(_CITED),
    "text.typos": typos,
}


def mutations(criterion: str, count: int, seed: int = 7) -> Iterable[Mutation]:
    """``count`` mutations of one class, spread over the clean texts."""
    rng = random.Random(f"{seed} {criterion}")
    made = tried = 0
    while made < count and tried < 50 * count:
        source = TEXTS[tried % len(TEXTS)]
        tried += 1
        planted = MUTATORS[criterion](rng, source)
        if planted is None or planted[0] == source:
            continue
        made += 1
        text, start, end = planted
        yield Mutation(criterion, text, start, end, text[max(0, start - 6) : end + 10].replace("\n", "⏎"))


def is_found(mutation: Mutation) -> bool:
    """Whether a defect of the class stands where the slip was planted."""
    report = whole(mutation.text)
    origin = report.clean.origin
    for defect in detect(mutation.criterion, report).defects:
        low, high = origin.back_range(report.document_start + defect.start, report.document_start + defect.end)
        if low - _REACH < mutation.end and mutation.start < high + _REACH:
            return True
    return False


def false_alarms(criterion: str) -> int:
    """Defects of the class in the clean texts."""
    return sum(len(detect(criterion, whole(text)).defects) for text in TEXTS)


def main() -> None:
    """Print recall per class, what was missed, and false alarms in the clean texts."""
    characters = sum(map(len, TEXTS))
    for criterion in [name for name in HOMES if name in MUTATORS]:
        all_made = list(mutations(criterion, 120))
        missed = [mutation for mutation in all_made if not is_found(mutation)]
        recall = 1 - len(missed) / len(all_made)
        print(f"{criterion:22} {len(all_made):4} {recall:.3f}  {false_alarms(criterion)} in {characters}")
        for mutation in missed:
            print("    missed:", mutation.what)


if __name__ == "__main__":
    main()
