"""Sentences of reading list files: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
