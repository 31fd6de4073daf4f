"""What is read of lists of decisions, one file per subject."""
