"""Who may, one access object per model."""
