"""SM2: the standard's own example, OpenSSL both ways, the countersignature beside Ed25519, the script by itself."""

from __future__ import annotations

import copy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from gmssl.sm2 import CryptSM2

from greenlist.applications.receipts import verify
from greenlist.bundle import verify_sm2 as module
from greenlist.bundle.sealing import seal
from greenlist.bundle.sm2 import Sm2Key, made_of, new_key, read_key
from greenlist.bundle.verify_bundle import Fault, seal_faults, verify_bundle
from greenlist.bundle.verify_sm2 import N, countersigned, digest_for, valid
from greenlist.bundle.writing import Member, Text, write_bundle

from .made import KEY, contents

# GB/T 32918.5-2017, A.2: private key, public key, message, random number, r, s
PRIVATE = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
PUBLIC = bytes.fromhex(
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
MESSAGE = b"message digest"
ONCE = "59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21"
SIGNATURE = bytes.fromhex(
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
)
OWN = made_of(PRIVATE)
OPENSSL = shutil.which("openssl")


def test_the_example_of_the_standard() -> None:
    assert OWN.public == PUBLIC
    assert valid(PUBLIC, SIGNATURE, MESSAGE)
    digest = digest_for(PUBLIC, MESSAGE)
    assert digest.hex().upper() == "F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640"
    made = CryptSM2(private_key=f"{PRIVATE:064x}", public_key=PUBLIC.hex()).sign(digest, ONCE)  # type: ignore[no-untyped-call]
    assert made == SIGNATURE.hex()


@pytest.mark.parametrize("place", range(0, 64, 7))
def test_any_other_signature_key_or_text_is_not_valid(place: int) -> None:
    other = bytearray(SIGNATURE)
    other[place] ^= 1
    assert not valid(PUBLIC, bytes(other), MESSAGE)
    key = bytearray(PUBLIC)
    key[place] ^= 1
    assert not valid(bytes(key), SIGNATURE, MESSAGE)
    assert not valid(PUBLIC, SIGNATURE, MESSAGE + bytes([place]))


@pytest.mark.parametrize(
    "value",
    [
        b"",
        bytes(64),
        b"\xff" * 64,
        N.to_bytes(32, "big") + bytes(31) + b"\1",
        SIGNATURE[:63],
        bytes(32) + SIGNATURE[32:],
    ],
)
def test_what_is_no_signature(value: bytes) -> None:
    assert not valid(PUBLIC, value, MESSAGE)
    assert not valid(b"", value, MESSAGE)
    assert not valid(bytes(64), SIGNATURE, MESSAGE)


def test_the_same_text_has_the_same_signature_and_another_another() -> None:
    first, second = OWN.sign(b"one"), OWN.sign(b"two")
    assert first == OWN.sign(b"one")
    assert first[:32] != second[:32]  # the number used once is not used twice
    assert valid(PUBLIC, first, b"one")


def test_a_key_is_read_as_it_was_written() -> None:
    key = new_key()
    assert read_key(key.pem()) == key
    assert "number" not in repr(key)
    for text in ("", "nothing", key.public_pem(), key.pem().replace("MIGH", "MIGI", 1)):
        with pytest.raises(ValueError, match=r"key|base64|padding"):
            read_key(text)
    with pytest.raises(ValueError, match="SM2"):
        made_of(N)


@pytest.mark.skipif(OPENSSL is None, reason="OpenSSL is not on this machine")
def test_openssl_reads_and_makes_the_same(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        return subprocess.run([str(OPENSSL), *words], capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    who = ("-sigopt", "distid:1234567812345678")
    (tmp_path / "text").write_bytes(MESSAGE)
    run("genpkey", "-algorithm", "SM2", "-out", "their.pem")
    their = read_key((tmp_path / "their.pem").read_text())
    run("dgst", "-sm3", "-sign", "their.pem", *who, "-out", "sig", "text")
    r, s = decode_dss_signature((tmp_path / "sig").read_bytes())
    assert valid(their.public, r.to_bytes(32, "big") + s.to_bytes(32, "big"), MESSAGE)
    own = OWN.sign(MESSAGE)
    (tmp_path / "own.pub").write_text(OWN.public_pem())
    numbers = (int.from_bytes(own[:32], "big"), int.from_bytes(own[32:], "big"))
    (tmp_path / "own.sig").write_bytes(encode_dss_signature(*numbers))
    assert "Verified OK" in run("dgst", "-sm3", "-verify", "own.pub", *who, "-signature", "own.sig", "text")


BODY = {"greenlist_receipt": 1, "number": "JL2024-000001-1", "单位": "示例"}


def test_a_body_is_sealed_twice() -> None:
    sealed = seal(BODY, KEY, OWN)
    assert seal_faults(sealed)[0] == []
    assert countersigned(sealed) is True
    told = verify(sealed)
    assert (told.digest, told.signature, told.sm2) == (True, True, True)
    assert verify(seal(BODY, KEY)).sm2 is None
    assert seal(BODY, KEY, OWN) == sealed


def test_a_countersignature_taken_away_or_exchanged_is_found() -> None:
    sealed = seal(BODY, KEY, OWN)
    bare = {name: value for name, value in sealed.items() if name != "countersignature"}
    assert seal_faults(bare)[0] == [Fault("sm2")]
    assert countersigned(bare) is False
    other = seal(BODY, KEY, new_key())
    assert countersigned(sealed | {"countersignature": other["countersignature"]}) is False
    assert {one.code for one in seal_faults(sealed | {"sm2": other["sm2"]})[0]} == {"digest", "signature"}
    changed = copy.deepcopy(sealed)
    changed["单位"] = "别的"
    assert countersigned(changed) is False


def countersigned_bundle(folder: Path, key: Sm2Key | None = OWN) -> Path:
    out = folder / "示例.zip"
    members = [Member(path, Text(content)) for path, content in contents().items()]
    write_bundle(out, members, {"made_at": "2024-07-26T10:00:00+08:00", "purpose": "handover"}, KEY, key)
    return out


def test_a_bundle_is_countersigned(tmp_path: Path) -> None:
    verdict = verify_bundle(countersigned_bundle(tmp_path))
    assert verdict.faults == []
    assert countersigned(verdict.manifest) is True


def test_the_scripts_run_by_themselves(tmp_path: Path) -> None:
    path = countersigned_bundle(tmp_path)
    source = Path(str(module.__file__))
    assert len(source.read_text(encoding="utf-8").splitlines()) < 150
    script = Path(shutil.copy(source, tmp_path))
    other = Path(shutil.copy(source.with_name("verify_bundle.py"), tmp_path))
    command = [sys.executable, "-I"]  # -I: nothing beside the library and packages
    good = subprocess.run([*command, str(script), str(path)], capture_output=True, text=True, check=False)
    assert (good.returncode, OWN.fingerprint in good.stdout) == (0, True)
    told = subprocess.run([*command, str(other), str(path)], capture_output=True, text=True, check=False)
    assert (told.returncode, "not checked here" in told.stdout) == (0, True)
    none = countersigned_bundle(tmp_path, None)
    assert subprocess.run([*command, str(script), str(none)], capture_output=True, check=False).returncode == 3
    assert subprocess.run([*command, str(script), str(script)], capture_output=True, check=False).returncode == 2
    assert "import greenlist" not in source.read_text(encoding="utf-8")
