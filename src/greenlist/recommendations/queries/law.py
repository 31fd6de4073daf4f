"""What the policy of a round says to sending up, and the deadline that holds (extensions included)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.applications.process import process_of
from greenlist.documents.package import MB, PAGES, Binding
from greenlist.engine import clock
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema.process import Transition
from greenlist.paperwork.office import soffice
from greenlist.recommendations.models import Recommendation
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Deadline, Round

from .rows import policy_of

FROM = {Recommendation.Level.CITY: "selected", Recommendation.Level.PROVINCE: "province_noticed"}
TO = {Recommendation.Level.CITY: "recommended", Recommendation.Level.PROVINCE: "sent_to_ministry"}
MOST_MB = 50
DUE = {Recommendation.Level.CITY: Deadline.Kind.CITY, Recommendation.Level.PROVINCE: Deadline.Kind.MINISTRY}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is posted and uploaded, where to; each a fact with its mark."""

    copies: Fact[int]
    recipient: Fact[str]
    platform: Fact[str]


def delivery_of(round_: Round) -> Delivery:
    """The delivery rules of a round (REQ-47, REQ-48)."""
    rules = policy_of(round_).delivery
    return Delivery(rules.paper_copies, rules.recipient, rules.platform_url)


def four_eyes(round_: Round) -> bool:
    """Whether whoever prepares may not send: unless the policy says no."""
    return policy_of(round_).selection.four_eyes.value is not False


def way_of(round_: Round, level: str) -> Transition | None:
    """The step of the process that sends a unit up; None where the round has none."""
    ways = process_of(round_).transitions
    fits = (way for way in ways if way.from_state == FROM[level] and way.to == TO[level])  # type: ignore[index]
    return next(fits, None)


def deadline_of(round_: Round, level: str) -> Deadline | None:
    """The date by which the office sends; None where the round has none. One query."""
    rows = Deadline.objects.filter(round=round_, kind=DUE[level])  # type: ignore[index]
    return rows.prefetch_related("extensions").first()


def late(deadline: Deadline | None, on: date | None = None) -> bool:
    """Whether it is past the date that holds; a date that is not set is never past."""
    return deadline is not None and deadline.on is not None and (on or clock.today()) > deadline.on


def binding_of(round_: Round) -> Binding:
    """How the files of a round are bound. What the policy leaves open is as this program does it: the page says so."""
    rules = policy_of(round_).delivery
    return Binding(
        most=(rules.max_package_mb.value or MOST_MB) * MB,
        page_numbers=PAGES if rules.page_numbers.value is None else rules.page_numbers.value,
        office_files=rules.office_files.value or "beside",
        images_per_page=rules.images_per_page.value or 1,
        archival=bool(rules.pdfa.value),
        soffice=soffice(),
    )


def process_law(round_: Round) -> str:
    """The hash of the law a round is bound to, as packages name it."""
    return book_of(round_).hash_of(round_.policy_id)
