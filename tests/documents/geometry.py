"""Where things stand on the pages of a PDF, in millimetres from the upper left corner: for tests of layout."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

MM = 72 / 25.4


def pages(content: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(content)).pages)


def lines(page: PageObject) -> list[tuple[float, float, float, str]]:
    """Each printed run: left edge and base line from the upper left corner in mm, size in points, text."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x / MM, (float(page.mediabox.height) - y) / MM, abs(size * tm[0] * cm[0]), text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def rules(page: PageObject) -> list[tuple[float, float, float, tuple[float, ...]]]:
    """Each straight level line: left end, height, length in mm, colour of the stroke."""
    return [(left, height, length, colour) for left, height, length, colour, _ in strokes(page)]


def strokes(page: PageObject) -> list[tuple[float, float, float, tuple[float, ...], float]]:
    """The same with the thickness of the line in mm."""
    stream = ContentStream(page.get_contents(), page.pdf)
    found, stack, cm, colour, start = [], [], (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (0.0,), (0.0, 0.0)
    thick = 1.0
    for operands, operator in stream.operations:
        name, numbers = operator.decode(), operands
        if name == "q":
            stack.append((cm, colour, thick))
        elif name == "Q":
            cm, colour, thick = stack.pop()
        elif name == "cm":
            a, b, c, d, e, f = (float(one) for one in numbers)
            cm = (a * cm[0], b, c, d * cm[3], e * cm[0] + cm[4], f * cm[3] + cm[5])
        elif name == "w":
            thick = float(numbers[0])
        elif name in {"SC", "SCN", "RG", "G", "K"}:
            colour = tuple(float(one) for one in numbers if not isinstance(one, str))
        elif name == "m":
            start = (float(numbers[0]), float(numbers[1]))
        elif name == "l" and float(numbers[1]) == start[1]:
            length = (float(numbers[0]) - start[0]) * cm[0] / MM
            height = (float(page.mediabox.height) - (start[1] * cm[3] + cm[5])) / MM
            found.append(((start[0] * cm[0] + cm[4]) / MM, height, length, colour, thick * abs(cm[3]) / MM))
    return found
