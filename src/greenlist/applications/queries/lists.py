"""The list of applications: filtered, sorted and cut into pages in a fixed number of queries, fast at any length.

A page asks for one row more than it shows, so whether there is a next page costs nothing; how many there are in all
is counted once a minute for each filter, and not at all where everything fits on one page.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Kind, Submission
from greenlist.applications.process import process_of
from greenlist.applications.rules import applications
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round

from .columns import Cell, Column, column_named, columns_for

PAGE = 50
COUNT_KEPT = 60  # seconds
SORTS = {
    "newest": ("-state_since", "-id"),
    "oldest": ("state_since", "id"),
    "unit": ("unit__name", "id"),
    "city": ("city__path", "unit__name", "id"),
    "kind": ("kind", "-state_since", "-id"),
    "state": ("state", "-state_since", "-id"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see. '' and () are no wish."""

    round: str = ""
    kind: str = ""
    state: str = ""
    text: str = ""
    sort: str = "newest"
    page: int = 1
    columns: tuple[str, ...] = ()


class Listing:
    """The applications a hat may see, as wished."""

    def __init__(self, hat: Hat, wish: Wish) -> None:
        self.hat = hat
        self.wish = wish
        self.columns: list[Column] = [column_named(key) for key in columns_for(hat, wish.columns)]

    @cached_property
    def rounds(self) -> list[Round]:
        """The rounds to choose from, newest first: a handful, whatever the number of applications."""
        return list(Round.objects.select_related("jurisdiction"))

    @cached_property
    def states(self) -> dict[str, str]:
        """States by id with the label that this hat reads, of all rounds on offer."""
        official = not self.hat.among(roles.APPLICANT)
        found: dict[str, str] = {}
        for round_ in reversed(self.rounds):
            for state in process_of(round_).states:
                found[state.id] = _(state.labels.office if official else state.labels.applicant)
        return found

    @cached_property
    def rows(self) -> QuerySet[Application]:
        """All that is wished, sorted, with what the columns need."""
        return self._shown(self._filtered())

    def _shown(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        rows = rows.order_by(*SORTS[self.wish.sort]).select_related("unit", "city")
        if any(column.key == "version" for column in self.columns):
            newest = Submission.objects.filter(application=OuterRef("pk")).order_by("-number").values("number")[:1]
            rows = rows.annotate(version_number=Subquery(newest))
        if any(column.key == "score" for column in self.columns):
            rows = rows.annotate(score=self._score())
        return rows

    def _score(self) -> Subquery | F:
        newest = Submission.objects.filter(application=OuterRef("pk")).order_by("-number")
        if self.hat.among(roles.APPLICANT):
            return F("draft_evaluation__result__ranking_score__value")
        return Subquery(newest.values("result__ranking_score__value")[:1])

    def _filtered(self) -> QuerySet[Application]:
        wish, rows = self.wish, applications.visible(self.hat)
        if wish.round.isdecimal():
            rows = rows.filter(round=int(wish.round))
        if wish.kind in Kind.values:
            rows = rows.filter(kind=wish.kind)
        if wish.state:
            rows = rows.filter(state=wish.state)
        if wish.text:
            rows = rows.filter(Q(unit__name__icontains=wish.text) | Q(unit__uscc__istartswith=wish.text))
        return rows

    @cached_property
    def _window(self) -> list[Application]:
        """The page and one row more. Its ids are found first, by an index alone where the order allows it."""
        first = (self.wish.page - 1) * PAGE
        ids = self._filtered().order_by(*SORTS[self.wish.sort]).values("pk")[first : first + PAGE + 1]
        return list(self._shown(Application.objects.filter(pk__in=ids)))

    @property
    def page(self) -> list[Application]:
        """The rows of this page."""
        return self._window[:PAGE]

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return len(self._window) > PAGE

    @cached_property
    def total(self) -> int:
        """How many there are in all; at most a minute old where it takes more than one page."""
        if self.wish.page == 1 and not self.has_next:
            return len(self._window)
        key = self._count_key()
        kept = cache.get(key)
        if kept is None:
            kept = self._filtered().count()
            cache.set(key, kept, COUNT_KEPT)
        return int(kept)

    def _count_key(self) -> str:
        wish = (self.wish.round, self.wish.kind, self.wish.state, self.wish.text)
        member = self.hat.membership.pk if self.hat.membership else 0
        return f"applications-count-{member}-{hashlib.sha256(repr(wish).encode()).hexdigest()[:32]}"

    def cells(self, row: Application) -> list[Cell]:
        """A row as its columns show it."""
        return [column.cell(row, self) for column in self.columns]

    def round_named(self, row: Application) -> str:
        """The title of a row's round, without asking for each."""
        return self._round_titles.get(row.round_id, "")

    @cached_property
    def _round_titles(self) -> dict[int, str]:
        return {one.pk: one.title for one in self.rounds}
