"""Views of applications, one file per subject."""
