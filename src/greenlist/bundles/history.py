"""What an office did with bundles: exported, received, imported - on the pages or on the command line - by whom, when.

The journal says it, so that nothing is told twice and what the command wrote is there too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.journal.models import Entry
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round

from .models import Received

EXPORTED, RECEIVED, IMPORTED = "bundle.exported", "bundle.received", "bundle.imported"
WORDS: dict[str, str | Promise] = {EXPORTED: _("导出"), RECEIVED: _("收到"), IMPORTED: _("导入")}
PURPOSES: dict[str, str | Promise] = {"handover": _("传递"), "archive": _("归档")}


@dataclass(frozen=True, slots=True)
class Act:
    """One of them. `received`: the bundle that came, None for one that was made here."""

    entry: Entry
    received: Received | None
    round: str
    count: int

    @property
    def word(self) -> str | Promise:
        """Exported, received or imported."""
        return WORDS[self.entry.act]

    @property
    def purpose(self) -> str | Promise:
        """What it was made for, '' for one that came."""
        return PURPOSES.get(str((self.entry.after or {}).get("purpose", "")), "")

    @property
    def digest(self) -> str:
        """Of the manifest: by it the two sides see that they speak of one bundle."""
        return str((self.entry.after or {}).get("digest", ""))


def acts_of(office: Organisation) -> QuerySet[Entry]:
    """The entries about bundles of an office, the newest first."""
    came = Received.objects.filter(office=office).annotate(text=Cast("pk", TextField())).values("text")
    about_one = Q(object_type=_type(Received), act__in=(RECEIVED, IMPORTED), object_id__in=came)
    about_round = Q(object_type=_type(Round), act=EXPORTED, after__office=office.name)
    return Entry.objects.filter(about_one | about_round).order_by("-seq")


def _type(model: type[Received | Round]) -> str:
    return model._meta.label_lower  # noqa: SLF001 - Django's way to a model's name


def told(entries: Sequence[Entry]) -> list[Act]:
    """What the page tells of some of them. Two queries."""
    ids = {
        kind: [one.object_id for one in entries if one.object_type == kind] for kind in (_type(Received), _type(Round))
    }
    came = Received.objects.select_related("round", "sender").filter(pk__in=ids[_type(Received)])
    received = {str(one.pk): one for one in came}
    rounds = {str(one.pk): one for one in Round.objects.filter(pk__in=ids[_type(Round)])}
    return [_act(one, received.get(one.object_id), rounds.get(one.object_id)) for one in entries]


def _act(entry: Entry, received: Received | None, round_: Round | None) -> Act:
    told = (entry.after or {}).get("applications", 0)
    count = len(told) if isinstance(told, list) else int(told)
    made_here = entry.act == EXPORTED
    title = round_.title if made_here and round_ else received.round.title if received else entry.object_name
    return Act(entry, None if made_here else received, title, count)
