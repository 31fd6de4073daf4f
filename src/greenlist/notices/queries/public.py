"""What everybody may read: posted notices, by the version posted last. Drafts and applications are never asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from greenlist.applications.models import Kind
from greenlist.engine import clock
from greenlist.notices.content import KINDS, day
from greenlist.notices.models import Notice, NoticedUnit, NoticeVersion

POSTED = (Notice.State.OPEN, Notice.State.ENDED, Notice.State.REVOKED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit as it is shown: the number of its line, kind, number within the kind, name, place."""

    id: int
    kind: str
    position: int
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class KindList:
    """The units of one kind, by city where they are asked for so."""

    kind: str
    label: str
    units: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A posted notice in its newest version."""

    id: int
    title: str
    document_no: str
    office: str
    province: str
    province_code: str
    starts_on: date
    ends_on: date  # the last day on which objections are taken
    days: int
    day_kind: str
    first_day_counts: bool
    days_reason: str
    anonymous: str
    version: int
    counts: tuple[tuple[str, int], ...]  # label of the kind, units of it
    text: str
    contact: str
    units: tuple[Shown, ...]
    withdrawn_at: datetime | None = None  # taken back then, for this reason
    withdrawn_reason: str = ""

    @property
    def open(self) -> bool:
        """Whether objections are taken today."""
        return self.withdrawn_at is None and self.starts_on <= clock.today() <= self.ends_on

    @property
    def by_kind(self) -> list[KindList]:
        """The units as lists, in the order of the kinds."""
        return [one for one in self._lists(self.units) if one.units]

    @property
    def places(self) -> list[str]:
        """The places that occur."""
        return list(dict.fromkeys(one.place for one in self.units))

    def _lists(self, units: Iterable[Shown]) -> list[KindList]:
        rows = list(units)
        return [KindList(kind, str(Kind(kind).label), tuple(one for one in rows if one.kind == kind)) for kind in KINDS]

    def narrowed(self, *, kind: str = "", place: str = "", text: str = "") -> list[KindList]:
        """Of one kind, of one place, with a text in the name."""
        rows = [
            one for one in self.units
            if (not kind or one.kind == kind) and (not place or one.place == place) and text in one.name
        ]  # fmt: skip
        return [one for one in self._lists(rows) if one.units]


def open_notices() -> list[PublicNotice]:
    """The notices under which objections are taken today, the one that ends first before the others. One query."""
    today = clock.today()
    rows = _posted().filter(starts_on__lte=today, ends_on__gte=today, withdrawn_at=None).order_by("ends_on", "pk")
    return [_public(one) for one in rows]


def past_notices() -> QuerySet[Notice]:
    """The others that were posted, newest first, also those taken back; `public` makes what is shown of each."""
    return _posted().filter(Q(ends_on__lt=clock.today()) | Q(withdrawn_at__isnull=False)).order_by("-ends_on", "-pk")


def public(notice: Notice) -> PublicNotice:
    """What is shown of a notice that a query here gave."""
    return _public(notice)


def posted(pk: int, number: int | None = None) -> PublicNotice | None:
    """One posted notice, as its version `number` says or the newest; None where there is none. One query."""
    found = _posted(number).filter(pk=pk).first()
    return _public(found) if found is not None and found.content is not None else None  # type: ignore[attr-defined]


def units_of(content: Mapping[str, Any]) -> tuple[Shown, ...]:
    """The units of a content, in its order."""
    return tuple(Shown(one["id"], one["kind"], one["position"], one["name"], one["place"]) for one in content["units"])


def versions(pk: int) -> list[NoticeVersion]:
    """Every version that was posted, the newest first, with its document. One query."""
    rows = NoticeVersion.objects.filter(notice=pk, notice__state__in=POSTED)
    return list(rows.select_related("pdf").order_by("-number").defer("content"))


def version(pk: int, number: int) -> NoticeVersion | None:
    """One version of a posted notice."""
    rows = NoticeVersion.objects.filter(notice=pk, number=number, notice__state__in=POSTED)
    return rows.select_related("pdf").first()


def line(pk: int, unit: int) -> NoticedUnit | None:
    """A line of a posted notice."""
    rows = NoticedUnit.objects.filter(pk=unit, notice=pk, notice__state__in=POSTED)
    return rows.select_related("notice").first()


def _posted(number: int | None = None) -> QuerySet[Notice]:
    newest = NoticeVersion.objects.filter(notice=OuterRef("pk")).order_by("-number")
    newest = newest.filter(number=number) if number is not None else newest
    rows = Notice.objects.filter(state__in=POSTED).select_related("place")
    return rows.annotate(content=Subquery(newest.values("content")[:1]), newest=Subquery(newest.values("number")[:1]))


def _public(notice: Any) -> PublicNotice:
    content = notice.content
    counted = Counter(one["kind"] for one in content["units"])
    return PublicNotice(
        id=notice.pk, title=content["title"], document_no=content["document_no"], office=content["office"],
        province=notice.place.name, province_code=notice.place.code, starts_on=day(content, "starts_on"),
        ends_on=day(content, "ends_on"), days=content["days"], day_kind=content["day_kind"],
        first_day_counts=content["first_day_counts"], days_reason=content["days_reason"],
        anonymous=content["anonymous"], version=notice.newest,
        counts=tuple((str(Kind(kind).label), counted[kind]) for kind in KINDS if counted[kind]),
        text=content["text"], contact=content["contact"],
        units=units_of(content),
        withdrawn_at=notice.withdrawn_at, withdrawn_reason=notice.withdrawn_reason,
    )  # fmt: skip
