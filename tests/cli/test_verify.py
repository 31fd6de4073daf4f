"""`greenlist verify`: a receipt proves itself, the data and the files, without server and database."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from door import greenlist
from greenlist.applications.receipts import digest_of, fingerprint, public_text, seal

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DATA = {"greenlist": 1, "kind": "factory", "values": {"water_intake": "30800"}}
REPORT = b"%PDF-1.7 signed report"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """receipt.json, application.json and a folder of evidence."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "报告.pdf").write_bytes(REPORT)
    write(tmp_path / "application.json", DATA)
    write(tmp_path / "receipt.json", receipt())
    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    return tmp_path


def receipt() -> dict[str, Any]:
    files = [{"name": "报告.pdf", "version": 1, "size": len(REPORT), "sha256": hashlib.sha256(REPORT).hexdigest()}]
    body = {
        "greenlist_receipt": 1, "number": "JL2024-000123-1", "unit": {"name": "示例食品有限公司", "uscc": ""},
        "version": 1, "submitted_at": "2024-07-22T10:00:00+08:00",
        "digests": {"algorithm": "sha256", "values": digest_of(DATA), "files": files}, "previous": None,
    }  # fmt: skip
    return seal(body, KEY)


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def test_a_genuine_receipt_with_data_files_and_key(folder: Path) -> None:
    said = greenlist(
        "verify", folder / "receipt.json", "--data", folder / "application.json", "--files", folder / "files",
        "--key", folder / "key.pem",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert "核对通过" in said.out
    assert "JL2024-000123-1" in said.out


def test_without_a_key_the_fingerprint_is_named_to_be_compared(folder: Path) -> None:
    said = greenlist("verify", folder / "receipt.json", "--lang", "en")
    assert said.code == 0
    assert fingerprint(KEY.public_key()) in said.out


@pytest.mark.parametrize("key", [public_text(KEY.public_key()), fingerprint(KEY.public_key())])
def test_the_key_may_be_text_or_fingerprint(folder: Path, key: str) -> None:
    assert greenlist("verify", folder / "receipt.json", "--key", key).code == 0


def test_one_changed_word_is_found(folder: Path) -> None:
    changed = receipt() | {"submitted_at": "2024-07-21T10:00:00+08:00"}
    write(folder / "receipt.json", changed)
    said = greenlist("verify", folder / "receipt.json")
    assert said.code == 2
    assert "摘要不一致" in said.out
    assert "签名无效" in said.out


def test_a_receipt_sealed_anew_by_somebody_else_is_found_by_the_key(folder: Path) -> None:
    body = {name: value for name, value in receipt().items() if name not in {"digest", "signature"}}
    write(folder / "receipt.json", seal(body | {"number": "JL2024-000999-1"}, Ed25519PrivateKey.generate()))
    assert greenlist("verify", folder / "receipt.json").code == 0  # true to itself
    said = greenlist("verify", folder / "receipt.json", "--key", folder / "key.pem")
    assert said.code == 2
    assert "不是给出的公钥" in said.out


def test_other_data_and_changed_missing_or_renamed_files(folder: Path) -> None:
    write(folder / "application.json", DATA | {"kind": "park"})
    said = greenlist("verify", folder / "receipt.json", "--data", folder / "application.json")
    assert said.code == 2
    assert "不是提交时的数据" in said.out
    report = folder / "files" / "报告.pdf"
    renamed = report.rename(folder / "files" / "a.pdf")
    assert "现名 a.pdf" in greenlist("verify", folder / "receipt.json", "--files", folder / "files").out
    renamed.unlink()
    missing = greenlist("verify", folder / "receipt.json", "--files", folder / "files")
    assert (missing.code, "不在文件夹里" in missing.out) == (2, True)
    report.write_bytes(b"another")
    assert "与提交时不同" in greenlist("verify", folder / "receipt.json", "--files", folder / "files").out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"greenlist_receipt": 1}', "不是 JSON", "[" * 100_000])
def test_what_is_no_receipt_gets_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(text, encoding="utf-8")
    said = greenlist("verify", path)
    assert said.code == 2
    assert "不是提交回执" in said.err.replace("\n", "")


def test_wrong_paths_and_keys_get_one_sentence(folder: Path) -> None:
    paths = folder / "receipt.json", folder / "none.json"
    assert greenlist("verify", paths[1]).code == 2
    assert "读不懂给出的公钥" in greenlist("verify", paths[0], "--key", "abc").err
    assert "不是文件夹" in greenlist("verify", paths[0], "--files", paths[0]).err
    assert "应为 JSON" in greenlist("verify", paths[0], "--data", folder / "key.pem").err


def test_a_signature_that_is_no_text_is_no_signature(folder: Path) -> None:
    broken = receipt()
    broken["signature"] = {"public_key": 7, "value": None}
    write(folder / "receipt.json", broken)
    assert greenlist("verify", folder / "receipt.json").code == 2


def test_it_needs_neither_settings_nor_database(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "greenlist", "verify", folder / "receipt.json"],
        capture_output=True, text=True, check=False, env={"PATH": "", "HOME": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "核对通过" in done.stdout
