"""The reports of a unit, made from its application and its evaluation: its own, and that of an agency."""

from .agency import ChapterSpec, Evaluated, agency_report, chapters_for
from .build import self_report
from .subject import Subject, industry_names
from .template import NoTemplate, Template, template_for, templates

__all__ = [
    "ChapterSpec",
    "Evaluated",
    "NoTemplate",
    "Subject",
    "Template",
    "agency_report",
    "chapters_for",
    "industry_names",
    "self_report",
    "template_for",
    "templates",
]
