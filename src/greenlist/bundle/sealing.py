"""The seal on a receipt or a manifest: digest and Ed25519 signature over its canonical JSON (docs/receipt.md)."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .verify_bundle import canonical, fingerprint_of


def seal(body: dict[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """The body with its digest and signature."""
    public, written = key.public_key(), canonical(body)
    signature = {
        "algorithm": "Ed25519",
        "public_key": public_text(public),
        "fingerprint": fingerprint_of(public),
        "value": base64.b64encode(key.sign(written)).decode(),
    }
    return {**body, "digest": hashlib.sha256(written).hexdigest(), "signature": signature}


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as base64 of its 32 bytes."""
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
