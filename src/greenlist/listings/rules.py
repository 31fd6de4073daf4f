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
from greenlist.parties.models import Jurisdiction

from .models import BatchCount, Change, Entry, GreenList, NearPair, Upload

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


green_lists = ListAccess(GreenList, withdrawn="withdrawn_at")
entries = ListAccess(Entry, "green_list__", withdrawn="green_list__withdrawn_at")
changes = ListAccess(Change, withdrawn="withdrawn_at")
counts = ListAccess(BatchCount)
pairs = ProvinceAccess(NearPair)
uploads = ProvinceAccess(Upload)
