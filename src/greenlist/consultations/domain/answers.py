"""Answers written down, whichever way they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload
from greenlist.applications.models import Blob
from greenlist.consultations.law import conditions_of
from greenlist.consultations.models import ConsultedUnit, Letter, PersonalLink, Reply
from greenlist.consultations.queries.holding import held_units
from greenlist.consultations.rules.consultations import ANSWERABLE
from greenlist.consultations.rules.letters import own_among
from greenlist.engine import clock
from greenlist.journal.context import Actor
from greenlist.journal.domain import record
from greenlist.parties.domain import Refused, notify_office
from greenlist.parties.models import Person

from .files import keep_file

A = Reply.Answer
SAID = frozenset({A.NONE, A.OBJECTION, A.MORE_TIME})  # silence is written by the rule alone


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said about one unit of the batch (its id); `until` for more time, the others for an objection."""

    unit: int
    answer: str
    facts: str = ""
    condition: str = ""
    until: date | None = None
    upload: Upload | None = None

    @property
    def field(self) -> str:
        """What the forms call the controls of this unit."""
        return f"u{self.unit}"


@dataclass(frozen=True, slots=True)
class Source:
    """By which way and from whom answers come. `present`: the person at the keyboard, None where nobody signed in."""

    via: str
    actor: Actor
    name: str
    by: Person | None = None
    link: PersonalLink | None = None
    present: Person | None = None
    on: date | None = None
    scan: tuple[Blob, str] | None = None


def put(letter: Letter, answers: Sequence[Answer], source: Source) -> list[Reply]:
    """Write answers to a letter that is locked and tell the city. Raises Refused, FileRefused."""
    if not answers:
        raise Refused(_("还没有作出答复。"))
    units = {one.pk: one for one in held_units(letter, [one.unit for one in answers])}
    own = own_among(source.present, [one.application for one in units.values()])
    known = {one.id for one in conditions_of(letter.consultation.round)}
    for one in answers:
        _check(one, units.get(one.unit), own, known)
    Reply.objects.filter(letter=letter, unit__in=units, current=True).update(current=False)
    made = [_reply(letter, units[one.unit], one, source) for one in answers]
    Reply.objects.bulk_create(made)
    objections = sum(1 for one in made if one.answer == A.OBJECTION)
    notify_office(
        city=letter.consultation.city, code="consult_objected" if objections else "consult_replied",
        params={"department": letter.addressee, "count": len(made), "objections": objections},
        url=f"/consultations/letters/{letter.pk}/",
    )  # fmt: skip
    told = [_told(one) for one in made]
    record("consultation.replied", letter, by=source.actor, after={"via": str(source.via), "answers": told})
    return made


def _check(one: Answer, unit: ConsultedUnit | None, own: frozenset[int], known: set[str]) -> None:
    if unit is None:
        raise Refused(_("函里没有这家单位，请刷新页面。"))
    name = {"unit": unit.application.unit.name}
    if unit.application_id in own:
        raise Refused(_("您在“%(unit)s”或其评价机构任职，不能对它答复，请由他人办理。") % name, one.field)
    if unit.application.state not in ANSWERABLE:
        raise Refused(_("“%(unit)s”已进入下一环节，不再收答复；有新情况请与发函单位联系。") % name, one.field)
    if one.answer not in SAID:
        raise Refused(_("请对“%(unit)s”选择意见。") % name, one.field)
    if one.answer == A.OBJECTION and not one.facts.strip():
        raise Refused(_("对“%(unit)s”有异议的，请写明事实和依据。") % name, f"{one.field}-facts")
    if one.answer == A.OBJECTION and one.condition and one.condition not in known:
        raise Refused(_("没有这项否决情形，请重新选择。"), f"{one.field}-condition")
    if one.answer == A.MORE_TIME and (one.until is None or one.until <= clock.today()):
        raise Refused(_("需要延长时间的，请填今天以后的一天。"), f"{one.field}-until")


def _reply(letter: Letter, unit: ConsultedUnit, one: Answer, source: Source) -> Reply:
    objection = one.answer == A.OBJECTION
    kept = keep_file(one.upload) if one.upload is not None and objection else source.scan
    blob, name = kept or (None, "")
    return Reply(
        letter=letter, unit=unit, answer=one.answer, facts=one.facts.strip() if objection else "",
        condition=one.condition if objection else "", until=one.until if one.answer == A.MORE_TIME else None,
        blob=blob, blob_name=name, replied_on=source.on or clock.today(), via=source.via, link=source.link,
        by=source.by, name=source.name, at=clock.now(),
    )  # fmt: skip


def _told(one: Reply) -> dict[str, object]:
    said = {"facts": one.facts, "condition": one.condition, "until": one.until.isoformat() if one.until else ""}
    about: dict[str, object] = {"unit": one.unit.application.unit.name, "answer": str(one.answer)}
    file = {"file": one.blob_name, "sha256": one.blob_id} if one.blob_id else {}
    return about | {key: value for key, value in said.items() if value} | file
