"""The verbs of filing: begun, renewed from last year's, handed in. What it holds and what is said of it lie beside."""

from __future__ import annotations

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.agencies.law import has_agencies
from greenlist.agencies.models import Filing, FilingPaper, ItemRuling, PastProject, StaffMember
from greenlist.agencies.queries.bars import bar_of
from greenlist.agencies.queries.filings import assessed, frozen, papers_of
from greenlist.agencies.rules.filings import filings
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round

from .filing_content import (
    add_paper,
    import_staff,
    remove_paper,
    remove_project,
    remove_staff,
    save_basics,
    save_project,
    save_staff,
)
from .filing_rulings import accept_filing, return_filing, rule_item
from .holding import held
from .telling import tell_province

__all__ = [
    "accept_filing", "add_paper", "import_staff", "remove_paper", "remove_project", "remove_staff", "renew_filing",
    "return_filing", "rule_item", "save_basics", "save_project", "save_staff", "start_filing", "submit_filing",
]  # fmt: skip

Row = TypeVar("Row", StaffMember, PastProject)
COPIED = (
    "kinds", "office_address", "office_province", "office_tenure", "phone", "email", "contact", "finance_note",
    "training_note",
)  # fmt: skip
_OPEN = (Round.State.PREPARED, Round.State.OPEN)


@transaction.atomic
def start_filing(*, agency: Organisation, round_: Round, by: Hat) -> Filing:
    """Begin a filing for the year and province of a round.

    Raises Refused: the round knows no agencies or is over, the agency is barred there, or one was begun already.
    """
    filing = _begun(agency, round_, by)
    record("filing.started", filing, by=by.actor, after=_told(filing))
    return filing


@transaction.atomic
def renew_filing(*, last: Filing, round_: Round, by: Hat) -> Filing:
    """Begin a filing with what an earlier one of the same agency and province says; the clean record is said anew.

    Raises Refused as `start_filing` does, and where the earlier one is not of this province or not earlier.
    """
    require(filings.may(by, "see", last))
    if last.jurisdiction_id != province_of(round_.jurisdiction).pk or last.year >= round_.year:
        raise Refused(_("只能沿用同一省份以前年度的备案。"))
    filing = _begun(last.agency, round_, by, renews=last)
    _carry_over(last, filing, by)
    record("filing.renewed", filing, by=by.actor, after=_told(filing) | {"from": last.pk})
    return filing


def _begun(agency: Organisation, round_: Round, by: Hat, renews: Filing | None = None) -> Filing:
    require(filings.may_start(by))
    if by.organisation is None or agency.pk != by.organisation.pk:
        raise Refused(_("只能为自己的机构办理备案。"))
    if round_.state not in _OPEN or not has_agencies(round_):
        raise Refused(_("这一轮次没有第三方评价环节，或者已经结束，不办理备案。"))
    province = province_of(round_.jurisdiction)
    refuse_barred(agency, province)
    copied = {name: getattr(renews, name) for name in COPIED} if renews else {"office_address": agency.address}
    try:
        with transaction.atomic():
            return Filing.objects.create(
                agency=agency, jurisdiction=province, year=round_.year, round=round_, renews=renews,
                created_by=by.person, created_at=clock.now(), **copied,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            _("%(year)d 年度向%(place)s的备案已经建立，不能再建一份；请打开已有的那一份。")
            % {"year": round_.year, "place": province.name}
        ) from None


def refuse_barred(agency: Organisation, province: Jurisdiction) -> None:
    """Raise Refused while the results of an agency are not accepted in a province."""
    bar = bar_of(agency, province, clock.today())
    if bar is not None:
        raise Refused(
            _(
                "按%(no)s，%(place)s自 %(from)s 至 %(until)s（含当日）不采信贵机构的评价结果，"
                "期间不办理备案；期满次日起可以办理。"
            )
            % {"no": bar.circular_no, "place": province.name, "from": bar.bar_from, "until": bar.bar_until}
        )


def _carry_over(last: Filing, filing: Filing, by: Hat) -> None:
    """Staff, projects and papers of the earlier filing as rows of the new one. The bytes of papers are shared."""
    staff = {one.pk: _copy(one, filing) for one in last.staff.all()}
    projects = {one.pk: _copy(one, filing) for one in last.projects.all()}
    for paper in papers_of(last):
        FilingPaper.objects.create(
            filing=filing, blob_id=paper.blob_id, name=paper.name, purpose=paper.purpose,
            staff=staff.get(paper.staff_id or 0), project=projects.get(paper.project_id or 0),
            expires_on=paper.expires_on, by=by.person, at=clock.now(),
        )  # fmt: skip


def _copy(one: Row, filing: Filing) -> Row:
    names = [field.attname for field in type(one)._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's way to a model's fields
    copied = type(one)(**{name: getattr(one, name) for name in names})
    copied.filing = filing
    copied.save(force_insert=True)
    return copied


@transaction.atomic
def submit_filing(*, filing: Filing, by: Hat) -> Filing:
    """Hand a filing in: the conditions are kept as they stand now, what was ruled before is past, the province told.

    Raises Refused: barred, or nothing says which kinds the agency evaluates.
    """
    row = held(filing, "submit", by)
    refuse_barred(row.agency, row.jurisdiction)
    if not row.kinds:
        raise Refused(_("请先在“基本情况”里选择能评价的类型。"), "kinds")
    before = {"state": row.state}
    row.assessment = frozen(assessed(row, anew=True))
    row.state, row.filed_at, row.filed_by = Filing.State.FILED, clock.now(), by.person
    row.version += 1
    row.save(update_fields=["assessment", "state", "filed_at", "filed_by", "version"])
    ItemRuling.objects.filter(filing=row, current=True).update(current=False)
    params: dict[str, object] = {"agency": row.agency.name, "year": row.year}
    tell_province(province=row.jurisdiction, code="agency_filed", params=params, url=f"/agencies/filings/{row.pk}/")
    answers = {one["id"]: one["answer"] for one in row.assessment}
    record("filing.submitted", row, by=by.actor, before=before, after={"state": row.state, "answers": answers})
    return row


def _told(filing: Filing) -> dict[str, object]:
    """Which filing, for the journal."""
    return {"agency": filing.agency.name, "year": filing.year, "province": filing.jurisdiction.name}
