"""Sentences about energy: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
