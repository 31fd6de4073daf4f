"""Who sees consultations, letters, answers, and who acts on them."""
