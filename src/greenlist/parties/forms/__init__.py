"""What people fill in about themselves, their organisation and whom they invite."""
