"""Telling the offices what a new list brought to light."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from greenlist.applications.models import Application
from greenlist.parties.domain import notify
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.comparing import Key, key_of
from greenlist.screenings.models import Finding, ListFile, Run
from greenlist.screenings.queries import grave_findings, newest_results, people_of_offices

Before = dict[tuple[int | None, Key], str]  # application and record -> outcome before


@dataclass(frozen=True, slots=True)
class News:
    """How many units, hits and candidates were not known before."""

    units: int
    hits: int
    candidates: int


def before_of(applications: QuerySet[Application]) -> Before:
    """What the newest answers hold, before they are asked again. One query."""
    found = grave_findings(newest_results(applications))
    return {(one.unit.application_id, key_of(one)): one.outcome for one in found}


def news_of(run: Run, before: Before) -> News:
    """What a run found anew: a record not met before, or a candidate that has become a hit. One query."""
    new = [one for one in grave_findings(run.units.all()) if _is_new(one, before)]
    hits = sum(1 for one in new if one.outcome == Outcome.HIT)
    return News(len({one.unit_id for one in new}), hits, len(new) - hits)


def _is_new(finding: Finding, before: Before) -> bool:
    known = before.get((finding.unit.application_id, key_of(finding)))
    return known is None or Outcome(known).gravity < Outcome(finding.outcome).gravity


def tell(run: Run, before: Before, list_file: ListFile) -> None:
    """Tell the office whose run it is, and the province, if there is anything new. Four queries at most."""
    news = news_of(run, before)
    if not news.units:
        return
    params: dict[str, object] = {
        "round": run.round.title, "list": list_file.name, "place": run.authority.name, "units": news.units,
        "hits": news.hits, "candidates": news.candidates,
    }  # fmt: skip
    people = people_of_offices({run.authority_id, list_file.authority_id})
    notify(people=people, code="screened_anew", params=params, url=f"/screening/{run.round_id}/")
