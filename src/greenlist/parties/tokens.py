"""Links that are shown once: a secret in the address, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> tuple[str, str]:
    """A fresh secret for an address, and what is kept of it (sha256, hexadecimal)."""
    token = secrets.token_urlsafe(32)
    return token, kept(token)


def kept(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
