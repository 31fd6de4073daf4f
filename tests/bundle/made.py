"""Bundles of a few small files for tests, and what can be done to one."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from greenlist.bundle.sealing import seal
from greenlist.bundle.verify_bundle import canonical
from greenlist.bundle.writing import Member, Text, write_bundle

KEY = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
FILE = b"%PDF-1.7 made up"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def journal_line(act: str) -> bytes:
    columns = [1, "2024-07-12T00:00:00.000000+00:00", act, "0" * 64, ""]
    digest = sha256(json.dumps(columns, ensure_ascii=False, sort_keys=True).encode())
    return json.dumps({"columns": columns, "sha256": digest}, ensure_ascii=False).encode() + b"\n"


def application(folder: str = "applications/JL2024-000001-1") -> dict[str, bytes]:
    """An application with its receipt, as an export writes it."""
    parts: dict[str, Any] = {"values": {"kind": "factory", "单位": "示例"}, "result": {"score": "80"}, "evidence": []}
    digests = {name: sha256(canonical(value)) for name, value in parts.items()}
    files = [{"name": "证明.pdf", "sha256": sha256(FILE), "size": len(FILE), "version": 1}]
    receipt = seal({"greenlist_receipt": 1, "number": "JL2024-000001-1", "digests": digests | {"files": files}}, KEY)
    names = {"values": "application.json", "result": "result.json", "evidence": "evidence.json"}
    texts = {f"{folder}/{names[name]}": canonical(value) for name, value in parts.items()}
    return texts | {f"{folder}/receipt.json": canonical(receipt), f"{folder}/files/证明.pdf": FILE}


def contents() -> dict[str, bytes]:
    return {
        "index.html": "<p>示例</p>".encode(),
        "journal.jsonl": journal_line("application.submitted"),
        **application(),
    }


def bundle(folder: Path, files: dict[str, bytes] | None = None, name: str = "示例.zip") -> Path:
    out = folder / name
    members = [Member(path, Text(content)) for path, content in (files or contents()).items()]
    write_bundle(out, members, {"made_at": "2024-07-26T10:00:00+08:00", "purpose": "handover"}, KEY)
    return out


def rewritten(path: Path, change: dict[str, bytes | None], names: dict[str, str] | None = None) -> Path:
    """The same zip with contents changed (None: taken out; a new name: added) and files renamed."""
    out = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.infolist():
            content = change.get(one.filename, before.read(one))
            if content is not None:
                one.filename = (names or {}).get(one.filename, one.filename)
                after.writestr(one, content)
        for name in change.keys() - set(before.namelist()):
            after.writestr(name, change[name] or b"")
    return out
