"""The yearly work report as a file, for the page and the command."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from greenlist.agency.yearly import STAFF, TITLES, Trouble, YearRow, text_of
from greenlist.applications.models import Kind
from greenlist.documents.agency_year import AgencyYear, Row, agency_year
from greenlist.documents.agency_year_paper import agency_year_paper
from greenlist.documents.tables import FORMS as TABLE_FORMS
from greenlist.documents.tables import table_file
from greenlist.engine import clock

from .models import StaffMember
from .queries.yearly import Stands

COLUMNS = {
    "applicant": _("申报单位"), "kind": _("类型"), "province": _("所在省份"), "level": _("级别"),
    "contract_on": _("合同签订日期"), "site_on": _("现场评价日期"), "report_on": _("报告日期"), "score": _("得分"),
    "conclusion": _("评价结论"), "recommended": _("是否推荐"), "listed": _("是否列入名单"),
}  # fmt: skip
ANSWERS = {"yes": _("是"), "no": _("否")}
# texts kept in Chinese, for they are of the report; shown in the language of the page
WORDS = {
    "国家级": _("国家级"), "省级": _("省级"), "市级": _("市级"), "委托已解除": _("委托已解除"),
    "基本要求符合": _("基本要求符合"), "基本要求不符合": _("基本要求不符合"), "基本要求未定": _("基本要求未定"),
    "处理中": _("处理中"),
}  # fmt: skip


FORMS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} | TABLE_FORMS


def year_file(one: Stands, form: str = "xlsx") -> bytes:
    """A report in one of `FORMS`: as confirmed, or as it stands, and it says which. Raises Unprintable (pdf, docx)."""
    with override("zh-hans"):  # an official table is in Chinese whatever the language of the page
        report = one.report
        data = AgencyYear(
            report.agency, report.year, _state(one), [_row(row) for row in report.rows],
            facts=[("机构名称", report.agency), ("统一社会信用代码", report.uscc), ("法定代表人", report.legal_rep),
                   ("年度", str(report.year)), ("项目数", str(len(report.rows))), ("补充说明", report.note)],
            staff=[(title_name(title), report.staff[title]) for title in TITLES if title in report.staff],
            complaints=[_trouble(row) for row in report.complaints],
            penalties=[_trouble(row) for row in report.penalties],
            corrections=_corrections(one),
        )  # fmt: skip
        return agency_year(data) if form == "xlsx" else table_file(agency_year_paper(data), form)


def file_name(one: Stands, form: str = "xlsx") -> str:
    """A name that says agency and year; what no file system takes is left out."""
    safe = "".join(letter for letter in one.agency.name if letter.isalnum() or letter in "（）()-·")
    return f"评价机构年度工作情况_{one.year}_{safe}.{form}"


def title_name(title: str) -> str:
    """A level of title in words."""
    return str(_("无职称") if title == StaffMember.Title.NONE else StaffMember.Title(title).label)


def _state(one: Stands) -> str:
    if one.confirmed and one.row is not None and one.row.confirmed_at is not None:
        by = one.row.confirmed_by.name if one.row.confirmed_by else ""
        return f"{by}于{one.row.confirmed_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}确认"
    return "未确认：系统汇总和机构更正的现状"


def _row(row: YearRow) -> Row:
    score = float(row.score) if row.score is not None else None
    texts = {name: value_words(row, name) for name in COLUMNS}
    return (*(score if name == "score" else texts[name] for name in COLUMNS), _remark(row))


def value_words(row: YearRow, name: str) -> str:
    """The value of a column in words, '' where there is none."""
    text = text_of(row, name)
    if name == "kind" and text in Kind.values:
        return str(Kind(text).label)
    if name in {"recommended", "listed"}:
        return str(ANSWERS.get(text, text))
    return str(WORDS.get(text, text)) if name in {"level", "conclusion"} else text


def _remark(row: YearRow) -> str:
    if row.added:
        return "系统外项目，由机构补充"
    return f"机构更正：{'、'.join(str(COLUMNS[name]) for name in row.corrected)}" if row.corrected else ""


def _trouble(one: Trouble) -> tuple[str, str, str]:
    return str(one.on or ""), one.what, one.outcome


def _corrections(one: Stands) -> list[tuple[str, str, str, str]]:
    """Each correction with the project it is about."""
    names = {row.key: row.applicant for row in one.report.rows}
    found = []
    for correction in one.corrections:
        staff = correction.key == STAFF
        title = COLUMNS.get(correction.field, correction.field)
        column = f"{title_name(correction.field)}人数" if staff else str(title)
        project = "人员" if staff else names.get(correction.key, "")
        found.append((project, column, str(ANSWERS.get(correction.value, correction.value)), correction.reason))
    return found
