"""Pages of lists of decisions."""
