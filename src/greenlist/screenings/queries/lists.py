"""Lists: what each source has in use, what was ever taken in, what still waits to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.models import ListFile, OpenedSource
from greenlist.screenings.sources import sources_of


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as the import page shows it: what it is, its newest list in use, whether applicants may use it."""

    source: ListSource
    newest: ListFile | None
    opened: bool


def source_cards(authority: Jurisdiction) -> list[SourceCard]:
    """The sources of a province in the order of the law. Three queries."""
    newest = {one.source: one for one in in_use(authority).order_by("as_of", "pk")}  # a later one stays
    opened = opened_sources(authority)
    return [SourceCard(one, newest.get(key), key in opened) for key, one in sources_of(authority).items()]


def opened_sources(authority: Jurisdiction) -> set[str]:
    """The sources a province has opened to the self-check of applicants."""
    return set(OpenedSource.objects.filter(authority=authority).values_list("source", flat=True))


def in_use(authority: Jurisdiction) -> QuerySet[ListFile]:
    """The list files units are screened against, oldest day first."""
    rows = ListFile.objects.filter(authority=authority, state=ListFile.State.READY, withdrawn_at=None)
    return rows.order_by("source", "as_of", "pk")


def overtaken(list_file: ListFile) -> bool:
    """Whether another list of the authority came into use, or left it, after this one did."""
    last = max(day for day in (list_file.ready_at, list_file.withdrawn_at, list_file.at) if day is not None)
    others = ListFile.objects.filter(authority=list_file.authority_id, state=ListFile.State.READY)
    return others.filter(Q(ready_at__gt=last) | Q(withdrawn_at__gt=last)).exclude(pk=list_file.pk).exists()


def history(visible: QuerySet[ListFile], *, source: str = "") -> QuerySet[ListFile]:
    """The list files taken in, newest first, with who brought and who withdrew them."""
    rows = visible.filter(source=source) if source else visible
    return rows.defer("refusals", "notes").select_related("by", "withdrawn_by")


def unread(*, before: datetime) -> list[ListFile]:
    """List files taken in before a moment that still wait, or whose reading was cut off."""
    waiting = (ListFile.State.WAITING, ListFile.State.READING)
    rows = ListFile.objects.filter(state__in=waiting, withdrawn_at=None, at__lt=before)
    return list(rows.select_related("authority").order_by("pk"))
