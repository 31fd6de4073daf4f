"""What pages, commands and guards ask about agencies, by subject."""
