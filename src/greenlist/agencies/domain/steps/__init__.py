"""The verbs of the evaluation itself, step by step: plan and team, documents, site, chapters, technical review."""

from .chapters import confirm_draft, write_chapter
from .documents import Seen, check_document, confirm_documents, remove_check
from .photos import add_photo, remove_photo
from .plan import Planned, add_team_member, confirm_plan, remove_team_member, save_plan
from .review import review_draft
from .site import Visited, add_visit, change_visit, confirm_site, remove_visit

__all__ = [
    "Planned",
    "Seen",
    "Visited",
    "add_photo",
    "add_team_member",
    "add_visit",
    "change_visit",
    "check_document",
    "confirm_documents",
    "confirm_draft",
    "confirm_plan",
    "confirm_site",
    "remove_check",
    "remove_photo",
    "remove_team_member",
    "remove_visit",
    "review_draft",
    "save_plan",
    "write_chapter",
]
