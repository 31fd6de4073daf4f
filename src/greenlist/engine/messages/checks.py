"""Sentences about checks: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
