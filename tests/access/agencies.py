"""What of agencies the personas meet: filings in three states, an evaluation with all its records, a case decided."""

from __future__ import annotations

from typing import Any

from agencies.cases import decided
from agencies.engaged import contracted, on_route
from agencies.ground import complete, drafted
from agencies.visits import visited
from agencies.working import teamed
from applications.papers import pdf
from door import uscc
from greenlist.agencies.domain.engagements import declare_affiliation, declare_relation
from greenlist.agencies.domain.relating import Said
from greenlist.agencies.models import (
    AffectedApplication,
    CasePaper,
    DocumentCheck,
    Engagement,
    Filing,
    Sanction,
    SitePhoto,
)
from greenlist.applications.domain.keeping import keep_blob
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES
from greenlist.applications.models import Blob, Nonconformity
from greenlist.engine import clock
from greenlist.rounds.models import Round
from world import K, World, organisation

Arguments = dict[str, dict[str, Any]]


def engaged(world: World, round_: Round) -> Engagement:
    """The unit's application in a round is the agency's to evaluate: contract, team, records."""
    engagement = contracted(world, on_route(world, round_))
    teamed(world, engagement)
    blob, by, now = kept("评价资料"), world.hat("evaluator").person, clock.now()
    Engagement.objects.filter(pk=engagement.pk).update(contract=blob)
    DocumentCheck.objects.create(
        engagement=engagement, position=1, document="能源台账", finding="sufficient", by=by, at=now
    )
    visit = visited(world, engagement)
    SitePhoto.objects.create(visit=visit, blob=blob, name="照片.png", by=by, at=now)
    Nonconformity.objects.create(
        application=engagement.application, place="values.water_intake", label="取水量", grade="minor", reason="无台账",
        by=by, at=now,
    )  # fmt: skip
    return engagement


def kept(text: str) -> Blob:
    """A file with its bytes."""
    with receive([pdf(text=text)], most=1 << 20) as incoming:
        return keep_blob(incoming, TYPES["pdf"])


def of_agencies(world: World, engagement: Engagement, round_: Round) -> Arguments:
    """The arguments of every address about agencies that is not about an application."""
    return of_filings(world, round_) | of_engagement(world, engagement) | of_conduct(world, engagement)


def of_filings(world: World, round_: Round) -> Arguments:
    """The other agency fills in; the agency's filing of the year before waits for the province; somebody registers."""
    draft = complete(world, round_, agency="otheragency")
    waiting = drafted(world, round_, year=round_.year - 1, state=Filing.State.FILED, filed_at=clock.now())
    paper = waiting.papers.create(
        blob=kept("执照"), name="执照.pdf", purpose="licence", by=waiting.created_by, at=clock.now()
    )
    registering = organisation(
        world, "registering", K.AGENCY, "新来评价公司", "changchun", uscc=uscc(77), status="pending"
    )
    active = Filing.objects.get(agency=world.organisations["agency"], state=Filing.State.ACTIVE)
    of_draft, of_waiting = {"pk": draft.pk}, {"pk": waiting.pk}
    drafting = ("agency-filing", "agency-filing-submit", "filing-basics", "filing-staff-new", "filing-staff-table",
                "filing-project-new", "filing-paper-add")  # fmt: skip
    ruling = ("filing-review", "filing-rule", "filing-return", "filing-accept")
    staff, project = of_draft | {"sid": draft.staff.all()[0].pk}, of_draft | {"prid": draft.projects.all()[0].pk}
    return {
        **dict.fromkeys(drafting, of_draft), **dict.fromkeys(ruling, of_waiting), "filing-paper": {"pk": paper.pk},
        "filing-staff": staff, "filing-staff-remove": staff,
        "filing-project": project, "filing-project-remove": project,
        "filing-paper-remove": of_draft | {"fid": draft.papers.all()[0].pk},
        "agency-registration-decide": {"pk": registering.pk},
        "register-agency": {"pk": active.pk}, "api:agency": {"id": active.pk},
    }  # fmt: skip


def of_engagement(world: World, engagement: Engagement) -> Arguments:
    """Everything below /agency/engagements/<pk>/, and what both sides declared."""
    head, of_one = world.hat("agencyhead"), {"pk": engagement.pk}
    said = Said("consulting", "2021年能源审计")
    relation = declare_relation(agency=engagement.agency, unit=engagement.application.unit, said=said, by=head)
    affiliation = declare_affiliation(
        agency=engagement.agency, other=world.organisations["otheragency"], basis="branch", by=head, detail="示例"
    )
    visit = engagement.visits.get()
    parts = {
        "member": engagement.team.all()[0].pk, "check": engagement.document_checks.get().pk, "visit": visit.pk,
        "photo": visit.photos.get().pk, "nid": engagement.application.nonconformities.get().pk, "number": 1,
        "key": "highlights", "step": "plan",
    }  # fmt: skip
    return {
        "": of_one | parts, "relation-withdraw": {"pk": relation.pk}, "affiliation-withdraw": {"pk": affiliation.pk},
    }  # fmt: skip


def of_conduct(world: World, engagement: Engagement) -> Arguments:
    """A case about the other agency, decided: circular, bar, an application that it touches."""
    case = decided(world, "otheragency")
    sanction = Sanction.objects.get(case=case)
    touched = AffectedApplication.objects.create(
        sanction=sanction, application=engagement.application, state="contracted", effect="mark", at=clock.now()
    )
    by = world.hat("province").person
    paper = CasePaper.objects.create(case=case, blob=kept("举报"), name="举报.pdf", by=by, at=clock.now())
    of_case = {"pk": case.pk}
    return {
        **dict.fromkeys(("conduct-case", "circular", "sanction-lift", "agency-case"), of_case),
        "conduct-act": of_case | {"act": "drop"}, "conduct-letter": of_case | {"form": "pdf"},
        "case-paper": {"pk": paper.pk}, "affected": {"pk": touched.pk},
        "agency-lead": {"agency": engagement.agency.pk, "key": "none"},
    }  # fmt: skip
