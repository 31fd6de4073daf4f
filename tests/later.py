"""Applications that stand late in the process, made in one go for tests of the offices' rooms.

The verbs that lead there have tests of their own; here one application is handed in for real, and its copies differ by
unit, score and state only.
"""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

from door import uscc
from greenlist.applications.models import Application, Passage, Submission
from greenlist.engine import clock
from greenlist.parties.models import Organisation
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from stages import submitted
from world import K, World


def put(application: Application, state: str, by: str = "", world: World | None = None) -> Application:
    """The application in a state, as if it had gone there today; the way so far is not made up."""
    now = clock.now()
    Application.objects.filter(pk=application.pk).update(state=state, state_since=now)
    if world is not None and by:
        hat = world.hat(by)
        Passage.objects.create(
            application=application, transition="TEST", from_state=application.state, to_state=state, by=hat.person,
            hat=hat.label, at=now,
        )  # fmt: skip
    application.refresh_from_db()
    return application


def several(
    world: World, model: Submission | None = None, *, count: int, state: str, where: str = "changchun",
    first: int = 100, verdict: str = "eligible",
) -> list[Application]:  # fmt: skip
    """`count` factories of a place in a state, each handed in once; scores fall by a tenth from unit to unit.

    `model`: a submission made for real (`stages.submitted`), in whose round they are; None makes one.
    `first`: number of the first unit; give another to make more of them in the same test.
    """
    sealed = model or submitted(world)
    units = Organisation.objects.bulk_create(
        Organisation(
            kind=K.ENTERPRISE, name=f"示例工厂{number}有限公司", uscc=uscc(number), industry4="1391",
            jurisdiction=world.places[where], created_at=clock.now(),
        )
        for number in range(first, first + count)
    )  # fmt: skip
    made = [_application(sealed.application, unit, world.places[where].pk, state) for unit in units]
    Application.objects.bulk_create(made)
    Submission.objects.bulk_create(_submission(sealed, one, number, verdict) for number, one in enumerate(made))
    return made


def _application(model: Application, unit: Organisation, city: int, state: str) -> Application:
    one = copy.copy(model)
    one.pk, one.id = None, None  # type: ignore[assignment]
    one._state = copy.copy(model._state)
    one._state.adding = True
    one._state.fields_cache = {}
    one.unit, one.city_id, one.state, one.state_since = unit, city, state, clock.now()
    return one


def _submission(sealed: Submission, application: Application, number: int, verdict: str) -> Submission:
    data: dict[str, Any] = copy.deepcopy(sealed.data)
    data["unit"] |= {"name": application.unit.name, "uscc": application.unit.uscc}
    result: dict[str, Any] = copy.deepcopy(sealed.result)
    result["verdict"] = verdict
    result["ranking_score"] = (result["ranking_score"] or {}) | {"value": str(Decimal(90) - Decimal(number) / 10)}
    return Submission(
        application=application, number=1, data=data, evidence=sealed.evidence, result=result,
        receipt_number=f"TEST-{application.unit.uscc}", receipt=sealed.receipt, digest=sealed.digest, by=sealed.by,
        at=clock.now(),
    )  # fmt: skip


def received(world: World, applications: list[Application]) -> list[Application]:
    """The same with a letter of their city that the province has taken in."""
    by, first = world.hat("city").person, applications[0]
    letter = Recommendation.objects.create(
        round=first.round, place_id=first.city_id, level="city", state="sent", letter_no="长工信示例〔2024〕1号",
        letter_on=clock.today(), created_by=by, created_at=clock.now(), sent_by=by, sent_at=clock.now(),
    )  # fmt: skip
    rows = RecommendedUnit.objects.bulk_create(
        RecommendedUnit(recommendation=letter, application=one, position=number, went=True)
        for number, one in enumerate(applications, 1)
    )
    taken = {"outcome": "taken", "by": world.hat("province").person, "at": clock.now(), "checked_at": clock.now()}
    IntakeCheck.objects.bulk_create(IntakeCheck(unit=row, **taken) for row in rows)
    return applications
