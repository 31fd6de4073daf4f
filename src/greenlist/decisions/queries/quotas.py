"""Places that are taken, asked for, and entered. Counted by kind and county."""

from __future__ import annotations

from collections import Counter

from django.db.models import Exists, OuterRef, Q

from greenlist.applications.models import Application, Passage
from greenlist.decisions.models import Batch, Line, StatedQuota

Key = tuple[str, str]  # kind, county
BEYOND = ("selected", "recommended", "province_reviewed", "province_noticed", "sent_to_ministry", "national_noticed",
          "listed", "not_listed")  # fmt: skip  # a place is taken from the selection on
SENT = "recommended"
BEFORE = ("draft", "self_screened", "formally_checked")  # back here: to be chosen anew


def taken(batch: Batch) -> Counter[Key]:
    """Units of the place that have one of its places: chosen before, whatever came of it after they were sent up.

    Who was turned down before that, or came back and has to be chosen anew, has given the place back. One query.
    """
    back = Passage.objects.filter(application=OuterRef("application"), to_state__in=BEFORE, pk__gt=OuterRef("pk"))
    sent = Passage.objects.filter(application=OuterRef("pk"), to_state=SENT).exclude(Exists(back))
    rows = Application.objects.filter(round=batch.round_id, city=batch.place_id)
    rows = rows.filter(Q(state__in=BEYOND) | Q(Exists(sent), state="rejected"))
    chosen = Line.objects.filter(application__in=rows, passage__to_state="selected").order_by("application_id", "-pk")
    counties = dict(chosen.distinct("application_id").values_list("application_id", "county"))
    return Counter((kind, counties.get(pk, "")) for pk, kind in rows.values_list("pk", "kind"))


def asked(batch: Batch) -> Counter[Key]:
    """Units that the list would choose. One query."""
    return Counter(batch.lines.filter(outcome=Line.Outcome.YES).values_list("kind", "county"))


def on_list(batch: Batch) -> set[Key]:
    """Every kind and county of the list. One query."""
    return set(batch.lines.order_by().values_list("kind", "county").distinct())


def entered(batch: Batch) -> dict[Key, StatedQuota]:
    """The newest number that a person entered for each. One query."""
    rows = StatedQuota.objects.filter(round=batch.round_id, place=batch.place_id).select_related("by").order_by("pk")
    return {(one.kind, one.county): one for one in rows}
