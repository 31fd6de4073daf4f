"""Merged packages: order, volumes, what cannot be a page; what the national platform would refuse."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from applications.papers import pdf
from greenlist.documents.package import About, FileLimits, Part, build, refusals, rules_of
from greenlist.documents.package.pages import picture_page

ABOUT = About("示例工厂申报材料", "长春市工信局", (("申报单位", "示例工厂"),), date(2024, 7, 26))
MB = 1024 * 1024


def part(group: str, title: str, content: bytes, media: Any = "pdf") -> Part:
    return Part(group, title, media, hashlib.sha256(content).hexdigest(), len(content), lambda: content, title)


def heavy(number: int, size: int) -> bytes:
    """A PDF of about so many bytes that no writer makes smaller."""
    noise = b"".join(hashlib.sha256(b"%d-%d" % (number, at)).digest() for at in range(size // 32))
    return pdf(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(noise), noise), trailer=b"/Extra 4 0 R")


def test_nothing_at_all_still_has_a_cover() -> None:
    made = build(ABOUT, [], MB)
    assert [(one.number, one.pages) for one in made.volumes] == [(1, 1)]


def test_volumes_break_between_parts_and_each_lists_everything() -> None:
    parts = [part("evidence", f"证明{number}.pdf", picture(number)) for number in range(4)]
    size = max(len(one.open()) for one in parts)
    made = build(ABOUT, parts, 400_000 + int(size * 2.2))
    assert [one.volume for one in made.listed] == [1, 1, 2, 2]
    assert not made.remarks
    for volume in made.volumes:
        reader = PdfReader(io.BytesIO(volume.content))
        text = reader.pages[0].extract_text().replace(" ", "")
        assert "证明0.pdf" in text
        assert "证明3.pdf" in text
        assert f"第{volume.number}册" in text


def picture(number: int) -> bytes:
    from recommendations.ground import real_png

    return picture_page(real_png(120, 90, number), f"图{number}", date(2024, 7, 1))


def test_a_part_larger_than_the_limit_is_a_volume_of_its_own_and_said() -> None:
    parts = [part("report", "报告", picture(1)), part("evidence", "大图", picture(2)), part("receipt", "回执", pdf())]
    made = build(ABOUT, parts, 401_000)
    assert len(made.volumes) >= 2
    assert [one.volume for one in made.listed] == sorted(one.volume for one in made.listed)


def test_what_does_not_open_goes_beside() -> None:
    parts = [part("evidence", "坏的.pdf", b"%PDF-1.7 nothing"), part("evidence", "名册.xlsx", b"PK", "other"),
             part("evidence", "坏图.png", b"\x89PNG\r\n\x1a\n", "image"), part("receipt", "回执", pdf())]  # fmt: skip
    made = build(ABOUT, parts, 50 * MB)
    assert [(one.code, one.title) for one in made.remarks] == [
        ("unreadable", "坏的.pdf"), ("not_a_page", "名册.xlsx"), ("unreadable", "坏图.png")]  # fmt: skip
    assert [one.title for one in made.beside] == ["坏的.pdf", "名册.xlsx", "坏图.png"]


def test_the_same_parts_give_the_same_bytes() -> None:
    parts = [part("report", "报告", pdf(text="r")), part("evidence", "照片😀.png", picture(3))]
    assert build(ABOUT, parts, 50 * MB) == build(ABOUT, parts, 50 * MB)


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
