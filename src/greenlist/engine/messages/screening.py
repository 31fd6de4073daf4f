"""Sentences of screening: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
