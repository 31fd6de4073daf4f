"""What is read of consultations; every query of the room stands here."""
