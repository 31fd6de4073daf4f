"""A bundle as it is read for an import: what it says it is, the applications in it, each with its sealed versions.

Nothing is believed before its seal was checked: the manifest's, every receipt's, and later each file by its digest.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from greenlist.applications.models import Kind
from greenlist.applications.receipts import Receipt
from greenlist.bundle.verify_bundle import read_manifest, seal_faults
from greenlist.bundle.verify_sm2 import countersigned
from greenlist.engine.codes import normalise_uscc
from greenlist.parties.domain import Refused

from .offered import Bundle, Offered, Version

LONGEST = 120  # characters of a name


def open_bundle(stream: BinaryIO) -> Bundle:
    """A bundle that was verified before, read. Raises Refused: not sealed, or not of the shape of ours."""
    try:
        archive = zipfile.ZipFile(stream)
        manifest = read_manifest(archive)
        faults, fingerprint = seal_faults(manifest) if manifest is not None else ([], "")
        if manifest is None or faults or countersigned(manifest) is False:
            raise Refused(_("数据包的清单不真实；请对方重新导出。"))
        offered = tuple(_offered(archive, manifest))
        _head(manifest)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, zipfile.BadZipFile) as fault:
        if isinstance(fault, Refused):
            raise
        raise Refused(_("数据包的内容不是本程序认识的样子（%(why)s）；请对方用新版本重新导出。") % {
            "why": type(fault).__name__}) from None  # fmt: skip
    return Bundle(archive, manifest, fingerprint, offered)


def _head(manifest: Mapping[str, Any]) -> None:
    """What is asked of the head later is there. Raises KeyError, TypeError."""
    for part, names in (
        ("office", ("name", "code")),
        ("round", ("title", "year", "place", "law", "policy", "process")),
    ):
        for name in names:
            manifest[part][name]
    for name in ("policy", "process"):
        _text(manifest["round"][name]["id"])
    _text(manifest["office"]["code"])
    _text(manifest["made_at"])
    _text(manifest["purpose"])


def _offered(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> Iterator[Offered]:
    by_one: dict[tuple[str, str], list[tuple[Mapping[str, Any], Version]]] = {}
    for line in manifest["applications"]:
        version = _version(archive, line)
        name, uscc = _unit(line)
        by_one.setdefault((Kind(line["kind"]).value, uscc or name), []).append((line, version))
    for (kind, _who), lines in by_one.items():
        rows = sorted(lines, key=lambda pair: pair[1].number)
        line = rows[-1][0]
        earlier = _earlier(archive, rows[0][1])
        yield Offered(
            *_unit(line), kind, _text(line["state"]),
            _text(line.get("place", "")), tuple(version for _line, version in rows), earlier,
        )  # fmt: skip


def _unit(line: Mapping[str, Any]) -> tuple[str, str]:
    """Name and code of the unit as the sender has them now; the receipt keeps those under which it handed in."""
    unit = line.get("now") or line["unit"]
    return _text(unit["name"]), normalise_uscc(_text(unit["uscc"]))


def _version(archive: zipfile.ZipFile, line: Mapping[str, Any]) -> Version:
    """A line of the manifest with its receipt, which must be about the same. Raises Refused."""
    folder = f"applications/{_text(line['number'])}"
    receipt, signed_by = _sealed(json.loads(archive.read(f"{folder}/receipt.json")))
    said = (line["digest"], line["version"], line["kind"], line["unit"]["name"], line["unit"]["uscc"])
    if said != (
        receipt["digest"],
        receipt["version"],
        receipt["kind"],
        receipt["unit"]["name"],
        receipt["unit"]["uscc"],
    ):
        raise Refused(_("清单与回执 %(number)s 不符；请对方重新导出。") % {"number": receipt["number"]})
    made = Version(folder, receipt, signed_by)
    _text(receipt["number"], 31)
    if made.number < 1 or made.at.tzinfo is None:
        raise ValueError("a version without number or time")
    return made


def _earlier(archive: zipfile.ZipFile, first: Version) -> tuple[str, ...]:
    """The digests of the versions before the first one here, as far back as their receipts came along."""
    name = f"{first.folder}/earlier.json"
    given = json.loads(archive.read(name)) if name in archive.namelist() else []
    before = {receipt["digest"]: receipt["previous"] for receipt, _signed_by in map(_sealed, given)}
    found: list[str] = []
    wanted = first.receipt["previous"]
    while wanted is not None and wanted not in found:
        found.insert(0, str(wanted))
        wanted = before.get(wanted)
    return tuple(found)


def _sealed(receipt: Receipt) -> tuple[Receipt, str]:
    faults, fingerprint = seal_faults(receipt)
    if faults or countersigned(receipt) is False:
        raise Refused(_("回执 %(number)s 不真实；请对方重新导出。") % {"number": str(receipt.get("number"))[:40]})
    return receipt, fingerprint


def _text(value: Any, most: int = LONGEST) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError("no text, or too long a one")
    return value
