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
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

Receipt = dict[str, Any]
VERSION = 1
_SEAL = ("digest", "signature")  # added to a receipt's body; everything else is under them
# GB/T 2260: the letters of a province by the first two digits of its code
PROVINCE_LETTERS = {
    "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL", "23": "HL", "31": "SH",
    "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX", "37": "SD", "41": "HA", "42": "HB", "43": "HN",
    "44": "GD", "45": "GX", "46": "HI", "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN",
    "62": "GS", "63": "QH", "64": "NX", "65": "XJ", "71": "TW", "81": "HK", "82": "MO",
}  # fmt: skip


class NotReceipt(ValueError):
    """Something that is no receipt of this kind."""


def canonical(value: Any) -> bytes:
    """Plain data as canonical JSON: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


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


def seal(body: Receipt, key: Ed25519PrivateKey) -> Receipt:
    """The body with its digest and signature."""
    public, written = key.public_key(), canonical(body)
    signature = {
        "algorithm": "Ed25519",
        "public_key": public_text(public),
        "fingerprint": fingerprint(public),
        "value": base64.b64encode(key.sign(written)).decode(),
    }
    return {**body, "digest": sha256(written), "signature": signature}


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as base64 of its 32 bytes."""
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def fingerprint(key: Ed25519PublicKey) -> str:
    """sha256 of the key's 32 bytes: short enough to compare by eye or to read over the telephone."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def read_public_key(text: str) -> Ed25519PublicKey:
    """A public key from PEM or from base64. Raises ValueError where it is neither."""
    if "BEGIN" in text:
        key = load_pem_public_key(text.encode())
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")
        return key
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))


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


def verify(receipt: Receipt) -> Verified:
    """Check digest and signature of a receipt against itself."""
    body = {name: value for name, value in receipt.items() if name not in _SEAL}
    intact = receipt.get("digest") == digest_of(body)
    try:
        key = read_public_key(str(receipt["signature"]["public_key"]))
        key.verify(base64.b64decode(str(receipt["signature"]["value"]), validate=True), canonical(body))
    except (InvalidSignature, KeyError, ValueError):
        return Verified(intact, signature=False, fingerprint="")
    return Verified(intact, signature=True, fingerprint=fingerprint(key))
