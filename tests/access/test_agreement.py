"""For every access object: what a hat may see is what is visible to it, no more and no less."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from greenlist.agencies import models as agencies
from greenlist.agencies.rules import conduct, engagements, filings, registrations, relations, reports
from greenlist.applications.models import Application
from greenlist.applications.rules import applications
from greenlist.consultations import models as consultations
from greenlist.consultations.rules import consultations as batches_of_letters
from greenlist.consultations.rules import letters
from greenlist.decisions import models as decisions
from greenlist.decisions.rules import batches
from greenlist.journal.models import Entry
from greenlist.journal.rules import journal
from greenlist.listings import rules as listings
from greenlist.listings.models import Change, GreenList, NearPair, Upload
from greenlist.listings.models import Entry as ListEntry
from greenlist.notices import models as noticed
from greenlist.notices.rules import notices, objections, results
from greenlist.panels import models as panels_
from greenlist.panels.rules import assignments, experts, panels, scoring
from greenlist.paperwork import models as paperwork
from greenlist.paperwork.rules import runs, templates
from greenlist.parties import rules as parties
from greenlist.parties.models import Invitation, Membership, Organisation, Person
from greenlist.recommendations import models as sent
from greenlist.recommendations.rules import intake, recommendations
from greenlist.reviews.models import FormalCheck, ScreeningRuling
from greenlist.reviews.rules import formal_checks, reviews, rulings
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds
from greenlist.screenings import lookup_rules
from greenlist.screenings import rules as screenings
from greenlist.screenings.models import Finding, Judgement, ListFile, Lookup, Run, UnitResult

from .scene import build_scene

OBJECTS: dict[type[models.Model], list[Any]] = {
    Application: [applications, reviews],
    Round: [rounds],
    Organisation: [parties.organisations, registrations.registrations],
    Membership: [parties.memberships],
    Invitation: [parties.invitations],
    Person: [parties.people],
    Entry: [journal],
    GreenList: [listings.green_lists],
    ListEntry: [listings.entries, listings.own_entries],
    Change: [listings.changes],
    NearPair: [listings.pairs],
    Upload: [listings.uploads],
    ListFile: [screenings.list_files],
    Run: [screenings.runs],
    UnitResult: [screenings.unit_results],
    Finding: [screenings.findings],
    Judgement: [screenings.judgements],
    Lookup: [lookup_rules.lookups],
    agencies.Filing: [filings.filings],
    agencies.Engagement: [engagements.engagements, reports.reports],
    agencies.DeclaredRelation: [relations.declared_relations],
    agencies.Affiliation: [relations.affiliations],
    agencies.ConductCase: [conduct.conduct],
    agencies.Sanction: [conduct.sanctions],
    agencies.AffectedApplication: [conduct.affected],
    FormalCheck: [formal_checks],
    ScreeningRuling: [rulings],
    consultations.Consultation: [batches_of_letters.consultations],
    consultations.Letter: [letters.letters],
    consultations.PersonalLink: [letters.links],
    consultations.Reply: [letters.replies],
    decisions.Batch: [batches.batches],
    panels_.Expert: [experts.experts],
    panels_.Panel: [panels.panels, scoring.results],
    panels_.Assignment: [assignments.assignments, scoring.desk],
    panels_.ScoreSheet: [scoring.sheets],
    sent.Recommendation: [recommendations],
    sent.RecommendedUnit: [intake],
    noticed.Notice: [notices.notices],
    noticed.Objection: [objections.objections],
    noticed.ResultImport: [results.results],
    noticed.ResultLine: [results.result_lines],
    paperwork.DocumentTemplate: [templates.templates],
    paperwork.ReportRun: [runs.runs],
}
MOST = 12  # rows of one model that are asked about


@pytest.mark.django_db
@pytest.mark.long
def test_seeing_and_being_visible_are_the_same() -> None:
    scene = build_scene()
    wrong = []
    for model, objects in OBJECTS.items():
        rows = list(model._default_manager.order_by("pk")[:MOST])
        for access in objects:
            for name, hat in scene.world.hats.items():
                visible = set(access.visible(hat).values_list("pk", flat=True))
                seen = {row.pk for row in rows if access.may(hat, "see", row)}
                if seen != visible & {row.pk for row in rows}:
                    wrong.append((type(access).__name__, name, sorted(seen ^ visible)))
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["", "destroy", "SEE"])
@pytest.mark.long
def test_an_act_nobody_declared_is_refused_to_everybody(act: str) -> None:
    scene = build_scene()
    for model, objects in OBJECTS.items():
        row = model._default_manager.order_by("pk")[0]
        for access in objects:
            assert [name for name, hat in scene.world.hats.items() if access.may(hat, act, row)] == []
            assert not access.may(None, "see", row)
            assert not access.visible(None).exists()
