"""What may still be changed: nothing once handed in, only the items at fault after a return."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from greenlist.parties.access import YES, Ruling, no

from .models import Application, ReturnedItem
from .rules import EDITABLE
from .sections import Question, Section, section_of_place, sections_of

HANDED_IN = _("已提交，不能修改；需要修改时请联系所在市（州）退回。")
NOT_RETURNED = _("市（州）没有退回这一项，不能修改；要改请联系所在市（州）一并退回。")


@dataclass(frozen=True)
class Locks:
    """The locks of one application as they are now, asked for once per page."""

    editable: bool
    returned: bool
    items: tuple[ReturnedItem, ...] = ()  # open ones, each with its reason
    sections: tuple[Section, ...] = field(default=(), repr=False)

    def ruling(self, place: str) -> Ruling:
        """Whether what stands at a place, a section or a row may be changed, and why not."""
        if not self.editable:
            return no(HANDED_IN)
        if not self.returned or self.items_at(place):
            return YES
        return no(NOT_RETURNED)

    def items_at(self, place: str) -> list[ReturnedItem]:
        """The open items of a return that a place belongs to."""
        if not self.items:
            return []
        section = section_of_place(list(self.sections), place)
        question = section.question_at(place) if section else None
        return [one for one in self.items if _covers(one.place, place, section, question)]

    def items_in(self, section: Section) -> list[ReturnedItem]:
        """The open items of a return that are mended in a section."""
        return [one for one in self.items if section_of_place([section], one.place) is not None]

    def open(self, section: Section) -> Ruling:
        """Whether anything of a section may be changed."""
        if not self.editable:
            return no(HANDED_IN)
        return YES if not self.returned or self.items_in(section) else no(NOT_RETURNED)


def _covers(returned: str, place: str, section: Section | None, question: Question | None) -> bool:
    if returned == place or place.startswith(f"{returned}."):
        return True
    if section is not None and returned == section.id:
        return True
    return question is not None and (returned == question.key or returned in question.places)


def locks_of(application: Application) -> Locks:
    """The locks of an application. One query where it was sent back, none else."""
    editable, returned = application.state in EDITABLE, application.returned
    if not editable or not returned:
        return Locks(editable, returned)
    items = application.returned_items.filter(resolved_in=None)
    return Locks(editable, returned, tuple(items), tuple(sections_of(application)))


def may_change(application: Application, place: str) -> Ruling:
    """Whether what stands at a place (or in a section, by its id) may be changed now, and why not."""
    return locks_of(application).ruling(place)
