"""Forms about agencies, by subject."""
