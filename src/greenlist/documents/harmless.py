"""Texts in workbooks: whatever people typed stays a text there."""

from __future__ import annotations

import re

from .limits import EXCEL_CELL_CHARS

_HALF = re.compile("[\ud800-\udfff]")  # half a character, which UTF-8 has no room for


def sheet_text(text: str) -> str:
    """A text as a cell of a workbook can hold it.

    Half characters become U+FFFD and what is beyond Excel's limit is cut. XlsxWriter takes a text from `<r>` to `</r>`
    for markup and writes it as it stands, which would let a text bring cells and formulas of its own: such a text
    gets a blank behind it.
    """
    if not text.isascii():
        text = _HALF.sub("\ufffd", text)
    if len(text) > EXCEL_CELL_CHARS // 2:  # Excel counts in UTF-16
        text = text.encode("utf-16-le")[: 2 * EXCEL_CELL_CHARS].decode("utf-16-le", "ignore")
    if text.startswith("<r>") and text.endswith("</r>"):
        return f"{text[: EXCEL_CELL_CHARS - 1]} "
    return text
