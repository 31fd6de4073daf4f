"""The units of one recommendation as the intake of the province sees them: workbook, PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from greenlist.documents.exports import workbook
from greenlist.documents.papers import Meta
from greenlist.documents.tables import FORMS as PAPERS
from greenlist.documents.tables import TablePaper, table_file
from greenlist.documents.tables.listing import listed_paper
from greenlist.engine import clock
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.recommendations.queries.rows import office_name
from greenlist.recommendations.queries.words import change_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"xlsx": XLSX} | PAPERS
NUMBERS = 3  # the column that holds numbers
Checked = tuple[RecommendedUnit, IntakeCheck | None]


def intake_file(row: Recommendation, units: Sequence[Checked], form: str) -> bytes:
    """The list in one of `FORMS`. Raises Unprintable (pdf, docx)."""
    if form in PAPERS:
        return table_file(intake_paper(row, units), form)
    heads = _titles()
    return workbook(heads, _rows(row, units), [at == NUMBERS for at in range(len(heads))])


def intake_paper(row: Recommendation, units: Sequence[Checked]) -> TablePaper:
    """The same across landscape pages, in Chinese whatever the language of the page."""
    with override("zh-hans"):
        title = f"{row.place.name}{_('推荐材料受理核对表')}"
        day = (row.sent_at or row.created_at).astimezone(clock.SHANGHAI).date()
        meta = Meta(office_name(row.round.jurisdiction_id) or row.round.jurisdiction.name, title, day)
        above = "　".join([row.round.title, row.letter_no, _("%(on)s 报出") % {"on": day.isoformat()}])
        heads, caption = _titles(), f"{_('推荐单位')}（{len(units)}{_('家')}）"
        letter = 2  # said above, the same in every line
        rows = [[*cells[:letter], *cells[letter + 1 :]] for cells in _rows(row, units)]
        return listed_paper(
            title, meta, [*heads[:letter], *heads[letter + 1 :]], rows, caption=caption, above=[above],
            numeric=[heads[NUMBERS]],
        )  # fmt: skip


def grave(check: IntakeCheck | None) -> int:
    """How many findings of a check have to be corrected."""
    return sum(one["severity"] == "error" for one in check.findings) if check else 0


def _titles() -> list[str]:
    return [_("单位"), _("类型"), _("推荐文"), _("须改正"), _("推荐以后的变化"), _("办理"), _("意见")]


def _rows(row: Recommendation, units: Iterable[Checked]) -> list[list[str]]:
    return [
        [
            one.application.unit.name, str(one.application.get_kind_display()), row.letter_no, str(grave(check)),
            "；".join(change_words(change) for change in check.changes) or _("无") if check else _("未核对"),
            _outcome(check), check.note if check else "",
        ]
        for one, check in units
    ]  # fmt: skip


def _outcome(check: IntakeCheck | None) -> str:
    return "" if check is None else str(check.get_outcome_display()) if check.outcome else _("待受理")
