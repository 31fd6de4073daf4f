"""Who may see the green lists and what is kept about them, and what they may do.

The province keeps the lists; its cities read them. Nobody else: what the public may read is printed by the ministry.
"""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from django.db import models
from django.db.models import F, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Jurisdiction, Organisation

from .models import BatchCount, Change, Entry, GreenList, Kind, NearPair, Upload

Row = TypeVar("Row", bound=models.Model)
READERS = roles.PROVINCE | roles.CITY


class ListAccess(Generic[Row]):
    """The one answer about a model whose rows belong to a province at the end of `path`."""

    readers = READERS
    acts: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, model: type[Row], path: str = "", *, withdrawn: str = "") -> None:
        self.model = model
        self.path = f"{path}authority"
        self.withdrawn = withdrawn  # the field that says a row no longer counts; only the province still sees it

    def visible(self, hat: Hat | None) -> QuerySet[Row]:
        """The province's own; of a city those of its province that count."""
        rows: QuerySet[Row] = QuerySet(self.model)
        if hat is None or hat.jurisdiction is None or not hat.among(self.readers):
            return rows.none()
        if hat.among(roles.PROVINCE):
            return rows.filter(**{self.path: hat.jurisdiction})
        above = Jurisdiction.objects.alias(mine=Value(hat.jurisdiction.path)).filter(mine__startswith=F("path"))
        rows = rows.filter(**{f"{self.path}__in": above})
        return rows.filter(**{f"{self.withdrawn}__isnull": True}) if self.withdrawn else rows

    def may(self, hat: Hat | None, act: str, row: Row) -> Ruling:
        """Acts: see, change (the province)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这项内容。"))
        if act == "see":
            return YES
        if act != "change":
            return no(_("没有这项操作。"))
        return keeps(hat)


def keeps(hat: Hat | None) -> Ruling:
    """Whether a hat keeps the lists of its place at all."""
    return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("名单和台账由省厅登记，市（州）可以查阅。"))


def reads(hat: Hat | None) -> Ruling:
    """Whether a hat reads the lists at all."""
    return YES if hat is not None and hat.among(READERS) else no(_("名单台账供省、市（州）主管部门使用。"))


class ProvinceAccess(ListAccess[Row]):
    """What only the province works with."""

    readers = roles.PROVINCE


class OwnEntryAccess:
    """Lines of the lists for their yearly form: the offices' as ever, and of an applicant those of its own code."""

    def visible(self, hat: Hat | None) -> QuerySet[Entry]:
        """What offices see of lines; an applicant the lines of its province that name its code."""
        if hat is None or hat.jurisdiction is None or hat.organisation is None:
            return Entry.objects.none()
        if not hat.among(roles.APPLICANT):
            return entries.visible(hat)
        if not hat.organisation.uscc or hat.organisation.status != Organisation.Status.CONFIRMED:
            return Entry.objects.none()
        above = Jurisdiction.objects.alias(mine=Value(hat.jurisdiction.path)).filter(mine__startswith=F("path"))
        own = Entry.objects.filter(uscc=hat.organisation.uscc, green_list__withdrawn_at=None)
        return own.filter(green_list__authority__in=above, green_list__stage=GreenList.Stage.FINAL)

    def may(self, hat: Hat | None, act: str, row: Entry) -> Ruling:
        """Acts: see, form (take the yearly form of the unit)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这项内容。"))
        if act == "see":
            return YES
        return self.has_form(row) if act == "form" else no(_("没有这项操作。"))

    def has_form(self, row: Entry) -> Ruling:
        """Whether there is a yearly form for a line that is seen. No query where its list was read with it."""
        if row.kind == Kind.PRODUCT:
            return no(_("绿色设计产品没有动态管理表。"))
        if row.status == Entry.Status.REMOVED:
            return no(_("这家单位已移出名单，不再填报动态管理表。"))
        if row.green_list.stage == GreenList.Stage.DRAFT:
            return no(_("公示名单只是拟认定，公布以后才填报动态管理表。"))
        return YES

    def may_list(self, hat: Hat | None) -> Ruling:
        """Whether this hat has lines of its own at all."""
        return YES if hat is not None and hat.among(roles.APPLICANT) else no(_("这里列出申报单位自己的名单记录。"))

    def is_office(self, hat: Hat | None) -> bool:
        """Whether this hat reads the lists themselves."""
        return bool(reads(hat))


green_lists = ListAccess(GreenList, withdrawn="withdrawn_at")
entries = ListAccess(Entry, "green_list__", withdrawn="green_list__withdrawn_at")
changes = ListAccess(Change, withdrawn="withdrawn_at")
counts = ListAccess(BatchCount)
pairs = ProvinceAccess(NearPair)
uploads = ProvinceAccess(Upload)
own_entries = OwnEntryAccess()
