"""Pages about agencies, by subject."""
