"""The self-evaluation report as PDF, a page, beside LibreOffice on our DOCX and WeasyPrint on the same content.

The claims: at least 15 times as fast as LibreOffice headless (ten files in one process; what it takes to convert a
paper of one line is taken off, so that its start does not count), and at least 30 times as fast as WeasyPrint. Each is
given ten reports and one process, in which it may use what processors there are, as a round's reports are printed:
ours by `typeset_all`, WeasyPrint in as many threads or one by one, whichever is faster, LibreOffice as it does by
itself. What ours takes one by one is printed beside it. The reports are those of the samples, with other figures in
every round; every text of each report must stand in the PDFs of all three, and each PDF must be what a dossier needs:
PDF/A-2b, tagged, with an outline of its headings. What the two take for the plain PDF that they write when nothing is
asked is printed beside it. Ours counts from the paper to the bytes, check of the characters included. Needs soffice on
the PATH and the extra `bench`.
"""

from __future__ import annotations

import gc
import io
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import weasyprint
from pypdf import PdfReader
from report_html import STYLE, html
from report_papers import assert_says, reports
from weasyprint.text.fonts import FontConfiguration

from greenlist.documents.papers import Meta, Paper, Paragraph
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import AT_ONCE, Typeset, typeset, typeset_all

REPORTS = 10
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
OFFICE, WEASY = 15, 30
OURS = "ours"
T = TypeVar("T")
AS_OURS = {  # PDF/A-2b, tagged, with an outline
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
EMPTY = Paper("空", Meta("", "", date(2024, 1, 1)), (Paragraph("空"),))


def main() -> int:
    """Print in turn, compare, and fail where a claim does not hold."""
    folder = Path(tempfile.mkdtemp(prefix="greenlist-bench-"))
    office = Office(folder)
    typeset(EMPTY)
    office.convert([EMPTY], [docx(EMPTY)], same=True)  # makes its profile
    pages: dict[str, list[float]] = defaultdict(list)
    for turn in range(ROUNDS):
        papers = reports(REPORTS, 2 * turn + 1)
        took, made = _timed(typeset_all, papers)
        count = _pages([one.content for one in made], papers, "ours")
        pages[OURS].append(took / count)
        for how, same in (("", True), (", plain", False)):
            start, took, found = office.measured(papers, made, same=same)
            count = _pages(found, papers, "LibreOffice", same=same)
            pages[f"LibreOffice{how}"].append((took - start) / count)
            pages[f"LibreOffice with its start{how}"].append(took / count)
            took, found = _timed(partial(_weasy_each, same=same), papers)
            pages[f"WeasyPrint{how}"].append(took / _pages(found, papers, "WeasyPrint", same=same))
        took, found = _timed(_weasy_all, papers)
        pages["WeasyPrint in threads"].append(took / _pages(found, papers, "WeasyPrint"))
        papers = reports(REPORTS, 2 * turn + 2)  # other figures: nothing of them is remembered
        took, made = _timed(_typeset_each, papers)
        pages["ours one by one"].append(took / _pages([one.content for one in made], papers, "ours"))
    return _verdict(pages)


def _timed(work: Callable[[Sequence[Paper]], T], papers: Sequence[Paper]) -> tuple[float, T]:
    gc.collect()
    gc.freeze()  # nobody pays for looking through what another left behind
    started = time.perf_counter()
    done = work(papers)
    return time.perf_counter() - started, done


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self._in, self._out = folder / "in", folder / "out"
        self._in.mkdir()
        self._profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def measured(
        self, papers: Sequence[Paper], made: Sequence[Typeset], *, same: bool
    ) -> tuple[float, float, list[bytes]]:
        """Seconds to start and for all, and the PDFs; `same`: such as ours are, else plain."""
        files = [docx(paper, pages=one.pages) for paper, one in zip(papers, made, strict=True)]
        start, _ = self.convert([EMPTY], [docx(EMPTY)], same=same)
        return start, *self.convert(papers, files, same=same)

    def convert(self, papers: Sequence[Paper], files: Sequence[bytes], *, same: bool) -> tuple[float, list[bytes]]:
        """One process for all files."""
        names = [self._in / f"{number}.docx" for number in range(len(papers))]
        for name, content in zip(names, files, strict=True):
            name.write_bytes(content)
        kind = f"pdf:writer_pdf_Export:{json.dumps(AS_OURS)}" if same else "pdf"
        command = ["soffice", "--headless", self._profile, "--convert-to", kind, "--outdir", str(self._out)]
        started = time.perf_counter()
        subprocess.run([*command, *map(str, names)], check=True, capture_output=True)
        took = time.perf_counter() - started
        return took, [(self._out / f"{name.stem}.pdf").read_bytes() for name in names]


def _typeset_each(papers: Sequence[Paper]) -> list[Typeset]:
    return [typeset(paper) for paper in papers]


def _weasy_each(papers: Sequence[Paper], *, same: bool) -> list[bytes]:
    return [_weasy(paper, same=same) for paper in papers]


def _weasy_all(papers: Sequence[Paper]) -> list[bytes]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(partial(_weasy, same=True), papers))


def _weasy(paper: Paper, *, same: bool) -> bytes:
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=STYLE, font_config=fonts)
    asked = {"pdf_variant": "pdf/a-2b", "pdf_tags": True} if same else {}
    made = weasyprint.HTML(string=html(paper)).write_pdf(stylesheets=[style], font_config=fonts, **asked)
    assert isinstance(made, bytes)
    return made


def _pages(found: Sequence[bytes], papers: Sequence[Paper], who: str, *, same: bool = True) -> int:
    if same:
        for content in found:
            _assert_same_kind(content, who)
    return sum(assert_says(content, paper, who) for content, paper in zip(found, papers, strict=True))


def _assert_same_kind(content: bytes, who: str) -> None:
    """PDF/A-2b by its own word, tagged, with an outline."""
    read = PdfReader(io.BytesIO(content))
    about = read.xmp_metadata
    assert about is not None, who
    said = re.sub(r"\s", "", about.stream.get_data().decode())
    assert re.search(r"pdfaid:part(>|=.)2", said), who
    assert re.search(r"pdfaid:conformance(>|=.)B", said), who
    assert read.root_object["/MarkInfo"]["/Marked"], who
    assert "/StructTreeRoot" in read.root_object, who
    assert len(read.outline) > 1, who


def _verdict(pages: dict[str, list[float]]) -> int:
    medians = {who: statistics.median(took) for who, took in pages.items()}
    for who, median in medians.items():
        print(f"{who:<34} {median * 1000:8.2f} ms a page   {median / medians[OURS]:6.1f}x")
    weasy = min(medians["WeasyPrint"], medians["WeasyPrint in threads"])  # whichever suits it better
    held = medians["LibreOffice"] >= OFFICE * medians[OURS] and weasy >= WEASY * medians[OURS]
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
