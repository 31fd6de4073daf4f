"""Every kind of letter after GB/T 9704-2012, measured on its PDF: margins, head, rules, levels, foot, page numbers.

The standard allows a millimetre. Clause numbers in brackets are those of the standard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from pypdf import PageObject

from documents.geometry import MM, lines, pages, rules, strokes
from documents.paper_texts import W, docx_parts, squeezed
from greenlist.documents.letters import (
    AskedUnit,
    Asking,
    Circular,
    Clause,
    Letter,
    Outcome,
    Recommended,
    circular,
    consulting,
    outcome_notice,
    recommendation,
)
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.noticing import Listed, PublicNotice, Span, notice_docx, notice_pdf, public_notice
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.letters.sending_up import sending_up
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

ON = date(2024, 7, 6)
BODY = 15.75
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LEFT, TOP, WIDTH, HEIGHT = 28, 37, 156, 225
CITY, PROVINCE = "长春市工业和信息化局", "吉林省工业和信息化厅"
COPIES = ("吉林省生态环境厅", "吉林省应急管理厅", "吉林省市场监督管理厅", "各市（州）工业和信息化局")
HEAD = ("序号", "推荐地区", "单位名称", "统一社会信用代码", "备注")
UNITS = {
    Kind.FACTORY: Recommended(
        ("示例食品有限公司", "示例机械有限公司"), HEAD,
        (("1", "长春市工信局", "示例食品有限公司", "91220105A00001014W", ""),) * 2,
    )
}  # fmt: skip


def _city() -> Letter:
    return recommendation(
        LawBook().policy("jilin-2024"), UNITS, office=CITY, number="长工信示例〔2024〕5号", signer="示例某", on=ON,
        trial=False,
    )  # fmt: skip


def _province() -> Letter:
    return sending_up(
        LawBook().policy("jilin-2024"), UNITS, office=PROVINCE, number="吉工信示例〔2024〕6号", signer="示例某", on=ON,
        trial=False,
    )  # fmt: skip


def _asking() -> Letter:
    asked = Asking(
        "长春市生态环境局", [AskedUnit("示例食品有限公司", "91220105A00001014W", Kind.FACTORY)], date(2024, 7, 15)
    )
    return consulting(LawBook().policy("jilin-2024"), asked, office=CITY, number="长工信函〔2024〕8号", on=ON)


def _circular() -> Letter:
    told = Circular(
        "示例绿色评价有限公司", "", "", "现场评价记录系编造。", ON, date(2027, 7, 5), "第四条", "各市（州）工信局"
    )
    policy = LawBook().policy("jilin-2024")
    return circular(policy, told, office=PROVINCE, number="吉工信节能〔2024〕30号", on=ON, trial=False)


def _outcome() -> Letter:
    told = Outcome("示例食品有限公司", Kind.FACTORY, 2024, "工信厅节函〔2025〕33号", ON, listed=True)
    one = outcome_notice(LawBook().policy("jilin-2024"), told, office=PROVINCE)
    return replace(one, number="吉工信函〔2025〕2号", date="2024年7月6日")


LETTERS: dict[str, Callable[[], Letter]] = {
    "recommendation": _city, "sending_up": _province, "consulting": _asking, "circular": _circular,
    "outcome": _outcome,
}  # fmt: skip
every_letter = pytest.mark.parametrize("kind", list(LETTERS))
official = pytest.mark.parametrize("kind", ["recommendation", "sending_up", "circular"])  # the others: 信函格式


@cache
def letter(kind: str) -> Letter:
    return LETTERS[kind]()


@cache
def printed(kind: str) -> tuple[PageObject, ...]:
    return tuple(pages(letter_pdf(letter(kind))))


@cache
def long(kind: str) -> tuple[PageObject, ...]:
    """The same letter with two pages and more of nothing but characters of full width."""
    return tuple(pages(letter_pdf(replace(letter(kind), body=(Clause("国" * (28 * 50)),)))))


def upright(found: tuple[PageObject, ...]) -> list[PageObject]:
    return [page for page in found if page.mediabox.height > page.mediabox.width]


def at(page: PageObject, text: str) -> tuple[float, float, float, str]:
    """The run that holds a text."""
    return next(one for one in lines(page) if squeezed(text) in squeezed(one[3]))


def signed_on(page: PageObject, one: Letter) -> bool:
    """Whether the date of the document stands on a page, as a line of its own."""
    return any(squeezed(text) == squeezed(one.date) for *_, text in lines(page))


def height_of(size: float) -> float:
    return size / MM


@every_letter
def test_22_lines_of_28_characters_in_156_by_225_mm(kind: str) -> None:  # [5.2.1, 5.2.3]
    found = [one for one in lines(long(kind)[1]) if set(one[3]) == {"国"}]
    assert len(found) == 22
    assert {(len(text), round(size, 2)) for _, _, size, text in found} == {(28, BODY)}
    assert {round(left) for left, *_ in found} == {LEFT}
    assert found[0][1] - 0.8 * height_of(BODY) == pytest.approx(TOP, abs=1)
    assert {round(below[1] - above[1], 2) for above, below in pairwise(found)} == {round(HEIGHT / 22, 2)}
    assert TOP + HEIGHT - HEIGHT / 22 < found[-1][1] + 0.2 * height_of(BODY) <= TOP + HEIGHT
    assert 28 * height_of(BODY) == pytest.approx(WIDTH, abs=1)


@official
def test_the_red_head(kind: str) -> None:  # [7.2.4]
    one, page = letter(kind), printed(kind)[0]
    head = at(page, f"{one.office}文件")
    assert head[1] - 0.85 * height_of(head[2]) == pytest.approx(TOP + 35, abs=1)
    middle = head[0] + len(f"{one.office}文件") * height_of(head[2]) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2, abs=1)


@official
def test_the_number_stands_4_mm_above_the_red_rule(kind: str) -> None:  # [7.2.5, 7.2.7]
    one, page = letter(kind), printed(kind)[0]
    number = at(page, one.number)
    assert "〔2024〕" in one.number or "〔2025〕" in one.number
    (rule,) = [found for found in rules(page) if found[3] != (0.0,) and found[2] > 100]
    assert (rule[0], rule[2]) == (pytest.approx(LEFT, abs=1), pytest.approx(WIDTH, abs=1))
    assert rule[3] == pytest.approx((0.9, 0, 0.07), abs=0.01)
    assert rule[1] - number[1] == pytest.approx(4, abs=1)
    assert round(number[2], 2) == BODY
    width = height_of(BODY) * sum(0.5 if character.isascii() else 1 for character in one.number)
    if one.upward:  # left, a character from the edge; who signs on the right on the same line [7.2.6]
        assert number[0] == pytest.approx(LEFT + height_of(BODY), abs=1)
        assert at(page, "签发人：")[1] == pytest.approx(number[1], abs=0.5)
    else:
        assert number[0] + width / 2 == pytest.approx(LEFT + WIDTH / 2, abs=2)
        assert not any("签发人" in text for *_, text in lines(page))


@every_letter
def test_title_addressee_and_body_follow_each_other(kind: str) -> None:  # [7.3.1, 7.3.2, 7.3.3]
    one, page = letter(kind), printed(kind)[0]
    parts = one.title.split("\n")
    titles = [at(page, part) for part in parts[1:]]
    assert {round(size) for _, _, size, _ in titles} == {22}
    for part, (left, *_) in zip(parts[1:], titles, strict=True):
        wide = height_of(22) * sum(0.55 if character.isascii() else 1 for character in part)
        assert left + wide / 2 == pytest.approx(LEFT + WIDTH / 2, abs=3)
    addressee = at(page, f"{one.addressee}："[:12])
    assert addressee[0] == pytest.approx(LEFT, abs=1)
    first = min((found for found in lines(page) if found[1] > addressee[1] + 5), key=lambda found: found[1])
    assert first[1] - addressee[1] == pytest.approx(HEIGHT / 22, abs=0.5)
    assert first[0] == pytest.approx(LEFT + 2 * height_of(BODY), abs=1)  # two characters in; the first page has text
    assert round(first[2], 2) == BODY


@every_letter
def test_heads_are_numbered_and_stand_two_characters_in(kind: str) -> None:
    heads = [clause for clause in letter(kind).body if clause.level > 0]
    assert heads
    for clause in heads:
        assert clause.text.startswith(("一、", "二、", "三、", "四、") if clause.level == 1 else "（")
        found = next(one for page in printed(kind) for one in lines(page) if squeezed(one[3]) == squeezed(clause.text))
        assert found[0] == pytest.approx(LEFT + 2 * height_of(BODY), abs=1)


@every_letter
def test_attachment_note_signature_and_date(kind: str) -> None:  # [7.3.4, 7.3.5]
    one = letter(kind)
    page = next(page for page in upright(printed(kind)) if signed_on(page, one))
    runs = sorted(lines(page), key=lambda found: found[1])
    dated = next(found for found in runs if squeezed(found[3]) == squeezed(one.date))
    signed = next(found for found in reversed(runs) if squeezed(found[3]) == one.office and found[1] < dated[1])
    wide = height_of(BODY) * sum(0.53 if character.isascii() else 1 for character in one.date)
    assert LEFT + WIDTH - (dated[0] + wide) == pytest.approx(4 * height_of(BODY), abs=2)
    long = height_of(BODY) * len(one.office)
    assert signed[0] + long / 2 == pytest.approx(dated[0] + wide / 2, abs=2)
    assert dated[1] - signed[1] == pytest.approx(HEIGHT / 22, abs=0.5)
    if one.annex is None:
        assert not any("附件：" in squeezed(text) for *_, text in runs)
        return
    note = next(found for found in runs if squeezed(found[3]).startswith("附件："))
    assert note[0] == pytest.approx(LEFT + 2 * height_of(BODY), abs=1)
    assert squeezed(note[3]) == f"附件：{squeezed(one.annex.title)}"  # and no full stop behind it
    assert signed[1] - note[1] == pytest.approx(3 * HEIGHT / 22, abs=1)


@pytest.mark.parametrize("kind", ["recommendation", "circular"])
def test_the_signature_never_stands_on_a_page_without_the_body(kind: str) -> None:  # [7.3.5.6]
    for count in range(220, 620, 56):  # around the end of the first page
        one = replace(letter(kind), body=(Clause("国" * count), Clause("特此报告。")), annex=None)
        (page,) = [page for page in pages(letter_pdf(one)) if signed_on(page, one)]
        assert "特此报告。" in squeezed(page.extract_text())


@official
def test_the_foot_of_the_document(kind: str) -> None:  # [7.4]
    one = replace(letter(kind), copies=COPIES)
    page = pages(letter_pdf(one))[-1]
    assert len(pages(letter_pdf(one))) % 2 == 0
    upper, middle, lower = [found for found in strokes(page) if found[2] > 100]
    for rule, thick in ((upper, 0.35), (middle, 0.25), (lower, 0.35)):
        assert (rule[0], rule[2]) == (pytest.approx(LEFT, abs=1), pytest.approx(WIDTH, abs=1))
        assert rule[4] == pytest.approx(thick, abs=0.02)
    assert lower[1] == pytest.approx(TOP + HEIGHT, abs=1)
    copies = at(page, "抄送：")
    printing = [found for found in lines(page) if found[3].startswith(one.office)][-1]
    assert copies[0] == printing[0] == pytest.approx(LEFT + height_of(14), abs=1)
    assert upper[1] < copies[1] < middle[1] < printing[1] < lower[1]
    turned = at(page, "各市（州）") if squeezed("各市（州）") in squeezed(page.extract_text()) else copies
    assert turned[0] >= copies[0] + 3 * height_of(14) - 1  # under the first name
    assert {round(found[2]) for found in (copies, printing)} == {14}
    assert squeezed(f"{'，'.join(COPIES)}。") in squeezed(page.extract_text())
    date_of = next(found for found in lines(page) if squeezed(found[3]).endswith("印发"))
    assert date_of[1] == pytest.approx(printing[1], abs=0.5)


@official
def test_without_copies_there_are_two_rules(kind: str) -> None:
    assert [round(found[4], 2) for found in strokes(printed(kind)[-1]) if found[2] > 100] == [0.35, 0.35]


@every_letter
def test_page_numbers_stand_outside_7_mm_below(kind: str) -> None:  # [7.5]
    for number, page in enumerate(long(kind)[:3], 1):
        if number == 1 and letter(kind).form == "correspondence":
            assert not any("—" in text for *_, text in lines(page))  # [10.1]
            continue
        left, height, size, text = next(one for one in lines(page) if "—" in one[3])
        assert (squeezed(text), round(size)) == (f"—{number}—", 14)
        assert TOP + HEIGHT + 7 <= height <= TOP + HEIGHT + 7 + height_of(14) + 1
        if number % 2:
            assert LEFT + WIDTH - left == pytest.approx((len("— 1 —") / 2 + 2) * height_of(14), abs=4)
        else:
            assert left == pytest.approx(LEFT + height_of(14), abs=1)


@every_letter
def test_the_docx_names_the_faces_of_the_standard(kind: str) -> None:  # [7.2.4, 7.3.1, 7.3.3, 7.4.2]
    one = replace(letter(kind), copies=COPIES)
    faces = {}
    for run in docx_parts(letter_docx(one))["word/document.xml"].iter(f"{W}r"):
        text = squeezed("".join(node.text or "" for node in run.iter(f"{W}t")))
        fonts, size = run.find(f"{W}rPr/{W}rFonts"), run.find(f"{W}rPr/{W}sz")
        if text and fonts is not None and size is not None:
            faces.setdefault(text, (fonts.get(f"{W}eastAsia"), int(size.get(f"{W}val", "0")) / 2))
    head = one.office + ("文件" if one.form == "official" else "")
    assert faces[head][0] == "方正小标宋简体"
    assert faces[squeezed(one.title)] == ("方正小标宋简体", 22)
    assert faces[f"{squeezed(one.addressee)}："] == ("仿宋_GB2312", 16)
    for clause in one.body:
        face = {0: "仿宋_GB2312", 1: "黑体", 2: "楷体_GB2312"}[clause.level]
        assert faces[squeezed(clause.text)] == (face, 16)
    assert faces[squeezed(f"抄送：{'，'.join(COPIES)}。")] == ("仿宋_GB2312", 14)
    assert faces[squeezed(one.date)][0] == "仿宋_GB2312"


@official
def test_the_foot_of_the_docx_stands_at_the_lower_edge_of_the_text(kind: str) -> None:  # [7.4.1]
    for copies, rows in ((COPIES, 2), ((), 1)):
        body = docx_parts(letter_docx(replace(letter(kind), copies=copies)))["word/document.xml"]
        (place,) = [one for one in body.iter(f"{WP}positionV") if one.find(f"{WP}align") is not None]
        assert (place.get("relativeFrom"), place.findtext(f"{WP}align")) == ("margin", "bottom")
        (box,) = body.iter(f"{W}txbxContent")
        assert len(list(box.iter(f"{W}tr"))) == rows
        drawn = {one.tag.removeprefix(W): one.get(f"{W}sz") for one in next(box.iter(f"{W}tblBorders"))}
        assert drawn == {"top": "8", "bottom": "8", "insideH": "6"}  # eighths of a point: 0.35 mm and 0.25 mm


@every_letter
def test_the_docx_has_page_numbers_on_both_sides(kind: str) -> None:
    parts = docx_parts(letter_docx(letter(kind)))
    sides = {
        jc.get(f"{W}val")
        for name, part in parts.items()
        if name.startswith("word/footer") and part.find(f".//{W}instrText") is not None
        for jc in part.iter(f"{W}jc")
    }
    assert sides == {"left", "right"}
    assert parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


# -- the public notice: no red head, the same page ---------------------------------------------------------------


def notice(count: int) -> PublicNotice:
    span = Span(date(2024, 7, 18), date(2024, 7, 25), 5, "working", first_day_counts=False)
    units = tuple((f"示例{number}号有限公司", "长春市") for number in range(1, count + 1))
    return public_notice(
        office=PROVINCE, title="关于2024年度绿色制造名单\n拟推荐单位的公示", number="", text="国" * 28 * 3,
        contact="受理部门：资源处", span=span, anonymous="record", lists=(Listed("绿色工厂", units),),
    )  # fmt: skip


def test_the_notice_stands_on_the_same_page() -> None:
    first = pages(notice_pdf(notice(2)))[0]
    body = [one for one in lines(first) if set(one[3]) == {"国"}]
    assert {round(size, 2) for _, _, size, _ in body} == {BODY}
    assert len(body[1][3]) == 28
    assert body[1][0] == pytest.approx(LEFT, abs=1)
    assert body[1][1] - body[0][1] == pytest.approx(HEIGHT / 22, abs=0.1)


@pytest.mark.parametrize("count", [1, 2, 3, 12, 13, 14, 15, 40])
def test_the_notice_is_signed_below_names(count: int) -> None:
    found = pages(notice_pdf(notice(count)))
    assert "2024年7月18日" in squeezed(found[-1].extract_text())
    assert f"示例{count}号有限公司" in squeezed(found[-1].extract_text())
    assert sum(squeezed(page.extract_text()).count(f"示例{count}号有限公司") for page in found) == 1
    for number, page in enumerate(found, 1):
        left = next(one[0] for one in lines(page) if f"—{number}—" in squeezed(one[3]))
        assert (left > 105) == (number % 2 == 1)


def test_the_docx_of_the_notice_has_both_sides_too() -> None:
    parts = docx_parts(notice_docx(notice(3)))
    assert parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None
