"""The published JSON Schemas of rubric, criteria, lexicon and tailoring files, made from the forms."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

NAMES = ("rubric", "criteria", "tailoring", "terms", "lexicon-words", "lexicon-distortions", "lexicon-typos", "cases")
_TITLES = {
    "rubric": "评价细则",
    "criteria": "条目文件",
    "cases": "案例文件：条目编号和它的案例",
    "tailoring": "本地化细则",
    "terms": "本单位用语",
    "lexicon-words": "词库：线索词、词组（cues.yaml、groups.yaml）",
    "lexicon-distortions": "词库：误写（distortions.yaml）",
    "lexicon-typos": "词库：错别字（typos.yaml）",
}
# What an editor shows beside a field; said once here for all forms.
FIELDS = {
    "id": "编号：小写字母、数字、连字符，各段用点分开",
    "version": "语义版本：主.次.修订，如 1.0.0",
    "title": "名称",
    "title_en": "英文名称",
    "report_type": "报告种类",
    "purpose": "用途：check 检查，map 只看披露了哪些事项，不作合格判断；不写的随继承的细则，默认 check",
    "years": "适用的报告年度 [起, 止]，null 表示不限",
    "extends": "继承哪部细则：内置名称，或同一文件夹里的 YAML 文件",
    "include": "包含的条目文件",
    "lexicon": "词库文件夹",
    "changes": "对已有条目的改动",
    "criteria": "条目",
    "group": "条目所属的组",
    "gate": "门槛：决定总结论的条件",
    "abstract": "只供继承，不能直接使用",
    "fail_on": "出现哪些结论即不通过：fail 不符合、warn 需核对、error 未能判定",
    "must_pass": "必须符合的条目编号",
    "min_score": "最低得分，0—100",
    "max_warn": "“需核对”的条目至多几个",
    "name": "中文名称",
    "name_en": "英文名称",
    "level": "级别：required 必备、expected 应有、encouraged 鼓励",
    "weight": "权重，0—100",
    "asks": "要求报告写什么，一句话",
    "kinds": "适用的报告主体；不写为全部",
    "since": "自哪个报告年度起要求",
    "until": "要求到哪个报告年度",
    "before": "某年度以前按另一级别",
    "support": "佐证：act 具体举措、文件、会议、机制，figure 数量或比率",
    "basis": "依据",
    "rule": "机器怎样判断",
    "message": "各种结论的说法",
    "advice": "改进建议",
    "cases": "案例：原文和应得的结论；细则文件里是另写案例的文件",
    "assertion": "第一处依据应得的陈述性质",
    "says": "第一处依据的说明里应有的话",
    "quote": "依据应引的原文；有几处的写成列表",
    "advice_en": "改进建议的英文，--lang en 时用",
    "message_en": "各种结论的英文说法，--lang en 时用",
    "least": "标题下至少多少字",
    "days": "各类主体的最后日期，写“月-日”，如 01-31",
    "check": "查表格的什么：present 行栏齐全、filled 都填了数字、sums 合计相符",
    "table": "规定的表格：名称、栏目、行",
    "columns": "栏目，按次序；在 sums 里是相加的栏目",
    "rows": "行，按次序；在 sums 里是相加的行",
    "words": "栏名、行名在表里的写法；空列表表示没有行名",
    "sums": "合计关系",
    "equal": "相加的结果应等于哪些（之和）",
    "instrument": "文件名称，不带书名号",
    "article": "条款",
    "number": "文号",
    "tier": "效力层级",
    "effective": "施行日期",
    "verified": "是否核对过原文",
    "kind": "种类",
    "find": "要找的短语",
    "elements": "要素：各有编号、名称和短语",
    "need": "要满足几个要素，不写为全部",
    "within": "只在 role 所写的部分里才算写到的短语",
    "whole": "把几个要素合在一起说的短语，命中即全部满足",
    "mention": "只算“提到”的短语，至多得部分符合",
    "reject": "命中则不算的短语",
    "units": "数字的计量单位",
    "figure": "数字须在何处",
    "addressed": "主送机关写有其中之一即符合",
    "jointly": "党委、政府联合报告时视为已写明的要素",
    "optional_for": "哪些主体可以没有这方面的情况",
    "formula": "固定表述",
    "report": "报告、报送一类的短语；案例里是整篇报告",
    "recipients": "报送对象",
    "role": "报告的哪一部分",
    "told_by": "没有这一部分时，哪个条目的短语算写到了它的内容",
    "detector": "检查器名称",
    "tolerance": "几处以内算部分符合",
    "empty": "没有可查内容时的结论",
    "options": "其他参数",
    "is": "应得的覆盖程度",
    "text": "一段原文",
    "why": "理由",
    "year": "报告年度",
    "who": "由谁决定",
    "when": "决定日期，如 2024-01-15",
    "tailors": "以哪部细则为底：内置名称，或文件路径",
    "fits": "还可用于哪些细则（编号）",
    "layer": "层次：national、province、city、unit",
    "terms": "本单位用语文件",
    "only": "只保留这些条目，其余不选",
    "select": "重新选上",
    "deselect": "不选；理由必写，结论里会显示",
    "renames": "机制的本地名称",
    "groups": "给已有词组增加短语",
    "new_groups": "新词组",
    "ids": "条目编号，或“组.*”",
    "from": "通行的名称",
    "to": "本地的名称",
    "remove": "去掉的短语，按短语表分列",
    "names": "全称",
    "abbreviations": "简称",
    "leaders": "主要领导的职务",
    "places": "下辖地名",
    "own_words": "不作错别字检查的词",
    "sounds": "同音字：例外和补充",
    "variants": "互换了也不报的字，每组两个以上",
    "coined": "错在这些字上的不报（入名常取谐音的字）",
    "exempt": "一律不报的写法",
    "watch": "另外要查的词（三字以上），其中一字换成同音字就报",
    "wrong": "误写",
    "right": "应有写法",
    "not_before": "前面紧接这些字时不算",
    "not_after": "后面紧接这些字时不算",
}


def make(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file, made from its form."""
    from checker.rubric import lexicon_forms, schema, tailoring_forms

    form: Any = {
        "rubric": schema.RubricFile,
        "criteria": schema.CriteriaFile,
        "cases": schema.CasesFile,
        "tailoring": tailoring_forms.TailoringFile,
        "terms": tailoring_forms.TermsFile,
        "lexicon-words": lexicon_forms.WordListsFile,
        "lexicon-distortions": lexicon_forms.DistortionsFile,
        "lexicon-typos": lexicon_forms.TyposFile,
    }[name]
    made: dict[str, Any] = form.model_json_schema(by_alias=True)
    _describe(made)
    made.pop("description", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": _TITLES[name]}


def _describe(node: Any) -> None:
    """Chinese descriptions in, English docstrings and generated titles out."""
    if isinstance(node, list):
        for item in node:
            _describe(item)
    if not isinstance(node, dict):
        return
    for field, value in (node.get("properties") or {}).items():
        if isinstance(value, dict):
            value.pop("title", None)
            value.pop("description", None)
            if field in FIELDS:
                value["description"] = FIELDS[field]
    for part in (node.get("$defs") or {}).values():
        part.pop("description", None)
    for value in node.values():
        _describe(value)


def text(name: str) -> str:
    """The schema as it is shipped: stable JSON with a line end."""
    return json.dumps(make(name), ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def shipped(name: str) -> str:
    """The schema file in the package; needs none of the forms."""
    return (files("checker.rubric") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
