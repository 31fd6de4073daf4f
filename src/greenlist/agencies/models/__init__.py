"""Filing, engagement, evaluation, report, conduct, yearly report."""

from .conduct import AffectedApplication, CasePaper, ConductCase, LeadNote, LikenessPair, Sanction
from .engagement import Affiliation, DeclaredRelation, Engagement
from .evaluation import (
    DocumentCheck,
    EvaluationPlan,
    ReportChapter,
    SitePhoto,
    SiteVisit,
    TeamMember,
    TechnicalReview,
)
from .filing import Filing, FilingPaper, ItemRuling, PastProject, StaffMember
from .report import AgencyReport, Revision
from .yearly import YearlyReport

__all__ = [
    "AffectedApplication",
    "Affiliation",
    "AgencyReport",
    "CasePaper",
    "ConductCase",
    "DeclaredRelation",
    "DocumentCheck",
    "Engagement",
    "EvaluationPlan",
    "Filing",
    "FilingPaper",
    "ItemRuling",
    "LeadNote",
    "LikenessPair",
    "PastProject",
    "ReportChapter",
    "Revision",
    "Sanction",
    "SitePhoto",
    "SiteVisit",
    "StaffMember",
    "TeamMember",
    "TechnicalReview",
    "YearlyReport",
]
