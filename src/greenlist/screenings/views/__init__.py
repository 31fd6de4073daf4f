"""Pages of screening, one file per subject."""
