"""What home pages read. Each function says how many queries it makes, whatever the number of rows."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from procrastinate.contrib.django.models import ProcrastinateJob

from greenlist.agencies.models import Engagement
from greenlist.applications.models import Application, Blob
from greenlist.applications.rules import WORKING, applications
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.access import Hat
from greenlist.parties.models import Invitation, Jurisdiction, Notification, Organisation, Person
from greenlist.parties.notifications import sentence
from greenlist.parties.rules import organisations
from greenlist.rounds.models import Round
from greenlist.rounds.queries import listed
from greenlist.rounds.rules import rounds

from .homes import Desk, Standing, desk, standing

NEWEST = 5


def open_rounds() -> list[Round]:
    """Rounds that take applications now, for everyone. Two queries."""
    return list(listed(Round.objects.filter(state=Round.State.OPEN)))


def rounds_of(hat: Hat) -> list[Round]:
    """The open rounds of the hat's place. Two queries."""
    return list(listed(rounds.visible(hat).filter(state=Round.State.OPEN)))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that changed, as a sentence."""

    text: str
    url: str
    at: datetime
    read: bool


def notices_of(hat: Hat) -> list[Notice]:
    """What changed lately. One query."""
    rows = Notification.objects.filter(person=hat.person)[:NEWEST]
    return [Notice(sentence(row.code, row.params), row.url, row.at, row.read_at is not None) for row in rows]


def applicant_applications(hat: Hat) -> list[Standing]:
    """The applications of the hat's unit, those it must act on first. Two queries."""
    counts = {
        "open_items": Count("returned_items", filter=Q(returned_items__resolved_in=None), distinct=True),
        "objections": Count("nonconformities", filter=Q(nonconformities__state="open"), distinct=True),
        "engaged": Subquery(
            Engagement.objects.filter(application=OuterRef("pk"), state__in=Engagement.LIVE).values("state")[:1]
        ),
    }
    rows = applications.visible(hat).select_related("round", "unit", "city").prefetch_related("round__deadlines")
    found = [standing(row) for row in rows.annotate(**counts)]
    return sorted(found, key=lambda one: (one.final, not one.mine))


def desks_of(hat: Hat) -> list[Desk]:
    """The open rounds of an office with what stands where in them. Three queries."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    rows = _counted(applications.visible(hat), "round", "state")
    for round_id, state, count in rows:
        counted[round_id][state] = count
    return [desk(round_, counted[round_.pk]) for round_ in rounds_of(hat)]


def _counted(rows: QuerySet[Application], *by: str) -> list[tuple[int, str, int]]:
    return list(rows.order_by().values_list(*by).annotate(count=Count("pk", distinct=True)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What lies on a city's desk: submissions not opened, the oldest of them, units to be confirmed."""

    submitted: int
    oldest: datetime | None
    units: int

    @property
    def nothing(self) -> bool:
        """Whether the desk is clear."""
        return not self.submitted and not self.units


def waiting_for_city(hat: Hat) -> Waiting:
    """What waits for the city. Two queries."""
    rows = applications.visible(hat).filter(state="submitted")
    found = rows.aggregate(count=Count("pk", distinct=True), oldest=Min("state_since"))
    units = organisations.visible(hat).filter(status=Organisation.Status.PENDING).count()
    return Waiting(found["count"], found["oldest"], units)


def newest_of(hat: Hat) -> list[Application]:
    """The applications that moved last. One query."""
    return list(applications.visible(hat).select_related("round", "unit", "city").distinct()[:NEWEST])


@dataclass(frozen=True, slots=True)
class CityCount:
    """A recommending unit of the province with what was handed in there."""

    place: Jurisdiction
    total: int
    waiting: int
    accepted: int


def cities_of(hat: Hat) -> list[CityCount]:
    """The cities of a province, those without any application too, counted over open rounds. Two queries."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    rows = applications.visible(hat).filter(round__state=Round.State.OPEN)
    for city_id, state, count in _counted(rows, "city", "state"):
        counted[city_id][state] = count
    path = hat.jurisdiction.path if hat.jurisdiction else ""
    places = Jurisdiction.objects.filter(path__startswith=path, level=Jurisdiction.Level.CITY)
    return [_city(place, counted[place.pk]) for place in places]


def _city(place: Jurisdiction, states: Counter[str]) -> CityCount:
    total, waiting = states.total(), states["submitted"]
    return CityCount(place, total, waiting, total - waiting - sum(states[one] for one in WORKING))


@dataclass(frozen=True, slots=True)
class Health:
    """What the system administrator looks at first. `free`: bytes left where files are kept."""

    jobs_waiting: int
    jobs_failed: int
    infected: int
    files: int
    free: int


def health() -> Health:
    """Jobs, files, room. Two queries."""
    jobs = ProcrastinateJob.objects.aggregate(
        waiting=Count("pk", filter=Q(status__in=("todo", "doing"))), failed=Count("pk", filter=Q(status="failed"))
    )
    files = Blob.objects.aggregate(all=Count("pk"), infected=Count("pk", filter=Q(scan=Blob.Scan.INFECTED)))
    free = shutil.disk_usage(_existing(Path(settings.MEDIA_ROOT))).free
    return Health(jobs["waiting"], jobs["failed"], files["infected"], files["all"], free)


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.absolute().parent
    return folder


@dataclass(frozen=True, slots=True)
class Accounts:
    """What the security administrator looks at first."""

    active: int
    stopped: int
    invitations: int
    without_sign_in: int


def accounts() -> Accounts:
    """Accounts and open invitations. Two queries."""
    people = Person.objects.aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        stopped=Count("pk", filter=Q(is_active=False)),
        never=Count("pk", filter=Q(is_active=True, last_login=None)),
    )
    invitations = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=clock.now()).count()
    return Accounts(people["active"], people["stopped"], invitations, people["never"])


@dataclass(frozen=True, slots=True)
class Record:
    """What the audit administrator looks at first: the last entry (its number is how many there are), the last day."""

    last: Entry | None
    lately: int


def record_lately() -> Record:
    """Where the journal stands, and how many acts the last 24 hours saw. Two queries."""
    lately = Entry.objects.filter(at__gte=clock.now() - timedelta(days=1)).count()
    return Record(Entry.objects.order_by("-seq").first(), lately)
