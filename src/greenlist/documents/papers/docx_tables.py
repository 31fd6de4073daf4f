"""Tables of a DOCX: fixed widths, thin lines, a header that repeats."""

from __future__ import annotations

from collections.abc import Sequence

from .content import Align, KeyTable, Table
from .docx_xml import LINE, SOFT, paragraph, run

TEXT_WIDTH = 8845  # 156 mm in twentieths of a point
LABEL_WIDTH = 2381  # 42 mm
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def key_table(block: KeyTable) -> str:
    """Label and value in two columns."""
    widths = (LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH)
    rows = [
        _row([_cell(label, widths[0], 10.5, "center", shaded=True), _cell(value, widths[1], 10.5, "left")])
        for label, value in block.rows
    ]
    return _table(widths, rows, pad=70, sides=80)


def table_xml(
    block: Table, *, width: int = TEXT_WIDTH, size: float = 9, sides: float | None = None,
    heights: Sequence[float | None] = (),
) -> str:  # fmt: skip
    """Columns by their shares of `width` (twips); the header stands on every page.

    `sides` are the points between a line and the text beside it. `heights` are the least heights of the rows in
    points, the header's first; a row with None has none and may run over a page, which others do not.
    """
    total = sum(column.width for column in block.columns)
    widths = tuple(width * column.width // total for column in block.columns)
    aligns: list[Align] = [column.align for column in block.columns]
    head = [
        _cell(column.title, wide, size, "center", shaded=True, bold=True)
        for column, wide in zip(block.columns, widths, strict=True)
    ]
    least = heights or (0.0,) * (len(block.rows) + 1)
    rows = [_row(head, header=True, height=least[0])]
    rows += [
        _row(
            [_cell(text, wide, size, align) for text, wide, align in zip(row, widths, aligns, strict=True)], height=high
        )
        for row, high in zip(block.rows, least[1:], strict=True)
    ]
    return _table(widths, rows, pad=round(size * 5), sides=round(20 * (size * 4 / 9 if sides is None else sides)))


def _table(widths: tuple[int, ...], rows: list[str], *, pad: int, sides: int) -> str:
    margins = f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="{sides}" w:type="dxa"/>'
    margins += f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="{sides}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        # two tables in a row would grow together
        '<w:p><w:pPr><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _row(cells: list[str], *, header: bool = False, height: float | None = 0.0) -> str:
    look = "" if height is None else "<w:cantSplit/>"
    look += f'<w:trHeight w:val="{round(height * 20)}" w:hRule="atLeast"/>' if height else ""
    look += "<w:tblHeader/>" if header else ""
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, size: float, align: Align, *, shaded: bool = False, bold: bool = False) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{SOFT}"/>' if shaded else ""
    inner = paragraph(run(text, size=size, bold=bold), align=align, pitch=size * 1.24)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
