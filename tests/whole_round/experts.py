"""The experts of the province, what they find, and the meeting that decides on it."""

from __future__ import annotations

from decimal import Decimal

from greenlist.decisions.domain import decide, open_batch, propose, release
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.previewing import preview
from greenlist.panels.domain import assigning
from greenlist.panels.domain.experts import add_past, make_profile
from greenlist.panels.domain.panels import Shape, add_members, form_panel, set_anchor, start_scoring
from greenlist.panels.domain.rounds import ask_further
from greenlist.panels.domain.scoring import save_sheet, sign_sheet
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.panels.queries.cases import cases_of
from greenlist.panels.queries.sheets import Given, page_of
from greenlist.parties.access import Hat
from greenlist.parties.models import Role
from world import person

from .city import story_of
from .ground import Played, cast

KINDS = ("factory", "park", "supply_chain")
EXPERTS = 8
APART = Decimal(-12)  # points by which one expert sees a divided case otherwise
NOT_PASSED = "评审认为绿色化水平与同类单位相比不突出。"
BACK = "产品能耗数据与统计报表不一致，请核实后重新推荐。"


def register(played: Played) -> list[Expert]:
    """Eight experts; the first works for a unit of the round, the second has just left one."""
    world, by = played.world, played.world.hat("province")
    made = []
    for number in range(1, EXPERTS + 1):
        hat = person(world, f"expert{number}", f"专家{number}", "experts", Role.EXPERT)
        employer = _unit(12) if number == 1 else f"示例研究院{number}"
        values = {"title": "教授级高工", "employer": employer, "employer_uscc": "", "fields": ["14", "17"],
                  "kinds": list(KINDS), "most_cases": None}  # fmt: skip
        made.append(make_profile(person=hat.person, pool=world.organisations["experts"], values=values, by=by))
    past = {"name": _unit(17), "uscc": "", "until": played.round.created_at.date()}
    add_past(expert=made[1], values=past, by=by)
    return made


def _unit(no: int) -> str:
    return next(one.name for one in cast() if one.no == no)


def review_all(played: Played, experts: list[Expert]) -> list[Panel]:
    """A panel per kind: formed, given its cases by the solver, scored and signed."""
    made = [_panel(played, kind, experts) for kind in KINDS]
    for panel in made:
        for assignment in _open(panel):
            _score(played, assignment)
    return made


def _panel(played: Played, kind: str, experts: list[Expert]) -> Panel:
    by = played.world.hat("province")
    names = {"factory": "绿色工厂组", "park": "绿色工业园区组", "supply_chain": "绿色供应链组"}
    panel = form_panel(round_=played.round, shape=Shape(names[kind], kind, (), 3), by=by)
    add_members(panel=panel, experts=experts, by=by)
    if kind == "factory":
        set_anchor(panel=panel, application=cases_of(panel).order_by("pk").first(), by=by)
    assigning.apply_plan(plan=assigning.propose(panel=panel, by=by), by=by)
    start_scoring(panel=panel, by=by)
    panel.refresh_from_db()
    return panel


def _open(panel: Panel) -> list[Assignment]:
    rows = Assignment.objects.filter(panel=panel, ended_at=None, sheet=None)
    return list(rows.select_related("expert__person", "application").order_by("pk"))


def _score(played: Played, assignment: Assignment) -> None:
    """One sheet, as the data say; on a divided case the expert with the lowest number sees it otherwise."""
    by = _hat(played, assignment)
    page = page_of(assignment)
    assert page is not None
    given = dict(page.given)
    if story_of(played, assignment.application) == "second_round" and _lowest(assignment):
        given = _lower(given, page.by_item)
    verdict = "no" if story_of(played, assignment.application) == "meeting_no" else "yes"
    remark = NOT_PASSED if verdict == "no" else "数据可信，建议推荐。"
    submission = page.submission.pk
    save_sheet(assignment=assignment, submission=submission, given=given, advice=verdict, remark=remark, by=by)
    sign_sheet(assignment=assignment, submission=submission, by=by)


def _hat(played: Played, assignment: Assignment) -> Hat:
    return next(hat for hat in played.world.hats.values() if hat.person.pk == assignment.expert.person_id)


def _lowest(assignment: Assignment) -> bool:
    rows = Assignment.objects.filter(application=assignment.application, ended_at=None, second=False)
    return not assignment.second and rows.order_by("expert").values_list("expert", flat=True)[0] == assignment.expert_id


def _lower(given: dict[str, Given], by_item: bool) -> dict[str, Given]:
    """The same, lower by the points apart, with the reason: from the total, or line by line from the highest."""
    left = APART
    out = dict(given)
    for key in sorted(given, key=lambda one: -(given[one].points or 0)):
        points = given[key].points or Decimal(0)
        new = max(Decimal(0), points + left)
        if new != points:
            out[key] = Given(new, "佐证材料不足以支持这一得分。")
            left += points - new
        if left >= 0 or not by_item:
            break
    return out


def second_round(played: Played, panels: list[Panel]) -> None:
    """Divided cases go to one expert more, who sees them as the data say."""
    by = played.world.hat("province")
    for panel in panels:
        for application in cases_of(panel):
            if story_of(played, application) == "second_round":
                ask_further(panel=panel, application=application, experts=[_further(panel, application.pk)], by=by)
        for assignment in _open(panel):
            _score(played, assignment)


def _further(panel: Panel, application: int) -> Expert:
    """Another expert of the panel: of the highest number, who has no conflict by the cast."""
    there = Assignment.objects.filter(application=application).values("expert")
    found = Expert.objects.filter(panels__panel=panel).exclude(pk__in=there).order_by("-pk").first()
    assert found is not None
    return found


def meet(played: Played) -> Batch:
    """The province's meeting: who passes, who does not, who goes back to the city."""
    handler, approver = played.world.hat("province"), played.world.hat("provinceapprover")
    batch = open_batch(round=played.round, stage=Stage.MEETING, by=handler)
    outcomes: dict[str, list[int]] = {"yes": [], "no": [], "back": []}
    for line in batch.lines.select_related("application"):
        story = story_of(played, line.application)
        outcomes[{"meeting_no": "no", "meeting_back": "back"}.get(story, "yes")].append(line.pk)
    for outcome, reason in (("yes", ""), ("no", NOT_PASSED), ("back", BACK)):
        decide(batch=batch, lines=outcomes[outcome], outcome=outcome, reason=reason, by=handler, version=None)
    batch.refresh_from_db()
    propose(batch=batch, by=handler, version=batch.version)
    release(batch=batch, digest=preview(batch, by=approver).digest, by=approver)
    batch.refresh_from_db()
    return batch
