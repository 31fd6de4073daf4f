"""Sentences about documents: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
