"""``checker rubric new``: commented files to begin with, which load and pass as they stand."""

from __future__ import annotations

RUBRIC = """\
# yaml-language-server: $schema=./rubric.schema.json
# 评价细则。写法见 docs/rubrics/格式-细则.md；写好后依次运行：
#   checker rubric lint {name}.yaml --strict
#   checker rubric test {name}.yaml
id: {name}
version: 0.1.0
title: 某某省法治政府建设年度情况报告评价细则
{extends}
# 门槛：有“不符合”或“未能判定”的条目即不通过。
gate:
  fail_on: [fail, error]
group: {{id: local, name: 本地要求, name_en: Local}}
criteria:
{criterion}"""

CRITERION = """\
  - id: local.hotline            # 编号定了就不要再改，历年结果靠它对照
    name: 政务热线
    level: expected              # required 必备、expected 应有、encouraged 鼓励
    weight: 1
    asks: 办理政务热线反映的依法行政问题的情况
    # kinds: [city, county]      # 只要求这些主体；不写为全部
    support: figure              # 还须写明数量或比率；act 是具体举措；不写则不要求
    basis:
      - {instrument: 某某省法治政府建设条例, article: 第×条, tier: 通行做法, verified: false}
    rule:
      kind: matter
      # “…”按次序、间隔十二字以内；“+”次序不拘、相距三十字以内；(甲|乙) 任选其一。
      find: [(热线|12345)…(办结|办理|受理), 热线+诉求]
      mention: [政务热线, 便民热线]   # 只提到，至多得部分符合
      reject: [党建热线]              # 字面相近、说的是别的事
    message:
      partial: 报告提到政务热线，但未写明办理的数量，请核对。
      none: 未见办理政务热线反映问题的内容。
    advice: 建议写明热线受理、办结的件数和反映集中的依法行政问题。
    cases:                       # 至少六个，符合的、不足的都要有，也要有字面相近的反例
      - {is: full, text: 12345热线全年受理企业群众诉求3218件，办结率99%。, why: 有数量和比率}
      - {is: full, text: 依托政务热线办结涉及行政执法的投诉46件。, why: 有数量}
      - {is: full, text: 通过热线收集群众诉求120条，推动整改执法问题8个。, why: 次序不拘}
      - {is: partial, text: 进一步畅通政务热线。, why: 只提到，没有办理的情况}
      - {is: partial, role: problems, text: 热线办理不及时的问题仍有发生，全年超期12件。, why: 说的是不足}
      - {is: none, text: 开通党建热线，接听党员来电30次。, why: 字面相近，说的是党建}
      - {is: none, text: 全年审查规范性文件12件。, why: 与热线无关}
"""

TAILORING = """\
# yaml-language-server: $schema=./tailoring.schema.json
# 本地化细则。写法见 docs/rubrics/格式-本地化.md；写好后依次运行：
#   checker rubric lint {name}.yaml --strict
#   checker rubric test {name}.yaml
#   checker rubric show {name}.yaml --origin
tailors: {base}    # 以哪部细则为底；上级的本地化文件写路径，如 ../省/省.yaml
id: {name}
version: 0.1.0
title: 某某省法治政府建设年度情况报告评价细则
layer: {layer:<23} # national 全国、province 省、city 市、unit 县区和单位
# 谁、何时、为什么：每处改动都要有，单处没有写的用这里的。
who: 中共某某省委依法治省办
when: 2024-01-15
why: 本省实施办法
# terms: 用语.yaml             # 本单位的名称、职务、下辖地名

# 下面三项要写时：删去 []，再去掉后面几行开头的“# ”。
changes: []
  # - id: duty.accounting
  #   level: required
  #   find: [现场述法]
  #   why: 实施办法第九条

deselect: []
  # - {{id: "digital.*", why: 数字政府建设另行报告}}

renames: []
  # - {{from: 府院联动, to: 府院会商, why: 本省机制名称}}

criteria:
{criterion}"""


def rubric_text(name: str, extends: str | None) -> str:
    """A commented rubric with one criterion and its cases."""
    line = (
        f"extends: {extends}    # 在它的基础上增加、改动"
        if extends
        else "# extends: law-government-2021   # 在内置细则上增加"
    )
    return RUBRIC.format(name=name, extends=line, criterion=CRITERION)


def tailoring_text(name: str, base: str) -> str:
    """A commented tailoring with one local criterion."""
    own = base.endswith((".yaml", ".yml"))
    # what lies below a file of somebody's own may hold the sample criterion and stand on any layer
    criterion = CRITERION.replace("local.hotline", "unit.hotline") if own else CRITERION
    return TAILORING.format(name=name, base=base, criterion=criterion, layer="unit" if own else "province")
