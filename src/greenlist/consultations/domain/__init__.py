"""The verbs of consultation, one file per subject."""
