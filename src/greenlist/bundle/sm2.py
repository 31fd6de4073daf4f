"""SM2 keys and signatures (GB/T 32918-2016) as a countersignature beside Ed25519: a plug, off unless a key is set.

The arithmetic is gmssl's; its random numbers are not used. The number that a signature must never use twice is made of
the private key and of what is signed, so the same text has the same signature and no generator can fail.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from .verify_sm2 import G, N, digest_for, sm3, times

# PKCS #8 of OpenSSL: version, id-ecPublicKey with the curve SM2, ECPrivateKey with the public point
_HEAD = bytes.fromhex("308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420")
_BETWEEN = bytes.fromhex("a14403420004")
_PUBLIC_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Sm2Key:
    """A private key. `public`: x and y of its point, 64 bytes."""

    number: int = field(repr=False)
    public: bytes

    @property
    def fingerprint(self) -> str:
        """SM3 of the public point."""
        return sm3(self.public).hex()

    def sign(self, text: bytes) -> bytes:
        """R and s, 64 bytes: SM2 with SM3 under the usual identity."""
        from gmssl.sm2 import CryptSM2  # noqa: PLC0415 - slow to import, and only where a key is set

        digest = digest_for(self.public, text)
        signer = CryptSM2(private_key=f"{self.number:064x}", public_key=self.public.hex())  # type: ignore[no-untyped-call]
        for once in self._numbers(digest):
            signature = signer.sign(digest, f"{once:064x}")  # type: ignore[no-untyped-call]
            if signature:
                return bytes.fromhex(signature)
        raise AssertionError("unreachable: the numbers never end")

    def _numbers(self, digest: bytes) -> Iterator[int]:
        """Numbers between 1 and N - 1, from key and digest; the second only where the first makes no signature."""
        count = 0
        while True:
            seed = b"greenlist sm2" + digest + count.to_bytes(4, "big")
            made = hmac.new(self.number.to_bytes(_LENGTH, "big"), seed, hashlib.sha512).digest()
            yield int.from_bytes(made, "big") % (N - 1) + 1
            count += 1

    def pem(self) -> str:
        """The private key as OpenSSL writes it (PKCS #8)."""
        return _pem("PRIVATE KEY", _HEAD + self.number.to_bytes(_LENGTH, "big") + _BETWEEN + self.public)

    def public_pem(self) -> str:
        """The public key, for whoever checks with a tool of their own."""
        return _pem("PUBLIC KEY", _PUBLIC_HEAD + self.public)


def made_of(number: int) -> Sm2Key:
    """The key of a private number. Raises ValueError for one out of range."""
    if not 0 < number < N - 1:
        raise ValueError("no private key of SM2")
    point = times(number, G)
    if point is None:
        raise ValueError("no private key of SM2")
    return Sm2Key(number, b"".join(part.to_bytes(_LENGTH, "big") for part in point))


def new_key() -> Sm2Key:
    """A fresh one, from the operating system's random numbers."""
    return made_of(secrets.randbelow(N - 2) + 1)


def read_key(pem: str) -> Sm2Key:
    """A private key from PEM, as written here or by `openssl genpkey -algorithm SM2`. Raises ValueError."""
    lines = [line.strip() for line in pem.splitlines() if line.strip()]
    if not lines or lines[0] != "-----BEGIN PRIVATE KEY-----" or lines[-1] != "-----END PRIVATE KEY-----":
        raise ValueError("no private key as PEM")
    written = base64.b64decode("".join(lines[1:-1]), validate=True)
    if not written.startswith(_HEAD) or len(written) != len(_HEAD) + len(_BETWEEN) + 3 * _LENGTH:
        raise ValueError("no private key of SM2")
    key = made_of(int.from_bytes(written[len(_HEAD) : len(_HEAD) + _LENGTH], "big"))
    if not written.endswith(key.public):
        raise ValueError("the public half is another key's")
    return key


def _pem(label: str, content: bytes) -> str:
    text = base64.b64encode(content).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])
