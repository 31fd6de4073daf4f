"""Rows of the database as the interface gives them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Submission
from greenlist.applications.process import process_of
from greenlist.applications.queries.lists import PAGE, Listing
from greenlist.applications.timeline import Step, timeline
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round

from .schemas import (
    ApplicationDetailOut,
    ApplicationOut,
    ApplicationsOut,
    PackOut,
    PlaceOut,
    ResultOut,
    RoundOut,
    StateOut,
    StepOut,
    UnitOut,
)


def page_of(listing: Listing) -> ApplicationsOut:
    """One page of a list. Three queries, and one to count where there are several pages."""
    rounds = {one.pk: one for one in listing.rounds}
    versions = _newest_versions(listing.page)
    items = [_head(row, rounds[row.round_id], listing.states, versions.get(row.pk)) for row in listing.page]
    number = listing.wish.page
    return ApplicationsOut(
        items=[ApplicationOut(**one) for one in items], page=number, page_size=PAGE, total=listing.total,
        next_page=number + 1 if listing.has_next else None,
    )  # fmt: skip


def detail_of(application: Application, hat: Hat) -> ApplicationDetailOut:
    """Everything about one application. Four queries."""
    official = not hat.among(roles.APPLICANT)
    states = {
        one.id: _(one.labels.office if official else one.labels.applicant)
        for one in process_of(application.round).states
    }
    handed_in = application.submissions.order_by("-number").first()
    version = handed_in.number if handed_in else None
    return ApplicationDetailOut(
        **_head(application, application.round, states, version),
        pack=PackOut(id=application.pack_id, hash=application.pack_hash), version=application.version,
        returned=application.returned, timeline=[_step(one) for one in timeline(application, hat).steps],
        result=_of_version(handed_in) if official else _of_draft(application) or _of_version(handed_in),
    )  # fmt: skip


def _newest_versions(rows: list[Application]) -> dict[int, int]:
    """The number of the newest version handed in, by application."""
    handed_in = Submission.objects.filter(application__in=rows).order_by("number")
    return dict(handed_in.values_list("application_id", "number"))


def _head(row: Application, round_: Round, states: dict[str, str], version: int | None) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "unit": UnitOut(id=row.unit_id, name=row.unit.name, uscc=row.unit.uscc),
        "city": PlaceOut(code=row.city.code, name=row.city.name),
        "round": RoundOut(id=round_.pk, title=round_.title, year=round_.year, policy=round_.policy_id),
        "state": StateOut(id=row.state, label=states.get(row.state, row.state)),
        "state_since": row.state_since,
        "evaluation_year": row.evaluation_year,
        "route": row.route or None,
        "submitted_version": version,
        "url": reverse("application", kwargs={"pk": row.pk}),
    }


def _step(one: Step) -> StepOut:
    return StepOut(
        sign=one.sign, label=one.label, actor=one.actor, at=one.at, by=one.by, reason=one.reason, deadline=one.deadline
    )


def _of_draft(application: Application) -> ResultOut | None:
    kept = getattr(application, "draft_evaluation", None)
    if kept is None or application.submissions.filter(at__gt=kept.at).exists():
        return None
    return ResultOut(of="draft", version=None, at=kept.at, **_summary(kept.result))


def _of_version(submission: Submission | None) -> ResultOut | None:
    if submission is None:
        return None
    return ResultOut(of="submission", version=submission.number, at=submission.at, **_summary(submission.result))


def _summary(result: dict[str, Any]) -> dict[str, Any]:
    """A result (docs/result.md) in short; one that could not be made has its problems alone."""
    score = result.get("score") or {}
    return {
        "verdict": result.get("verdict"),
        "standing": result.get("standing"),
        "score": score.get("total"),
        "score_shown": score.get("shown", ""),
        "score_max": score.get("max"),
        "ranking_score": (result.get("ranking_score") or {}).get("value"),
        "reasons": result.get("verdict_reasons", []),
        "problems": len(result.get("problems", [])),
    }
