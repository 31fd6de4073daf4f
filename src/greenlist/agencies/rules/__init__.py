"""Who may see and do what about agencies, by subject."""
