"""The report of an evaluation agency: the forms of each kind and generation, and the paper made from them."""

from .build import agency_report
from .facts import (
    AgencyInWords,
    ConditionFound,
    Difference,
    DocumentSeen,
    Evaluated,
    Issue,
    PlanInWords,
    Reviewed,
    SiteSeen,
    TeamPerson,
)
from .forms import AgencyForm, agency_form, agency_forms
from .specs import ChapterSpec, chapters_for

__all__ = [
    "AgencyForm",
    "AgencyInWords",
    "ChapterSpec",
    "ConditionFound",
    "Difference",
    "DocumentSeen",
    "Evaluated",
    "Issue",
    "PlanInWords",
    "Reviewed",
    "SiteSeen",
    "TeamPerson",
    "agency_form",
    "agency_forms",
    "agency_report",
    "chapters_for",
]
