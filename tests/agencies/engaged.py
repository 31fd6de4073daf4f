"""Engagements for tests: an application on the agency's route, asked, accepted, contracted."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from greenlist.agencies.domain.engagements import accept_engagement, ask_agency, sign_contract
from greenlist.agencies.models import Engagement, Filing
from greenlist.applications.models import Application, Blob
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.parties.models import Role
from greenlist.rounds.models import Round
from world import World, application_of, organisation, person, round_of

from .ground import filed


def on_route(world: World, round_: Round | None = None, *, unit: str = "unit", by: str = "owner", **more: Any
) -> Application:  # fmt: skip
    """An application whose unit chose an agency and has answered the exclusion list, with nothing else in it."""
    made = application_of(world, round_ or round_of(world), unit=unit, by=by, kind=more.pop("kind", "factory"))
    for name, value in ({"route": "agency", "state": "self_screened"} | more).items():
        setattr(made, name, value)
    made.save()
    return made


def agency_filed(world: World, round_: Round, agency: str = "agency", **more: Any) -> Filing:
    """The agency's filing in force, made once."""
    found = Filing.objects.filter(agency=world.organisations[agency], round=round_).first()
    return found or filed(world, round_, agency=agency, **more)


def asked(world: World, application: Application | None = None, *, agency: str = "agency", by: str = "owner"
) -> Engagement:  # fmt: skip
    """The agency is asked, and has filed."""
    one = application or on_route(world)
    agency_filed(world, one.round, agency)
    return ask_agency(application=one, agency=world.organisations[agency], by=world.hat(by), message="请评价本厂")


def accepted(world: World, application: Application | None = None, *, agency: str = "agency", by: str = "owner"
) -> Engagement:  # fmt: skip
    """The agency said yes."""
    one = asked(world, application, agency=agency, by=by)
    return accept_engagement(engagement=one, by=head_of(world, agency), answer="具备评价条件", basics=True)


def with_contract(engagement: Engagement, *, starts_on: date | None = None) -> Engagement:
    """The contract is kept, without its bytes."""
    day = starts_on or clock.today()
    blob, _new = Blob.objects.get_or_create(
        sha256=hashlib.sha256(b"contract").hexdigest(),
        defaults={"size": 9, "media_type": "application/pdf", "scan": Blob.Scan.NOT_ASKED, "kept_at": clock.now()},
    )
    more = {"contract": blob, "contract_name": "合同.pdf", "contract_no": "HT-1", "signed_on": day, "starts_on": day}
    Engagement.objects.filter(pk=engagement.pk).update(**more)
    engagement.refresh_from_db()
    return engagement


def contracted(
    world: World, application: Application | None = None, *, agency: str = "agency", by: str = "owner",
    signatory: str = "signatory",
) -> Engagement:  # fmt: skip
    """The contract is concluded: the application is the agency's to evaluate."""
    one = with_contract(accepted(world, application, agency=agency, by=by))
    sign_contract(engagement=one, by=world.hat(signatory))
    return Engagement.objects.select_related("application", "agency").get(pk=one.pk)


def head_of(world: World, agency: str) -> Hat:
    """Who heads the agency."""
    return world.hat("agencyhead" if agency == "agency" else "otherhead")


def another_unit(world: World, number: int) -> str:
    """A further unit with an editor `<key>-editor` and a signatory `<key>-signatory`; its key."""
    key = f"unit{number}"
    organisation(world, key, "enterprise", f"第{number}机械有限公司", "changchun", industry4="3484")
    person(world, f"{key}-editor", key, key, Role.APPLICANT_EDITOR)
    person(world, f"{key}-signatory", key, key, Role.APPLICANT_SIGNATORY)
    return key


def taken(world: World, round_: Round, places: int, *, agency: str = "agency", **more: Any) -> list[Engagement]:
    """So many contracts of an agency in a round, as rows alone: units and applications without content."""
    one = world.organisations[agency]
    made = []
    for _ in range(places):
        number = Engagement.objects.count() + 100
        unit = organisation(
            world, f"taken{number}", "enterprise", f"占用{number}有限公司", "changchun", industry4="3484"
        )
        application = on_route(world, round_, unit=f"taken{number}", by="owner", state="contracted", agency=one)
        assert application.unit_id == unit.pk
        values = {
            "application": application, "agency": one, "state": Engagement.State.CONTRACTED, "legal_rep": one.legal_rep,
            "agency_uscc": one.uscc, "year": round_.year, "province": round_.jurisdiction, "contracted_at": clock.now(),
            "asked_by": world.hat("owner").person, "asked_at": clock.now(),
        }  # fmt: skip
        made.append(Engagement.objects.create(**(values | more)))
    return made
