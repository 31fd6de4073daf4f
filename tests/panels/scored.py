"""Panels with experts and cases, made in one go for tests of score sheets and of what comes of them."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.engine.application import read_application
from greenlist.engine.evaluate import evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.report import as_json
from greenlist.engine.yamlfile import load_yaml
from greenlist.panels.domain.scoring import save_sheet, sign_sheet
from greenlist.panels.models import Assignment, Expert, Panel, PanelMember, ScoreSheet
from greenlist.panels.queries.sheets import Given, SheetPage, page_of
from greenlist.parties.models import Role
from greenlist.rounds.law import book_of
from later import several
from stages import plain
from world import World, person

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "jilin-2024"
NAMES = ("杨专家", "丁专家", "马专家", "白专家", "田专家")


def experts(world: World, count: int = 3) -> list[Expert]:
    """Experts of the pool; the first is the world's own. Their hats are `expert`, `expert2`, `expert3` ..."""
    made = []
    for number in range(1, count + 1):
        key = "expert" if number == 1 else f"expert{number}"
        if key not in world.hats:
            person(world, key, NAMES[number - 1], "experts", Role.EXPERT)
        one, _new = Expert.objects.get_or_create(
            person=world.hat(key).person,
            defaults={
                "pool": world.organisations["experts"],
                "employer": f"示例大学{number}",
                "since": clock.now(),
                "kinds": ["factory", "park", "supply_chain"],
            },
        )
        made.append(one)
    return made


def panel_of(world: World, cases: Sequence[Application], people: Sequence[Expert], **more: Any) -> Panel:
    """A panel at work in which every expert has every case."""
    first = cases[0]
    made = Panel.objects.create(**{
        "round": first.round, "place": world.places["220000"], "name": "第一组", "kind": first.kind,
        "state": Panel.State.SCORING, "per_case": len(people), "created_by": world.hat("province").person,
        "created_at": clock.now(), **more,
    })  # fmt: skip
    PanelMember.objects.bulk_create(PanelMember(panel=made, expert=one) for one in people)
    assign(world, made, cases, people)
    return made


def assign(
    world: World, panel: Panel, cases: Sequence[Application], people: Sequence[Expert], **more: Any
) -> list[Assignment]:
    """Every expert gets every case."""
    rows = [
        Assignment(panel=panel, application=case, expert=one, how="solver", why="专业相符", at=clock.now(),
                   by=world.hat("province").person, **more)
        for case, one in itertools.product(cases, people)
    ]  # fmt: skip
    return Assignment.objects.bulk_create(rows)


def chains(world: World, count: int = 1, first: int = 300) -> list[Application]:
    """Cases whose standard has points per item: the sample supply chain, handed in."""
    return of_sample(world, "chain-01-textile", several(world, count=count, state="recommended", first=first))


def of_sample(world: World, name: str, cases: list[Application]) -> list[Application]:
    """Cases handed in anew with the data of a sample of another kind, and its result by the law of the round."""
    book = book_of(cases[0].round)
    data: dict[str, Any] = plain(load_yaml((SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))[0])
    case, _problems = read_application(data, fields_of(book))
    assert case is not None
    found = evaluate(case, book.policy(cases[0].round.policy_id), book)
    Application.objects.filter(pk__in=[one.pk for one in cases]).update(
        kind=str(case.kind), pack_id=found.pack.id, pack_hash=found.pack_hash
    )
    rows = Application.objects.filter(pk__in=[one.pk for one in cases]).select_related("round", "unit")
    made = list(rows.order_by("pk"))
    Submission.objects.bulk_create(_handed_in(one, data, as_json(found)) for one in made)
    return made


def _handed_in(application: Application, data: dict[str, Any], result: dict[str, Any]) -> Submission:
    before = application.submissions.get(number=1)
    one = copy.copy(before)
    one.pk, one.id, one._state.adding = None, None, True
    one.number, one.receipt_number, one.data, one.result = 2, f"{before.receipt_number}-2", data, result
    return one


def page(assignment: Assignment) -> SheetPage:
    """The sheet of an assignment."""
    found = page_of(Assignment.objects.select_related("application__round", "panel").get(pk=assignment.pk))
    assert found is not None
    return found


def given_of(found: SheetPage, points: Mapping[str, str] | None = None, reason: str = "") -> dict[str, Given]:
    """The verified points of every line, but for those given."""
    asked = {key: Decimal(text) for key, text in (points or {}).items()}
    return {one.id: Given(asked.get(one.id, one.verified), reason if one.id in asked else "") for one in found.lines}


def saved(
    world: World, who: str, assignment: Assignment, points: Mapping[str, str] | None = None, *,
    reason: str = "材料不足", advice: str = "yes", remark: str = "",
) -> ScoreSheet:  # fmt: skip
    """A draft by an expert."""
    found = page(assignment)
    return save_sheet(
        assignment=assignment, submission=found.submission.pk, given=given_of(found, points, reason), advice=advice,
        remark=remark, by=world.hat(who),
    )  # fmt: skip


def signed(
    world: World, who: str, assignment: Assignment, points: Mapping[str, str] | None = None, **more: Any
) -> ScoreSheet:
    """A sheet signed by an expert."""
    saved(world, who, assignment, points, **more)
    return sign_sheet(assignment=assignment, submission=page(assignment).submission.pk, by=world.hat(who))


def with_totals(panel: Panel, case: Application, totals: Sequence[str], advice: str = "yes") -> None:
    """Signed sheets with these totals, as many as there are, put there without the verbs."""
    rows = Assignment.objects.filter(panel=panel, application=case, ended_at=None).order_by("pk")
    newest = case.submissions.latest("number")
    ScoreSheet.objects.bulk_create(
        ScoreSheet(assignment=row, submission=newest, total=Decimal(total), advice=advice, started_at=clock.now(),
                   signed_at=clock.now())
        for row, total in zip(rows, totals, strict=False)
    )  # fmt: skip
