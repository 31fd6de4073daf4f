"""What the tests of consultations stand on: batches with their departments, letters sent, answers given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.models import Application
from greenlist.consultations.domain.addressing import change_letter
from greenlist.consultations.domain.preparing import Plan, open_consultation
from greenlist.consultations.domain.replying import Answer, answer_letter
from greenlist.consultations.domain.sending import send_letters
from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, Reply
from greenlist.consultations.queries.previewing import preview
from greenlist.engine import clock
from greenlist.parties.models import Role
from later import several
from world import K, World, organisation, person

CHECKED = "formally_checked"


def departments(world: World) -> World:
    """The other two departments of 长春市, and a second one of 吉林市; twice is once."""
    for key, name, where, field, who in (
        ("safety", "长春市应急管理局", "changchun", "应急管理", "严应急"),
        ("market", "长春市市场监督管理局", "changchun", "市场监管", "华市场"),
        ("otherdepartment", "吉林市生态环境局", "jilin", "生态环境", "金环境"),
    ):
        if key not in world.organisations:
            organisation(world, key, K.DEPARTMENT, name, where, field=field)
            person(world, key, who, key, Role.DEPARTMENT)
    return world


def due(days: int = 10) -> date:
    return clock.today() + timedelta(days=days)


def drafted(
    world: World, count: int = 2, applications: Sequence[Application] | None = None, **more: Any
) -> Consultation:
    """A draft about `count` new units that the city accepted."""
    departments(world)
    rows = list(applications) if applications is not None else several(world, count=count, state=CHECKED)
    plan = Plan(applications=rows, **{"due_on": due(), "contact": "资源科 0431-80000000", **more})
    return open_consultation(round=rows[0].round, plan=plan, by=world.hat("city"))


def sent(world: World, count: int = 2, **more: Any) -> Consultation:
    """The same with its letters sent."""
    consultation = drafted(world, count, **more)
    return send(world, consultation)


def send(world: World, consultation: Consultation) -> Consultation:
    return send_letters(consultation=consultation, digest=preview(consultation).digest, by=world.hat("cityapprover"))


def letter(consultation: Consultation, field: str = "生态环境") -> Letter:
    return consultation.letters.get(field=field)


def unit(consultation: Consultation, number: int = 0) -> ConsultedUnit:
    return list(consultation.units.select_related("application__unit"))[number]


WHO = {"生态环境": "department", "应急管理": "safety", "市场监管": "market"}


def reply(
    world: World,
    consultation: Consultation,
    field: str = "生态环境",
    *,
    number: int = 0,
    answer: str = "none",
    **more: Any,
) -> Reply:
    """A department's answer about one unit."""
    one = Answer(unit(consultation, number).pk, answer, **more)
    return answer_letter(letter=letter(consultation, field), answers=[one], by=world.hat(WHO[field]))[0]


def everyone(world: World, consultation: Consultation, *fields: str) -> None:
    """No objection of these departments (all of them) to any unit."""
    for field in fields or WHO:
        answers = [Answer(one.pk, "none") for one in consultation.units.all()]
        answer_letter(letter=letter(consultation, field), answers=answers, by=world.hat(WHO[field]))


def objected(world: World, consultation: Consultation, field: str = "生态环境", **more: Any) -> Reply:
    return reply(world, consultation, field, answer="objection", **{"facts": "去年因超标排放受到处罚。", **more})


def without_account(world: World, consultation: Consultation, field: str = "市场监管") -> Letter:
    """The letter to a department that has no account here."""
    one = letter(consultation, field)
    return change_letter(letter=one, addressee="长春市市场监督管理局", by=world.hat("city"))


def scan(name: str = "复函.pdf", text: str = "复函") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(text=text), "application/pdf")
