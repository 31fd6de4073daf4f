"""The self-evaluation report of a unit, made from its application and its evaluation."""

from .build import self_report
from .subject import Subject, industry_names
from .template import NoTemplate, Template, template_for, templates

__all__ = ["NoTemplate", "Subject", "Template", "industry_names", "self_report", "template_for", "templates"]
