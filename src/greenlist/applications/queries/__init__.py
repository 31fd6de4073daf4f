"""What is read of applications, one file per subject."""
