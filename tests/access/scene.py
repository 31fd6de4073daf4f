"""What the personas meet: one round with everything in it, and the arguments of every address for each case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from door import uscc
from greenlist.applications.domain.roster import keep_roster
from greenlist.applications.domain.workbook import keep_report, keep_workbook
from greenlist.applications.models import Application, UploadedSheet
from greenlist.applications.roster import Roster
from greenlist.applications.workbook import Sheet, present
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.parties.domain.invitations import invite
from greenlist.parties.models import ResetLink, Role
from greenlist.parties.tokens import new_token
from greenlist.reviews.domain import Fault, return_application
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round
from stages import completed, handed_in, proof
from world import K, World, application_of, build_world, organisation, round_of

from .agencies import engaged, of_agencies
from .listed import green_lists, of_lines
from .offices import Cases, forms_of, of_offices
from .offices.base import ground_of
from .offices.papers import of_reports
from .screened import screened
from .site import Address

APPLICATION_ROOMS = ("greenlist.applications", "greenlist.reviews", "greenlist.api")
CASES = ("draft", "submitted", "returned", "engaged")
# of screening, of documents, about an application
SCREENED = frozenset({"application-screening", "application-self-check", "application-report"})
AT_AGENCY = frozenset(
    {
        "application-agency",
        "application-engagement",
        "agency-ask",
        "agency-withdraw",
        "agency-sign",
        "agency-end",
        "agency-relation",
        "application-nonconformities",
        "application-nonconformity",
    }
)  # of agencies, about an application
ENGAGEMENT = ("engagement", "contract-file")  # how the addresses below an engagement begin
OF_PARKS = frozenset({"tenants", "tenants_apply", "tenants_template"})


@dataclass
class Scene:
    """The world and the object of each case."""

    world: World
    applications: dict[str, Application] = field(default_factory=dict)
    others: dict[str, dict[str, Any]] = field(default_factory=dict)  # address -> its arguments
    offices: Cases = field(default_factory=dict)  # address -> case -> its arguments
    forms: dict[str, dict[str, str]] = field(default_factory=dict)  # address -> what it is asked with

    def cases(self, address: Address) -> tuple[str, ...]:
        """The cases an address is tried on: every state for an application, the one object otherwise."""
        if address.name in self.offices:
            return tuple(self.offices[address.name])
        if address.name in OF_PARKS:
            return ("park",)
        if address.name in AT_AGENCY:
            return ("engaged",) if "nid" in address.arguments else ("draft", "engaged")
        return CASES if self.of_application(address) else ("-",)

    def of_application(self, address: Address) -> bool:
        if address.name in self.offices:
            return False
        if address.name in SCREENED | AT_AGENCY:
            return True
        if address.name == "api:agency":
            return False
        return address.room in APPLICATION_ROOMS and bool({"pk", "id"} & set(address.arguments))

    def arguments(self, address: Address, case: str) -> dict[str, Any]:
        """The arguments of an address in a case. KeyError names what the scene does not know."""
        if address.name in self.offices:
            return self.offices[address.name][case]
        if address.name.startswith(ENGAGEMENT):
            return {name: self.others[""][name] for name in address.arguments}
        if not self.of_application(address):
            if "year" in address.arguments:
                return {"year": 2024}
            return self.others[address.name] if address.arguments else {}
        return {name: self._known[case][name] for name in address.arguments}

    @cached_property
    def _known(self) -> dict[str, dict[str, Any]]:
        return {case: known_of(application) for case, application in self.applications.items()}


def known_of(application: Application) -> dict[str, Any]:
    """What the addresses of an application ask for."""
    file = application.evidence.filter(witness="claimed").get()
    asked = application.nonconformities.first()
    return {
        "pk": application.pk, "id": application.pk, "section": "basic", "key": first_item(application), "number": 1,
        "eid": file.pk, "use": file.uses.get().pk, "upload": sheet_of(application).pk,
        "nid": asked.pk if asked else 0, "form": "pdf",
    }  # fmt: skip


def sheet_of(application: Application, *, report: bool = False) -> UploadedSheet:
    """The sheet that waits to be applied: the form's or the roster's, or what was read of a report."""
    rows = application.uploaded_sheets
    of_report = UploadedSheet.Kind.REPORT
    return rows.get(kind=of_report) if report else rows.exclude(kind=of_report).get()


def first_item(application: Application) -> str:
    """The first indicator of the standard."""
    return book_of(application.round).pack(application.pack_id).items[0].id


def build_scene() -> Scene:
    """The unit has a draft, a submitted and a returned application, the park a draft."""
    world = build_world()
    scene = Scene(world)
    owner, signatory = world.hat("owner"), world.hat("signatory")
    before, round_ = round_of(world, "cn-2024"), round_of(world)
    scene.applications["draft"] = application_of(world, round_, kind="supply_chain")
    scene.applications["submitted"] = application_of(world, round_)
    scene.applications["returned"] = application_of(world, another(round_, world))
    scene.applications["park"] = application_of(world, round_, unit="park", kind="park", by="parkeditor")
    engagement = engaged(world, before)
    scene.applications["engaged"] = engagement.application
    for case, application in scene.applications.items():
        prepare(application, world.hat("parkeditor") if case == "park" else owner)
    for case in ("submitted", "returned"):
        handed_in(completed(scene.applications[case], owner), signatory)
    send_back(scene.applications["returned"], world.hat("city"))
    scene.others = {"round": {"pk": round_.pk}, "round_close": {"pk": round_.pk}} | parties(world)
    scene.others["deadline_extend"] = {"pk": round_.deadlines.order_by("pk")[0].pk}
    scene.others |= green_lists(world)
    scene.others |= screened(world, scene.applications["submitted"])
    scene.others |= of_agencies(world, engagement, round_)
    versions = [scene.applications[case].submissions.get() for case in ("submitted", "returned")]
    ground = ground_of(*versions, city=world.places["changchun"])
    scene.offices, scene.forms = of_offices(world, ground), forms_of(ground)
    scene.offices |= of_reports(scene.applications) | of_lines(world)
    scene.offices["report_apply"] = {
        case: {"pk": one.pk, "upload": sheet_of(one, report=True).pk}
        for case, one in scene.applications.items() if case in CASES
    }  # fmt: skip
    return scene


def prepare(application: Application, by: Hat) -> None:
    """A file that proves something, and a sheet that was uploaded and waits to be applied."""
    proof(application, "佐证.pdf", by)
    if application.kind == "park":
        keep_roster(application=application, roster=Roster([], [], []), name="名册.xlsx", sha256="0" * 64, by=by)
    else:
        keep_workbook(application=application, sheet=present(application), name="表.xlsx", sha256="0" * 64, by=by)
        keep_report(application=application, sheet=Sheet(), about=ABOUT, name="报告.docx", sha256="1" * 64, by=by)


ABOUT: dict[str, Any] = {"title": "", "agency": False, "same": [], "left": [], "chapters": []}  # what a report said


def another(round_: Round, world: World) -> Round:
    """The same round once more, of the whole country: the unit may apply with the same kind again."""
    copy = Round.objects.get(pk=round_.pk)
    copy.pk, copy.jurisdiction = None, world.places["cn"]
    copy.save()
    return copy


def send_back(application: Application, by: Hat) -> None:
    items = [Fault("unit", "单位信息", "联系电话是空号")]
    return_application(application=application, items=items, by=by, version=application.version)


def parties(world: World) -> dict[str, dict[str, Any]]:
    """An invitation into the unit, a colleague's membership, a link for a new password, a unit that waits."""
    unit = world.organisations["unit"]
    invitation, token = invite(organisation=unit, role=Role.APPLICANT_EDITOR, name="冯新来", by=world.hat("signatory"))
    secret, digest = new_token()
    owner, now = world.hat("owner"), clock.now()
    ResetLink.objects.create(
        token_sha256=digest, person=owner.person, issued_by=world.hat("security").person, issued_at=now,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    waiting = organisation(world, "waiting", K.ENTERPRISE, "新来的单位", "changchun", uscc=uscc(9), status="pending")
    assert owner.membership is not None
    of_unit = {"pk": unit.pk}
    return {
        "invitation": {"token": token}, "invitation_revoke": {"pk": invitation.pk}, "password_link": {"token": secret},
        "membership_end": {"pk": owner.membership.pk}, "person_reset": {"pk": owner.person.pk},
        "person_switch": {"pk": owner.person.pk}, "unit": of_unit, "unit_edit": of_unit, "unit_rename": of_unit,
        "unit_decide": {"pk": waiting.pk},
    }  # fmt: skip
