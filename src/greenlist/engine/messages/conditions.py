"""Sentences about conditions: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
