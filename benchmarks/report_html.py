"""A paper as HTML for WeasyPrint: the same blocks in the same font on the same page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from greenlist.documents.papers import (
    Bars,
    Block,
    Contents,
    Cover,
    Formula,
    Heading,
    KeyTable,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from greenlist.documents.papers.glyphs import FONTS

STYLE = f"""
@font-face {{ font-family: N; src: url({(FONTS / "NotoSerifSC-Regular.ttf").as_uri()}); font-weight: 400 }}
@font-face {{ font-family: N; src: url({(FONTS / "NotoSerifSC-Bold.ttf").as_uri()}); font-weight: 700 }}
@page {{ size: A4; margin: 30mm 26mm 30mm 28mm; @bottom-center {{ content: '— ' counter(page) ' —'; font: 9pt N }} }}
body {{ font: 12pt/1.55 N }} p {{ text-indent: 2em; margin: 0 0 .3em; text-align: justify }}
h1 {{ font-size: 15.75pt }} h2 {{ font-size: 14pt }} h3 {{ font-size: 12pt }} .cover {{ break-after: page }}
.caption {{ text-indent: 0; text-align: center; font: bold 10.5pt N; break-after: avoid }}
.break {{ break-after: page }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 9pt; line-height: 1.3 }}
td, th {{ border: .5pt solid #8a8a8a; padding: 4pt; overflow-wrap: anywhere }} tr {{ break-inside: avoid }}
.note, .formula p {{ font-size: 9.5pt; text-indent: 0 }}
.formula {{ border-left: 2pt solid #1f5c4a; padding-left: 8pt }}
"""


def html(paper: Paper) -> str:
    """The paper; the numbers of pages in its contents are those of WeasyPrint."""
    contents = "".join(f"<p>{escape(one.text)}</p>" for one in paper.headings() if one.level < 3)
    return f"<html><body>{''.join(_block(one, contents) for one in paper.blocks)}</body></html>"


def _block(block: Block, contents: str) -> str:
    match block:
        case Cover():
            lines = "".join(f"<p>{escape(label)}　{escape(value)}</p>" for label, value in block.lines)
            return f"<div class=cover><h1>{escape(block.title)}</h1>{lines}{_paragraphs(block.maker, block.date)}</div>"
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            kind = " class=note" if block.style == "note" else ""
            return "".join(f"<p{kind}>{escape(part)}</p>" for part in block.text.split("\n"))
        case KeyTable():
            return _caption("表", block.caption) + _table((27, 73), None, block.rows)
        case Table():
            total = sum(column.width for column in block.columns)
            shares = [column.width * 100 / total for column in block.columns]
            return _caption("表", block.caption) + _table(shares, [one.title for one in block.columns], block.rows)
        case Bars():
            return _table((50, 50), None, [(bar.label, bar.shown) for bar in block.bars]) + _caption(
                "图", block.caption
            )
        case Lines():
            rows = [(line.label, *line.shown) for line in block.lines]
            table = _table([100 / (1 + len(block.years))] * (1 + len(block.years)), ["", *block.years], rows)
            return table + _caption("图", block.caption)
        case Formula():
            parts = (block.words, block.numbers, block.result, *block.inputs)
            head = f"<p><b>{escape(block.name)}</b>　{escape(block.clause)}</p>"
            return f"<div class=formula>{head}{_paragraphs(*parts)}</div>"
        case Signature():
            return _paragraphs(*block.places)
        case PageBreak():
            return "<div class=break></div>"
        case Contents():
            return f"<h1>{escape(block.title)}</h1>{contents}"
    raise TypeError(type(block).__name__)


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def _caption(word: str, text: str) -> str:
    return f"<p class=caption>{word} {escape(text)}</p>"


def _table(shares: Sequence[float], head: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> str:
    columns = "".join(f'<col style="width:{share:.2f}%">' for share in shares)
    top = f"<thead><tr>{''.join(f'<th>{escape(one)}</th>' for one in head)}</tr></thead>" if head else ""
    lines = "".join(f"<tr>{''.join(f'<td>{_cell(one)}</td>' for one in row)}</tr>" for row in rows)
    return f"<table>{columns}{top}<tbody>{lines}</tbody></table>"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
