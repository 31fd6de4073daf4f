"""What the offices read, one file per subject. Other rooms read a version as it was handed in (`Dossier`)."""

from __future__ import annotations

from .dossier import Dossier, FileRow, newest

__all__ = ["Dossier", "FileRow", "newest"]
