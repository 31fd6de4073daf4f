"""The verbs that make a bundle for a handler: asked for on the page, written by the worker, kept to be fetched."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.domain.keeping import keep_blob
from greenlist.applications.files import receive
from greenlist.applications.filetypes import TYPES
from greenlist.applications.models import Blob
from greenlist.bundles.exporting import NothingToExport, Purpose, export_round
from greenlist.bundles.jobs import build_bundle
from greenlist.bundles.matching import office_of
from greenlist.bundles.models import Made
from greenlist.engine import clock
from greenlist.journal.context import Actor
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused, notify
from greenlist.rounds.models import Round

log = logging.getLogger(__name__)
CHUNK = 1 << 20
PURPOSES: dict[str, Purpose] = {"handover": "handover", "archive": "archive"}
S = Made.State


@transaction.atomic
def ask_for_bundle(*, round: Round, purpose: str, by: Hat) -> Made:  # noqa: A002 - what it is of
    """Have the worker write what the office has of a round.

    Raises Refused: an archive of a round that is not closed; NotAllowed.
    """
    office = office_of(by)
    if PURPOSES[purpose] == "archive" and round.state != Round.State.CLOSED:
        raise Refused(_("“%(round)s”还没有结束，不能归档；移交请选“传递”。") % {"round": round.title})
    made = Made.objects.create(office=office, round=round, purpose=PURPOSES[purpose], by=by.person, at=clock.now())
    build_bundle.defer(made=made.pk, hat=by.label)
    record("bundle.asked", made, by=by.actor, after={"round": round.title, "purpose": purpose, "office": office.name})
    return made


def build(*, made: int, hat: str) -> None:
    """The worker's part: the file written, kept, and whoever asked told. One that is made already is not made again."""
    row = Made.objects.select_related("office__jurisdiction", "round__law", "round__jurisdiction", "by").get(pk=made)
    if row.state == S.DONE:
        return
    by = Actor(str(row.by.pk), f"{row.by.name}（{row.by.login}）", hat)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.zip"
        try:
            manifest = export_round(round_=row.round, office=row.office, out=path, purpose=PURPOSES[row.purpose], by=by)
        except (NothingToExport, OSError) as fault:
            log.warning("bundle %s was not made: %s", row.pk, fault)
            why = str(fault) if isinstance(fault, NothingToExport) else _("有文件读不出来，请系统管理员查看日志。")
            _end(row, state=S.FAILED, why=why[:300])
            return
        _end(row, state=S.DONE, blob=_kept(path), digest=manifest["digest"], count=len(manifest["applications"]),
             fingerprint=manifest["signature"]["fingerprint"], name=_name(row))  # fmt: skip


@transaction.atomic
def _end(row: Made, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.ended_at = clock.now()
    row.save(update_fields=[*values, "ended_at"])
    code = "bundle_made" if row.state == S.DONE else "bundle_not_made"
    notify(people=[row.by], code=code, params={"round": row.round.title, "reason": row.why}, url="/bundles/made/")


def _name(row: Made) -> str:
    day = clock.today().isoformat()
    kind = "归档" if row.purpose == "archive" else "数据包"
    return f"{row.office.jurisdiction.name}{row.round.year}{kind}-{day}.zip"


def _kept(path: Path) -> Blob:
    with receive(_chunks(path), most=path.stat().st_size) as incoming:
        return keep_blob(incoming, TYPES["zip"])


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            yield block
