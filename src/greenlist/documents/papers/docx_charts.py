"""Charts of a DOCX as charts of Word: vector graphics whose figures stand in the file."""

from __future__ import annotations

from decimal import Decimal

from .content import Bars, Lines
from .docx_xml import SOFT, escaped
from .plain import share, span

HUES = ("1F5C4A", "9A5B00", "2B5F8A", "7A3B6B")
FACE = "仿宋_GB2312"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
)
_FONT = (
    f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"><a:latin typeface="Times New Roman"/>'
    f'<a:ea typeface="{FACE}"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)


def bar_chart(block: Bars) -> str:
    """Shares of full marks as lying bars, the first on top, the words behind each bar."""
    labels = "".join(_label(place, bar.shown, "outEnd") for place, bar in enumerate(block.bars))
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{_name(block.caption)}{_filled(HUES[0])}'
        f'<c:invertIfNegative val="0"/><c:dLbls>{labels}{_shows()}</c:dLbls>'
        f"{_categories([bar.label for bar in block.bars])}{_numbers([share(bar.share) or 0 for bar in block.bars])}"
        "</c:ser>"
    )
    body = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        + _category_axis(position="l", reverse=True)
        + _value_axis(position="b", low=Decimal(0), high=Decimal("1.3"))
    )
    return _HEAD + body + "</c:plotArea>" + _tail()


def line_chart(block: Lines) -> str:
    """Series over years; a year that is not known leaves a gap."""
    series = ""
    for number, line in enumerate(block.lines):
        hue = HUES[number % len(HUES)]
        labels = "".join(
            _label(place, line.shown[place], "t") for place, value in enumerate(line.values) if value is not None
        )
        series += (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{_name(line.label)}'
            f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{hue}"/></a:solidFill></a:ln></c:spPr>'
            f'<c:marker><c:symbol val="circle"/><c:size val="5"/>{_filled(hue)}</c:marker>'
            f"<c:dLbls>{labels}{_shows()}</c:dLbls>"
            f"{_categories(block.years)}{_numbers([None if v is None else float(v) for v in line.values])}"
            '<c:smooth val="0"/></c:ser>'
        )
    low, high = span(block.lines)
    room = (high - low) / 5
    body = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        '<c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        + _category_axis(position="b", reverse=False)
        + _value_axis(position="l", low=low - room, high=high + room)
    )
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_FONT}</c:legend>'
    return _HEAD + body + "</c:plotArea>" + legend + _tail()


def frame(relation: str, number: int, height: int, caption: str) -> str:
    """The place of a chart in the text; `height` in millimetres."""
    wide, tall = 156 * 36000, height * 36000
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{tall}"/>'
        f'<wp:docPr id="{number}" name="chart{number}" descr="{escaped(caption)}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        f' r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _name(text: str) -> str:
    return f"<c:tx><c:v>{escaped(text)}</c:v></c:tx>"


def _filled(hue: str) -> str:
    return f'<c:spPr><a:solidFill><a:srgbClr val="{hue}"/></a:solidFill></c:spPr>'


def _label(place: int, text: str, position: str) -> str:
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:p>'
        '<a:pPr><a:defRPr sz="900"/></a:pPr><a:r>'
        f'<a:rPr lang="zh-CN" sz="900"><a:ea typeface="{FACE}"/></a:rPr><a:t>{escaped(text)}</a:t></a:r></a:p></c:rich>'
        f'</c:tx><c:dLblPos val="{position}"/>{_shows(value=1)}</c:dLbl>'
    )


def _shows(value: int = 0) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _categories(names: list[str] | tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{escaped(name)}</c:v></c:pt>' for place, name in enumerate(names))
    return f'<c:cat><c:strLit><c:ptCount val="{len(names)}"/>{points}</c:strLit></c:cat>'


def _numbers(values: list[float] | list[float | None]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{points}</c:numLit></c:val>"


def _category_axis(*, position: str, reverse: bool) -> str:
    order = "maxMin" if reverse else "minMax"
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{position}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_FONT}<c:crossAx val="2"/></c:catAx>'
    )


def _value_axis(*, position: str, low: Decimal, high: Decimal) -> str:
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{float(high)!r}"/>'
        f'<c:min val="{float(low)!r}"/></c:scaling><c:delete val="1"/><c:axPos val="{position}"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        '<c:crossAx val="1"/></c:valAx>'
    )


def _tail() -> str:
    ground = f'<c:spPr><a:noFill/><a:ln><a:solidFill><a:srgbClr val="{SOFT}"/></a:solidFill></a:ln></c:spPr>'
    return f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{ground}</c:chartSpace>'
