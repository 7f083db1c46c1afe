"""``docs/rubrics/<rubric>.md``: a rubric as a page for people, drawn from the YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.model import Basis, Case, Criterion, Rubric
from checker.rules.deselected import KIND as DESELECTED
from checker.rules.slots import pattern_sets

BANNER = "<!-- 本页由 checker rubric docs 从细则文件生成，请勿手工修改；改细则后重新运行该命令。 -->"
_LEVELS = {"required": "必备", "expected": "应有", "encouraged": "鼓励"}
_KINDS = {
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "township": "乡镇（街道）",
    "department": "部门",
    "enforcing": "有执法职能的部门",
}
_SUPPORT = {"act": "须写明具体举措、文件、会议、机制或数字", "figure": "须写明数量或比率"}
_COVERAGE = {"full": "符合", "partial": "部分", "none": "未见", "not_applicable": "不适用"}
_STATUS = {"fail": "不符合", "warn": "需核对", "error": "未能判定"}
_RULES = {
    "matter": "查找事项，看是否写明已做",
    "four-personally": "“四个亲自”的固定表述，或四项分别写明",
    "report-upward": "主送上级机关，或写明已向上级报告",
    "title": "标题的主体、年度和文种",
    "addressee": "主送机关",
    "issuer": "署名",
    "issue-date": "成文日期",
    "reported-by": "报告时间",
    "published-by": "公开时间",
    "section": "有没有成块的这部分内容",
    "causes": "有没有说明不足的原因",
    "specific-problems": "不足是否具体",
    "plan-answers-problems": "安排是否回应不足",
    "year-consistency": "年度是否前后一致",
    "defects": "文字、数字的差错",
    "matter-anywhere": "查找事项，看是否写明已做，不论写在哪一部分",
    "part": "有没有单列这一部分，标题下有没有内容",
    "part-order": "各部分是否按规定的次序",
    "table": "规定的表格",
    DESELECTED: "不选用",
}
_SHOWN_CASES = 3


def page(rubric: Rubric) -> str:
    """The page of a rubric; the same rubric gives the same bytes."""
    return "\n".join(_lines(rubric)) + "\n"


def stale(folder: Path, rubrics: Sequence[Rubric]) -> list[Path]:
    """The pages in ``folder`` that are missing or no longer what their rubric says."""
    return [
        folder / f"{rubric.id}.md"
        for rubric in rubrics
        if not (folder / f"{rubric.id}.md").is_file() or (folder / f"{rubric.id}.md").read_text("utf-8") != page(rubric)
    ]


def _lines(rubric: Rubric) -> Iterator[str]:
    yield BANNER
    yield ""
    yield f"# {rubric.title}"
    yield ""
    first, last = rubric.years
    years = f"{first or ''}—{last or ''}" if first or last else "各年度"
    yield f"编号 `{rubric.id}`，版本 {rubric.version}；报告年度 {years}；{len(rubric.criteria)} 个条目。"
    yield ""
    yield _gate(rubric)
    yield ""
    yield "| 组 | 条目数 | 必备 | 应有 | 鼓励 |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for group in rubric.groups:
        members = [criterion for criterion in rubric.criteria if criterion.group == group.id]
        counts = [sum(criterion.level == level for criterion in members) for level in _LEVELS]
        yield f"| {group.name} | {len(members)} | {counts[0]} | {counts[1]} | {counts[2]} |"
    for group in rubric.groups:
        yield ""
        yield f"## {group.name}"
        for criterion in rubric.criteria:
            if criterion.group == group.id:
                yield ""
                yield from _criterion(criterion)


def _gate(rubric: Rubric) -> str:
    if rubric.purpose == "map":
        return "这部细则是披露事项的地图：只说报告写了哪些、没写哪些，不作合格判断，没有门槛。"
    gate = rubric.gate
    parts = [f"出现{'、'.join('“' + _STATUS[status] + '”' for status in gate.fail_on)}即不通过"]
    if gate.must_pass:
        parts.append(f"必须符合：{'、'.join(gate.must_pass)}")
    if gate.min_score:
        parts.append(f"得分不低于 {gate.min_score:g}")
    if gate.max_warn is not None:
        parts.append(f"“需核对”不多于 {gate.max_warn} 个")
    return f"门槛：{'；'.join(parts)}。"


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield f"### {criterion.name} `{criterion.id}`"
    yield ""
    yield f"- 要求：{criterion.asks}"
    yield f"- 级别：{_level(criterion)}，权重 {criterion.weight:g}"
    scope = _scope(criterion)
    if scope:
        yield f"- 适用：{scope}"
    yield f"- 判断：{_how(criterion)}"
    for basis in criterion.basis:
        yield f"- 依据：{_basis(basis)}"
    if criterion.advice:
        yield f"- 建议：{criterion.advice}"
    shown = list(_shown(criterion.cases))
    if shown:
        yield ""
        yield "| 原文 | 覆盖程度 | 理由 |"
        yield "| --- | --- | --- |"
        for case in shown:
            yield f"| {_cell(case.text)} | {_COVERAGE[case.coverage]} | {_cell(case.why)} |"


def _level(criterion: Criterion) -> str:
    told = _LEVELS[criterion.level]
    if criterion.before:
        told += f"（{criterion.before[0]} 年度以前为{_LEVELS[criterion.before[1]]}）"
    return told


def _scope(criterion: Criterion) -> str:
    parts = []
    if criterion.kinds:
        parts.append("、".join(_KINDS.get(kind, kind) for kind in criterion.kinds))
    if criterion.since:
        parts.append(f"{criterion.since} 年度起")
    if criterion.until:
        parts.append(f"到 {criterion.until} 年度为止")
    return "；".join(parts)


def _how(criterion: Criterion) -> str:
    if criterion.rule == DESELECTED:
        return str(criterion.params["reason"]).rstrip("。")
    parts = [_RULES.get(criterion.rule, criterion.rule)]
    elements = criterion.params.get("elements") or ()
    if elements:
        need = int(criterion.params.get("need") or len(elements))
        names = "、".join(element["name"] for element in elements)
        parts.append(f"要素：{names}（须见 {need} 项）")
    table = criterion.params.get("table")
    if table:
        asked = {"present": "行和栏是否齐全", "filled": "各栏是否填了数字", "sums": "合计是否相符"}
        parts.append(asked[criterion.params.get("check") or "present"])
        parts.append(f"{table['name']}，{len(table['rows'])} 行、{len(table['columns'])} 栏")
    if criterion.support:
        parts.append(_SUPPORT[criterion.support])
    count = sum(len(patterns) for patterns in pattern_sets(criterion.params).values())
    if count:
        parts.append(f"短语 {count} 个")
    return "；".join(parts)


def _basis(basis: Basis) -> str:
    told = f"《{basis.instrument}》{basis.number}"
    told += f" {basis.article}" if basis.article else ""
    return told + f"（{basis.tier}{'' if basis.verified else '，未核对原文'}）"


def _shown(cases: Sequence[Case]) -> Iterator[Case]:
    """The first passage of each coverage; whole reports are too long for a table."""
    seen: set[str] = set()
    for case in cases:
        if not case.whole and case.coverage not in seen and len(seen) < _SHOWN_CASES:
            seen.add(case.coverage)
            yield case


def _cell(value: str) -> str:
    return " ".join(value.split()).replace("|", "\\|")
