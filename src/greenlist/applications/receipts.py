"""Receipts of submissions: what they hold, how they are signed, how anybody verifies one (docs/receipt.md).

Nothing of Django here: `greenlist verify` works with a receipt, and no server.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature

from greenlist.bundle.sealing import public_text, seal
from greenlist.bundle.verify_bundle import SEAL, canonical, read_public_key
from greenlist.bundle.verify_bundle import fingerprint_of as fingerprint
from greenlist.bundle.verify_sm2 import countersigned

Receipt = dict[str, Any]
VERSION = 1
# GB/T 2260: the letters of a province by the first two digits of its code
PROVINCE_LETTERS = {
    "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL", "23": "HL", "31": "SH",
    "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX", "37": "SD", "41": "HA", "42": "HB", "43": "HN",
    "44": "GD", "45": "GX", "46": "HI", "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN",
    "62": "GS", "63": "QH", "64": "NX", "65": "XJ", "71": "TW", "81": "HK", "82": "MO",
}  # fmt: skip


class NotReceipt(ValueError):
    """Something that is no receipt of this kind."""


def digest_of(value: Any) -> str:
    """sha256 of plain data in canonical JSON."""
    return sha256(canonical(value))


def sha256(written: bytes) -> str:
    """The digest of what is written already."""
    return hashlib.sha256(written).hexdigest()


def plain(value: Any) -> Any:
    """The same data as it comes back from JSON: keys are text, tuples are lists."""
    return json.loads(canonical(value))


def receipt_number(*, place_code: str, year: int, application: int, version: int) -> str:
    """JL2024-000123-1: letters of the province and year of the round, application, version handed in."""
    letters = PROVINCE_LETTERS.get(place_code[:2], "CN") if place_code[:2].isdigit() else "CN"
    return f"{letters}{year}-{application:06d}-{version}"


def read_receipt(text: str) -> Receipt:
    """A receipt from JSON. Raises NotReceipt."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise NotReceipt from None
    if not isinstance(found, dict) or found.get("greenlist_receipt") != VERSION or not _shaped(found):
        raise NotReceipt
    return found


def _shaped(receipt: Receipt) -> bool:
    digests, signature = receipt.get("digests"), receipt.get("signature")
    if not isinstance(digests, dict) or not isinstance(signature, dict) or not isinstance(receipt.get("number"), str):
        return False
    files = digests.get("files")
    return isinstance(files, list) and all(isinstance(one, dict) and {"name", "sha256"} <= one.keys() for one in files)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a receipt itself shows."""

    digest: bool  # nothing in it was changed since the digest was made
    signature: bool  # the digest was signed by the key it names
    fingerprint: str  # of that key; '' where it names none
    sm2: bool | None = None  # the SM2 countersignature is valid; None: it has none


def verify(receipt: Receipt) -> Verified:
    """Check digest and signature of a receipt against itself."""
    body = {name: value for name, value in receipt.items() if name not in SEAL}
    beside = countersigned(receipt)
    intact = receipt.get("digest") == digest_of(body)
    try:
        key = read_public_key(str(receipt["signature"]["public_key"]))
        key.verify(base64.b64decode(str(receipt["signature"]["value"]), validate=True), canonical(body))
    except (InvalidSignature, KeyError, ValueError):
        return Verified(intact, signature=False, fingerprint="", sm2=beside)
    return Verified(intact, signature=True, fingerprint=fingerprint(key), sm2=beside)


__all__ = [
    "PROVINCE_LETTERS",
    "VERSION",
    "NotReceipt",
    "Receipt",
    "Verified",
    "canonical",
    "digest_of",
    "fingerprint",
    "plain",
    "public_text",
    "read_public_key",
    "read_receipt",
    "receipt_number",
    "seal",
    "sha256",
    "verify",
]
