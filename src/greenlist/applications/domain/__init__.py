"""The verbs of an application, one file per subject."""
