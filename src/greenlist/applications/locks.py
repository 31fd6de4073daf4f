"""What may still be changed: nothing once handed in, only the items at fault after a return or by the agency's word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties.access import YES, Ruling, Text, no

from .models import Application, Nonconformity, ReturnedItem
from .rules import HANDED_IN, MENDED, WITH_AGENCY, editable, shut
from .sections import Question, Section, section_of_place, sections_of

NOT_RETURNED = _("市（州）没有退回这一项，不能修改；要改请联系所在市（州）一并退回。")
NOT_OBJECTED = _("第三方机构正在评价，没有对这一项提出问题，不能修改；要改请与机构联系。")
BY_AGENCY = _("已委托第三方机构，这一项由机构填写；要改评价方式请先解除委托。")
AGENCYS = frozenset({"route", "unit.agency", "claimed_score"})  # places that an engaged agency answers for


class Item(Protocol):
    """Something at fault, with the place where it is mended: a ReturnedItem or a Nonconformity."""

    place: str  # a place or the id of a section
    label: str
    reason: str


@dataclass(frozen=True)
class Locks:
    """The locks of one application as they are now, asked for once per page."""

    editable: bool
    limited: bool  # to the items
    items: tuple[Item, ...] = ()  # open ones, each with its reason
    sections: tuple[Section, ...] = field(default=(), repr=False)
    shut: Text = HANDED_IN  # why nothing may be changed
    others: Text = NOT_RETURNED  # why nothing but the items may be
    agencys: frozenset[str] = frozenset()  # places that the agency answers for
    reader: bool = False  # of somebody who only reads

    @property
    def returned(self) -> list[Item]:
        """What the city sent back."""
        return [one for one in self.items if isinstance(one, ReturnedItem)]

    @property
    def objections(self) -> list[Item]:
        """What the agency objects to."""
        return [one for one in self.items if isinstance(one, Nonconformity)]

    def ruling(self, place: str) -> Ruling:
        """Whether what stands at a place, a section or a row may be changed, and why not."""
        if not self.editable:
            return no(self.shut)
        if place in self.agencys:
            return no(BY_AGENCY)
        if not self.limited or self.items_at(place):
            return YES
        return no(self.others)

    def items_at(self, place: str) -> list[Item]:
        """The open items that a place belongs to."""
        if not self.items:
            return []
        section = section_of_place(list(self.sections), place)
        question = section.question_at(place) if section else None
        return [one for one in self.items if _covers(one.place, place, section, question)]

    def items_in(self, section: Section) -> list[Item]:
        """The open items that are mended in a section."""
        return [one for one in self.items if section_of_place([section], one.place) is not None]

    def open(self, section: Section) -> Ruling:
        """Whether anything of a section may be changed."""
        if not self.editable:
            return no(self.shut)
        return YES if not self.limited or self.items_in(section) else no(self.others)


def _covers(returned: str, place: str, section: Section | None, question: Question | None) -> bool:
    if returned == place or place.startswith(f"{returned}."):
        return True
    if section is not None and returned == section.id:
        return True
    return question is not None and (returned == question.key or returned in question.places)


OPEN = Locks(editable=True, limited=False)
READER = Locks(editable=False, limited=False, shut=_("只有申报单位可以填写。"), reader=True)


def locks_of(application: Application) -> Locks:
    """The locks of an application. One query where it was sent back and one where an agency is engaged, none else."""
    if application.agency_id is not None:
        return _with_agency(application)
    open_, returned = editable(application), application.returned
    if not open_ or not returned:
        return Locks(open_, returned)
    return Locks(open_, returned, tuple(returned_items(application)), tuple(sections_of(application)))


def _with_agency(application: Application) -> Locks:
    """The same while an agency is engaged: what it answers for is its own, what it objects to is open."""
    returned, mended = application.returned, application.state in MENDED
    objected = list(nonconformities(application)) if mended or application.state in WITH_AGENCY else []
    open_ = bool(objected) if mended else application.state in WITH_AGENCY
    items: list[Item] = [*(returned_items(application) if returned and open_ else ()), *objected]
    return Locks(
        open_, returned or mended, tuple(items), tuple(sections_of(application)) if items else (),
        shut(application), NOT_OBJECTED if mended else NOT_RETURNED, AGENCYS,
    )  # fmt: skip


def returned_items(application: Application) -> QuerySet[ReturnedItem]:
    """What the city sent back and nobody has handed in anew."""
    return application.returned_items.filter(resolved_in=None)


def nonconformities(application: Application) -> QuerySet[Nonconformity]:
    """What the agency found wrong and the applicant has not answered."""
    return application.nonconformities.filter(state=Nonconformity.State.OPEN)


def may_change(application: Application, place: str) -> Ruling:
    """Whether what stands at a place (or in a section, by its id) may be changed now, and why not."""
    return locks_of(application).ruling(place)
