"""Units: entered, confirmed or refused by their city, renamed, kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.codes import normalise_uscc
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.models import FormerName, Jurisdiction, Organisation, Person, Role
from greenlist.parties.places import city_of
from greenlist.parties.queries import people_of
from greenlist.parties.roles import AGENCY, APPLICANT

from .refused import Refused
from .roles import grant_role
from .telling import notify, notify_office

KEPT_UP = ("legal_rep", "address", "industry4")
S = Organisation.Status
# what the people of an organisation are told; all others: unit_confirmed
_CONFIRMED: dict[str, str] = {Organisation.Kind.AGENCY: "agency_confirmed"}


@transaction.atomic
def register_unit(
    *, kind: str, name: str, uscc: str, place: Jurisdiction, by: Hat, more: Mapping[str, str] | None = None
) -> Organisation:
    """Enter a unit by its USCC. The person who does becomes its signatory; its city is asked to confirm it.

    `more`: legal_rep, address, industry4. Raises Refused where the code stands already (nothing is said of whom).
    """
    unit = enter_pending(kind=kind, name=name, uscc=uscc, place=place, more=more)
    grant_role(person=by.person, organisation=unit, role=Role.APPLICANT_SIGNATORY, by=by)
    notify_office(city=city_of(place), code="unit_registered", params={"unit": name}, url="/units/pending/")
    record("unit.registered", unit, by=by.actor, after={"name": name, "uscc": unit.uscc, "place": place.name})
    return unit


@transaction.atomic
def enter_unit(
    *, kind: str, name: str, uscc: str, place: Jurisdiction, by: Hat, more: Mapping[str, str] | None = None
) -> Organisation:
    """Enter a unit by its city, which thereby confirms it. It has no people yet: invite its signatory."""
    unit = _enter(kind, name, uscc, place, S.CONFIRMED, more or {})
    record("unit.entered", unit, by=by.actor, after={"name": name, "uscc": unit.uscc, "place": place.name})
    return unit


def enter_pending(
    *, kind: str, name: str, uscc: str, place: Jurisdiction, more: Mapping[str, str] | None = None
) -> Organisation:
    """The row of an organisation that waits to be confirmed. Of verbs: they give it people and write the journal.

    Raises Refused where the code stands already.
    """
    return _enter(kind, name, uscc, place, S.PENDING, more or {})


def _enter(kind: str, name: str, uscc: str, place: Jurisdiction, status: str, more: Mapping[str, str]) -> Organisation:
    unit = Organisation(
        kind=kind, name=name, uscc=normalise_uscc(uscc), jurisdiction=place, status=status, created_at=clock.now(),
        **{key: more[key] for key in KEPT_UP if key in more},
    )  # fmt: skip
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("这个统一社会信用代码已经登记过，不能再登记一次。请联系本单位已有账号的同事，由其在“人员”页邀请您；"
              "找不到人时请联系所在市（州）工业和信息化主管部门。"),
            "uscc",
        ) from None  # fmt: skip
    return unit


@transaction.atomic
def confirm_unit(*, unit: Organisation, by: Hat) -> None:
    """The city (of an agency: the province) finds that the unit is who it says. It may submit from now on."""
    _decide(unit, S.CONFIRMED, "", by)


@transaction.atomic
def refuse_unit(*, unit: Organisation, reason: str, by: Hat) -> None:
    """The office does not confirm the unit. Its code is free again for who may rightly use it."""
    _decide(unit, S.REFUSED, reason, by)


def _decide(unit: Organisation, status: str, reason: str, by: Hat) -> None:
    held = Organisation.objects.select_for_update().get(pk=unit.pk)
    if held.status != S.PENDING:
        raise Refused(_("这家单位已经处理过，请刷新页面查看结果。"))
    held.status, held.status_reason = status, reason
    held.save(update_fields=["status", "status_reason"])
    code = "unit_refused" if status == S.REFUSED else _CONFIRMED.get(held.kind, "unit_confirmed")
    notify(people=_people_in(held), code=code, params={"unit": held.name, "reason": reason}, url="/me/")
    record(f"unit.{status}", held, by=by.actor, before={"status": S.PENDING.value}, reason=reason)


def _people_in(unit: Organisation) -> list[Person]:
    return people_of(unit, AGENCY if unit.kind == Organisation.Kind.AGENCY else APPLICANT)


@transaction.atomic
def rename_unit(*, unit: Organisation, name: str, reason: str, on: date | None = None, by: Hat) -> FormerName:
    """Give a unit another name; the old one is kept with the day it ended (today where none is given)."""
    held = Organisation.objects.select_for_update().get(pk=unit.pk)
    if held.name == name:
        raise Refused(_("新名称与现在的名称相同，没有改动。"), "name")
    old = FormerName.objects.create(organisation=held, name=held.name, until=on or clock.today())
    held.name = name
    held.save(update_fields=["name"])
    params: dict[str, object] = {"unit": name, "before": old.name}
    notify(people=_people_in(held), code="unit_renamed", params=params, url=f"/units/{held.pk}/")
    record("unit.renamed", held, by=by.actor, before={"name": old.name}, after={"name": name}, reason=reason)
    return old


@transaction.atomic
def update_unit(*, unit: Organisation, values: Mapping[str, str], by: Hat) -> None:
    """Correct legal representative, address or industry code. Name and code have ways of their own."""
    held = Organisation.objects.select_for_update().get(pk=unit.pk)
    changed = {key: values[key] for key in KEPT_UP if key in values and values[key] != getattr(held, key)}
    if not changed:
        return
    before = {key: getattr(held, key) for key in changed}
    for key, value in changed.items():
        setattr(held, key, value)
    held.save(update_fields=list(changed))
    record("unit.updated", held, by=by.actor, before=before, after=changed)
