"""Forms of recommendations and intake."""
