"""Forms of the offices' work on applications."""
