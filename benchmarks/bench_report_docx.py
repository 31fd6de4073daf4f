"""The self-evaluation report as DOCX, beside docxtpl alone filling a template with the same texts.

The claim: at most twice as long. Ours checks every character, draws the charts, writes styles, fields, captions and
a header that repeats, and packs it so that the bytes repeat; the peer opens its template, puts headings, paragraphs
and tables into it and saves. Every text of each report must stand in both files. Runs alternate; ratio of medians.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import docx as python_docx
from docxtpl import DocxTemplate
from lxml import etree
from report_papers import UNPRINTED, reports, squeezed

from greenlist.documents.papers import Bars, Block, Cover, Formula, KeyTable, Lines, Paper, Signature, Table
from greenlist.documents.papers.docx import docx

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
REPORTS = 10
CLAIM = 2.0


def main() -> int:
    """Write in turn, compare, print, and fail where the claim does not hold."""
    template = _template(Path(tempfile.mkdtemp(prefix="greenlist-bench-")) / "template.docx")
    mine: list[float] = []
    theirs: list[float] = []
    for turn in range(ROUNDS):
        for paper in reports(REPORTS, turn):
            started = time.perf_counter()
            ours = docx(paper)
            between = time.perf_counter()
            peer = _peer(template, paper)
            mine.append(between - started)
            theirs.append(time.perf_counter() - between)
            if turn == 0:
                _assert_says(ours, paper, "ours")
                _assert_says(peer, paper, "docxtpl")
    a, b = statistics.median(mine), statistics.median(theirs)
    print(f"a report as DOCX   greenlist {a * 1000:7.1f} ms   docxtpl {b * 1000:7.1f} ms   {a / b:5.2f} times as long")
    return 0 if a <= CLAIM * b else 1


def _template(path: Path) -> Path:
    """Headings and paragraphs as paragraphs, tables as a table whose rows and cells are loops."""
    document = python_docx.Document()
    for line in ("{%p for b in blocks %}", "{%p for line in b.texts %}", "{{ line }}", "{%p endfor %}",
                 "{%p if b.rows %}"):  # fmt: skip
        document.add_paragraph(line)
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for row in b.rows %}", "{%tr endfor %}"
    for place, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, place).text = text
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))
    return path


def _peer(path: Path, paper: Paper) -> bytes:
    template = DocxTemplate(path)
    template.render({"blocks": [_plain(block) for block in paper.blocks], "trial": paper.trial}, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Cover():
            return {"texts": [block.title, block.maker, block.date], "rows": block.lines}
        case KeyTable():
            return {"texts": [block.caption], "rows": block.rows}
        case Table():
            return {"texts": [block.caption], "rows": [[one.title for one in block.columns], *block.rows]}
        case Bars():
            return {"texts": [block.caption], "rows": [(bar.label, bar.shown) for bar in block.bars]}
        case Lines():
            rows = [("", *block.years), *((line.label, *line.shown) for line in block.lines)]
            return {"texts": [block.caption], "rows": rows}
        case Formula():
            parts = (block.name, block.clause, block.words, block.numbers, block.result, *block.inputs)
            return {"texts": parts, "rows": ()}
        case Signature():
            return {"texts": block.places, "rows": ()}
    return {"texts": [text for _, text in block.texts()], "rows": ()}


def _assert_says(content: bytes, paper: Paper, who: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    whole = squeezed("".join("".join(etree.fromstring(part).itertext()) for part in parts))
    printed = {squeezed(part) for where, said in paper.texts() if where not in UNPRINTED for part in said.split("\n")}
    lacking = [part for part in printed - {squeezed(paper.trial), squeezed(paper.remark)} if part not in whole]
    assert not lacking, f"{who} lacks {lacking[:5]}"


if __name__ == "__main__":
    sys.exit(main())
