"""What the interface gives, as schemas: names of the domain, plain values, numbers that decide as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from greenlist.engine.evaluate import Standing, Verdict

KindName = Literal["factory", "park", "supply_chain"]
RouteName = Literal["self", "agency"]


class UnitOut(Schema):
    """The unit that applies."""

    id: int
    name: str
    uscc: str = Field(description="统一社会信用代码 (GB 32100); '' where it has none")


class PlaceOut(Schema):
    """The city whose desk the application goes to."""

    code: str = Field(description="GB/T 2260 code, or a name of ours where a place has none")
    name: str


class RoundOut(Schema):
    """The round: one policy in one place and year."""

    id: int
    title: str
    year: int
    policy: str = Field(description="id of the policy, e.g. jilin-2024")


class StateOut(Schema):
    """A state of the round's process table, with its label for whoever asks."""

    id: str
    label: str


class PackOut(Schema):
    """The rule pack that the application is evaluated by."""

    id: str
    hash: str = Field(description="sha256 of the pack as it held when it was pinned")


class ApplicationOut(Schema):
    """An application as a list shows it."""

    id: int
    kind: KindName
    unit: UnitOut
    city: PlaceOut
    round: RoundOut
    state: StateOut
    state_since: datetime
    evaluation_year: int
    route: RouteName | None = Field(description="who evaluates; null until chosen")
    submitted_version: int | None = Field(description="number of the newest version handed in; null before the first")
    url: str = Field(description="address of its page")


class ApplicationsOut(Schema):
    """One page of applications."""

    items: list[ApplicationOut]
    page: int
    page_size: int
    total: int = Field(description="how many match in all; may be a minute old where there are several pages")
    next_page: int | None = Field(description="null on the last page")


class StepOut(Schema):
    """One step of the way: done, gone back, now, or to come."""

    sign: Literal["done", "back", "now", "todo"]
    label: str
    actor: str = Field(description="who acts: applicant, agency, city, province, ministry")
    at: datetime | None
    by: str
    reason: str
    deadline: date | None = Field(description="date of the round's calendar by which a coming step is due")


class ResultOut(Schema):
    """The newest evaluation in short. Scores are text, every digit kept; null where they cannot be computed."""

    of: Literal["draft", "submission"] = Field(description="what was evaluated; officials get versions handed in only")
    version: int | None = Field(description="number of the version handed in; null for a draft")
    at: datetime
    verdict: Verdict | None = Field(description="null where no evaluation could be made")
    standing: Standing | None = Field(description="trial while facts of the law are open or not confirmed")
    score: str | None = Field(description="computed total, unrounded")
    score_shown: str = Field(description="the same, rounded as the pack says")
    score_max: str | None
    ranking_score: str | None = Field(description="the score that ranks: computed or claimed, as the policy says")
    reasons: list[str] = Field(description="why this verdict, one sentence each")
    problems: int = Field(description="how many stated things could not be read")


class ApplicationDetailOut(ApplicationOut):
    """One application: head, timeline, newest result."""

    pack: PackOut
    version: int = Field(description="raised by every transition")
    returned: bool = Field(description="sent back: only items at fault may be changed")
    timeline: list[StepOut]
    result: ResultOut | None


class ProblemOut(Schema):
    """Why there is no answer."""

    detail: str


class InvalidOut(Schema):
    """A parameter that cannot be read: where it stands and what is expected."""

    class Fault(Schema):
        """One of them."""

        loc: list[str | int]
        msg: str
        type: str

    detail: list[Fault]
