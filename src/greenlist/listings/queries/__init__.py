"""What is read of the green lists, one file per subject."""

from .screened import listed_subjects, removal_rows
from .standing import Standing, standing, standings

__all__ = ["Standing", "listed_subjects", "removal_rows", "standing", "standings"]
