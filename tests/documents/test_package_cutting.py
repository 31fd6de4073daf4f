"""A part that is larger than a volume: cut at its own bookmarks, else at its pages, each piece named and numbered."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from pypdf import PdfReader

from documents.awkward import made, ours, pages, part

PAGE = 100_000
MOST = 400_000 + 5 * PAGE + 20_000  # a cover and five pages


def marked(count: int, *chapters: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages(count, PAGE))) as pdf:
        with pdf.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem(f"第{number}章", at) for number, at in enumerate(chapters, 1)]
        pdf.save(out)
    return out.getvalue()


def first_marks(content: bytes) -> list[str]:
    outline = PdfReader(io.BytesIO(content)).outline
    return [one.title for one in outline if not isinstance(one, list)]


def test_it_is_cut_at_a_chapter_where_one_begins_in_time(tmp_path: Path) -> None:
    done = made([part("report", "报告.pdf", marked(9, 0, 3, 8)), part("receipt", "回执", ours())], tmp_path, most=MOST)
    assert [one.pages - 1 for one in done.volumes] == [3, 5, 2]
    assert all(one.size <= MOST for one in done.volumes)
    assert [(one.code, one.title, one.detail) for one in done.remarks if one.code == "cut"] == [
        ("cut", "报告.pdf", "3")
    ]
    assert [first_marks(one.content)[1:] for one in done.volumes] == [
        ["报告.pdf"],
        ["报告.pdf（续）"],
        ["报告.pdf（续）", "回执"],
    ]
    assert (done.listed[0].volume, done.listed[0].until, done.listed[0].pages) == (1, 3, 9)


def test_without_bookmarks_it_is_cut_between_pages(tmp_path: Path) -> None:
    done = made([part("report", "报告.pdf", pages(9, PAGE))], tmp_path, most=MOST)
    assert [one.pages - 1 for one in done.volumes] == [5, 4]
    numbers = [PdfReader(one.path).pages[-1].extract_text().replace(" ", "") for one in done.volumes]
    assert "第6页共11页" in numbers[0]
    assert "第11页共11页" in numbers[1]


def test_a_single_page_that_is_too_large_is_a_volume_and_said(tmp_path: Path) -> None:
    parts = [part("evidence", "甲.pdf", pages(1, 900_000)), part("evidence", "乙.pdf", pages(1, PAGE))]
    done = made(parts, tmp_path, most=700_000)
    assert [one.volume for one in done.listed] == [1, 2]
    assert [one.title for one in done.remarks if one.code == "over_limit"] == ["甲.pdf"]
