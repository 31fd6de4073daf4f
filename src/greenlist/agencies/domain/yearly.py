"""The verbs of the yearly work report: corrected by the agency, confirmed by its head, opened again."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Filing, YearlyReport
from greenlist.agencies.queries.yearly import corrections_of, stands
from greenlist.agencies.rules.yearly import yearly_reports
from greenlist.agency import yearly
from greenlist.agency.yearly import ADDED, STAFF, TITLES, Correction, NoCorrection
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation

from .telling import tell_province

MOST_TEXT = 200
MOST_CORRECTIONS = 2000


@transaction.atomic
def correct_yearly(
    *, agency: Organisation, year: int, key: str, values: dict[str, str], reason: str, by: Hat
) -> YearlyReport:
    """Say of a project (or of the staff, key `staff`) what it really is; `values` by field, as text.

    What equals the data takes the earlier correction back. The data themselves stay as they are.

    Raises Refused: no reason, a value that cannot be read, no such project, confirmed already.
    """
    row = _held(agency, year, "correct", by)
    now = stands(agency, year)
    known = {one.key: one for one in now.report.rows}
    if key != STAFF and key not in known:
        raise Refused(_("没有这个项目，请刷新后再改。"))
    kept = corrections_of(row)
    shown = {name: str(now.report.staff.get(name, "")) for name in TITLES} if key == STAFF else {
        name: yearly.text_of(known[key], name) for name in yearly.CORRECTABLE
    }  # fmt: skip
    told = {name: text.strip() for name, text in values.items() if name in shown and text.strip() != shown[name]}
    if not told:
        raise Refused(_("没有改动。"))
    return _lay(row, kept, key, told, reason, by)


@transaction.atomic
def add_yearly_project(
    *, agency: Organisation, year: int, values: dict[str, str], by: Hat, reason: str
) -> YearlyReport:
    """Add a project that was evaluated outside this system.

    Raises Refused: no name of the unit, no reason, a value that cannot be read, confirmed already.
    """
    row = _held(agency, year, "correct", by)
    if not values.get("applicant", "").strip():
        raise Refused(_("请填写申报单位名称。"), "applicant")
    kept = corrections_of(row)
    numbers = [int(rest) for one in kept if (rest := one.key.removeprefix(ADDED)).isdecimal() and one.key != rest]
    told = {name: text.strip() for name, text in values.items() if text.strip()}
    return _lay(row, kept, f"{ADDED}{max(numbers, default=0) + 1}", told, reason, by)


@transaction.atomic
def drop_yearly_correction(*, agency: Organisation, year: int, key: str, by: Hat) -> YearlyReport:
    """Take every correction of a project back (of an added one: the project).

    Raises Refused: there is none, confirmed already.
    """
    row = _held(agency, year, "correct", by)
    kept = corrections_of(row)
    left = [one for one in kept if one.key != key]
    if len(left) == len(kept):
        raise Refused(_("没有可以撤回的更正。"))
    dropped = [asdict(one) for one in kept if one.key == key]
    row.corrections = [asdict(one) for one in left]
    row.save(update_fields=["corrections"])
    record("yearly_report.correction_dropped", row, by=by.actor, before={"corrections": dropped})
    return row


@transaction.atomic
def note_yearly(*, agency: Organisation, year: int, note: str, by: Hat) -> YearlyReport:
    """Write what else there is to say of the year. Raises Refused: too long, confirmed already."""
    row = _held(agency, year, "correct", by)
    if len(note) > 10 * MOST_TEXT:
        raise Refused(_("补充说明最多 %(most)d 字。") % {"most": 10 * MOST_TEXT}, "note")
    before, row.note = row.note, note.strip()
    row.save(update_fields=["note"])
    record("yearly_report.noted", row, by=by.actor, before={"note": before}, after={"note": row.note})
    return row


@transaction.atomic
def confirm_yearly(*, agency: Organisation, year: int, digest: str, by: Hat) -> YearlyReport:
    """Stand behind the report as it was seen: frozen, and the provinces it filed with are told.

    Raises Refused: it says something else by now, confirmed already. NotAllowed: only the head.
    """
    row = _held(agency, year, "confirm", by)
    now = stands(agency, year)
    if digest != now.digest:
        raise Refused(_("刚刚有变动，请核对后再确认。"))
    row.confirmed, row.confirmed_by, row.confirmed_at = yearly.to_json(now.report), by.person, clock.now()
    row.save(update_fields=["confirmed", "confirmed_by", "confirmed_at"])
    told = {"year": year, "projects": len(now.report.rows), "sha256": digest}
    record("yearly_report.confirmed", row, by=by.actor, after=told)
    _tell(agency, year)
    return row


@transaction.atomic
def reopen_yearly(*, agency: Organisation, year: int, reason: str, by: Hat) -> YearlyReport:
    """Take the confirmation back so that it can be corrected. Raises Refused: no reason, not confirmed."""
    row = _held(agency, year, "reopen", by)
    if not reason.strip():
        raise Refused(_("请写明撤回确认的理由。"), "reason")
    before = {"confirmed_at": str(row.confirmed_at), "confirmed": row.confirmed}
    row.confirmed, row.confirmed_by, row.confirmed_at = None, None, None
    row.save(update_fields=["confirmed", "confirmed_by", "confirmed_at"])
    record("yearly_report.reopened", row, by=by.actor, before=before, reason=reason.strip())
    return row


def _held(agency: Organisation, year: int, act: str, by: Hat) -> YearlyReport:
    """The row of the year, made where it is missing, locked, once this hat may do `act`."""
    require(yearly_reports.may_of(by, act, agency, confirmed=act == "reopen"))  # before a row is made
    YearlyReport.objects.get_or_create(agency=agency, year=year)
    row = YearlyReport.objects.select_for_update().get(agency=agency, year=year)
    require(yearly_reports.may_of(by, act, agency, confirmed=row.confirmed_at is not None))
    return row


def _lay(
    row: YearlyReport, kept: tuple[Correction, ...], key: str, told: dict[str, str], reason: str, by: Hat
) -> YearlyReport:
    """Keep corrections, each read once to see that it can be."""
    if not reason.strip():
        raise Refused(_("请写明更正的理由。"), "reason")
    if len(kept) + len(told) > MOST_CORRECTIONS:
        raise Refused(_("更正太多了，请先撤回不需要的。"))
    for name, text in told.items():
        _check(key, name, text)
    rest = [one for one in kept if not (one.key == key and one.field in told)]
    made = [Correction(key, name, text, reason.strip()[:MOST_TEXT]) for name, text in told.items()]
    row.corrections = [asdict(one) for one in (*rest, *made)]
    row.save(update_fields=["corrections"])
    record("yearly_report.corrected", row, by=by.actor, after={"key": key} | told, reason=reason.strip())
    return row


def _wrong(code: str) -> str:
    return {
        "field": _("没有这一栏。"), "date": _("日期请写成 2024-05-31 的样子。"), "number": _("得分请填数字。"),
        "answer": _("请选择是、否或者留空。"), "count": _("人数请填整数。"),
    }[code]  # fmt: skip


def _check(key: str, name: str, text: str) -> None:
    try:
        if key == STAFF:
            yearly.count_of(text)
        else:
            yearly.value_of(name, text)
    except NoCorrection as fault:
        raise Refused(_wrong(str(fault)), name) from None
    if len(text) > MOST_TEXT:
        raise Refused(_("最多 %(most)d 字。") % {"most": MOST_TEXT}, name)
    if name == "applicant" and not text:
        raise Refused(_("请填写申报单位名称。"), name)


def _tell(agency: Organisation, year: int) -> None:
    filings = Filing.objects.filter(agency=agency, year=year, state=Filing.State.ACTIVE).select_related("jurisdiction")
    for one in filings:
        tell_province(
            province=one.jurisdiction, code="yearly_confirmed", params={"agency": agency.name, "year": year},
            url=f"/agency/yearly/{year}/?agency={agency.pk}",
        )  # fmt: skip
