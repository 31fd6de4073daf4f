"""The seal on a receipt or a manifest: digest and Ed25519 signature over its canonical JSON (docs/receipt.md).

Where an SM2 key is set, a countersignature stands beside it.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .sm2 import Sm2Key
from .verify_bundle import canonical, fingerprint_of


def seal(body: dict[str, Any], key: Ed25519PrivateKey, sm2: Sm2Key | None = None) -> dict[str, Any]:
    """The body with its digest and signature; with `sm2` also countersigned, its key named under both signatures."""
    if sm2 is not None:
        named = {"algorithm": "SM2-SM3", "public_key": base64.b64encode(sm2.public).decode(),
                 "fingerprint": sm2.fingerprint}  # fmt: skip
        body = {**body, "sm2": named}
    public, written = key.public_key(), canonical(body)
    signature = {
        "algorithm": "Ed25519",
        "public_key": public_text(public),
        "fingerprint": fingerprint_of(public),
        "value": base64.b64encode(key.sign(written)).decode(),
    }
    beside = {"countersignature": base64.b64encode(sm2.sign(written)).decode()} if sm2 is not None else {}
    return {**body, "digest": hashlib.sha256(written).hexdigest(), "signature": signature, **beside}


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as base64 of its 32 bytes."""
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
