"""Assessments built by hand: every status, a waiver, near misses, hostile text, two parts, and a big one."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checker.model import (
    STATUSES,
    Assertion,
    Assessment,
    Basis,
    Block,
    CleanText,
    Coverage,
    Criterion,
    Document,
    Finding,
    Gate,
    Group,
    Identity,
    Known,
    Ledger,
    Level,
    Location,
    OffsetMap,
    Paragraph,
    Quote,
    Report,
    Role,
    Rubric,
    Score,
    Section,
    Status,
    Verdict,
    Waived,
)

TEXT = """青屏县人民政府2023年法治政府建设年度情况报告
青屏市人民政府：
2023年，青屏县坚持依法行政，现将有关情况报告如下。
一、2023年主要举措和成效
（一）健全行政决策机制
县政府聘请7名律师担任法律顾问，全年审查合同126份，提出意见304条。重大行政决策事项目录于3月公布，列入事项5项。
（二）规范行政执法
全县办理行政处罚案件418件，“罚款<script>alert('1')</script>”一类网页残留请在上报前删除。开展案卷评查2次，评查案卷96卷。
（三）化解矛盾纠纷
全年收到行政复议申请52件，受理48件，审结45件，纠错率为8.9%。行政诉讼案件一审33件，负责人出庭应诉31件，出庭率达到103.3%。
二、党政主要负责人履行推进法治建设第一责任人职责情况
县长主持召开县政府常务会议4次，专题听取法治工作汇报。
三、存在的不足和原因
虽然工作有了进展，但还有差距。一是行政执法“三项制度”落实不够到位。二是基层法制审核力量薄弱。
四、2024年工作安排
将推进行政执法“三项制度”全覆盖。
青屏县人民政府
2024年1月19日
"""

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script>\x1b[31m\x07\u202e@SUM(1)\ud800&<>\"'`${7*7}{{7*7}}"

GROUPS = (
    Group("form", "形式要件", "Form"),
    Group("section", "必备内容", "Required sections"),
    Group("duty", "第一责任人职责", "Duty of the principal leaders"),
    Group("decision", "行政决策制度体系", "Administrative decision-making"),
    Group("enforcement", "行政执法工作体系", "Administrative enforcement"),
    Group("disputes", "社会矛盾纠纷预防化解体系", "Disputes"),
    Group("text", "文字规范", "Text"),
    Group("numbers", "数字一致", "Numbers"),
)

OUTLINE = Basis(
    "法治政府建设与责任落实督察工作规定", "第二十五条", "厅字〔2019〕28号", "党内法规", "2019-04-15", "", True
)
PRACTICE = Basis("通行做法")


@dataclass(frozen=True, slots=True)
class Row:
    """What a hand-made finding needs to be told."""

    id: str
    name: str
    status: Status
    coverage: Coverage
    level: Level = "expected"
    message: str = ""
    advice: str = ""
    quotes: tuple[tuple[str, Assertion, str], ...] = ()
    near: tuple[tuple[str, Assertion, str], ...] = ()
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    waiver: Waived | None = None
    name_en: str = ""


ROWS = (
    Row("form.title", "标题", "pass", "full", "required", "标题要素齐全。", "",
        (("青屏县人民政府2023年法治政府建设年度情况报告", "mentioned", ""),), name_en="Title"),
    Row("form.addressee", "主送机关", "pass", "full", message="以上一级政府为主送机关。",
        quotes=(("青屏市人民政府：", "mentioned", ""),), name_en="Addressee"),
    Row("section.measures", "主要举措和成效", "pass", "full", "required", "有成块的举措和成效内容。",
        quotes=(("一、2023年主要举措和成效", "mentioned", ""),)),
    Row("section.causes", "不足的原因", "warn", "partial", "required", "标题提到原因，正文未见对原因的说明，请核对。",
        "建议在每条不足之后写明原因。", (("三、存在的不足和原因", "mentioned", ""),), name_en="Causes of shortcomings"),
    Row("duty.agenda", "会议研究法治工作", "pass", "full", message="写明了会议次数和议题。",
        quotes=(("县长主持召开县政府常务会议4次，专题听取法治工作汇报。", "done", ""),)),
    Row("duty.law-lectures", "领导干部学法", "warn", "none", message="未见领导干部学法的内容。",
        advice="如已开展会前学法、中心组学法，请补充次数和主题。", name_en="Law study by leaders"),
    Row("decision.catalogue", "重大行政决策目录", "pass", "full", message="目录已公布。",
        quotes=(("重大行政决策事项目录于3月公布，列入事项5项。", "done", ""),)),
    Row("decision.counsel", "法律顾问与公职律师", "pass", "full", message="写明了聘任和作用。",
        quotes=(("县政府聘请7名律师担任法律顾问，全年审查合同126份，提出意见304条。", "done", "聘任"),)),
    Row("enforcement.three-systems", "行政执法“三项制度”", "fail", "none", "required",
        "未见本年度落实行政执法“三项制度”的做法，请核对是否遗漏。",
        "建议分别写明行政执法公示、执法全过程记录、重大执法决定法制审核的做法和数量。", (),
        (("一是行政执法“三项制度”落实不够到位。", "lacking", "仅见于存在不足部分"),
         ("将推进行政执法“三项制度”全覆盖。", "planned", "仅为下一年度安排")),
        (), ("行政执法公示", "执法全过程记录", "重大执法决定法制审核"), name_en="Three systems of enforcement"),
    Row("enforcement.case-review", "案卷评查", "pass", "full", message="写明了次数和卷数。",
        quotes=(("开展案卷评查2次，评查案卷96卷。", "done", ""),)),
    Row("enforcement.leniency", "柔性执法与轻微免罚", "not_applicable", "none", "encouraged",
        "未见相关内容，不作要求。"),
    Row("disputes.reconsideration", "行政复议", "pass", "full", "required", "收案、受理、审结和纠错数据齐全。",
        quotes=(("全年收到行政复议申请52件，受理48件，审结45件，纠错率为8.9%。", "done", ""),)),
    Row("disputes.petitions", "信访法治化", "warn", "none", message="未见信访事项依法办理的内容。",
        advice="建议补充信访事项办理情况。",
        waiver=Waived("该县信访工作由市级统一报告", "县司法局 甲某", "市司法局 乙某", "2024-02-01", "2024-12-31")),
    Row("text.residue", "残留内容", "fail", "none", "required",
        "正文混有网页残留，请删除后重新提交。", "请对照原件核对该处。",
        (("<script>alert('1')</script>", "mentioned", ""),)),
    Row("numbers.plausible", "数值合理", "error", "not_applicable", "required", "本条未能完成检查，请人工核对。"),
    Row("numbers.rates", "率与件数相符", "warn", "partial", "required", "出庭率与件数不符：31÷33 约为 93.9%，请核对。",
        "请核对件数和比率。", (("出庭率达到103.3%", "done", ""),)),
)  # fmt: skip


def build_report(text: str, identity: Identity, *, source: str, part: int = 1, parts: int = 1) -> Report:
    """A report whose clean text is its raw text; headings are the lines that begin with a Chinese number."""
    blocks: list[Block] = []
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    roles: list[tuple[int, int, Role]] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            start += 1
            continue
        end = start + len(line)
        level = 1 if line[1:2] == "、" else 2 if line[0] == "（" and line[2:3] == "）" else None
        place = Location(line=number, paragraph=len(blocks) + 1)
        blocks.append(Block(start, end, "heading" if level else "paragraph", level, place))
        paragraphs.append(Paragraph(start, end, "heading" if level else "paragraph", level, len(blocks) - 1))
        if level:
            role = _role(line)
            parent = next((i for i in range(len(sections) - 1, -1, -1) if sections[i].level < level), -1)
            sections.append(Section(start, len(text), start, end, level, None, role, parent))
            roles.append((start, len(text), role))
        start = end + 1
    sections = [
        replace(s, end=min((t.start for t in sections if t.start > s.start and t.level <= s.level), default=len(text)))
        for s in sections
    ]
    cuts = [*[role[0] for role in roles[1:]], len(text)]
    roles = [(s, cut, role) for (s, _, role), cut in zip(roles, cuts, strict=False)]
    lead: list[tuple[int, int, Role]] = [(0, roles[0][0], "lead")] if roles else [(0, len(text), "lead")]
    data = text.encode("utf-8", "surrogatepass")
    document = Document(source, hashlib.sha256(data).hexdigest(), "txt", text, tuple(blocks), data=data)
    clean = CleanText(document, text, text, OffsetMap((0,), (0,)), tuple(paragraphs), (), Ledger(len(text), len(text)))
    return Report(
        clean, part, parts, 0, text, text, identity, tuple(paragraphs), tuple(sections), (*lead, *roles), 0, len(text)
    )


def _role(heading: str) -> Role:
    if "不足" in heading:
        return "problems"
    if "负责人" in heading:
        return "leader-duty"
    return "plan" if "安排" in heading else "measures"


def build_quote(report: Report, text: str, assertion: Assertion, element: str = "", note: str = "") -> Quote:
    start = report.text.index(text)
    end = start + len(text)
    blocks = report.clean.document.blocks
    place = blocks[bisect_right([block.start for block in blocks], start) - 1].location
    return Quote(text, start, end, report.path_at(start), assertion, element, place, note)


def _finding(report: Report, row: Row) -> Finding:
    weight = {"required": 3.0, "expected": 2.0, "encouraged": 1.0}[row.level]
    return Finding(
        criterion=row.id,
        name=row.name,
        group=row.id.split(".")[0],
        level=row.level,
        weight=weight,
        status=row.status,
        coverage=row.coverage,
        message=row.message,
        advice=row.advice,
        basis=(OUTLINE,) if row.level == "required" else (PRACTICE,),
        evidence=tuple(build_quote(report, text, how, element=element) for text, how, element in row.quotes),
        near=tuple(build_quote(report, text, how, note=note) for text, how, note in row.near),
        met=row.met,
        unmet=row.unmet,
        waiver=row.waiver,
    )


def assess(
    report: Report, findings: Sequence[Finding], rubric: Rubric, verdict: Verdict = "fail", **changes: Any
) -> Assessment:
    worth = {"full": 1.0, "partial": 0.5, "none": 0.0}
    groups: list[tuple[str, float, float]] = []
    for group in rubric.groups:
        own = [f for f in findings if f.group == group.id and f.coverage in worth and f.status != "not_applicable"]
        groups.append((group.id, sum(f.weight * worth[f.coverage] for f in own), sum(f.weight for f in own)))
    earned = sum(g[1] for g in groups)
    possible = sum(g[2] for g in groups)
    counted = Counter(f.status for f in findings)
    values: dict[str, Any] = {
        "report": report,
        "rubric": rubric,
        "findings": tuple(findings),
        "score": Score(100 * earned / possible if possible else 0.0, earned, possible, tuple(groups)),
        "verdict": verdict,
        "gate_reasons": ("有 2 个条目不符合（行政执法“三项制度”、残留内容），门槛不允许。",),
        "counts": {status: counted[status] for status in STATUSES},
        "reading": {
            "characters": len(report.text),
            "pages": None,
            "unassigned_lines": 2,
            "untyped_numbers": ["3", "5", "7"],
        },
    }
    return Assessment(**(values | changes))


def identity(year: int = 2023) -> Identity:
    title = f"青屏县人民政府{year}年法治政府建设年度情况报告"
    return Identity(
        title=Known(title, "title", 0, len(title)),
        issuer=Known("青屏县人民政府", "title", 0, 7),
        kind="county",
        kind_source="title",
        years=(year,),
        years_source="title",
        addressee=Known("青屏市人民政府", "addressee"),
        issued_on=date(2024, 1, 19),
        published_on=date(2024, 1, 26),
    )


def rubric_for(rows: Sequence[Row]) -> Rubric:
    criteria = tuple(
        Criterion(
            row.id, row.name, row.id.split(".")[0], row.level, f"{row.name}的内容", "matter", {},
            basis=(OUTLINE,), advice=row.advice, name_en=row.name_en,
        )
        for row in rows
    )  # fmt: skip
    return Rubric(
        "law-government-2021", "1.2.0", "法治政府建设年度情况报告评价细则（2021–2025年度）", "ab" * 32,
        "annual-report", (2021, 2025), GROUPS, criteria, Gate(), {},
    )  # fmt: skip


def realistic(rows: Sequence[Row] = ROWS, *, text: str = TEXT, part: int = 1, parts: int = 1) -> Assessment:
    """One county report with every status, a waiver, two near misses and ``<script>`` in its text."""
    report = build_report(text, identity(), source="青屏县2023.txt", part=part, parts=parts)
    return assess(report, [_finding(report, row) for row in rows], rubric_for(rows))


def two_parts() -> list[Assessment]:
    """A file that holds two reports."""
    return [realistic(part=1, parts=2), realistic(part=2, parts=2)]


def passing() -> Assessment:
    """Nothing to do: only passes."""
    rows = [row for row in ROWS if row.status == "pass"]
    report = build_report(TEXT, identity(), source="青屏县2023.txt")
    return assess(report, [_finding(report, row) for row in rows], rubric_for(rows), "pass", gate_reasons=())


def hostile(findings: int = 2) -> Assessment:
    """Markup, formulas, control characters, bidi marks and a lone surrogate wherever text can stand."""
    text = f"一、{HOSTILE}\n{HOSTILE}\n"
    known = Known(HOSTILE, "title", 2, 2 + len(HOSTILE))
    report = build_report(text, replace(identity(), title=known, issuer=known), source=HOSTILE)
    basis = Basis(HOSTILE, HOSTILE, HOSTILE)
    waiver = Waived(*[HOSTILE] * 5)
    quote = build_quote(report, HOSTILE, "done", element=HOSTILE, note=f"注：{HOSTILE}")
    base = Finding(
        "text.residue", HOSTILE, "text", "required", 3.0, "fail", "none", HOSTILE, HOSTILE, (basis,),
        (quote,), (quote,), (HOSTILE,), (HOSTILE,), None,
    )  # fmt: skip
    made = [base, replace(base, criterion="text.typos", status="warn", waiver=waiver)]
    made += [replace(base, criterion=f"text.item-{index}") for index in range(2, findings)]
    rubric = replace(rubric_for(ROWS), title=HOSTILE)
    return assess(report, made, rubric, gate_reasons=(HOSTILE,), reading={"notes": (HOSTILE,)})


def long_text(characters: int = 8000) -> str:
    """A report text of at least ``characters`` code points, every sentence different."""
    lines = [TEXT.split("\n一、", maxsplit=1)[0]]
    for part in range(1, 9):
        lines.append(f"{'一二三四五六七八'[part - 1]}、第{part}方面工作情况")
        for item in range(1, 6):
            lines.append(f"（{'一二三四五'[item - 1]}）第{part}方面第{item}项工作")
            lines.append(
                "".join(
                    f"第{part}-{item}-{n}项工作已于{n}月办结，"
                    f"全年办理事项{part * 100 + item * 10 + n}件，群众评价良好。"
                    for n in range(1, max(characters // 1200, 1) + 1)
                )
            )
    return "\n".join(lines) + "\n"


def big(findings: int = 76, characters: int = 8000) -> Assessment:
    """As many findings as asked on a long text, each with two passages of its own where there is room."""
    text = long_text(characters)
    report = build_report(text, identity(), source="大报告.txt")
    sentences = [s for line in text.split("\n") for s in line.split("。") if s.startswith("第")]
    places: list[tuple[int, str]] = []
    at = 0
    for sentence in sentences:
        at = text.index(sentence, at)
        places.append((at, sentence))
        at += len(sentence)
    statuses: tuple[tuple[Status, Coverage], ...] = (
        ("pass", "full"), ("warn", "partial"), ("fail", "none"), ("pass", "full"), ("not_applicable", "not_applicable"),
    )  # fmt: skip
    made = []
    rows = []
    for index in range(findings):
        status, coverage = statuses[index % len(statuses)]
        group = GROUPS[index % len(GROUPS)]
        row = Row(f"{group.id}.item-{index}", f"{group.name}第{index}项", status, coverage)
        rows.append(row)
        own = [places[(index * 2 + k) % len(places)] for k in range(2)]
        quotes = tuple(
            Quote(t, s, s + len(t), report.path_at(s), "done", "", Location(line=1 + k)) for k, (s, t) in enumerate(own)
        )
        near = tuple(replace(quote, assertion="lacking", note="仅见于存在不足部分") for quote in quotes)
        made.append(
            replace(
                _finding(report, row),
                message=f"第{index}项的说明，请核对是否写明做法和数量。",
                advice="建议写明具体做法、次数和成效。",
                evidence=quotes if coverage in ("full", "partial") else (),
                near=near if coverage == "none" else (),
            )
        )
    return assess(report, made, rubric_for(rows))
