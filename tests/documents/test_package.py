"""Merged packages: order, volumes, what cannot be a page; what the national platform would refuse."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documents.awkward import made, ours, pages, part, shapes
from greenlist.documents.package import FileLimits, refusals, rules_of

MB = 1024 * 1024


def test_nothing_at_all_still_has_a_cover(tmp_path: Path) -> None:
    (volume,) = made([], tmp_path).volumes
    assert (volume.number, volume.pages, volume.first, volume.claim) == (1, 1, 1, "PDF/A-2b")


def test_volumes_break_between_parts_and_each_lists_everything(tmp_path: Path) -> None:
    parts = [part("evidence", f"证明{number}.pdf", pages(1, 200_000 + number)) for number in range(4)]
    done = made(parts, tmp_path, most=400_000 + 430_000)
    assert [one.volume for one in done.listed] == [1, 1, 2, 2]
    assert {one.code for one in done.remarks} == {"not_archival"}
    assert [(one.first, one.pages) for one in done.volumes] == [(1, 3), (4, 3)]
    for volume in done.volumes:
        text = PdfReader(volume.path).pages[0].extract_text().replace(" ", "")
        assert "证明0.pdf" in text
        assert "证明3.pdf" in text
        assert f"第{volume.number}册" in text
    assert [one.page for one in done.listed] == [2, 3, 5, 6]  # through the volumes


def test_what_does_not_open_goes_beside(tmp_path: Path) -> None:
    parts = [part("evidence", "坏的.pdf", b"%PDF-1.7 nothing"), part("evidence", "名册.xlsx", b"PK", "office"),
             part("evidence", "坏图.png", b"\x89PNG\r\n\x1a\n", "image"), part("receipt", "回执", ours())]  # fmt: skip
    done = made(parts, tmp_path)
    assert [(one.code, one.title) for one in done.remarks] == [
        ("unreadable", "坏的.pdf"), ("not_a_page", "名册.xlsx"), ("unreadable", "坏图.png")]  # fmt: skip
    assert [one.title for one in done.beside] == ["坏的.pdf", "名册.xlsx", "坏图.png"]
    assert [one.where for one in done.listed] == ["beside", "beside", "beside", "bound"]


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    parts = [part("report", "报告", ours()), part("evidence", "照片😀.pdf", shapes())]
    contents = [made(parts, tmp_path).volumes[0].content for _ in range(2)]
    assert contents[0] == contents[1]


def titles(outline: list[Any]) -> list[Any]:
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


def test_bookmarks_name_groups_and_parts_and_keep_those_of_a_part(tmp_path: Path) -> None:
    parts = [
        part("report", "自评价报告", ours()),
        part("evidence", "甲.pdf", shapes()),
        part("evidence", "乙.pdf", pages(1)),
    ]
    reader = PdfReader(io.BytesIO(made(parts, tmp_path).volumes[0].content))
    assert titles(reader.outline) == [
        "封面和目录", "自评价报告", ["一、概况", "二、结论"],
        "证明材料", ["甲.pdf", ["第一章", ["第一节"], "第二章"], "乙.pdf"],
    ]  # fmt: skip


LIMITS = FileLimits(("pdf", "png", "jpg"), 10 * MB)
FULL = {"unit": {"uscc": "91220101MA0000001X", "industry4": "1391"}}


def found(kind: str, data: dict[str, Any], files: list[dict[str, Any]] | None = None) -> dict[str, str]:
    return {one.rule.id: one.found for one in refusals(kind, data, files or [], LIMITS)}


@pytest.mark.parametrize(("length", "refused"), [(200, False), (201, True)])
def test_lengths_of_the_form(length: int, refused: bool) -> None:
    assert ("P-01" in found("factory", {"values": {"process_intro": "工" * length}})) is refused


def test_cells_and_files() -> None:
    got = found(
        "factory", {"unit": {"industry4": "13", "uscc": "1"}, "values": {"unit_nature": "内资（民营）"}},
        [{"name": "名册.xlsx", "size": 5}, {"name": "图.jpeg", "size": 11 * MB},
         {"name": "长" * 120 + ".pdf", "size": 1}],
    )  # fmt: skip
    assert {"P-11", "P-16", "P-21", "P-22", "P-23", "P-31", "P-32", "P-33"} <= got.keys()
    assert got["P-32"] == "11.0 MB"
    assert "P-22" not in found("park", {"unit": {}})  # a park may have no code
    last = {"values": {"unit_nature": [{"value": "x"}, {"value": "民营企业"}]}}  # the last witness counts
    assert "P-23" not in found("factory", last)


def test_every_rule_says_how_well_it_is_known() -> None:
    assert {one.mark for one in rules_of()} == {"published", "secondary", "unverified"}
    assert len({one.id for one in rules_of()}) == len(rules_of())
