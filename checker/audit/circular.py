"""``circular.docx``: the draft of a 年度报告审查情况通报 in the form of an official paper, to edit and sign.

It states numbers, shares and places; it weighs nothing and asks nobody to be held to account. What only the office
knows (the ground, the demands, who signs) stands in round brackets to be filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from checker.audit import charts, figures
from checker.audit.charts import Chart
from checker.audit.circular_tables import Numbers, annex, grid, total
from checker.audit.tables import Cell, Table
from checker.audit.units import UNKNOWN_REGION
from checker.rendering.letter_word import package, paragraph, run

_TITLE = "法治政府建设年度报告审查情况的通报"
_MARKS = "一二三四五六七八九十"
_MOST_CRITERIA = 10
_MOST_YEARS = 5
"""As many as the fills of a chart."""
_CHECK = "是否属实、有无合理原因，请核对后再作结论"


class _Paper:
    """The paper as it grows: headings, paragraphs, tables and charts with their running numbers."""

    def __init__(self, held: Mapping[str, Table]) -> None:
        self.held = held
        self.blocks: list[str] = []
        self.charts: list[Chart] = []
        self.annexes: list[Table] = []
        self._headings = self._tables = 0

    def heading(self, text: str) -> None:
        self.blocks.append(paragraph(run(f"{_MARKS[self._headings]}、{text}"), style="Heading1", keep=True))
        self._headings += 1

    def say(self, text: str) -> None:
        self.blocks.append(paragraph(run(text)))

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        self._tables += 1
        self.blocks.append(_caption(f"表{self._tables}　{title}"))
        self.blocks.append(grid(columns, rows))
        self.blocks.append(paragraph("", style="Small"))

    def chart(self, chart: Chart) -> None:
        self.charts.append(chart)
        number = len(self.charts)
        self.blocks.append(paragraph(charts.drawing(chart, number), style="Small", align="center", keep=True))
        self.blocks.append(_caption(f"图{number}　{chart.title}", keep=False))

    def annex(self, name: str) -> str:
        """The number of the annex that holds a whole table."""
        table = self.held[name]
        if table not in self.annexes:
            self.annexes.append(table)
        return f"附件{self.annexes.index(table) + 1}"

    def refer(self, name: str) -> str:
        """The words that send the reader to the annex with the list."""
        return f"（名单见{self.annex(name)}）"

    def rows(self, name: str) -> Numbers:
        return Numbers(self.held[name])


def render(tables: Sequence[Table]) -> bytes:
    """The draft as a .docx; the same tables give the same bytes."""
    paper = _Paper({table.name: table for table in tables})
    years = sorted({int(year) for year in paper.rows("verdicts").column("年度") if isinstance(year, int)})
    named = "" if not years else f"{years[0]}年度" if len(years) == 1 else f"{years[0]}—{years[-1]}年度"
    paper.blocks += [
        paragraph(run("初稿：数据由程序按审查结果生成，请核对、修改后签发；括号内的文字请补充或删去。"), style="Small"),
        paragraph(""),
        paragraph(run(f"关于{named}"), style="Title"),
        paragraph(run(_TITLE), style="Title"),
        paragraph(""),
        paragraph(run("（主送单位）："), style="Flush"),
    ]
    paper.say(f"按照（审查依据、工作安排），对{named}法治政府建设年度报告进行了审查。现将有关情况通报如下。")
    for write in _PARTS:
        write(paper)
    paper.say("请有关单位对照上述情况进行核对（工作要求、反馈时限）。")
    listed = paper.annexes
    for number, table in enumerate(listed, start=1):
        lead = "附件：" if number == 1 else "　　　"
        paper.blocks.append(paragraph(run(f"{lead}{number}.{table.title}"), keep=number == len(listed)))
    # who signs and the day never stand alone on a page
    paper.blocks += [paragraph("", keep=True) for _ in range(2)]
    paper.blocks.append(paragraph(run("（署名）"), style="Signature", keep=True))
    paper.blocks.append(paragraph(run("（成文日期）"), style="Signature"))
    for number, table in enumerate(listed, start=1):
        paper.blocks += annex(number, table)
    return package("".join(paper.blocks), f"关于{named}{_TITLE}", attached=charts.attached(paper.charts))


def _caption(text: str, *, keep: bool = True) -> str:
    return paragraph(run(text, font="黑体", points=10.5), style="Small", align="center", keep=keep)


# --------------------------------------------------------------------------- the parts


def _overall(paper: _Paper) -> None:
    paper.heading("总体情况")
    numbers = {str(name): int(count) if isinstance(count, int) else 0 for name, count in paper.held["overview"].rows}
    verdicts = paper.rows("verdicts")
    reports, unread = numbers.get("报告", 0), numbers.get("未能审查的文件", 0)
    # 乡镇、街道 is one kind: a list of kinds goes by commas
    kinds = "，".join(f"{kind}{count}份" for kind, count in verdicts.sums("类别", "报告").items())
    more = numbers.get("有几份报告的文件", 0)
    said = f"共收到文件{numbers.get('文件', 0)}个，审查报告{reports}份"
    said += f"（{kinds}）" if kinds else ""
    said += f"，其中{more}个文件含有两份以上报告" if more else ""
    said += f"，另有{unread}个文件未能审查{paper.refer('problems')}。" if unread else "。"
    unknown = numbers.get("年度不明的报告", 0)
    said += f"有{unknown}份报告年度不明，未计入按时公开、主要数据等分年度的统计。" if unknown else ""
    shares = (f"{name}的{total(numbers.get(name, 0), reports)}" for name in ("通过", "有需核对事项", "未通过"))
    said += f"审查结论为{'，'.join(shares)}。" if reports else ""
    paper.say(said)
    due, missing = numbers.get("名册内应有的报告", 0), numbers.get("名册内未见的报告", 0)
    if missing:
        places = len({(row[0], row[3]) for row in paper.held["missing"].rows})
        said = f"未见{missing}份，涉及{places}个单位{paper.refer('missing')}"
        paper.say(f"对照名册，应有报告{due}份，已见{total(due - missing, due)}，{said}。")
    elif due:
        paper.say(f"对照名册，应有报告{due}份，均已见到。")
    if paper.held["several"].rows:
        rows = paper.held["several"].rows
        said = f"同一年度收到几份报告的单位有{len({row[0] for row in rows})}个{paper.refer('several')}"
        paper.say(f"{said}，各份都计入统计，请核对是重复报送，还是名称相同的不同单位。")
    if not verdicts.table.rows:
        return
    heads = ("类别", "年度", "报告", "通过", "有需核对事项", "未通过", "得分中位数")
    paper.table("审查结论", heads, verdicts.only(heads))
    names = ("通过", "有需核对事项", "未通过")
    sums = {name: verdicts.sums("类别", name) for name in names}
    series = tuple((name, tuple(map(float, sums[name].values()))) for name in names)
    paper.chart(
        Chart(
            "各类报告的审查结论（份）",
            tuple(map(str, sums["通过"])),
            series,
            across=True,
            stacked=True,
            colors=charts.VERDICTS,
        )
    )


def _published(paper: _Paper) -> None:
    paper.heading("报送和公开情况")
    held = paper.rows("on-time")
    for year in sorted(set(held.column("年度")), key=str):
        counts = {name: held.sums("年度", name)[year] for name in ("报告", "按时公开", "晚于期限", "公开日期不明")}
        dated = counts["按时公开"] + counts["晚于期限"]
        said = f"{year}年度报告{counts['报告']}份，其中公开日期明确的{dated}份"
        if dated:
            said += f"：按时公开{total(counts['按时公开'], dated)}，晚于期限{total(counts['晚于期限'], dated)}"
        said += f"；公开日期不明的{counts['公开日期不明']}份" if counts["公开日期不明"] else ""
        paper.say(f"{said}。{_sent({name: held.sums('年度', name)[year] for name in _SENT})}")
    if paper.held["late"].rows:
        paper.say(f"晚于期限公开的报告共{len(paper.held['late'].rows)}份{paper.refer('late')}。")
    if paper.held["early"].rows:
        paper.say(f"公开日期早于成文日期的报告{len(paper.held['early'].rows)}份{paper.refer('early')}，{_CHECK}。")
    if held.table.rows:
        paper.say(held.table.note)
    if not held.table.rows:
        return
    heads = ("类别", "年度", "报告", "按时公开", "晚于期限", "公开日期不明", "按时公开率（%）", "95%区间（%）")
    paper.table("按时公开情况", heads, held.only(heads))
    paper.chart(_by_kind_and_year(held, "按时公开率（%）", "各类报告的按时公开率（%）"))


_SENT = ("按时报送", "晚于3月1日等期限", "报送日期不明")


def _sent(counts: Mapping[str, int]) -> str:
    """When the reports of a year were handed in, as far as their own day tells."""
    known = counts["按时报送"] + counts["晚于3月1日等期限"]
    if not known:
        return ""
    said = f"按成文日期推断，按时报送的{total(counts['按时报送'], known)}"
    said += f"，晚于3月1日等期限的{counts['晚于3月1日等期限']}份" if counts["晚于3月1日等期限"] else ""
    said += f"；无从推断的{counts['报送日期不明']}份" if counts["报送日期不明"] else ""
    return f"{said}。"


def _last_years(held: Numbers, title: str) -> tuple[list[str], str]:
    """The years a chart has fills for, as text, and its title that says so."""
    years = sorted({str(year) for year in held.column("年度")})
    return years[-_MOST_YEARS:], title + (f"（最近{_MOST_YEARS}个年度）" if len(years) > _MOST_YEARS else "")


def _of_year(year: str) -> str:
    return f"{year}年度" if year.isdecimal() else f"年度{year}"


def _by_kind_and_year(held: Numbers, column: str, title: str) -> Chart:
    kinds = tuple(dict.fromkeys(str(kind) for kind in held.column("类别")))
    years, title = _last_years(held, title)
    found = {(str(kind), str(year)): value for kind, year, value in held.only(("类别", "年度", column))}
    series = tuple((_of_year(year), tuple(_real(found.get((kind, year))) for kind in kinds)) for year in years)
    return Chart(title, kinds, series, unit="%")


def _real(value: Cell) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _contents(paper: _Paper) -> None:
    paper.heading("五项内容情况")
    held = paper.rows("contents")
    sums = {name: held.sums("内容", name) for name in ("报告", "完整", "部分", "未见")}
    if not sums["报告"]:
        paper.say("没有可供统计的报告。")
        return
    rows: list[tuple[Cell, ...]] = []
    said = []
    for name, whole in sums["报告"].items():
        full, some, none = (sums[column][name] for column in ("完整", "部分", "未见"))
        rows.append((name, whole, full, some, none, round(100 * full / whole, 1) if whole else None))
        said.append(f"写明{name}的{total(full, whole)}")
    paper.say(f"在审查的报告中，{'，'.join(str(one) for one in said)}。{held.table.note}")
    heads = ("内容", "报告", "完整", "部分", "未见", "完整率（%）")
    paper.table("五项内容情况", heads, rows)
    years, title = _last_years(held, "各项内容的完整率（%）")
    series = []
    for year in years:
        shares = []
        for name in sums["报告"]:
            of = [row for row in held.only(("年度", "内容", "报告", "完整")) if (str(row[0]), row[1]) == (year, name)]
            whole, full = (sum(int(row[at] or 0) for row in of) for at in (2, 3))
            shares.append(round(100 * full / whole, 1) if whole else None)
        series.append((_of_year(year), tuple(shares)))
    paper.chart(Chart(title, tuple(map(str, sums["报告"])), tuple(series), unit="%"))


def _criteria(paper: _Paper) -> None:
    paper.heading("各条要求的符合情况")
    held = paper.rows("criteria-kind")
    sums = {name: held.sums("条目", name) for name in ("符合", "需核对", "不符合")}
    raised = [name for name in sums["符合"] if sums["不符合"][name] or sums["需核对"][name]]
    raised.sort(key=lambda name: (-sums["不符合"][name], -sums["需核对"][name]))
    if not raised:
        paper.say("各条要求均符合。")
        return
    failing = [name for name in raised if sums["不符合"][name]]
    what = "不符合" if failing else "需核对"
    shown = (failing or raised)[:_MOST_CRITERIA]
    said = f"其中{len(failing)}条有报告不符合，另有{len(raised) - len(failing)}条有报告需核对" if failing else ""
    said = said or f"没有报告不符合的，有报告需核对的{len(raised)}条"
    paper.say(f"共审查{len(sums['符合'])}条要求，{said}。{what}较多的{len(shown)}条如下。")
    rows: list[tuple[Cell, ...]] = []
    for name in shown:
        good, some, bad = (sums[column][name] for column in ("符合", "需核对", "不符合"))
        judged = good + some + bad
        rows.append((str(name), good, some, bad, round(100 * good / judged, 1)))
    paper.table(f"{what}较多的条目", ("条目", "符合", "需核对", "不符合", "符合率（%）"), rows)
    series = tuple((name, tuple(float(sums[name][one]) for one in shown)) for name in ("不符合", "需核对"))
    title = f"{what}较多的条目（份）"
    paper.chart(Chart(title, tuple(map(str, shown)), series, across=True, stacked=True, colors=charts.OPEN))
    regions = paper.held["regions"]
    places = len(set(paper.rows("regions").column("地区")) - {UNKNOWN_REGION})
    if places > 1:
        paper.say(
            f"报告来自{places}个地区，各地区平均得分及名次区间见{paper.annex('regions')}。{regions.note}"
            "不宜仅凭名次评优或者通报批评。"
        )


def _figures(paper: _Paper) -> None:
    paper.heading("主要数据情况")
    held = paper.rows("measures")
    if held.table.rows:
        heads = ("指标", "类别", "年度", "写明的报告", "最低", "中位数", "最高", "相差较大")
        paper.say(f"行政复议、行政应诉等主要数据按类别、年度汇总如下。{held.table.note}")
        paper.table("主要数据", heads, held.only(heads))
    else:
        paper.say("报告中没有读到可供比较的复议、应诉数据。")
    why = paper.held["outliers"].columns.index("说明")
    beyond = sum(row[why] == figures.BEYOND for row in paper.held["outliers"].rows)
    count = len(paper.held["outliers"].rows) - beyond
    told = [f"与同类相差较大的数据{count}处"] if count else []
    told += [f"超过100%的比率{beyond}处"] if beyond else []
    if told:
        paper.say(f"{'、'.join(told)}{paper.refer('outliers')}，{_CHECK}。")


def _to_check(paper: _Paper) -> None:
    paper.heading("文字相近、数据相同需要核对的情况")
    copies, stale = paper.held["copies"], paper.held["stale"]
    if not copies.rows and not stale.rows:
        paper.say("没有发现需要核对的相近文字和相同数据。")
        return
    at = {name: copies.columns.index(name) for name in ("单位", "对照单位", "提示", "文中的对方地名")}
    others = large = foreign = 0
    for row in copies.rows:
        if row[at["单位"]] != row[at["对照单位"]]:
            others += 1
            large += str(row[at["提示"]]).startswith("大段")
            foreign += bool(row[at["文中的对方地名"]])
    own = len(copies.rows) - others
    if others:
        said = f"不同单位之间文字相近的报告{others}对，其中大段相近的{large}对"
        said += f"，文中出现对方地名的{foreign}对" if foreign else ""
        paper.say(f"{said}{paper.refer('copies')}。{copies.note}")
    if own:
        paper.say(f"与本单位上年报告文字大段相近的{own}份，其中哪些应当更新，请核对。")
    if stale.rows:
        who = [stale.columns.index(name) for name in ("单位", "年度")]
        units = len({tuple(row[place] for place in who) for row in stale.rows})
        said = f"与本单位上年报告分毫不差的数据共{len(stale.rows)}处，涉及报告{units}份{paper.refer('stale')}"
        paper.say(f"{said}，请核对是否更新。")


def _followed(paper: _Paper) -> None:
    paper.heading("上年安排和不足的跟进情况")
    held = paper.rows("outcomes")
    if not held.table.rows:
        paper.say("没有单位同时报送了前后两年的报告，未作比对。")
        return
    names = ("已见落实", "部分落实或进行中", "未见提及")
    sums = {name: sum(held.sums("类别", name).values()) for name in (*names, "上年安排", "不足再次出现")}
    shares = "，".join(f"{name}{total(sums[name], sums['上年安排'], '项')}" for name in names)
    said = f"将上年报告列出的安排与本年报告逐项比对，共{sums['上年安排']}项：{shares}。"
    said += f"上年写明的不足有{sums['不足再次出现']}项以相同或者相近的文字再次出现。" if sums["不足再次出现"] else ""
    paper.say(f"{said}逐项情况及两处原文见{paper.annex('follow-through')}。{held.table.note}")
    heads = ("类别", "年度", "上年安排", *names, "已见落实率（%）", "不足再次出现")
    paper.table("上年安排跟进情况", heads, held.only(heads))
    kinds = tuple(held.sums("类别", "上年安排"))
    series = tuple((name, tuple(float(held.sums("类别", name)[kind]) for kind in kinds)) for name in names)
    paper.chart(Chart("上年安排的跟进情况（项）", tuple(map(str, kinds)), series, across=True, stacked=True))


def _explained(paper: _Paper) -> None:
    paper.heading("有关说明")
    paper.say(
        "以上情况由程序按照评价细则逐条审查得出，每条结论的依据见各报告的审查网页。审查结论看细则规定的门槛：“未通过”是指"
        "有条目不符合或者未达到门槛的其他条件，“有需核对事项”是指没有上述情形、但有条目需要人工核对；结论只说报告怎样写，"
        "不是对工作的评价。公开、成文日期以清单和报告所载为准；"
        "率的95%区间按威尔逊法计算，份数少的仅供参考。文字相近只说明文字，不说明谁参考了谁，也可能出于共同的来源或者"
        "统一的要求。上年安排未见提及，不等于没有落实。"
    )


_PARTS: tuple[Callable[[_Paper], None], ...] = (
    _overall,
    _published,
    _contents,
    _criteria,
    _figures,
    _to_check,
    _followed,
    _explained,
)
