"""What a bundle that was opened holds: the applications in it, each with its sealed versions, and its files."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.receipts import Receipt
from greenlist.parties.domain import Refused

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
