"""What is kept of consulting other departments (196号 三(二), REQ-44): the batch, its letters, links, replies."""

from __future__ import annotations

from .consulting import Consultation, ConsultedUnit, Letter, PersonalLink
from .extending import Extension
from .reminding import Reminder
from .replying import ObjectionRuling, Reply

__all__ = [
    "Consultation", "ConsultedUnit", "Extension", "Letter", "ObjectionRuling", "PersonalLink", "Reminder", "Reply",
]  # fmt: skip
