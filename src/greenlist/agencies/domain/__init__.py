"""The verbs of agencies, by subject: nothing else changes their state."""
