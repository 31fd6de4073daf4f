"""Lists, their lines, changes: what the pages show, filtered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from greenlist.listings.models import Change, Entry, GreenList, Kind, NearPair
from greenlist.screening.names import name_key


def counted(lists: QuerySet[GreenList]) -> QuerySet[GreenList]:
    """Lists for the overview, newest first, each with how many units of each kind it has. One query."""
    per_kind = {f"n_{kind}": Count("entries", filter=Q(entries__kind=kind)) for kind in Kind.values}
    return lists.annotate(**per_kind).order_by("withdrawn_at", "level", "-batch", "-announced_on", "stage", "-pk")


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked of the lines of a list; '' asks for nothing."""

    kind: str = ""
    region: str = ""
    status: str = ""
    text: str = ""

    def of(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The lines that pass. A text is looked for in name, code and agency, and as a name in any spelling."""
        if self.kind:
            entries = entries.filter(kind=self.kind)
        if self.region:
            entries = entries.filter(region=self.region)
        if self.status:
            entries = entries.filter(status=self.status)
        if self.text:
            key = name_key(self.text)
            named = Q(name__icontains=self.text) | Q(name_key__contains=key) | Q(former_key__contains=key)
            renamed = Q(changes__new_key__contains=key, changes__withdrawn_at=None)
            entries = entries.filter(
                named | renamed | Q(uscc__icontains=self.text) | Q(agency__icontains=self.text)
            ).distinct()
        return entries


def with_changes(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Lines with their list and what became of them. Two queries."""
    changes = Change.objects.filter(withdrawn_at=None).order_by("announced_on", "pk")
    return entries.select_related("green_list").prefetch_related(Prefetch("changes", changes, to_attr="happened"))


def regions_in(green_list: GreenList) -> list[str]:
    """The regions that occur in a list, for its filter."""
    rows = green_list.entries.exclude(region="").order_by("region").values_list("region", flat=True)
    return list(rows.distinct())


def statuses_in(green_list: GreenList) -> dict[str, int]:
    """How many lines stand in each state."""
    return dict(green_list.entries.order_by().values_list("status").annotate(n=Count("pk")))


def against_draft(final: GreenList) -> tuple[list[str], list[str]] | None:
    """Names of the draft that the final list lacks, and names it has beyond; None without a draft. Two queries."""
    draft = GreenList.objects.filter(
        authority=final.authority_id, level=final.level, label=final.label, stage="draft", withdrawn_at=None
    ).first()
    if draft is None:
        return None
    rows = Entry.objects.filter(green_list__in=[draft, final]).order_by("seq")
    found: dict[int, dict[tuple[str, str], str]] = {draft.pk: {}, final.pk: {}}
    for owner, kind, key, name in rows.values_list("green_list_id", "kind", "name_key", "name"):
        found[owner][kind, key] = name
    proposed, listed = found[draft.pk], found[final.pk]
    return (
        [name for key, name in proposed.items() if key not in listed],
        [name for key, name in listed.items() if key not in proposed],
    )


def listed_changes(changes: QuerySet[Change], *, what: str, state: str, text: str) -> QuerySet[Change]:
    """Removals and renamings, newest first, with the line each is about. `state`: open (not linked), linked."""
    if what:
        changes = changes.filter(what=what)
    if state in {"open", "linked"}:
        changes = changes.filter(entry__isnull=state == "open")
    if text:
        key = name_key(text)
        changes = changes.filter(Q(name_key__contains=key) | Q(new_key__contains=key) | Q(document__icontains=text))
    return changes.select_related("entry__green_list", "by").order_by("-announced_on", "-pk")


def open_changes(authority: int, level: str) -> QuerySet[Change]:
    """The changes of a level that count."""
    return Change.objects.filter(authority=authority, level=level, withdrawn_at=None)


def same_pairs(authority: int) -> list[tuple[str, str]]:
    """The keys of unit names that a person said are one unit."""
    rows = NearPair.objects.filter(authority=authority, what="unit", verdict="same")
    return list(rows.values_list("left_key", "right_key"))
