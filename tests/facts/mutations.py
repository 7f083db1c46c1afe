"""Clean paragraphs with figures that agree, and the same with one figure made wrong. Seeded, own wording.

Every builder draws its figures, so that each seed gives other ones; ``plant`` changes one of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Builder = Callable[[random.Random, bool], str]


@dataclass(frozen=True)
class Planted:
    """A text with one planted defect of ``criterion``; the slip lies in ``text[start:end]``."""

    criterion: str
    text: str
    start: int
    end: int


def _rate(part: int, whole: int, places: int = 1) -> str:
    return f"{100 * part / whole:.{places}f}%"


def _off(rng: random.Random, part: int, whole: int) -> str:
    """A rate that is neither rounded nor cut off from the counts."""
    true = 100 * part / whole
    while True:
        wrong = round(true + rng.choice((-1, 1)) * rng.uniform(1.5, 9), 1)
        if 0 < wrong < 100 and abs(wrong - true) > 1:
            return f"{wrong}%"


def _shift(rng: random.Random, value: int) -> int:
    """Another number of the same length, one digit changed."""
    digits = list(str(value))
    index = rng.randrange(len(digits))
    digits[index] = rng.choice([digit for digit in "123456789" if digit != digits[index]])
    return int("".join(digits))


# --------------------------------------------------------------------------- rates


def exam(rng: random.Random, wrong: bool) -> str:
    whole = rng.randint(120, 900)
    part = rng.randint(whole // 2, whole - 5)
    rate = _off(rng, part, whole) if wrong else _rate(part, whole)
    return f"组织执法人员闭卷考试，参考{whole}人，合格{part}人，合格率{rate}。"


def mediation(rng: random.Random, wrong: bool) -> str:
    whole = rng.randint(1000, 9000)
    part = rng.randint(whole - 300, whole - 20)
    rate = _off(rng, part, whole) if wrong else _rate(part, whole, 2)
    return f"各级调解组织共调处矛盾纠纷{whole}件，调解成功{part}件，成功率达{rate}。"


def appearance(rng: random.Random, wrong: bool) -> str:
    whole = rng.randint(60, 400)
    part = rng.randint(whole // 2, whole - 2)
    rate = _off(rng, part, whole) if wrong else _rate(part, whole)
    return f"全年开庭审理行政诉讼案件{whole}件，其中行政机关负责人出庭应诉{part}件，出庭应诉率为{rate}。"


def share(rng: random.Random, wrong: bool) -> str:
    whole = rng.randint(200, 900)
    part = rng.randint(40, whole // 2)
    rate = _off(rng, part, whole) if wrong else _rate(part, whole)
    return f"审结行政复议案件{whole}件，其中经调解和解结案{part}件，占{rate}。"


def growth(rng: random.Random, wrong: bool) -> str:
    old = rng.randint(200, 800)
    new = old + rng.randint(30, 190)
    rate = _off(rng, new - old, old) if wrong else _rate(new - old, old)
    return f"收到行政复议申请{new}件，比上年的{old}件增长{rate}。"


def from_to(rng: random.Random, wrong: bool) -> str:
    old = rng.randint(150, 600)
    new = old - rng.randint(30, 100)
    rate = _off(rng, old - new, old) if wrong else _rate(old - new, old)
    return f"市级行政许可事项由{old}项减至{new}项，精简{rate}。"


def impossible_share(rng: random.Random, wrong: bool) -> str:
    whole = rng.choice((37, 43, 59, 67, 71, 83))
    part = rng.randint(3, whole // 3)
    rate = f"{100 * part / whole + 0.4:.2f}%" if wrong else _rate(part, whole, 2)
    return f"办结行政复议案件{whole}件，直接纠错率{rate}。"


# --------------------------------------------------------------------------- sums


def proposals(rng: random.Random, wrong: bool) -> str:
    one, two = rng.randint(60, 300), rng.randint(60, 400)
    return f"办理人大代表建议{one}件、政协提案{two}件，共计{_shift(rng, one + two) if wrong else one + two}件。"


def cleaning(rng: random.Random, wrong: bool) -> str:
    kept, changed, ended = rng.randint(60, 200), rng.randint(3, 30), rng.randint(10, 60)
    total = kept + changed + ended
    shown = _shift(rng, total) if wrong else total
    return f"对现行{shown}件规范性文件进行清理，继续有效{kept}件、修改{changed}件、废止{ended}件。"


def review(rng: random.Random, wrong: bool) -> str:
    best, good, bad = rng.randint(20, 80), rng.randint(60, 200), rng.randint(2, 12)
    shown = _shift(rng, best + good + bad) if wrong else best + good + bad
    return f"抽取案卷{shown}卷集中评查，评定优秀{best}卷、合格{good}卷、不合格{bad}卷。"


def rest(rng: random.Random, wrong: bool) -> str:
    total, left = rng.randint(100, 900), rng.randint(3, 30)
    done = total - left
    return f"督察发现问题{total}个，已整改{_shift(rng, done) if wrong else done}个，其余{left}个正在推进。"


def flow(rng: random.Random, wrong: bool) -> str:
    carried, came, left = rng.randint(5, 60), rng.randint(200, 700), rng.randint(5, 80)
    done = carried + came - left
    shown = _shift(rng, done) if wrong else done
    return f"上年结转案件{carried}件，新收{came}件，审结{shown}件，结转下年{left}件。"


def bracket(rng: random.Random, wrong: bool) -> str:
    one, two, three = rng.randint(5, 40), rng.randint(5, 40), rng.randint(5, 40)
    total = one + two + three
    shown = _shift(rng, total) if wrong else total
    return f"下放市场监管（{one}项）、城市管理（{two}项）、农业农村（{three}项）等3个领域的{shown}项处罚权。"


def greater(rng: random.Random, wrong: bool) -> str:
    total = rng.randint(40, 90)
    part = total + rng.randint(3, 9) if wrong else rng.randint(5, total - 5)
    return f"出具法律意见书{total}份，其中涉及政府合同的{part}份。"


# --------------------------------------------------------------------------- plausible


def over_hundred(rng: random.Random, wrong: bool) -> str:
    name = rng.choice(("信访事项按期办结率", "审计问题整改到位率", "规范性文件报备率", "执法人员持证率", "文书公开率"))
    return f"{name}达到{rng.randint(901, 999) if wrong else rng.randint(90, 99)}%。"


def two_rates(rng: random.Random, wrong: bool) -> str:
    one, two = rng.randint(51, 99) / 10, rng.randint(51, 99) / 10
    return f"事故起数和伤亡人数分别下降{one}%{'' if wrong else '、'}{two}%。"


def fall(rng: random.Random, wrong: bool) -> str:
    return f"涉企现场检查次数同比下降{rng.randint(110, 180) if wrong else rng.randint(11, 60)}%。"


# --------------------------------------------------------------------------- dates


def bad_day(rng: random.Random, wrong: bool) -> str:
    month = rng.choice((2, 4, 6, 9, 11))
    day = rng.choice((31, 32)) if wrong else rng.randint(1, 28)
    return f"新修订的管理办法于2024年{month}月{day}日起施行。"


def bad_month(rng: random.Random, wrong: bool) -> str:
    return f"专项行动自2024年{rng.randint(13, 19) if wrong else rng.randint(1, 12)}月启动。"


def lost_dash(rng: random.Random, wrong: bool) -> str:
    return f"对照《实施纲要（2021{'' if wrong else '—'}2025年）》逐项落实。"


def lost_year(rng: random.Random, wrong: bool) -> str:
    return f"2024{'' if wrong else '年'}{rng.randint(1, 9)}月，集中开展业务培训。"


def backwards(rng: random.Random, wrong: bool) -> str:
    first, second = (2024, 2022) if wrong else (2022, 2024)
    return f"提升执法质量三年行动（{first}年{rng.randint(1, 12)}月至{second}年{rng.randint(1, 12)}月）稳步实施。"


def blank(rng: random.Random, wrong: bool) -> str:
    return f"方案自2024年{'xx' if wrong else rng.randint(1, 12)}月1日起执行。"


BUILDERS: dict[str, tuple[Builder, ...]] = {
    "numbers.rates": (exam, mediation, appearance, share, growth, from_to, impossible_share),
    "numbers.sums": (proposals, cleaning, review, rest, flow, bracket, greater),
    "numbers.plausible": (over_hundred, two_rates, fall),
    "text.dates": (bad_day, bad_month, lost_dash, lost_year, backwards, blank),
}

# figures that agree, are open, or are none: nothing here may be shown
QUIET = (
    "开展“八五”普法中期评估，组织第三批示范单位创建，“一件事一次办”事项扩展到36项。",
    "受理法律援助案件420件，同比增长18.2%，群众满意率保持在98%以上。",
    "接收移交线索260件，立案190件，移送公安机关7件，移送纪检监察机关3件。",
    "全年举办培训6期、参训1200余人次，人均学习32学时。",
    "12345热线办理群众诉求近3万件，平均办理时长由6个工作日缩短到4.5个工作日。",
    "固定资产投资增长112%，重点项目年度计划完成率106.3%。",
    "聘任法律顾问12名，其中专家学者5名、执业律师7名，审查合同86份。",
    "培训执法骨干80人，其中女性45人、党员52人。",
    "坚持一手抓制度、一手抓落实，做到每案一评、一案一档。",
    "截至2024年12月底，全市共有公职律师63名、公司律师18名。",
    "召开常务会议14次，审议议题72个，其中法治议题19个。",
    "2023年6月至2024年3月，分两批完成2.1万平方米违法建设拆除。",
    "对5个部门、12个乡镇开展督察，反馈问题48个，约谈3人。",
    "行政复议案件中，行政处罚类110件、信息公开类40件、征收补偿类25件等，合计占比超过七成。",
    "现有调解员1260名，比上年增加85名，排查矛盾纠纷8900余件次。",
    "出台制度文件13件，修改4件，起草地方性法规草案2件。",
)


def clean_text(seed: int, paragraphs: int = 8) -> str:
    """A text whose figures all agree; nothing is told twice."""
    rng = random.Random(seed)
    builders = [builder for group in BUILDERS.values() for builder in group]
    told = iter(rng.sample(builders, 2 * paragraphs))
    quiet = iter(rng.sample(QUIET, paragraphs))
    lines = []
    for _ in range(paragraphs):
        chosen = [next(told)(rng, False), next(quiet), next(told)(rng, False)]
        rng.shuffle(chosen)
        lines.append("".join(chosen))
    return "\n".join(lines)


def planted(criterion: str, seed: int) -> Planted:
    """A clean text with one slip of ``criterion`` in it."""
    rng = random.Random(seed)
    builder = BUILDERS[criterion][seed % len(BUILDERS[criterion])]
    slip = builder(rng, True)
    lines = clean_text(seed + 10_000, 5).split("\n")
    at = rng.randrange(len(lines))
    before = "".join(line + "\n" for line in lines[:at])
    text = before + slip + "\n" + "\n".join(lines[at:])
    return Planted(criterion, text, len(before), len(before) + len(slip))
