"""Pages of people and organisations, one file per subject."""
