"""A letter with its units and what was answered about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from greenlist.consultations.models import Consultation, ConsultedUnit, Letter, PersonalLink, Reply
from greenlist.consultations.rules.consultations import ANSWERABLE
from greenlist.engine import clock

from .candidates import Shown, read_shown
from .standing import ReplyRow, reply_row


@dataclass(frozen=True, slots=True)
class Asked:
    """One unit of a letter: as it was named, what its department says now, what it said before (newest first)."""

    unit: ConsultedUnit
    shown: Shown
    row: ReplyRow
    earlier: tuple[Reply, ...]

    @property
    def open(self) -> bool:
        """Whether the unit still stands where departments are heard."""
        return self.unit.application.state in ANSWERABLE


def asked_of(letter: Letter, units: Sequence[ConsultedUnit] | None = None) -> list[Asked]:
    """The units of a letter that was sent, in its order, with every answer. Two queries, one with `units` given."""
    rows = list(units) if units is not None else list(units_of(letter.consultation))
    answers: dict[int, list[Reply]] = {}
    known = Reply.objects.filter(letter=letter, unit__in=rows).select_related("ruling", "by", "link").order_by("-pk")
    for one in known:
        answers.setdefault(one.unit_id, []).append(one)
    return [_asked(letter, one, answers.get(one.pk, [])) for one in rows]


def _asked(letter: Letter, unit: ConsultedUnit, answers: list[Reply]) -> Asked:
    due = letter.consultation.due_on or clock.today()
    current = next((one for one in answers if one.current), None)
    earlier = tuple(one for one in answers if not one.current)
    return Asked(unit, read_shown(unit.shown), reply_row(letter, due, current), earlier)


def units_of(consultation: Consultation) -> QuerySet[ConsultedUnit]:
    """The units of a batch in the letters' order."""
    return ConsultedUnit.objects.filter(consultation=consultation).select_related("application")


def answerable(letter: Letter) -> list[Asked]:
    """The units a letter may still be answered about. Two queries."""
    return [one for one in asked_of(letter) if one.open]


def still_asked(one: Asked, link: PersonalLink) -> bool:
    """Whether the holder of a link still has to answer: nobody did for good, nor they themselves by this link."""
    by_this = one.row.reply is not None and one.row.reply.link_id == link.pk
    return one.open and one.row.waiting and not by_this


def speaks_of(one: Asked, text: str) -> bool:
    """Whether a unit, its code, or an enterprise of a park is what somebody looks for."""
    words = [one.shown.name, one.shown.uscc, *(word for tenant in one.shown.tenants for word in tenant)]
    return any(text.casefold() in word.casefold() for word in words)


def mine(visible: QuerySet[Letter]) -> QuerySet[Letter]:
    """The letters of a department, open ones first, with how many units wait for it and how many there are."""
    answered = Reply.objects.filter(letter=OuterRef("pk"), unit=OuterRef("consultation__units"), current=True)
    open_unit = Q(consultation__units__application__state__in=ANSWERABLE)
    final = Exists(answered.exclude(answer=Reply.Answer.MORE_TIME))
    return (
        visible.select_related("consultation__city", "consultation__round")
        .annotate(
            total=Count("consultation__units", distinct=True),
            waiting=Count("consultation__units", filter=open_unit & ~Q(final), distinct=True),
        )
        .order_by("-consultation__state", "consultation__due_on", "pk")
    )


def link_of(digest: str) -> PersonalLink | None:
    """The link of a token's digest with its letter. One query."""
    rows = PersonalLink.objects.select_related(
        "letter__consultation__city", "letter__consultation__round__law", "letter__department"
    )
    return rows.filter(token_sha256=digest).first()
