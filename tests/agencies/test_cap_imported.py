"""Projects that came with bundles count for the agency that they name: once each, by whatever name it bore."""

from __future__ import annotations

from types import SimpleNamespace

import pgtrigger
import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.models import AffectedApplication, ConductCase, Sanction
from greenlist.agencies.queries.caps import standing_of, standings
from greenlist.applications.models import Application, Statement, Submission
from greenlist.engine import clock
from greenlist.parties.models import FormerName
from greenlist.rounds.models import Round
from world import World, round_of

from .capped import came, fact, law_of, used
from .engaged import taken
from .ground import staffed

pytestmark = pytest.mark.django_db


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    return law_of(monkeypatch)


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(staffed(world))


@pytest.mark.parametrize(("event", "stands", "counted", "waiting"), [
    ("contract", "submitted", 1, 0), ("report", "submitted", 1, 0), ("report", "draft", 1, 0),
    ("recommendation", "submitted", 0, 1), ("recommendation", "selected", 0, 1),
    ("recommendation", "recommended", 1, 0), ("recommendation", "listed", 1, 0), ("recommendation", "rejected", 0, 0),
    ("recommendation", "blocked", 0, 1),
])  # fmt: skip
def test_from_the_event_on(
    world: World, round_: Round, law: SimpleNamespace, event: str, stands: str, counted: int, waiting: int
) -> None:
    law.cap_counts = fact(event)
    agency = world.organisations["agency"]
    came(world, round_, agency.name, state=stands)
    standing = standing_of(agency, round_)
    assert (standing.used, standing.waiting) == (counted, waiting)
    assert used(world, round_, "otheragency") == 0


@pytest.mark.usefixtures("law")
def test_once_however_often_it_came(world: World, round_: Round) -> None:
    agency = world.organisations["agency"]
    one = came(world, round_, agency.name)
    first = one.submissions.get()
    Submission.objects.create(
        application=one, number=2, data={}, evidence=[], result={}, receipt_number="JL2024-9-2@3f2a9c01", receipt={},
        digest="1" * 64, by=first.by, at=first.at,
    )  # fmt: skip
    assert used(world, round_) == 1


@pytest.mark.usefixtures("law")
def test_once_where_it_is_under_contract_here(world: World, round_: Round) -> None:
    """By the contract, for the agency that signed it, whatever the bundle named."""
    other = world.organisations["otheragency"]
    one = came(world, round_, world.organisations["agency"].name)
    (contract,) = taken(world, round_, 1, agency="otheragency")
    contract.application = one
    contract.save()
    Application.objects.filter(pk=one.pk).update(agency=other)
    assert (used(world, round_), used(world, round_, "otheragency")) == (0, 1)


@pytest.mark.usefixtures("law")
def test_by_every_name_that_it_bore(world: World, round_: Round) -> None:
    FormerName.objects.create(organisation=world.organisations["agency"], name="老示例评价有限公司")
    own = ("示例 绿色评价有限公司", "老示例评价有限公司", "新名评价有限公司（原示例绿色评价有限公司）")
    for name in (*own, "别家评价有限公司"):
        came(world, round_, name)
    assert used(world, round_) == 3


@pytest.mark.usefixtures("law")
def test_what_is_stated_now_decides(world: World, round_: Round) -> None:
    """Sent back and evaluated by another since."""
    one = came(world, round_, world.organisations["agency"].name)
    one.statements.update(current=False)
    by = world.hat("owner").person
    other = world.organisations["otheragency"].name
    Statement.objects.create(application=one, place="unit.agency", content=other, by=by, at=clock.now())
    assert (used(world, round_), used(world, round_, "otheragency")) == (0, 1)


@pytest.mark.usefixtures("law")
def test_not_by_itself_and_not_what_was_handed_in_here(world: World, round_: Round) -> None:
    name = world.organisations["agency"].name
    came(world, round_, name, route="self")
    here = came(world, round_, name)
    assert used(world, round_) == 1
    with pgtrigger.ignore("applications.Submission:frozen"):
        here.submissions.update(receipt_number=f"JL2024-{here.pk}-1")
    assert used(world, round_) == 0


@pytest.mark.usefixtures("law")
def test_not_once_its_results_were_set_aside(world: World, round_: Round) -> None:
    agency, province = world.organisations["agency"], world.places["220000"]
    one = came(world, round_, agency.name)
    case = ConductCase.objects.create(
        agency=agency, province=province, source="spot_check", ground="抽查", state="decided",
        opened_by=world.hat("province").person, opened_at=clock.now(),
    )  # fmt: skip
    sanction = Sanction.objects.create(
        case=case, agency=agency, province=province, circular_no="吉工信通报1号", bar_from=clock.today(),
        bar_until=clock.today(), clause="x", at=clock.now(),
    )  # fmt: skip
    row = AffectedApplication.objects.create(
        sanction=sanction, application=one, state="submitted", effect="mark", at=clock.now()
    )
    assert used(world, round_) == 1
    row.effect = "reopen"
    row.save()
    assert used(world, round_) == 0


@pytest.mark.parametrize(("scope", "expected"), [("national_year", 3), ("batch", 1), ("province", 2)])
def test_by_scope(world: World, round_: Round, law: SimpleNamespace, scope: str, expected: int) -> None:
    law.cap_scope = fact(scope)
    second = round_of(world, "cn-2024")
    name = world.organisations["agency"].name
    for one in (round_, second):
        came(world, one, name)
    nation = Round.objects.get(pk=second.pk)
    nation.pk, nation.policy_id, nation.jurisdiction = None, "wuhan-2025", world.places["cn"]
    nation.save()
    came(world, nation, name)
    assert used(world, round_) == expected


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize(("count", "queries"), [(0, 5), (1, 6), (3, 6)])
def test_queries(
    world: World, round_: Round, django_assert_num_queries: DjangoAssertNumQueries, count: int, queries: int
) -> None:
    agencies = [world.organisations[one] for one in ("agency", "otheragency")]
    for _ in range(count):
        came(world, round_, agencies[0].name)
    with django_assert_num_queries(queries):
        found = standings(agencies, round_)
    assert [found[one.pk].used for one in agencies] == [count, 0]
