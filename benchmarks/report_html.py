"""A paper as HTML for WeasyPrint: the same blocks in the same font on the same page, with all that ours has on it.

That is the contents with numbers of pages, the mark and the remark on every page, shaded labels, charts drawn as
vectors, and what the file says of itself.
"""

from __future__ import annotations

from collections import Counter
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
from greenlist.documents.papers.plain import share, span

STYLE = f"""
@font-face {{ font-family: N; src: url({(FONTS / "NotoSerifSC-Regular.ttf").as_uri()}); font-weight: 400 }}
@font-face {{ font-family: N; src: url({(FONTS / "NotoSerifSC-Bold.ttf").as_uri()}); font-weight: 700 }}
@page {{ size: A4; margin: 30mm 26mm 30mm 28mm;
  @top-right {{ content: element(trial); vertical-align: bottom; padding-bottom: 10mm }}
  @bottom-center {{ content: element(foot); width: 100%; vertical-align: top; padding-top: 8mm }} }}
@page :first {{ @bottom-center {{ content: element(remark); width: 100%; vertical-align: top; padding-top: 8mm }} }}
.trial {{ position: running(trial); font: bold 9pt N; color: #9a5b00; text-align: right }}
.trial span {{ border: .8pt solid #9a5b00; padding: 3pt 6pt }}
.foot {{ position: running(foot) }} .remark {{ position: running(remark) }}
.foot div {{ text-align: center; font: 9pt N }} .foot div:before {{ content: '— ' counter(page) ' —' }}
.foot p, .remark p {{ font: 7.5pt/1.3 N; color: #555; text-indent: 0; margin: 0 }}
body {{ font: 12pt/1.55 N }} p {{ text-indent: 2em; margin: 0 0 .3em; text-align: justify }}
h1 {{ font-size: 15.75pt }} h2 {{ font-size: 14pt }} h3 {{ font-size: 12pt }}
.cover {{ break-after: page }} .cover h1 {{ font-size: 26pt; text-align: center; margin: 38mm 0; bookmark-level: none }}
.contents h1 {{ text-align: center; bookmark-level: none }}
.contents p {{ text-indent: 0 }} .contents .l2 {{ margin-left: 1.5em }}
.contents a {{ color: black; text-decoration: none }}
.contents a:after {{ content: leader('.') target-counter(attr(href), page) }}
.caption {{ text-indent: 0; text-align: center; font: bold 10.5pt N; break-after: avoid }}
.break {{ break-after: page }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 9pt; line-height: 1.3 }}
td, th {{ border: .5pt solid #8a8a8a; padding: 4pt; overflow-wrap: anywhere }} tr {{ break-inside: avoid }}
th, .key td:first-child {{ background: #eef2f0 }} .key {{ font-size: 10.5pt }}
.key td:first-child {{ text-align: center }}
.chart {{ break-inside: avoid }} .chart .caption {{ break-after: auto }} .bars td {{ border: none; padding: 2pt }}
.note, .formula p {{ font-size: 9.5pt; text-indent: 0 }} .todo {{ color: #9a5b00 }} .note {{ color: #444 }}
.formula {{ border-left: 2pt solid #1f5c4a; padding-left: 8pt; break-inside: avoid }}
"""


def html(paper: Paper) -> str:
    """The paper; the numbers of pages in its contents are those of WeasyPrint."""
    about = "".join(
        f'<meta name="{name}" content="{escape(said)}">'
        for name, said in (
            ("author", paper.meta.author),
            ("description", paper.meta.subject),
            ("dcterms.created", paper.meta.on.isoformat()),
        )
    )
    head = f'<html lang="zh-CN"><head><title>{escape(paper.title)}</title>{about}</head>'
    return f"{head}<body>{_on_every_page(paper)}{_Body(paper).html()}</body></html>"


def _on_every_page(paper: Paper) -> str:
    trial = f"<div class=trial><span>{escape(paper.trial)}</span></div>" if paper.trial else ""
    remark = _paragraphs(paper.remark)
    return f"{trial}<div class=remark>{remark}</div><div class=foot><div></div>{remark}</div>"


class _Body:
    """The blocks of one paper, with running numbers of headings and captions."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._heading = 0
        self._numbers: Counter[str] = Counter()

    def html(self) -> str:
        """All blocks."""
        return "".join(self._block(block) for block in self._paper.blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Cover():
                lines = "".join(f"<p>{escape(label)}　{escape(value)}</p>" for label, value in block.lines)
                last = _paragraphs(block.maker, block.date)
                return f"<div class=cover><h1>{escape(block.title)}</h1>{lines}{last}</div>"
            case Heading():
                self._heading += 1
                return f'<h{block.level} id="h{self._heading}">{escape(block.text)}</h{block.level}>'
            case Paragraph():
                return "".join(f"<p class={block.style}>{escape(part)}</p>" for part in block.text.split("\n"))
            case KeyTable():
                return self._caption("表", block.caption) + _table((27, 73), None, block.rows, "key")
            case Table():
                total = sum(column.width for column in block.columns)
                shares = [column.width * 100 / total for column in block.columns]
                return self._caption("表", block.caption) + _table(
                    shares, [one.title for one in block.columns], block.rows
                )
            case Bars():
                return f"<div class=chart>{_bars(block)}{self._caption('图', block.caption)}</div>"
            case Lines():
                return f"<div class=chart>{_lines(block)}{self._caption('图', block.caption)}</div>"
            case Formula():
                parts = (block.words, block.numbers, block.result, *block.inputs)
                head = f"<p><b>{escape(block.name)}</b>　{escape(block.clause)}</p>"
                return f"<div class=formula>{head}{_paragraphs(*parts)}</div>"
            case Signature():
                return _paragraphs(*block.places)
            case PageBreak():
                return "<div class=break></div>"
            case Contents():
                return f"<div class=contents><h1>{escape(block.title)}</h1>{self._contents(block.depth)}</div>"
        raise TypeError(type(block).__name__)

    def _contents(self, depth: int) -> str:
        return "".join(
            f'<p class=l{one.level}><a href="#h{number}">{escape(one.text)}</a></p>'
            for number, one in enumerate(self._paper.headings(), 1)
            if one.level <= depth
        )

    def _caption(self, word: str, text: str) -> str:
        self._numbers[word] += 1
        return f"<p class=caption>{word} {self._numbers[word]} {escape(text)}</p>"


def _bars(block: Bars) -> str:
    """Each bar drawn between its label and its figure."""
    drawing = "<svg width=80mm height=9pt viewBox='0 0 100 9' preserveAspectRatio=none>"
    rows = "".join(
        f"<tr><td>{escape(bar.label)}</td><td>{drawing}<rect width=100 height=9 fill=#eef2f0 />"
        f"<rect width={100 * (share(bar.share) or 0):.2f} height=9 fill=#1f5c4a /></svg></td>"
        f"<td>{escape(bar.shown)}</td></tr>"
        for bar in block.bars
    )
    return f"<table class=bars><col style='width:26%'><col style='width:52%'><col style='width:22%'>{rows}</table>"


def _lines(block: Lines) -> str:
    """The lines drawn, with their years, figures and names as text."""
    low, high = span(block.lines)
    step = 130 / max(len(block.years) - 1, 1)
    drawn = "<line x1=12 y1=42 x2=142 y2=42 stroke=#8a8a8a stroke-width=.2 />"
    drawn += "".join(_svg_text(12 + step * at, 47, year) for at, year in enumerate(block.years))
    for line in block.lines:
        spots = [
            (12 + step * at, 38 if value is None else float(38 - 29 * (value - low) / (high - low)))
            for at, value in enumerate(line.values)
        ]
        points = " ".join(f"{x:.2f},{y:.2f}" for x, y in spots)
        drawn += f"<polyline points='{points}' fill=none stroke=#1f5c4a stroke-width=.5 />"
        drawn += "".join(_svg_text(x, y - 2, shown) for (x, y), shown in zip(spots, line.shown, strict=True))
    names = _paragraphs(*(line.label for line in block.lines))
    return f"<svg width=154mm height=54mm viewBox='0 0 154 54'>{drawn}</svg>{names}"


def _svg_text(x: float, y: float, text: str) -> str:
    return f"<text x={x:.2f} y={y:.2f} font-size=3.2 font-family=N text-anchor=middle>{escape(text)}</text>"


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def _table(
    shares: Sequence[float], head: Sequence[str] | None, rows: Sequence[Sequence[str]], kind: str = "plain"
) -> str:
    columns = "".join(f'<col style="width:{share:.2f}%">' for share in shares)
    top = f"<thead><tr>{''.join(f'<th>{escape(one)}</th>' for one in head)}</tr></thead>" if head else ""
    lines = "".join(f"<tr>{''.join(f'<td>{_cell(one)}</td>' for one in row)}</tr>" for row in rows)
    return f"<table class={kind}>{columns}{top}<tbody>{lines}</tbody></table>"


def _cell(text: str) -> str:
    return escape(text).replace("\n", "<br>")
