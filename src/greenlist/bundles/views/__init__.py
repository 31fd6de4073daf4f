"""Pages of bundles, one file per subject."""
