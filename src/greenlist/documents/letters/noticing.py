"""The 公示 of a province: title, from when to when and how to object, the units by kind, office and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from greenlist.documents.papers import Column, FontSet, Meta, Table
from greenlist.documents.papers.content import Text
from greenlist.documents.papers.docx_pack import packed
from greenlist.documents.papers.docx_styles import FANG, HEI, TITLE
from greenlist.documents.papers.docx_tables import table_xml
from greenlist.documents.papers.docx_xml import paragraph
from greenlist.documents.papers.pdf import run_layout

from .docx_page import CHARACTER, PITCH, lay_page, plain_style, signed_xml
from .docx_page import words as _words

LAYOUT = Path(__file__).with_name("notice.typ")
NUMERALS = "一二三四五六"
COLUMNS = (Column("序号", 2, "center"), Column("单位名称", 12), Column("所在地区", 4, "center"))
DRAFT = "拟稿　尚未发布"
ORDER = "以下按地区排列，排名不分先后。"
INDENT = f'<w:ind w:firstLine="{2 * CHARACTER}"/>'
DAY_KINDS = {"calendar": "自然日", "working": "工作日"}


@dataclass(frozen=True, slots=True)
class Listed:
    """The units of one kind: what the kind is called, and for each unit its name and place, in order."""

    kind: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """What a notice consists of. `remark` stands under the title of a version that replaces another, else ''."""

    office: str
    title: str
    number: str
    body: tuple[str, ...]
    lists: tuple[Listed, ...]
    date: str
    meta: Meta
    remark: str = ""
    draft: str = ""

    def tables(self) -> list[tuple[str, Table]]:
        """Each list under its numbered head."""
        return [
            (f"{numeral}、{one.kind}（{len(one.units)}个）", _table(one))
            for numeral, one in zip(NUMERALS, self.lists, strict=False)
        ]

    def texts(self) -> Iterator[Text]:
        """Every string that is printed, with the place it stands in."""
        yield "发文机关", self.office
        yield "标题", self.title
        yield "文号", self.number
        yield "说明", self.remark
        yield "页眉", self.draft
        for text in self.body:
            yield f"正文“{text[:12]}”", text
        for head, table in self.tables():
            yield "名单标题", head
            yield from table.texts()
        yield "日期", self.date
        yield "作者", self.meta.author
        yield "主题", self.meta.subject


def _table(listed: Listed) -> Table:
    rows = tuple((str(number), name, place) for number, (name, place) in enumerate(listed.units, 1))
    return Table(listed.kind, COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a notice."""

    starts_on: date
    ends_on: date
    days: int
    day_kind: str  # calendar, working
    first_day_counts: bool


def public_notice(
    *, office: str, title: str, number: str, text: str, contact: str, span: Span, anonymous: str,
    lists: Sequence[Listed], version: int = 1, reason: str = "", corrected_on: date | None = None, draft: bool = False,
) -> PublicNotice:  # fmt: skip
    """A notice out of what the office wrote, its days and its lists. `version` above 1 says what was corrected."""
    on = corrected_on or span.starts_on
    remark = f"（第{version}版，{_day(on)}更正：{reason}）" if version > 1 else ""
    body = [line.strip() for line in text.splitlines() if line.strip()]
    body += [_days(span), _objecting(anonymous), *(line.strip() for line in contact.splitlines() if line.strip())]
    if any(one.units for one in lists):
        body.append(ORDER)
    meta = Meta(office, f"{number} {title.replace(chr(10), '')}".strip(), on)
    return PublicNotice(
        office, title, number, tuple(body), tuple(one for one in lists if one.units), _day(span.starts_on), meta,
        remark, DRAFT if draft else "",
    )  # fmt: skip


def _days(span: Span) -> str:
    first = "" if span.first_day_counts else "，发布当日不计入"
    return (
        f"公示时间：自{_day(span.starts_on)}至{_day(span.ends_on)}（{span.days}个{DAY_KINDS[span.day_kind]}{first}，"
        "截止日含当日）。"
    )


def _objecting(anonymous: str) -> str:
    unnamed = "匿名反映的只作线索记录，不作为异议办理。" if anonymous == "record" else "匿名反映的不予受理。"
    return (
        "公示期内，任何单位和个人对公示名单有异议的，可以实名提出，写明姓名或者单位名称、身份证件号码或者统一社会信用"
        f"代码、联系方式、具体事实和理由，并附证明材料。{unnamed}对提出人的信息予以保密。"
    )


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


# -- PDF -------------------------------------------------------------------------------------------------------


def notice_pdf(notice: PublicNotice, fonts: FontSet | None = None) -> bytes:
    """The PDF; the same notice gives the same bytes. Raises MissingGlyph, UnusableFont: see `FontSet.check`."""
    fonts = fonts or FontSet()
    fonts.check(notice.texts())
    lists = [{"head": head, "columns": [asdict(one) for one in table.columns], "rows": table.rows}
             for head, table in notice.tables()]  # fmt: skip
    data = asdict(notice) | {"lists": lists, "author": notice.meta.author, "subject": notice.meta.subject}
    data.pop("meta")
    return run_layout(LAYOUT, data, notice.meta.on, fonts).content


# -- DOCX ------------------------------------------------------------------------------------------------------


def notice_docx(notice: PublicNotice, fonts: FontSet | None = None) -> bytes:
    """The DOCX, to be finished by the office; the same bytes for the same notice. Raises as the PDF does."""
    (fonts or FontSet()).check(notice.texts())
    document = python_docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    plain_style(document)
    lay_page(document.sections[0], notice.draft)
    root = parse_xml(f"<w:body {nsdecls('w', 'r')}>{_body(notice)}</w:body>")
    document.element.body[:0] = list(root)
    return packed(document, notice.meta, notice.meta.subject)


def clauses_xml(notice: PublicNotice) -> str:
    """The paragraphs of a notice, as XML."""
    return "".join(paragraph(_words(text), indent=INDENT, align="both", pitch=PITCH) for text in notice.body)


def lists_xml(notice: PublicNotice) -> str:
    """Its lists, each under its head."""
    out = ""
    for head, table in notice.tables():
        out += paragraph(_words(head, HEI), indent=INDENT, pitch=PITCH, before=10, keep=True)
        out += table_xml(table, size=12)
    return out


def _kept_with_next(tables: str, rows: int = 2) -> str:
    """The same with the last rows, and what stands below them, on the page of the signature."""
    at = len(tables)
    for _ in range(rows):
        at = max(tables.rfind("<w:tr>", 0, at), 0)
    return tables[:at] + tables[at:].replace("<w:p><w:pPr>", "<w:p><w:pPr><w:keepNext/>")


def _body(notice: PublicNotice) -> str:
    out = paragraph(_words(notice.title, TITLE, size=22, squeeze=0), align="center", pitch=33)
    for text in (notice.number, notice.remark):
        out += paragraph(_words(text, FANG, size=14, squeeze=0), align="center", pitch=PITCH) if text else ""
    out += paragraph("", pitch=PITCH)
    out += clauses_xml(notice) + _kept_with_next(lists_xml(notice))
    return out + signed_xml(notice.office, notice.date)
