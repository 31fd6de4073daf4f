"""What the province says of a filing: by condition, then at once - returned, or accepted with a number."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.law import third_party
from greenlist.agencies.models import Filing, ItemRuling
from greenlist.agencies.numbers import next_number
from greenlist.agencies.queries.filings import assessed, needs_word
from greenlist.agency.facts import Assessed
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction

from .holding import held
from .telling import tell_agency

_V = ItemRuling.Verdict


@transaction.atomic
def rule_item(*, filing: Filing, item: str, verdict: str, reason: str, by: Hat) -> ItemRuling:
    """Accept or return one condition of a filing as it was filed; an earlier ruling gives way.

    A reason is needed to return, and to accept what was not found met. Raises Refused.
    """
    row = held(filing, "rule", by)
    found = _item(row, item)
    if verdict not in _V.values:
        raise Refused(_("请选择认可或退回。"), "verdict")
    if not reason.strip() and (verdict == _V.RETURNED or found.answer != "met"):
        raise Refused(
            _("请写明退回的理由，机构按此补正。")
            if verdict == _V.RETURNED
            else _("这一项没有核对为符合；认可它要写明理由。"),
            "reason",
        )
    ItemRuling.objects.filter(filing=row, item=item, current=True).update(current=False)
    ruling = ItemRuling.objects.create(
        filing=row, item=item, verdict=verdict, reason=reason.strip(), by=by.person, at=clock.now()
    )
    after = {"item": item, "name": found.name, "answer": found.answer, "verdict": verdict}
    record("filing.item_ruled", row, by=by.actor, after=after, reason=ruling.reason)
    return ruling


def _item(filing: Filing, item: str) -> Assessed:
    for one in assessed(filing):
        if one.id == item:
            return one
    raise Refused(_("没有这一项条件；请刷新后再看。"))


def _current(filing: Filing) -> dict[str, ItemRuling]:
    return {one.item: one for one in filing.rulings.filter(current=True)}


@transaction.atomic
def return_filing(*, filing: Filing, opinion: str, by: Hat) -> Filing:
    """Send a filing back to be mended. Raises Refused where no condition was returned."""
    row = held(filing, "return", by)
    returned = [one.item for one in _current(row).values() if one.verdict == _V.RETURNED]
    if not returned:
        raise Refused(_("还没有退回任何一项；请先在要补正的条件上选“退回”并写明理由。"))
    row.state, row.opinion = Filing.State.RETURNED, opinion.strip()
    row.version += 1
    row.save(update_fields=["state", "opinion", "version"])
    _tell(row, "agency_filing_returned", {"reason": row.opinion})
    record("filing.returned", row, by=by.actor, after={"items": sorted(returned)}, reason=row.opinion)
    return row


@transaction.atomic
def accept_filing(*, filing: Filing, by: Hat, opinion: str = "") -> Filing:
    """Accept a filing: it gets its number, its day and its last day, and the agency may evaluate in the province.

    Raises Refused: a condition is returned, or one that is not met or undetermined was not accepted by a person.
    """
    row = held(filing, "accept", by)
    _refuse_unruled(row)
    today = clock.today()
    Jurisdiction.objects.select_for_update(no_key=True).get(pk=row.jurisdiction_id)  # one number at a time
    row.state, row.opinion = Filing.State.ACTIVE, opinion.strip()
    row.number, row.accepted_on, row.accepted_by = next_number(row), today, by.person
    row.valid_until = last_day(row, today)
    row.version += 1
    row.save(update_fields=["state", "opinion", "number", "accepted_on", "accepted_by", "valid_until", "version"])
    _tell(row, "agency_filing_accepted", {"number": row.number})
    after = {
        "number": row.number, "accepted_on": today.isoformat(),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
    }  # fmt: skip
    record("filing.accepted", row, by=by.actor, after=after, reason=row.opinion)
    return row


def _refuse_unruled(filing: Filing) -> None:
    rulings = _current(filing)
    returned = [one.name for one in assessed(filing) if one.id in rulings and rulings[one.id].verdict == _V.RETURNED]
    if returned:
        raise Refused(
            _("有条件已退回（%(names)s），不能备案；请退回整份备案，或改为认可。") % {"names": _list(returned)}
        )
    open_ = [one.name for one in assessed(filing) if needs_word(one) and one.id not in rulings]
    if open_:
        raise Refused(_("%(names)s没有核对为符合；要备案，请先逐项认可并写明理由。") % {"names": _list(open_)})


def _list(names: list[str]) -> str:
    return "、".join(names)


def last_day(filing: Filing, accepted_on: date) -> date | None:
    """The last day of validity by the policy; None where it sets none."""
    until = third_party(filing.round).basic.filing_valid_until.value
    if until is None:
        return None
    if until == "year_end":
        return date(max(filing.year, accepted_on.year), 12, 31)
    try:
        return accepted_on.replace(year=accepted_on.year + 1) - timedelta(days=1)
    except ValueError:  # accepted on 29 February
        return date(accepted_on.year + 1, 2, 28)


def _tell(filing: Filing, code: str, more: dict[str, object]) -> None:
    params: dict[str, object] = {"province": filing.jurisdiction.name, "year": filing.year, **more}
    tell_agency(agency=filing.agency, code=code, params=params, url=f"/agency/filings/{filing.pk}/")
