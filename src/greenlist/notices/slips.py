"""The slip of an objection: its number, and the secret with which whoever handed it in asks how it stands.

The secret is made from the number with the key of the server and kept nowhere; the database holds its hash.
"""

from __future__ import annotations

import base64
import hmac
import secrets

from django.utils.crypto import salted_hmac

from greenlist.engine import clock
from greenlist.parties.tokens import kept

SALT = "greenlist.objection"
GROUPS, LENGTH = 4, 4  # 16 characters of 32: 80 bits
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_number() -> str:
    """A number of its own that says nothing of how many there are: YY20260718-7KQ2M9."""
    tail = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"YY{clock.today():%Y%m%d}-{tail}"


def secret_of(number: str) -> str:
    """The secret that belongs to a number: 7KQM-2XPT-9FHD-AB3C."""
    digest = salted_hmac(SALT, number, algorithm="sha256").digest()
    plain = base64.b32encode(digest).decode("ascii")[: GROUPS * LENGTH]
    return "-".join(plain[at : at + LENGTH] for at in range(0, len(plain), LENGTH))


def hash_of(secret: str) -> str:
    """What is kept of a secret, however it is spelt."""
    return kept("".join(character for character in secret.upper() if character.isalnum()))


def fits(secret: str, token_sha256: str) -> bool:
    """Whether a secret is the one whose hash was kept."""
    return hmac.compare_digest(hash_of(secret), token_sha256)
