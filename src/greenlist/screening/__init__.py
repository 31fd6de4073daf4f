"""Screening: lists of credit records in, hits, candidates and clear answers out. Pure Python with DuckDB inside."""
