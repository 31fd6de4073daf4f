"""The pool of experts, a panel being formed, one at work; the expert reviews, has signed, and is in conflict once."""

from __future__ import annotations

from datetime import date

from greenlist.applications.models import Application, Evidence
from greenlist.engine import clock
from greenlist.panels.domain.assigning import propose
from greenlist.panels.models import (
    Assignment,
    ClearedDoubt,
    DeclaredConflict,
    Expert,
    ExpertTable,
    Panel,
    PastEmployer,
    SharedWork,
)
from panels import ground as forming
from panels.scored import experts, of_sample, panel_of, saved, signed
from world import World

from .base import Arguments, Cases, Ground, on

PROFILE = ("expert", "expert-edit", "expert-past-add", "expert-shared-add", "expert-switch", "expert-doubt-clear")
PANEL = ("panel", "panel-start", "panel-close", "panel-named")
FORMING = ("panel-edit", "panel-members", "panel-members-add", "panel-plan")
SCORING = ("panel-export", "panel-results", "panel-results-file", "panel-calibration")
CASE = ("panel-case", "panel-case-add", "panel-case-anchor", "panel-case-declare")
GIVEN = ("panel-case-exchange", "panel-case-end")
SHEET = ("score-sheet", "score-sheet-sign", "scored-application", "scoring-step-back")


def of_panels(world: World, ground: Ground) -> Cases:
    """Three cases before two experts; a third one has no profile in common with anybody."""
    people = experts(world, 3)
    cases = of_sample(world, "chain-01-textile", ground.some(world, 3, "recommended"))
    files = {case.pk: with_file(case, ground) for case in cases}
    work = panel_of(world, cases, people[:2], name="纺织组")
    mine = {case.pk: one for case in cases for one in work.assignments.filter(application=case, expert=people[0])}
    own, done, barred = (mine[case.pk] for case in cases)
    theirs = work.assignments.get(application=cases[0], expert=people[1])
    saved(world, "expert", own)
    signed(world, "expert", done)
    signed(world, "expert2", theirs)
    known = of_profile(world, people[0], barred)
    ground.some(world, 2, "recommended")
    group = forming.panel(world, ground.round, members=people[1:])
    profiles: dict[str, Arguments] = {"-": {"pk": people[0].pk}, "other expert": {"pk": people[1].pk}}
    plan = propose(panel=group, by=world.hat("province"))
    return known | of_work(work, group, theirs) | of_desk(own, done, barred, theirs, files) | {
        "plan": {"-": {"pk": plan.pk}}, "plan-apply": {"-": {"pk": plan.pk}},
        **dict.fromkeys(PROFILE, profiles),
    }  # fmt: skip


def with_file(case: Application, ground: Ground) -> Evidence:
    """A version of the case that was handed in with a file of its own."""
    file = Evidence.objects.filter(application=ground.model.application)[0]
    file.pk, file.application = None, case
    file.save(force_insert=True)
    version = case.submissions.latest("number")
    version.pk, version.number, version.receipt_number = None, version.number + 1, f"{version.receipt_number}-3"
    version.evidence = [{"id": file.pk, "name": file.name, "sha256": file.blob_id, "size": 1, "proves": []}]
    version.save(force_insert=True)
    return file


def of_profile(world: World, someone: Expert, barred: Assignment) -> Cases:
    """What the register says of the expert, line by line; what was declared about one case."""
    by, now = world.hat("province").person, clock.now()
    past = PastEmployer.objects.create(expert=someone, name="长春某研究院", until=date(2020, 1, 1))
    shared = SharedWork.objects.create(expert=someone, name="吉林某项目公司", what="联合课题", on=date(2019, 1, 1))
    declared = DeclaredConflict.objects.create(
        expert=someone, application=barred.application, reason="亲属任职", by=by, at=now
    )
    cleared = ClearedDoubt.objects.create(
        expert=someone, organisation=world.organisations["neighbour"], sort="legal_rep", reason="同名", by=by, at=now
    )
    table = ExpertTable.objects.create(
        pool=world.organisations["experts"], name="专家.csv", content={"lines": [], "refused": []}, by=by, at=now
    )
    of_one = {"pk": someone.pk}
    return {
        "expert-past-remove": {"-": of_one | {"lid": past.pk}},
        "expert-shared-remove": {"-": of_one | {"lid": shared.pk}},
        "expert-declared-withdraw": {"-": of_one | {"lid": declared.pk}},
        "expert-doubt-raise": {"-": of_one | {"lid": cleared.pk}},
        "expert-table": {"-": {"pk": table.pk}}, "expert-table-apply": {"-": {"pk": table.pk}},
    }  # fmt: skip


def of_work(work: Panel, group: Panel, held: Assignment) -> Cases:
    """Panels as the province sees them."""
    panels: dict[str, Arguments] = {"forming": {"pk": group.pk}, "scoring": {"pk": work.pk}}
    of_case: Arguments = {"pk": work.pk, "cid": held.application_id}
    sheets: Arguments = {"pk": work.pk, "application": held.application_id}
    member = group.members.all()[0]
    of_member: Arguments = {"pk": group.pk, "mid": member.pk}
    return {
        **dict.fromkeys(PANEL, panels), **dict.fromkeys(FORMING, on(panels, "forming")),
        **dict.fromkeys(SCORING, on(panels, "scoring")), **{name: {"-": of_case} for name in CASE},
        **{name: {"-": of_case | {"aid": held.pk}} for name in GIVEN},
        "panel-member-remove": {"-": of_member}, "panel-member-chair": {"-": of_member},
        "panel-sheets": {"-": sheets}, "panel-further": {"-": sheets},
    }  # fmt: skip


def of_desk(
    own: Assignment, done: Assignment, barred: Assignment, theirs: Assignment, kept: dict[int, Evidence]
) -> Cases:  # fmt: skip
    """The expert's desk, and what is not on it."""
    rows = {"own": own, "signed": done, "conflict": barred, "other expert": theirs}
    found: dict[str, Arguments] = {case: {"pk": one.pk} for case, one in rows.items()}
    files = {case: one | {"eid": kept[rows[case].application_id].pk} for case, one in found.items()}
    return {**dict.fromkeys(SHEET, found), "scored-file": files}
