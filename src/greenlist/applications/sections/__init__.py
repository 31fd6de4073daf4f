"""The sections of an application, all derived from its pinned pack, the policy and the data dictionary."""

from __future__ import annotations

from .build import question_of_place, section_named, section_of_place, sections_of
from .shapes import Box, Part, Question, Section, ValueQuestion, Words

__all__ = [
    "Box",
    "Part",
    "Question",
    "Section",
    "ValueQuestion",
    "Words",
    "question_of_place",
    "section_named",
    "section_of_place",
    "sections_of",
]
