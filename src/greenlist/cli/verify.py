"""`greenlist verify`: is this receipt genuine, and are data and files those that were handed in? Works offline."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from greenlist.applications.receipts import (
    NotReceipt,
    Receipt,
    Verified,
    digest_of,
    fingerprint,
    read_public_key,
    read_receipt,
    verify,
)
from greenlist.cli.common import EXIT_INPUT, Lang, LangOption, console, console_err, fail
from greenlist.engine.messages import Language, Message, render, say

EXAMPLES = """\b
例 Examples:
  greenlist verify receipt.json
  greenlist verify receipt.json --data application.json --files 佐证/ --key receipt-key.pem
"""
Point = tuple[bool, Message]  # whether it fits, and what was found


def verify_command(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="receipt.json")],
    data: Annotated[Path | None, typer.Option("--data", help="提交的数据（JSON）/ the data handed in")] = None,
    files: Annotated[Path | None, typer.Option("--files", help="证明材料的文件夹 / folder of evidence")] = None,
    key: Annotated[
        str | None, typer.Option("--key", help="服务器的公钥：PEM 文件、文本或指纹 / the server's key")
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """核对提交回执，不需要联网 / Verify the receipt of a submission, offline."""
    language = lang.language
    found = _read(receipt, language)
    itself = verify(found)
    points = [*_about_itself(itself), *_about_key(itself, key, language)]
    if data is not None:
        points.append(_about_data(found, data, language))
    if files is not None:
        points += _about_files(found, files, language)
    _tell(found, points, language)
    if key is None and itself.fingerprint:
        console.print(render(say("receipt.key_not_given", fingerprint=itself.fingerprint), language))
    wrong = sum(not fits for fits, _message in points)
    if wrong:
        console_err.print(render(say("receipt.refused", count=wrong), language), style="red")
        raise typer.Exit(EXIT_INPUT)
    console.print(render(say("receipt.verified"), language), style="green")


def _read(path: Path, language: Language) -> Receipt:
    try:
        return read_receipt(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        fail(f"{path}: {render(say('input.cannot_open', reason=error.strerror or str(error)), language)}", language)
    except (NotReceipt, UnicodeDecodeError):
        fail(say("receipt.not_one", file=str(path)), language)


def _tell(receipt: Receipt, points: list[Point], language: Language) -> None:
    unit = receipt.get("unit")
    name = unit.get("name", "") if isinstance(unit, dict) else ""
    at, version = receipt.get("submitted_at", ""), receipt.get("version", "")
    console.print(render(say("receipt.heading", number=receipt["number"], unit=name, version=version, at=at), language))
    for fits, message in points:
        console.print(f"  {'✓' if fits else '✗'} {render(message, language)}", style=None if fits else "red")


def _about_itself(itself: Verified) -> Iterator[Point]:
    yield itself.digest, say("receipt.digest_ok" if itself.digest else "receipt.digest_bad")
    yield itself.signature, say("receipt.signature_ok" if itself.signature else "receipt.signature_bad")
    if itself.sm2 is not None:
        yield itself.sm2, say("receipt.sm2_ok" if itself.sm2 else "receipt.sm2_bad")


def _about_key(itself: Verified, key: str | None, language: Language) -> Iterator[Point]:
    if key is None or not itself.signature:
        return
    if itself.fingerprint == _wanted(key, language):
        yield True, say("receipt.key_ok")
    else:
        yield False, say("receipt.key_bad", fingerprint=itself.fingerprint)


def _wanted(key: str, language: Language) -> str:
    """The fingerprint of the key that was given as a file, as text, or as the fingerprint itself."""
    if re.fullmatch(r"[0-9a-fA-F]{64}", key):
        return key.lower()
    try:
        return fingerprint(read_public_key(Path(key).read_text() if Path(key).is_file() else key))
    except (OSError, ValueError):
        fail(say("receipt.key_unread", key=key), language)


def _about_data(receipt: Receipt, path: Path, language: Language) -> Point:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        fail(say("receipt.data_unread", file=str(path)), language)
    fits = digest_of(data) == receipt["digests"].get("values")
    return fits, say("receipt.data_ok" if fits else "receipt.data_bad", file=path.name)


def _about_files(receipt: Receipt, folder: Path, language: Language) -> Iterator[Point]:
    """Each file of the receipt among those in the folder, whatever it is called there now."""
    if not folder.is_dir():
        fail(say("receipt.no_folder", folder=str(folder)), language)
    here = {_sha256(path): path.name for path in sorted(folder.rglob("*")) if path.is_file()}
    names = set(here.values())
    for one in receipt["digests"]["files"]:
        name = str(one["name"])
        now = here.get(str(one["sha256"]))
        if now is None:
            yield False, say("receipt.file_changed" if name in names else "receipt.file_missing", file=name)
        else:
            yield True, say("receipt.file_ok" if now == name else "receipt.file_renamed", file=name, now=now)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
