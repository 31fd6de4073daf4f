"""The key with which this server signs receipts: one file, made on first use, readable by the server alone."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from greenlist.bundle.sm2 import Sm2Key, read_key


def receipt_key() -> Ed25519PrivateKey:
    """The server's key, from `receipt-key.pem` in the data folder. Raises ValueError for a file that holds none."""
    return _read(settings.DATA / "receipt-key.pem")


@lru_cache(maxsize=1)
def _read(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")  # noqa: TRY004 - what is wrong is the file
    return key


def _make(path: Path) -> None:
    """Write a new key whole or not at all; of two processes that try at once, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle, name = tempfile.mkstemp(dir=path.parent)  # 0600 from the start
    with os.fdopen(handle, "wb") as out:
        out.write(made)
    with suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()


def sm2_key() -> Sm2Key | None:
    """The SM2 key that countersigns receipts and bundles; None where the setting names none.

    Raises ValueError for a file that holds none, OSError where it cannot be read: nothing is sealed without it then.
    """
    return _read_sm2(settings.SM2_KEY) if settings.SM2_KEY is not None else None


@lru_cache(maxsize=1)
def _read_sm2(path: Path) -> Sm2Key:
    try:
        return read_key(path.read_text(encoding="ascii"))
    except ValueError:
        raise ValueError(f"{path} holds no SM2 key; make one with: greenlist bundle sm2-key") from None


def public_pem() -> str:
    """The public half, for whoever verifies receipts."""
    return receipt_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
