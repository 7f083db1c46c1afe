"""Charts in Word: native ones with their figures in a sheet of their own, so that whoever signs can still change them.

Fills differ in lightness, and every bar has its number beside it: a black and white print still reads.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.rendering.letter_word import R_NS, Attached, literal, relationships

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_SERIES = ("7FA8BF", "C9DCE6", "F0CF94", "DCDFE2", "B9A3D0")
OPEN = ("E0988C", "F5DDB0")
"""What does not meet, what is to be checked."""
VERDICTS = ("5E9B7D", "F5DDB0", "E0988C")
_EMU = 360_000
_CREATED = datetime(2000, 1, 1)
_FONT = '<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/>'


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by category. ``series`` are (name, a value for each category); ``None`` draws nothing.

    ``across`` lays the bars on their side, ``stacked`` puts a category's bars end to end. ``unit`` follows numbers.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    across: bool = False
    stacked: bool = False
    unit: str = ""
    colors: tuple[str, ...] = _SERIES

    @property
    def height(self) -> float:
        """In centimetres."""
        bars = len(self.categories) * (1 if self.stacked else len(self.series))
        return min(max(1.6 + 0.62 * bars, 4.0), 14.0) if self.across else 6.2


def drawing(chart: Chart, number: int) -> str:
    """The run that shows chart ``number`` (from 1), as wide as the type area."""
    size = f'cx="{round(15.4 * _EMU)}" cy="{round(chart.height * _EMU)}"'
    said = literal("；".join(_said(chart)))
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{100 + number}" name="图{number}" title="{literal(chart.title)}" descr="{said}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" r:id="{_key(number)}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def attached(charts: Sequence[Chart]) -> list[Attached]:
    """The parts of the charts, numbered from 1."""
    made = []
    for number, chart in enumerate(charts, start=1):
        sheet = f"embeddings/chart{number}.xlsx"
        links = relationships([("rId1", f"{R_NS}/package", f"../{sheet}")])
        made.append(
            Attached(
                _key(number),
                f"charts/chart{number}.xml",
                f"{R_NS}/chart",
                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                _part(_xml(chart)),
                {f"charts/_rels/chart{number}.xml.rels": _part(links), sheet: _sheet(chart)},
            )
        )
    return made


def _key(number: int) -> str:
    return f"rIdChart{number}"


def _part(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _said(chart: Chart) -> list[str]:
    """The chart in words, for those who do not see it."""
    return [
        f"{category}：" + "、".join(f"{name}{_number(values[at])}{chart.unit}" for name, values in chart.series)
        for at, category in enumerate(chart.categories)
    ]


def _number(value: float | None) -> str:
    return "无" if value is None else f"{value:g}"


def _xml(chart: Chart) -> str:
    last = len(chart.categories) + 1
    names = "".join(f'<c:pt idx="{at}"><c:v>{literal(name)}</c:v></c:pt>' for at, name in enumerate(chart.categories))
    labels = (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{names}</c:strCache></c:strRef></c:cat>'
    )
    series = "".join(_one(chart, at, labels, last) for at in range(len(chart.series)))
    grouping, overlap = ("stacked", "100") if chart.stacked else ("clustered", "-5")
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></c:spPr>'
    order = "maxMin" if chart.across else "minMax"
    top = '<c:max val="115"/>' if chart.unit == "%" else ""
    return (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{R_NS}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart>'
        f'<c:barDir val="{"bar" if chart.across else "col"}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:overlap val="{overlap}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if chart.across else "b"}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{line}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{top}<c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{"b" if chart.across else "l"}"/><c:crossAx val="1"/></c:valAx>'
        f'</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900">{_FONT}</a:defRPr></a:pPr></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _one(chart: Chart, at: int, labels: str, last: int) -> str:
    name, values = chart.series[at]
    column = chr(ord("B") + at)
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value:g}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    # a nought has no bar to write in
    form = "0;;" if chart.stacked else "General"
    inside = '<c:dLblPos val="ctr"/>' if chart.stacked else '<c:dLblPos val="outEnd"/>'
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{literal(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>'
        f'<a:solidFill><a:srgbClr val="{chart.colors[at % len(chart.colors)]}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/>{inside}'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        f'<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>{labels}<c:val><c:numRef>'
        f"<c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _sheet(chart: Chart) -> bytes:
    """The figures as the sheet that opens when the chart's data are edited."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("Sheet1")
    for at, (name, values) in enumerate(chart.series, start=1):
        sheet.write_string(0, at, name)
        for place, value in enumerate(values, start=1):
            if value is not None:
                sheet.write_number(place, at, value)
    for place, category in enumerate(chart.categories, start=1):
        sheet.write_string(place, 0, category)
    book.close()
    return buffer.getvalue()
