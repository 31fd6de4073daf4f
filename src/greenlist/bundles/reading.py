"""A bundle as it is read for an import: what it says it is, the applications in it, each with its sealed versions.

Nothing is believed before its seal was checked: the manifest's, every receipt's, and later each file by its digest.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from greenlist.applications.models import Kind
from greenlist.applications.receipts import Receipt
from greenlist.bundle.verify_bundle import read_manifest, seal_faults
from greenlist.bundle.verify_sm2 import countersigned
from greenlist.engine.codes import normalise_uscc
from greenlist.parties.domain import Refused

LONGEST = 120  # characters of a name
PARTS = {"values": "application.json", "result": "result.json", "evidence": "evidence.json"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version handed in: where it lies in the bundle, and its receipt."""

    folder: str
    receipt: Receipt
    signed_by: str  # fingerprint of the key that sealed the receipt

    @property
    def number(self) -> int:
        """1, 2 ... within its application."""
        return int(self.receipt["version"])

    @property
    def digest(self) -> str:
        """Of the receipt."""
        return str(self.receipt["digest"])

    @property
    def at(self) -> datetime:
        """When it was handed in."""
        return datetime.fromisoformat(self.receipt["submitted_at"])

    @property
    def column(self) -> str:
        """Its number among the receipts of all servers: two servers count alike, so the key that sealed it is in it."""
        return f"{self.receipt['number']}@{self.signed_by[:8]}"


@dataclass(frozen=True, slots=True)
class Offered:
    """An application in a bundle. `earlier`: digests of older versions whose receipts came along, the newest last."""

    name: str
    uscc: str
    kind: str
    state: str  # where it stands with the sender
    place: str  # code of the place the unit lies in, '' for the sender's own
    versions: tuple[Version, ...]
    earlier: tuple[str, ...] = ()

    @property
    def newest(self) -> Version:
        """The one handed in last."""
        return self.versions[-1]

    @property
    def known(self) -> tuple[str, ...]:
        """The digests of all versions it tells of, the oldest first."""
        return (*self.earlier, *(one.digest for one in self.versions))


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose seal is good, open for reading."""

    archive: zipfile.ZipFile = field(repr=False)
    manifest: dict[str, Any] = field(repr=False)
    fingerprint: str
    offered: tuple[Offered, ...] = field(repr=False)

    @property
    def digest(self) -> str:
        """Of the manifest."""
        return str(self.manifest["digest"])

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        """Size and digests of every file by its path."""
        return {str(one["path"]): one for one in self.manifest["files"]}

    def document(self, version: Version, part: str) -> Any:
        """Data, result or list of evidence (`PARTS`) of a version. The seal of the receipt covers it by its digest."""
        return json.loads(self.archive.read(f"{version.folder}/{PARTS[part]}"))

    def file(self, version: Version, sha256: str) -> str:
        """The path of a file of a version. Raises Refused where it is not there."""
        start = f"{version.folder}/files/"
        found = next(
            (path for path, one in self.files.items() if one["sha256"] == sha256 and path.startswith(start)), ""
        )
        if not found:
            raise Refused(_("数据包里缺少文件 %(name)s；请对方重新导出。") % {"name": sha256[:12]})
        return found

    def beside(self, name: str) -> Any:
        """A JSON file beside the applications, None where the bundle has none."""
        return json.loads(self.archive.read(name)) if name in self.files else None


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
