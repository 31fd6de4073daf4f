"""Sentences about inputs: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
