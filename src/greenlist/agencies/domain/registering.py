"""An agency enters itself; the province of its place finds whether it is who it says."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.rules.registrations import registrations
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, grant_role
from greenlist.parties.domain.units import confirm_unit, enter_pending, refuse_unit, update_unit
from greenlist.parties.models import Jurisdiction, Organisation, Role
from greenlist.parties.queries import province_of

from .telling import tell_province


@transaction.atomic
def register_agency(
    *, name: str, uscc: str, legal_rep: str, address: str, place: Jurisdiction, by: Hat
) -> Organisation:  # fmt: skip
    """Enter an agency by its USCC. Who does becomes its head; the province is asked to confirm it.

    Raises Refused where the code stands already (nothing is said of whom).
    """
    more = {"legal_rep": legal_rep, "address": address}
    agency = enter_pending(kind=Organisation.Kind.AGENCY, name=name, uscc=uscc, place=place, more=more)
    grant_role(person=by.person, organisation=agency, role=Role.AGENCY_HEAD, by=by)
    params: dict[str, object] = {"agency": name}
    tell_province(province=province_of(place), code="agency_registered", params=params, url="/agencies/registrations/")
    after = {"name": name, "uscc": agency.uscc, "legal_rep": legal_rep, "place": place.name}
    record("agency.registered", agency, by=by.actor, after=after)
    return agency


@transaction.atomic
def decide_registration(*, agency: Organisation, confirm: bool, reason: str = "", by: Hat) -> None:
    """Confirm a registration, or refuse it with the reason: its code is free again then.

    Raises Refused: decided already, or no reason; NotAllowed.
    """
    require(registrations.may(by, "decide", agency))
    if confirm:
        confirm_unit(unit=agency, by=by)
        return
    if not reason.strip():
        raise Refused(_("请写明理由，机构会看到。"), "reason")
    refuse_unit(unit=agency, reason=reason.strip(), by=by)


@transaction.atomic
def update_agency(*, agency: Organisation, values: Mapping[str, str], by: Hat) -> None:
    """Correct legal representative or address. The cap counts by the legal representative at each contract's day.

    Raises NotAllowed.
    """
    require(registrations.may(by, "update", agency))
    update_unit(unit=agency, values={name: values[name] for name in ("legal_rep", "address") if name in values}, by=by)
