"""Who sees a letter and what was answered to it, who answers.

A letter is seen by the city and its province, and by the department that it went to. An answer's file is seen by the
same; of the other departments' answers a department sees none.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.consultations.models import Consultation, Letter, PersonalLink, Reply
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Membership, Person, Role

from .consultations import ANSWERABLE, OFFICES, consultations

S = Consultation.State
OF_CITY = {"number": "number", "link": "manage", "remind": "manage", "paper": "manage", "change": "edit"}


class LetterAccess:
    """Letters to departments."""

    def visible(self, hat: Hat | None) -> QuerySet[Letter]:
        """The letters a hat may see."""
        if hat is None or hat.organisation is None:
            return Letter.objects.none()
        if hat.among(OFFICES):
            return Letter.objects.filter(consultation__in=consultations.visible(hat))
        if hat.role == Role.DEPARTMENT:
            return Letter.objects.filter(department=hat.organisation).exclude(consultation__state=S.DRAFT)
        return Letter.objects.none()

    def may(self, hat: Hat | None, act: str, row: Letter) -> Ruling:
        """Acts: see; answer (its department); number, link, remind, paper, change (the city)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份函。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Letter) -> Ruling:
        """The same of a letter that the hat is known to see. No query where its consultation is loaded."""
        if act == "see":
            return YES
        if act in OF_CITY:
            return consultations.ruling(hat, OF_CITY[act], row.consultation)
        if act != "answer":
            return no(_("没有这项操作。"))
        if hat.role != Role.DEPARTMENT:
            return no(_("由函中的主送部门答复；书面复函由市（州）录入。"))
        return takes_answers(row)

    def may_answer_at_all(self, hat: Hat | None) -> Ruling:
        """Whether this hat gets letters."""
        department = hat is not None and hat.role == Role.DEPARTMENT
        return YES if department else no(_("这里是征求意见部门的页面。"))


class LinkAccess:
    """Personal links: the city that issued them, and its province reads them."""

    def visible(self, hat: Hat | None) -> QuerySet[PersonalLink]:
        """The links a hat may see."""
        return PersonalLink.objects.filter(letter__consultation__in=consultations.visible(hat))

    def may(self, hat: Hat | None, act: str, row: PersonalLink) -> Ruling:
        """Acts: see, revoke."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这个链接。"))
        if act == "see":
            return YES
        return letters.ruling(hat, "link", row.letter) if act == "revoke" else no(_("没有这项操作。"))


class ReplyAccess:
    """Answers: the offices see all, a department those to its own letters."""

    def visible(self, hat: Hat | None) -> QuerySet[Reply]:
        """The answers a hat may see."""
        return Reply.objects.filter(letter__in=letters.visible(hat))

    def may(self, hat: Hat | None, act: str, row: Reply) -> Ruling:
        """Acts: see; rule (an approver of the city, an objection that nobody ruled on yet)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份答复。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Reply) -> Ruling:
        """The same of an answer that the hat is known to see. No query where letter, unit and ruling are loaded."""
        if act == "see":
            return YES
        if act != "rule":
            return no(_("没有这项操作。"))
        may = consultations.ruling(hat, "rule", row.letter.consultation)
        return self._open(row) if may else may

    def _open(self, row: Reply) -> Ruling:
        if row.answer != Reply.Answer.OBJECTION or not row.current:
            return no(_("该部门后来另有答复，以新的答复为准。"))
        if getattr(row, "ruling", None) is not None:
            return no(_("这条异议已经认定。"))
        if row.unit.application.state not in ANSWERABLE:
            return no(_("这家单位已进入别的环节，不再认定。"))
        return YES


def takes_answers(letter: Letter) -> Ruling:
    """Whether a letter takes answers at all now. No query where its consultation is loaded."""
    if letter.consultation.state == S.SENT:
        return YES
    return no(_("这次征求意见已经结束，不再接受答复；有新情况请与发函单位联系。"))


def own_among(person: Person | None, applications: Iterable[Application]) -> frozenset[int]:
    """Those of the applications about whose unit or agency a person may not speak: they belong to it. One query."""
    rows = list(applications)
    if person is None:
        return frozenset()
    known = {one.unit_id for one in rows} | {one.agency_id for one in rows if one.agency_id is not None}
    worn = Membership.objects.filter(Q(person=person, until=None), organisation__in=known)
    mine = set(worn.values_list("organisation", flat=True))
    return frozenset(one.pk for one in rows if one.unit_id in mine or one.agency_id in mine)


letters = LetterAccess()
links = LinkAccess()
replies = ReplyAccess()
