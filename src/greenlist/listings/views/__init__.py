"""Pages of the green lists, one file per subject."""
