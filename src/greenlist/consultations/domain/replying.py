"""What a department answers: signed in, through a personal link, or on paper that the city types in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import Upload
from greenlist.consultations.deadlines import day_of
from greenlist.consultations.models import Letter, Reply
from greenlist.consultations.queries.holding import held_letter, held_link
from greenlist.consultations.queries.letters import answerable, still_asked
from greenlist.consultations.rules.letters import letters, takes_answers
from greenlist.engine import clock
from greenlist.journal.context import Actor
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Person
from greenlist.parties.tokens import kept

from .answers import Answer, Source, put
from .files import keep_file
from .linking import standing_of

__all__ = ["Answer", "answer_by_link", "answer_letter", "enter_paper"]


@transaction.atomic
def answer_letter(*, letter: Letter, answers: Sequence[Answer], by: Hat) -> list[Reply]:
    """What a person of the department answers, about all units or some; an earlier answer stands beside.

    Raises:
        Refused: nothing answered, an objection without facts, a day gone by, a unit that moved on or is one's own.
        FileRefused: a document is not one that is taken.
    """
    held = held_letter(letter.pk)
    require(letters.may(by, "answer", held))
    source = Source(Reply.Via.SITE, by.actor, by.person.name, by=by.person, present=by.person)
    return put(held, answers, source)


@transaction.atomic
def answer_by_link(
    *, token: str, answers: Sequence[Answer], present: Person | None = None, part: bool = False
) -> list[Reply]:
    """The answer of whoever holds a link, about every unit that still waits; the link is spent.

    `part`: about some of them, as a long letter is answered page by page: what was said holds, the others can follow
    by the same link, and with the last of them it is spent. `present`: somebody who happens to be signed in; they may
    not answer about their own unit this way either.

    Raises Refused: the link is over, a unit is left out that must not be, and as `answer_letter`.
    """
    link = held_link(kept(token))
    if link is None:
        raise Refused(_("没有这个链接。"))
    held = held_letter(link.letter_id)
    link.letter = held
    if standing_of(link) != "open":
        raise Refused(_("这个链接已失效，没有收下答复。请联系发函单位。"))
    left = {one.unit.pk for one in answerable(held) if still_asked(one, link)} - {one.unit for one in answers}
    if left and not part:
        raise Refused(
            _("链接只能用一次，请对每一家单位都作出答复后再提交（还有 %(count)d 家）。") % {"count": len(left)}
        )
    actor = Actor("", _("%(name)s（个人链接）") % {"name": link.name}, held.addressee)
    done = put(held, answers, Source(Reply.Via.LINK, actor, link.name, link=link, present=present))
    if not left:
        link.used_at = clock.now()
        link.save(update_fields=["used_at"])
    return done


@dataclass(frozen=True, slots=True)
class Paper:
    """A reply on paper: the scan, who signed it, the day it bears."""

    scan: Upload | None
    signed_by: str
    replied_on: date


@transaction.atomic
def enter_paper(*, letter: Letter, answers: Sequence[Answer], paper: Paper, by: Hat) -> list[Reply]:
    """Type in what a department answered on paper; the scan is kept with each answer.

    Raises Refused: no scan, a day before the letter went out or still to come, and as `answer_letter`; FileRefused.
    """
    held = held_letter(letter.pk)
    require(letters.may(by, "paper", held))
    require(takes_answers(held))
    if paper.scan is None:
        raise Refused(_("请上传复函的扫描件。"), "scan")
    sent = held.consultation.sent_at
    if paper.replied_on > clock.today() or (sent is not None and paper.replied_on < day_of(sent)):
        raise Refused(_("复函日期要在发函之日和今天之间。"), "replied_on")
    source = Source(
        Reply.Via.PAPER, by.actor, paper.signed_by.strip(), by=by.person, present=by.person, on=paper.replied_on,
        scan=keep_file(paper.scan),
    )  # fmt: skip
    return put(held, answers, source)
