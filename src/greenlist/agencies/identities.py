"""Identity numbers of staff: compared by a keyed digest, never kept."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac

SALT = "greenlist.agencies.identity"
TAIL = 4


def plain(number: str) -> str:
    """The number in one spelling: half width, upper case, nothing between the characters."""
    text = unicodedata.normalize("NFKC", number).upper()
    return "".join(one for one in text if one.isalnum())


def kept_identity(number: str) -> tuple[str, str]:
    """Digest (HMAC-SHA-256 under the secret key) and last four characters; two empty strings for no number.

    Under another secret key the same number has another digest.
    """
    text = plain(number)
    if not text:
        return "", ""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest(), text[-TAIL:]
