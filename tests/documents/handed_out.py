"""Documents as the pages of a site hand them out, of the world that the permission matrix is held against.

Run as a program it is one of two processes that print the same documents: see test_repeatable.py.

    python -m documents.handed_out build FOLDER     makes the world in the empty database of the site
    python -m documents.handed_out digests FOLDER   the digest of every document of it, as JSON
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from access.scene import Scene

PAPERS = ("pdf", "docx")
PLAIN = ("",)  # an address that hands out one form only
FORMS: dict[str, tuple[str, ...]] = {
    "application-report-file": PAPERS, "conduct-letter": PAPERS, "consult-document": PAPERS,
    "green_dynamic_file": ("xlsx", *PAPERS), "green_list_export": ("xlsx", "csv", "json", *PAPERS),
    "meeting-minutes": PAPERS, "notice-document": PAPERS, "receipt_paper": PAPERS, "result-letter": PAPERS,
    "recommendation-file": ("xlsx", *PAPERS, "table-pdf", "table-docx"), "result-export": ("xlsx", "csv"),
    "public-notice-names": ("xlsx", "csv"), "round-watch-table": ("xlsx", "csv"), "screening-export": ("xlsx", "json"),
    "selection-record": ("xlsx", *PAPERS), "yearly-report-export": ("?xlsx", "?pdf", "?docx"),
    "consult-table": PLAIN, "inbox-export": PLAIN, "meeting-witnesses": PLAIN, "panel-export": PLAIN,
    "panel-results-file": PLAIN, "selection-witnesses": PLAIN, "tenants_template": PLAIN, "workbook": PLAIN,
    "engagement-draft-paper": PLAIN, "result-letters": PLAIN,
}  # fmt: skip
# by the browser that handed the objection in; a stored file
ELSEWHERE = {"objection-slip-paper": "test_receipts.py", "expert-table-form": "csv_writers.py"}


@dataclass(frozen=True)
class Asked:
    """A document of the site: who may have it, and where."""

    name: str
    case: str
    form: str
    who: str
    path: str

    @property
    def key(self) -> str:
        """How it is called."""
        return f"{self.name} {self.case} {self.form.lstrip('?')}".strip()


def asked(scene: Scene) -> Iterator[Asked]:
    """Every document of the world, for the first persona that the matrix lets have it."""
    from django.urls import reverse

    from access.site import addresses
    from access.table import PERSONAS, read

    known, told = {one.name: one for one in addresses()}, set()
    for row in read():
        who = next((name for name in PERSONAS if row.outcomes[name] == "ok"), None)
        if row.method != "GET" or who is None or row.name not in FORMS:
            continue
        for form in FORMS[row.name]:
            arguments = scene.arguments(known[row.name], row.case)
            inside = form and not form.startswith("?")
            path = reverse(row.name, kwargs=arguments | ({"form": form} if inside else {}))
            path = path if inside or not form else f"{path}?form={form[1:]}"
            if path not in told:  # some cases of the matrix are forms of the same document
                told.add(path)
                yield Asked(row.name, row.case, form, who, path)


def content_of(answer: Any) -> bytes:
    """What was handed out."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def main() -> None:
    """Build the world, or print what it hands out."""
    import django

    django.setup()
    folder = Path(sys.argv[2])
    if sys.argv[1] == "build":
        build(folder)
    else:
        sys.stdout.write(json.dumps(digests(folder), ensure_ascii=True))


def build(folder: Path) -> None:
    """The world, kept in the database; where its things are goes into the folder."""
    from django.core.management import call_command

    from access.scene import build_scene

    call_command("migrate", verbosity=0)
    (folder / "scene").write_bytes(pickle.dumps(build_scene()))


def digests(folder: Path) -> dict[str, str]:
    """Made anew: what another process kept is put away first."""
    import time_machine
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "made", ignore_errors=True)
    scene = pickle.loads((folder / "scene").read_bytes())  # noqa: S301 - our own
    browsers: dict[str, Any] = {}
    found = {}
    with time_machine.travel(datetime.fromisoformat(os.environ["MOMENT"]), tick=True):
        for one in asked(scene):
            if one.who not in browsers:
                browsers[one.who] = scene.world.client(None if one.who == "anonymous" else one.who)
            answer = browsers[one.who].get(one.path)
            digest = hashlib.sha256(content_of(answer)).hexdigest()
            found[one.key] = digest if answer.status_code == 200 else f"status {answer.status_code}"
    return found


if __name__ == "__main__":
    main()
