#!/usr/bin/env python3
"""核对 greenlist 数据包，不需要联网，也不需要 greenlist / Verify a greenlist bundle offline, without greenlist.

    python verify_bundle.py FILE [--key KEY]

KEY: the office's public key as a PEM file, base64 text or 64-digit fingerprint; without it the script can only say that
the bundle is whole, not who made it. Needs Python 3.11 and the package `cryptography`. Exit code 0 genuine, 2 not.
Every file is compared by SHA-256 and SM3 with the sealed manifest, and the zip itself is written anew and compared byte
by byte: a changed byte anywhere, a missing, added or renamed file is found and named.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

MANIFEST = "bundle.json"
VERSION = 1
CHUNK = 1 << 20
LARGEST_MANIFEST = 256 << 20  # bytes
EPOCH = (1980, 1, 1, 0, 0, 0)
SEAL = ("digest", "signature", "countersignature")  # added to a body; everything else is under them
TEXTS: dict[str, tuple[str, str]] = {
    "unreadable": ("不是数据包，或已损坏：{path}", "no bundle, or broken: {path}"),
    "manifest": ("清单 bundle.json 缺失或读不出来", "the manifest bundle.json is missing or cannot be read"),
    "digest": ("清单与其摘要不符，被改动过", "the manifest does not fit its digest: it was changed"),
    "signature": ("清单的签名无效", "the signature of the manifest is not valid"),
    "key": ("签名的不是给出的公钥；签名公钥的指纹是 {path}", "signed by another key than the one given: {path}"),
    "sm2": ("国密副签缺失，或没有写明是谁的", "an SM2 countersignature is missing, or its key is not named"),
    "name": ("文件名不安全：{path}", "unsafe name: {path}"),
    "twice": ("文件出现两次：{path}", "a file is there twice: {path}"),
    "packed": ("文件被重新压缩过：{path}", "a file was packed anew: {path}"),
    "missing": ("文件缺失：{path}", "missing file: {path}"),
    "added": ("多出文件：{path}", "added file: {path}"),
    "renamed": ("文件被改名：{path}", "renamed file: {path}"),
    "changed": ("文件被改动：{path}", "changed file: {path}"),
    "container": ("压缩包本身的字节被改动（文件内容未变）", "bytes of the zip itself were changed (no file content)"),
    "receipt": ("提交回执不真实或与资料不符：{path}", "a receipt is not genuine or does not fit: {path}"),
    "journal": ("日志条目与其哈希不符：{path}", "an entry of the journal does not fit its hash: {path}"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong (a key of TEXTS) and where."""

    code: str
    path: str = ""

    def text(self, language: str = "zh") -> str:
        """In words."""
        return TEXTS[self.code][language == "en"].format(path=self.path)


@dataclass(frozen=True)
class Verdict:
    """What was found: faults, the manifest where it could be read, the fingerprint of the key that signed it."""

    faults: list[Fault]
    manifest: dict[str, Any]
    fingerprint: str = ""


def canonical(value: Any) -> bytes:
    """Plain data as canonical JSON: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def add_entry(archive: zipfile.ZipFile, name: str, size: int, stream: BinaryIO) -> None:
    """Write a file into a bundle: stored, with a fixed date and rights: the same files are the same zip."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.file_size, info.create_system, info.external_attr = size, 3, 0o100644 << 16
    with archive.open(info, "w") as out:
        while block := stream.read(CHUNK):
            out.write(block)


def verify_bundle(path: Path, key: str = "") -> Verdict:
    """Check a bundle; `key` as on the command line. Never raises for what is in the file."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = read_manifest(archive)
            if manifest is None:
                return Verdict([Fault("manifest")], {})
            faults, fingerprint = seal_faults(manifest, key)
            faults += file_faults(archive, manifest)
            if not faults:
                faults = [*receipt_faults(archive, manifest), *journal_faults(archive, manifest)]
            if not faults and not same_container(archive, manifest, path):
                faults.append(Fault("container"))
            return Verdict(faults, manifest, fingerprint)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        return Verdict([Fault("unreadable", f"{path.name} ({type(error).__name__})")], {})


def read_manifest(archive: zipfile.ZipFile) -> dict[str, Any] | None:
    """The manifest, None where there is none of this kind."""
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            return None
        found = json.loads(archive.read(MANIFEST))
        files = found["files"]
        shaped = all({"path", "size", "sha256", "sm3"} <= one.keys() for one in files)
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile):
        return None
    return found if shaped and found.get("greenlist_bundle") == VERSION else None


def seal_faults(sealed: dict[str, Any], key: str = "") -> tuple[list[Fault], str]:
    """What is wrong with digest, signature and key of a sealed body; the fingerprint of the key that signed it."""
    body = {name: value for name, value in sealed.items() if name not in SEAL}
    written = canonical(body)
    faults = [] if sealed.get("digest") == hashlib.sha256(written).hexdigest() else [Fault("digest")]
    try:
        public = read_public_key(str(sealed["signature"]["public_key"]))
        public.verify(base64.b64decode(str(sealed["signature"]["value"]), validate=True), written)
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return [*faults, Fault("signature")], ""
    fingerprint = fingerprint_of(public)
    if sealed["signature"].get("fingerprint") != fingerprint or sealed["signature"].get("algorithm") != "Ed25519":
        faults.append(Fault("signature"))
    if ("sm2" in body) != ("countersignature" in sealed):
        faults.append(Fault("sm2"))
    if key and fingerprint != wanted(key):
        faults.append(Fault("key", fingerprint))
    return faults, fingerprint


def read_public_key(text: str) -> Ed25519PublicKey:
    """A public key from PEM or base64. Raises ValueError."""
    if "BEGIN" not in text:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))
    key = load_pem_public_key(text.encode())
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")  # noqa: TRY004 - what is wrong is the text
    return key


def fingerprint_of(key: Ed25519PublicKey) -> str:
    """sha256 of the key's 32 bytes."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def wanted(key: str) -> str:
    """The fingerprint of a key given as file, text or fingerprint. Raises ValueError."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", key):
        return key.lower()
    return fingerprint_of(read_public_key(Path(key).read_text() if Path(key).is_file() else key))


def file_faults(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> list[Fault]:
    """Files that are missing, added, renamed, changed, there twice, or of a name that could do harm."""
    faults, there = [], set()
    for info in archive.infolist():
        if unsafe(info.filename):
            faults.append(Fault("name", repr(info.filename)))
        elif info.filename in there:
            faults.append(Fault("twice", info.filename))
        elif info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
            faults.append(Fault("packed", info.filename))
        there.add(info.filename)
    if faults:
        return faults
    expected = {str(one["path"]): one for one in manifest["files"]}
    extra = {name: digests(archive, name) for name in sorted(there - set(expected) - {MANIFEST})}
    lost = {name: (one["sha256"], one["sm3"]) for name, one in expected.items() if name not in there}
    for name, found in extra.items():
        before = next((old for old, was in lost.items() if was == found), None)
        faults.append(Fault("renamed", f"{before} → {name}") if before is not None else Fault("added", name))
        lost.pop(before or "", None)
    faults += [Fault("missing", name) for name in lost]
    for name, one in expected.items():
        same = name in there and archive.getinfo(name).file_size == one["size"]
        if name in there and not (same and digests(archive, name) == (one["sha256"], one["sm3"])):
            faults.append(Fault("changed", name))
    return faults


def unsafe(name: str) -> bool:
    """Whether a name leads out of the folder it is unpacked into, or is not one name everywhere."""
    parts = name.split("/")
    return not name or "\\" in name or ":" in name or "\0" in name or any(one in {"", ".", ".."} for one in parts)


def digests(archive: zipfile.ZipFile, name: str) -> tuple[str, str]:
    """SHA-256 and SM3 of a file; empty where its bytes cannot be read."""
    sha256, sm3 = hashlib.sha256(), Hash(SM3())
    try:
        with archive.open(name) as stream:
            while block := stream.read(CHUNK):
                sha256.update(block)
                sm3.update(block)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError):
        return "", ""
    return sha256.hexdigest(), sm3.finalize().hex()


def same_container(archive: zipfile.ZipFile, manifest: dict[str, Any], path: Path) -> bool:
    """Whether the zip is, byte by byte, the one that is made of these files."""
    with tempfile.TemporaryFile() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as again:
            for name in (MANIFEST, *(str(one["path"]) for one in manifest["files"])):
                with archive.open(name) as stream:
                    add_entry(again, name, archive.getinfo(name).file_size, stream)  # type: ignore[arg-type]
        made.seek(0)
        with path.open("rb") as given:
            while block := given.read(CHUNK):
                if made.read(CHUNK) != block:
                    return False
            return not made.read(1)


def receipt_faults(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Iterator[Fault]:
    """Receipts that are not genuine, or do not fit data, result and files that lie beside them."""
    hashes = {str(one["path"]): one["sha256"] for one in manifest["files"]}
    for name in hashes:
        folder, _slash, last = name.rpartition("/")
        if last == "receipt.json" and not fits(archive, folder, hashes):
            yield Fault("receipt", name)


def fits(archive: zipfile.ZipFile, folder: str, hashes: dict[str, str]) -> bool:
    """Whether a receipt is genuine and says of the files beside it what they are."""
    try:
        receipt = json.loads(archive.read(f"{folder}/receipt.json"))
        said = receipt["digests"]
        parts = {"values": "application.json", "result": "result.json", "evidence": "evidence.json"}
        here = {value for path, value in hashes.items() if path.startswith(f"{folder}/files/")}
        same = all(said[part] == hashes[f"{folder}/{name}"] for part, name in parts.items())
        return not seal_faults(receipt)[0] and same and {one["sha256"] for one in said["files"]} == here
    except (KeyError, TypeError, ValueError):
        return False


def journal_faults(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Iterator[Fault]:
    """Entries whose columns do not make the hash they carry. Each line: {"columns": [...], "sha256": ...}."""
    if not any(one["path"] == "journal.jsonl" for one in manifest["files"]):
        return
    with archive.open("journal.jsonl") as stream:
        for number, line in enumerate(stream, 1):
            entry = json.loads(line)
            written = json.dumps(entry["columns"], ensure_ascii=False, sort_keys=True).encode()
            if hashlib.sha256(written).hexdigest() != entry["sha256"]:
                yield Fault("journal", f"journal.jsonl {number}")


def main(words: list[str]) -> int:
    """The command line; the exit code."""
    key = words[words.index("--key") + 1] if "--key" in words[:-1] else ""
    files = [one for one in words if one not in {"--key", key}]
    if len(files) != 1:
        print(__doc__)
        return 2
    verdict = verify_bundle(Path(files[0]), key)
    for fault in verdict.faults:
        print(f"✗ {fault.text('zh')} / {fault.text('en')}")
    if verdict.faults:
        return 2
    print(f"✓ 完整 / whole: {len(verdict.manifest['files'])} files; key {verdict.fingerprint}")
    if "sm2" in verdict.manifest:  # reading this script stays possible: the curve stands in one of its own
        print("  有国密 SM2 副签，此处不核对，用 verify_sm2.py / SM2 countersignature present, not checked here")
    if not key:
        print("  没有给出公钥，不能确认由谁制作 / no key was given: who made it is not known")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
