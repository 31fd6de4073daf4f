"""Every document that is made without a database, as data of made-up units: papers, letters, tables, workbooks."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from documents import test_agency_report, test_dynamic_form, test_letter_geometry, test_receipts, test_report
from documents.summary_rows import many
from documents.test_agency_report import CHAIN, FACTORY, PARK
from documents.test_screening_table import WORDS
from documents.test_screening_table import data as screening
from greenlist.documents.agency_year import AgencyYear, agency_year
from greenlist.documents.agency_year_paper import agency_year_paper
from greenlist.documents.consultation_table import Cell, Row, consultation_table
from greenlist.documents.dynamic import dynamic_form, dynamic_paper, write_dynamic
from greenlist.documents.letters import Letter
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.noticing import PublicNotice, notice_docx, notice_pdf
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.papers import Meta, Paper
from greenlist.documents.papers.content import Text
from greenlist.documents.printing import printed_paper
from greenlist.documents.receipts import objection_receipt, submission_receipt
from greenlist.documents.report.agency import agency_forms
from greenlist.documents.screening_table import write_screening
from greenlist.documents.summary import summary_paper, write_summary
from greenlist.documents.tables import TablePaper, table_docx, table_pdf
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

SHOTS = Path(__file__).resolve().parents[2] / "shots" / "documents"  # pictures for people, ignored by git
PDFTOPPM = shutil.which("pdftoppm")
ON = date(2024, 7, 26)
Source = Paper | Letter | PublicNotice | TablePaper


@dataclass(frozen=True)
class Document:
    """One document in both forms, and what it is made from."""

    source: Source
    pdf: bytes
    docx: bytes

    def texts(self) -> Iterator[Text]:
        """Everything printed."""
        return self.source.texts()


@cache
def names() -> tuple[str, ...]:
    """What there is."""
    return tuple(sources())


@cache
def sources() -> dict[str, Source]:
    """By name, in the order of the house."""
    found: dict[str, Source] = {f"自评价报告-{name}": test_report.paper(name) for name in test_report.ALL}
    subjects = {Kind.FACTORY: FACTORY, Kind.PARK: PARK, Kind.SUPPLY_CHAIN: CHAIN}
    for form in agency_forms():
        found[f"第三方评价报告-{form.template}"] = test_agency_report.paper(subjects[form.kind], form.template)
    copies = test_letter_geometry.COPIES
    for name in test_letter_geometry.LETTERS:
        found[f"公文-{name}"] = replace(test_letter_geometry.letter(name), copies=copies)
    found["公示"] = test_letter_geometry.notice(30)
    book = LawBook()
    for kind in Kind:
        found[f"动态管理表-{kind}"] = dynamic_paper(dynamic_form(book, kind), test_dynamic_form.known(kind))
        rows = {kind: many(30)}
        meta = Meta("长春市工业和信息化局", "推荐汇总表", ON)
        found[f"推荐汇总表-{kind}"] = summary_paper(book.policy("jilin-2024"), rows, meta)
    found["评价机构年度工作情况"] = agency_year_paper(an_agency_year())
    found["提交回执"] = submission_receipt(test_receipts.RECEIPT)
    found["异议回执"] = objection_receipt(test_receipts.SLIP)
    return found


@cache
def document(name: str) -> Document:
    """A document in both forms."""
    one = sources()[name]
    if isinstance(one, Letter):
        return Document(one, letter_pdf(one), letter_docx(one))
    if isinstance(one, PublicNotice):
        return Document(one, notice_pdf(one), notice_docx(one))
    if isinstance(one, TablePaper):
        return Document(one, table_pdf(one), table_docx(one))
    return Document(one, printed_paper(one, "pdf"), printed_paper(one, "docx"))


def an_agency_year() -> AgencyYear:
    """A year of an agency with something under every head."""
    days = ("2024-03-01", "2024-05-07", "2024-05-25")
    rest = (*days, 86.25, "基本要求符合", "是", "是", "")
    return AgencyYear(
        "示例绿色评价有限公司", 2024, "李某于2025-01-10 09:30确认",
        [("示例食品有限公司", "绿色工厂", "吉林省", "省级", *rest),
         ("示例精密机械制造股份有限公司", "绿色工厂", "吉林省", "国家级", *rest),
         ("示例经济技术开发区管理委员会", "绿色工业园区", "吉林省", "省级", *days, None, "处理中", "", "", "")],
        [("机构名称", "示例绿色评价有限公司"), ("统一社会信用代码", "91220101MA0001234X"), ("法定代表人", "李某"),
         ("年度", "2024"), ("项目数", "3"), ("补充说明", "")],
        [("高级", 3), ("中级", 5)], [("2024-06-03", "现场评价未按计划进行", "已说明，不成立")],
        corrections=[("示例经济技术开发区管理委员会", "得分", "", "尚未签发报告")],
    )  # fmt: skip


def workbooks() -> dict[str, bytes]:
    """The workbooks by name."""
    book = LawBook()
    departments = ("长春市生态环境局", "长春市应急管理局", "长春市市场监督管理局")
    answers = [Cell("无异议", "clear")] * 3
    rows = [Row("示例食品有限公司", "91220105A00001014W", "绿色工厂", answers, "", False, "已征求意见")]
    forms = {kind: (dynamic_form(book, kind), test_dynamic_form.known(kind)) for kind in Kind}
    made = {f"动态管理表-{kind}": write_dynamic(*one) for kind, one in forms.items()}
    made["评价机构年度工作情况"] = agency_year(an_agency_year())
    made["征求意见情况"] = consultation_table("征求意见情况", "长春市　截至2024-07-20", departments, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        write_screening(path, screening(), words=WORDS)
        made["筛查结果"] = path.read_bytes()
        write_summary(path, book.policy("jilin-2024"), {kind: many(30) for kind in Kind})
        made["推荐汇总表"] = path.read_bytes()
    return made
