"""Pages of the offices' work on applications handed in."""
