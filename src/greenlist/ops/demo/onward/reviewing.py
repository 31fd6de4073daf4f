"""The experts of the demo: their profiles, a panel that is done, another one at work, what the meeting has so far."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from greenlist.decisions.domain import decide, note, open_batch, propose, release
from greenlist.decisions.models import Stage
from greenlist.decisions.previewing import preview
from greenlist.engine import clock
from greenlist.ops.demo.cast import EXPERTS
from greenlist.ops.demo.seeding import EXPERTS_THERE, hat
from greenlist.panels.domain import assigning
from greenlist.panels.domain.experts import add_past, add_shared, make_profile
from greenlist.panels.domain.panels import Shape, add_members, close_panel, form_panel, set_anchor, start_scoring
from greenlist.panels.domain.scoring import save_sheet, sign_sheet
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.panels.queries.sheets import Given, page_of
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round

from .units import NOTICED, REVIEWED, application_of, unit_of

KINDS = ["factory", "park", "supply_chain"]
PER_CASE = 3
APART = Decimal(-14)  # points by which one expert sees the divided case otherwise
FIRST, SECOND = "农副食品加工组", "食品制造组"
AGREED, DIVIDED, OPEN = REVIEWED  # cases of the second panel
LOGINS = ("expert", "twohats", *(f"expert{number}" for number in range(2, EXPERTS_THERE + 1)))
EMPLOYERS = {"twohats": "长春市市场监督管理局", "expert2": unit_of(DIVIDED).name}  # the second works for a case


def register(_round: Round) -> None:
    """Every expert in the register: one works for a unit of the round, one left another, one wrote with a third."""
    by, pool = hat("province"), Organisation.objects.get(name=EXPERTS)
    for number, login in enumerate(LOGINS, 1):
        values: dict[str, Any] = {
            "title": "教授级高级工程师", "employer": EMPLOYERS.get(login, f"示例工业研究院{number}所"),
            "employer_uscc": "", "fields": ["13", "14"], "kinds": KINDS, "most_cases": None,
        }  # fmt: skip
        made = make_profile(person=hat(login).person, pool=pool, values=values, by=by)
        today = clock.today()
        if login == "expert3":
            add_past(expert=made, values={"name": unit_of("oil").name, "uscc": "", "until": today}, by=by)
        if login == "expert4":
            shared = {"name": unit_of("soy").name, "uscc": "", "what": "节能诊断报告", "on": today - timedelta(days=90)}
            add_shared(expert=made, values=shared, by=by)


def finish_first(round_: Round) -> None:
    """The first panel: every case reviewed, all sheets signed and agreeing, closed; the meeting lets both pass."""
    panel = _panel(round_, FIRST, "13", anchor="")
    for one in _given(panel):
        _score(one, apart=Decimal(0))
    by, approver = hat("province"), hat("provinceapprover")
    close_panel(panel=panel, reason="", by=by)
    batch = open_batch(round=round_, stage=Stage.MEETING, by=by)
    decide(batch=batch, lines=list(batch.lines.values_list("pk", flat=True)), outcome="yes", reason="", by=by,
           version=None)  # fmt: skip
    batch.refresh_from_db()
    propose(batch=batch, by=by, version=batch.version)
    release(batch=batch, digest=preview(batch, by=approver).digest, by=approver)
    assert {application_of(login).state for login in NOTICED} == {"province_reviewed"}  # noqa: S101 - what comes next stands on it


def begin_second(round_: Round) -> None:
    """The second panel at work: one case agreed on, one divided, one that all review and most have still to sign."""
    panel = _panel(round_, SECOND, "14", anchor=OPEN)
    apart = _given(panel, DIVIDED)[-1].pk
    for login in (AGREED, DIVIDED):
        for one in _given(panel, login):
            _score(one, apart=APART if one.pk == apart else Decimal(0))
    mine = hat("expert", "expert").person.pk  # is left something to do
    _score(next(one for one in _given(panel, OPEN) if one.expert.person_id != mine), apart=Decimal(0))


def prepare_meeting(round_: Round) -> None:
    """A list for the meeting: one unit decided on, a note on the divided one, the third still open."""
    by = hat("province")
    batch = open_batch(round=round_, stage=Stage.MEETING, by=by)
    lines = {one.application_id: one for one in batch.lines.all()}
    agreed, divided = lines[application_of(AGREED).pk], lines[application_of(DIVIDED).pk]
    decide(batch=batch, lines=[agreed.pk], outcome="yes", reason="", by=by, version=None)
    note(line=divided, text="专家意见分歧大，会上请评审组说明，或增加专家再评。", by=by)


def _panel(round_: Round, name: str, industry: str, *, anchor: str) -> Panel:
    """A panel formed, given its cases by the solver, its scoring begun."""
    by = hat("province")
    panel = form_panel(round_=round_, shape=Shape(name, "factory", (industry,), PER_CASE), by=by)
    add_members(panel=panel, experts=list(Expert.objects.select_related("person", "pool").order_by("pk")), by=by)
    if anchor:
        set_anchor(panel=panel, application=application_of(anchor), by=by)
    assigning.apply_plan(plan=assigning.propose(panel=panel, by=by), by=by)
    start_scoring(panel=panel, by=by)
    panel.refresh_from_db()
    return panel


def _given(panel: Panel, login: str = "") -> list[Assignment]:
    """Who reviews what in a panel, or one case of it."""
    rows = Assignment.objects.filter(panel=panel, ended_at=None)
    if login:
        rows = rows.filter(application=application_of(login))
    return list(rows.select_related("expert__person", "application").order_by("pk"))


def _score(assignment: Assignment, *, apart: Decimal) -> None:
    """A sheet signed: as the verified values say, or apart from them by so many points, with the reason."""
    by, page = hat(assignment.expert.person.login, "expert"), page_of(assignment)
    assert page is not None  # noqa: S101 - it was handed in
    given = _lower(page.given, apart) if apart else page.given
    advice, remark = ("unsure", "能耗数据的计量依据不足，建议讨论。") if apart else ("yes", "数据可信，建议推荐。")
    version = page.submission.pk
    save_sheet(assignment=assignment, submission=version, given=given, advice=advice, remark=remark, by=by)
    sign_sheet(assignment=assignment, submission=version, by=by)


def _lower(given: dict[str, Given], apart: Decimal) -> dict[str, Given]:
    """The same with the points taken off, from the heaviest line on."""
    lowered, left = dict(given), apart
    for key in sorted(given, key=lambda one: -(given[one].points or 0)):
        points = given[key].points or Decimal(0)
        new = max(Decimal(0), points + left)
        if left < 0 and new != points:
            lowered[key] = Given(new, "佐证材料不足以支持这一得分。")
            left += points - new
    return lowered
