"""1,000 reports of 30 pages as PDF in two processes: at most 180 s on two cores. No peer; the claim is absolute.

The reports of the samples with figures of their own each; their chapters are filled with made-up text of different
words until the report has its 30 pages. Counted from the first paper to the last byte, processes and fonts included.
The processes are started anew, not forked: typst works in threads that a fork leaves behind, and waits for them.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context

from pypdf import PdfReader
from report_papers import read, reports, subjects

from greenlist.documents.papers import Heading, Paper, Paragraph
from greenlist.documents.papers.pdf import typeset

REPORTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
PROCESSES, PAGES, SECONDS = 2, 30, 180
BATCH, SOME = 10, 160
WORDS = (
    "企业", "建立", "能源", "管理", "制度", "节能", "改造", "设备", "年度", "用水", "循环",
    "利用", "原材料", "绿色", "采购", "供应商", "废水", "处理", "设施", "稳定", "运行", "监测",
    "数据", "生产", "工艺", "优化", "照明", "光伏", "余热", "回收", "培训", "目标",
)  # fmt: skip


def main() -> int:
    """Make them, print, and fail where the claim does not hold."""
    lacking = _measure()
    started = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(_batch, range(0, REPORTS, BATCH), repeat(lacking)))
    took = time.perf_counter() - started
    pages, size = sum(one[0] for one in made), sum(one[1] for one in made)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    print(
        f"{REPORTS:,} reports, {pages:,} pages, {size / 2**20:.0f} MB: {took:.1f} s,"
        f" {took / pages * 1000:.2f} ms a page"
    )
    print(f"{busy:.1f} s of processor in both, largest process {largest:.0f} MB")
    print(f"at this rate 1,000 take {took / REPORTS * 1000:.0f} s")
    assert pages >= 0.97 * PAGES * REPORTS, "too short"
    return 0 if took / REPORTS * 1000 <= SECONDS else 1


def _batch(first: int, lacking: Sequence[int]) -> tuple[int, int]:
    """Pages and bytes of ten reports."""
    pages = size = 0
    for number, paper in enumerate(reports(BATCH, first // BATCH), first):
        filled = replace(paper, blocks=(*paper.blocks, *_text(number, lacking[number - first])))
        content = typeset(filled).content
        pages, size = pages + len(PdfReader(io.BytesIO(content)).pages), size + len(content)
    return pages, size


def _measure() -> list[int]:
    """For each sample, how many paragraphs its report lacks to have its pages."""
    base = reports(len(subjects()), 0)
    long = replace(base[0], blocks=(*base[0].blocks, *_text(0, SOME)))
    a_page = SOME / (_pages(long) - _pages(base[0]))
    return [round((PAGES - _pages(paper)) * a_page) for paper in base]


def _pages(paper: Paper) -> int:
    return read(typeset(paper).content, paper)[1]


def _text(number: int, count: int) -> list[Heading | Paragraph]:
    chance = random.Random(number)  # noqa: S311 - the same words in every run
    blocks: list[Heading | Paragraph] = []
    for place in range(count):
        if place % 8 == 0:
            blocks.append(Heading(f"{place // 8 + 1}. 创建情况说明", 2))
        sentences = ("".join(chance.choices(WORDS, k=chance.randint(5, 16))) for _ in range(6))
        blocks.append(Paragraph("，".join(sentences) + f"，共 {chance.randint(10, 9999)} 项。"))
    return blocks


if __name__ == "__main__":
    sys.exit(main())
