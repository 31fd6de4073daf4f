"""What people type about lists of decisions."""
