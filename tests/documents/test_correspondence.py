"""Letters in 信函格式, read back from the PDF (GB/T 9704-2012, 10.1, from memory, unverified)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from pypdf import PageObject

from documents.geometry import MM, lines, pages, strokes
from documents.paper_texts import W, docx_parts, docx_text, squeezed
from documents.test_letter_geometry import BODY, COPIES, HEIGHT, LEFT, TOP, WIDTH, at, height_of, letter, signed_on
from greenlist.documents.letters import Clause, Letter
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf

TWIPS = 1440 / 25.4  # of a millimetre
RED = (0.9, 0, 0.07)
KINDS = ("consulting", "outcome")
every_kind = pytest.mark.parametrize("kind", KINDS)


def with_copies(kind: str) -> Letter:
    return replace(letter(kind), copies=COPIES)


@cache
def printed(kind: str) -> tuple[PageObject, ...]:
    return tuple(pages(letter_pdf(with_copies(kind))))


def double_lines(page: PageObject) -> list[tuple[float, float, float, tuple[float, ...], float]]:
    return [one for one in strokes(page) if one[2] > 100 and one[3] != (0.0,)]


def top(run: tuple[float, float, float, str]) -> float:
    """The upper edge of a run's characters."""
    return run[1] - 0.85 * height_of(run[2])


@every_kind
def test_the_name_of_the_office_begins_30_mm_below_the_edge(kind: str) -> None:
    head = max(lines(printed(kind)[0]), key=lambda found: found[2])
    assert squeezed(head[3]) == letter(kind).office  # and not 文件
    assert top(head) == pytest.approx(30, abs=1)
    assert head[0] + len(letter(kind).office) * height_of(head[2]) / 2 == pytest.approx(210 / 2, abs=1)


@every_kind
def test_two_double_lines_of_170_mm_in_the_middle_of_the_paper(kind: str) -> None:
    page = printed(kind)[0]
    head = max(lines(page), key=lambda found: found[2])
    drawn = double_lines(page)
    assert len(drawn) == 4
    for left, _, long, colour, _ in drawn:
        assert (left, long) == (pytest.approx(20, abs=1), pytest.approx(170, abs=1))
        assert colour == pytest.approx(RED, abs=0.01)
    first, second, third, fourth = drawn
    below = head[1] + 0.1 * height_of(head[2])  # of the characters
    assert first[1] - below == pytest.approx(4, abs=1)
    assert fourth[1] == pytest.approx(297 - 20, abs=1)
    assert first[4] > 2 * second[4]  # the thick one above,
    assert fourth[4] > 2 * third[4]  # and below at the foot of the page
    assert second[1] - first[1] == pytest.approx(fourth[1] - third[1], abs=0.01)
    assert not any(double_lines(later) for later in printed(kind)[1:])


@every_kind
def test_the_number_stands_at_the_right_edge_below_the_line(kind: str) -> None:
    page, one = printed(kind)[0], letter(kind)
    number = at(page, one.number)
    wide = height_of(BODY) * sum(0.55 if character.isascii() else 1 for character in one.number)
    assert number[0] + wide == pytest.approx(LEFT + WIDTH, abs=2)
    line = double_lines(page)[1]
    assert number[1] - 0.8 * height_of(BODY) - line[1] == pytest.approx(height_of(BODY) * 7 / 8, abs=1)
    title = min((run for run in lines(page) if round(run[2]) == 22), key=lambda run: run[1])
    assert title[1] - 0.8 * height_of(22) - (number[1] + 0.2 * height_of(BODY)) == pytest.approx(2 * HEIGHT / 22, abs=1)
    assert not any("签发人" in text for *_, text in lines(page))


@every_kind
def test_the_first_page_has_no_number_the_others_have(kind: str) -> None:
    one = replace(with_copies(kind), body=(Clause("国" * 28 * 60),), annex=None)
    first, *later = pages(letter_pdf(one))
    assert not any("—" in text for *_, text in lines(first))
    assert len(later) == 3
    assert all(any(f"—{number}—" in squeezed(text) for *_, text in lines(page)) for number, page in enumerate(later, 2))
    assert max(run[1] for page in (first, *later) for run in lines(page) if "国" in run[3]) < TOP + HEIGHT


@every_kind
def test_of_the_foot_there_is_only_who_else_gets_it(kind: str) -> None:
    page = printed(kind)[-1]
    copies = at(page, "抄送：")
    assert copies[0] == pytest.approx(LEFT + height_of(14), abs=1)
    last = max(lines(page), key=lambda run: run[1] if "—" not in run[3] else 0)
    assert last[1] + 0.2 * height_of(14) == pytest.approx(TOP + HEIGHT, abs=1)
    assert not [found for found in strokes(page) if found[2] > 100 and found[3] == (0.0,)]
    said = squeezed("".join(one.extract_text() for one in printed(kind)))
    assert "印发" not in said
    assert squeezed(f"{'，'.join(COPIES)}。") in said


def test_without_copies_the_letter_ends_with_its_attachment() -> None:
    one = letter("consulting")
    found = pages(letter_pdf(one))
    assert found[-1].mediabox.width > found[-1].mediabox.height
    assert len(found) == len(printed("consulting")) - 1
    alone = pages(letter_pdf(letter("outcome")))
    assert len(alone) == 1
    assert signed_on(alone[0], letter("outcome"))


def test_no_page_is_empty_before_the_copies() -> None:
    one = with_copies("consulting")
    longer = replace(one, body=(*one.body, Clause("国" * 28 * 20)))  # text on three pages: the copies are on the fifth
    for content, count in ((one, 4), (longer, 5)):
        found = pages(letter_pdf(content))
        assert len(found) == count
        assert all(page.extract_text().strip() for page in found)
        assert squeezed(found[-1].extract_text()).startswith("抄送：")
    body = docx_parts(letter_docx(one))["word/document.xml"]
    assert "evenPage" not in {kind.get(f"{W}val") for kind in body.iter(f"{W}type")}


def test_a_long_name_of_an_office_stays_on_the_line() -> None:
    one = replace(letter("outcome"), office="示例省示例自治州工业和信息化与大数据发展管理服务局")
    page = pages(letter_pdf(one))[0]
    head = lines(page)[0]
    assert head[2] * len(one.office) / MM <= 156
    assert top(head) == pytest.approx(30, abs=1)
    assert double_lines(page)[0][1] - (head[1] + 0.1 * height_of(head[2])) == pytest.approx(4, abs=1)


@every_kind
def test_the_docx_has_the_same_parts(kind: str) -> None:
    one = with_copies(kind)
    content = letter_docx(one)
    parts, said = docx_parts(content), docx_text(content)
    kinds = {
        node.get(f"{W}val")
        for part in parts.values()
        for border in part.iter(f"{W}pBdr")
        for node in border
        if node.get(f"{W}color") == "E60012"
    }
    assert kinds == {"thickThinSmallGap", "thinThickSmallGap"}
    frames = [
        frame for part in parts.values() for frame in part.iter(f"{W}framePr") if frame.get(f"{W}vAnchor") == "page"
    ]
    assert {int(one.get(f"{W}w", "0")) for one in frames} == {round(170 * TWIPS)}
    assert {int(one.get(f"{W}x", "0")) for one in frames} == {round(20 * TWIPS)}
    down = sorted(int(one.get(f"{W}y", "0")) / TWIPS for one in frames)
    assert down == [pytest.approx(30, abs=8), pytest.approx(277, abs=2)]  # of the boxes; what stands in them is lower
    first = next(parts["word/document.xml"].iter(f"{W}sectPr"))
    assert first.find(f"{W}titlePg") is not None
    assert "印发" not in said
    assert f"{one.office}文件" not in said
    assert squeezed(f"抄送：{'，'.join(COPIES)}。") in said
    assert "抄送" not in docx_text(letter_docx(letter(kind)))
    assert letter_docx(one) == content
