#!/usr/bin/env python3
"""核对国密 SM2 副签，不需要联网，也不需要 greenlist / Verify SM2 countersignatures offline, without greenlist.

    python verify_sm2.py FILE

FILE: a bundle (zip), or a receipt or manifest as JSON. Needs Python 3.11 and `cryptography`, for SM3 alone: the curve
is written out below (GB/T 32918.5-2017, sm2p256v1; SM2 with SM3, GB/T 32918.2-2016, under the usual identity). The
signature that `verify_bundle.py` checks is Ed25519; it covers the SM2 key too, so a countersignature cannot be taken
away unseen.
Exit code 0 every countersignature is valid, 2 one is not, 3 there is none.
"""

from __future__ import annotations

import base64
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A, B = P - 3, 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
IDENTITY = b"1234567812345678"  # the usual one of GM/T 0009
SEAL = ("digest", "signature", "countersignature")  # added to a body; everything else is under them
Point = tuple[int, int] | None  # None: at infinity


def plus(one: Point, other: Point) -> Point:
    """The sum of two points of the curve."""
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P) if one == other else (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def times(number: int, point: Point) -> Point:
    """A multiple of a point."""
    total: Point = None
    while number:
        if number & 1:
            total = plus(total, point)
        point, number = plus(point, point), number >> 1
    return total


def sm3(data: bytes) -> bytes:
    """SM3 (GB/T 32905-2016)."""
    made = Hash(SM3())
    made.update(data)
    return made.finalize()


def digest_for(public: bytes, text: bytes, identity: bytes = IDENTITY) -> bytes:
    """What is signed: the text behind the digest of identity, curve and key. `public`: x and y, 64 bytes."""
    length = (8 * len(identity)).to_bytes(2, "big")
    curve = b"".join(number.to_bytes(32, "big") for number in (A, B, *G))
    return sm3(sm3(length + identity + curve + public) + text)


def valid(public: bytes, value: bytes, text: bytes, identity: bytes = IDENTITY) -> bool:
    """Whether `value` (r and s, 64 bytes) is the signature of a text by a key. Never raises for what is given."""
    if len(public) != 64 or len(value) != 64:
        return False
    x, y, r, s = (int.from_bytes(part, "big") for part in (public[:32], public[32:], value[:32], value[32:]))
    on_curve = x < P and y < P and (y * y - x * x * x - A * x - B) % P == 0
    both = (r + s) % N
    if not (on_curve and 0 < r < N and 0 < s < N and both):
        return False
    found = plus(times(s, G), times(both, (x, y)))
    return found is not None and (int.from_bytes(digest_for(public, text, identity), "big") + found[0]) % N == r


def countersigned(sealed: dict[str, Any]) -> bool | None:
    """Whether the SM2 countersignature of a sealed body is valid; None where it has none and names no key for one."""
    if "sm2" not in sealed and "countersignature" not in sealed:
        return None
    body = {name: value for name, value in sealed.items() if name not in SEAL}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()
    try:
        public = base64.b64decode(str(sealed["sm2"]["public_key"]), validate=True)
        same = sealed["sm2"]["fingerprint"] == sm3(public).hex()
        return same and valid(public, base64.b64decode(str(sealed["countersignature"]), validate=True), text)
    except (KeyError, TypeError, ValueError):
        return False


def sealed_in(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The manifest and every receipt of a bundle, or the one body of a JSON file. Raises OSError, ValueError."""
    if not zipfile.is_zipfile(path):
        yield path.name, json.loads(path.read_text(encoding="utf-8-sig"))
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name == "bundle.json" or name.endswith("/receipt.json"):
                yield name, json.loads(archive.read(name))


def main(words: list[str]) -> int:
    """The command line; the exit code."""
    if len(words) != 1:
        print(__doc__)
        return 2
    try:
        found = [(name, body, countersigned(body)) for name, body in sealed_in(Path(words[0]))]
    except (OSError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        print(f"✗ 读不出来 / cannot be read: {words[0]} ({type(error).__name__})")
        return 2
    for name, body, good in found:
        told = "－ 没有副签 / none" if good is None else f"✓ {body['sm2']['fingerprint']}" if good else "✗"
        print(f"{told} {name}")
    if any(good is False for _name, _body, good in found):
        return 2
    return 0 if any(good for _name, _body, good in found) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
