"""Sentences about scoring: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
