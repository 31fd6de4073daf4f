"""The report of an agency as a paper: the form's order, the evaluation's content, the agency's records and texts."""

from __future__ import annotations

from datetime import date

from greenlist.documents.papers import Block, Cover, Meta, Paper
from greenlist.documents.report.subject import Subject

from .facts import Evaluated
from .forms import AgencyForm, agency_form


def agency_report(subject: Subject, evaluated: Evaluated, form: AgencyForm | None = None) -> Paper:
    """The report. Without a form, that of the kind in use in the policy's year.

    Raises:
        NoTemplate: there is no form of the kind.
    """
    used = form or agency_form(subject.case.kind, subject.evaluation.policy.identity.year.value)
    blocks: list[Block] = [Cover(used.title, ())]
    on = evaluated.signed_on or subject.case.applied_on or date(subject.case.evaluation_year, 12, 31)
    return Paper(f"{subject.case.name}{used.title}", Meta(evaluated.agency.name, used.title, on), tuple(blocks))
