"""Uploaded DOCX templates: what may stand in one, what it is filled with, and how it is filled without harm."""

from .kinds import KINDS, Content, Shape, TemplateKind
from .problems import Problem, Unfit

__all__ = ["KINDS", "Content", "Problem", "Shape", "TemplateKind", "Unfit"]
